"""A noun beside a name -> whether it only says who that is: "Bohan Lir, head of the port and mayor of Tarn" is one."""

from __future__ import annotations

from sayso.model import Parse

_OF_HIS_OWN = ("det", "nummod", "nmod:poss")  # "Lir, a guard and a driver" are three


def is_title(parse: Parse, noun: int) -> bool:
    """Return whether a noun stands beside a person's name, or is joined without an article to one that does."""
    top = parse.heads[noun] if parse.relations[noun] == "conj" else noun
    if top < 0 or (top != noun and not _is_bare(parse, noun)):
        return False
    if parse.relations[top] == "appos":
        return _bears_titles(parse, parse.heads[top])
    titled = any(top < c < noun and parse.upos[c] == "NOUN" for c in parse.children(top, "appos"))
    return top != noun and titled and _bears_titles(parse, top)


def _bears_titles(parse: Parse, head: int) -> bool:
    """True of a name whose appositions are one by one without articles: no list of people."""
    listed = (c for a in parse.children(head, "appos") for c in parse.children(a, "conj"))
    return parse.upos[head] == "PROPN" and all(_is_bare(parse, c) for c in listed)


def _is_bare(parse: Parse, noun: int) -> bool:
    return parse.xpos[noun] in ("NN", "NNP") and parse.child(noun, *_OF_HIS_OWN) is None
