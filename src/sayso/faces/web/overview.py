"""The first page: how many there are, when, where, and each event in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.faces.event_sentence import sentence
from sayso.faces.event_table import days, told_by
from sayso.faces.web import coverage, filter_form, timeline
from sayso.faces.web import map as world
from sayso.faces.web.asked import address, asked_filter, connected
from sayso.faces.web.pages import page
from sayso.ledger import places_of, query
from sayso.ledger.event_view import views
from sayso.ledger.filters import Filter
from sayso.ledger.place_names import names_of
from sayso.ledger.rollups import rollup
from sayso.ledger.store import Connection
from sayso.model import EventView

router = APIRouter(include_in_schema=False)
LISTED = 30  # events of a page
LONG = 3  # days from which an event is a band and no bar


@router.get("/")
def overview(request: Request, after: str | None = None) -> HTMLResponse:
    """Return the page of what fits the filter."""
    asked = asked_filter(request)
    with connected(request) as connection:
        found = query.find_events(connection, asked, after=after, limit=LISTED)
        listed = list(views(connection, [row.id for row in found.rows], waves=False))
        drawn = _map(connection, asked)
        when = _timeline(connection, asked, listed)
        chips = filter_form.chips("/", asked, names_of(connection, asked.place))
    return page(
        request, "overview.html", asked=asked, events=[_line(v) for v in listed], map=drawn, timeline=when,
        following=address("/", asked, after=found.after) if found.after else None,
        chips=chips, filter_fields=filter_form.fields(asked),
    )  # fmt: skip


def _line(view: EventView) -> dict[str, object]:
    return {"id": view.id, "sentence": sentence(view), "days": days(view), "told_by": told_by(view), "view": view}


def _map(connection: Connection, asked: Filter) -> str:
    spots = [
        world.Spot(name=s.name, lat=s.lat, lon=s.lon, events=s.events, exact=s.exact,
                   href=address("/", asked, place=str(s.geonames or s.name)))
        for s in places_of.spots(connection, asked)
    ]  # fmt: skip
    return world.draw(spots, places_of.countries(connection, asked))


def _timeline(connection: Connection, asked: Filter, listed: Sequence[EventView]) -> str:
    counted: dict[date, int] = {}
    for row in rollup(connection, asked, by=("day",)):
        if row.keys[0]:
            counted[date.fromisoformat(row.keys[0])] = row.events
    bands = [
        timeline.Band(first=first, last=last, label=sentence(v), href=f"/events/{v.id}")
        for v in listed
        if v.first_day and v.last_day
        and ((last := date.fromisoformat(v.last_day)) - (first := date.fromisoformat(v.first_day))).days >= LONG
    ]  # fmt: skip
    return timeline.draw(
        counted, bands, counted="events", link=lambda a, b: address("/", asked, since=f"{a}", until=f"{b}")
    ) + coverage.under_timeline(connection, asked, counted, bands)
