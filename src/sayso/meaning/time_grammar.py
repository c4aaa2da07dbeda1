"""Words of a sentence -> the time expressions among them, each with the resolver of what it stands for.

A reader is asked where its trigger word stands and returns how far the expression reaches. To add one, write a
function from Words and index to Match, and give it its trigger words in READERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from sayso.meaning import time_intervals as calendar
from sayso.meaning.numerals import HYPHENS, ONES, PADDING, TENS, read_number
from sayso.meaning.time_intervals import Interval, Resolver, Unit, Which
from sayso.model import Parse, Sentence

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
MONTHS = {name: n for n, name in enumerate(_MONTHS, start=1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {f"{name[:3]}.": n for name, n in MONTHS.items()}
MONTHS |= {"sept": 9, "sept.": 9}
_DAYS = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate(_DAYS)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
WEEKDAYS |= {f"{name}.": n for name, n in WEEKDAYS.items() if len(name) < 6}
UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
UNITS |= {f"{name}s": unit for name, unit in UNITS.items()}
DAY_PARTS = frozenset({
    "morning", "afternoon", "evening", "night", "nights", "dawn", "dusk", "noon", "midday", "midnight", "lunchtime",
})  # fmt: skip
ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
THIRDS: dict[str, Literal["early", "mid", "late"]] = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late",
}  # fmt: skip
WHICH: dict[str, Which] = {
    "last": "last", "next": "next", "this": "this", "past": "last", "previous": "last", "coming": "next",
    "upcoming": "next", "following": "next",
}  # fmt: skip
STEPS = {"last": -1, "next": 1, "this": 0, "bare": 0}
_ORDINAL_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)\Z", re.ASCII)
_NUMERIC = re.compile(
    r"(?P<iso>(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d))(?![\d-])"
    r"|(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3})(?!\d)",
    re.ASCII,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z", re.ASCII)
_DECADE = re.compile(r"((?:1[89]|20)\d0)['’]?s\Z", re.ASCII)
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

    __slots__ = ("first", "length", "low", "parse")

    def __init__(self, parse: Parse, sentence: Sentence, low: list[str]) -> None:
        self.parse, self.first, self.length = parse, sentence.first, sentence.end - sentence.first
        self.low = low[sentence.first : sentence.end] + PADDING

    def tag(self, i: int) -> str:
        """Return the Penn tag of word `i`, "" beyond the sentence."""
        return self.parse.xpos[self.first + i] if i < self.length else ""

    def head(self, i: int) -> int:
        """Return the head of word `i` within the sentence; negative for the root."""
        return self.parse.heads[self.first + i] - self.first if i < self.length else -1

    def relation(self, i: int) -> str:
        """Return the relation of word `i`, "" beyond the sentence."""
        return self.parse.relations[self.first + i] if i < self.length else ""


Reader = Callable[[Words, int], Match | None]


def find_expressions(parse: Parse) -> Iterator[tuple[int, int, Resolver]]:
    """Yield first word, end and resolver of each expression, left to right and apart from each other."""
    text = parse.text
    low = [text[a:b].lower() for a, b in parse.spans]
    for sentence in parse.sentences:
        words, i, free = Words(parse, sentence, low), 0, 0
        while i < words.length:
            match = read(words, i)
            if match is None or match.first < free or match.end > words.length:
                i += 1
                continue
            yield words.first + match.first, words.first + match.end, match.resolve
            i = free = match.end


def read(w: Words, i: int) -> Match | None:
    """Return the expression that the word triggers, or None."""
    word = w.low[i]
    reader = READERS.get(word)
    if reader is not None:
        return reader(w, i)
    return _digits(w, i) if "0" <= word[:1] <= "9" else None


def _inner(w: Words, i: int) -> Match | None:
    """Read the expression inside another one, after its article."""
    skipped = i + 1 if w.low[i] in ("the", "about", "around") else i
    match = read(w, skipped)
    return match if match and match.first >= i else None


# --- dates with digits --------------------------------------------------------------------------------------------


def _digits(w: Words, i: int) -> Match | None:
    return _day_month(w, i) or _numeric(w, i) or _year(w, i) or _decade(w, i)


def _day_number(w: Words, i: int) -> int | None:
    word = w.low[i]
    ordinal = _ORDINAL_DAY.match(word)
    day = ordinal[1] if ordinal else word
    return int(day) if len(day) <= 2 and day.isdecimal() and day.isascii() and 0 < int(day) < 32 else None


def _day_month(w: Words, i: int) -> Match | None:
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
    return _with_year(w, i, at + 1, [(month, day), (month, last)])


def _with_year(w: Words, first: int, at: int, days: list[tuple[int, int]]) -> Match | None:
    """Close a day and month with the year that may follow, and the clock's part of the day."""
    year_at = at + 1 if w.low[at] == "," else at
    (month, day), (_, last) = days
    if _YEAR.match(w.low[year_at]):
        year = int(w.low[year_at])
        low, high = calendar.day_of(year, month, day), calendar.day_of(year, month, last)
        if low is None or high is None:
            return None
        extent: Literal["throughout", "within"] = "within" if low == high else "throughout"
        return Match(first, year_at + 1, calendar.always(Interval(low, high, "day", extent)))
    if calendar.day_of(2020, month, day) is None or calendar.day_of(2020, month, last) is None:
        return None
    resolve = calendar.month_day(month, last)
    if day != last:
        resolve = calendar.spanning(calendar.month_day(month, day), resolve, "throughout")
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
    return Match(i, end, calendar.either(days)) if days else None


