"""Scene -> victims told before and named afterwards: "The victims were identified as Bohan Lir and Mara Oda"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.knowledge.units import units
from sayso.meaning.claim.slots import actor_at
from sayso.meaning.incident.names import lemma_of
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of, expand
from sayso.meaning.syntax.noun_phrases import text_of, whole_phrase
from sayso.model import Actor, Parse, Target

IDENTIFYING = frozenset({"identify", "name"})
VICTIMS = frozenset({"victim", "casualty", "fatality", "deceased", "body", "corpse"})
DEFINITE = frozenset({"the", "these", "those", "this", "that", "both"})
EFFECTS = frozenset({"killed", "injured", "abducted"})
MOST = 30  # names in one sentence; bounds the cost of hostile reports


@dataclass(frozen=True, slots=True)
class Identified:
    """The word for people told before, what it says befell them, and who they are."""

    subject: int
    effect: str | None
    persons: tuple[Actor, ...]


def identified_in(scene: Scene) -> Iterator[Identified]:
    """Yield whom the report names as the people told of before."""
    parse = scene.parse
    for word, lemma in enumerate(parse.lemmas):
        if lemma.lower() in IDENTIFYING and parse.xpos[word] == "VBN":
            subjects = parse.children(word, "nsubj:pass")
            names = [c for c in parse.children(word, "obl", "xcomp", "nmod") if case_of(parse, c) == "as"]
        elif parse.upos[word] == "PROPN" and parse.child(word, "cop") is not None:
            subjects, names = parse.children(word, "nsubj"), [word]
        else:
            continue
        persons = tuple(_persons(scene, names[0])) if names else ()
        for subject in subjects if persons else ():
            if any(parse.lower(c) in DEFINITE for c in parse.children(subject, "det")):
                yield Identified(subject, _effect(parse, subject), persons)


def _persons(scene: Scene, head: int) -> Iterator[Actor]:
    """Yield the persons of a list that begins with a person by name."""
    parse, kinds = scene.parse, scene.kinds
    words = [w for w in expand(parse, head) if parse.upos[w] == "PROPN"][:MOST]
    if not any("<person>" in kinds.get(w, ()) for w in words):
        return
    for word in words:
        actor = actor_at(scene, word)
        if actor is None or actor.kind != "person":
            text, span = text_of(parse, *whole_phrase(parse, word))
            actor = Actor(text=text, span=span, name=text, kind="person", basis="named")
        yield actor


def _effect(parse: Parse, subject: int) -> str | None:
    """Return what the words for people say befell them: "the dead man", "the civilian who was killed"."""
    table = units()
    said = [parse.lower(subject), *(parse.lower(c) for c in parse.children(subject, "amod"))]
    verbs = [parse.lemmas[c].lower() for c in parse.children(subject, "acl", "acl:relcl")]
    kinds = [*(table.adjectives.get(w) for w in said), *(table.verbs.get(v) for v in verbs)]
    return next((k for k in kinds if k in EFFECTS), None)


def with_names(parse: Parse, targets: Sequence[Target], one: Identified) -> Iterator[Target]:
    """Yield those who are named afterwards as targets, each with the effect told of him before."""
    lemma = parse.lemmas[one.subject].lower()
    meant = [t for t in targets if t.kind == "person" and not (t.actor and t.actor.kind == "person" and t.actor.name)]
    alike = [t for t in meant if lemma_of(parse, t.span) == lemma] or (meant if lemma in VICTIMS else [])
    effect = one.effect or next((t.effect for t in alike if t.effect), None)
    if not alike and not one.effect:
        return
    same = [t for t in alike if t.effect == effect and t.number is not None and t.number.low == 1]
    for person in one.persons:
        if len(one.persons) == 1 and same:
            yield replace(same[0], actor=replace(person, text=same[0].text, span=same[0].span, basis="coreference"))
        else:
            yield Target(text=person.text, span=person.span, actor=person, kind="person", effect=effect)
