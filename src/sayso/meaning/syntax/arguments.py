"""Heads of phrases -> the words that matter in them: conjuncts, prepositions, the noun inside "dozens of"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, TypeVar

from sayso.model import Mention, Name, Parse, Sentence

T = TypeVar("T")

# Quantity nouns: in "dozens of fighters" the fighters are meant (construction 45).
PARTITIVES = frozenset(
    "hundred thousand million billion ten dozen score number group series couple handful majority half part lot "
    "rest most some many several all any each both few one two three four five six seven eight nine pair wave "
    "barrage member string round bunch batch spate total third quarter "
    "company column platoon contingent detachment posse truckload busload".split()
)
INCLUDING = frozenset({"including", "such as", "among them", "like"})
PREPOSITIONS = {"towards": "toward", "upon": "on", "onto": "on", "amongst": "among", "amidst": "amid"}


def case_of(parse: Parse, word: int) -> str:
    """Return the preposition of a phrase in lower case, "because of" as two words; "bare" if there is none."""
    case = parse.child(word, "case")
    if case is None and parse.relations[word] in ("nmod", "obl"):
        first = parse.child(word, "compound")  # "on A and B targets": the preposition may hang on A
        case = parse.child(first, "case") if first is not None else None
    if case is None:
        return "bare"
    words = [parse.lower(case), *(parse.lower(c) for c in parse.children(case, "fixed"))]
    text = " ".join(words)
    return PREPOSITIONS.get(text, text)


def inner(parse: Parse, word: int) -> int:
    """Return the noun inside a partitive: "hundreds of airstrikes" -> airstrikes; else the word itself."""
    seen = word
    for _ in range(4):
        below = [c for c in parse.children(seen, "nmod") if case_of(parse, c) == "of"]
        if not below or parse.lemmas[seen].lower() not in PARTITIVES:
            return seen
        seen = below[0]
    return seen


def expand(parse: Parse, word: int) -> list[int]:
    """Return the heads a coordinated phrase stands for, partitives looked through."""
    heads = [word, *_joined(parse, word)]
    for member in parse.children(word, "nmod", "obl"):
        if parse.upos[member] == "PROPN" and case_of(parse, member) in INCLUDING:
            heads += [member, *_joined(parse, member)]
    return [inner(parse, h) for h in heads]


def _joined(parse: Parse, word: int) -> list[int]:
    return [c for c in parse.children(word, "conj") if parse.upos[c] != "VERB" and not contrasted(parse, c)]


def contrasted(parse: Parse, word: int) -> bool:
    """True of the civilians of "killed militants, not civilians"."""
    return any(parse.lower(c) in ("not", "never") for c in parse.children(word, "advmod", "cc"))


def in_order(mentions: Sequence[Mention[T]]) -> tuple[Mention[T], ...]:
    """Return mentions in order of the text, as `mentions_in` wants them."""
    return tuple(sorted(mentions, key=_first))


def mentions_in(mentions: Sequence[Mention[T]], sentence: Sentence) -> Sequence[Mention[T]]:
    """Return the mentions of a sentence; they are in order of the text, so that this costs little in a long one."""
    first = bisect_left(mentions, sentence.first, key=_first)
    return mentions[first : bisect_left(mentions, sentence.end, first, key=_first)]


def name_at(parse: Parse, word: int) -> Name | None:
    """Return the name that a word is part of; names are in order of the text."""
    at = bisect_right(parse.names, word, key=_first)
    return parse.names[at - 1] if at and word < parse.names[at - 1].end else None


def _first(mention: Mention[Any] | Name) -> int:
    return mention.first
