"""The commands that keep a ledger right: people's judgements, reports withdrawn, restored and erased, damage found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.faces import cli_reread
from sayso.faces.cli_start import (
    FAILED,
    OK,
    By,
    Form,
    Ledger,
    Reason,
    as_table,
    deciding,
    key_of,
    opened,
    print_record,
    reading,
    refuse,
)

Report = Annotated[str, typer.Argument(metavar="REPORT", help="Its id; the first 6 digits do.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id; the first 6 digits do.")]

judge = typer.Typer(
    help="Say what claims are about; it stands above what sayso judges.", no_args_is_help=True, rich_markup_mode=None
)


@judge.command()
def same(claim: Claim, other: Claim, ledger: Ledger, by: By, reason: Reason) -> None:
    """Say that two claims tell of one happening."""
    _decide(ledger, {"kind": "same", "claim": claim, "other": other, "by": by, "reason": reason})


@judge.command()
def different(claim: Claim, other: Claim, ledger: Ledger, by: By, reason: Reason) -> None:
    """Say that two claims do not tell of one happening."""
    _decide(ledger, {"kind": "different", "claim": claim, "other": other, "by": by, "reason": reason})


@judge.command()
def reject(claim: Claim, ledger: Ledger, by: By, reason: Reason) -> None:
    """Say that a claim was misread: it belongs to no event."""
    _decide(ledger, {"kind": "reject", "claim": claim, "by": by, "reason": reason})


@judge.command()
def correct(
    claim: Claim,
    field: Annotated[str, typer.Argument(help="type, mode, status, actors, recipients, when, where, figures, ...")],
    value: Annotated[str, typer.Argument(help="A word, or JSON of the shape that the field has in the record.")],
    ledger: Ledger,
    by: By,
    reason: Reason,
) -> None:
    """Set a field of a claim right; the record as read is kept."""
    _decide(ledger, {"kind": "correct", "claim": claim, "field": field, "value": value, "by": by, "reason": reason})


@judge.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines, a list, or Label Studio's JSON export.")],
    ledger: Ledger,
    by: By,
    reason: Reason = "loaded from a file",
) -> None:
    """Take judgements from a file: all of them or none; of Label Studio's those that can be placed."""
    from sayso.faces.event_sentence import plain
    from sayso.faces.judgement_file import FileError, judgements_of, place

    try:
        found = judgements_of(file)
        with deciding(ledger) as connection:
            placed = place(connection, found, {"by": by, "reason": reason})
    except FileError as error:
        refuse(error)
    known = f", {placed.known:,} stood already" if placed.known else ""
    typer.echo(f"{placed.written:,} judgements from {file}{known}")
    for unplaced in placed.unplaced:
        claim = f", claim {unplaced.claim[:20]}" if unplaced.claim else ""
        typer.echo(f"sayso: task {unplaced.task}{plain(claim)}: {plain(unplaced.why)}", err=True)
    raise typer.Exit(FAILED if placed.unplaced else OK)


@judge.command("list")
def list_(ledger: Ledger, form: Form = None) -> None:
    """List the judgements that stand."""
    from sayso.faces.ledger_tables import judgement_table
    from sayso.ledger.event.view import all_judgements

    with reading(ledger) as connection:
        found = all_judgements(connection)
    if as_table(form):
        typer.echo(judgement_table(found))
        return
    for judgement in found:
        print_record("judgement", judgement)


@judge.command("withdraw")
def take_back(
    number: Annotated[int, typer.Argument(help="Of the judgement.")], ledger: Ledger, by: By, reason: Reason
) -> None:
    """Take a judgement back; it stays on record."""
    from sayso.ledger.judgement import decisions

    with deciding(ledger) as connection:
        found = decisions.take_back(connection, number, by=by, reason=reason)
    typer.echo(f"judgement {number} withdrawn: {found.kind} {found.claim}{' ' + found.other if found.other else ''}")


