"""Reports of a ledger -> what today's sayso reads in them, and how it differs from what is kept.

A report's text never changes: where the reader would cut another text out of the bytes today, the one that was cut
then is read again, and that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from rich.text import Text

from sayso.faces.event_sentence import plain
from sayso.faces.table import count, rendered, table
from sayso.language.parser import load_backend, parse
from sayso.ledger.reading import capture, reading
from sayso.ledger.store import Engine
from sayso.ledger.tables.batches import batched
from sayso.ledger.upkeep.differences import Difference
from sayso.meaning.understand import understand
from sayso.model import Capture, Failure, Reading, Report, ReportError
from sayso.pipeline import made_by
from sayso.read import read
from sayso.settings import Settings

BATCH = 50  # reports at hand at once
SHOWN = 60  # letters of a value in a table
TOLD = ("relation", "role", "kind", "name", "low", "earliest", "latest", "text", "exact", "claim", "actor")
Job = tuple[Report, Capture | None, Settings]


@dataclass(frozen=True, slots=True)
class Again:
    """A report's kept reading beside today's; `cut_otherwise` if today's reader would cut another text."""

    old: Reading
    new: Reading
    cut_otherwise: bool


def read_again(engine: Engine, keys: Sequence[str], settings: Settings, workers: int) -> Iterator[Again | Failure]:
    """Read reports of a ledger again, in the order of the keys; one that fails becomes a Failure and stays as it is."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers > 1 else None
    try:
        for batch in batched(keys, BATCH):
            with engine.connect() as connection:
                kept = [r for key in batch if (r := reading(connection, key)) is not None]
                jobs = [(r.report, capture(connection, r.report.id), settings) for r in kept]
            made = pool.map(_read_again, jobs) if pool else map(_read_again, jobs)
            for old, found in zip(kept, made, strict=True):
                yield found if isinstance(found, Failure) else Again(old, *found)
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def _read_again(job: Job) -> tuple[Reading, bool] | Failure:
    kept, captured, settings = job
    try:
        report, otherwise = _report(kept, captured, settings)
        backend = load_backend(settings.backend, settings.threads)
        return understand(report, parse(report, backend), made_by(settings)), otherwise
    except ReportError as error:
        return Failure(name=kept.id, reason=error.failure.reason, stage=error.failure.stage)


def _report(kept: Report, captured: Capture | None, settings: Settings) -> tuple[Report, bool]:
    """Return the report as today's reader makes it of its bytes, if its text is the same; else as it is kept."""
    if captured is None:
        return kept, False
    given = kept.published if kept.published_basis == "given" else None
    try:
        made = read(captured, outlet=kept.outlet, published=given, key=kept.key, settings=settings)
    except ReportError:
        return kept, True
    same = (made.id, made.text) == (kept.id, kept.text)
    return (made, False) if same else (kept, True)


# --- what is shown ------------------------------------------------------------------------------------------------


def difference_table(found: Iterable[Difference], judged: frozenset[str]) -> str:
    """Return differences as text, a line each; claims that people have judged are marked."""
    made = table("Report", "Claim", "What", "Field", "As kept", "As read now")
    for d in found:
        claim = Text(d.claim[:8] + (" judged" if d.claim in judged else ""))
        made.add_row(d.report[:8], claim, d.what, d.field or "", *(Text(_short(v)) for v in (d.old, d.new)))
    return rendered("What is read otherwise", "", made if made.row_count else None)


def summary(found: Sequence[Difference], reports: int) -> str:
    """Return how many claims are new, gone and changed, and in which fields."""
    claims = {what: len({d.claim for d in found if d.what == what}) for what in ("new", "gone", "changed")}
    fields = Counter(d.field for d in found if d.field)
    told = ", ".join(f"{n:,} {what}" for what, n in claims.items())
    listed = ", ".join(f"{field} {n:,}" for field, n in fields.most_common())
    differ = len({d.report for d in found})
    return f"{count(reports, 'report')}, {differ:,} read otherwise: {told}{f' ({listed})' if listed else ''}"


def _short(value: Any) -> str:
    """Return a field's value in few letters: of records what they are known by."""
    if isinstance(value, list):
        shown = "; ".join(map(_short, value)) or "none"
    elif isinstance(value, dict):
        known = [value[k] for k in TOLD if value.get(k) is not None] or [x for x in value.values() if x is not None]
        shown = " ".join(_short(x) if isinstance(x, dict) else str(x) for x in known)
    else:
        shown = "none" if value is None else str(value)
    return plain(shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")
