"""Tasks and what they hand on to one another -> the processes of this machine, or Ray."""

from __future__ import annotations

import pickle
import tempfile
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

HELD = 2  # tasks that are given out for each worker


class Store(Protocol):
    """Where a task puts what another takes; it goes from process to process itself."""

    def put(self, thing: Any) -> Any:
        """Keep a thing and return its handle."""

    def get(self, handle: Any) -> Any:
        """Return what a handle is of."""


class Exchange(Protocol):
    """Workers, and the store that their tasks share."""

    def map(self, task: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what a task returns, given the store and each of the arguments, in their order."""


@dataclass(frozen=True, slots=True)
class Files:
    """A store of files in a folder."""

    folder: str

    def put(self, thing: Any) -> str:
        """Keep a thing and return its handle."""
        file = Path(self.folder, uuid.uuid4().hex)
        file.write_bytes(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
        return str(file)

    def get(self, handle: str) -> Any:
        """Return what a handle is of."""
        return pickle.loads(Path(handle).read_bytes())


class Objects:
    """Ray's own store."""

    def put(self, thing: Any) -> Any:
        """Keep a thing and return its handle."""
        import ray

        return ray.put(thing)

    def get(self, handle: Any) -> Any:
        """Return what a handle is of."""
        import ray

        return ray.get(handle)


@dataclass(frozen=True, slots=True)
class LocalExchange:
    """Processes of this machine."""

    pool: ProcessPoolExecutor
    store: Files
    workers: int

    def map(self, task: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what a task returns, given the store and each of the arguments, in their order."""
        given = (self.pool.submit(task, self.store, *a) for a in arguments)
        return (future.result() for future in _some(given, HELD * self.workers))


@dataclass(frozen=True, slots=True)
class RayExchange:
    """Tasks of a Ray cluster; files are read by whoever has them, so the folder is one that all nodes see."""

    ray: Any
    workers: int

    def map(self, task: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what a task returns, given the store and each of the arguments, in their order."""
        remote = self.ray.remote(num_cpus=1)(task)
        given = (remote.remote(Objects(), *a) for a in arguments)
        return (self.ray.get(handle) for handle in _some(given, HELD * self.workers))


@contextmanager
def exchange_on(engine: str, workers: int, address: str | None) -> Iterator[Exchange]:
    """Yield the exchange of an engine, ended with all that it kept."""
    if engine == "ray":
        from sayso.scale.cluster import connected

        with connected(workers, address) as ray:
            yield RayExchange(ray, workers)
        return
    with (
        tempfile.TemporaryDirectory(prefix="sayso-") as folder,
        ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool,
    ):
        yield LocalExchange(pool, Files(folder), workers)


def _some(given: Iterator[Any], most: int) -> Iterator[Any]:
    """Yield what was given out, in order, with no more out at a time than so many."""
    out: deque[Any] = deque()
    for one in given:
        out.append(one)
        if len(out) >= most:
            yield out.popleft()
    yield from out
