"""A toll -> its figures in the order of publication as SVG: from the low bound to the high, an arrow where it is open.

Nothing joins the figures: what lies between two reports nobody has told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import log10
from typing import NamedTuple

from sayso.faces.event_sentence import bounds, number, plain
from sayso.model import Reported, Toll

WIDTH, HEIGHT, LEFT, HEAD, FOOT = 480.0, 176.0, 42.0, 32.0, 22.0
DRAWN = 40  # figures; further ones stand in the table only
WIDEST = 26.0  # pixels of a bar
POINT = 5.0  # pixels of height of a figure without bounds
LABELLED = 10  # figures up to which each has its number beside it
DATES = 8  # labels of dates, at most
STEEP = 50  # times the lowest figure from which the highest makes the scale one of tens
TENS = "; each line is ten times the one below"


class Scale(NamedTuple):
    """From 0 to the highest line; `tens`: each line is ten times the one below, the lowest is 1."""

    top: int
    tens: bool

    def y(self, value: int) -> float:
        """Return where a number stands, in pixels from above."""
        share = log10(max(1, value)) / (log10(self.top) or 1) if self.tens else value / self.top
        return HEIGHT - FOOT - (HEIGHT - HEAD - FOOT) * min(share, 1.0)

    def lines(self) -> list[int]:
        """Return the numbers that have a line."""
        return [10**n for n in range(len(str(self.top)))] if self.tens else sorted({0, self.top // 2, self.top})


def draw(toll: Toll, link: Callable[[str], str], key: str) -> str:
    """Return the chart; `link` gives the address of a claim, `key` sets its ids apart from other charts of a page."""
    shown = toll.revisions[:DRAWN]
    scale = _scale(shown)
    more = f"; {len(toll.revisions) - DRAWN} more in the table" if len(toll.revisions) > DRAWN else ""
    title = f"{toll.kind} {bounds(toll)}, {len(toll.revisions)} figures in order of publication{more}"
    title += TENS if scale.tens else ""
    return "\n".join([
        f'<svg class="toll" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="group" aria-labelledby="{escape(key)}">',
        f'<title id="{escape(key)}">{escape(plain(title))}</title>',
        *_grid(scale), *_dates(shown), *(_bar(r, n, len(shown), scale, link(r.claim)) for n, r in enumerate(shown)),
        "</svg>",
    ])  # fmt: skip


def _scale(shown: Sequence[Reported]) -> Scale:
    """Return the scale that all figures fit on: up to a round number, or by tens where they lie far apart."""
    told = [n for r in shown for n in (r.low, r.high or 0) if n > 0] or [1]
    least, most = min(told), max(told)
    step = int(10 ** (len(str(most)) - 1))
    if most > STEEP * least:
        return Scale(step * (10 if most > step else 1), tens=True)
    return Scale(next(n for n in (step * m // 10 for m in (10, 20, 30, 40, 50, 60, 80, 100)) if n >= most), tens=False)


def _grid(scale: Scale) -> list[str]:
    drawn = []
    for n in scale.lines():
        y = scale.y(n)
        drawn.append(f'<path class="axis" d="M{LEFT:.0f} {y:.1f}H{WIDTH:.0f}"/>'
                     f'<text class="scale" x="{LEFT - 6:.0f}" y="{y + 4:.1f}">{_brief(n)}</text>')  # fmt: skip
    return drawn


def _brief(n: int) -> str:
    """Return "500", "20 k", "3 M"."""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if n >= 10 * size or n >= size >= 10**6:
            return f"{n / size:g} {letter}"
    return f"{n:,}"


def _dates(shown: Sequence[Reported]) -> list[str]:
    """Return the date under the first figure of each day, as many as there is room for."""
    days = [(r.published or "undated")[:10] for r in shown]
    firsts = [n for n, day in enumerate(days) if n == 0 or days[n - 1] != day]
    step = -(-len(firsts) // DATES)
    wide = (WIDTH - LEFT) / len(shown)
    return [
        f'<text class="tick" x="{LEFT + (n + 0.5) * wide:.1f}" y="{HEIGHT - 6:.1f}">{escape(_short(days[n], days[0]))}'
        "</text>"
        for n in firsts[::step]
    ]


def _short(day: str, first: str) -> str:
    """Return "03-05" of a day of the first one's year, else the whole."""
    return day[5:] if day != first and day[:4] == first[:4] and day[4:5] == "-" else day


def _bar(reported: Reported, n: int, all_: int, scale: Scale, href: str) -> str:
    wide = (WIDTH - LEFT) / all_
    bar = min(WIDEST, wide * 0.7)
    x = LEFT + (n + 0.5) * wide
    high = reported.low if reported.high is None else reported.high
    upper, lower = scale.y(high), scale.y(reported.low)
    if lower - upper < POINT:
        upper, lower = (upper + lower - POINT) / 2, (upper + lower + POINT) / 2
    said = f"{number(reported.low, reported.high)}, {reported.source}, {(reported.published or 'undated')[:10]}"
    label = escape(plain(said))
    shape = (f'<rect class="range" x="{x - bar / 2:.1f}" y="{upper:.1f}" width="{bar:.1f}" '
             f'height="{lower - upper:.1f}" rx="1.5"/>')  # fmt: skip
    if reported.high is None:
        shape += _arrow(x, upper)
        upper -= 14
    text = f'<text class="tick" x="{x:.1f}" y="{max(9, upper - 5):.1f}">{_value(reported)}</text>'
    return (f'<a href="{escape(href)}" aria-label="{label}"><title>{label}</title><rect class="hit" '
            f'x="{x - wide / 2:.1f}" y="0" width="{wide:.1f}" height="{HEIGHT - FOOT:.0f}"/>{shape}'
            f"{text if all_ <= LABELLED else ''}</a>")  # fmt: skip


def _arrow(x: float, y: float) -> str:
    """Return an arrow upwards: the figure is open there."""
    return f'<path class="open" d="M{x:.1f} {y:.1f}v-12m-5 5l5 -6l5 6"/>'


def _value(reported: Reported) -> str:
    low, high = reported.low, reported.high
    return f"{low:,}" if low == high else f"{low:,}+" if high is None else f"{low:,}–{high:,}"
