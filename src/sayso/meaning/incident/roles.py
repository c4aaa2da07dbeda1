"""Acts of one happening -> its instruments, and its perpetrators with how sure the report is of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.knowledge.claim_rules import load_rules
from sayso.knowledge.happenings import load_happenings
from sayso.meaning.actors import same_actor
from sayso.meaning.claim.slots import actor_at, doer_at
from sayso.meaning.incident.blame import Blame, accused
from sayso.meaning.incident.membership import called
from sayso.meaning.incident.names import ARMED, named_as
from sayso.meaning.incident.targets import plain
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.noun_phrases import named_by
from sayso.model import ROOT, Actor, Claim, Instrument, Parse, Perpetrator, PerpetratorConfidence

if TYPE_CHECKING:
    from sayso.meaning.understand import Made

AUTHORITIES = frozenset(
    {"government", "military", "police", "judiciary", "intelligence service", "state", "parliament"}
)
SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "SPY"})
SUPPOSED = frozenset(
    "suspected alleged presumed supposed apparent accused possible probable presumably allegedly supposedly apparently "
    "probably possibly".split()
)
# The word that decides where a report has several on one perpetrator: who owns up, who accuses, then the plain telling.
RANK: tuple[PerpetratorConfidence, ...] = (
    "claimed or admitted", "suspected or accused by authorities", "suspected or accused", "fact", "possible",
)  # fmt: skip


# --- instruments --------------------------------------------------------------------------------------------------


def instruments_of(scene: Scene, group: Sequence[Made]) -> tuple[Instrument, ...]:
    """Return what it was done with: the nouns for weapons below the words of the acts."""
    found: dict[str, Instrument] = {}
    for made in group:
        for word in _words_of(scene.parse, made):
            instrument = _instrument_at(scene.parse, word)
            if instrument is not None:
                found.setdefault(instrument.text.casefold(), instrument)
    return tuple(found.values())


def _words_of(parse: Parse, made: Made) -> list[int]:
    return sorted({w for head in made.draft.heads for w in parse.subtree(head)})


def _instrument_at(parse: Parse, word: int) -> Instrument | None:
    if parse.upos[word] not in ("NOUN", "PROPN") or parse.relations[word] == "compound":
        return None
    table, lemma = load_happenings().instruments, parse.lemmas[word].lower()
    joined = [f"{parse.lemmas[c].lower()} {lemma}" for c in parse.children(word, "compound", "amod")]
    kind = next((table[form] for form in (*joined, lemma) if form in table), None)
    if kind is None:
        return None
    text, span = named_by(parse, word)
    return Instrument(text=text, span=span, kind=kind)


# --- perpetrators -------------------------------------------------------------------------------------------------


def perpetrators_of(
    scene: Scene, group: Sequence[Made], accusations: Iterable[Claim], blames: Iterable[Blame],
    known: Mapping[int, Actor],
) -> tuple[Perpetrator, ...]:  # fmt: skip
    """Return who is told to have done it, each with the word that decides on it; `known` as in `targets_of`."""
    doers = [p for m in group for p in _doers(scene, m)]
    told = [replace(p, actor=named_as(scene.parse, called(scene, p.actor), known)) for p in doers]
    told += [Perpetrator(actor=plain(r), confidence=accused(c.actors)) for c in accusations for r in c.recipients]
    found: list[Perpetrator] = []
    denied = [b for b in blames if b.denied]
    for one in (*told, *(b.perpetrator for b in blames if not b.denied), *(b.perpetrator for b in denied)):
        at = next((n for n, p in enumerate(found) if same_actor(p.actor, one.actor)), None)
        if at is None:
            found += [] if any(one is b.perpetrator for b in denied) else [one]
        elif RANK.index(one.confidence) < RANK.index(found[at].confidence):
            found[at] = replace(found[at], confidence=one.confidence)
    return tuple(found)


def _doers(scene: Scene, made: Made) -> Iterator[Perpetrator]:
    """Yield the claim's actors; where it has none, the people its act is told to be by ("three individuals")."""
    actors = made.claim.actors
    if not actors:
        predicates = (made.draft.predicate, *made.draft.facets)
        heads = [i for p in predicates for i in p.fillers("agent|by")]
        heads += [i for t in _triggers(scene.parse, made) for i in _triers(scene.parse, t)]
        actors = tuple(a for i in heads if (a := _doer(scene, i)) is not None)
    for actor in actors:
        yield Perpetrator(actor=actor, confidence=_confidence(scene.parse, made.claim, actor))


def _triggers(parse: Parse, made: Made) -> Iterator[int]:
    """Yield the triggers of a claim, and of the mentions folded into it."""
    yield from (p.trigger for p in (made.draft.predicate, *made.draft.facets))
    yield from (w for span in made.claim.retold for w in parse.words_in(span))


def _doer(scene: Scene, head: int) -> Actor | None:
    return doer_at(scene, head) or _of_group(scene, head) or _described(scene.parse, head)


def _of_group(scene: Scene, head: int) -> Actor | None:
    """Return the group whose name stands before a noun for its members that no role knows: "Brigade subversives"."""
    parse = scene.parse
    if parse.upos[head] != "NOUN" or parse.lemmas[head].lower() in load_happenings().instruments:
        return None
    owners = (a for c in parse.children(head, "compound", "amod") if (a := actor_at(scene, c)) is not None)
    group = next((a for a in owners if a.kind in ARMED and a.name), None)
    if group is None:
        return None
    text, span = named_by(parse, head)
    return replace(group, text=text, span=span, basis="described")


def _triers(parse: Parse, trigger: int) -> list[int]:
    """Return the doers of "an attempt by the Brigade to kidnap the consul"."""
    noun = parse.heads[trigger]
    if noun == ROOT or parse.lemmas[noun].lower() not in load_happenings().trying:
        return []
    return [c for c in parse.children(noun, "nmod", "nmod:poss") if case_of(parse, c) in ("by", "bare")]


def _described(parse: Parse, head: int) -> Actor | None:
    lemma = parse.lemmas[head].lower()
    if lemma not in load_happenings().people and lemma not in load_rules().classes["person"]:
        return None
    text, span = named_by(parse, head)
    return Actor(text=text, span=span, basis="described")


def _confidence(parse: Parse, claim: Claim, actor: Actor) -> PerpetratorConfidence:
    flags, source = set(claim.flags), claim.sayso[-1]
    if flags & {"self-claim", "admission"}:
        return "claimed or admitted"
    thought = source.cue is not None and source.cue.stance == "belief"
    doubted = claim.axes[-1].certainty in ("PR", "PS") or claim.status == "possible" or _supposed(parse, actor)
    if "accusation" in flags or doubted or thought:
        return accused((source.actor,) if source.actor is not None else ())
    return "fact"


def _supposed(parse: Parse, actor: Actor) -> bool:
    """True for "suspected members of the Brigade", also where the phrase for the actor begins after it."""
    words = parse.words_in(actor.span)
    above = [parse.heads[w] for w in words if parse.heads[w] not in words and parse.heads[w] != ROOT]
    nouns = [w for w in (*words, *above) if parse.upos[w] in ("NOUN", "PROPN")]
    near = {parse.lower(c) for w in nouns for c in (w, *parse.children(w, "amod", "advmod"))}
    return not SUPPOSED.isdisjoint(near)
