"""The command `sayso export`: a ledger and a filter -> a file in a shape that other tools read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_type_hints
from urllib.parse import urlencode

import typer

from sayso.faces.cli_filters import filtered
from sayso.faces.cli_start import FAILED, Ledger, reading, refuse, write_whole
from sayso.ledger.search.filters import Filter

PAGE = 500  # events of one query
KEPT = 256  # texts of reports kept at hand
FORMATS = ("csv", "events.csv", "jsonl", "parquet", "hxl", "geojson", "annotations", "label-studio", "acled", "gdelt",
           "gdelt-mentions", "polecat", "ged", "icews")  # fmt: skip
Shape = StrEnum("Shape", {name: name for name in FORMATS})  # type: ignore[misc]


class PointRule(StrEnum):
    """The rule by which a toll comes to one number."""

    lowest = "lowest"
    highest = "highest"
    latest = "latest"


RULES = {"lowest": "lowest reported", "highest": "highest reported", "latest": "latest of most sources"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How events are written, and where to."""

    out: Annotated[Path | None, typer.Option(help="The file to write, and FILE.about.json.")] = None
    mask_persons: Annotated[bool, typer.Option("--mask-persons", help="No names of people without office.")] = False
    rule: Annotated[PointRule | None, typer.Option(help="One number for a toll, by this rule.")] = None
    bare: Annotated[bool, typer.Option("--bare", help="Tables without their first line.")] = False


def shown(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose last parameter is a Shown an option for each of its fields."""

    @wraps(command)
    def run(*given: Any, **options: Any) -> None:
        command(*given, how=Shown(**{f.name: options.pop(f.name) for f in fields(Shown)}), **options)

    own = list(signature(command, eval_str=True).parameters.values())[:-1]
    hints = get_type_hints(Shown, include_extras=True)
    options = [Parameter(f.name, Parameter.KEYWORD_ONLY, default=f.default, annotation=hints[f.name])
               for f in fields(Shown)]  # fmt: skip
    run.__signature__ = Signature([*own, *options])  # type: ignore[attr-defined]
    return run


@filtered
@shown
def export(
    asked: Filter,
    format: Annotated[Shape, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS) + ": see docs/exports.md.")],
    ledger: Ledger,
    how: Shown,
) -> None:
    """Write events as CSV, JSON Lines, Parquet, a map, annotations, or in the shape of ACLED, GDELT, POLECAT, GED."""
    from sayso.faces.exports import ExportError, Scope, written

    with reading(ledger) as connection:
        named = RULES[how.rule.value] if how.rule else None
        scope = Scope(
            query=urlencode(asked.to_words(), doseq=True), ledger=ledger_version(connection), made_by=maker(),
            moment=datetime.now(UTC).isoformat(timespec="seconds"), mask_persons=how.mask_persons, rule=named,
            bare=how.bare, text_of=texts_of(connection),
        )  # fmt: skip
        try:
            write_whole(written(format.value, events_in_pages(connection, asked, named), scope), how.out)
            if how.out is not None:
                _write_about(how.out, format.value, scope)
        except (ExportError, OSError) as error:
            refuse(error, FAILED)


def events_in_pages(connection: Any, asked: Filter, rule: str | None) -> Iterator[Any]:
    """Yield the events that fit a filter, however many, a page in memory at a time."""
    from sayso.ledger.event.view import views
    from sayso.ledger.search.query import find_events

    after = None
    while True:
        page = find_events(connection, asked, after=after, limit=PAGE)
        yield from views(connection, [row.id for row in page.rows], rule=rule)
        after = page.after
        if after is None:
            return


def texts_of(connection: Any) -> Any:
    """Return a function from the id of a report to its text, which keeps the last ones at hand."""
    from functools import lru_cache

    from sayso.ledger.reading import report

    @lru_cache(KEPT)
    def text_of(key: str) -> str | None:
        found = report(connection, key)
        return found.text if found is not None else None

    return text_of


def ledger_version(connection: Any) -> str:
    """Return the version of the tables and of the events in them."""
    from sayso.ledger.upkeep.changes import last_change
    from sayso.ledger.upkeep.migrations import MARKS, STEPS

    return f"tables {len(STEPS)}, marks {MARKS}, change {last_change(connection)}"


def maker() -> str:
    """Return which sayso writes the file."""
    from sayso.knowledge.fingerprint import fingerprint
    from sayso.version import __version__

    return f"sayso {__version__}, knowledge {fingerprint()}"


def _write_about(out: Path, name: str, scope: Any) -> None:
    from sayso.faces.exports import LEDGER_EXPORTS, about_of
    from sayso.faces.exports.label_studio import label_config

    about = about_of(name, LEDGER_EXPORTS[name], scope)
    if name == "label-studio":
        about["label_config"] = label_config()
    text = json.dumps(about, ensure_ascii=False, indent=2)
    out.with_name(out.name + ".about.json").write_text(text + "\n", encoding="utf8")
