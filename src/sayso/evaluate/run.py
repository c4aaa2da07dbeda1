"""Name of a corpus and a path -> its scores, in the shape of design.md section 7."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.evaluate.corpora import CORPORA, RESPONSES


def run(corpus: str, data: Path, limit: int | None = None) -> dict[str, Any]:
    """Return {"corpus", "data", "n", "scores"}; raise ValueError for a corpus or path that is not there."""
    if corpus not in CORPORA:
        raise ValueError(f"no corpus named {corpus}; there are: {', '.join(sorted(CORPORA))}")
    if not data.exists():
        raise ValueError(f"{data}: no such file or folder")
    n, scores = CORPORA[corpus](data, limit)
    return {"corpus": corpus, "data": str(data), "n": n, "scores": {k: round(v, 4) for k, v in scores.items()}}


def write_responses(corpus: str, data: Path, limit: int | None, file: Path) -> None:
    """Write what sayso answers in the corpus's own format; raise ValueError for a corpus that has none."""
    if corpus not in RESPONSES:
        raise ValueError(f"{corpus} has no format of responses; these have: {', '.join(sorted(RESPONSES))}")
    if not data.exists():
        raise ValueError(f"{data}: no such file or folder")
    try:
        file.write_text("\n".join(RESPONSES[corpus](data, limit)) + "\n", encoding="utf8")
    except OSError as error:
        raise ValueError(f"{file}: cannot be written ({error.strerror})") from error
