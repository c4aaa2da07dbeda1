"""Words that tell the state people are in -> the kind that makes of them: dead, left wounded, in critical condition."""

from __future__ import annotations

from sayso.knowledge.units import BODILY, Units
from sayso.model import Parse

PATIENTS = ("obj", "nsubj:pass", "csubj:pass")
# Verbs that say in what state people are left: "leaving six dead", "were found dead", "remain missing".
STATES = frozenset({"leave", "find", "report", "remain", "go", "be", "list", "shoot", "feel", "lie", "declare",
    "become", "get", "make"})  # fmt: skip
INJURIES = frozenset({"injury", "wound", "burn", "concussion", "fracture"})
_GRAVE = frozenset({"serious", "critical", "grave"})
_NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def state_of(parse: Parse, i: int, table: Units) -> str | None:
    """Read the state of the counted themselves: "six dead", "nine wounded", "20 killed in a blast"."""
    kinds = set()
    if parse.upos[i] in ("ADJ", "VERB", "NOUN") and parse.xpos[i] not in ("VBD", "VBZ", "VBP", "VB", "VBG"):
        kinds.add(table.adjectives.get(parse.lower(i)))
    for c in parse.children(i, "amod", "acl", "advcl", "dep"):
        if parse.xpos[c] in ("JJ", "VBN", "VBD") and not (parse.relations[c] == "advcl" and parse.child(c, "nsubj")):
            kinds.add(table.adjectives.get(parse.lower(c)))
            kinds |= {table.adjectives.get(parse.lower(d)) for d in parse.children(c, "conj") if shares(parse, d)}
    if kinds - {None}:
        kinds |= {table.adjectives.get(parse.lower(c)) for c in parse.children(i, "conj") if _shares_state(parse, c)}
    return joint({k for k in kinds if k})


def joint(kinds: set[str]) -> str | None:
    """Return one kind; killed and injured together are casualties, which no one may count as killed.

    "Shot and killed" is killed: the one tells what came of the other.
    """
    told = kinds - {"casualties"} or kinds
    return next(iter(told)) if len(told) == 1 else "casualties" if told and told <= BODILY else None


def predicated_state(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the state that a predicate gives its subject or object: "are dead", "left wounded", "remain missing"."""
    words = [verb] if parse.xpos[verb] == "JJ" or parse.child(verb, "cop") is not None else []
    if lemma_of(parse, verb) in STATES:
        words += parse.children(verb, "xcomp", "advmod", "amod", "ccomp")
    kinds = {table.adjectives.get(parse.lower(w)) for w in words}
    joined = (d for w in words for d in parse.children(w, "conj") if _shares_state(parse, d))
    kinds |= {table.adjectives.get(parse.lower(d)) for d in joined}
    if any(_is_grave(parse, c) for c in (verb, *parse.children(verb, "obl"))):
        kinds.add("injured")
    return joint({k for k in kinds if k})


def _is_grave(parse: Parse, i: int) -> bool:
    """See "leaving two in serious condition"."""
    return lemma_of(parse, i) == "condition" and any(parse.lower(c) in _GRAVE for c in parse.children(i, "amod"))


def _shares_state(parse: Parse, word: int) -> bool:
    """Tell "20 dead or wounded" from "three dead and 12 wounded"."""
    if parse.child(word, "nummod", "det", "nsubj") is not None:
        return False
    return not any(parse.upos[i] in _NOMINALS for i in range(parse.heads[word] + 1, word))


def shares(parse: Parse, verb: int) -> bool:
    """Say whether a conjoined verb has no patient or subject of its own."""
    if has_patient(parse, verb) or parse.child(verb, "nsubj") is not None:
        return False
    return not any(parse.upos[i] in _NOMINALS for i in range(joint_before(parse, verb) + 1, verb))


def joint_before(parse: Parse, verb: int) -> int:
    """Return the "and" before a conjoined verb, or the verb itself."""
    return next((i for i in range(verb - 1, parse.heads[verb], -1) if parse.relations[i] == "cc"), verb)


def has_patient(parse: Parse, verb: int) -> bool:
    """Return whether a verb has an object, or the subject of a passive."""
    return parse.child(verb, *PATIENTS) is not None


def case_of(parse: Parse, i: int) -> set[str]:
    """Return the prepositions and marks of a word."""
    return {parse.lower(c) for c in parse.children(i, "case", "mark")}


def is_injured_to(parse: Parse, i: int) -> bool:
    """See "injuries to 12 people", whatever the phrase hangs on."""
    return any(parse.lower(c) == "to" and c and lemma_of(parse, c - 1) in INJURIES for c in parse.children(i, "case"))


def has_injury(parse: Parse, verb: int) -> bool:
    """See "suffered injuries", "received several wounds"."""
    return any(lemma_of(parse, c) in INJURIES for c in parse.children(verb, "obj"))


def lemma_of(parse: Parse, i: int) -> str:
    """Return a lemma as the table of units writes it."""
    return parse.lemmas[i].lower()
