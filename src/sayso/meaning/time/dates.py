"""Words of a sentence -> calendar dates: 11 May 2021, May 11, 2021-05-11, May, 2021, Monday night.

A reader is asked where its trigger word stands and returns how far the expression reaches, or None. The traps are the
verbs may and march, the noun sun, names of people, and numbers that count.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from sayso.meaning.figure.numerals import HYPHENS, PADDING, read_number
from sayso.meaning.time import bounds
from sayso.meaning.time import intervals as calendar
from sayso.meaning.time.intervals import Interval, Resolver
from sayso.model import Parse, Sentence

MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
MONTHS = {name: n for n, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {f"{name[:3]}.": n for name, n in MONTHS.items()}
MONTHS |= {"sept": 9, "sept.": 9}
DAY_NAMES = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate(DAY_NAMES)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
WEEKDAYS |= {f"{name}.": n for name, n in WEEKDAYS.items() if len(name) < 6}
DAY_PARTS = frozenset({
    "morning", "afternoon", "evening", "night", "nights", "dawn", "dusk", "noon", "midday", "midnight", "lunchtime",
    "daybreak", "nightfall", "sunrise", "sunset", "midmorning", "midafternoon",
})  # fmt: skip
STEPS = {"last": -1, "next": 1, "this": 0, "bare": 0}
_ORDINAL_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)\Z", re.ASCII)
_NUMERIC = re.compile(
    r"(?P<iso>(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d))(?![\d-])"
    r"|(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3})(?!\d)",
    re.ASCII,
)
_TWO_DIGITS = re.compile(r"\d\d\Z", re.ASCII)
YEAR = re.compile(r"(?:1[89]|20)\d\d\Z", re.ASCII)
_DECADE = re.compile(r"(?:((?:1[89]|20)\d0)['’]?|['’‘]([2-9]0))s\Z", re.ASCII)
_BEFORE_YEAR = frozenset({
    "in", "of", "since", "by", "until", "till", "from", "during", "before", "after", "through", "to", "between",
    "for",
})  # fmt: skip


class Match(NamedTuple):
    """Words [first, end) of a sentence are an expression."""

    first: int
    end: int
    resolve: Resolver


class Words:
    """A sentence's words in lower case, padded on the right, with what the traps need to know of its parse."""

    __slots__ = ("depth", "first", "length", "low", "parse")

    def __init__(self, parse: Parse, sentence: Sentence, low: list[str]) -> None:
        self.parse, self.first, self.length = parse, sentence.first, sentence.end - sentence.first
        self.low = low[sentence.first : sentence.end] + PADDING
        self.depth = 0  # of expressions inside expressions, as they are read

    def tag(self, i: int) -> str:
        """Return the Penn tag of word `i`, "" beyond the sentence."""
        return self.parse.xpos[self.first + i] if i < self.length else ""

    def head(self, i: int) -> int:
        """Return the head of word `i` within the sentence; negative for the root."""
        return self.parse.heads[self.first + i] - self.first if i < self.length else -1

    def relation(self, i: int) -> str:
        """Return the relation of word `i`, "" beyond the sentence."""
        return self.parse.relations[self.first + i] if i < self.length else ""


def read_digits(w: Words, i: int) -> Match | None:
    """Read a date that begins with digits."""
    return _day_month(w, i) or _numeric(w, i) or _year(w, i) or _decade(w, i)


def _day_number(w: Words, i: int) -> int | None:
    word = w.low[i]
    ordinal = _ORDINAL_DAY.match(word)
    day = ordinal[1] if ordinal else word
    return int(day) if len(day) <= 2 and day.isdecimal() and day.isascii() and 0 < int(day) < 32 else None


def _day_month(w: Words, i: int, weekday: int | None = None) -> Match | None:
    """Read "11 May [2021]", "the 11th of May", "10-12 May", "10 and 11 May"."""
    day = _day_number(w, i)
    if day is None:
        return None
    at, last = i + 1, day
    if w.low[at] in ("to", "and") or w.low[at] in HYPHENS:
        second = _day_number(w, at + 1)
        at, last = (at + 2, second) if second and second > day else (at, day)
    at += w.low[at] == "of"
    month = MONTHS.get(w.low[at])
    if month is None or not _is_month(w, at, beside_day=True):
        return None
    return _with_year(w, i, at + 1, [(month, day), (month, last)], weekday)


