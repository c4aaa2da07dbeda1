"""A Filter -> the claims that fit it, read once: how many they are, when, where, and of which events.

A page asks all of that of the same claims. A database that is asked once a question chooses them once a question, and
counts what is distinct slowly; so it is asked once, for a few columns each joined to one string, and the rest is sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, case, cast, func, literal, select

from sayso.ledger.search import places_of, query, rollups
from sayso.ledger.search.conditions import asked_of, conditions
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.places_of import Spot
from sayso.ledger.tables.schema import claim_places, tallies

MOST = 500_000  # claims of a ledger that is read so: a claim takes half a kilobyte; those of a larger one are counted
BETWEEN, WITHIN = "\x1f", "\x1e"  # values of a column, parts of a place
NONE = " " * 20  # in the place of an event's id, as long as one
EXACT, PROVINCE, COUNTRY = "e", "p", "c"  # how well a place is known
UNITS = {"day": 10, "month": 7, "year": 4}  # characters of a day


@dataclass(frozen=True, slots=True)
class Chosen:
    """What fits, row by row: a claim, and again for each further place; "" is none, of events NONE."""

    claims: list[str]
    events: list[str]
    places: list[str]
    reports: list[str]
    days: list[str]
    outlets: int


def choose(connection: Connection, filter: Filter, *, places: bool = True) -> Chosen | None:
    """Return what fits; None where everything is asked, or much of a large ledger: that is left to the database.

    Without `places` neither `spots` nor `countries` may be asked for.
    """
    if filter.empty:
        return None
    size = connection.scalar(select(func.sum(tallies.c.claims)).where(tallies.c.name == ""))
    if (size or 0) > MOST and filter.to_words().keys() <= query.WIDE:
        return None
    columns, outlets = _read(connection, filter, places)
    claims, events, found, reports, days = columns
    return Chosen(claims, events, found, reports, days, outlets)


def count(connection: Connection, filter: Filter, chosen: Chosen | None) -> query.Counted:
    """Return how many events, claims, reports and outlets fit."""
    if chosen is None:
        return query.count(connection, filter)
    events, claims, reports = (set(c) for c in (chosen.events, chosen.claims, chosen.reports))
    return query.Counted(events=len(events - {NONE}), claims=len(claims), reports=len(reports), outlets=chosen.outlets)


def events_by(connection: Connection, filter: Filter, chosen: Chosen | None, unit: str) -> dict[str, int]:
    """Return how many events fit by day, week, month or year; those without a date are left out."""
    if chosen is None:
        return rollups.events_by(connection, filter, unit)
    keys = {day: _monday(day) if unit == "week" else day[: UNITS[unit]] for day in set(chosen.days)}
    return _events_of(chosen, map(keys.__getitem__, chosen.days))


def spots(connection: Connection, filter: Filter, chosen: Chosen | None, limit: int = 2000) -> list[Spot]:
    """Return the places of what fits, those with most events first; none for what is known by country alone."""
    if chosen is None:
        return places_of.spots(connection, filter, limit)
    drawn = {place: "" if place[:1] in ("", COUNTRY) else place[1:] for place in set(chosen.places)}
    numbers = _events_of(chosen, map(drawn.__getitem__, chosen.places))
    most = sorted(numbers, key=lambda key: (-numbers[key], key.rpartition(WITHIN)[2]))[:limit]
    vague = {key for place, key in drawn.items() if place[:1] == PROVINCE}
    where = _where(connection, chosen, set(most))
    return [
        Spot(name=key.rpartition(WITHIN)[2], geonames=int(number) if (number := key.partition(WITHIN)[0]) else None,
             lat=where[key][0], lon=where[key][1], exact=key not in vague, events=numbers[key])
        for key in most
    ]  # fmt: skip


def countries(connection: Connection, filter: Filter, chosen: Chosen | None) -> dict[str, int]:
    """Return how many events are known by country alone, by its three letters."""
    if chosen is None:
        return places_of.countries(connection, filter)
    named = {place: place[1:] for place in set(chosen.places) if place[:1] == COUNTRY}
    if not named:
        return {}
    nearer = {c for c, place in zip(chosen.claims, chosen.places, strict=True) if place and place not in named}
    rows = zip(chosen.claims, chosen.places, strict=True)
    return _events_of(chosen, ("" if claim in nearer else named.get(place, "") for claim, place in rows))


def find_events(
    connection: Connection, filter: Filter, chosen: Chosen | None, *, after: str | None = None, limit: int = 100
) -> query.Page[query.EventRow]:
    """Return the events of which a claim fits, by their first day, the latest first; those without one stand last."""
    among = None if chosen is None else set(chosen.events)
    return query.find_events(connection, filter, after=after, limit=limit, among=among)


def _events_of(chosen: Chosen, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of events by what each row is counted under; what is "" is left out."""
    pairs = set(map(str.__add__, keys, chosen.events))  # strings: of a hundred thousand tuples the collector takes care
    numbers = Counter(pair[: -len(NONE)] for pair in pairs if not pair.endswith(NONE))
    del numbers[""]
    return dict(numbers)


def _monday(day: str) -> str:
    if not day:
        return ""
    found = date.fromisoformat(day)
    return (found - timedelta(found.weekday())).isoformat()


# --- what is read -----------------------------------------------------------------------------------------------------


def _read(connection: Connection, filter: Filter, places: bool) -> tuple[list[list[str]], int]:
    """Return the columns of what fits, and how many outlets tell of it."""
    row, place = asked_of(filter).c, _place(claim_places.c) if places else literal("")
    columns = [row.claim, func.coalesce(func.nullif(row.event, ""), NONE), place, row.report, row.day]
    joined: list[Any] = [func.aggregate_strings(c, BETWEEN) for c in columns]
    asked: Select[Any] = select(*joined).add_columns(func.count(row.outlet.distinct()))
    asked = _with_places(asked, filter) if places else asked.select_from(asked_of(filter))
    found = connection.execute(asked.where(*conditions(connection, filter))).one()
    return [column.split(BETWEEN) if column is not None else [] for column in found[:-1]], found[-1]


def _with_places(asked: Select[Any], filter: Filter) -> Select[Any]:
    """Join the places, from the claims that fit: the concat keeps SQLite from walking an index of places instead."""
    table, p = asked_of(filter), claim_places.c
    same = and_(p.claim == table.c.claim.concat(""), p.role == "at")
    return asked.join_from(table, claim_places, same, isouter=True)


def _place(p: Any) -> ColumnElement[str]:
    """Return what a place is counted under, after how well it is known; "" where there is none, or no country."""
    known = case((p.precision == "province", PROVINCE), else_=EXACT)
    name = func.replace(func.replace(p.name, BETWEEN, " "), WITHIN, " ")
    number, cell = func.coalesce(cast(p.geonames, String), ""), func.coalesce(p.cell, "")
    key = known.concat(number).concat(WITHIN).concat(cell).concat(WITHIN).concat(name)
    return func.coalesce(case((places_of.drawn(p), key), else_=literal(COUNTRY).concat(p.country)), "")


def _where(connection: Connection, chosen: Chosen, keys: Set[str]) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of places, each by one claim that names it."""
    one = dict(zip(chosen.places, chosen.claims, strict=True))
    claims = [claim for place, claim in one.items() if place[1:] in keys]
    p = claim_places.c
    asked = select(_place(p), p.lat, p.lon).where(p.claim.in_(claims), p.role == "at")
    return {key[1:]: (lat, lon) for key, lat, lon in connection.execute(asked)}
