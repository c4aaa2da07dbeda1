"""Two actors of the registry -> their page: conflict and cooperation over time, and the events between them.

Acts that an outlet tells in its own voice and acts that only others tell of stand apart, in the drawing and the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from sayso.faces.web.actor_page import entry_of, event_lines, name_of
from sayso.faces.web.asked import address, asked_filter, connected
from sayso.faces.web.pages import page
from sayso.faces.web.timeline import LABELS, WIDTH, Unit, end_of, named, start_of, starts_of, unit_for
from sayso.knowledge.registry import load_registry
from sayso.ledger.search import chosen, query
from sayso.ledger.search.chosen import Chosen
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.rollups import Balance, balance
from sayso.ledger.store import Connection

router = APIRouter(include_in_schema=False)
LISTED = 30  # events of a page
HALF, FOOT = 90.0, 20.0  # pixels of the drawing above and below its line, and under it
LATEST = "9998"  # no drawing reaches the end of the calendar
WIDEST = 40.0  # pixels of a bar
# how it is told, the name of the sums: reported bars are full, attributed ones hatched
KINDS = (("reported", "conflict"), ("attributed", "conflict"), ("reported", "cooperation"),
         ("attributed", "cooperation"))  # fmt: skip


@router.get("/dyads/{one}/{other}")
def shown(request: Request, one: str, other: str, after: str | None = None) -> HTMLResponse:
    """Return the page of what two actors do to each other."""
    registry = load_registry()
    names = [entry_of(registry, a).name for a in (one, other)]
    asked = replace(asked_filter(request), between=(f"{one}, {other}",))
    with connected(request) as connection:
        try:
            fit = chosen.choose(connection, asked, places=False)
            found = chosen.find_events(connection, asked, fit, after=after, limit=LISTED)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        counted = chosen.count(connection, asked, fit)
        unit, rows = _balances(connection, asked, fit)
        sides = [(name_of(registry, a), name_of(registry, b), _events(connection, asked, a, b))
                 for a, b in ((one, other), (other, one))]  # fmt: skip
        events = event_lines(connection, [row.id for row in found.rows])
    here = f"/dyads/{one}/{other}"
    beside = replace(asked, between=())
    return page(
        request, "dyad.html", asked=asked, counted=counted, one=one, other=other, names=names, sides=sides,
        unit=unit, events=events,
        table=[(_label(row, unit), row) for row in rows],
        chart=draw(rows, unit, " and ".join(names)), back=address("/", asked),
        following=address(here, beside, after=found.after) if found.after else None,
    )  # fmt: skip


def _events(connection: Connection, asked: Filter, one: str, other: str) -> int:
    return query.count(connection, replace(asked, between=(), actor=(one,), recipient=(other,))).events


def _balances(connection: Connection, asked: Filter, fit: Chosen | None) -> tuple[Unit, Sequence[Balance]]:
    """Return sums of conflict and cooperation by the unit that suits the stretch of days."""
    days = sorted(chosen.events_by(connection, asked, fit, "day"))
    unit: Unit = unit_for(date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if days else "day"
    return unit, balance(connection, asked, by=(unit,))


def draw(rows: Sequence[Balance], unit: Unit, who: str) -> str:
    """Return the drawing: cooperation above the line, conflict below it, heights as sums of PLOVER intensity."""
    dated = {start_of(day_of(row.keys[0]), unit): row for row in rows if row.keys[0] and row.keys[0] < LATEST}
    if not dated:
        return ""
    starts = starts_of(min(dated), max(dated), unit)
    most = max(max(_sum(row, "cooperation"), -_sum(row, "conflict")) for row in dated.values()) or 1.0
    title = f"Cooperation and conflict of {who} by {unit}, {starts[0]} to {end_of(starts[-1], unit)}"
    return "\n".join([
        f'<svg class="balance" viewBox="0 0 {WIDTH:.0f} {2 * HALF + FOOT:.0f}" role="img" '
        f'aria-labelledby="balance-title"><title id="balance-title">{escape(title)}</title>',
        '<defs><pattern id="told-conflict" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="conflict" d="M0 0V5"/></pattern>'
        '<pattern id="told-cooperation" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="cooperation" d="M0 0V5"/></pattern></defs>',
        *_bars(starts, dated, unit, most),
        f'<path class="axis" d="M0 {HALF:.0f}H{WIDTH:.0f}"/>',
        f'<text class="most" x="0" y="12">cooperation, up to +{most:,.1f}</text>',
        f'<text class="most" x="0" y="{2 * HALF - 4:.0f}">conflict, down to −{most:,.1f}</text>',
        *_ticks(starts, unit), "</svg>",
    ])  # fmt: skip


def _bars(starts: Sequence[date], dated: Mapping[date, Balance], unit: Unit, most: float) -> Iterator[str]:
    width = WIDTH / len(starts)
    bar = min(WIDEST, width * 0.84)
    for i, start in enumerate(starts):
        if (row := dated.get(start)) is None:
            continue
        up = down = HALF
        for told, kind in KINDS:
            tall = abs(_value(row, told, kind)) / most * (HALF - 16)
            if not tall:
                continue
            y = down if kind == "conflict" else up - tall
            up, down = (up, down + tall) if kind == "conflict" else (up - tall, down)
            label = f"{named(start, unit)}: {kind}, {told}, {_value(row, told, kind):+,.1f}"
            yield (f'<rect class="{kind} {told}" x="{i * width + (width - bar) / 2:.1f}" y="{y:.1f}" '
                   f'width="{bar:.1f}" height="{max(1.0, tall):.1f}">'
                   f"<title>{escape(label)}</title></rect>")  # fmt: skip


def _ticks(starts: Sequence[date], unit: Unit) -> Iterator[str]:
    step, width = -(-len(starts) // LABELS), WIDTH / len(starts)
    for i in range(step // 2, len(starts), step):
        yield (f'<text class="tick" x="{(i + 0.5) * width:.1f}" y="{2 * HALF + 14:.0f}">'
               f"{named(starts[i], 'day' if unit == 'week' else unit)}</text>")  # fmt: skip


def _value(row: Balance, told: str, kind: str) -> float:
    return float(getattr(row, f"{told}_{kind}"))


def _sum(row: Balance, kind: str) -> float:
    return _value(row, "reported", kind) + _value(row, "attributed", kind)


def _label(row: Balance, unit: Unit) -> str:
    return named(start_of(day_of(row.keys[0]), unit), unit) if row.keys[0] else "no date"


def day_of(key: str | None) -> date:
    """Return the first day of "2024", "2024-03", "2024-03-04"."""
    return date.fromisoformat(f"{key}-01-01"[:10] if key and len(key) == 4 else f"{key}-01"[:10])
