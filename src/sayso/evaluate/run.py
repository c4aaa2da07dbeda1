"""Name of a corpus and a path -> its scores, in the shape of design.md section 7."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.evaluate.corpora import CORPORA


def run(corpus: str, data: Path, limit: int | None = None) -> dict[str, Any]:
    """Return {"corpus", "data", "n", "scores"}; raise ValueError for a corpus or path that is not there."""
    if corpus not in CORPORA:
        raise ValueError(f"no corpus named {corpus}; there are: {', '.join(sorted(CORPORA))}")
    if not data.exists():
        raise ValueError(f"{data}: no such file or folder")
    n, scores = CORPORA[corpus](data, limit)
    return {"corpus": corpus, "data": str(data), "n": n, "scores": {k: round(v, 4) for k, v in scores.items()}}