def _decide(ledger: str, given: Mapping[str, Any]) -> None:
    from sayso.ledger.event.view import event_of

    with deciding(ledger) as connection:
        number = write_judgement(connection, given)
        keys = [key_of(connection, "claim", given[name]) for name in ("claim", "other") if name in given]
        events = [event_of(connection, key) or "no event" for key in keys]
    typer.echo(f"judgement {number}: {given['kind']}; " + ", ".join(
        f"{key} is of {event}" for key, event in zip(keys, events, strict=True)))  # fmt: skip


def write_judgement(connection: Any, given: Mapping[str, Any]) -> int:
    """Write a judgement down with all that follows from it, and return its number."""
    from sayso.faces.judgement_file import decision_of
    from sayso.ledger.judgement.decisions import decide

    return decide(connection, decision_of(connection, given))


# --- reports ------------------------------------------------------------------------------------------------------


def withdraw(
    ledger: Ledger,
    report: Annotated[str | None, typer.Argument(metavar="REPORT", help="Its id; the first 6 digits do.")] = None,
    by: By = "",
    reason: Reason = "",
    form: Form = None,
) -> None:
    """Hide a report: it is kept, and its claims leave their events; without one, list what is withdrawn or erased."""
    from sayso.faces.ledger_tables import removal_table
    from sayso.ledger.upkeep import removal

    if report is None:
        with reading(ledger) as connection:
            found = removal.removed(connection)
        if as_table(form):
            typer.echo(removal_table(found))
        else:
            for one in found:
                print_record("removal", one)
        return
    with deciding(ledger) as connection:
        key = key_of(connection, "report", report)
        removal.withdraw(connection, key, by=by, reason=reason)
    typer.echo(f"withdrawn: report {key}; sayso restore brings it back")


def restore(report: Report, ledger: Ledger, by: By, reason: Reason) -> None:
    """Bring a withdrawn report back into its events."""
    from sayso.ledger.upkeep import removal

    with deciding(ledger) as connection:
        key = key_of(connection, "report", report)
        removal.restore(connection, key, by=by, reason=reason)
    typer.echo(f"restored: report {key}")


def erase(
    report: Report,
    ledger: Ledger,
    by: By,
    reason: Reason,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a report out for good: text, names and claims; its hash and the reason stay."""
    from sayso.ledger.upkeep import removal

    with opened(ledger) as engine:
        with engine.connect() as connection:
            key = key_of(connection, "report", report)
        if not yes:
            typer.confirm(f"Erase report {key} and all that it says, for good?", abort=True)
        swept = removal.erase(engine, key, by=by, reason=reason)
    typer.echo(f"erased: report {key}")
    if not swept:
        typer.echo("sayso: others are reading the ledger and hold old pages; run sayso verify --sweep later", err=True)
        raise typer.Exit(FAILED)


def verify(
    ledger: Ledger,
    sweep: Annotated[bool, typer.Option("--sweep", help="First write the files anew without what was erased.")] = False,
    form: Form = None,
) -> None:
    """Make every hash again and hold every record against its text; say what is damaged."""
    from sayso.ledger.search.filters import Filter
    from sayso.ledger.search.query import count
    from sayso.ledger.upkeep import removal, verify

    with opened(ledger) as engine:
        if sweep and not removal.sweep(engine):
            refuse("others are reading the ledger and hold old pages", FAILED)
        damage = verify.verify(engine)
        with engine.connect() as connection:
            there = count(connection, Filter())
    for found in damage:
        if as_table(form):
            typer.echo(f"{found.table} {found.id}: {found.what}")
        else:
            print_record("damage", found)
    if as_table(form):
        typer.echo(f"{there.reports:,} reports, {there.claims:,} claims, {there.events:,} events: "
                   f"{len(damage) or 'no'} damage{'d' if damage else ''}")  # fmt: skip
    raise typer.Exit(FAILED if damage else 0)


COMMANDS: tuple[Callable[..., None], ...] = (verify, withdraw, restore, erase, *cli_reread.COMMANDS)
