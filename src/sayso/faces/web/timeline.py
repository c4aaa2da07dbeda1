"""Counts by day -> a timeline as SVG: a bar a day, week, month or year, and bands for what is only dated vaguely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Literal

WIDTH, HEIGHT, FOOT, BAND = 960.0, 150.0, 32.0, 9.0
GAP = 0.16  # of a bar's width, between bars
WIDEST = 56.0  # pixels of a bar
BANDS = 4  # rows of bands; further ones are counted in words
LABELS = 8  # at most
MOST = 400  # bars; what lies before the last of them is left to the list
DAYS, WEEKS, MONTHS = 62, 400, 366 * 12  # longest stretch drawn by day, week and month

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An event that fell somewhere within, or lasted all of, more than one unit: first and last day."""

    first: date
    last: date
    label: str
    href: str


def unit_for(first: date, last: date) -> Unit:
    """Return the unit whose bars are neither too many nor too few."""
    days = (last - first).days + 1
    return "day" if days <= DAYS else "week" if days <= WEEKS else "month" if days <= MONTHS else "year"


def draw(
    days: Mapping[date, int], bands: Sequence[Band], *, counted: str, link: Callable[[date, date], str],
    unit: Unit | None = None,
) -> str:  # fmt: skip
    """Return the timeline; `counted` names what is counted, `link` gives the address of a stretch of days."""
    ends = [*days, *(b.first for b in bands), *(b.last for b in bands)]
    if not ends:
        return ""
    unit = unit or unit_for(min(ends), max(ends))
    starts = starts_of(start_of(min(ends), unit), max(ends), unit)[-MOST:]
    counts = Counter[date]()
    for day, n in days.items():
        counts[start_of(day, unit)] += n
    title = f"{counted.capitalize()} by {unit}, {starts[0].isoformat()} to {max(max(ends), starts[-1]).isoformat()}"
    rows = min(BANDS, len(bands))
    height = HEIGHT + FOOT + rows * BAND
    return "\n".join([
        f'<svg class="timeline" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group" aria-labelledby="timeline-title">',
        f'<title id="timeline-title">{escape(title)}</title>',
        *_bars(starts, counts, unit, counted, link), *_labels(starts, unit), *_bands(bands, starts, unit), "</svg>",
    ])  # fmt: skip


def span(days: Mapping[date, int], bands: Sequence[Band], unit: Unit) -> str:
    """Return "by month, January 2015 to December 2024"."""
    ends = [*days, *(b.first for b in bands), *(b.last for b in bands)]
    if not ends:
        return ""
    first, last = (_in_full(day, unit) for day in (min(ends), max(ends)))
    return f"by {unit}, {first}" + (f" to {last}" if last != first else "")


def _in_full(day: date, unit: Unit) -> str:
    return str(day.year) if unit == "year" else f"{'' if unit == 'month' else f'{day.day} '}{day:%B} {day.year}"


def _bars(
    starts: Sequence[date], counts: Mapping[date, int], unit: Unit, counted: str, link: Callable[[date, date], str]
) -> list[str]:
    most, width = max(counts.values(), default=1), WIDTH / len(starts)
    drawn = []
    for i, start in enumerate(starts):
        n = counts.get(start, 0)
        if n:
            tall = max(2.0, (HEIGHT - 28) * n / most)
            bar = min(WIDEST, width * (1 - GAP))
            x = i * width + (width - bar) / 2
            label = f"{named(start, unit)}: {n:,} {counted}"
            drawn.append(
                f'<a href="{escape(link(start, end_of(start, unit)))}" aria-label="{escape(label)}"><rect class="hit" '
                f'x="{i * width:.1f}" y="0" width="{width:.1f}" height="{HEIGHT:.0f}"/><rect class="bar" x="{x:.1f}" '
                f'y="{HEIGHT - tall:.1f}" width="{bar:.1f}" height="{tall:.1f}" rx="1.5"><title>{escape(label)}</title>'
                "</rect></a>"
            )
    axis = f'<path class="axis" d="M0 {HEIGHT:.1f}H{WIDTH:.0f}"/>'
    return [
        axis,
        f'<text class="most" x="0" y="20">{most:,} {counted if most != 1 else counted.removesuffix("s")}</text>',
        *drawn,
    ]


def _labels(starts: Sequence[date], unit: Unit) -> list[str]:
    step = -(-len(starts) // LABELS)
    width = WIDTH / len(starts)
    return [
        f'<text class="tick{" minor" if n % 2 else ""}" x="{(i + 0.5) * width:.1f}" y="{HEIGHT + 22:.1f}">'
        f"{named(starts[i], 'day' if unit == 'week' else unit)}</text>"
        for n, i in enumerate(range(step // 2, len(starts), step))
    ]


def _bands(bands: Sequence[Band], starts: Sequence[date], unit: Unit) -> list[str]:
    first, days = starts[0], (end_of(starts[-1], unit) - starts[0]).days + 1
    drawn = []
    longest = sorted(bands, key=lambda b: (b.first - b.last, b.first, b.label))[:BANDS]
    for row, band in enumerate(sorted(longest, key=lambda b: (b.first, b.label))):
        x, wide = ((d.days / days * WIDTH) for d in (band.first - first, band.last - band.first + timedelta(1)))
        drawn.append(
            f'<a href="{escape(band.href)}" aria-label="{escape(band.label)}"><rect class="band" x="{x:.1f}" '
            f'y="{HEIGHT + FOOT + row * BAND:.1f}" width="{max(3.0, wide):.1f}" height="{BAND - 2:.1f}" rx="2.5">'
            f"<title>{escape(band.label)}</title></rect></a>"
        )
    return drawn


def starts_of(first: date, last: date, unit: Unit) -> list[date]:
    """Return the first day of every bar from one day to another; the calendar ends with the year 9999."""
    starts = [first]
    while (end := end_of(starts[-1], unit)) < last:
        starts.append(end + timedelta(1))
    return starts


def start_of(day: date, unit: Unit) -> date:
    """Return the first day of the bar that a day is counted in."""
    if unit == "week":
        return day - timedelta(day.weekday())
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def end_of(start: date, unit: Unit) -> date:
    """Return the last day of the bar that begins on a day."""
    if start.year == date.max.year and (unit == "year" or start.month == 12):
        return date.max
    if unit in ("day", "week"):
        return start + timedelta(6 if unit == "week" else 0)
    year, month = (start.year + 1, 1) if unit == "year" or start.month == 12 else (start.year, start.month + 1)
    return date(year, month, 1) - timedelta(1)


def named(start: date, unit: Unit) -> str:
    """Return "7 May", "May 2021", "2021", "week of 7 May"."""
    if unit == "year":
        return str(start.year)
    return f"{start:%b %Y}" if unit == "month" else f"{'week of ' if unit == 'week' else ''}{start.day} {start:%b}"
