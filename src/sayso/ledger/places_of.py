"""A Filter -> where what fits happened: places with their events, and countries where no more is known."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.ledger.conditions import asked_of, conditions
from sayso.ledger.filters import Filter
from sayso.ledger.schema import claim_places

WITHIN = ("point", "town", "district", "province")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place and how many events are told to have been there; degrees; `exact` for a town or less."""

    name: str
    geonames: int | None
    country: str | None
    lat: float
    lon: float
    exact: bool
    events: int


def spots(connection: Connection, filter: Filter, limit: int = 2000) -> list[Spot]:
    """Return the places of what fits, those with most events first; none for what is known by country alone."""
    p, row = claim_places.c, asked_of(filter).c
    number = func.count(row.event.distinct())
    where = (p.name, p.geonames, p.country, p.lat, p.lon, p.precision)
    query = (
        select(*where, number).join_from(asked_of(filter), claim_places, p.claim == row.claim)
        .where(*conditions(connection, filter), row.event != "", p.role == "at", p.precision.in_(WITHIN),
               p.lat.is_not(None))
        .group_by(*where).order_by(number.desc(), p.name).limit(limit)
    )  # fmt: skip
    return [
        Spot(name=r[0], geonames=r[1], country=r[2], lat=r[3], lon=r[4], exact=r[5] != "province", events=r[6])
        for r in connection.execute(query)
    ]


def countries(connection: Connection, filter: Filter) -> dict[str, int]:
    """Return how many events are known by country alone, by its three letters."""
    p, row = claim_places.c, asked_of(filter).c
    exact = select(p.claim).where(p.role == "at", p.precision.in_(WITHIN), p.lat.is_not(None))
    query = (
        select(p.country, func.count(row.event.distinct()))
        .join_from(asked_of(filter), claim_places, p.claim == row.claim)
        .where(*conditions(connection, filter), row.event != "", p.role == "at", p.country.is_not(None),
               row.claim.not_in(exact))
        .group_by(p.country)
    )  # fmt: skip
    return {country: number for country, number in connection.execute(query)}  # noqa: C416
