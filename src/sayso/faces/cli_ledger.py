"""The commands of a ledger: reports in; events, claims, numbers and single records out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

from sayso.faces.cli_filters import filtered
from sayso.faces.cli_start import (
    FAILED,
    OK,
    Columns,
    Form,
    Ledger,
    Rule,
    as_table,
    column_map,
    opened,
    print_record,
    reading,
    refuse,
    settings_in_force,
)
from sayso.ledger.search.filters import Filter  # the options are made of it

SHOWN = 50  # rows of a table where no limit is given; lines of JSON are all given
PAGE = 200  # rows asked for at once
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many; a table shows 50 without it.")]


def add(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help="What to read.")],
    ledger: Ledger,
    published: Annotated[str | None, typer.Option(help="Date of publication, as 2021-05-11.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    columns: Columns = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to read with.")] = 1,
) -> None:
    """Read reports into a ledger; a report that is there already changes nothing."""
    from sayso.faces.entries import entries
    from sayso.faces.table import count
    from sayso.ledger import record
    from sayso.ledger.event.view import told_by_several
    from sayso.model import Failure
    from sayso.pipeline import About

    failures: list[Failure] = []
    about, given = About(outlet=outlet, published=published), column_map(columns)

    def read() -> Iterator[Any]:
        for found in entries(sources, about, settings_in_force(), workers, given):
            if isinstance(found, Failure):
                typer.echo(f"sayso: {found.name}: {found.reason}", err=True)
                failures.append(found)
            else:
                yield found

    with opened(ledger, make=True) as engine:
        added = record.add(engine, read())
        for failure in failures:
            record.add_failure(engine, failure)
        with engine.connect() as connection:
            events, several = told_by_several(connection, added.new)
    typer.echo(f"{len(added.new):,} added, {len(added.known):,} known already, {len(failures):,} failed: {ledger}")
    typer.echo(f"{count(events, 'event')}, {several:,} of them told by several reports")
    raise typer.Exit(FAILED if failures else OK)


@filtered
def events(filter: Filter, ledger: Ledger, form: Form = None, limit: Limit = None, rule: Rule = None) -> None:
    """List what happened as it is told, an event a line, the latest first."""
    from sayso.ledger.event.tolls import rule_named
    from sayso.ledger.event.view import views
    from sayso.ledger.search.query import count, find_events

    table = as_table(form)
    with reading(ledger) as connection:
        rows = _rows(find_events, connection, filter, limit or (SHOWN if table else None))
        found = views(connection, (row.id for row in rows), rule=rule_named(rule), waves=not table)
        if not table:
            for view in found:
                print_record("event", view)
            return
        from sayso.faces.event_table import event_list

        numbers, shown = count(connection, filter), list(found)
        typer.echo(event_list(shown, _heading(numbers.events, len(shown), "event", numbers)))


@filtered
def claims(filter: Filter, ledger: Ledger, form: Form = None, limit: Limit = None) -> None:
    """List claims: what one report says happened, and on whose say-so."""
    from sayso.ledger.search.query import count, find_claims

    table = as_table(form)
    with reading(ledger) as connection:
        rows = _rows(find_claims, connection, filter, limit or (SHOWN if table else None))
        if not table:
            for row in rows:
                print_record("claim", row.claim)
            return
        from sayso.faces.ledger_tables import claim_list

        numbers, shown = count(connection, filter), list(rows)
        typer.echo(claim_list(shown, _heading(numbers.claims, len(shown), "claim", numbers)))


@filtered
def counts(
    filter: Filter,
    ledger: Ledger,
    by: Annotated[str, typer.Option(help="What to count by, parted by commas: docs/queries.md.")] = "month,type",
    balance: Annotated[bool, typer.Option("--balance", help="Sums of conflict and cooperation instead.")] = False,
    form: Form = None,
) -> None:
    """Count events, claims and sources by day, month, type, country, dyad, ..."""
    from dataclasses import fields

    from sayso.ledger.search import rollups

    cells = [b.strip() for b in by.split(",")]
    made: Any = rollups.balance if balance else rollups.rollup
    with reading(ledger) as connection:
        rows = made(connection, filter, by=cells)
    names = [f.name for f in fields(rollups.Balance if balance else rollups.Row)][1:]
    if not as_table(form):
        for row in rows:
            made_of = dict(zip(cells, row.keys, strict=True)) | {name: getattr(row, name) for name in names}
            typer.echo(json.dumps({"record": "count", **made_of}, ensure_ascii=False))
        return
    from sayso.faces.ledger_tables import number_table

    told = ((row.keys, [getattr(row, name) for name in names]) for row in rows)
    typer.echo(number_table([*cells, *(n.replace("_", "\n") for n in names)], told, len(cells)))


def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Of an event, claim, report or statement; 6 digits do.")],
    ledger: Ledger,
    form: Form = None,
    rule: Rule = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence of every claim.")] = False,
) -> None:
    """Show one event with its sources side by side, or one claim, report or statement."""
    from sayso.faces import show as pages
    from sayso.ledger.event.tolls import rule_named
    from sayso.ledger.search.query import resolve

    table = as_table(form)
    with reading(ledger) as connection:
        found = resolve(connection, key)
        if found is None or found.id is None:
            refuse(f"{key}: no record of that id" if found is None else f"{key}: {found.kind} that is gone")
        asked = pages.Asked(connection, found.id, rule_named(rule), evidence)
        if table:
            typer.echo(pages.PAGES[found.kind](asked))
        else:
            print_record(found.kind, pages.RECORDS[found.kind](asked))


def changes(
    ledger: Ledger,
    since: Annotated[int, typer.Option(min=0, help="Number of the last change you know of.")] = 0,
    form: Form = None,
) -> None:
    """List the events that were made, changed, redirected or are gone since a change."""
    from sayso.faces.ledger_tables import change_table
    from sayso.ledger.search.query import changes_since

    with reading(ledger) as connection:
        found: list[Any] = []
        while batch := changes_since(connection, found[-1].number if found else since):
            found += batch
    if as_table(form):
        typer.echo(change_table(found))
        return
    for change in found:
        print_record("change", change)


def _rows(find: Callable[..., Any], connection: Any, filter: Filter, limit: int | None) -> Iterator[Any]:
    """Yield the rows that fit, a page after another."""
    left, after = limit, None
    while left is None or left > 0:
        page = find(connection, filter, after=after, limit=PAGE if left is None else min(PAGE, left))
        yield from page.rows
        left = None if left is None else left - len(page.rows)
        after = page.after
        if after is None:
            return


def _heading(all_: int, shown: int, noun: str, numbers: Any) -> str:
    from sayso.faces.table import count

    first = f", the latest {shown:,} of them" if shown < all_ else ""
    told = ", ".join([count(numbers.reports, "report"), count(numbers.outlets, "named outlet")])
    return f"{all_:,} {noun}{'' if all_ == 1 else 's'}{first} · {told}"


COMMANDS: tuple[Callable[..., None], ...] = (add, events, claims, show, counts, changes)
