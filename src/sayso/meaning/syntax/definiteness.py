"""Noun -> whether it points at something known ("the attack"), or stands for whoever fits ("anyone who")."""

from __future__ import annotations

from sayso.model import Parse

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
ANYBODY = frozenset({"anyone", "anybody", "those", "whoever", "someone", "people"})


def definite(parse: Parse, noun: int) -> bool:
    """True of a noun that points at something known: "the attack", "Norland's attack", a name."""
    if parse.upos[noun] == "PROPN" or parse.child(noun, "nmod:poss") is not None:
        return True
    if any(parse.lower(c) in DEFINITE for c in parse.children(noun, "det")):
        return True
    named = (d for c in parse.children(noun, "compound") for d in (c, *parse.children(c, "compound")))
    return any(parse.lower(d).removesuffix("s") in DAYS for d in named)  # "Monday night raid"


def open_noun(parse: Parse, noun: int) -> bool:
    """True of a noun that stands for whoever fits: "anyone who", "those who", "a man who"."""
    return parse.lower(noun) in ANYBODY or not definite(parse, noun)


def perfect(parse: Parse, verb: int) -> bool:
    """True of "has fired" and "have been fired on", not of "may have fired"."""
    helpers = parse.children(verb, "aux")
    return any(parse.xpos[c] in ("VBP", "VBZ") and parse.lemmas[c] == "have" for c in helpers)
