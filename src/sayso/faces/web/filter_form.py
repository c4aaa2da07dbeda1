"""A filter -> chips in plain words, each with an address without it; and a form of all fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from sayso.faces.cli_filters import HELP
from sayso.faces.web.asked import address
from sayso.knowledge.registry import load_registry
from sayso.ledger.likeness.marks import STAGES
from sayso.ledger.search.filters import SINGLE, Filter, pair_of
from sayso.model import ClaimType, Status

LABELS = {
    "actor": "who acts", "recipient": "to whom", "between": "between", "speaker": "on the word of", "place": "where",
    "type": "what", "mode": "by what means", "status": "told as", "stage": "stage", "since": "since", "until": "until",
    "outlet": "outlet", "report": "report", "text": "words", "figure": "how many", "confidence": "at least so sure",
    "event": "event", "withdrawn": "withdrawn ones too",
}  # fmt: skip
CHOICES: Mapping[str, Sequence[str]] = {
    "type": get_args(ClaimType), "status": get_args(Status), "stage": tuple(dict.fromkeys(STAGES.values())),
}  # fmt: skip
GROUPS: Mapping[str, Sequence[str]] = {
    "Who": ("actor", "recipient", "between", "speaker"), "What": ("type", "mode", "figure", "stage"),
    "Where and when": ("place", "since", "until"), "How it is told": ("status", "outlet", "confidence"),
    "By number": ("event", "report", "withdrawn"),
}  # fmt: skip
OF_ACTORS = frozenset({"actor", "recipient", "speaker"})


class Chip(NamedTuple):
    """One thing that is asked, in plain words, and the address of the page without it."""

    label: str
    value: str
    without: str


class Field(NamedTuple):
    """One field of the form: `values` are those asked for, with an empty one to add another where it takes several."""

    name: str
    label: str
    help: str
    values: tuple[str, ...]
    choices: Sequence[str]


def chips(path: str, asked: Filter, places: Mapping[str, str] | None = None) -> list[Chip]:
    """Return what a filter asks, a chip a value; `places` has names for GeoNames numbers."""
    made = []
    for name, values in asked.to_words().items():
        for value in values:
            left = {**asked.to_words(), name: [v for v in values if v != value]}
            without = address(path, Filter.from_words(left))
            made.append(Chip(LABELS[name], shown(name, value, places or {}), without))
    return made


def shown(name: str, value: str, places: Mapping[str, str]) -> str:
    """Return a value as people say it: an actor's id by its name, words of a type in lower case."""
    if name in OF_ACTORS:
        return _actor(value)
    if name == "between":
        return " and ".join(map(_actor, pair_of(value)))
    if name == "place":
        return places.get(value, value)
    return "" if name == "withdrawn" else value.lower() if name == "type" else value


def fields(asked: Filter) -> list[tuple[str, list[Field]]]:
    """Return the fields of the form that asks for all that a filter can ask, in groups."""
    return [
        (title, [_field(name, asked.to_words().get(name, [])) for name in names]) for title, names in GROUPS.items()
    ]


def _field(name: str, given: Sequence[str]) -> Field:
    return Field(name, LABELS[name], "" if name in CHOICES else HELP[name], _slots(name, given), CHOICES.get(name, ()))


def _slots(name: str, given: Sequence[str]) -> tuple[str, ...]:
    return tuple(given) if given and name in SINGLE else (*given, "")


def _actor(key: str) -> str:
    entries = load_registry().entries
    return entries[key].name if key in entries else key
