"""Act -> its say-so: the chain of sources it hangs on, outermost first, and what that chain says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from sayso.meaning.actor.speakers import speaker_of
from sayso.meaning.actors import same_actor
from sayso.meaning.factuality.embedding import link_of, path_to
from sayso.meaning.scene import Scene
from sayso.meaning.statements import Found, chain_of
from sayso.meaning.status import Standing
from sayso.meaning.syntax.verb_predicates import verb_predicate
from sayso.model import ROOT, Actor, Cue, Parse, Source, SourceKind, Statement

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
    indices = chain_of(scene.statements_over(trigger), trigger, scene.statements)
    asserting = (f for f in map(scene.statements.__getitem__, indices) if not _granted(scene, trigger, f, standing))
    statements = tuple(f.statement for f in asserting)
    sources = [Source(kind="outlet"), *(source_of(s) for s in statements)]
    if standing.sourceless is not None and not statements:
        sources.append(_held_by(scene, standing.sourceless))
    return Chain(tuple(sources), statements)


def _held_by(scene: Scene, verb: int) -> Source:
    """Return the source that a verb has which is no verb of saying: "police arrested him for arson"; often nobody."""
    cue = Cue(text=scene.parse.word(verb), span=scene.parse.spans[verb], stance="report")
    agents = verb_predicate(scene.parse, verb).roles.get("agent", [])
    return _source(speaker_of(scene.parse, agents[0], scene.actors, verb) if agents else None, cue)


def _granted(scene: Scene, trigger: int, found: Found, standing: Standing) -> bool:
    """True of what a statement takes for granted, and of what is told beside a wish or one that is nobody's.

    "The state is expected to act after the union refused": the refusal is not what is expected.
    """
    if found.cue_head is None:
        return False
    if found.cue_head == standing.presupposer:
        return True
    below = takewhile(lambda w: w != found.cue_head, path_to(scene.parse, trigger)[::-1])
    cue = found.statement.cue
    bound = cue is not None and cue.stance in ("commit", "direct")
    return (bound or found.statement.source is None) and any(_in_background(scene.parse, w) for w in below)


def _in_background(parse: Parse, word: int) -> bool:
    by = link_of(parse, parse.heads[word], word).by if parse.heads[word] != ROOT else None
    return by is not None and by.name == "background"


def source_of(statement: Statement) -> Source:
    """Return a statement's source as a link of the chain."""
    return _source(statement.source, statement.cue)


def _source(actor: Actor | None, cue: Cue | None) -> Source:
    kind: SourceKind = "unspecified"
    if actor is not None:
        kind = "document" if actor.kind == "document" else "named" if actor.id or actor.name else "unnamed"
    return Source(kind=kind, actor=actor, cue=cue)


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
    own = speaker is not None and any(_is_speaker(a, speaker) for a in draft.actors)
    if stance == "deny":
        return []
    if own:
        return ["admission" if stance == "confirm" else "self-claim"]
    if stance == "confirm":
        return ["confirmation"]
    return ["accusation"] if stance == "claim" and _named(draft.actors) else []


def _is_speaker(doer: Actor, speaker: Actor) -> bool:
    """True of the speaker himself, also of a "they" that stands for rebels without a name who speak."""
    unnamed = not (doer.id or doer.name or speaker.id or speaker.name)
    taken_up = unnamed and doer.basis == "coreference" and doer.kind is not None and doer.kind == speaker.kind
    return taken_up or same_actor(speaker, doer) or speaker.span.holds(doer.span)


def _named(actors: tuple[Actor, ...]) -> bool:
    return any(a.id or a.name for a in actors)


def _around(scene: Scene, draft: Draft) -> str:
    """The text of the act's sentence and the next."""
    parse = scene.parse
    here = parse.sentence(draft.predicate.trigger)
    following = parse.sentence(here.end) if here.end < len(parse) else here
    return parse.text[parse.spans[here.first].start : parse.spans[following.end - 1].end]
