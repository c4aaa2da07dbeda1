"""A running total -> its kind: "the death toll rose to 12", "bringing the total to 12", "the death toll was seven"."""

from __future__ import annotations

from sayso.knowledge.units import Units
from sayso.meaning.figure.states import lemma_of
from sayso.model import Parse

_COUNTS = frozenset({"obl", "obj", "nmod", "obl:arg", "xcomp"})


def is_toll(parse: Parse, i: int, verb: int, table: Units) -> bool:
    """Return whether a number is what a total comes to by a verb: "rose to 12"."""
    if lemma_of(parse, verb) not in table.toll_verbs or parse.relations[i] not in _COUNTS:
        return False
    return any(lemma_of(parse, c) in table.tolls for c in parse.children(verb, "nsubj", "nsubj:pass", "obj"))


def total_kind(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the kind of a running total; a bare "total" takes that of the harm told before it."""
    for toll in parse.children(verb, "nsubj", "nsubj:pass", "obj"):
        if kind := toll_kind(parse, toll, table):
            return kind
    for governor in parse.ancestors(verb):
        lemma = lemma_of(parse, governor)
        if kind := table.verbs.get(lemma) or table.subjects.get(lemma):
            return kind
    return None


def toll_of(parse: Parse, i: int, table: Units) -> str | None:
    """Return the kind of "the death toll was seven"."""
    toll = parse.child(i, "nsubj") if parse.child(i, "cop") is not None else None
    return toll_kind(parse, toll, table) if toll is not None and lemma_of(parse, toll) in table.tolls else None


def toll_kind(parse: Parse, toll: int, table: Units) -> str | None:
    """Return what a total counts: "the number of injured"; a bare toll is of the dead."""
    for c in parse.children(toll, "compound", "amod", "nmod"):
        if kind := table.events.get(lemma_of(parse, c)) or table.adjectives.get(parse.lower(c)):
            return kind
    return "killed" if lemma_of(parse, toll) == "toll" else None
