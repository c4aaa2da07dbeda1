"""A thing that was attacked -> the persons at whom that was aimed: "the home of Minister Oda", "Oda's car"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.happenings import load_happenings
from sayso.meaning.claim.slots import actor_at
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of, expand
from sayso.model import Actor, Parse


def owners_of(scene: Scene, thing: int) -> Iterator[Actor]:
    """Yield the persons by name whose home or car a word is."""
    if scene.parse.lemmas[thing].lower() not in load_happenings().personal:
        return
    for head in _owning(scene.parse, thing):
        for word in expand(scene.parse, head):
            actor = actor_at(scene, word) if "<person>" in scene.kinds.get(word, ()) else None
            if actor is not None and actor.kind == "person" and actor.name:
                yield actor


def _owning(parse: Parse, thing: int) -> Iterator[int]:
    yield from parse.children(thing, "nmod:poss")
    yield from (c for c in parse.children(thing, "nmod") if case_of(parse, c) == "of")
