"""Words of a sentence -> quarters, seasons, centuries, fiscal years and feasts: third quarter, last fall, Easter.

A quarter is that of the calendar year; a company's own may differ. Seasons are those of the northern half of the
earth, three whole months each.
"""

from __future__ import annotations

import re
from datetime import date

from sayso.meaning.figure.numerals import HYPHENS
from sayso.meaning.time import intervals as calendar
from sayso.meaning.time.dates import YEAR, Match, Words
from sayso.meaning.time.intervals import Frame, Interval, Resolver, Tense

QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "1st": 1, "2nd": 4, "3rd": 7, "4th": 10}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0}
FAR = 270
JUST_OVER = 100  # days: "it expects to report a third-quarter loss" tells of the quarter just over
FEASTS = {"christmas": (12, 25), "halloween": (10, 31), "new": (1, 1), "thanksgiving": (11, 0), "easter": (4, 0)}
MOVABLE = frozenset({"ramadan", "eid", "passover"})  # named, but without a day: their calendars are not the report's
_BEFORE_SEASON = frozenset({"in", "by", "since", "until", "till", "during", "through", "over", "of", "for", "from"})
_PARTS = frozenset({"early", "late", "mid", "previous", "following"})
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z", re.ASCII)
_CENTURIES = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_YEAR_AGO = (("year", "-", "ago"), ("year", "-", "earlier"), ("year-ago",), ("year-earlier",))


def months_from(year: int, month: int, count: int) -> Interval:
    """Return the interval of so many months."""
    first, last = calendar.month_of(year, month), calendar.month_of(year, month + count - 1)
    return Interval(first.earliest, last.latest)


def stretch(month: int, step: int | None = None) -> Resolver:
    """Resolve "the third quarter", "last summer": three months of the past, of the future or so many steps off."""

    def find(today: date, tense: Tense) -> Interval:
        found = [months_from(today.year + n, month, 3) for n in (-2, -1, 0, 1, 2)]
        whole = [(f.earliest, f.latest) for f in found if f.earliest and f.latest]
        if step == 0:
            chosen = [w for w in whole if w[0] <= today <= w[1]] or whole[2:3]
        elif step == 1 or (step is None and tense == "future"):
            floor = today if step else calendar.moved(today, -JUST_OVER) or today
            chosen = [w for w in whole if w[0 if step else 1] >= floor][:1]
        else:
            chosen = [w for w in whole if w[1 if step else 0] < today][-1:]
        return Interval(*chosen[0]) if chosen else Interval()

    return calendar.counted(find)


def of_year(month: int, year: Resolver, count: int = 3) -> Resolver:
    """Resolve "the third quarter of last year": so many months of another expression's year."""

    def resolve(frame: Frame) -> Interval:
        found = year(frame)
        start = found.earliest
        return Interval(counted=found.counted) if start is None else months_from(start.year, month, count)

    return resolve


def read_quarter(w: Words, i: int) -> Match | None:
    """Read "third quarter of 1990", "third-quarter", "the latest quarter", "the year-ago quarter"."""
    if w.tag(i) not in ("NN", "NNS", "JJ") or (w.low[i + 1] in ("of", "-") and not _year_after(w, i + 1)):
        return None
    at = i - 1 - (i > 0 and w.low[i - 1] in HYPHENS)
    before = w.low[at] if at >= 0 else ""
    if before in QUARTERS:
        ago = _year_ago(w, at)
        if ago is not None:
            return Match(ago, i + 1, calendar.quarter_of_text(-1))
        first = at - 1 if at and w.low[at - 1] == "fiscal" else at
        return _with_year(w, first, i + 1, QUARTERS[before])
    ago = _year_ago(w, i)
    if ago is not None:
        return Match(ago, i + 1, calendar.quarter_of_text(-1))
    if before in STEPS:
        return Match(at, i + 1, calendar.quarter(STEPS[before]))
    return Match(at, i + 1, calendar.quarter_of_text(0)) if before in ("the", "latest", "that", "same") else None


def read_period(w: Words, i: int) -> Match | None:
    """Read "the latest period" and "the year-ago period" of a text that has named a quarter."""
    ago = _year_ago(w, i)
    if ago is not None:
        return Match(ago, i + 1, calendar.quarter_of_text(-1))
    return Match(i - 1, i + 1, calendar.quarter_of_text(0)) if i and w.low[i - 1] == "latest" else None


def _year_ago(w: Words, end: int) -> int | None:
    """Return where "year-ago" begins that ends before a word, or None."""
    for form in _YEAR_AGO:
        first = end - len(form)
        if first >= 0 and tuple(w.low[first:end]) == form:
            return first
    return None


def _year_after(w: Words, i: int) -> bool:
    return w.low[i] == "of" and (bool(YEAR.match(w.low[i + 1])) or w.low[i + 1] in ("last", "this", "next", "fiscal"))


def _with_year(w: Words, first: int, end: int, month: int) -> Match:
    """Close a stretch of months with the year that may follow: "1990", "of 1990", "of last year"."""
    at = end + (w.low[end] == "of") + (w.low[end + 1] == "fiscal")
    if YEAR.match(w.low[at]):
        return Match(first, at + 1, calendar.always(months_from(int(w.low[at]), month, 3)))
    if w.low[at] in ("last", "this", "next") and w.low[at + 1] == "year":
        return Match(first, at + 2, of_year(month, calendar.period("year", STEPS[w.low[at]])))
    return Match(first, end, stretch(month))


