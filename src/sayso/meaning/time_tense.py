"""The clause a time expression stands in -> its tense: past, future, or near where only closeness can decide."""

from __future__ import annotations

from sayso.meaning.time_intervals import Tense
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
_AUXILIARIES = ("aux", "aux:pass", "cop")


def tense_at(parse: Parse, i: int) -> tuple[Tense, int | None]:
    """Return the tense that a time at word `i` goes by, and the past cue that a "would" counts from, if any."""
    clause, leaning = _clause(parse, i)
    if leaning == "past" or clause is None:
        return leaning or "past", None
    tense, cue = _tense(parse, clause)
    if leaning == "future":  # "ahead of Friday's vote"
        return ("near" if tense == "past" else "future"), None
    return tense, cue


def _clause(parse: Parse, i: int) -> tuple[int | None, Tense | None]:
    """Return the head of the clause around a word, and what prepositions on the way say of the tense."""
    leaning: Tense | None = None
    while True:
        if parse.upos[i] in ("VERB", "AUX") or parse.child(i, *_AUXILIARIES) is not None:
            return i, leaning
        for case in parse.children(i, "case"):
            word = parse.lower(case)
            if word in ("after", "following", "since"):
                leaning = "past"
            elif word in ("before", "ahead"):
                leaning = "future"
        if parse.heads[i] == ROOT:
            return None, leaning
        i = parse.heads[i]


def _tense(parse: Parse, verb: int) -> tuple[Tense, int | None]:
    """Climb from verbs without a tense of their own to the one they depend on."""
    while True:
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
    if "have" in words:  # "may have", "would have"
        return "past", None
    governor = parse.heads[verb]
    would = bool(words & _WOULD) and governor != ROOT and parse.xpos[governor] in ("VBD", "VBN")
    return "future", governor if would else None
