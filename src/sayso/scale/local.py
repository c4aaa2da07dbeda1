"""Many reports on the cores of one machine, answers in the order asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import NamedTuple

from sayso.model import Capture, Failure, Reading
from sayso.pipeline import About, read_found
from sayso.read.collections import captures
from sayso.read.opened import Columns
from sayso.settings import Settings

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
    coming = iter(found)
    first = list(islice(coming, 2)) if workers > 1 else []
    jobs = ((capture, about, settings) for capture in chain(first, coming))
    if len(first) <= 1:
        yield from map(_taken, jobs)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        waiting: deque[Future[Taken | Failure]] = deque()
        for job in jobs:
            waiting.append(pool.submit(_taken, job))
            while len(waiting) >= AHEAD * workers or (waiting and waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _taken(job: tuple[Capture | Failure, About, Settings]) -> Taken | Failure:
    found, about, settings = job
    if isinstance(found, Failure):
        return found
    reading = read_found(found, about, settings)
    return reading if isinstance(reading, Failure) else Taken(found, reading)
