"""The command `sayso watch`: feeds -> a ledger, for as long as it runs."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.faces.cli_start import FAILED, OK, Ledger, opened, refuse, settings_in_force

if TYPE_CHECKING:
    from sayso.scale.watch import Keep, Round, Watch

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="URL|FILE...", help="RSS, Atom, OPML or sitemap.")],
    ledger: Ledger,
    every: Annotated[str, typer.Option(help="How often feeds are asked: 90s, 15m, 2h.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, and end.")] = False,
    outlet: Annotated[str | None, typer.Option(help="Who publishes it; else as the pages or the feed say.")] = None,
    state: Annotated[Path | None, typer.Option(help="What has been seen; beside the ledger without it.")] = None,
) -> None:
    """Read what feeds newly list into a ledger, until Ctrl-C."""
    from sayso.pipeline import About
    from sayso.read.network.visit import Visitor
    from sayso.scale.watch import Watch
    from sayso.scale.watch_state import open_state

    seconds, settings, file = _seconds(every), settings_in_force(), state or _beside(ledger)
    signal.signal(signal.SIGTERM, _as_interrupt)
    with opened(ledger, make=True) as engine, open_state(file) as kept:
        watched = Watch(
            feeds=feeds, state=kept, keep=_keeper(engine), settings=settings, about=About(outlet=outlet),
            every=seconds, guest=Visitor(settings),
        )  # fmt: skip
        try:
            _run(watched, once)
        except KeyboardInterrupt:
            typer.echo("sayso: stopped; what was read is kept, and the next watch goes on from here", err=True)
    raise typer.Exit(OK)


def _run(watched: Watch, once: bool) -> None:
    from sayso.scale.watch import watch_round

    while True:
        begun = time.monotonic()
        done = watch_round(watched)
        typer.echo(_told(done), err=True)
        if once:
            raise typer.Exit(FAILED if done.failed else OK)
        time.sleep(max(0.0, watched.every - (time.monotonic() - begun)))


def _keeper(engine: Any) -> Keep:
    """Return what adds a reading or a failure to the ledger, and tells of a failure."""
    from sayso.ledger.record import add, add_failure
    from sayso.ledger.tables.rows import Entry
    from sayso.model import Failure

    def keep(taken: Any) -> None:
        if isinstance(taken, Failure):
            typer.echo(f"sayso: {taken.name}: {taken.reason}", err=True)
            add_failure(engine, taken)
        else:
            add(engine, [Entry(reading=taken.reading, capture=taken.capture)])

    return keep


def _told(done: Round) -> str:
    later = f", {done.later:,} to be tried again" if done.later else ""
    return f"{time.strftime('%H:%M:%S')} {done.new:,} new, {done.failed:,} failed{later}"


def _seconds(every: str) -> float:
    found = re.fullmatch(r"(\d{1,6})\s?([smhd]?)", every.strip())
    if found is None or not int(found[1]):
        refuse(f"--every: 90s, 15m or 2h, not {every!r}")
    return float(int(found[1]) * _SECONDS[found[2]])


def _beside(ledger: str) -> Path:
    """Return the file of the state; of a ledger on a server it lies in the present folder, under the ledger's name."""
    name = re.sub(r"[^\w.-]+", "_", ledger.rpartition("/")[2].partition("?")[0])
    return Path(f"{name}.watch") if "://" in ledger else Path(f"{ledger}.watch")


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


COMMANDS: tuple[Callable[..., None], ...] = (watch,)
