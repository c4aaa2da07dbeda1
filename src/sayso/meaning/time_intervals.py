"""Calendar arithmetic: what a time expression stands for, once the day it is counted from and the tense are known.

A resolver is a function from Frame to Interval; the grammar builds one for each expression. Nothing here knows words.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

Tense = Literal["past", "future", "near"]  # near: the closest such day either way
Precision = Literal["moment", "day", "week", "month", "year", "interval"]
Unit = Literal["day", "week", "month", "year"]
Which = Literal["bare", "last", "next", "this"]
FINER: dict[Unit, tuple[Precision, ...]] = {  # what is known finely enough to count such units from
    "day": ("day",), "week": ("day", "week"), "month": ("day", "month"), "year": ("day", "month", "year"),
}  # fmt: skip
RECENT = {"day": 14, "week": 60, "month": 365}  # days before publication that "recent days, weeks, months" may mean


class Interval(NamedTuple):
    """Earliest and latest day; None is open."""

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "interval"
    extent: Literal["throughout", "within"] = "within"
    counted: Literal["published", "text"] | None = None


class Frame(NamedTuple):
    """What an expression is read against: the day counted from, the tense, what the text named last."""

    today: date | None
    tense: Tense = "past"
    said: Interval | None = None
    clause: date | None = None  # the day that another expression gives the same clause


Resolver = Callable[[Frame], Interval]


def always(interval: Interval) -> Resolver:
    """Return the resolver of an absolute date."""
    return lambda _: interval


def counted(find: Callable[[date, Tense], Interval]) -> Resolver:
    """Return a resolver that counts from the day of publication; open where that is unknown."""

    def resolve(frame: Frame) -> Interval:
        interval = Interval() if frame.today is None else find(frame.today, frame.tense)
        return interval._replace(counted="published")

    return resolve


def moved(day: date, days: int) -> date | None:
    """Return the day so many days on, None beyond the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 0 < ordinal <= date.max.toordinal() else None


def one_day(day: date | None) -> Interval:
    """Return the interval of one day."""
    return Interval(day, day, "day")


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the calendar has no such day."""
    if not (0 < year < 10000 and 0 < month < 13):
        return None
    return date(year, month, day) if 0 < day <= monthrange(year, month)[1] else None


def year_of(year: int) -> Interval:
    """Return the interval of a year."""
    return Interval(day_of(year, 1, 1), day_of(year, 12, 31), "year")


def month_of(year: int, month: int) -> Interval:
    """Return the interval of a month; months beyond 1..12 run into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 0 < year < 10000:
        return Interval(None, None, "month")
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def period_of(unit: Unit, day: date, steps: int) -> Interval:
    """Return the calendar day, ISO week, month or year that lies so many steps from a day's own."""
    if unit == "day":
        return one_day(moved(day, steps))
    if unit == "week":
        monday = -day.weekday() + 7 * steps
        return Interval(moved(day, monday), moved(day, monday + 6), "week")
    return month_of(day.year, day.month + steps) if unit == "month" else year_of(day.year + steps)


def period(unit: Unit, steps: int) -> Resolver:
    """Resolve "this week", "last month", "three days ago"; a running period ends or begins today by the tense."""
    return counted(lambda today, tense: _cut(period_of(unit, today, steps), today, tense))


def _cut(interval: Interval, today: date, tense: Tense) -> Interval:
    first, last = interval.earliest, interval.latest
    if first is None or last is None or not first <= today <= last:
        return interval
    return interval._replace(earliest=today) if tense == "future" else interval._replace(latest=today)


def part_so_far(unit: Unit, later: bool) -> Resolver:
    """Resolve "earlier this week" and "later this week"."""
    return counted(lambda today, _: _cut(period_of(unit, today, 0), today, "future" if later else "past"))


def weekday(number: int, which: Which = "bare", weeks: int = 0) -> Resolver:
    """Resolve a weekday (Monday 0) by the tense; "last" and "next" keep both candidates when only 1-2 days off."""

    def find(today: date, tense: Tense) -> Interval:
        back = (today.weekday() - number) % 7
        if which == "last":
            back = back or 7
            return _two(today, -back - 7, -back) if back <= 2 else one_day(moved(today, -back))
        if which == "next":
            ahead = 7 - back
            return _two(today, ahead, ahead + 7) if ahead <= 2 else one_day(moved(today, ahead))
        return one_day(moved(today, _nearest(today, number, back, tense, which) + 7 * weeks))

    return counted(find)


