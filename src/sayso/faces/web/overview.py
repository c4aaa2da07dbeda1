"""The first page: how many there are, when, where, and each event in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from sayso.faces.event_sentence import sentence
from sayso.faces.web import coverage, filter_form, timeline
from sayso.faces.web import map as world
from sayso.faces.web.asked import address, addresses, asked_filter, connected
from sayso.faces.web.event_lines import line
from sayso.faces.web.offers import offers
from sayso.faces.web.pages import page
from sayso.ledger.event.view import views
from sayso.ledger.search import chosen, query
from sayso.ledger.search.chosen import Chosen
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.place_names import names_of
from sayso.ledger.store import Connection
from sayso.model import EventView

router = APIRouter(include_in_schema=False)
LISTED = 30  # events of a page
FIRST = 2  # events that the examples are introduced by
DRAWN, TABLED = 500, 40  # places of the map, and of its table
By = Callable[[timeline.Unit], dict[date, int]]
LONG = 3  # days from which an event is a band and no bar


@router.get("/")
def overview(request: Request, after: str | None = None) -> HTMLResponse:
    """Return the page of what fits the filter."""
    asked = asked_filter(request)
    with connected(request) as connection:
        fit = chosen.choose(connection, asked)
        counted = chosen.count(connection, asked, fit)
        shown, spots, shaded = _map(connection, asked, fit)
        try:
            found = chosen.find_events(connection, asked, fit, after=after, limit=LISTED)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        listed = list(views(connection, [row.id for row in found.rows], waves=False))
        when, span = _timeline(connection, asked, fit, listed)
        offered = offers(connection, asked)
        shown_first = _told_by_most(connection) if request.app.state.demo and asked.empty else []
        chips = filter_form.chips("/", asked, names_of(connection, asked.place))
    return page(
        request, "overview.html", asked=asked, events=[line(v) for v in listed], map=shown, timeline=when,
        span=span, scale=world.scale(spots), spots=spots[:TABLED],
        places=len(spots), by_country=sum(shaded.values()), most_places=DRAWN,
        counted=counted, offers=offered,
        following=address("/", asked, after=found.after) if found.after else None,
        shown_first=shown_first, chips=chips, filter_fields=filter_form.fields(asked),
    )  # fmt: skip


def _told_by_most(connection: Connection) -> list[dict[str, Any]]:
    """Return the events that most reports tell of: what to look at first in the examples."""
    rows = query.find_events(connection, Filter(), limit=500).rows
    most = sorted(rows, key=lambda row: (-row.reports, -row.claims, row.id))[:FIRST]
    return [line(v) for v in views(connection, [row.id for row in most], waves=False)]


def _map(connection: Connection, asked: Filter, fit: Chosen | None) -> tuple[str, list[world.Spot], dict[str, int]]:
    """Return the map and what stands on it: places, and events known by country alone."""
    href = addresses("/", asked, "place")
    spots = [
        world.Spot(name=s.name, lat=s.lat, lon=s.lon, events=s.events, exact=s.exact,
                   href=href(str(s.geonames or s.name)))
        for s in chosen.spots(connection, asked, fit, DRAWN)
    ]  # fmt: skip
    shaded = chosen.countries(connection, asked, fit)
    return world.draw(spots, shaded), spots, shaded


def _timeline(
    connection: Connection, asked: Filter, fit: Chosen | None, listed: Sequence[EventView]
) -> tuple[str, str]:
    """Return the timeline with the strip under it, and in words what stretch it shows by which unit."""
    bands = [
        timeline.Band(first=first, last=last, label=sentence(v), href=f"/events/{v.id}")
        for v in listed
        if v.first_day and v.last_day
        and ((last := date.fromisoformat(v.last_day)) - (first := date.fromisoformat(v.first_day))).days >= LONG
    ]  # fmt: skip
    by = partial(_by, connection, asked, fit)
    unit, counted = _counted(by, [day for band in bands for day in (band.first, band.last)])
    drawn = timeline.draw(
        counted, bands, counted="events", unit=unit,
        link=lambda a, b: address("/", asked, since=f"{a}", until=f"{b}"),
    )  # fmt: skip
    return drawn + coverage.under_timeline(connection, asked, counted, bands, unit), timeline.span(counted, bands, unit)


def _counted(by: By, ends: list[date]) -> tuple[timeline.Unit, dict[date, int]]:
    """Return the unit of the bars and the events of each; the months tell cheaply whether they are many or few."""
    months = by("month")
    last_days = [timeline.end_of(month, "month") for month in months]
    within = [*months, *last_days, *ends]
    if not within:
        return "day", {}
    if (max(within) - min(within)).days > timeline.WEEKS + timeline.DAYS:
        unit = timeline.unit_for(min(within), max(within))
    else:
        days = by("day")
        unit = timeline.unit_for(min([*days, *ends]), max([*days, *ends]))
    return unit, months if unit == "month" else by(unit)


def _by(connection: Connection, asked: Filter, fit: Chosen | None, unit: timeline.Unit) -> dict[date, int]:
    counted = chosen.events_by(connection, asked, fit, unit)
    return {date.fromisoformat(f"{key}-01-01"[:10]): n for key, n in counted.items()}