def _with_year(w: Words, first: int, at: int, days: list[tuple[int, int]], weekday: int | None = None) -> Match | None:
    """Close a day and month with the year that may follow, and the clock's part of the day."""
    year_at = at + 1 if w.low[at] == "," else at
    (month, day), (_, last) = days
    if YEAR.match(w.low[year_at]):
        year = int(w.low[year_at])
        low, high = calendar.day_of(year, month, day), calendar.day_of(year, month, last)
        if low is None or high is None:
            return None
        extent: Literal["throughout", "within"] = "within" if low == high else "throughout"
        return Match(first, year_at + 1, calendar.always(Interval(low, high, "day", extent)))
    if day == last and w.low[at] in ("last", "this", "next") and w.low[at + 1] == "year":  # "3 September last year"
        step = STEPS[w.low[at]]
        return Match(
            first, at + 2,
            calendar.counted(lambda today, _: calendar.one_day(calendar.day_of(today.year + step, month, day))),
        )  # fmt: skip
    if calendar.day_of(2020, month, day) is None or calendar.day_of(2020, month, last) is None:
        return None
    resolve = calendar.month_day(month, last, weekday)
    if day != last:
        resolve = bounds.spanning(calendar.month_day(month, day), resolve, "throughout")
    return Match(first, at, resolve)


def _numeric(w: Words, i: int) -> Match | None:
    """Read 2021-05-11 and 5/11/2021, however the words were cut; a date of two readings keeps both."""
    parse, start = w.parse, w.parse.spans[w.first + i].start
    form = _NUMERIC.match(parse.text, start)
    if form is None:
        return None
    end = i
    while end < w.length and parse.spans[w.first + end].start < form.end():
        end += 1
    if parse.spans[w.first + end - 1].end != form.end():
        return None
    if form["iso"]:
        found = [calendar.day_of(int(form["y"]), int(form["m"]), int(form["d"]))]
    else:
        year, a, b = int(form["year"]), int(form["a"]), int(form["b"])
        found = [calendar.day_of(year, a, b) if form["sep"] == "/" else None, calendar.day_of(year, b, a)]
    days: list[date] = [d for d in found if d]
    return Match(i, end, bounds.either(days)) if days else None


def _year(w: Words, i: int) -> Match | None:
    """Read a bare year; "2000 troops" is a count, "the 2011 uprising" a date."""
    if not YEAR.match(w.low[i]) or w.low[i + 1] in ("%", "percent", "per"):
        return None
    before = w.low[i - 1] if i else ""
    if before in ("$", "€", "£", "#", "no.", "resolution", "over", "than", "least", "about", "nearly", "some", "law"):
        return None
    head = w.head(i)
    counts = head > i and w.relation(i) == "nummod" and w.tag(head) == "NNS" and before != "the"
    if w.low[i + 1] in HYPHENS and (season := _TWO_DIGITS.match(w.low[i + 2])) and season[0] > w.low[i][2:]:
        last_year = calendar.year_of(int(w.low[i][:2] + season[0]))  # "2014-15"
        first_year = calendar.year_of(int(w.low[i]))
        return Match(i, i + 3, calendar.always(Interval(first_year.earliest, last_year.latest)))
    glued = w.low[i + 1] in HYPHENS and w.tag(i + 2) == "CD" and not YEAR.match(w.low[i + 2])
    named = before not in _BEFORE_YEAR and w.relation(i) in ("nummod", "nmod") and 0 <= head < i and w.tag(head) != "CD"
    if counts or glued or (named and not w.low[head].isdigit() and w.low[head] not in MONTHS):
        return None
    first = calendar.year_of(int(w.low[i]))
    if w.low[i + 1] in HYPHENS and YEAR.match(w.low[i + 2]) and w.low[i] < w.low[i + 2]:
        last = calendar.year_of(int(w.low[i + 2]))
        return Match(i, i + 3, calendar.always(Interval(first.earliest, last.latest, "year", "throughout")))
    return Match(i, i + 1, calendar.always(first))


def _decade(w: Words, i: int) -> Match | None:
    resolve = years_of(w.low[i]) if w.low[i][-1:] == "s" else None
    return Match(i, i + 1, resolve) if resolve else None


def years_of(word: str) -> Resolver | None:
    """Return the years that "1996", "1990s" or "'80s" stand for."""
    form = _DECADE.match(word)
    if form is None:
        return calendar.always(calendar.year_of(int(word))) if YEAR.match(word) else None
    first = int(form[1]) if form[1] else 1900 + int(form[2])
    low, high = calendar.year_of(first).earliest, calendar.year_of(first + 9).latest
    return calendar.always(Interval(low, high))


# --- months and weekdays ------------------------------------------------------------------------------------------


