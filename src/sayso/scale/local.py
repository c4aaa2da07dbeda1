"""Many reports on the cores of one machine, answers in the order asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sayso.model import Failure, Reading
from sayso.pipeline import About, read_many
from sayso.settings import Settings


def read_parallel(
    sources: Sequence[str], about: About, settings: Settings, workers: int
) -> Iterator[Reading | Failure]:
    """Read with `workers` processes; the readings are those of one process, in the same order."""
    if workers <= 1 or len(sources) <= 1:
        yield from read_many(sources, about, settings)
        return
    with ProcessPoolExecutor(min(workers, len(sources)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_one, [(s, about, settings) for s in sources])


def _read_one(job: tuple[str, About, Settings]) -> Reading | Failure:
    source, about, settings = job
    return next(read_many([source], about, settings))
