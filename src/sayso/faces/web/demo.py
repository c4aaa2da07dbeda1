"""The examples of the source -> a ledger of its own, to show the page with."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import sayso
from sayso.faces.entries import entries
from sayso.ledger.record import add, add_failure
from sayso.ledger.store import Engine
from sayso.ledger.tables.prepared import Prepared
from sayso.ledger.tables.rows import Entry
from sayso.model import Failure
from sayso.pipeline import About
from sayso.settings import Settings

FOLDERS = (
    Path(__file__).parent / "examples",  # in an installed package: pyproject.toml puts them there
    Path(sayso.__file__).parents[2] / "examples",  # beside src/, where sayso runs from its source
)
MISSING = "the examples are not there: the package was not installed whole; give a ledger with --ledger"
# Invented, like all in them: whose report each is. Where the file itself says so, it is not asked for here.
OUTLETS = {
    "ostramar-wire.txt": "Coast Wire", "denial.txt": "Merrin Gazette", "threat.txt": "Coast Wire",
    "protest.txt": "Merrin Gazette", "bridge-a.txt": "Norlund Morning", "bridge-b.txt": "Lornfell Courier",
}  # fmt: skip


def folder() -> Path | None:
    """Return the folder of the examples; None if they are not at hand."""
    return next((f for f in FOLDERS if (f / "demo.py").is_file()), None)


def fill(engine: Engine, settings: Settings) -> int:
    """Add the examples to a ledger, each with outlet and date of publication; return how many were added."""
    at = folder()
    if at is None:
        raise FileNotFoundError(MISSING)
    reports = runpy.run_path(str(at / "demo.py"))["REPORTS"]

    def read() -> Iterator[Entry | Prepared]:
        for name, published in reports:
            about = About(published=published, outlet=OUTLETS.get(name))
            for found in entries([str(at / name)], about, settings, 1):
                if isinstance(found, Failure):
                    add_failure(engine, found)
                else:
                    yield found

    return len(add(engine, list(read())).new)
