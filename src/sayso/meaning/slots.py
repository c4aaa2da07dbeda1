"""Roles of a predicate -> the actors and recipients of a claim, and its instruments."""

from __future__ import annotations

from functools import lru_cache

from sayso.knowledge.claim_rules import ClaimRule, load_rules
from sayso.meaning.actors import actor_of, resolve_pronoun
from sayso.meaning.arguments import mentions_in
from sayso.meaning.noun_phrases import named_by
from sayso.meaning.owners import owned
from sayso.meaning.predicates import Predicate
from sayso.meaning.scene import Scene
from sayso.model import Actor, Recipient, RecipientPart

# Things that belong to whom an act is aimed at: "strikes on Harbour Brigade positions".
TARGETS = frozenset("target position site stronghold hideout facility base camp headquarters outpost convoy".split())
AIMED = frozenset({"at", "on", "toward", "against", "into"})
# Bodies of people that act as one, whose kind the word alone does not tell.
DOERS = frozenset(
    "group council agency committee commission delegation delegate party side union league state museum court body "
    "organisation organization network lender donor bank panel board authority association federation alliance "
    "coalition bloc movement faction team embassy consulate mission office country nation administration institute "
    "foundation charity parent family member supporter follower ally partner minister leader army navy "
    "unit militiaman".split()
)
PRONOUNS = frozenset({"PRON"})


def actors_in(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Actor, ...]:
    """Return who did it: the first role of the rule that holds actors; a drone or a blast is none."""
    for role in rule.actors:
        found = [actor for i in predicate.fillers(role) if (actor := doer_at(scene, i)) is not None]
        if found:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(a for i in predicate.fillers("modifier") if (a := _modifier_actor(scene, i))))


def recipients_in(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Recipient, ...]:
    """Return to whom: all fillers of the first role that is filled; what was fired is no recipient, nor is a day."""
    here = scene.parse.sentence(predicate.trigger)
    shots = {m.head for m in mentions_in(scene.figures, here) if m.what.kind in ("projectiles", "strikes")}
    shots |= {i for m in mentions_in(scene.times, here) for i in range(m.first, m.end)}
    shots |= {i for i in predicate.fillers("patient") if scene.parse.lemmas[i].lower() in weapons()}
    for role in rule.recipients:
        found = [
            r for i in predicate.fillers(role) if i not in shots for r in _recipients_at(scene, i, _part(rule, role))
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


@lru_cache
def weapons() -> frozenset[str]:
    """Return the nouns for what is fired, thrown, set off or sprayed."""
    classes = load_rules().classes
    return frozenset().union(*(classes[c] for c in ("projectile", "small_shot", "explosive", "thrown", "irritant")))


def instruments_in(scene: Scene, predicate: Predicate) -> list[int]:
    """Return the heads of agents that are no actors, and of what was fired or used."""
    agents = [i for i in predicate.fillers("agent") if actor_at(scene, i) is None]
    return [*agents, *predicate.fillers("instrument|means"), *_things(scene, predicate)]


def actor_at(scene: Scene, head: int) -> Actor | None:
    """Return the actor that a phrase's head names, describes or stands for."""
    if scene.parse.upos[head] in PRONOUNS:
        mention = resolve_pronoun(scene.parse, head, scene.actors)
        return mention.what if mention is not None else None
    actor = actor_of(scene.parse, head, scene.actors)
    return None if actor is None else owned(scene.parse, head, actor, scene.actors)


def doer_at(scene: Scene, head: int) -> Actor | None:
    """Return the actor at a head; a name or a body of people that no finder knows does things too ("the council")."""
    actor = actor_at(scene, head)
    if actor is not None:
        return actor
    owner = next(filter(None, (doer_at(scene, c) for c in scene.parse.children(head, "nmod:poss"))), None)
    if owner is not None:
        return owner  # "Norland's artillery fired"
    named = scene.parse.upos[head] == "PROPN" and not any(
        m.first <= head < m.end for m in mentions_in(scene.times, scene.parse.sentence(head))
    )
    if not named and scene.parse.lemmas[head].lower() not in DOERS:
        return None
    text, span = named_by(scene.parse, head)
    return Actor(name=text if named else None, text=text, span=span, basis="named" if named else "described")


def _part(rule: ClaimRule, role: str) -> RecipientPart:
    """Return how an act reaches who fills the role; words hit nobody."""
    if role in AIMED or (rule.speech and role == "patient"):
        return "aimed at"
    return "hit" if role == "patient" else "unclear"


def _recipients_at(scene: Scene, head: int, part: RecipientPart) -> list[Recipient]:
    parse = scene.parse
    if parse.lemmas[head].lower() in TARGETS:
        owners = parse.children(head, "compound", "amod", "nmod:poss", "nmod")
        heads = [h for c in owners for h in (c, *parse.children(c, "conj"))]
        named = [a for h in heads if (a := actor_at(scene, h)) is not None]
        if named:
            return [as_recipient(a, "called a target") for a in named]
    actor = actor_at(scene, head)
    if actor is None and parse.upos[head] in ("NOUN", "PROPN"):
        text, span = named_by(parse, head)
        actor = Actor(text=text, span=span, basis="described")
    return [as_recipient(actor, part)] if actor is not None else []


def as_recipient(actor: Actor, part: RecipientPart) -> Recipient:
    """Return an actor as the recipient of an act."""
    fields = {name: getattr(actor, name) for name in Actor.__dataclass_fields__}
    return Recipient(**fields, part=part)


def _modifier_actor(scene: Scene, head: int) -> Actor | None:
    """Constructions 21 and 22: "police raid", "Norlandic airstrikes"."""
    mention = next((m for m in mentions_in(scene.actors, scene.parse.sentence(head)) if m.head == head), None)
    if mention is None or (mention.what.kind in ("person", "people") and mention.what.id is None):
        return None
    return mention.what


def _things(scene: Scene, predicate: Predicate) -> list[int]:
    return [i for i in predicate.fillers("patient") if actor_at(scene, i) is None]
