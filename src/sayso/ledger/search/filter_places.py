"""A place as people write it -> the condition on rows of claim_places for it and all that lies in it.

"Idlib" is every place of that name (a country first: "Georgia" is not the state of the USA), "Idlib, SYR" or "Idlib,
Syria" the one there, "SYR" a country, a number a GeoNames entry, four numbers a box. A place that is contested has no
country in our records, so that it is found by its own name or number and not by one side's country.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import floor

from sqlalchemy import ColumnElement, and_, or_

from sayso.knowledge.gazetteer import Entry, Gazetteer, load_gazetteer
from sayso.ledger.search.filters import box_of
from sayso.ledger.tables.schema import claim_places

MOST = 400  # squares of one degree that a box is looked for by; a larger one is looked for among all points
LONGEST_ID = 18  # digits; a store takes no longer number
spot = claim_places.c


def lies_in(place: str) -> ColumnElement[bool]:
    """Return the condition for a place and what lies in it; a name that no place bears is looked for as it is."""
    if box := box_of(place):
        return _in_box(*box)
    gazetteer = load_gazetteer()
    if place.isdecimal() and len(place) <= LONGEST_ID:
        number = int(place)
        entry = _areas(gazetteer).get(number)
        return _within(gazetteer, entry) if entry else spot.geonames == number
    entries = _meanings(gazetteer, place)
    return or_(*(_within(gazetteer, e) for e in entries)) if entries else spot.name == place


def _meanings(gazetteer: Gazetteer, place: str) -> list[Entry]:
    if place in gazetteer.countries:
        return [gazetteer.countries[place]]
    found = list(gazetteer.find(place))
    countries = [e for e in found if e.kind == "country"]
    name, comma, holder = (part.strip() for part in place.rpartition(","))
    if not found and comma:
        around = {e.country for e in _meanings(gazetteer, holder) if e.kind == "country"}
        return [e for e in gazetteer.find(name) if e.country in around]
    return countries or found


def _within(gazetteer: Gazetteer, entry: Entry) -> ColumnElement[bool]:
    if entry.kind == "country":
        return spot.country == entry.country
    if entry.kind == "province":
        return and_(_country_is(gazetteer.country(entry)), spot.admin1 == entry.admin1)
    if entry.kind == "region":
        inside = and_(spot.admin1 == entry.name, _country_is(gazetteer.country(entry)))
        return or_(spot.name == entry.name, inside)
    if entry.geonames:
        return spot.geonames == entry.geonames
    return and_(spot.name == entry.name, _country_is(gazetteer.country(entry)))


def _country_is(country: str | None) -> ColumnElement[bool]:
    return spot.country.is_(None) if country is None else spot.country == country


def _in_box(south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    """A box whose east lies west of its west goes across the 180th degree."""
    inside = spot.lon.between(west, east) if west <= east else or_(spot.lon >= west, spot.lon <= east)
    across = range(floor(west), floor(east if west <= east else east + 360) + 1)
    cells = [f"{y}/{(x + 180) % 360 - 180}" for y, x in product(range(floor(south), floor(north) + 1), across)]
    found = and_(spot.lat.between(south, north), inside)
    return and_(spot.cell.in_(cells), found) if len(cells) <= MOST else found


@lru_cache(maxsize=1)
def _areas(gazetteer: Gazetteer) -> dict[int, Entry]:
    """Return countries and provinces by their GeoNames numbers: what other places lie in."""
    provinces = [gazetteer.entry(key) for key in range(gazetteer.rows) if gazetteer.is_province(key)]
    return {e.geonames: e for e in (*provinces, *gazetteer.countries.values()) if e.geonames}
