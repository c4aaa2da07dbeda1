""" "Its army", "its fighters" -> whose they are, where a subject above them says so.

"Norland denied that its army had shelled Ostra": the army is Norland's. The nearest subject above the phrase owns it;
where that is no named state or group, nobody does.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.knowledge.registry import load_registry
from sayso.meaning.actors import actor_of
from sayso.model import Actor, Mention, Parse

Mentions = tuple[Mention[Actor], ...]

OWNING = frozenset({"its", "their"})
BODIES = {"military": "mil", "police": "cop", "parliament": "leg", "government": "gov"}
STATES = frozenset({"state", "territory", "government"})
GROUPS = frozenset({"armed group", "organisation", "force"})
FIGHTERS = frozenset({"unidentified armed group", "armed group", "military", "rebels"})


def owned(parse: Parse, head: int, actor: Actor, mentions: Mentions) -> Actor:
    """Return the actor with its owner's identity where its phrase has an owner, else as it is."""
    if actor.id is not None or not any(parse.lower(c) in OWNING for c in parse.children(head, "nmod:poss")):
        return actor
    owner = _subject_above(parse, head, mentions)
    return actor if owner is None else _of(actor, owner)


def _subject_above(parse: Parse, head: int, mentions: Mentions) -> Actor | None:
    for above in parse.ancestors(head):
        subject = parse.child(above, "nsubj", "nsubj:pass")
        if subject is not None and head not in parse.subtree(subject):
            return actor_of(parse, subject, mentions)
    return None


def _of(actor: Actor, owner: Actor) -> Actor:
    if owner.kind in STATES and owner.id is not None and actor.kind in BODIES:
        body = load_registry().body(owner.id.partition(".")[0], BODIES[actor.kind])
        if body is not None:
            return replace(actor, id=body.id, name=body.name, code=body.code, basis="coreference")
    if owner.kind in GROUPS and owner.name and actor.kind in FIGHTERS:
        return replace(owner, text=actor.text, span=actor.span, basis="coreference", descriptors=actor.descriptors)
    return actor
