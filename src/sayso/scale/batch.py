"""Inputs -> a folder of finished shards, by this machine's cores or a cluster's; what is finished is not redone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from sayso.model import Capture, Failure
from sayso.pipeline import made_by
from sayso.scale import manifest
from sayso.scale.manifest import Plan
from sayso.scale.reading import Job
from sayso.scale.shards import WHOLE, Done, Shard, Slice, cut
from sayso.scale.workers import Worker

HELD = 2  # shards that a worker has before it, the one it reads among them

# Reads shards with so many workers and yields each when it is done, in any order; holds HELD a worker in memory.
BatchEngine = Callable[[Iterator[Shard], Job, int], Generator[Done]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How the work of a batch is done; its result hangs on none of it."""

    workers: int = 1
    slice: Slice = WHOLE
    engine: str = "local"
    address: str | None = None  # of a Ray cluster


def run_batch(folder: Path, plan: Plan, run: Run, job: Job | None = None) -> Iterator[Done]:
    """Read what is not finished of a slice, and yield each shard when it stands in the folder."""
    manifest.begin(folder, plan, made_by(plan.settings))
    have = manifest.finished(folder)
    left = manifest.missing(folder, have)
    if left is not None and not any(map(run.slice.has, left)):
        return
    job = job or Job(about=plan.about, settings=plan.settings)
    shards = _wanted(_all_shards(folder, plan), have, run.slice)
    with closing(_engine(run)(shards, job, run.workers)) as made:
        for done in made:
            manifest.keep(folder, done, _data(done, plan), plan.form)
            yield done


def captures_of(plan: Plan) -> Iterator[Capture | Failure]:
    """Yield the captures of all inputs in their order."""
    from sayso.read.collections import captures

    for source in plan.inputs:
        yield from captures(source, plan.settings, plan.columns)


def read_locally(shards: Iterator[Shard], job: Job, workers: int) -> Generator[Done]:
    """Read shards with processes of this machine."""
    todo: SimpleQueue[Shard | None] = SimpleQueue()
    done: SimpleQueue[Done | Exception] = SimpleQueue()
    crew = [Worker(job) for _ in range(workers)]
    for worker in crew:
        Thread(target=_work, args=(worker, todo, done), daemon=True).start()
    try:
        yield from _fed(shards, todo, done, HELD * workers)
    finally:
        for worker in crew:
            todo.put(None)
            worker.end()


def _fed(
    shards: Iterable[Shard], todo: SimpleQueue[Shard | None], done: SimpleQueue[Done | Exception], most: int
) -> Iterator[Done]:
    held = 0
    for shard in shards:
        todo.put(shard)
        held += 1
        while held >= most or not done.empty():
            yield _taken(done)
            held -= 1
    for _ in range(held):
        yield _taken(done)


def _taken(done: SimpleQueue[Done | Exception]) -> Done:
    found = done.get()
    if isinstance(found, Exception):
        raise found
    return found


def _work(worker: Worker, todo: SimpleQueue[Shard | None], done: SimpleQueue[Done | Exception]) -> None:
    try:
        while (shard := todo.get()) is not None:
            done.put(worker.shard(shard))
    except Exception as error:  # told to whom waits for the shard
        done.put(error)


def _engine(run: Run) -> BatchEngine:
    if run.engine not in BATCH_ENGINES:
        raise manifest.BatchError(f"no engine named {run.engine}; there are: {', '.join(BATCH_ENGINES)}")
    return BATCH_ENGINES[run.engine](run)


def _ray(run: Run) -> BatchEngine:
    from sayso.scale.cluster import read_on_ray

    return partial(read_on_ray, address=run.address)


# To add one, add what makes a BatchEngine for a run.
BATCH_ENGINES: dict[str, Callable[[Run], BatchEngine]] = {"local": lambda run: read_locally, "ray": _ray}


def _all_shards(folder: Path, plan: Plan) -> Iterator[Shard]:
    """Yield all shards of the input, and write down how many there were."""
    number = count = 0
    for shard in cut(captures_of(plan), plan.size):
        number, count = shard.number + 1, count + len(shard.captures)
        yield shard
    manifest.keep_total(folder, number, count)


def _wanted(shards: Iterable[Shard], have: Iterable[int], slice_: Slice) -> Iterator[Shard]:
    known = set(have)
    return (s for s in shards if slice_.has(s.number) and s.number not in known)


def _data(done: Done, plan: Plan) -> bytes:
    if plan.form == "jsonl":
        return done.text
    from sayso.scale.parquet import parquet_of

    return parquet_of(done.text)
