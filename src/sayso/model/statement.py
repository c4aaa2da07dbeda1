"""An attribution, and the chain of sources that a claim hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.found import Actor, When
from sayso.model.report import Span

Stance = Literal["report", "claim", "confirm", "deny", "belief", "commit", "direct", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that signal an attribution, and the stance they take."""

    text: str
    span: Span
    stance: Stance


SourceKind = Literal["outlet", "named", "unnamed", "document", "unspecified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One link of a say-so chain."""

    kind: SourceKind
    actor: Actor | None = None
    cue: Cue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution: who says, with which words, what. `content` may lie in several parts.

    `inside` is the id of the statement around it, `same_as` that of an earlier telling of the same utterance.
    """

    id: str
    report: str
    form: Literal["direct", "indirect", "mixed"]
    source: Actor | None
    cue: Cue | None
    content: tuple[Span, ...]
    text: str
    addressee: Actor | None = None
    when: When | None = None
    inside: str | None = None
    same_as: str | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 0.9
