"""A Filter -> where what fits happened: places with their events, and countries where no more is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, not_, select

from sayso.ledger.search.conditions import asked_of, conditions
from sayso.ledger.search.filters import Filter
from sayso.ledger.tables.schema import claim_places

WITHIN = ("point", "town", "district", "province")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place and how many events are told to have been there; degrees; `exact` for a town or less."""

    name: str
    geonames: int | None
    lat: float
    lon: float
    exact: bool
    events: int


def spots(connection: Connection, filter: Filter, limit: int = 2000) -> list[Spot]:
    """Return the places of what fits, those with most events first; none for what is known by country alone.

    Whatever has .concat("") or + 0 is no key of an index: else SQLite walks an index of all places, which takes four
    times as long.
    """
    p, row = claim_places.c, asked_of(filter).c
    number, key, name = func.count(row.event.distinct()), p.geonames + 0, p.name.concat("")
    exact = func.min(case((p.precision == "province", 0), else_=1))
    query = (
        select(name, key, func.max(p.lat), func.max(p.lon), exact, number)
        .join_from(asked_of(filter), claim_places, p.claim == _claim(filter))
        .where(*conditions(connection, filter), row.event != "", p.role == "at", drawn(p))
        .group_by(key, name, p.cell.concat("")).order_by(number.desc(), name).limit(limit)
    )  # fmt: skip
    return [
        Spot(name=r[0], geonames=r[1], lat=r[2], lon=r[3], exact=bool(r[4]), events=r[5])
        for r in connection.execute(query)
    ]


def countries(connection: Connection, filter: Filter) -> dict[str, int]:
    """Return how many events are known by country alone, by its three letters."""
    p, row, same = claim_places.c, asked_of(filter).c, claim_places.alias("same").c
    country = p.country.concat("")
    nearer = exists().where(same.claim == p.claim, same.role == "at", drawn(same))
    query = (
        select(country, func.count(row.event.distinct()))
        .join_from(asked_of(filter), claim_places, p.claim == _claim(filter))
        .where(*conditions(connection, filter), row.event != "", p.role == "at", country.is_not(None),
               not_(drawn(p)), not_(nearer))
        .group_by(country)
    )  # fmt: skip
    return {country: number for country, number in connection.execute(query)}  # noqa: C416


def _claim(filter: Filter) -> ColumnElement[str]:
    """Return the claim to join places by, from the claims that fit to their places unless all claims do."""
    row = asked_of(filter).c
    return row.claim if filter.empty else row.claim.concat("")


def drawn(place: Any) -> ColumnElement[bool]:
    """Return the condition that a place is known well enough to be drawn."""
    return and_(place.precision.in_(WITHIN), place.lat.is_not(None))
