"""Shards -> their records on Ray: an actor a worker, on this machine or on a cluster.

Actors and not `ray.data`: shards are fed as the input is read, at most two for each actor; a report that hangs costs
itself and not its block; and every actor drives the same reading process as the local engine, so that the bytes are the
same.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

from sayso.scale.manifest import BatchError
from sayso.scale.reading import Job
from sayso.scale.shards import Done, Shard
from sayso.scale.workers import Worker

REACHED = 10  # seconds
HELD = 2  # shards that an actor has before it, the one it reads among them


def read_on_ray(shards: Iterator[Shard], job: Job, workers: int, address: str | None = None) -> Generator[Done]:
    """Read shards with actors of a Ray cluster; without an address on one that is started here and stopped after."""
    with connected(workers, address) as ray:
        made = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=2)(_Reader)
        crew = [made.remote(job) for _ in range(workers)]
        free = crew * HELD
        busy: dict[Any, Any] = {}
        for shard in shards:
            while not free:
                yield _next(ray, busy, free)
            actor = free.pop(0)
            busy[actor.shard.remote(shard)] = actor
        while busy:
            yield _next(ray, busy, free)


@contextmanager
def connected(workers: int, address: str | None) -> Iterator[Any]:
    """Yield Ray, connected; what was started here is stopped in the end."""
    try:
        import ray
    except ModuleNotFoundError:
        raise BatchError("the engine ray needs pip install 'sayso[ray]'") from None
    if address:
        _reach(address)
    given = {"address": address} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **given)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise BatchError(f"Ray cannot be reached ({str(error).splitlines()[0]})") from None
    try:
        yield ray
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Raise BatchError where nobody answers at "host:port"; Ray itself would wait for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    try:
        if colon:
            socket.create_connection((host, int(port)), timeout=REACHED).close()
    except (OSError, ValueError) as error:
        raise BatchError(f"no Ray at {address} ({error})") from None


class _Reader:
    """A worker as an actor."""

    def __init__(self, job: Job) -> None:
        self.worker = Worker(job)

    def shard(self, shard: Shard) -> Done:
        """Return the records of a shard."""
        return self.worker.shard(shard)


def _next(ray: Any, busy: dict[Any, Any], free: list[Any]) -> Done:
    """Wait for a shard to be done, and return it."""
    (ready,), _ = ray.wait(list(busy), num_returns=1)
    free.append(busy.pop(ready))
    found: Done = ray.get(ready)
    return found
