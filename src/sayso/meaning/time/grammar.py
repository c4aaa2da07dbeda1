"""Words of a sentence -> the time expressions among them, each with the resolver of what it stands for.

A reader is asked where its trigger word stands and returns how far the expression reaches. To add one, write a
function from Words and index to Match, and give it its trigger words in READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from sayso.meaning.figure.numerals import HYPHENS, read_number
from sayso.meaning.syntax.once import lowered, once
from sayso.meaning.time import bounds
from sayso.meaning.time import intervals as calendar
from sayso.meaning.time.clock import clock_end, read_clock
from sayso.meaning.time.dates import (
    DAY_PARTS,
    MONTHS,
    STEPS,
    WEEKDAYS,
    Match,
    Words,
    read_digits,
    read_month,
    read_spoken_year,
    read_weekday,
    with_day_part,
    years_of,
)  # fmt: skip
from sayso.meaning.time.intervals import Interval, Resolver, Unit, Which
from sayso.meaning.time.periods import (
    FEASTS,
    MOVABLE,
    SEASONS,
    read_century,
    read_feast,
    read_fiscal,
    read_half,
    read_period,
    read_quarter,
    read_season,
    read_short_quarter,
)
from sayso.meaning.time.spells import SPELL_READERS, quantity_back, read_day_part, read_spell
from sayso.model import Parse

UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
YEARS: Unit = "year"
UNITS |= {f"{name}s": unit for name, unit in UNITS.items()}
ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
THIRDS: dict[str, Literal["early", "mid", "late"]] = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late",
}  # fmt: skip
WHICH: dict[str, Which] = {
    "last": "last", "next": "next", "this": "this", "past": "last", "previous": "last", "coming": "next",
    "upcoming": "next", "following": "next", "current": "this",
}  # fmt: skip

DEEPEST = 5  # expressions inside each other, as "since early on Monday": "since since since ..." must end

Reader = Callable[[Words, int], Match | None]


@once
def find_expressions(parse: Parse) -> tuple[tuple[int, int, Resolver], ...]:
    """Return first word, end and resolver of each expression, left to right and apart from each other."""
    return tuple(_expressions(parse))


def _expressions(parse: Parse) -> Iterator[tuple[int, int, Resolver]]:
    low = lowered(parse)
    for sentence in parse.sentences:
        words, i, free = Words(parse, sentence, low), 0, 0
        while i < words.length:
            match = read(words, i)
            if match is None or match.first < free or match.end > words.length:
                i += 1
                continue
            i = free = clock_end(words, match.end)
            yield words.first + match.first, words.first + free, match.resolve


def read(w: Words, i: int) -> Match | None:
    """Return the expression that the word triggers, or None."""
    if w.depth == DEEPEST:
        return None
    w.depth += 1
    found = _read(w, i)
    w.depth -= 1
    return found


def _read(w: Words, i: int) -> Match | None:
    word = w.low[i]
    reader = READERS.get(word)
    if reader is not None:
        return reader(w, i)
    if word[:4] in ("mid-", "mid–"):
        return _mid(w, i)
    return read_digits(w, i) or _clock(w, i) if "0" <= word[:1] <= "9" else None


def _clock(w: Words, i: int) -> Match | None:
    """Read "9 a.m. Tuesday", "at 10:30 on 3 May", "0735 GMT"; alone it is some time of the day told of."""
    end = read_clock(w, i)
    if end is None:
        return None
    at = end + (w.low[end] in (",", "on"))
    day = _inner(w, at) if w.low[at] in WEEKDAYS or w.low[at] in _DAY_WORDS or w.low[at] in MONTHS else None
    if day and day.first == at:
        return Match(i, day.end, day.resolve)
    return Match(i, end, calendar.undated("within"))


def _inner(w: Words, i: int) -> Match | None:
    """Read the expression inside another one, after its article."""
    skipped = i + 1 if w.low[i] in ("the", "about", "around") else i
    match = read(w, skipped)
    return match if match and match.first >= i else None


_IN_YEAR = frozenset({"for", "of", "during", "in"})

# --- counted from the day of the report ---------------------------------------------------------------------------

_DAY_WORDS: dict[str, Resolver] = {
    "today": calendar.period("day", 0), "tonight": calendar.period("day", 0), "yesterday": calendar.period("day", -1),
    "tomorrow": calendar.period("day", 1), "currently": calendar.period("day", 0),
    "nowadays": calendar.period("day", 0), "presently": calendar.period("day", 0),
}  # fmt: skip


def _day_word(w: Words, i: int) -> Match:
    return with_day_part(w, Match(i, i + 1, _DAY_WORDS[w.low[i]]))


def _overnight(w: Words, i: int) -> Match:
    at = i + 1 + (w.low[i + 1] in ("on", "into"))
    day = read(w, at) if w.low[at] in WEEKDAYS else None
    if day and day.end == at + 1:
        return Match(i, day.end, bounds.around(day.resolve, 1, 0 if w.low[i + 1] == "into" else 1))
    return Match(i, i + 1, calendar.between_days(-1, 0))


def _which(w: Words, i: int) -> Match | None:
    """Read "last Monday", "this week", "next month", "last night", "the past three days", "last May"."""
    which, word = WHICH[w.low[i]], w.low[i + 1]
    first = i - 1 if i and w.low[i - 1] in ("the", "these") else i
    if word in WEEKDAYS:
        return with_day_part(w, Match(i, i + 2, calendar.weekday(WEEKDAYS[word], which)))
    if word in SEASONS:
        return read_season(w, i + 1)
    if word in FEASTS and (feast := read_feast(w, i + 1)):
        return feast
    if word in MONTHS and w.tag(i + 1) == "NNP":
        return Match(i, i + 2, calendar.month_alone(MONTHS[word], which))
    if word == "weekend":
        return Match(first, i + 2, calendar.weekend(which))
    if word in DAY_PARTS and w.low[i] in ("next", "following", "previous"):
        return Match(first, i + 2, calendar.from_said(-1 if w.low[i] == "previous" else 1))
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
    times, unit = (10, YEARS) if w.low[at] == "decades" else (1, UNITS.get(w.low[at]))
    if unit is None or w.low[at] == unit:
        return None
    if number is None:
        return Match(first, at + 1, calendar.recent(unit) if which == "last" else calendar.ahead(unit, 6))
    length = min(number.value * times, 4000)
    resolve = calendar.ahead(unit, length) if which == "next" else calendar.window(unit, length, _extent(w, first))
    return Match(first, at + 1, resolve)


def _recent(w: Words, i: int) -> Match | None:
    if w.low[i] in ("recently", "lately"):
        return Match(i, i + 1, calendar.recent("year"))
    unit = UNITS.get(w.low[i + 1])
    if unit and unit != w.low[i + 1]:
        return Match(i, i + 2, calendar.recent(unit))
    return Match(i, i + 1, calendar.recent("year")) if w.tag(i) == "JJ" and w.head(i) > i else None


def _now(w: Words, i: int) -> Match | None:
    """Read "now", "right now"; "now that" opens a clause."""
    if w.low[i + 1] == "that":
        return None
    return Match(i - (i > 0 and w.low[i - 1] == "right"), i + 1, calendar.period("day", 0))


def _future(w: Words, i: int) -> Match | None:
    """Read "the future", "the near future", "future talks"; "the past"."""
    before = w.low[i - 1] if i else ""
    at = i - 1 if before in ("near", "foreseeable", "distant", "recent") else i
    noun = w.tag(i) == "NN" and w.low[at - 1 if at else at] == "the"
    if w.low[i] == "past":
        return Match(at - 1, i + 1, calendar.recent("year")) if noun else _which(w, i)
    if not noun and not (w.tag(i) == "JJ" and w.head(i) > i):
        return None
    to_come = calendar.counted(lambda today, _: Interval(today, None))
    return Match(at - 1 if noun else i, i + 1, to_come)


def _ago(w: Words, i: int) -> Match | None:
    """Read "three days ago", "hours ago", "years ago"."""
    at = i - 3 if i > 3 and (w.low[i - 2], w.low[i - 1]) == ("or", "so") else i - 1  # "a week or so ago"
    if i == 0:
        return None
    found = quantity_back(w, at)
    first, number = found or (at, None)
    if w.low[at] in ("hour", "hours", "minutes", "minute", "moments"):
        days = min((number or 12) // 24 + 1, 400)
        return Match(first, i + 1, calendar.between_days(-days, 0))
    times, unit = (10, YEARS) if w.low[at] in ("decade", "decades") else (1, UNITS.get(w.low[at]))
    if unit is None:
        return None
    if number == 1 and unit == "year" and times == 1:
        return Match(first, i + 1, calendar.year_ago(1))
    if number is None:
        two = calendar.counted(
            lambda today, _: calendar.period_of(unit, today, -2 * times)._replace(precision="interval")
        )
        return Match(first, i + 1, bounds.by(two))
    return Match(first, i + 1, calendar.period(unit, -min(number * times, 9999)))


def _earlier(w: Words, i: int) -> Match | None:
    """Read "earlier this week", "later on Monday", "three days later", "the day before"."""
    later = w.low[i] == "later"
    if w.low[i] in ("earlier", "later"):
        at = i + 1 + (w.low[i + 1] in ("on", "in"))
        if w.low[at] == "that" and w.low[at + 1] in UNITS:
            return Match(i, at + 2, calendar.from_said(0, UNITS[w.low[at + 1]]))
        if w.low[at] in ("this", "the") and (unit := UNITS.get(w.low[at + 1])) == w.low[at + 1]:
            return Match(i, at + 2, calendar.part_so_far(unit, later))
        if (match := _inner(w, at)) and match.first >= at:
            return match._replace(first=i)
    unit_ = UNITS.get(w.low[i - 1]) if i else None
    found = quantity_back(w, i - 1) if unit_ else None
    if unit_ is None or found is None or found[1] is None:
        return None
    number = min(found[1], 9999)
    if number == 1 and unit_ == "year" and not later:
        return Match(found[0], i + 1, calendar.year_earlier())
    return Match(found[0], i + 1, calendar.from_said(number if later else -number, unit_))


def _said_unit(w: Words, i: int) -> Match | None:
    """Read "the same day", "that year", "the day before", "the weeks after the raid", "the week of 6 March"."""
    before, after = w.low[i - 1] if i else "", w.low[i + 1]
    unit = UNITS.get(w.low[i])
    hyphened = w.low[i] == "year" and after in HYPHENS
    if hyphened and w.low[i + 2] == "end":
        return Match(i, i + 3, bounds.part_of(calendar.period("year", 0), "late"))
    if hyphened and w.low[i + 2] in ("ago", "earlier") and w.low[i + 3] not in ("quarter", "third", "period"):
        return Match(i, i + 3, calendar.year_ago(1))
    if unit and before in ("same", "that"):
        return Match(i - 1 - (i > 1 and w.low[i - 2] == "the"), i + 1, calendar.from_said(0, unit))
    if before == "the" and unit and after in ("before", "after") and w.low[i + 2] in (".", ",", ""):
        return Match(i - 1, i + 2, calendar.from_said(-1 if after == "before" else 1, unit))
    if before == "the" and after in ("before", "after", "following"):
        return Match(i - 1, i + 1, calendar.always(Interval(counted="text")))
    counted = quantity_back(w, i) if unit and after in ("before", "after") else None
    if unit and counted and counted[1] and (day := _inner(w, i + 2)):  # "three days after Monday's raid"
        steps = min(counted[1], 9999) * (1 if after == "after" else -1)
        return Match(counted[0], i + 1, calendar.whole(day.resolve, unit, steps))
    if unit == "week" and after == "of" and (day := _inner(w, i + 2)) and day.first <= i + 3:
        return Match(i, day.end, calendar.whole(day.resolve, "week"))
    if w.low[i] == "year" and before == "full":
        return Match(i - 1, i + 1, calendar.period("year", 0))
    if w.low[i] == "year" and before == "the" and w.low[i - 2 if i > 1 else i] in _IN_YEAR and after != "-":
        return Match(i - 1, i + 1, calendar.period("year", 0))
    return read_spell(w, i)


def _these_days(w: Words, i: int) -> Match | None:
    return Match(i, i + 2, calendar.period("day", 0)) if w.low[i + 1] == "days" else None


def _time(w: Words, i: int) -> Match | None:
    """Read "at the time", "at that time", "for some time"."""
    at_that = i > 1 and w.low[i - 2] == "at" and w.low[i - 1] in ("the", "that") and w.low[i + 1] not in ("of", "when")
    if at_that:
        return Match(i - 1, i + 1, calendar.from_said(0))
    return Match(i - 1, i + 1, calendar.undated("throughout")) if i and w.low[i - 1] == "some" else None


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
        if (unit := UNITS.get(w.low[at])) == w.low[at] and unit and w.low[at + 1] != "of":
            return Match(i, at + 1, bounds.part_of_running(unit, THIRDS[word]))
    else:
        at += w.low[at] in HYPHENS or w.low[at] in ("on", "in")
    match = read(w, at)
    if match is None or match.first != at:
        return None
    return Match(i, match.end, bounds.part_of(match.resolve, THIRDS[word]))


def _mid(w: Words, i: int) -> Match | None:
    """Read "mid-March", "mid-2011", "mid-1990s", cut as one word."""
    word = w.low[i][4:]
    resolve = calendar.month_alone(MONTHS[word]) if word in MONTHS else years_of(word)
    return Match(i, i + 1, bounds.part_of(resolve, "mid")) if resolve else None


def _hours(w: Words, i: int) -> Match | None:
    if i == 0 or w.low[i - 1] not in ("early", "small"):
        return _said_unit(w, i)
    first = i - 2 if i > 1 and w.low[i - 2] == "the" else i - 1
    day = _inner(w, i + 2) if w.low[i + 1] == "of" else None
    if day:
        return Match(first, day.end, day.resolve)
    return Match(first, i + 1, calendar.between_days(-1, 0))


def _ordinal(w: Words, i: int) -> Match | None:
    """Read "for the third day", "the eighth day of the siege": a spell that ends on the day told."""
    at = i + 1 + (w.low[i + 1] in ("consecutive", "straight", "successive"))
    unit: Unit | None = "day" if w.low[at] == "night" else UNITS.get(w.low[at])
    first = i - 2
    if unit is None or first < 0 or w.low[i - 1] not in ("a", "the"):
        return None
    if w.low[first] != "for":  # "the eighth day of the siege"
        return Match(i - 1, at + 1, calendar.undated("within")) if unit == "day" and w.low[at + 1] == "of" else None
    return Match(first, at + 1, calendar.lasting(unit, ORDINALS[w.low[i]]))


_BOUNDS: dict[str, Callable[[Resolver], Resolver]] = {
    "since": bounds.since, "by": bounds.by, "until": bounds.until, "till": bounds.until,
    "before": bounds.before, "after": bounds.after,
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
        return Match(i, last.end, bounds.spanning(first.resolve, last.resolve, extent))
    if w.low[i] == "between" and first.first == i + 1 and w.low[i + 2] == "and":  # "between 3 and 5 May"
        return Match(i, first.end, bounds.somewhere_in(first.resolve))
    if w.low[i] == "from" and i + 1 <= w.head(i) < first.end:
        return Match(i, first.end, bounds.starting(first.resolve))
    return first


def _century(w: Words, i: int) -> Match | None:
    return read_century(w, i) or _said_unit(w, i)


def _day_part(w: Words, i: int) -> Match | None:
    """Read "midnight Friday", "the night of 3 May", "at dawn"."""
    at = i + 1 + (w.low[i + 1] in ("on", "of"))
    day = _inner(w, at) if w.low[at] in WEEKDAYS or w.low[i + 1] == "of" else None
    if day and day.first <= at + 1:
        return Match(i, day.end, day.resolve)
    return read_day_part(w, i) or read_spell(w, i)


# Numbers in words trigger nothing: "three days ago" is read from "ago", backwards.
READERS: dict[str, Reader] = {
    **SPELL_READERS, **dict.fromkeys(DAY_PARTS, _day_part), **dict.fromkeys(SEASONS, read_season),
    **dict.fromkeys((*FEASTS, *MOVABLE), read_feast), **dict.fromkeys(("century", "decade"), _century),
    **dict.fromkeys(("day", "days", "week", "weeks", "month", "months", "year", "years"), _said_unit),
    **dict.fromkeys(MONTHS, read_month), **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(_DAY_WORDS, _day_word),
    **dict.fromkeys(WHICH, _which), **dict.fromkeys(_BOUNDS, _bound), **dict.fromkeys(ORDINALS, _ordinal),
    **dict.fromkeys(THIRDS, _third),
    **dict.fromkeys(("recent", "recently", "lately"), _recent), **dict.fromkeys(("from", "between"), _span),
    **dict.fromkeys(("q1", "q2", "q3", "q4"), read_short_quarter), "half": read_half, "these": _these_days,
    "now": _now, **dict.fromkeys(("future", "past"), _future),
    **dict.fromkeys((f"{mark}{n}0s" for mark in "'’‘" for n in range(2, 10)), read_digits),
    "nineteen": read_spoken_year,
    "ago": _ago, "earlier": _earlier, "later": _earlier, "overnight": _overnight, "weekend": _weekend,
    "hours": _hours, "quarter": read_quarter, "period": read_period, "fiscal": read_fiscal, "time": _time,
}  # fmt: skip
