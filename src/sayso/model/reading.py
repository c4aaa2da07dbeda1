"""All that is found in one report: its statements, claims and happenings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.model.claim import Claim, ClaimType
from sayso.model.found import Actor, Figure, Place, When
from sayso.model.report import Report, Span
from sayso.model.statement import Statement

Stage = Literal["accomplished", "attempted", "threatened"]
PerpetratorConfidence = Literal[
    "fact", "claimed or admitted", "suspected or accused", "suspected or accused by authorities", "possible"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is told to have done it, and how surely: on whose word, or only named beside it."""

    actor: Actor
    confidence: PerpetratorConfidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What it was done with; `kind` is of happenings.yaml."""

    text: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what it was aimed at or befell; `actor` None for a thing. `effect` None is not stated."""

    text: str
    span: Span
    actor: Actor | None = None
    kind: Literal["person", "thing"]
    number: Figure | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening that a report tells of: what its claims say of it, laid together."""

    id: str
    report: str
    type: ClaimType
    mode: str | None = None
    stage: Stage = "accomplished"
    when: When | None = None
    where: tuple[Place, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    targets: tuple[Target, ...] = ()
    figures: tuple[Figure, ...] = ()
    countries: tuple[str, ...] = ()
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one report."""

    report: Report
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = field(default=(), compare=False)  # made of the claims; no ledger keeps them
