"""What commands begin with: settings in force, a ledger opened; and the one line with which they are refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from sayso.knowledge.overlay import overlay_rules
from sayso.settings import Settings, load

OK, FAILED, USAGE = 0, 1, 2


class Format(StrEnum):
    """How records of a ledger are printed."""

    table = "table"
    jsonl = "jsonl"


Ledger = Annotated[str, typer.Option(envvar="SAYSO_LEDGER", help="A SQLite file, or postgresql://...")]
Form = Annotated[Format | None, typer.Option("--format", help="table on a terminal, else jsonl.")]
By = Annotated[str, typer.Option(envvar="SAYSO_BY", help="Who decides: kept with the decision.")]
Reason = Annotated[str, typer.Option(help="Why: kept with the decision.")]
Columns = Annotated[str | None, typer.Option(help="Where a table or JSON has our fields: text=body,published=date.")]
Rule = Annotated[str | None, typer.Option(help="Name a number by a rule: lowest, highest or latest.")]


def refuse(reason: object, code: int = USAGE) -> NoReturn:
    """End with one line on standard error."""
    typer.echo(f"sayso: {reason}", err=True)
    raise typer.Exit(code)


def settings_in_force() -> Settings:
    """Return the settings, the language model they name found; refuse what cannot be."""
    try:
        settings = load()
        if settings.backend != Settings().backend:
            from sayso.language import load_backend

            # tells now, and not report by report, that it is not there
            load_backend(settings.backend, settings.threads)
        if overlay_rules() is not None:
            from sayso.knowledge.claim_rules import load_rules

            load_rules()
    except (OSError, ValueError) as error:
        refuse(error)
    return settings


def column_map(columns: str | None) -> dict[str, str] | None:
    """Return the columns given; refuse what is no column map."""
    from sayso.read.streams.columns import columns_of

    try:
        return columns_of(columns) if columns is not None else None
    except ValueError as error:
        refuse(f"--columns: {error}")


@contextmanager
def opened(ledger: str, *, make: bool = False) -> Iterator[Any]:
    """Yield a ledger; what it cannot do ends in one line."""
    from sayso.ledger.store import LedgerError, open_ledger

    try:
        yield open_ledger(ledger, must_exist=not make)
    except LedgerError as error:
        refuse(error)
    except ValueError as error:  # words that ask for what there is not
        refuse(error)


@contextmanager
def reading(ledger: str) -> Iterator[Any]:
    """Yield a connection to read a ledger with."""
    with opened(ledger) as engine, engine.connect() as connection:
        yield connection


@contextmanager
def deciding(ledger: str) -> Iterator[Any]:
    """Yield a connection to write a decision with: it is kept whole or not at all."""
    from sayso.ledger.store import writing

    with opened(ledger) as engine, writing(engine) as connection:
        yield connection


def key_of(connection: Any, kind: str, key: str) -> str:
    """Return the whole id of a record of a kind, by its first digits; raise LedgerError if there is none."""
    from sayso.ledger.search.query import resolve
    from sayso.ledger.store import LedgerError

    found = resolve(connection, key)
    if found is None or found.id is None:
        raise LedgerError(f"no {kind} {key}")
    if found.kind != kind:
        hint = f"; sayso show {key} lists its claims" if kind == "claim" and found.kind in ("event", "report") else ""
        raise LedgerError(f"{key} is of a {found.kind}, not of a {kind}{hint}")
    return found.id


def as_table(form: Format | None) -> bool:
    """True if a table is asked for, or nothing is and a terminal shows it."""
    return form is Format.table or (form is None and sys.stdout.isatty())


def print_record(kind: str, record: Any) -> None:
    """Print a record as a line of JSON."""
    from sayso.records import to_json

    value = record._asdict() if hasattr(record, "_asdict") else to_json(record)
    typer.echo(json.dumps({"record": kind, **value}, ensure_ascii=False))


def write_whole(chunks: Iterator[bytes], out: Path | None) -> None:
    """Write a file whole or not at all, so that what was there stays until the new one is done; None: print it."""
    if out is None:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(chunks)
        part.replace(out)
    except OSError as error:
        refuse(f"{out}: cannot be written ({error.strerror})", FAILED)
    finally:
        part.unlink(missing_ok=True)