def _is_month(w: Words, i: int, *, beside_day: bool = False) -> bool:
    """Keep out the verbs may and march, and names of people."""
    if beside_day:
        return w.tag(i) != "MD"
    if (
        w.low[i] == "march"
        and w.low[i - 1 if i else i] in ("the", "annual", "a")
        and w.low[i + 1] in ("for", "of", "on")
    ):
        return False
    written = w.parse.word(w.first + i)
    named = w.tag(i) in ("NNP", "NNPS") or (w.low[i] not in ("may", "march") and w.tag(i)[:2] == "NN")
    return named and written[:1].isupper() and len(w.low[i].rstrip(".")) > 2


def read_month(w: Words, i: int, weekday: int | None = None) -> Match | None:
    """Read "May 11[, 2021]", "May 10-12", "May 2021", "May last year", "May"."""
    month = MONTHS[w.low[i]]
    day = _day_number(w, i + 1)
    if day is not None and w.tag(i) != "MD" and not _counts(w, i + 1):
        at, last = i + 2, day
        second = _day_number(w, at + 1) if w.low[at] in ("to", "and") or w.low[at] in HYPHENS else None
        if second and second > day and not _counts(w, at + 1):
            at, last = at + 2, second
        return _with_year(w, i, at, [(month, day), (month, last)], weekday)
    if not _is_month(w, i):
        return None
    at = i + 2 if w.low[i + 1] in (",", "of") and YEAR.match(w.low[i + 2]) else i + 1
    if YEAR.match(w.low[at]) and not _counts(w, at):
        return Match(i, at + 1, calendar.always(calendar.month_of(int(w.low[at]), month)))
    if w.low[i + 1] == "nineteen" and (spoken := read_spoken_year(w, i + 1)):
        inner = spoken.resolve
        return Match(i, spoken.end, lambda f: calendar.month_of((inner(f).earliest or date.min).year, month))
    if w.low[i + 1] in ("last", "this", "next") and w.low[i + 2] == "year":
        step = STEPS[w.low[i + 1]]
        return Match(i, i + 3, calendar.counted(lambda today, _: calendar.month_of(today.year + step, month)))
    return Match(i, i + 1, calendar.month_alone(month)) if len(w.low[i].rstrip(".")) > 3 or month == 5 else None


def _counts(w: Words, i: int) -> bool:
    """Say whether a number counts the noun after it: "in May 11 people were held"."""
    head = w.head(i)
    return head > i and w.relation(i) == "nummod" and w.tag(head) in ("NNS", "NN") and w.low[head] not in MONTHS


def read_spoken_year(w: Words, i: int) -> Match | None:
    """Read "nineteen ninety-six"."""
    number = read_number(w.low, i + 1)
    if number is None or not 10 <= number.value < 100 or w.tag(i + 1) != "CD" or number.end > i + 4:
        return None
    return Match(i, number.end, calendar.always(calendar.year_of(1900 + number.value)))


def read_weekday(w: Words, i: int) -> Match | None:
    """Read "Monday", "Monday, 10 May 2021", "Monday night", "Monday last", "Monday week"."""
    short = len(w.low[i].rstrip(".")) < 6
    if short and (w.tag(i) != "NNP" or w.low[i - 1 if i else i] == "the" or w.relation(i) in ("nsubj", "root", "obj")):
        return None
    after = w.low[i + 1]
    if after == "," or after in MONTHS or after[:1].isdigit():
        number = WEEKDAYS[w.low[i]]
        at = i + 1 + (after == ",")
        dated = read_month(w, at, number) if w.low[at] in MONTHS else _day_month(w, at, number)
        if dated:
            return dated._replace(first=i)
    resolve = calendar.weekday(WEEKDAYS[w.low[i]])
    if after == "last":
        return Match(i, i + 2, calendar.weekday(WEEKDAYS[w.low[i]], "last"))
    if after == "week" and w.head(i + 1) == i:
        return Match(i, i + 2, calendar.weekday(WEEKDAYS[w.low[i]], weeks=1))
    return with_day_part(w, Match(i, i + 1, resolve))


def with_day_part(w: Words, match: Match) -> Match:
    """Take in "night" and "night into Tuesday" after a day."""
    if w.low[match.end] not in DAY_PARTS and w.low[match.end] != "overnight":
        return match
    overnight = w.low[match.end] == "overnight"
    end, resolve = match.end + 1, match.resolve
    if w.low[end] == "into" and w.low[end + 1] in WEEKDAYS:
        return Match(match.first, end + 2, bounds.around(resolve, 0, 1))
    return Match(match.first, end, bounds.around(resolve, 1, 1) if overnight else resolve)