def read_season(w: Words, i: int) -> Match | None:
    """Read "last fall", "the summer of 2014", "in winter"; not the verbs fall and spring, nor the Prague Spring."""
    if w.tag(i) not in ("NN", "NNP", "JJ"):
        return None
    month, before = SEASONS[w.low[i]], w.low[i - 1] if i else ""
    if before in ("last", "next", "this", "past", "coming"):
        return Match(i - 1, i + 1, stretch(month, STEPS[before]))
    dated = _with_year(w, i, i + 1, month)
    first = i - 1 if before in _PARTS else i
    governed = w.low[first - 1] if first else ""
    governed = w.low[first - 2] if governed in ("the", "that") and first > 1 else governed
    return dated if dated.end > i + 1 or governed in _BEFORE_SEASON or first < i else None


def read_century(w: Words, i: int) -> Match | None:
    """Read "the 20th century", "this century", "the last decade"."""
    at = i - 1 - (i > 0 and w.low[i - 1] in HYPHENS)
    before = w.low[at] if at >= 0 else ""
    length = 100 if w.low[i] == "century" else 10
    form = _CENTURY.match(before) if length == 100 else None
    number = int(form[1]) if form else _CENTURIES.get(before)
    if number is not None and length == 100:
        return Match(at, i + 1, calendar.always(_years(100 * number - 100, 101))) if 0 < number < 99 else None
    if before not in STEPS:
        return None
    step = STEPS[before]
    if before == "past" or (length == 10 and step == -1):
        return Match(at, i + 1, calendar.window("year", length))
    return Match(at, i + 1, calendar.counted(lambda today, _: _years(today.year // length * length + step * length,
                                                                      length)))  # fmt: skip


def _years(first: int, length: int) -> Interval:
    return Interval(calendar.day_of(max(first, 1), 1, 1), calendar.day_of(min(first + length - 1, 9999), 12, 31))


def read_fiscal(w: Words, i: int) -> Match | None:
    """Read "fiscal 2020", "fiscal year 2020": between the calendar years around it, for fiscal years differ."""
    at = i + 1 + (w.low[i + 1] == "year")
    if YEAR.match(w.low[at]):
        year = int(w.low[at])
        low, high = calendar.day_of(year - 1, 4, 1), calendar.day_of(year + 1, 3, 31)
        return Match(i, at + 1, calendar.always(Interval(low, high)))
    return Match(i, at, calendar.always(Interval())) if at == i + 2 else None


def read_feast(w: Words, i: int) -> Match | None:
    """Read "Christmas", "Christmas Eve", "Easter Sunday", "New Year's Eve", "last Thanksgiving"."""
    word = w.low[i]
    if w.tag(i)[:3] != "NNP":
        return None
    first = i - 1 if i and w.low[i - 1] in ("last", "next", "this") else i
    if word == "new":
        return _new_year(w, i)
    end = i + 1 + (w.low[i + 1] in ("day", "sunday", "eve", "week"))
    if word in MOVABLE:
        return Match(first, end, calendar.always(Interval()))
    month, day = FEASTS[word]
    before = -1 if w.low[i + 1] == "eve" else 0
    return Match(first, end, calendar.counted(lambda today, tense: _feast(word, month, day + before, today, tense)))


def _new_year(w: Words, i: int) -> Match | None:
    if w.low[i + 1] != "year" or w.low[i + 2] not in ("'s", "’s", "'", "’") or w.low[i + 3] not in ("day", "eve"):
        return None
    month, day = (1, 1) if w.low[i + 3] == "day" else (12, 31)
    return Match(i, i + 4, calendar.counted(lambda today, tense: _feast("new", month, day, today, tense)))


def read_half(w: Words, i: int) -> Match | None:
    """Read "the first half of 2014", "the second half of last year"; of a match or a list it is none."""
    before, of = w.low[i - 1] if i else "", w.low[i + 1] == "of"
    if before not in ("first", "second") or not of:
        return None
    month, year = (1 if before == "first" else 7), w.low[i + 2]
    if YEAR.match(year):
        return Match(i - 1, i + 3, calendar.always(months_from(int(year), month, 6)))
    if year in ("last", "this", "next", "the") and w.low[i + 3] == "year":
        return Match(i - 1, i + 4, of_year(month, calendar.period("year", STEPS.get(year, 0)), 6))
    return None


def read_short_quarter(w: Words, i: int) -> Match | None:
    """Read "Q3 2020", "Q3"."""
    return _with_year(w, i, i + 1, 3 * int(w.low[i][1]) - 2)


def _feast(word: str, month: int, day: int, today: date, tense: Tense) -> Interval:
    years = range(max(today.year - 1, 1), min(today.year + 2, 9999))
    days = [d for year in years if (d := _day_of_feast(word, year, month, day)) is not None]
    found = calendar.choose(days, today, tense)
    if found is None or (tense == "past" and (today - found).days > FAR):  # told in the past, and yet to come
        found = calendar.choose(days, today, "near")
    return calendar.one_day(found)


def _day_of_feast(word: str, year: int, month: int, day: int) -> date | None:
    if word == "easter":
        return _easter(year)
    if word == "thanksgiving":  # the fourth Thursday of November
        return calendar.day_of(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
    return calendar.day_of(year, month, day)


def _easter(year: int) -> date:
    """Return the Sunday of Easter by Gauss's rule for the Gregorian calendar."""
    century, moon = year // 100, year % 19
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * moon + 15) % 30
    shift -= (shift // 28) * (1 - (29 // (shift + 1)) * ((21 - moon) // 11))
    sunday = shift - (year + year // 4 + shift + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))