def _year(w: Words, i: int) -> Match | None:
    """Read a bare year; "2000 troops" is a count, "the 2011 uprising" a date."""
    if not _YEAR.match(w.low[i]) or w.low[i + 1] in ("%", "percent", "per"):
        return None
    before = w.low[i - 1] if i else ""
    if before in ("$", "€", "£", "#", "no.", "resolution", "over", "than", "least", "about", "nearly", "some", "law"):
        return None
    head = w.head(i)
    counts = head > i and w.relation(i) == "nummod" and w.tag(head) == "NNS" and before != "the"
    glued = w.low[i + 1] in HYPHENS and w.tag(i + 2) == "CD" and not _YEAR.match(w.low[i + 2])
    named = before not in _BEFORE_YEAR and w.relation(i) in ("nummod", "nmod") and 0 <= head < i and w.tag(head) != "CD"
    if counts or glued or (named and not w.low[head].isdigit() and w.low[head] not in MONTHS):
        return None
    return Match(i, i + 1, calendar.always(calendar.year_of(int(w.low[i]))))


def _decade(w: Words, i: int) -> Match | None:
    form = _DECADE.match(w.low[i])
    if form is None:
        return None
    first = int(form[1])
    low, high = calendar.year_of(first).earliest, calendar.year_of(first + 9).latest
    return Match(i, i + 1, calendar.always(Interval(low, high)))


# --- months and weekdays ------------------------------------------------------------------------------------------


def _is_month(w: Words, i: int, *, beside_day: bool = False) -> bool:
    """Keep out the verbs may and march, and names of people."""
    if beside_day:
        return w.tag(i) != "MD"
    written = w.parse.word(w.first + i)
    named = w.tag(i) in ("NNP", "NNPS") or (w.low[i] not in ("may", "march") and w.tag(i)[:2] == "NN")
    return named and written[:1].isupper() and len(w.low[i].rstrip(".")) > 2


