"""An installation -> what is there, what is missing, and whether a reading works."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from sayso.settings import Settings, load
from sayso.version import __version__

TRIAL = 'Gunmen shot dead two guards at a bank in Lima on Monday. "We are looking for them," the police said.\n'
EXTRAS = {  # extra: its package, the module that shows it is there, what it is for
    "parquet": ("pyarrow", "pyarrow", "exports and batches as Parquet"),
    "postgresql": ("psycopg", "psycopg", "ledgers on a PostgreSQL server"),
    "ray": ("ray", "ray", "batches on a cluster"),
    "spacy": ("spacy", "spacy", "another language model"),
}


class Finding(NamedTuple):
    """One thing looked at: `good` is None where something optional is not there."""

    name: str
    good: bool | None
    told: str


def examine() -> Iterator[Finding]:
    """Yield what each check finds; one that fails is a finding too, and the next goes on."""
    for name, check in CHECKS.items():
        try:
            yield from (Finding(name if about is None else about, good, told) for about, good, told in check())
        except Exception as error:  # whatever is broken is what was asked for
            yield Finding(name, False, f"{type(error).__name__}: {error}")


Found = Iterator[tuple[str | None, bool | None, str]]


def _sayso() -> Found:
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield None, sys.version_info >= (3, 11), f"{__version__}, {python}, {os.cpu_count()} cores"


def _settings() -> Found:
    own, default = load(), Settings()
    changed = [f"{k} = {getattr(own, k)}" for k in Settings.__slots__ if getattr(own, k) != getattr(default, k)]
    yield None, True, ", ".join(changed) or "all as they come"


def _model() -> Found:
    from sayso.language.parser import load_backend
    from sayso.language.weights_check import damaged_weights

    damaged = damaged_weights()
    if damaged:
        yield None, False, f"damaged: {', '.join(damaged)}; install sayso again"
        return
    settings = load()
    start = time.perf_counter()
    version = load_backend(settings.backend, settings.threads).version
    yield None, True, f"{settings.backend} {version}, loaded in {time.perf_counter() - start:.1f} s"


def _knowledge() -> Found:
    from sayso.knowledge.fingerprint import ROOT, fingerprint
    from sayso.knowledge.overlay import overlay_file

    places = ROOT / "places" / "places.bin"
    asked = (ROOT / "places" / "places.bin.sha256").read_text(encoding="utf8").split()[0]
    whole = hashlib.sha256(places.read_bytes()).hexdigest() == asked
    yield None, whole, fingerprint() if whole else f"{places} is damaged; install sayso again"
    overlay = overlay_file()
    there = overlay is not None and overlay.exists()
    yield "your actors", True, str(overlay) if there else "none of your own (sayso actors import adds some)"


def _reading() -> Found:
    import sayso
    from sayso.faces.table import count

    start = time.perf_counter()
    reading = sayso.read_text(TRIAL, published="2024-05-06")
    told = f"made {count(len(reading.claims), 'claim')} and {count(len(reading.statements), 'statement')}"
    yield None, bool(reading.claims and reading.statements), f"{told} in {time.perf_counter() - start:.1f} s"


def _ledger() -> Found:
    from sayso.ledger.store import open_ledger

    with tempfile.TemporaryDirectory() as folder:
        open_ledger(Path(folder) / "trial.db").dispose()
    yield None, True, f"can be made (SQLite {sqlite3.sqlite_version})"


def _extras() -> Found:
    for extra, (package, module, what) in EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        told = f"{package} {metadata.version(package)}" if there else f"not installed: pip install 'sayso[{extra}]'"
        yield extra, True if there else None, f"{told} - {what}"


# To add one, write a function of this shape and name it here.
CHECKS: dict[str, Callable[[], Found]] = {
    "sayso": _sayso,
    "settings": _settings,
    "model": _model,
    "knowledge": _knowledge,
    "a reading": _reading,
    "a ledger": _ledger,
    "extras": _extras,
}
