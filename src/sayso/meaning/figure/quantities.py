"""Words of a sentence -> quantities: the bounds that a number and the approximator around it state (methods.md 4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.meaning.figure.numerals import HYPHENS, ONES, PADDING, TENS, read_number
from sayso.model import Operator


class Quantity(NamedTuple):
    """Words [first, end) state bounds; the number itself is [core, end_core)."""

    first: int
    core: int
    end_core: int
    end: int
    low: int
    high: int | None
    operator: Operator = "exact"
    convention: str | None = None
    implied: bool = False  # by "a man", "soldiers were killed", "no one": a figure only of harm


_BEFORE: dict[tuple[str, ...], str] = {
    ("at", "least"): "at least", ("a", "minimum", "of"): "at least", ("no", "fewer", "than"): "at least",
    ("no", "less", "than"): "at least", ("not", "fewer", "than"): "at least", ("not", "less", "than"): "at least",
    ("as", "few", "as"): "at least",
    ("more", "than"): "more than", ("over",): "more than", ("above",): "more than", ("upwards", "of"): "more than",
    ("upward", "of"): "more than", ("in", "excess", "of"): "more than", ("well", "over"): "more than",
    ("up", "to"): "at most", ("at", "most"): "at most", ("no", "more", "than"): "at most",
    ("not", "more", "than"): "at most", ("a", "maximum", "of"): "at most", ("as", "many", "as"): "at most",
    ("as", "much", "as"): "at most",
    ("fewer", "than"): "less than", ("less", "than"): "less than", ("under",): "less than", ("below",): "less than",
    ("nearly",): "nearly", ("almost",): "nearly", ("close", "to"): "nearly", ("just", "under"): "nearly",
    ("approaching",): "nearly", ("not", "quite"): "nearly",
    ("about",): "about", ("around",): "about", ("some",): "about", ("roughly",): "about", ("approximately",): "about",
    ("an", "estimated"): "about", ("estimated",): "about", ("circa",): "about", ("perhaps",): "about",
    ("in", "the", "region", "of"): "about", ("possibly",): "about", ("maybe",): "about",
    ("just", "over"): "just over", ("a", "little", "over"): "just over", ("slightly", "more", "than"): "just over",
    ("just", "more", "than"): "just over", ("a", "total", "of"): "exact", ("total", "of"): "exact",
    ("only",): "exact", ("exactly",): "exact",
}  # fmt: skip
_BEFORE_LAST = frozenset(words[-1] for words in _BEFORE)
_AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "at least", ("plus",): "at least", ("+",): "at least", ("or", "so"): "about",
    ("odd",): "odd", ("-", "odd"): "odd", ("-", "plus"): "at least", ("or", "fewer"): "at most",
    ("or", "less"): "at most", ("-", "something"): "odd", ("something",): "odd",
}  # fmt: skip
# One unit of the word, as ACLED counts "dozens" as 12; tens needs another number word after it.
_PLURALS = {
    "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
    "tens": 10,
}  # fmt: skip
_ACLED = frozenset({"tens", "dozens", "hundreds", "several"})
_VAGUE = {"several": 3, "many": 2, "numerous": 2, "multiple": 2, "various": 2, "countless": 2}
_MULTIPLIED = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_MULTIPLIED |= {f"{word}s": n for word, n in _MULTIPLIED.items()}
_AFTER_A = frozenset({*_MULTIPLIED, "couple", "few", "handful", "half", "number", "large"})
_GLUED = re.compile(r"([0-9a-z,]{1,20})(?:\+|[-–‐‑](odd|plus|something))\Z")
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
_DECADE_PARTS = {"low": (1, 3), "mid": (4, 6), "high": (7, 9), "upper": (7, 9)}
TRIGGERS = frozenset(
    {*ONES, *TENS, *_PLURALS, *_VAGUE, "a", "dozen", "half", "low", "mid", "high", "upper"}
    | {f"{ten}-{tail}" for ten in TENS for tail in ("odd", "plus", "something")}
    | {f"{ten}-{one}" for ten in TENS for one in ONES if 0 < ONES[one] < 10} | {"half-a-million", "half-a-dozen"}
)  # fmt: skip


def find_quantities(words: Sequence[str], length: int) -> Iterator[Quantity]:
    """Yield the quantities among the first `length` words (padded), left to right and apart from each other."""
    i = free = 0
    while i < length:
        word = words[i]
        if not (word in TRIGGERS or "0" <= word[:1] <= "9") or (word == "a" and words[i + 1] not in _AFTER_A):
            i += 1
            continue
        found = _range(words, i) or _vague(words, i) or _number(words, i) or _decade(words, i)
        if found is None or found.end > length:
            i += 1
            continue
        yield _approximated(words, found, free)
        i = free = found.end


def _number(words: Sequence[str], i: int) -> Quantity | None:
    number = read_number(words, i)
    if number is None:
        return _glued(words, i)
    for suffix, operator in _AFTER.items():
        end = number.end + len(suffix)
        if tuple(words[number.end : end]) == suffix:
            low, high = bounds(number.value, operator)
            return Quantity(i, i, number.end, end, low, high, _as_operator(operator))
    return Quantity(i, i, number.end, number.end, number.value, number.value)


def _glued(words: Sequence[str], i: int) -> Quantity | None:
    """Read "20+", "20-odd", "twenty-odd" written as one word."""
    form = _GLUED.match(words[i])
    number = read_number([form[1], *PADDING], 0) if form else None
    if form is None or number is None:
        return None
    operator = "odd" if form[2] in ("odd", "something") else "at least"
    low, high = bounds(number.value, operator)
    return Quantity(i, i, i + 1, i + 1, low, high, _as_operator(operator))


def bounds(n: int, operator: str) -> tuple[int, int | None]:
    """Return low and high of a number under an approximator; those of "about" are a tenth off."""
    tenth_up = n + (n + 9) // 10
    table: dict[str, tuple[int, int | None]] = {
        "exact": (n, n), "at least": (n, None), "more than": (n + 1, None), "at most": (min(1, n), n),
        "less than": (min(1, max(n - 1, 0)), max(n - 1, 0)), "nearly": (min(1, max(n - 1, 0)), max(n - 1, 0)),
        "about": (min(n, max(1, n - (n + 9) // 10)), tenth_up), "just over": (n + 1, max(n + 1, tenth_up)),
        "odd": (n, n + 9),
    }  # fmt: skip
    return table[operator]


def _as_operator(word: str) -> Operator:
    operators: dict[str, Operator] = {
        "exact": "exact", "at least": "at least", "more than": "more than", "at most": "at most",
        "less than": "less than", "nearly": "nearly", "about": "about", "just over": "more than", "odd": "range",
    }  # fmt: skip
    return operators[word]


def _range(words: Sequence[str], i: int) -> Quantity | None:
    """Read "10 to 12", "10-12", "ten or 12", "between 10 and 12", "at least 10 and possibly 12"."""
    low = read_number(words, i)
    if low is None:
        return None
    between = i > 0 and words[i - 1] == "between"
    joined = words[low.end] in (("and",) if between else ("to", "or")) or (words[low.end] in HYPHENS and not between)
    at = low.end + 1 if joined else _possibly(words, low.end)
    high = read_number(words, at) if at else None
    if high is None or high.value <= low.value:
        return None
    return Quantity(i - between, i, high.end, high.end, low.value, high.value, "range")


def _possibly(words: Sequence[str], i: int) -> int:
    """Return where the upper number of "and possibly 12", ", perhaps as many as 12" begins, or 0."""
    at = i + (words[i] == ",")
    at += words[at] in ("and", "or")
    if at == i or words[at] not in ("possibly", "perhaps", "maybe"):
        return 0
    at += 1
    for more in (("as", "many", "as"), ("up", "to")):
        if tuple(words[at : at + len(more)]) == more:
            return at + len(more)
    return at


def _vague(words: Sequence[str], i: int) -> Quantity | None:
    word = words[i]
    if word in _PLURALS:
        return _plural(words, i)
    if word == "dozen" and i and words[i - 1] not in ("per", "each", "every", "baker's"):  # "another dozen"
        return Quantity(i, i, i + 1, i + 1, 12, 12)
    if word == "a" and words[i + 1] in ("couple", "few", "handful"):
        return _multiplied(words, _few(words, i))
    at = i + 1 + (words[i + 1] == "large")
    if word == "a" and words[at] == "number" and words[at + 1] == "of":
        return Quantity(i, i, at + 1, at + 1, 2, None, "vague", _named("a number", 2))
    if word not in _VAGUE or (i and words[i - 1] in ("as", "how", "so", "too")):
        return None
    convention = _named(word, _VAGUE[word])
    return _multiplied(words, Quantity(i, i, i + 1, i + 1, _VAGUE[word], None, "vague", convention))


def _few(words: Sequence[str], i: int) -> Quantity:
    if words[i + 1] == "couple":
        return Quantity(i, i, i + 2, i + 2, 2, 2)
    return Quantity(i, i, i + 2, i + 2, 3, None, "vague", _named(f"a {words[i + 1]}", 3))


def _multiplied(words: Sequence[str], found: Quantity) -> Quantity:
    """Take in the scale of "several hundred", "a few dozen", "a couple of thousand"."""
    at = found.end + (words[found.end] == "of" and words[found.end + 1] in _MULTIPLIED)
    scale = _MULTIPLIED.get(words[at])
    if scale is None:
        return found
    low, high = found.low * scale, found.high and found.high * scale
    operator: Operator = "about" if high else "vague"
    if high:
        low, high = bounds(low, "about")
    return found._replace(end=at + 1, end_core=at + 1, low=low, high=high, operator=operator)


def _plural(words: Sequence[str], i: int) -> Quantity | None:
    """Read "dozens", "tens of thousands", "hundreds of thousands"."""
    word, value, end = words[i], _PLURALS[words[i]], i + 1
    if words[end] == "of" and words[end + 1] in _PLURALS and _PLURALS[words[end + 1]] >= 1000:
        word, value, end = f"{word} of {words[end + 1]}", value * _PLURALS[words[end + 1]], end + 2
    elif word == "tens" and words[end] != "of":
        return None
    return Quantity(i, i, end, end, value, None, "vague", _named(word, value))


def _named(word: str, value: int) -> str:
    """Name the convention that the low bound of a vague word follows."""
    return f"{'ACLED' if word in _ACLED else 'sayso, after ACLED'}: {word} = {value:,}"


def _decade(words: Sequence[str], i: int) -> Quantity | None:
    """Read "in the low twenties"."""
    at = i + 1 + (words[i + 1] in HYPHENS)
    if words[i] not in _DECADE_PARTS or words[at] not in _DECADES:
        return None
    low, high = _DECADE_PARTS[words[i]]
    return Quantity(i, i, at + 1, at + 1, _DECADES[words[at]] + low, _DECADES[words[at]] + high, "range")


def _approximated(words: Sequence[str], found: Quantity, free: int) -> Quantity:
    """Apply the longest approximator that stands before the number."""
    if found.first == 0 or words[found.first - 1] not in _BEFORE_LAST:
        return found
    for length in (4, 3, 2, 1):
        first = found.first - length
        operator = _BEFORE.get(tuple(words[first : found.first])) if first >= free else None
        if operator is not None:
            return _widened(found, first, operator)
    return found


def _widened(found: Quantity, first: int, operator: str) -> Quantity:
    if operator == "exact" or (found.operator == "vague" and operator in ("about", "nearly")):
        return found._replace(first=first)
    if found.operator == "vague":  # "at least several", "up to several hundred": the word stays vague
        return (
            found._replace(first=first, low=1) if operator in ("at most", "less than") else found._replace(first=first)
        )
    if found.operator == "range":
        return found._replace(first=first)
    low, high = bounds(found.low, operator)
    return found._replace(first=first, low=low, high=high, operator=_as_operator(operator))
