"""Calendar arithmetic around another expression: since X, by X, from X to Y, early X, overnight into X."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sayso.meaning.time.intervals import (
    Frame,
    Interval,
    Resolver,
    Unit,
    always,
    day_of,
    month_of,
    moved,
    one_day,
    period_of,
)

FAR = 183  # days: a bound so far back is rather the one ahead, as in "the offer was extended to 20 November"


def around(inner: Resolver, before: int, after: int) -> Resolver:
    """Widen an interval by days on both sides, as "overnight into Tuesday" (1, 0)."""

    def resolve(frame: Frame) -> Interval:
        interval = inner(frame)
        first, last = interval.earliest, interval.latest
        return interval._replace(
            earliest=first and moved(first, -before),
            latest=last and moved(last, after),
        )

    return resolve


def part_of(inner: Resolver, third: Literal["early", "mid", "late"]) -> Resolver:
    """Narrow a month, year or week to its first, middle or last part; a day stays a day."""

    def resolve(frame: Frame) -> Interval:
        interval = inner(frame)
        first, last = interval.earliest, interval.latest
        if first is None or last is None or first == last:
            return interval
        if interval.precision == "year":
            cuts = [(1, 4), (5, 8), (9, 12)][("early", "mid", "late").index(third)]
            low, high = month_of(first.year, cuts[0]).earliest, month_of(first.year, cuts[1]).latest
            return interval._replace(earliest=low, latest=high and min(high, last), precision="interval")
        step = (last - first).days // 3
        low = {"early": first, "mid": moved(first, step), "late": moved(last, -step)}[third]
        high = {"early": moved(first, step), "mid": moved(last, -step), "late": last}[third]
        return interval._replace(earliest=low, latest=high, precision="interval")

    return resolve


def part_of_running(unit: Unit, third: Literal["early", "mid", "late"]) -> Resolver:
    """Resolve "the end of the month": of this one, or of the last if told in the past and still to come in this."""

    def resolve(frame: Frame) -> Interval:
        if frame.today is None:
            return Interval(counted="published")
        for steps in (0, -1):
            found = part_of(always(period_of(unit, frame.today, steps)), third)(frame)
            if frame.tense != "past" or not found.earliest or found.earliest <= frame.today:
                break
        return found._replace(counted="published")

    return resolve


def somewhere_in(inner: Resolver) -> Resolver:
    """Resolve "between 3 and 5 May": on some day of those."""
    return lambda frame: inner(frame)._replace(extent="within")


def since(inner: Resolver) -> Resolver:
    """Resolve "since X": from its start throughout until today."""

    def resolve(frame: Frame) -> Interval:
        start = inner(frame._replace(tense="past"))
        low, high = start.earliest, frame.today
        if low and high and low > high:
            low = high = None
        return Interval(low, high, start.precision, "throughout", start.counted or "published")

    return resolve


def starting(inner: Resolver) -> Resolver:
    """Resolve "from Monday": throughout, open at its end; "from 10 to 12 May" has its end already."""

    def resolve(frame: Frame) -> Interval:
        found = inner(frame)
        return found if found.extent == "throughout" else found._replace(latest=None, extent="throughout")

    return resolve


def until(inner: Resolver) -> Resolver:
    """Resolve "until X": throughout, open at its beginning."""
    return lambda frame: ahead_if_far(inner, frame)._replace(earliest=None, extent="throughout")


def by(inner: Resolver) -> Resolver:
    """Resolve "by X": some time not after it."""
    return lambda frame: ahead_if_far(inner, frame)._replace(earliest=None)


def ahead_if_far(inner: Resolver, frame: Frame) -> Interval:
    """Resolve the end of something told in the past, which may lie ahead of the report."""
    found = inner(frame)
    if frame.tense != "past" or found.counted != "published" or not found.latest or not frame.today:
        return found
    back = (frame.today - found.latest).days
    ahead = back > FAR or (back in (5, 6, 7) and found.precision == "day")  # "they have until Tuesday", on a Monday
    return inner(frame._replace(tense="near", sure=False)) if ahead else found


def before(inner: Resolver) -> Resolver:
    """Resolve "before X": some time that ended the day before it began."""

    def resolve(frame: Frame) -> Interval:
        found = inner(frame)
        return found._replace(earliest=None, latest=found.earliest and moved(found.earliest, -1))

    return resolve


def after(inner: Resolver) -> Resolver:
    """Resolve "after X": some time from its start on."""
    return lambda frame: inner(frame)._replace(latest=None)


def spanning(first: Resolver, last: Resolver, extent: Literal["throughout", "within"]) -> Resolver:
    """Resolve "from X to Y" (throughout) and "between X and Y" (within)."""

    def resolve(frame: Frame) -> Interval:
        a, b = first(frame), last(frame)
        low, high = a.earliest, b.latest
        if low and high and low > high:  # "from Friday to Monday": the first day lies a week or a year earlier
            low = _earlier(low, high)
        return Interval(low, high, a.precision, extent, a.counted or b.counted)

    return resolve


def _earlier(low: date, high: date) -> date | None:
    if (low - high).days < 7:
        return moved(low, -7)
    return day_of(low.year - 1, low.month, low.day) if (low - high).days < 366 else None


def either(days: list[date]) -> Resolver:
    """Resolve a date of two readings (5/11/2021): the one not after today, else both as bounds."""

    def resolve(frame: Frame) -> Interval:
        fit = [d for d in days if frame.today is None or d <= frame.today or frame.tense == "future"] or days
        return one_day(fit[0]) if min(fit) == max(fit) else Interval(min(fit), max(fit), "interval")

    return resolve
