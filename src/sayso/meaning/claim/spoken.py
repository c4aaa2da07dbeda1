"""Verb of saying over an act -> the demand, threat or accusation made by saying it: "Oda said Norland should leave".

Whoever says that others should do something demands it of them, and says of himself that he will strike threatens it;
a government that says that another's forces shelled a town accuses them. What media, police and monitors tell of
others is a report and accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.knowledge.claim_rules import ClaimRule, RuleBook
from sayso.meaning.actors import same_actor
from sayso.meaning.claim.slots import as_recipient, doers_at
from sayso.meaning.scene import Scene
from sayso.meaning.status import ruled_standing, standing_of
from sayso.meaning.syntax.verb_predicates import Predicate, verb_predicate
from sayso.model import Actor, Axes, Recipient

if TYPE_CHECKING:
    from sayso.meaning.claims import Draft

Spoken = tuple[ClaimRule, Predicate, tuple[Actor, ...], tuple[Recipient, ...]]

DEMAND, THREAT, ACCUSATION = "request.say-should", "threaten.say-would", "accuse.say-did"
SPOKEN_RULES = frozenset({DEMAND, THREAT, ACCUSATION})
STATEMENT = 1  # quad class of the saying itself
ACCUSED_OF = frozenset({"ASSAULT", "COERCE"})
# Armies and police report what others did, as media do.
ACCUSING = frozenset({"government", "state", "armed group", "party", "parliament", "intergovernmental organisation"})
# To say that gunmen did it accuses nobody.
FACELESS = frozenset(
    "gunman gunmen attacker attackers assailant assailants bomber bombers man men youth youths people person persons "
    "individual individuals suspect suspects unknown robbers kidnappers hijackers hackers".split()
)
OFFICES = frozenset({"GOV", "REB", "OPP", "PTY", "LEG"})


def spoken_acts(scene: Scene, drafts: list[Draft], book: RuleBook) -> Iterator[Spoken]:
    """Yield the rule, predicate, speakers and addressees of each act done by saying something; the drafts are told."""
    told = {d.predicate.trigger: d for d in drafts}
    verbs = {phrase: rule for rule in book.rules if rule.id in SPOKEN_RULES for phrase in rule.verbs}
    for word, lemma in enumerate(scene.parse.lemmas):
        if lemma.lower() in verbs and word not in told and scene.parse.upos[word] == "VERB":
            predicate = verb_predicate(scene.parse, word)
            inner = next((told[c] for c in predicate.fillers("clause") if c in told), None)
            if inner is not None and ruled_standing(scene.parse, predicate, STATEMENT).axes == Axes():
                yield from _made_by_saying(scene, predicate, inner, book)


def _made_by_saying(scene: Scene, predicate: Predicate, inner: Draft, book: RuleBook) -> Iterator[Spoken]:
    speakers = tuple(a for i in predicate.fillers("agent") for a in doers_at(scene, i))
    axes = standing_of(scene.parse, inner.predicate, book.types[inner.rule.type].quad).axes
    rules: Mapping[str, ClaimRule] = {r.id: r for r in book.by_verb.get(predicate.lemma, ()) if r.id in SPOKEN_RULES}
    kind = _kind(axes, inner, speakers)
    if kind == ACCUSATION and any(_own(scene, i) for i in inner.predicate.fillers("agent")):
        return
    if kind in rules and speakers:
        told_to = inner.recipients if kind == THREAT else inner.actors
        others = [a for a in told_to if not any(same_actor(a, s) for s in speakers)]
        if others or kind == THREAT:
            yield rules[kind], predicate, speakers, tuple(as_recipient(a, "aimed at") for a in others)


def _kind(axes: Axes, inner: Draft, speakers: tuple[Actor, ...]) -> str:
    """Return the id of the rule for what is done by telling of an act with these axes, "" if it is only told."""
    if axes.environment == "directive" and axes.polarity == "+":
        return DEMAND
    if axes.force == "threat" and axes.polarity == "+":
        return THREAT
    accused = inner.rule.type in ACCUSED_OF and axes == Axes() and _opposed(speakers, inner.actors)
    return ACCUSATION if accused else ""


def _own(scene: Scene, doer: int) -> bool:
    """True of "its troops", which are likely those of whoever speaks."""
    owner = scene.parse.child(doer, "nmod:poss")
    return owner is not None and scene.parse.upos[owner] == "PRON"


def _opposed(speakers: tuple[Actor, ...], doers: tuple[Actor, ...]) -> bool:
    """True if governments and the like speak of what others did, who are not their own country's people nor anybody."""
    own = {(a.code or "")[:3] for a in speakers}
    theirs = {(a.code or "")[:3] for a in doers}
    faced = bool(doers) and not any(a.text.lower().split()[-1] in FACELESS for a in doers)
    return faced and all(map(_accuses, speakers)) and own.isdisjoint(theirs - {""})


def _accuses(speaker: Actor) -> bool:
    return speaker.kind in ACCUSING or (speaker.kind == "person" and (speaker.code or "")[3:6] in OFFICES)