def _nearest(today: date, number: int, back: int, tense: Tense, which: Which) -> int:
    """Return the days from today to a bare weekday, or to the one of this ISO week."""
    if which == "this" and (number <= today.weekday() if tense == "past" else number >= today.weekday()):
        return number - today.weekday()
    if tense == "near":
        return -back if back <= 3 else 7 - back
    return -back if tense == "past" or back == 0 else 7 - back


def _two(today: date, first: int, second: int) -> Interval:
    return Interval(moved(today, first), moved(today, second), "interval")


def month_day(month: int, day: int) -> Resolver:
    """Resolve a day without its year: past the latest not after today, future the earliest not before."""

    def find(today: date, tense: Tense) -> Interval:
        years = range(today.year - 8, today.year + 9)  # 29 February may lie eight years off
        return one_day(_choose([d for y in years if (d := day_of(y, month, day))], today, tense))

    return counted(find)


def _choose(days: list[date], today: date, tense: Tense) -> date | None:
    if tense == "near":
        return min(days, key=lambda d: abs((d - today).days), default=None)
    if tense == "past":
        return max((d for d in days if d <= today), default=None)
    return min((d for d in days if d >= today), default=None)


def month_alone(month: int, which: Which = "bare") -> Resolver:
    """Resolve a month without its year, as a day without its year; a running month is cut at today."""

    def find(today: date, tense: Tense) -> Interval:
        months = [month_of(today.year + step, month) for step in (-1, 0, 1)]
        if which == "this":
            return _cut(months[1], today, tense)
        if which == "next" or (which == "bare" and tense == "future"):
            after = [m for m in months if m.latest and (m.latest if which == "bare" else m.earliest or today) >= today]
            return _cut(after[0], today, "future") if after else Interval()
        before = [m for m in months if m.earliest and (m.earliest if which == "bare" else m.latest or today) <= today]
        return _cut(before[-1], today, "past") if before else Interval()

    return counted(find)


def weekend(which: Which) -> Resolver:
    """Resolve a weekend (Saturday and Sunday) by the tense."""

    def find(today: date, tense: Tense) -> Interval:
        saturday = 5 - today.weekday()  # of this ISO week
        if which == "last" or (which == "bare" and tense == "past" and saturday > 0):
            saturday -= 7
        elif which == "next":
            saturday += 7
        return _cut(Interval(moved(today, saturday), moved(today, saturday + 1), "week"), today, tense)

    return counted(find)


def window(unit: Unit, length: int, extent: Literal["throughout", "within"] = "within") -> Resolver:
    """Resolve "in the past three weeks": so many days, weeks, months or years up to today."""
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit] * length
    return counted(lambda today, _: Interval(moved(today, -days), today, "interval", extent))


def ahead(unit: Unit, length: int) -> Resolver:
    """Resolve "in the next three weeks"."""
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit] * length
    return counted(lambda today, _: Interval(today, moved(today, days), "interval"))


def recent(unit: str) -> Resolver:
    """Resolve "in recent days, weeks, months"; years, and "recently", are open at their beginning."""
    days = RECENT.get(unit)
    return counted(lambda today, _: Interval(moved(today, -days) if days else None, today, "interval"))


def between_days(first: int, last: int, precision: Precision = "day") -> Resolver:
    """Resolve an interval of days counted from today, as "overnight" (-1, 0)."""
    return counted(lambda today, _: Interval(moved(today, first), moved(today, last), precision))


def from_said(steps: int, unit: Unit = "day") -> Resolver:
    """Resolve "the next day", "a week later": counted from the last day that the text named."""

    def resolve(frame: Frame) -> Interval:
        said = frame.said
        start = said.earliest if said and said.precision in FINER[unit] else None
        interval = period_of(unit, start, steps) if start else Interval()
        return interval._replace(counted="text")

    return resolve


def lasting(unit: Unit, length: int) -> Resolver:
    """Resolve "for the third day": that many, up to the last day named in the clause or else today."""

    def resolve(frame: Frame) -> Interval:
        end = frame.clause or frame.today
        start = None if end is None else period_of(unit, end, 1 - length).earliest
        return Interval(start, end, unit, "throughout", "text" if frame.clause else "published")

    return resolve


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
    return lambda frame: inner(frame)._replace(earliest=None, extent="throughout")


def by(inner: Resolver) -> Resolver:
    """Resolve "by X": some time not after it."""
    return lambda frame: inner(frame)._replace(earliest=None)


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
