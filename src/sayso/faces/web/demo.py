"""The examples of the source -> a ledger of its own, to show the page with."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import sayso
from sayso.faces.entries import entries
from sayso.ledger.record import add, add_failure
from sayso.ledger.rows import Entry
from sayso.ledger.store import Engine
from sayso.model import Failure
from sayso.pipeline import About
from sayso.settings import Settings

FOLDER = Path(sayso.__file__).parents[2] / "examples"  # beside src/, where sayso runs from its source
MISSING = (
    "the examples come with sayso's source and are not part of the installed package: "
    "run sayso serve --demo from a checkout, or give a ledger with --ledger"
)


def there(folder: Path = FOLDER) -> bool:
    """True if the examples are at hand."""
    return (folder / "demo.py").is_file()


def fill(engine: Engine, settings: Settings, folder: Path = FOLDER) -> int:
    """Add the examples to a ledger, each with its date of publication; return how many were added."""
    reports = runpy.run_path(str(folder / "demo.py"))["REPORTS"]

    def read() -> Iterator[Entry]:
        for name, published in reports:
            for found in entries([str(folder / name)], About(published=published), settings, 1):
                if isinstance(found, Failure):
                    add_failure(engine, found)
                else:
                    yield found

    return len(add(engine, list(read())).new)
