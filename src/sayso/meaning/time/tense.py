"""The clause a time expression stands in -> its tense: past, future, or near where only closeness can decide."""

from __future__ import annotations

from typing import NamedTuple

from sayso.meaning.time.attachment import FARTHEST
from sayso.meaning.time.intervals import Tense
from sayso.model import ROOT, Parse

# "managed to flee on Friday" happened; "vowed to strike on Friday" has not.
_IMPLICATIVE = frozenset({
    "manage", "begin", "start", "continue", "force", "fail", "help", "get", "have", "come", "use", "happen",
    "appear", "seem", "claim", "cease", "dare", "allow", "lead",
})  # fmt: skip
# Verbs whose present tense tells of a date ahead: "the embargo expires on Friday".
_SCHEDULED = frozenset({
    "begin", "start", "open", "resume", "meet", "arrive", "leave", "depart", "visit", "expire", "end", "convene",
    "vote", "close", "hold", "take", "return", "host", "face", "travel", "go", "come", "celebrate",
})  # fmt: skip
_PLANNED = frozenset({
    "schedule", "scheduled", "expect", "expected", "plan", "planned", "slate", "slated", "set", "due", "postpone",
})  # fmt: skip
_FUTURE = frozenset(("will", "shall", "wo", "sha", "'ll", "’ll", "ll"))
_WOULD = frozenset(("would", "'d", "’d"))
_TOWARDS = frozenset({"to", "for", "until", "till", "by", "through"})
_AUXILIARIES = ("aux", "aux:pass", "cop")


class Governed(NamedTuple):
    """The tense that a time goes by; the past cue that a "would" counts from; whether a finite verb is sure of it."""

    tense: Tense
    cue: int | None = None
    sure: bool = False


def tense_at(parse: Parse, i: int, over: int) -> Governed:
    """Return the tense that a time at word `i`, which belongs to the word `over`, goes by."""
    clause, leaning = _clause(parse, i, over)
    if leaning == "past" or clause is None:
        return Governed(leaning or "past", None, leaning == "past")
    tense, cue = _tense(parse, clause)
    if leaning == "future":  # "ahead of Friday's vote"
        return Governed("near" if tense == "past" else "future")
    modifies = clause not in (i, over) and parse.upos[over] in ("NOUN", "PROPN")
    if tense == "future" and cue is None and modifies:  # "to discuss Friday's raid": of the raid no verb tells
        return Governed("near")
    cases = {parse.lower(c) for c in parse.children(i, "case", "mark")}
    return Governed(tense, cue, not modifies and not cases & _TOWARDS and _is_past(parse, clause))


def _is_past(parse: Parse, verb: int) -> bool:
    helpers = {parse.xpos[h] for h in parse.children(verb, *_AUXILIARIES)}
    return parse.xpos[verb] == "VBD" or (parse.xpos[verb][:2] == "VB" and bool(helpers & {"VBD", "VBZ", "VBP"}))


def _clause(parse: Parse, i: int, over: int) -> tuple[int | None, Tense | None]:
    """Return the head of the clause around a word, and what prepositions on the way say of the tense."""
    leaning: Tense | None = None
    start = i
    for _ in range(FARTHEST):
        if parse.upos[i] in ("VERB", "AUX") or parse.child(i, *_AUXILIARIES) is not None:
            return i, leaning
        for case in parse.children(i, "case"):
            word = parse.lower(case)
            if word in ("after", "following", "since"):
                leaning = "past"
            elif word in ("before", "ahead"):
                leaning = "future"
        above = over if i == start else parse.heads[i]
        if above == ROOT:
            return None, leaning
        i = above
    return None, leaning


def _tense(parse: Parse, verb: int) -> tuple[Tense, int | None]:
    """Climb from verbs without a tense of their own to the one they depend on."""
    for _ in range(FARTHEST):
        tense, cue = _own_tense(parse, verb)
        if tense is not None:
            return tense, cue
        governor = parse.heads[verb]
        if governor == ROOT:
            return "past", None
        to_come = parse.xpos[verb] == "VB" and parse.relations[verb] != "advcl"
        if to_come and parse.lemmas[governor] not in _IMPLICATIVE:
            return "future", None
        verb = governor
    return "past", None


def _own_tense(parse: Parse, verb: int) -> tuple[Tense | None, int | None]:
    helpers = parse.children(verb, *_AUXILIARIES)
    words = {parse.lower(h) for h in helpers}
    tags = {parse.xpos[h] for h in helpers}
    tag = parse.xpos[verb]
    if "MD" in tags:
        return _modal(parse, verb, words)
    was = "VBD" in tags
    if parse.lemmas[verb] in _PLANNED and tag in ("VBN", "JJ", "IN"):
        return ("near" if was else "future"), None
    if was or tag in ("VBD", "VBN"):
        return "past", None
    if words & {"has", "have", "'ve", "’ve", "having"}:
        return "past", None
    if tags & {"VBZ", "VBP"}:
        return ("past" if tag in ("VBZ", "VBP") else "future"), None
    if tag in ("VBZ", "VBP"):
        return ("future" if parse.lemmas[verb] in _SCHEDULED else "past"), None
    if tag == "VB" and parse.heads[verb] == ROOT:
        return "future", None
    return (None, None) if tag in ("VB", "VBG") or parse.heads[verb] != ROOT else ("past", None)


def _modal(parse: Parse, verb: int, words: set[str]) -> tuple[Tense, int | None]:
    if words & _FUTURE:
        return "future", None
    governor = parse.heads[verb]
    if "have" in words:  # "may have"; "said they would have left by Friday"
        told = bool(words & _WOULD) and governor != ROOT and parse.relations[verb] == "ccomp"
        return ("near" if told else "past"), None
    would = bool(words & _WOULD) and governor != ROOT and parse.xpos[governor] in ("VBD", "VBN")
    return "future", governor if would else None
