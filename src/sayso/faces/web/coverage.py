"""What was read -> a page of outlets, failures and days without a report, and a strip of it under the timeline.

Silence is not peace: a day without events may be a day without reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from sayso.faces.web.asked import connected
from sayso.faces.web.pages import page
from sayso.faces.web.timeline import WIDTH, Band, Unit, end_of, named, start_of, starts_of, unit_for
from sayso.ledger.search import coverage
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Connection

router = APIRouter(include_in_schema=False)
AT_FIRST = 40  # outlets at first sight
SHOWN = 200  # failures, and stretches without a report
TALL = 10.0  # pixels of the strip
EARLIEST, LATEST = date(1800, 1, 1), date(2200, 12, 31)  # a report dated beyond is drawn nowhere


class Gap(NamedTuple):
    """Days one after another without a report, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days they are."""
        return (self.last - self.first).days + 1


@router.get("/coverage")
def shown(request: Request, since: str | None = None, until: str | None = None) -> HTMLResponse:
    """Return the page of what was read."""
    asked = _range(since, until)
    with connected(request) as connection:
        outlets = coverage.outlets(connection)
        days = {date.fromisoformat(d): n for d, n in coverage.report_days(connection).items()}
        failed, failures = coverage.failed(connection, SHOWN), coverage.count_failed(connection)
    first, last = _ends(asked, days)
    missing = gaps(days, first, last) if first and last else []
    drawn = strip(days, first, last) if first and last else ""
    return page(
        request, "coverage.html", asked=Filter(), outlets=outlets, at_first=AT_FIRST,
        undated=any(o.undated for o in outlets), fetched=any(o.fetched for o in outlets),
        failed=failed, failures=failures, first=first, last=last, gaps=missing[-SHOWN:][::-1],
        missing=len(missing), missing_days=sum(g.days for g in missing), strip=drawn,
        since=asked.since, until=asked.until, read_days=sum(1 for d in days if _within(d, first, last)),
    )  # fmt: skip


def under_timeline(
    connection: Connection, asked: Filter, days: Mapping[date, int], bands: Sequence[Band], unit: Unit
) -> str:
    """Return the strip for a timeline of the same days and bands: where there were reports to read, and where none."""
    ends = [*days, *(b.first for b in bands), *(b.last for b in bands)]
    if not ends or min(ends) < EARLIEST or max(ends) > LATEST:
        return ""
    read = {date.fromisoformat(d): n for d, n in coverage.report_days(connection, asked.outlet).items()}
    return strip(read, min(ends), end_of(max(ends), unit) if unit != "day" else max(ends), unit=unit)


def gaps(days: Mapping[date, int], first: date, last: date) -> list[Gap]:
    """Return the stretches of days without a report, in order."""
    read = [d for d in sorted(days) if first <= d <= last]
    edges = [first - timedelta(1), *read, last + timedelta(1)]
    pairs = pairwise(edges)
    return [Gap(a + timedelta(1), b - timedelta(1)) for a, b in pairs if (b - a).days > 1]


def strip(days: Mapping[date, int], first: date, last: date, *, unit: Unit | None = None) -> str:
    """Return the strip as SVG: dark where reports were read of every day, broken where of some, empty where of none.

    Its units are those of the timeline; each carries its first and last day, by which a range is drawn over it.
    """
    unit = unit or unit_for(first, last)
    starts = starts_of(start_of(first, unit), last, unit)
    counts, covered = Counter[date](), Counter[date]()
    for day, n in days.items():
        counts[start_of(day, unit)] += n
        covered[start_of(day, unit)] += 1
    states = [_state(covered[s], (min(end_of(s, unit), last) - max(s, first)).days + 1) for s in starts]
    width = WIDTH / len(starts)
    cells = [
        f'<rect class="cover {state}" x="{i * width:.2f}" y="0" width="{width:.2f}" height="{TALL:.0f}" '
        f'data-since="{start}" data-until="{end_of(start, unit)}"><title>{_label(start, unit, counts[start], state)}'
        "</title></rect>"
        for i, (start, state) in enumerate(zip(starts, states, strict=True))
    ]
    return "\n".join([
        f'<svg class="coverage" viewBox="0 0 {WIDTH:.0f} {TALL:.0f}" preserveAspectRatio="none" role="img" '
        'aria-labelledby="coverage-title">',
        f'<title id="coverage-title">{escape(_told(states, unit))}</title>', *cells, "</svg>",
    ])  # fmt: skip


def _state(covered: int, days: int) -> str:
    return "none" if not covered else "whole" if covered >= days else "some"


def _label(start: date, unit: Unit, n: int, state: str) -> str:
    told = f"{n:,} report{'s' if n != 1 else ''} read" if n else "no report read: silence here is not peace"
    return escape(f"{named(start, unit)}: {told}" + (", not of every day" if state == "some" and unit != "day" else ""))


def _told(states: Sequence[str], unit: Unit) -> str:
    """Return the strip in words: "Reports were read of 20 of 31 days"."""
    read = sum(s != "none" for s in states)
    longest = max((len(list(run)) for none, run in groupby(s == "none" for s in states) if none), default=0)
    gap = f"; longest stretch without any: {longest:,} {unit}{'s' if longest != 1 else ''}" if longest else ""
    return f"Reports were read of {read:,} of {len(states):,} {unit}{'s' if len(states) != 1 else ''}{gap}"


def _range(since: str | None, until: str | None) -> Filter:
    try:
        return Filter.from_words({"since": [since or ""], "until": [until or ""]})
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def _ends(asked: Filter, days: Mapping[date, int]) -> tuple[date | None, date | None]:
    first = date.fromisoformat(asked.since) if asked.since else min(days, default=None)
    last = date.fromisoformat(asked.until) if asked.until else max(days, default=None)
    if first is None or last is None or first > last:
        return None, None
    first, last = max(first, EARLIEST), min(last, LATEST)
    return (first, last) if first <= last else (None, None)


def _within(day: date, first: date | None, last: date | None) -> bool:
    return bool(first and last and first <= day <= last)
