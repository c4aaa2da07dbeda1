"""Writes the pages of docs/ that are made from code and knowledge; with --check, tells which are out of step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from manual.codebook import codebook
from manual.rest import rest
from sayso.faces.exports.page import page as exports

DOCS = Path(__file__).parents[1] / "docs"
PAGES: dict[str, Callable[[], str]] = {"codebook.md": codebook, "rest.md": rest, "exports.md": exports}


def main() -> None:
    """Write the pages, or exit with 1 if one of them is not as it would be written."""
    made = {DOCS / name: write() for name, write in PAGES.items()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf8") != text]
    if "--check" not in sys.argv:
        for path in stale:
            path.write_text(made[path], encoding="utf8")
    for path in stale:
        sys.stdout.write(f"{path.name} {'is out of step: run make pages' if '--check' in sys.argv else 'written'}\n")
    raise SystemExit(1 if stale and "--check" in sys.argv else 0)


main()
