"""Many reports on the cores of one machine, answers in the order asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

from sayso.ledger.tables.prepared import Prepared, prepare
from sayso.ledger.tables.rows import Entry
from sayso.model import Capture, Failure, Reading
from sayso.pipeline import About, read_found
from sayso.read.collections import captures
from sayso.read.streams.opened import Columns
from sayso.settings import Settings

J = TypeVar("J")
R = TypeVar("R")
Job = tuple[Capture | Failure, About, Settings]
AHEAD = 4  # captures in hand for each process: enough to keep it busy, few enough to hold in memory


class Taken(NamedTuple):
    """A reading with the bytes it was read from."""

    capture: Capture
    reading: Reading


def read_parallel(
    sources: Sequence[str], about: About, settings: Settings, workers: int, columns: Columns | None = None
) -> Iterator[Reading | Failure]:
    """Read all reports of the sources with `workers` processes; the readings are those of one, in the same order."""
    for taken in read_captures(all_captures(sources, settings, columns), about, settings, workers):
        yield taken if isinstance(taken, Failure) else taken.reading


def all_captures(
    sources: Iterable[str], settings: Settings, columns: Columns | None = None
) -> Iterator[Capture | Failure]:
    """Yield the captures of each source in turn."""
    return chain.from_iterable(captures(source, settings, columns) for source in sources)


def read_captures(
    found: Iterable[Capture | Failure], about: About, settings: Settings, workers: int = 1
) -> Iterator[Taken | Failure]:
    """Read captures as they come, in their order; few are in hand at a time, however many there are."""
    return in_order(_taken, ((capture, about, settings) for capture in found), workers)


def read_prepared(
    found: Iterable[Capture | Failure], about: About, settings: Settings, workers: int = 1
) -> Iterator[Prepared | Failure]:
    """Do so, and let who reads a report prepare it for a ledger too."""
    return in_order(_prepared, ((capture, about, settings) for capture in found), workers)


def in_order(do: Callable[[J], R], jobs: Iterable[J], workers: int, ahead: int = AHEAD) -> Iterator[R]:
    """Yield what is done with each job, in their order; of several processes each has so many jobs before it."""
    coming = iter(jobs)
    first = list(islice(coming, 2)) if workers > 1 else []
    if len(first) <= 1:
        yield from map(do, chain(first, coming))
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: deque[Future[R]] = deque()
        for job in chain(first, coming):
            waiting.append(pool.submit(do, job))
            while len(waiting) >= ahead * workers or (waiting and waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _taken(job: Job) -> Taken | Failure:
    found, about, settings = job
    if isinstance(found, Failure):
        return found
    reading = read_found(found, about, settings)
    return reading if isinstance(reading, Failure) else Taken(found, reading)


def _prepared(job: Job) -> Prepared | Failure:
    taken = _taken(job)
    return taken if isinstance(taken, Failure) else prepare(Entry(reading=taken.reading, capture=taken.capture))
