"""Claim -> confidence: of claims like it, the share that a careful reader left as they are (docs/confidence.md).

A plain logistic sum: each sign that holds adds its weight. What the weights are, and how they came about, is data:
knowledge/trust.yaml. The signs look at how a claim is told and filled, never at who is in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from sayso.knowledge.claim_rules import load_rules
from sayso.meaning.claim.setting import DEEDS
from sayso.model import Claim, Parse

PARTICIPLES = frozenset({6, 7, 8})  # constructions of methods.md 3.3: participles and clauses without a subject
QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Trust:
    """What a claim without any sign adds up to, and what each sign adds, in log odds."""

    base: float
    weights: Mapping[str, float]


@lru_cache
def load_trust() -> Trust:
    """Return the numbers of trust.yaml; raise ValueError for a sign that is not known or has no number."""
    data: Any = yaml.safe_load((resources.files("sayso.knowledge") / "trust.yaml").read_text(encoding="utf8"))
    if data["weights"].keys() != SIGNS.keys():
        raise ValueError(f"trust.yaml: {', '.join(sorted(data['weights'].keys() ^ SIGNS.keys()))} fits no sign")
    return Trust(base=float(data["base"]), weights={name: float(w) for name, w in data["weights"].items()})


def with_confidence(parse: Parse, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims with their confidence."""
    return tuple(replace(c, confidence=confidence_of(parse, c)) for c in claims)


def confidence_of(parse: Parse, claim: Claim) -> float:
    """Return how far a claim is to be trusted as a reading of its report, 0 to 1."""
    trust = load_trust()
    odds = trust.base + sum(trust.weights[name] for name, holds in SIGNS.items() if holds(parse, claim))
    return round(1 / (1 + math.exp(-odds)), 2)


def signs_of(parse: Parse, claim: Claim) -> frozenset[str]:
    """Return the signs that hold of a claim: why its confidence is what it is."""
    return frozenset(name for name, holds in SIGNS.items() if holds(parse, claim))


def _whole_country(parse: Parse, claim: Claim) -> bool:
    """True of a country as the scene of an act; often it is a party to it, or what it is about."""
    return any(p.basis == "stated" and p.precision == "country" and p.role == "at" for p in claim.where)


def _vague_time(parse: Parse, claim: Claim) -> bool:
    when = claim.when
    return when is not None and when.text is not None and when.precision not in ("day", "moment")


def _taken_as_known(parse: Parse, claim: Claim) -> bool:
    """True of "after the raid": an act that is no news needs no reading of who says so."""
    return claim.axes[-1].presupposed and claim.status in ("reported", "attributed")


def _several_recipients(parse: Parse, claim: Claim) -> bool:
    """True of a row of recipients who are not the doers too, as they are where two sides meet or clash."""
    return len(claim.recipients) > 1 and {r.span for r in claim.recipients} != {a.span for a in claim.actors}


def _odd_source(parse: Parse, claim: Claim) -> bool:
    """True of a source that is no person, group or office by its words: a tag, a dateline, "the fallout"."""
    return any(s.actor is not None and s.actor.kind in (None, "unnamed") for s in claim.sayso)


def _quoting(parse: Parse, claim: Claim) -> bool:
    at = claim.evidence.sentence
    return not QUOTES.isdisjoint(parse.text[at.start : at.end])


@lru_cache
def _rules_of_one_word() -> frozenset[str]:
    """Return the rules that a word triggers whatever stands beside it."""
    return frozenset(rule.id for rule in load_rules().rules if not rule.where and not rule.needs)


# To add one, write what is true or false of a claim, name it here, and fit trust.yaml anew.
SIGNS: dict[str, Callable[[Parse, Claim], bool]] = {
    "deed": lambda parse, claim: claim.type in DEEDS,
    "protest": lambda parse, claim: claim.type == "PROTEST",
    "told": lambda parse, claim: claim.status in ("reported", "attributed"),
    "negated": lambda parse, claim: claim.status in ("negated", "denied", "failed", "prevented"),
    "taken as known": _taken_as_known,
    "whole country": _whole_country,
    "inferred place": lambda parse, claim: any(p.basis == "inferred" for p in claim.where),
    "vague time": _vague_time,
    "several recipients": _several_recipients,
    "pronoun": lambda parse, claim: any(a.basis == "coreference" for a in (*claim.actors, *claim.recipients)),
    "odd source": _odd_source,
    "quotation": _quoting,
    "participle": lambda parse, claim: claim.construction in PARTICIPLES,
    "word alone": lambda parse, claim: claim.rule in _rules_of_one_word(),
}
