"""The commands of an upgrade: which claims today's sayso would read otherwise, and reports read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

import typer

from sayso.faces.cli_start import FAILED, OK, Form, Ledger, as_table, key_of, opened, print_record, settings_in_force

Reports = Annotated[list[str] | None, typer.Argument(metavar="REPORT...", help="Their ids; all without one.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes to read with.")]


def recheck(ledger: Ledger, reports: Reports = None, workers: Workers = 1, form: Form = None) -> None:
    """Read reports again without writing: which claims would be new, gone or others, field by field."""
    from sayso.faces.reread import difference_table, summary
    from sayso.ledger.upkeep.differences import Difference, differences

    found: list[Difference] = []
    with opened(ledger) as engine:
        told = _Told()
        keys = _keys(engine, reports)
        for again in told.readings(engine, keys, workers):
            made = differences(again.old, again.new)
            found += made
            if not as_table(form):
                for difference in made:
                    print_record("difference", difference)
        judged = _judged(engine, {d.claim for d in found})
    if as_table(form):
        typer.echo(difference_table(found, judged))
    typer.echo(f"{summary(found, len(keys))}{told.ending()}", err=not as_table(form))
    raise typer.Exit(FAILED if told.failed else OK)


def reread(ledger: Ledger, reports: Reports = None, workers: Workers = 1) -> None:
    """Read reports again, from the bytes that are kept, and put what is read now in the place of what was."""
    from sayso.ledger.upkeep import rereading

    with opened(ledger) as engine:
        told = _Told()
        keys = _keys(engine, reports)
        done = rereading.replace(engine, (again.new for again in told.readings(engine, keys, workers)))
    typer.echo(f"{len(done.changed) + len(done.same):,} read again, {len(done.changed):,} of them otherwise: "
               f"{done.come:,} claims new, {done.gone:,} gone, {done.otherwise:,} changed{told.ending()}")  # fmt: skip
    for orphan in done.orphans:
        typer.echo(
            f"sayso: judgement {orphan.judgement}: claim {orphan.claim} is gone, and none came in its place", err=True
        )
    raise typer.Exit(FAILED if told.failed else OK)


class _Told:
    """What is said on the way: reports that fail, and how many have another text today."""

    def __init__(self) -> None:
        self.failed = 0
        self._otherwise = 0

    def readings(self, engine: Any, keys: Sequence[str], workers: int) -> Iterator[Any]:
        """Yield reports read again; tell of those that cannot be, which stay as they are."""
        from sayso.faces.reread import read_again
        from sayso.model import Failure

        for again in read_again(engine, keys, settings_in_force(), workers):
            if isinstance(again, Failure):
                typer.echo(f"sayso: report {again.name}: {again.reason}", err=True)
                self.failed += 1
                continue
            self._otherwise += again.cut_otherwise
            yield again

    def ending(self) -> str:
        """Return what a summary ends with."""
        told = f"; {self.failed:,} failed" if self.failed else ""
        return told + (f"; {self._otherwise:,} keep a text that is cut otherwise today" if self._otherwise else "")


def _keys(engine: Any, asked: Sequence[str] | None) -> list[str]:
    from sayso.ledger.reading import report_ids

    with engine.connect() as connection:
        return [key_of(connection, "report", key) for key in asked] if asked else report_ids(connection)


def _judged(engine: Any, claims: set[str]) -> frozenset[str]:
    from sayso.ledger.judgement.judged import judgements_on

    with engine.connect() as connection:
        return frozenset(k for j in judgements_on(connection, claims) for k in (j.claim, j.other) if k)


COMMANDS: tuple[Callable[..., None], ...] = (recheck, reread)
