"""Readings, and events of a ledger -> files of other shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sayso.faces.exports.acled import ACLED
from sayso.faces.exports.annotations import ANNOTATIONS
from sayso.faces.exports.csv_rows import csv_lines
from sayso.faces.exports.gdelt import GDELT, GDELT_MENTIONS
from sayso.faces.exports.ged import GED
from sayso.faces.exports.geojson import GEOJSON
from sayso.faces.exports.icews import ICEWS
from sayso.faces.exports.label_studio import LABEL_STUDIO
from sayso.faces.exports.masks import masked
from sayso.faces.exports.own import CLAIMS_CSV, EVENTS_CSV, HXL_CSV, JSONL
from sayso.faces.exports.parquet import PARQUET
from sayso.faces.exports.polecat import POLECAT
from sayso.faces.exports.shape import Export, ExportError, Scope, about_of, no_text
from sayso.model import EventView, Reading

__all__ = ["EXPORTS", "LEDGER_EXPORTS", "Export", "ExportError", "Scope", "about_of", "written"]

# To add one, write a module with a function from readings to lines and name it here.
EXPORTS: dict[str, Callable[[Iterable[Reading]], Iterator[str]]] = {"csv": csv_lines}

# To add one, write a module with its columns, each with what fills it, and name it here; then run
# python -m sayso.faces.exports.page > docs/exports.md
LEDGER_EXPORTS: dict[str, Export] = {
    "csv": CLAIMS_CSV, "events.csv": EVENTS_CSV, "jsonl": JSONL, "parquet": PARQUET, "hxl": HXL_CSV, "geojson": GEOJSON,
    "annotations": ANNOTATIONS, "label-studio": LABEL_STUDIO, "acled": ACLED, "gdelt": GDELT,
    "gdelt-mentions": GDELT_MENTIONS, "polecat": POLECAT, "ged": GED, "icews": ICEWS,
}  # fmt: skip


def written(name: str, views: Iterable[EventView], scope: Scope) -> Iterator[bytes]:
    """Yield the bytes of an export; raise ExportError where it cannot be made."""
    if scope.mask_persons:
        views, scope = map(masked, views), replace(scope, text_of=no_text)
    for chunk in LEDGER_EXPORTS[name].chunks(views, scope):
        yield chunk if isinstance(chunk, bytes) else chunk.encode("utf8", "replace")
