"""Words -> the whole number they write, exact: "one thousand two hundred" 1200, "2.5 million", "half a dozen", "1.2m".

Only whole numbers are returned, and only from words that are wholly a number: "no one" and "the second" are none.
Sequences of words are lower case and padded with "" on the right, so that looking ahead needs no care.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

PADDING = [""] * 8

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen",
]  # fmt: skip
ONES = {word: n for n, word in enumerate([*_ONES, "seventeen", "eighteen", "nineteen"])}
_TENS = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]  # fmt: skip
TENS = {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_DIGIT = frozenset("123456789")
HUNDRED = "hundred"
SCALES = {
    "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9,
}  # fmt: skip
HYPHENS = frozenset({"-", "–", "‐", "‑", "—"})
_GLUED = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
# At most 15 digits: longer ones are no counts, and int() refuses thousands of digits.
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(\.\d{1,9})?(k|m|mn|bn)?\Z", re.ASCII)
_HYPHENED = re.compile(rf"({'|'.join(TENS)})[-–‐‑]({'|'.join(_ONES[1:10])})\Z")


class Number(NamedTuple):
    """A whole number and the index after its last word."""

    value: int
    end: int


class _Part(NamedTuple):
    value: Decimal
    end: int
    digits: bool = False


def read_number(words: Sequence[str], i: int) -> Number | None:
    """Return the number that begins at word `i`, as long as it goes, or None."""
    found = _with_article(words, i) or _scaled(words, i)
    if found is None or found.value != found.value.to_integral_value():
        return None
    return Number(int(found.value), found.end)


def _with_article(words: Sequence[str], i: int) -> _Part | None:
    """Read "a hundred", "half a million", "a half dozen"."""
    if words[i] in ("half-a-million", "half-a-dozen"):
        return _Part(Decimal(SCALES[words[i][7:]]) / 2, i + 1)
    forms = ((("half", "a"), 2), (("a", "half"), 2), (("half", "-", "a", "-"), 2), (("a",), 1))
    for form, divisor in forms:
        at = i + len(form)
        if tuple(words[i:at]) == form and (scale := _scale(words[at])):
            if divisor == 1:
                return _scaled(words, at, first=_Part(Decimal(1), at))
            return _Part(Decimal(scale) / divisor, at + 1)
    return None


def _scale(word: str) -> int | None:
    return 100 if word == HUNDRED else None if word in _GLUED else SCALES.get(word)


def _scaled(words: Sequence[str], i: int, first: _Part | None = None) -> _Part | None:
    """Read parts below a thousand, each with its scale, the scales falling: "two million three hundred thousand"."""
    total, limit, at = Decimal(0), 10**15, i
    part = _with_hundred(words, first) if first else _below_thousand(words, i)
    digits = bool(part and part.digits)
    while part:
        half = _and_a_half(words, part.end)
        scale = SCALES.get(words[part.end + half])
        if scale and scale < limit:
            total, limit, at = total + (part.value + Decimal(half and "0.5")) * scale, scale, part.end + half + 1
            part = None if scale == 12 else _next_part(words, at)
        elif part.value < limit:
            return _Part(total + part.value, part.end, digits)
        else:
            break
    return _Part(total, at, digits) if total else None


def _and_a_half(words: Sequence[str], i: int) -> int:
    """Return 3 where "and a half" and a scale follow ("two and a half million"), else 0."""
    return 3 if words[i] == "and" and tuple(words[i : i + 3]) == ("and", "a", "half") and words[i + 3] in SCALES else 0


def _next_part(words: Sequence[str], i: int) -> _Part | None:
    part = _below_thousand(words, i + 1 if words[i] == "and" else i)
    if part is None or part.digits or (words[i] == "and" and part.value >= 100):
        return None  # "a million and 200 thousand" are two numbers more often than one
    return part


def _below_thousand(words: Sequence[str], i: int) -> _Part | None:
    return _with_hundred(words, _digits(words, i) or _below_hundred(words, i))


def _with_hundred(words: Sequence[str], part: _Part | None) -> _Part | None:
    if part is None or words[part.end] != HUNDRED or part.value >= 100:
        return part
    at = part.end + 1
    rest = _below_hundred(words, at + 1 if words[at] == "and" else at)
    if rest is None:
        return _Part(part.value * 100, at, part.digits)
    return _Part(part.value * 100 + rest.value, rest.end, part.digits)


def _below_hundred(words: Sequence[str], i: int) -> _Part | None:
    word = words[i]
    if word in ONES:
        return _Part(Decimal(ONES[word]), i + 1)
    if word in TENS:
        at = i + 2 if words[i + 1] in HYPHENS else i + 1
        one = ONES.get(words[at], int(words[at]) if words[at] in _DIGIT else 0)  # "twenty 2", half spelled out
        return _Part(Decimal(TENS[word] + one), at + 1) if 0 < one < 10 else _Part(Decimal(TENS[word]), i + 1)
    if "-" in word[1:] and (both := _HYPHENED.match(word)):
        return _Part(Decimal(TENS[both[1]] + ONES[both[2]]), i + 1)
    return None


def _digits(words: Sequence[str], i: int) -> _Part | None:
    word = words[i]
    if not word[:1].isdigit() or not (form := _DIGITS.match(word)):
        return None
    value = Decimal(form[1].replace(",", "") + (form[2] or "")) * _GLUED.get(form[3] or "", 1)
    thin = words[i + 1] == "000" and len(form[1]) <= 3 and not form[2] and not form[3]
    return _Part(value * 1000, i + 2, True) if thin else _Part(value, i + 1, True)
