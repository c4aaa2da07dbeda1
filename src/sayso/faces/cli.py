"""The command `sayso`: words typed at a terminal -> tables, JSON, JSON Lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.faces import cli_batch, cli_doctor, cli_export, cli_keep, cli_ledger, cli_serve, cli_watch
from sayso.faces.cli_actors import actors
from sayso.faces.cli_rules import rules
from sayso.faces.cli_start import FAILED, OK, USAGE, Columns, column_map, settings_in_force
from sayso.model import Failure, Reading
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.pipeline import About

app = typer.Typer(
    help="Reads news reports and writes down who did what to whom, where, when, how many - and on whose say-so.",
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
)  # fmt: skip


class Format(StrEnum):
    """How readings are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    incidents = "incidents"


def main() -> None:
    """Run the command; a closed pipe or Ctrl-C ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(FAILED) from None


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
    config: Annotated[Path | None, typer.Option(help="A TOML file of settings.")] = None,
    backend: Annotated[str | None, typer.Option(help="Language model: minilm, or spacy:PIPELINE.")] = None,
) -> None:
    # Where the settings look, also in processes that read beside this one.
    os.environ.update({k: str(v) for k, v in (("SAYSO_CONFIG", config), ("SAYSO_BACKEND", backend)) if v is not None})


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL|-...", help="What to read.")],
    published: Annotated[str | None, typer.Option(help="Date of publication, as 2021-05-11.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    format: Annotated[Format | None, typer.Option(help="table on a terminal, else jsonl.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence and rule of every record.")] = False,
    columns: Columns = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to read with.")] = 1,
) -> None:
    """Read reports and print who did what to whom, and on whose say-so."""
    from sayso.pipeline import About

    about = About(outlet=outlet, published=published)
    form = format or (Format.table if sys.stdout.isatty() else Format.jsonl)
    failed, first = False, True
    for result in _read(sources, about, column_map(columns), workers):
        for line in _lines(result, form, evidence, first=first):
            typer.echo(line)
        failed |= isinstance(result, Failure)
        first &= isinstance(result, Failure)
    raise typer.Exit(FAILED if failed else OK)


_COMMANDS: tuple[Callable[..., None], ...] = (
    *cli_ledger.COMMANDS,
    cli_export.export,
    cli_serve.serve,
    *cli_keep.COMMANDS,
    cli_doctor.doctor,
    *cli_watch.COMMANDS,
    *cli_batch.COMMANDS,
)
for command in _COMMANDS:
    app.command()(command)
app.add_typer(cli_keep.judge, name="judge")
app.add_typer(actors, name="actors")
app.add_typer(rules, name="rules")


def _read(
    sources: list[str], about: About, columns: dict[str, str] | None, workers: int
) -> Iterator[Reading | Failure]:
    """Read with the settings in force; each failure is told on standard error as it comes."""
    from sayso.scale import ENGINES

    for result in ENGINES["local"](sources, about, settings_in_force(), workers, columns):
        if isinstance(result, Failure):
            typer.echo(f"sayso: {result.name}: {result.reason}", err=True)
        yield result


def _lines(result: Reading | Failure, form: Format, evidence: bool, first: bool) -> Iterator[str]:
    from sayso import records
    from sayso.faces.exports import EXPORTS
    from sayso.faces.incident_table import incident_table
    from sayso.faces.table import tables

    if isinstance(result, Failure):
        if form in (Format.jsonl, Format.incidents):
            yield _json({"record": "failure", **records.to_json(result)})
    elif form is Format.table:
        yield tables(result, evidence=evidence)
    elif form is Format.csv:
        yield from islice(EXPORTS["csv"]([result]), 0 if first else 1, None)
    elif form is Format.json:
        yield _json({k: v for k, v in records.to_json(result).items() if k != "incidents"}, indent=2)
    elif form is Format.incidents and sys.stdout.isatty():
        yield incident_table(result, evidence=evidence)
    elif form is Format.incidents:
        yield from map(_json, records.incident_lines(result))
    else:
        yield from map(_json, records.lines(result))


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


@app.command()
def schema(
    record: Annotated[str, typer.Argument(help="claim, event, incident, statement, report or failure.")] = "claim",
) -> None:
    """Print the JSON Schema of a record."""
    from sayso.faces.schema import RECORDS, schema_of

    if record not in RECORDS:
        typer.echo(f"sayso: no record named {record}; there are: {', '.join(RECORDS)}", err=True)
        raise typer.Exit(USAGE)
    typer.echo(_json(schema_of(record), indent=2))


@app.command()
def evaluate(
    corpus: Annotated[str, typer.Argument(help="Which corpus: see docs/evaluate.md.")],
    data: Annotated[Path, typer.Option(help="File or folder in that corpus's layout.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Score only so many, evenly spread.")] = None,
    responses: Annotated[
        Path | None, typer.Option(help="Where to write the answers in the corpus's own format.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score sayso on a corpus."""
    from sayso.evaluate.run import run, write_responses
    from sayso.faces.table import score_table
    from sayso.model import ReportError

    settings_in_force()
    try:
        if responses is not None:
            write_responses(corpus, data, limit, responses)
        result = run(corpus, data, limit)
    except (ReportError, ValueError) as error:
        typer.echo(f"sayso: {error}", err=True)
        raise typer.Exit(USAGE) from None
    typer.echo(_json(result) if as_json else score_table(result))
