"""What one report says happened, and on whose say-so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.found import Actor, Figure, Place, Recipient, When
from sayso.model.report import Span
from sayso.model.statement import Source

SCHEMA = 1  # of the JSON records; raised when a field changes its meaning


Status = Literal[
    "reported", "attributed", "denied", "negated", "threatened", "planned", "pledged", "demanded", "expected",
    "possible", "attempted", "failed", "prevented", "conditional", "questioned", "habitual", "counterfactual",
]  # fmt: skip

ClaimType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """How one source of the chain commits itself to the act (methods.md 2.3)."""

    source: int = 0
    polarity: Literal["+", "-", "u"] = "+"
    certainty: Literal["CT", "PR", "PS", "U"] = "CT"
    time: Literal["past", "ongoing", "future", "habitual"] = "past"
    phase: Literal["begin", "continue", "end", "attempt", "complete", "fail", "prevent"] | None = None
    environment: Literal["antecedent", "consequent", "question", "purpose", "directive", "counterfactual"] | None = None
    force: Literal["threat", "commit", "intend", "direct", "expect", "deny", "belief"] | None = None
    presupposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence and the trigger, with enough text around it to find it again (W3C text quote)."""

    sentence: Span
    trigger: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a claim relates to another claim of the same report."""

    relation: Literal["content of", "same happening", "part of", "background to"]
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """The versions that made a record."""

    sayso: str
    model: str
    knowledge: str
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says happened, and on whose say-so (design.md 5)."""

    id: str
    report: str
    type: ClaimType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int
    intensity: float
    cameo: str | None = None
    status: Status
    axes: tuple[Axes, ...]
    flags: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    when: When | None = None
    where: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    sayso: tuple[Source, ...]
    evidence: Evidence
    links: tuple[Link, ...] = ()
    rule: str
    construction: int
    confidence: float
    retold: tuple[Span, ...] = ()  # triggers of further mentions that tell the same in the same sources' name
    made_by: MadeBy