def _month(w: Words, i: int) -> Match | None:
    """Read "May 11[, 2021]", "May 10-12", "May 2021", "May last year", "May"."""
    month = MONTHS[w.low[i]]
    day = _day_number(w, i + 1)
    if day is not None and w.tag(i) != "MD" and not _counts(w, i + 1):
        at, last = i + 2, day
        second = _day_number(w, at + 1) if w.low[at] in ("to", "and") or w.low[at] in HYPHENS else None
        if second and second > day and not _counts(w, at + 1):
            at, last = at + 2, second
        return _with_year(w, i, at, [(month, day), (month, last)])
    if not _is_month(w, i):
        return None
    at = i + 2 if w.low[i + 1] in (",", "of") and _YEAR.match(w.low[i + 2]) else i + 1
    if _YEAR.match(w.low[at]) and not _counts(w, at):
        return Match(i, at + 1, calendar.always(calendar.month_of(int(w.low[at]), month)))
    if w.low[i + 1] in ("last", "this", "next") and w.low[i + 2] == "year":
        step = STEPS[w.low[i + 1]]
        return Match(i, i + 3, calendar.counted(lambda today, _: calendar.month_of(today.year + step, month)))
    return Match(i, i + 1, calendar.month_alone(month)) if len(w.low[i].rstrip(".")) > 3 or month == 5 else None


def _counts(w: Words, i: int) -> bool:
    """Say whether a number counts the noun after it: "in May 11 people were held"."""
    head = w.head(i)
    return head > i and w.relation(i) == "nummod" and w.tag(head) in ("NNS", "NN") and w.low[head] not in MONTHS


def _weekday(w: Words, i: int) -> Match | None:
    """Read "Monday", "Monday, 10 May 2021", "Monday night", "Monday last", "Monday week"."""
    short = len(w.low[i].rstrip(".")) < 6
    if short and (w.tag(i) != "NNP" or w.low[i - 1 if i else i] == "the" or w.relation(i) in ("nsubj", "root", "obj")):
        return None
    after = w.low[i + 1]
    if after == "," or after in MONTHS or after[:1].isdigit():
        dated = _month(w, at) if w.low[at := i + 1 + (after == ",")] in MONTHS else _day_month(w, at)
        if dated:
            return dated._replace(first=i)
    resolve = calendar.weekday(WEEKDAYS[w.low[i]])
    if after == "last":
        return Match(i, i + 2, calendar.weekday(WEEKDAYS[w.low[i]], "last"))
    if after == "week" and w.head(i + 1) == i:
        return Match(i, i + 2, calendar.weekday(WEEKDAYS[w.low[i]], weeks=1))
    return _with_day_part(w, Match(i, i + 1, resolve))


def _with_day_part(w: Words, match: Match) -> Match:
    """Take in "night" and "night into Tuesday" after a day."""
    if w.low[match.end] not in DAY_PARTS and w.low[match.end] != "overnight":
        return match
    overnight = w.low[match.end] == "overnight"
    end, resolve = match.end + 1, match.resolve
    if w.low[end] == "into" and w.low[end + 1] in WEEKDAYS:
        return Match(match.first, end + 2, calendar.around(resolve, 0, 1))
    return Match(match.first, end, calendar.around(resolve, 1, 1) if overnight else resolve)


# --- counted from the day of the report ---------------------------------------------------------------------------

_DAY_WORDS: dict[str, Resolver] = {
    "today": calendar.period("day", 0), "tonight": calendar.period("day", 0), "yesterday": calendar.period("day", -1),
    "tomorrow": calendar.period("day", 1), "currently": calendar.period("day", 0),
}  # fmt: skip


def _day_word(w: Words, i: int) -> Match:
    return _with_day_part(w, Match(i, i + 1, _DAY_WORDS[w.low[i]]))


def _overnight(w: Words, i: int) -> Match:
    at = i + 1 + (w.low[i + 1] in ("on", "into"))
    day = read(w, at) if w.low[at] in WEEKDAYS else None
    if day and day.end == at + 1:
        return Match(i, day.end, calendar.around(day.resolve, 1, 0 if w.low[i + 1] == "into" else 1))
    return Match(i, i + 1, calendar.between_days(-1, 0))


