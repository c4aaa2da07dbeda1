"""The fields of a Filter -> options of commands; what is typed -> the Filter."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from sayso.faces.cli_start import refuse
from sayso.ledger.search.filters import FIELDS, SINGLE, Filter

PANEL = "Which ones (a field twice: either; two fields: both)"
HELP = {
    "actor": "Who acts, its parts too: an id or a name.",
    "recipient": "Whom it is done to.",
    "between": "Two actors, either way: \"isr, irn\".",
    "speaker": "On whose word.",
    "place": "Where, or in what: \"Idlib, SYR\", SYR, a GeoNames number, lat,lon,lat,lon.",
    "type": "ASSAULT, PROTEST, ...",
    "mode": "aerial, demo, ...",
    "status": "reported, attributed, denied, ...",
    "stage": "occurred, tried, ahead, demanded or apart.",
    "since": "First day, as 2021-05-11, 2021-05 or 2021.",
    "until": "Last day.",
    "outlet": "Who published it.",
    "report": "Id of a report.",
    "text": "Words of the report; \"in quotes\" as a phrase.",
    "figure": "killed, killed>=10, ...",
    "confidence": "At least so sure, 0 to 1.",
    "event": "Id of an event.",
    "withdrawn": "Withdrawn reports and rejected claims too.",
}  # fmt: skip


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose first parameter is a Filter an option for each of its fields."""

    @wraps(command)
    def run(**given: Any) -> None:
        words = {name: _words(given.pop(name)) for name in FIELDS}
        try:
            asked = Filter.from_words(words)
        except ValueError as error:
            refuse(error)
        command(asked, **given)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    parameters = [*own, *map(_option, FIELDS)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _option(name: str) -> inspect.Parameter:
    kind: Any = bool if name == "withdrawn" else str | None if name in SINGLE else list[str] | None
    option = typer.Option(f"--{name}", help=HELP[name], rich_help_panel=PANEL)
    default = False if name == "withdrawn" else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def _words(given: Any) -> list[str]:
    if isinstance(given, bool):
        return ["yes"] if given else []
    return [given] if isinstance(given, str) else list(given or ())
