"""Words of a sentence -> durations, sets and times of day without a date: for three weeks, twice a month, at dawn.

A duration says how long and not when, so it is bounded by the report alone: what is told of the past had begun by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.meaning.figure.numerals import HYPHENS, read_number
from sayso.meaning.time import intervals as calendar
from sayso.meaning.time.dates import DAY_NAMES, DAY_PARTS, WEEKDAYS, Match, Words
from sayso.meaning.time.intervals import Interval, Unit

LENGTHS: dict[str, Unit | None] = {
    "fortnight": "week",
    "second": None, "minute": None, "hour": None, "day": "day", "night": "day", "week": "week", "weekend": "week",
    "month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year",
}  # fmt: skip
PLURALS = {f"{unit}s": unit for unit in LENGTHS if unit != "century"} | {"centuries": "century"}
_AROUND = frozenset({"about", "around", "nearly", "almost", "some", "roughly", "over", "only", "just"})
_VAGUE = frozenset({"several", "few", "many", "recent", "some", "coming", "additional", "more", "consecutive"})
_BEFORE_BARE = frozenset({"for", "in", "within", "of", "over", "after", "through", "throughout", "during", "lasting"})
_NOT_A_SPELL = frozenset({"ago", "earlier", "later", "old", "from", "hence", "older", "younger"})
_HALF = re.compile(r"[1-3]/[2-4]\Z", re.ASCII)
_EVERY = frozenset({"every", "each"})


def quantity_back(w: Words, at: int) -> tuple[int, int | None] | None:
    """Return where the number before a unit begins and what it is; None for "several days"."""
    if at < 1:
        return None
    if w.low[at - 1] in ("a", "an", "one", "1"):
        return at - 1, 1
    if at > 1 and _HALF.match(w.low[at - 1]) and w.low[at - 2].isdecimal():  # "2 1/2 years"
        return at - 2, int(w.low[at - 2][:4])
    for first in range(max(0, at - 4), at):
        number = read_number(w.low, first)
        if number and number.end == at:
            return first, number.value
    if w.low[at - 1] in ("few", "several"):
        return at - 1 - (at > 1 and w.low[at - 2] == "a"), None
    if w.low[at - 1] == "of" and at > 2 and w.low[at - 2] == "couple":
        return at - 2 - (w.low[at - 3] == "a"), 2
    return None


def read_spell(w: Words, i: int) -> Match | None:
    """Read "three weeks", "for years", "a two-day visit", "a month or two", "an hour", "three times a week"."""
    if w.low[i + 1] in _NOT_A_SPELL or (w.low[i + 1] in HYPHENS and w.low[i + 2] in ("old", "olds", "ago", "earlier")):
        return None
    if w.tag(i) not in ("NN", "NNS") or (w.low[i + 1] == "or" and w.low[i + 3] in _NOT_A_SPELL):
        return None
    if w.low[i + 1] in ("before", "after") and w.low[i + 2] in (".", ",", "", "and", ";"):  # "two days before."
        return None
    glued = i > 1 and w.low[i - 1] in HYPHENS
    if w.low[i] == "quarters" and (w.low[i + 1] == "of" or glued):  # "three quarters of the town"
        return None
    found = quantity_back(w, i - 1 if glued else i)
    long = w.low[i + 1] in HYPHENS and w.low[i + 2] == "long"
    if found is None:
        return _bare(w, i, i + 3 if long else i + 1) if w.low[i] in PLURALS or long else None
    first, number = found
    if w.low[i + 1] in ("before", "after"):  # of a happening whose day is not said
        return Match(first, i + 1, calendar.always(Interval(counted="text")))
    if w.low[i] in LENGTHS and w.low[first] in ("a", "an") and not glued:
        return _single(w, first, i)
    if glued or long:
        return Match(first, i + 1, calendar.always(Interval(extent="throughout")))
    return _lasting(w, first, i, number)


def _single(w: Words, first: int, i: int) -> Match | None:
    """Read "a week": how long after "for" and the like, how often after a noun or number ("80 raids a week")."""
    if w.low[i + 1] == "or" and w.low[i + 2] in ("two", "so", "more"):
        return _lasting(w, first, i + 2, 1)
    before = w.low[first - 1] if first else ""
    if before in _BEFORE_BARE or before in _AROUND or before in ("than", "half", "as", "least"):
        return _lasting(w, first, i, 1)
    often = w.tag(first - 1)[:2] in ("NN", "CD", "RB") if first else False
    plain = w.low[i] not in ("second", "minute") and w.relation(i) not in ("nsubj", "obj", "nsubj:pass", "root", "conj")
    return Match(first, i + 1, calendar.always(Interval())) if often and plain else None


def _lasting(w: Words, first: int, i: int, number: int | None) -> Match:
    unit = LENGTHS.get(PLURALS.get(w.low[i], w.low[i]))
    before = w.low[first - 1] if first else ""
    if before in ("in", "within") and unit is not None and number is not None:
        return Match(first, i + 1, calendar.in_time(unit, min(number, 4000), within=before == "within"))
    if before == "within" and number is not None and w.low[i] in ("hour", "hours"):
        return Match(first, i + 1, calendar.in_time("day", min(number // 24 + 1, 400), within=True))
    return Match(first, i + 1, calendar.undated("throughout"))


def _bare(w: Words, i: int, end: int) -> Match | None:
    """Read "for years", "over the years", "several hundred days", "the weeks before the raid"."""
    before = w.low[i - 1] if i else ""
    if before in ("first", "early", "opening", "final") and i > 1 and w.low[i - 2] == "the":
        return Match(i - 2, end, calendar.undated("within"))
    if before in _VAGUE:
        return Match(i - 1, end, calendar.undated("throughout"))
    if before == "the":
        over = i > 1 and w.low[i - 2] in ("over", "through")
        return Match(i - 1, end, calendar.undated("throughout")) if over else None
    if before in _BEFORE_BARE or end > i + 1:
        return Match(i, end, calendar.undated("throughout"))
    return None


def read_set(w: Words, i: int) -> Match | None:
    """Read "daily", "every Friday", "each night", "every two weeks", "Mondays": no day of their own."""
    end = i + 1
    if w.low[i][:-1] in DAY_NAMES and w.relation(i) in ("compound", "nmod:poss"):  # "Mondays blast", apostrophe lost
        return Match(i, end, calendar.weekday(WEEKDAYS[w.low[i][:-1]]))
    if w.low[i].endswith("ly") and (w.tag(i) == "NNP" or (w.low[i] == "quarterly" and w.tag(i) != "RB")):
        return None
    if w.low[i] in _EVERY:
        end += w.low[end] in ("other", "second", "third", "few", "single")
        number = read_number(w.low, end)
        end = number.end if number else end
        if not any(w.low[end] in words for words in (LENGTHS, PLURALS, WEEKDAYS, DAY_PARTS)):
            return None
        end += 1
    return Match(i, end, calendar.always(Interval()))


def read_day_part(w: Words, i: int) -> Match | None:
    """Read "at dawn", "in the morning", "that night", "the next morning", "the night of 3 May"."""
    before = w.low[i - 1] if i else ""
    if before in ("at", "by", "around", "before", "until", "since", "after"):
        return Match(i, i + 1, calendar.undated("within")) if w.tag(i)[:2] == "NN" else None
    if before == "the" and i > 1 and w.low[i - 2] in ("in", "during", "through", "by"):
        return Match(i - 1, i + 1, calendar.undated("within"))
    if before in ("that", "same"):
        return Match(i - 1, i + 1, calendar.from_said(0))
    return None


SETS = ("daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annually", "hourly", *_EVERY)
SETS += tuple(f"{d}s" for d in DAY_NAMES)
Reader = Callable[[Words, int], Match | None]
SPELL_READERS: dict[str, Reader] = {
    **dict.fromkeys((*LENGTHS, *PLURALS), read_spell), **dict.fromkeys(SETS, read_set),
    **dict.fromkeys(DAY_PARTS, read_day_part),
}  # fmt: skip
