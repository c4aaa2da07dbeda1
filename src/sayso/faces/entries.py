"""Files and addresses -> entries of a ledger: readings, with the bytes they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sayso.ledger.rows import Entry
from sayso.model import Failure, ReportError
from sayso.pipeline import About, read_capture
from sayso.read import capture
from sayso.settings import Settings


def entries(sources: Sequence[str], about: About, settings: Settings, workers: int) -> Iterator[Entry | Failure]:
    """Read with `workers` processes, in the order asked for; a report that fails becomes a Failure."""
    jobs = [(source, about, settings) for source in sources]
    if workers <= 1 or len(sources) <= 1:
        yield from map(_entry, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(sources)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_entry, jobs)


def _entry(job: tuple[str, About, Settings]) -> Entry | Failure:
    source, about, settings = job
    try:
        captured = capture(source, settings)
        return Entry(reading=read_capture(captured, about, settings), capture=captured)
    except ReportError as error:
        return error.failure
