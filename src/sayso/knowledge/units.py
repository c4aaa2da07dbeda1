"""units.yaml -> what is counted in reports: the kinds of figures, by verb, adjective and noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

# The kinds that befall people; a sum over "an officer and four soldiers" is made for these alone.
HARMS = frozenset(
    {"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced", "released"}
)  # fmt: skip
# What befalls bodies: a clause of its own tells it of the act beside it ("a bomb went off and nine were hurt").
BODILY = frozenset({"killed", "injured", "casualties", "missing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Kinds by lemma, and sets of lemmas."""

    verbs: Mapping[str, str]
    subjects: Mapping[str, str]
    adjectives: Mapping[str, str]
    events: Mapping[str, str]
    things: Mapping[str, str]
    qualified: Mapping[str, frozenset[str]]
    people: Mapping[str, str]
    persons: frozenset[str]
    life_verbs: frozenset[str]
    tolls: frozenset[str]
    toll_verbs: frozenset[str]
    measures: frozenset[str]
    inanimate: frozenset[str]
    single: frozenset[str]
    shot: frozenset[str]
    remains: frozenset[str]
    recovering: frozenset[str]


@lru_cache
def units() -> Units:
    """Return the table, read once."""
    text = (resources.files("sayso.knowledge") / "units.yaml").read_text(encoding="utf8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where libyaml is there
    table: dict[str, Any] = yaml.load(text, Loader=loader)
    read: dict[str, Any] = {k: _inverted(v) if isinstance(v, dict) else frozenset(v) for k, v in table.items()}
    qualified = {word: frozenset(beside) for word, beside in table["qualified"].items()}
    return Units(**(read | {"qualified": qualified}))


def _inverted(by_kind: Mapping[str, list[str]]) -> dict[str, str]:
    return {lemma: kind for kind, lemmas in by_kind.items() for lemma in lemmas}
