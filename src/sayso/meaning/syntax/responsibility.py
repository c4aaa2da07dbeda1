"""Word for an act -> who takes it upon himself or denies it: "the Brigade claimed responsibility for the bombing"."""

from __future__ import annotations

from sayso.knowledge.cue_words import cue_words
from sayso.meaning.statement.attribution import happened
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.verb_predicates import verb_predicate
from sayso.model import ROOT, Parse

OWNING = frozenset({"claim", "accept", "admit", "acknowledge", "assume", "take"})
DISOWNING = frozenset({"deny", "disclaim", "disavow"})
OWNED = {"responsibility": ("for", "of"), "credit": ("for",), "authorship": ("of",)}
SHARED = {"involvement": ("in",), "role": ("in",), "part": ("in",), "hand": ("in",), "complicity": ("in",)}
# What is claimed by itself: "the Brigade claimed the attack".
DEEDS = frozenset(
    "attack bombing blast killing shooting assassination abduction kidnapping ambush assault raid".split()
)
UNDER = frozenset({"nmod", "acl", "obl", "advcl"})


def owners_of(parse: Parse, act: int) -> list[int]:
    """Return the heads of who says that an act is, or is not, theirs; nobody where nobody has said so yet."""
    verb = _verb_over(parse, act)
    return [] if verb is None else verb_predicate(parse, verb).fillers("agent")


def disowned(parse: Parse, act: int) -> bool:
    """True of the attack in "denied responsibility for the attack"."""
    verb = _verb_over(parse, act)
    return verb is not None and parse.lemmas[verb].lower() in DISOWNING


def _verb_over(parse: Parse, act: int) -> int | None:
    """Return the verb over the responsibility for an act, if what it tells took place."""
    while parse.relations[act] == "conj" and parse.heads[act] != ROOT:
        act = parse.heads[act]
    head = parse.heads[act]
    if head != ROOT and parse.relations[act] in ("obj", "nsubj:pass") and parse.lemmas[act].lower() in DEEDS:
        claimed = parse.lemmas[head].lower() == "claim" and happened(parse, head, cue_words())
        return head if claimed else None
    if head == ROOT or parse.relations[act] not in UNDER:
        return None
    owned = (head, *parse.children(head, "obj", "nsubj:pass"))
    noun = next((n for n in owned if _prepositions(parse, n) & _opening(parse, act)), None)
    if noun is None or parse.relations[noun] not in ("obj", "nsubj:pass"):
        return None
    verb = parse.heads[noun]
    lemma = parse.lemmas[verb].lower()
    fits = lemma in DISOWNING or (lemma in OWNING and (lemma != "take" or parse.lemmas[noun] in OWNED))
    return verb if fits and happened(parse, verb, cue_words()) else None


def _prepositions(parse: Parse, noun: int) -> frozenset[str]:
    lemma = parse.lemmas[noun].lower()
    return frozenset(OWNED.get(lemma, ()) or SHARED.get(lemma, ()))


def _opening(parse: Parse, act: int) -> set[str]:
    return {case_of(parse, act), *(parse.lower(c) for c in parse.children(act, "mark", "case"))}
