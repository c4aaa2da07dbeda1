"""Scene -> names of who is only described: "the mayor" by its chain, "the rebels" where one group is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.meaning.scene import Scene
from sayso.model import Actor, Parse, Span

BODIES = frozenset({"military", "police", "armed group", "unidentified armed group", "criminal group", "crowd"})
ARMED = frozenset({"armed group", "unidentified armed group"})


def named_in_chains(scene: Scene) -> dict[int, Actor]:
    """Return persons and groups by the head words of what stands for them, where a chain names only one."""
    persons = {m.head: m.what for m in scene.actors if m.what.kind == "person" and m.what.name}
    groups = {m.head: m.what for m in scene.actors if m.what.kind in BODIES and m.what.id}
    found: dict[int, Actor] = {}
    for chain in scene.parse.chains:
        words = [w for first, end in chain for w in range(first, end)]
        named = _only([persons[w] for w in words if w in persons]) or _only([groups[w] for w in words if w in groups])
        if named is not None:
            heads = (
                w for first, end in chain for w in range(first, end) if scene.parse.heads[w] not in range(first, end)
            )
            found |= dict.fromkeys(heads, named)
    return _definites(scene) | found


def _definites(scene: Scene) -> dict[int, Actor]:
    """Return "the rebels", "the rebel attack" of a report that names one armed group, once it has; no loaded word."""
    groups = [m for m in scene.actors if m.what.kind in ARMED and m.what.id]
    if len({m.what.id for m in groups}) != 1:
        return {}
    first = groups[0]
    later = [m for m in scene.actors if m.what.kind in ARMED and not m.what.id and m.first > first.first]
    return {m.head: first.what for m in later if not m.what.descriptors and _is_definite(scene.parse, m.head)}


def _is_definite(parse: Parse, head: int) -> bool:
    noun = parse.heads[head] if parse.relations[head] in ("compound", "amod") else head
    return parse.upos[noun] == "NOUN" and any(parse.lower(c) == "the" for c in parse.children(noun, "det"))


def _only(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if len({a.id or a.name for a in actors}) == 1 else None


def named_as(parse: Parse, actor: Actor, known: Mapping[int, Actor]) -> Actor:
    """Return an actor with the name that its chain gives: "the mayor" is Bohan Lir, named before or after."""
    head = head_of(parse, actor.span)
    named = known.get(head) if head is not None and actor.id is None and actor.name is None else None
    return actor if named is None else replace(named, text=actor.text, span=actor.span, basis="coreference")


def head_of(parse: Parse, span: Span) -> int | None:
    """Return the first word of a phrase whose head lies outside."""
    words = parse.words_in(span)
    return next((w for w in words if parse.heads[w] not in words), None)
