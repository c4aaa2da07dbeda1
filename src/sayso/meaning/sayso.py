"""Act -> its say-so: the chain of sources it hangs on, outermost first, and what that chain says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.meaning.actors import same_actor
from sayso.meaning.scene import Scene
from sayso.meaning.statements import chain_of
from sayso.meaning.status import Standing
from sayso.model import Actor, Cue, Source, SourceKind, Statement

if TYPE_CHECKING:
    from sayso.meaning.claims import Draft

UNVERIFIED = re.compile(
    r"(could|can|was|were|has|have|had)( not|n.t) (yet |immediately |be )*(been )?(independently )*"
    r"(verif|confirm|corroborat)|no independent (verification|confirmation)|unverified",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Sources, outermost first, and the statements they made."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]


def chain_at(scene: Scene, trigger: int, standing: Standing) -> Chain:
    """Return the chain over a word: the outlet, then every statement around it, then "reportedly".

    Who regrets or knows what took place is no source of it: whoever writes so takes it for granted.
    """
    indices = chain_of(scene.statements, trigger, scene.statements)
    statements = tuple(
        scene.statements[i].statement for i in indices if scene.statements[i].cue_head != standing.presupposer
        or standing.presupposer is None
    )  # fmt: skip
    sources = [Source(kind="outlet"), *(source_of(s) for s in statements)]
    if standing.sourceless is not None and not statements:
        span = scene.parse.spans[standing.sourceless]
        cue = Cue(text=scene.parse.word(standing.sourceless), span=span, stance="report")
        sources.append(Source(kind="unspecified", cue=cue))
    return Chain(tuple(sources), statements)


def source_of(statement: Statement) -> Source:
    """Return a statement's source as a link of the chain."""
    actor = statement.source
    kind: SourceKind = "unspecified"
    if actor is not None:
        kind = "document" if actor.kind == "document" else "named" if actor.id or actor.name else "unnamed"
    return Source(kind=kind, actor=actor, cue=statement.cue)


def flags_of(scene: Scene, draft: Draft, standing: Standing, chain: Chain) -> tuple[str, ...]:
    """Return what the chain makes of the claim: self-claim, admission, accusation, confirmation, ..."""
    flags: list[str] = []
    if chain.statements:
        flags += _stance_flags(draft, chain.statements[-1])
    if chain.sources[-1].kind == "unspecified":
        flags.append("unspecified source")
    if UNVERIFIED.search(_around(scene, draft)):
        flags.append("unverified")
    if standing.axes.presupposed:
        flags.append("background")
    if standing.doubted:
        flags.append("doubted")
    return tuple(flags)


def _stance_flags(draft: Draft, statement: Statement) -> list[str]:
    speaker, stance = statement.source, statement.cue.stance if statement.cue else None
    own = speaker is not None and any(same_actor(speaker, a) for a in draft.actors)
    if own:
        return ["admission" if stance == "confirm" else "self-claim"]
    if stance == "confirm":
        return ["confirmation"]
    return ["accusation"] if stance == "claim" and _named(draft.actors) else []


def _named(actors: tuple[Actor, ...]) -> bool:
    return any(a.id or a.name for a in actors)


def _around(scene: Scene, draft: Draft) -> str:
    """The text of the act's sentence and the next."""
    parse = scene.parse
    here = parse.sentence(draft.predicate.trigger)
    following = next((s for s in parse.sentences if s.first == here.end), here)
    return parse.text[parse.spans[here.first].start : parse.spans[following.end - 1].end]
