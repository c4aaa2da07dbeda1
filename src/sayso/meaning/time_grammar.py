"""Words of a sentence -> the time expressions among them, each with the resolver of what it stands for.

A reader is asked where its trigger word stands and returns how far the expression reaches. To add one, write a
function from Words and index to Match, and give it its trigger words in READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from sayso.meaning import time_intervals as calendar
from sayso.meaning.numerals import HYPHENS, read_number
from sayso.meaning.time_dates import (
    DAY_NAMES,
    DAY_PARTS,
    MONTH_NAMES,
    MONTHS,
    STEPS,
    WEEKDAYS,
    Match,
    Words,
    read_digits,
    read_month,
    read_weekday,
    with_day_part,
)  # fmt: skip
from sayso.meaning.time_intervals import Interval, Resolver, Unit, Which
from sayso.model import Parse

UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
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
    "upcoming": "next", "following": "next",
}  # fmt: skip

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
    return read_digits(w, i) if "0" <= word[:1] <= "9" else None


def _inner(w: Words, i: int) -> Match | None:
    """Read the expression inside another one, after its article."""
    skipped = i + 1 if w.low[i] in ("the", "about", "around") else i
    match = read(w, skipped)
    return match if match and match.first >= i else None


# --- counted from the day of the report ---------------------------------------------------------------------------

_DAY_WORDS: dict[str, Resolver] = {
    "today": calendar.period("day", 0), "tonight": calendar.period("day", 0), "yesterday": calendar.period("day", -1),
    "tomorrow": calendar.period("day", 1), "currently": calendar.period("day", 0),
}  # fmt: skip


def _day_word(w: Words, i: int) -> Match:
    return with_day_part(w, Match(i, i + 1, _DAY_WORDS[w.low[i]]))


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
        return with_day_part(w, Match(i, i + 2, calendar.weekday(WEEKDAYS[word], which)))
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
    if w.low[i].endswith("ly") and w.tag(i) == "NNP":  # the Harbour Weekly
        return None
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


# Numbers in words trigger nothing: "three days ago" is read from "ago", backwards.
READERS: dict[str, Reader] = {
    **dict.fromkeys(MONTHS, read_month), **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(_DAY_WORDS, _day_word),
    **dict.fromkeys(WHICH, _which), **dict.fromkeys(_BOUNDS, _bound), **dict.fromkeys(ORDINALS, _ordinal),
    **dict.fromkeys(THIRDS, _third), **dict.fromkeys((f"mid-{m}" for m in MONTH_NAMES), _mid_month),
    **dict.fromkeys(("recent", "recently"), _recent), **dict.fromkeys(("from", "between"), _span),
    **dict.fromkeys(("daily", "nightly", "weekly", "monthly", "yearly", "annually", "every", "each"), _set),
    **dict.fromkeys((f"{d}s" for d in DAY_NAMES), _set), "ago": _ago, "earlier": _earlier, "later": _earlier,
    "overnight": _overnight, "weekend": _weekend, "now": _now, "hours": _hours, "day": _said_day,
}  # fmt: skip