def _which(w: Words, i: int) -> Match | None:
    """Read "last Monday", "this week", "next month", "last night", "the past three days", "last May"."""
    which, word = WHICH[w.low[i]], w.low[i + 1]
    first = i - 1 if i and w.low[i - 1] in ("the", "these") else i
    if word in WEEKDAYS:
        return _with_day_part(w, Match(i, i + 2, calendar.weekday(WEEKDAYS[word], which)))
    if word in MONTHS and w.tag(i + 1) == "NNP":
        return Match(i, i + 2, calendar.month_alone(MONTHS[word], which))
    if word == "weekend":
        return Match(first, i + 2, calendar.weekend(which))
    if word in DAY_PARTS:
        return Match(i, i + 2, calendar.period("day", -1 if which == "last" else 0)) if which != "next" else None
    return _relative_unit(w, i, first, which) if word in UNITS else _window(w, i, first, which)


def _relative_unit(w: Words, i: int, first: int, which: Which) -> Match | None:
    word, unit = w.low[i + 1], UNITS[w.low[i + 1]]
    if word != unit:
        return Match(first, i + 2, calendar.recent(unit)) if which == "last" else None
    if unit == "day" or w.low[i] in ("previous", "following"):
        text_step = {"previous": -1, "following": 1, "next": 1}.get(w.low[i])
        return Match(first, i + 2, calendar.from_said(text_step, unit)) if text_step else None
    if w.low[i] == "past" or (which == "last" and first < i):
        return Match(first, i + 2, calendar.window(unit, 1, _extent(w, first)))
    return Match(first, i + 2, calendar.period(unit, STEPS[which]))


def _extent(w: Words, first: int) -> Literal["throughout", "within"]:
    return "throughout" if first and w.low[first - 1] == "for" else "within"


