"""Words that name a place -> the phrase around them: its kind noun, the side of it meant, its head and its role."""

from __future__ import annotations

from typing import Literal

from sayso.meaning.place.names import DIRECTIONS, KINDS
from sayso.model import ROOT, Parse

Role = Literal["at", "from", "to"]
AT = ("in", "at", "near", "on", "inside", "outside", "around", "across", "over", "within", "throughout", "by", "off")
ROLES: dict[str, Role] = {
    **dict.fromkeys(AT, "at"), "from": "from", "out": "from", "into": "to", "to": "to", "toward": "to", "towards": "to",
    "onto": "to",
}  # fmt: skip
PARTIES = frozenset(("with", "against", "between", "for", "about", "by", "than", "like"))  # no place where it happened
VENUES = frozenset(("in", "at", "near", "inside", "outside", "around", "across", "throughout", "within"))
GOALS = frozenset(("to", "into", "from", "via"))
LEAVING = frozenset(("leave", "depart", "head", "bind", "sail", "fly", "set", "embark"))  # "left for Ostra"
JOINTS = frozenset(("and", ",", "-", "–", "to"))  # between directions: "central and southern Norland"


def with_kind(parse: Parse, first: int, end: int) -> tuple[int, int]:
    """Return the words of a name with the noun for its kind: "Ostra province", "city of Ostra"."""
    sentence = parse.sentence(first)
    if end < sentence.end and parse.lower(end) in KINDS and parse.heads[head_of(parse, first, end)] == end:
        return first, end + 1
    before = _before_of(parse, first, ("of",))
    if before is None or parse.lower(before) not in KINDS:
        return first, end
    others = before > sentence.first and parse.upos[before - 1] == "PROPN"  # "the Tarn district of Ostra": Tarn's
    return (first, end) if others else (before, end)


def with_directions(parse: Parse, first: int, end: int) -> tuple[int, int]:
    """Return the words of a name with the side of it that is meant: "central and southern X", "X's north"."""
    if parse.lower(first) in DIRECTIONS:  # "South and North X" are two, and no side of the second
        return first, end
    start = _directions_from(parse, first)
    if start < first:
        return start, end
    sentence = parse.sentence(first)
    before = _before_of(parse, first, ("of", "in"))
    if before is not None and parse.lower(before) in DIRECTIONS and parse.upos[before] in ("NOUN", "PROPN"):
        return before, end
    owned = end + 1 < sentence.end and parse.lower(end) in ("'s", "’s", "'")
    if owned and parse.lower(end + 1) in DIRECTIONS and parse.upos[end + 1] == "NOUN":
        return first, end + 2
    return first, end


def _directions_from(parse: Parse, first: int) -> int:
    """Return where the directions right in front of a word begin."""
    start = first
    for i in range(first - 1, max(parse.sentence(first).first, first - 9) - 1, -1):
        word = parse.lower(i)
        if word in DIRECTIONS and parse.upos[i] in ("ADJ", "NOUN", "PROPN", "ADV"):
            start = i
        elif word not in JOINTS:
            break
    return start


def _before_of(parse: Parse, first: int, prepositions: tuple[str, ...]) -> int | None:
    """Return the word before "of" before a name ("the city of the Ostra": "city"), or None."""
    i = first - 1
    if i > parse.sentence(first).first and parse.lower(i) == "the":
        i -= 1
    return i - 1 if i > parse.sentence(first).first and parse.lower(i) in prepositions else None


def direction_words(parse: Parse, first: int, end: int) -> list[str]:
    """Return the directions among words, with what joins them: "central and southern"."""
    return [word for i in range(first, end) if (word := parse.lower(i)) in DIRECTIONS or word == "and"]


def head_of(parse: Parse, first: int, end: int) -> int:
    """Return the word of [first, end) that hangs on a word outside."""
    return next((i for i in range(first, end) if not first <= parse.heads[i] < end), end - 1)


def is_setting(parse: Parse, head: int, *, country: bool = False) -> bool:
    """Return whether something may have happened where a phrase says; not "with Norland", not "the Tarn road".

    A country is that only behind a preposition of place: "told Norland" and "a threat to Norland" have it as a party.
    """
    if parse.relations[head] in ("compound", "amod"):
        return False
    cases = {parse.lower(c) for c in parse.children(_with_case(parse, head), "case")}
    return not cases.isdisjoint(AT) if country else cases.isdisjoint(PARTIES)


def is_venue(parse: Parse, head: int, *, journey: bool) -> bool:
    """Return whether talks or words may have been where a phrase says: not "talks on Tarn", "sanctions on Norland".

    `journey` takes what is gone to as well: "visited Tarn", "flew to Tarn".
    """
    head = _with_case(parse, head)
    cases = {parse.lower(c) for c in parse.children(head, "case")}
    if cases:
        return not cases.isdisjoint(VENUES) or (journey and not cases.isdisjoint(GOALS))
    return journey and parse.relations[head] in ("obj", "compound", "nsubj:pass", "obl:unmarked", "nmod:unmarked")


def role_of(parse: Parse, head: int) -> Role:
    """Return what the governing preposition says; a joined name has the one of the name it is joined to."""
    head = _with_case(parse, head)
    cases = [parse.lower(c) for c in parse.children(head, "case")]
    if "for" in cases and parse.heads[head] != ROOT and parse.lemmas[parse.heads[head]] in LEAVING:
        return "to"
    return next((ROLES[c] for c in cases if c in ROLES), "at")


def _with_case(parse: Parse, head: int) -> int:
    """Return the first word of a joined or compound name that has a preposition, else where the joining ends."""
    for _ in range(len(parse)):
        if parse.child(head, "case") is not None:
            break
        if parse.relations[head] not in ("conj", "compound", "flat", "appos") or parse.heads[head] == ROOT:
            break
        head = parse.heads[head]
    return head
