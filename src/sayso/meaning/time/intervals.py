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
    quarter: Interval | None = None  # the quarter that the text named last
    sure: bool = True  # whether the tense is that of a finite verb


Resolver = Callable[[Frame], Interval]
NO_TIME = Interval(precision="moment", extent="throughout")  # the words are no time after all


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


def month_day(month: int, day: int, weekday: int | None = None) -> Resolver:
    """Resolve a day without its year: past the latest not after today, future the earliest not before.

    A weekday beside it ("Saturday, April 25") tells the year, if it fits one of those around.
    """

    def resolve(frame: Frame) -> Interval:
        if frame.today is None:
            return Interval(counted="published")
        years = range(frame.today.year - 8, frame.today.year + 9)  # 29 February may lie eight years off
        days = [d for y in years if (d := day_of(y, month, day))]
        fitting = [d for d in days if d.weekday() == weekday and abs((d - frame.today).days) < 400]
        tense = frame.tense if not fitting and (frame.sure or frame.tense == "future") else "near"
        found = choose(fitting or days, frame.today, tense)
        return one_day(found)._replace(counted="published")

    return resolve


def choose(days: list[date], today: date, tense: Tense) -> date | None:
    """Return the day that a tense picks: the last not after today, the first not before it, or the nearest."""
    if tense == "near":
        return min(days, key=lambda d: abs((d - today).days), default=None)
    if tense == "past":
        return max((d for d in days if d <= today), default=None)
    return min((d for d in days if d >= today), default=None)


def month_alone(month: int, which: Which = "bare") -> Resolver:
    """Resolve a month without its year, as a day without its year; a running month is cut at today."""

    def resolve(frame: Frame) -> Interval:
        today = frame.today
        if today is None:
            return Interval(counted="published")
        months = [month_of(today.year + step, month) for step in (-1, 0, 1)]
        soon = 0 < (month - today.month) % 12 <= (6 if frame.tense == "near" else 3)
        ahead_ = frame.tense == "future" or (soon and not frame.sure)
        return _month(months, today, "future" if ahead_ else "past", which)._replace(counted="published")

    return resolve


def _month(months: list[Interval], today: date, tense: Tense, which: Which) -> Interval:
    """Choose among a month of the last, this and the next year."""
    if which == "this":
        return _cut(months[1], today, tense)
    if which == "next" or (which == "bare" and tense == "future"):
        after = [m for m in months if m.latest and (m.latest if which == "bare" else m.earliest or today) >= today]
        return _cut(after[0], today, "future") if after else Interval()
    before = [m for m in months if m.earliest and (m.earliest if which == "bare" else m.latest or today) <= today]
    if which == "last" and len(before) > 1 and (today - (before[-1].latest or today)).days <= 31:
        return Interval(before[-2].earliest, before[-1].latest)  # "last February" in March: either
    return _cut(before[-1], today, "past") if before else Interval()


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


def undated(extent: Literal["throughout", "within"]) -> Resolver:
    """Resolve "for three weeks", "at dawn": the day the clause is given, else some time up to or from today."""

    def resolve(frame: Frame) -> Interval:
        if extent == "within" and frame.clause:
            return one_day(frame.clause)._replace(counted="text")
        low, high = (frame.today, None) if frame.tense == "future" else (None, frame.today)
        return Interval(low, high, extent=extent, counted="published")

    return resolve


def in_time(unit: Unit, length: int, *, within: bool) -> Resolver:
    """Resolve "in two weeks" (then) and "within a week" (until then); of the past, only its end is known."""
    later, open_ = (ahead if within else period)(unit, length), undated("within")
    return lambda frame: (later if frame.tense == "future" else open_)(frame)


def quarter(steps: int) -> Resolver:
    """Resolve "last quarter", "the current quarter": the calendar's, so many off today's."""

    def find(today: date, _: Tense) -> Interval:
        first = (today.month - 1) // 3 * 3 + 1 + 3 * steps
        return Interval(month_of(today.year, first).earliest, month_of(today.year, first + 2).latest)

    return counted(find)


def quarter_of_text(years: int) -> Resolver:
    """Resolve "the quarter", "the year-ago quarter": what the text named last, or no time where it named none."""

    def resolve(frame: Frame) -> Interval:
        named = frame.quarter
        if named is None or named.earliest is None:
            return NO_TIME
        start = month_of(named.earliest.year + years, named.earliest.month).earliest
        end = month_of(named.earliest.year + years, named.earliest.month + 2).latest
        return Interval(start, end, counted="text")

    return resolve


def is_quarter(interval: Interval) -> bool:
    """Say whether an interval is three whole months from January, April, July or October."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None or first.day > 1 or first.month % 3 != 1:
        return False
    return last == month_of(first.year, first.month + 2).latest


def year_ago(number: int) -> Resolver:
    """Resolve "a year ago": that year, or where the text tells of a quarter, that quarter so many years before."""
    plain = period("year", -number)
    return lambda frame: quarter_of_text(-number)(frame) if frame.quarter else plain(frame)


def year_earlier() -> Resolver:
    """Resolve "a year earlier": a year before the quarter that the text tells of, else before its last date."""
    plain = from_said(-1, "year")
    return lambda frame: quarter_of_text(-1)(frame) if frame.quarter else plain(frame)


def whole(inner: Resolver, unit: Unit, steps: int = 0) -> Resolver:
    """Resolve "the week of 6 March", "three days after Monday": the calendar's unit around a day or so many off it."""

    def resolve(frame: Frame) -> Interval:
        found = inner(frame)
        if found.earliest is None or found.precision not in FINER[unit]:
            return Interval(counted=found.counted)
        return period_of(unit, found.earliest, steps)._replace(counted=found.counted)

    return resolve