def _window(w: Words, i: int, first: int, which: Which) -> Match | None:
    """Read "the past three weeks", "the last 24 hours", "the next few days"."""
    number = read_number(w.low, i + 1)
    vague = w.low[i + 1] in ("few", "several", "couple")
    at = number.end if number else i + 2 + (w.low[i + 2] == "of")
    if which == "this" or not (number or vague):
        return None
    if w.low[at] in ("hours", "minutes"):
        days = min((number.value if number else 3) // 24 + 1, 400)
        return Match(first, at + 1, (calendar.ahead if which == "next" else calendar.window)("day", days))
    unit = UNITS.get(w.low[at])
    if unit is None or w.low[at] == unit:
        return None
    if number is None:
        return Match(first, at + 1, calendar.recent(unit) if which == "last" else calendar.ahead(unit, 6))
    length = min(number.value, 4000)
    resolve = calendar.ahead(unit, length) if which == "next" else calendar.window(unit, length, _extent(w, first))
    return Match(first, at + 1, resolve)


def _recent(w: Words, i: int) -> Match | None:
    if w.low[i] == "recently":
        return Match(i, i + 1, calendar.recent("year"))
    unit = UNITS.get(w.low[i + 1])
    return Match(i, i + 2, calendar.recent(unit)) if unit and unit != w.low[i + 1] else None


def _now(w: Words, i: int) -> Match | None:
    if w.low[i - 1 if i else i] == "right":
        return Match(i - 1, i + 1, calendar.period("day", 0))
    return None


def _quantity_back(w: Words, at: int) -> tuple[int, int | None] | None:
    """Return where the number before a unit begins and what it is; None for "several days"."""
    if at < 1:
        return None
    if w.low[at - 1] in ("a", "an", "one", "1"):
        return at - 1, 1
    for first in range(max(0, at - 4), at):
        number = read_number(w.low, first)
        if number and number.end == at:
            return first, number.value
    if w.low[at - 1] in ("few", "several"):
        return at - 1 - (at > 1 and w.low[at - 2] == "a"), None
    if w.low[at - 1] == "of" and at > 2 and w.low[at - 2] == "couple":
        return at - 2 - (w.low[at - 3] == "a"), 2
    return None


def _ago(w: Words, i: int) -> Match | None:
    """Read "three days ago", "hours ago", "years ago"."""
    if i == 0:
        return None
    found = _quantity_back(w, i - 1)
    first, number = found or (i - 1, None)
    if w.low[i - 1] in ("hour", "hours", "minutes", "minute", "moments"):
        days = min((number or 12) // 24 + 1, 400)
        return Match(first, i + 1, calendar.between_days(-days, 0))
    unit = UNITS.get(w.low[i - 1])
    if unit is None:
        return None
    if number is None:
        two = calendar.counted(lambda today, _: calendar.period_of(unit, today, -2)._replace(precision="interval"))
        return Match(first, i + 1, calendar.by(two))
    return Match(first, i + 1, calendar.period(unit, -min(number, 9999)))


def _earlier(w: Words, i: int) -> Match | None:
    """Read "earlier this week", "later on Monday", "three days later", "the day before"."""
    later = w.low[i] == "later"
    if w.low[i] in ("earlier", "later"):
        at = i + 1 + (w.low[i + 1] in ("on", "in"))
        if w.low[at] in ("this", "the") and (unit := UNITS.get(w.low[at + 1])) == w.low[at + 1]:
            return Match(i, at + 2, calendar.part_so_far(unit, later))
        if (match := _inner(w, at)) and match.first >= at:
            return match._replace(first=i)
    unit_ = UNITS.get(w.low[i - 1]) if i else None
    found = _quantity_back(w, i - 1) if unit_ else None
    if unit_ is None or found is None or found[1] is None:
        return None
    number = min(found[1], 9999)
    return Match(found[0], i + 1, calendar.from_said(number if later else -number, unit_))


def _said_day(w: Words, i: int) -> Match | None:
    """Read "the same day", "that day", "the day before", "the day after"."""
    before = w.low[i - 1] if i else ""
    if before in ("same", "that"):
        return Match(i - 1 - (i > 1 and w.low[i - 2] == "the"), i + 1, calendar.from_said(0))
    if before == "the" and w.low[i + 1] in ("before", "after") and w.low[i + 2] in (".", ",", ""):
        return Match(i - 1, i + 2, calendar.from_said(-1 if w.low[i + 1] == "before" else 1))
    return None


def _weekend(w: Words, i: int) -> Match:
    return Match(i - 1 if i and w.low[i - 1] == "the" else i, i + 1, calendar.weekend("bare"))


# --- parts, spells, bounds ----------------------------------------------------------------------------------------


def _third(w: Words, i: int) -> Match | None:
    """Read "early 2011", "late Monday", "mid-March", "the end of May", "the early hours of Tuesday"."""
    word, at = w.low[i], i + 1
    if word == "early" and w.low[at] == "hours":
        return _hours(w, at)
    if word in ("beginning", "start", "middle", "end"):
        if w.low[at] != "of":
            return None
        at += 1 + (w.low[at + 1] == "the")
        if (unit := UNITS.get(w.low[at])) == w.low[at] and unit:
            return Match(i, at + 1, calendar.part_of(calendar.period(unit, 0), THIRDS[word]))
    else:
        at += w.low[at] in HYPHENS or w.low[at] in ("on", "in")
    match = read(w, at)
    if match is None or match.first != at:
        return None
    return Match(i, match.end, calendar.part_of(match.resolve, THIRDS[word]))


def _mid_month(w: Words, i: int) -> Match:
    return Match(i, i + 1, calendar.part_of(calendar.month_alone(MONTHS[w.low[i][4:]]), "mid"))


def _hours(w: Words, i: int) -> Match | None:
    if i == 0 or w.low[i - 1] not in ("early", "small"):
        return None
    first = i - 2 if i > 1 and w.low[i - 2] == "the" else i - 1
    day = _inner(w, i + 2) if w.low[i + 1] == "of" else None
    if day:
        return Match(first, day.end, day.resolve)
    return Match(first, i + 1, calendar.between_days(-1, 0))


def _ordinal(w: Words, i: int) -> Match | None:
    """Read "for the third day": a spell that ends on the day told."""
    at = i + 1 + (w.low[i + 1] in ("consecutive", "straight", "successive"))
    unit: Unit | None = "day" if w.low[at] == "night" else UNITS.get(w.low[at])
    first = i - 2
    if unit is None or first < 0 or w.low[first] != "for" or w.low[i - 1] not in ("a", "the"):
        return None
    return Match(first, at + 1, calendar.lasting(unit, ORDINALS[w.low[i]]))


def _set(w: Words, i: int) -> Match | None:
    """Read "daily", "nightly", "every Friday", "each night": no day of their own."""
    end = i + 1
    if w.low[i] in ("every", "each"):
        if w.low[end] not in UNITS and w.low[end] not in WEEKDAYS and w.low[end] not in DAY_PARTS:
            return None
        end += 1
    return Match(i, end, calendar.always(Interval()))


_BOUNDS: dict[str, Callable[[Resolver], Resolver]] = {
    "since": calendar.since, "by": calendar.by, "until": calendar.until, "till": calendar.until,
    "before": calendar.before, "after": calendar.after,
}  # fmt: skip


def _bound(w: Words, i: int) -> Match | None:
    """Read "since Monday", "by Monday", "until May"; "after Monday's raid" is no bound of Monday."""
    if w.low[i] in ("before", "after") and (spoken := _earlier(w, i)):
        return spoken
    match = _inner(w, i + 1)
    if match is None or not i + 1 <= w.head(i) < match.end:
        return match and _inside(w, match, i)
    return Match(i, match.end, _BOUNDS[w.low[i]](match.resolve))


def _inside(w: Words, match: Match, i: int) -> Match | None:
    """Return the expression without the word before it, for it would be passed over otherwise."""
    return match if match.first > i else None


def _span(w: Words, i: int) -> Match | None:
    """Read "from X to Y", "between X and Y", "from Monday"."""
    first = _inner(w, i + 1)
    if first is None:
        return None
    joins = ("and",) if w.low[i] == "between" else ("to", "until", "till", "through")
    last = _inner(w, first.end + 1) if w.low[first.end] in joins else None
    if last:
        extent: Literal["throughout", "within"] = "within" if w.low[i] == "between" else "throughout"
        return Match(i, last.end, calendar.spanning(first.resolve, last.resolve, extent))
    if w.low[i] == "from" and i + 1 <= w.head(i) < first.end:
        return Match(i, first.end, calendar.starting(first.resolve))
    return first


READERS: dict[str, Reader] = {
    **dict.fromkeys(MONTHS, _month), **dict.fromkeys(WEEKDAYS, _weekday), **dict.fromkeys(_DAY_WORDS, _day_word),
    **dict.fromkeys(WHICH, _which), **dict.fromkeys(_BOUNDS, _bound), **dict.fromkeys(ORDINALS, _ordinal),
    **dict.fromkeys(THIRDS, _third), **dict.fromkeys((f"mid-{m}" for m in _MONTHS), _mid_month),
    **dict.fromkeys(("recent", "recently"), _recent), **dict.fromkeys(("from", "between"), _span),
    **dict.fromkeys(("daily", "nightly", "weekly", "monthly", "yearly", "annually", "every", "each"), _set),
    **dict.fromkeys((f"{d}s" for d in _DAYS), _set), "ago": _ago, "earlier": _earlier, "later": _earlier,
    "overnight": _overnight, "weekend": _weekend, "now": _now, "hours": _hours, "day": _said_day,
}  # fmt: skip
# Numbers in words trigger nothing: "three days ago" is read from "ago", backwards.
assert not READERS.keys() & (ONES.keys() | TENS.keys())
