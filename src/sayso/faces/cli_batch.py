"""The commands for archives: many reports into a folder of shards or a ledger, and shards gathered."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from sayso.faces.cli_start import FAILED, OK, Columns, column_map, opened, refuse, settings_in_force, write_whole

STOPPED = 130
EVERY = 10.0  # seconds between two lines of progress where no terminal shows them
LEDGERS = (".db", ".sqlite", ".sqlite3")


class Form(StrEnum):
    """How shards are written."""

    jsonl = "jsonl"
    parquet = "parquet"


class Engine(StrEnum):
    """What reads."""

    local = "local"
    ray = "ray"


Out = Annotated[str, typer.Option("--out", metavar="DIR|LEDGER", help="A folder for shards, or a ledger.")]
Work = Annotated[Path | None, typer.Option(help="Folder for shards on their way to a ledger: LEDGER.shards.")]
Address = Annotated[str | None, typer.Option(help="Of a Ray cluster; without it Ray runs on this machine.")]


def batch(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, archives, tables.")],
    out: Out,
    published: Annotated[str | None, typer.Option(help="Date of publication, as 2021-05-11.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    columns: Columns = None,
    format: Annotated[Form, typer.Option(help="How shards are written.")] = Form.jsonl,
    shard_size: Annotated[int, typer.Option(min=1, help="Reports of a shard.")] = 200,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes to read with; as many as cores.")] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="Work on every N-th shard only, from the I-th on.")] = "1/1",
    engine: Annotated[Engine, typer.Option(help="What reads.")] = Engine.local,
    ray_address: Address = None,
    work: Work = None,
) -> None:
    """Read an archive into shards or a ledger; run again, it goes on where it was ended."""
    from sayso.pipeline import About
    from sayso.scale.batch import Run
    from sayso.scale.manifest import Plan
    from sayso.scale.shards import slice_of

    folder, ledger = _targets(out, work)
    try:
        part = slice_of(shard)
    except ValueError as error:
        refuse(f"--shard: {error}")
    if ledger and part.of > 1:
        refuse("a slice goes into a folder; sayso gather --ledger adds them when all are done")
    plan = Plan(
        inputs=tuple(inputs), about=About(outlet=outlet, published=published), columns=column_map(columns),
        settings=settings_in_force(), size=shard_size, form=format.value,
    )  # fmt: skip
    run = Run(workers=workers or _cores(), slice=part, engine=engine.value, address=ray_address)
    with _stoppable(folder):
        failures = _read(folder, plan, run)
        if ledger:
            _add(folder, ledger, plan, run.workers)
    raise typer.Exit(FAILED if failures else OK)


def gather(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a batch.")],
    out: Annotated[Path | None, typer.Option(help="A file for the records; standard output without it.")] = None,
    ledger: Annotated[str | None, typer.Option(help="Add the readings to a ledger instead.")] = None,
    events: Annotated[bool, typer.Option("--events", help="Write events, a line each, instead of records.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes to work with; as many as cores.")] = None,
    engine: Annotated[Engine, typer.Option(help="What compares.")] = Engine.local,
    ray_address: Address = None,
) -> None:
    """Join the shards of a batch, or say which are missing."""
    from sayso.scale import gather as gathering
    from sayso.scale.manifest import plan_of

    with _stoppable(folder):
        files = gathering.gathered(folder)
        if ledger is not None:
            _add(folder, ledger, plan_of(folder), workers or _cores())
        elif events:
            write_whole(_event_lines(files, workers or _cores(), engine, ray_address), out)
        elif out is not None and out.suffix == ".parquet":
            gathering.join_parquet(files, out)
        else:
            write_whole(gathering.joined(files), out)


def _read(folder: Path, plan: Any, run: Any) -> int:
    """Read what is not finished, telling how it goes; return the number of failures."""
    from sayso.scale.batch import run_batch
    from sayso.scale.progress import Progress

    progress, shown, terminal = Progress(plan.inputs), 0.0, sys.stderr.isatty()
    for done in run_batch(folder, plan, run):
        progress.add(done)
        if terminal or time.monotonic() - shown > EVERY:
            typer.echo(f"\r\033[K{progress.line()}" if terminal else progress.line(), err=True, nl=not terminal)
            shown = time.monotonic()
    typer.echo(("\r\033[K" if terminal else "") + progress.line().partition("; about")[0] + f": {folder}", err=True)
    return progress.failures


def _add(folder: Path, ledger: str, plan: Any, workers: int) -> None:
    from sayso.scale.gather import add_shards

    with opened(ledger, make=True) as engine:
        counts = [0, 0, 0]
        for found in add_shards(folder, engine, plan, workers):
            counts = [a + b for a, b in zip(counts, found, strict=True)]
    new, known, failed = counts
    typer.echo(f"{new:,} added, {known:,} known already, {failed:,} failed: {ledger}")


def _event_lines(files: list[Path], workers: int, engine: Engine, address: str | None) -> Iterator[bytes]:
    from sayso.records import dumps
    from sayso.scale.events import events_of

    for event in events_of(files, workers, engine.value, address):
        yield ('{"record":"event",' + dumps(event)[1:] + "\n").encode()


def _targets(out: str, work: Path | None) -> tuple[Path, str | None]:
    """Return the folder for shards, and the ledger, if that is what is asked for."""
    path = Path(out)
    if "://" in out:
        return work or refuse("--work names a folder for shards on their way to this ledger"), out
    if path.is_dir() or (not path.is_file() and path.suffix not in LEDGERS):
        return path, None
    return work or path.with_name(path.name + ".shards"), out


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _stoppable(folder: Path) -> Iterator[None]:
    """End in order at Ctrl-C and at a queue's request; say in one line what cannot be done."""
    from sayso.scale.manifest import BatchError
    from sayso.scale.workers import WorkerError

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        refuse(f"stopped; the same command goes on from what is finished in {folder}", STOPPED)
    except (BatchError, WorkerError) as error:
        refuse(error)
    finally:
        signal.signal(signal.SIGTERM, before)


COMMANDS: tuple[Callable[..., None], ...] = (batch, gather)
