"""Two joined verbs -> the object they have in common: "have struck, and will strike, the port" (construction 12).

A treebank hangs the object on one of the two. Nothing may stand between the verbs but what belongs to them both, and
a verb that takes no object gets none: "the troops came and took the port".
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import ROOT, Parse

INTRANSITIVE = frozenset(
    "come go flee march arrive return gather die fall rise run advance retreat move meet talk fight clash protest "
    "demonstrate rally speak act work vote travel walk drive fly stand sit wait turn rush break land fire resign "
    "escape disappear react respond retaliate intervene agree refuse decide try begin start continue stay remain "
    "appear emerge happen explode crash collapse withdraw surrender assemble riot revolt arise descend converge "
    "charge proceed live sleep pray sing shout depart leave enter stop hide wake rebel drink eat cross climb jump "
    "open shoot push pull turn sail operate".split()
)
BETWEEN = frozenset({"cc", "aux", "aux:pass", "advmod", "punct", "mark", "compound:prt", "obl:unmarked"})
OWN = frozenset({"obj", "ccomp", "xcomp", "obl", "obl:agent", "iobj", "nsubj:pass", "advcl"})


def sharing(parse: Parse, verb: int) -> int | None:
    """Return the verb whose object a verb has too, or None."""
    if any(parse.relations[c] in OWN for c in parse.children(verb)):
        return None
    joined = _joined(parse, verb)
    if (things := parse.children(joined[0], "obj")) and things[0] > verb != joined[0]:
        fits = _takes_objects(parse, verb, joined[0]) and _side_by_side(parse, joined[0], verb, joined)
        return joined[0] if fits else None
    for later in (v for v in joined if v > verb):
        for holder in _with_infinitive(parse, later):
            if _has_object(parse, holder):
                fits = same_act(parse, verb, holder) or (holder == later and _takes_objects(parse, verb, later))
                return holder if fits and _side_by_side(parse, verb, later, joined) else None
    return None


def _joined(parse: Parse, verb: int) -> list[int]:
    head = parse.heads[verb]
    first = head if parse.relations[verb] == "conj" and head != ROOT and parse.upos[head] == "VERB" else verb
    return [first, *(c for c in parse.children(first, "conj") if parse.upos[c] == "VERB")]


def set_off(parse: Parse, noun: int) -> bool:
    """True of the port in "has struck, and will strike, the port", which a comma keeps from being read as object."""
    verb = parse.heads[noun]
    opener = parse.child(noun, "det", "nmod:poss")
    joined = parse.relations[verb] == "conj" and parse.child(verb, "obj") is None
    return joined and parse.child(noun, "case") is None and opener is not None and parse.word(opener - 1) == ","


def same_act(parse: Parse, verb: int, holder: int) -> bool:
    """True of "have paid, and will pay, a price for it": what one verb has, the other has too."""
    return parse.lemmas[verb] == parse.lemmas[holder]


def _has_object(parse: Parse, verb: int) -> bool:
    return parse.child(verb, "obj") is not None or any(set_off(parse, c) for c in parse.children(verb, "obl"))


def _with_infinitive(parse: Parse, verb: int) -> Iterator[int]:
    """Yield a verb, and the verb that it only lends its tense: "will go on bombing the port"."""
    yield verb
    yield from parse.children(verb, "xcomp", "advcl")


def _takes_objects(parse: Parse, *verbs: int) -> bool:
    return INTRANSITIVE.isdisjoint(parse.lemmas[v].lower() for v in verbs)


def _side_by_side(parse: Parse, first: int, later: int, joined: list[int]) -> bool:
    """True of verbs of one subject with nothing of their own between them."""
    if parse.child(later, "nsubj", "nsubj:pass", "mark") is not None:
        return False
    inside = range(first + 1, later)
    return all(i in joined or (parse.relations[i] in BETWEEN and parse.heads[i] in joined) for i in inside)
