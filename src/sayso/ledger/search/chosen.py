"""A Filter -> the claims that fit it, chosen once: how many they are, when, where, and of which events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from sayso.ledger.search import columns, places_of, query, rollups
from sayso.ledger.search.columns import PROVINCE, WITHIN, Column, Columns
from sayso.ledger.search.conditions import asked_of, conditions
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.places_of import Spot
from sayso.ledger.tables.schema import tallies

MOST = 500_000  # claims of a ledger that is read so: a claim takes half a kilobyte; those of a larger one are counted
UNITS = {"day": 10, "month": 7, "year": 4}  # characters of a day


@dataclass(frozen=True, slots=True)
class Chosen:
    """What fits: rows of columns; `fits` None: all of them."""

    columns: Columns
    fits: NDArray[np.bool_] | None

    def of(self, column: Column) -> Column:
        """Return a column of what fits."""
        return column if self.fits is None else column._replace(at=column.at[self.fits])


def prepare(connection: Connection) -> None:
    """Keep what makes every later choice quick, until the ledger changes; of a large one that would be too much."""
    if not _is_large(connection):
        columns.keep(connection)


def choose(connection: Connection, filter: Filter, *, places: bool = True) -> Chosen | None:
    """Return what fits; None where that is left to the database: what was not prepared, and may be much.

    Without `places` neither `spots` nor `countries` may be asked for.
    """
    known = None if filter.withdrawn else columns.kept(connection)
    if filter.empty:
        return None if known is None else Chosen(known, None)
    if known is None and _is_large(connection) and filter.to_words().keys() <= query.WIDE:
        return None
    table, asked = asked_of(filter), conditions(connection, filter)
    if known is None:
        return Chosen(columns.read(connection, table, *asked, places=places), None)
    claims = columns.claims_of(connection, table, *asked)
    chosen = np.zeros(len(known.claims.values), bool)
    chosen[np.fromiter(map(known.number.__getitem__, claims), np.int32, len(claims))] = True
    return Chosen(known, chosen[known.claims.at])


def count(connection: Connection, filter: Filter, chosen: Chosen | None) -> query.Counted:
    """Return how many events, claims, reports and outlets fit."""
    if chosen is None or filter.empty:  # of everything, reports count also where they make no claims
        return query.count(connection, filter)
    every = chosen.columns
    kinds = (every.events, every.claims, every.reports, every.outlets)
    events, claims, reports, outlets = (_different(chosen.of(column)) for column in kinds)
    return query.Counted(events=events, claims=claims, reports=reports, outlets=outlets)


def events_by(connection: Connection, filter: Filter, chosen: Chosen | None, unit: str) -> dict[str, int]:
    """Return how many events fit by day, week, month or year; those without a date are left out."""
    if chosen is None:
        return rollups.events_by(connection, filter, unit)
    days = chosen.columns.days
    cells = days.numbers([_monday(day) if unit == "week" else day[: UNITS[unit]] for day in days.values])
    return _events_of(chosen, cells)


def spots(connection: Connection, filter: Filter, chosen: Chosen | None, limit: int = 2000) -> list[Spot]:
    """Return the places of what fits, those with most events first; none for what is known by country alone."""
    if chosen is None:
        return places_of.spots(connection, filter, limit)
    numbers = _events_of(chosen, chosen.columns.spots)
    least = sorted(numbers.values(), reverse=True)[:limit][-1:] or [0]
    most = [key for key, n in numbers.items() if n >= least[0]]
    most = sorted(most, key=lambda key: (-numbers[key], key.rpartition(WITHIN)[2]))[:limit]
    columns.find_where(connection, chosen.columns, most)
    vague, where = _vague(chosen), chosen.columns.where
    return [
        Spot(name=key.rpartition(WITHIN)[2], geonames=int(number) if (number := key.partition(WITHIN)[0]) else None,
             lat=where[key][0], lon=where[key][1], exact=key not in vague, events=numbers[key])
        for key in most
    ]  # fmt: skip


def countries(connection: Connection, filter: Filter, chosen: Chosen | None) -> dict[str, int]:
    """Return how many events are known by country alone, by its three letters."""
    if chosen is None:
        return places_of.countries(connection, filter)
    return _events_of(chosen, chosen.columns.countries)


def find_events(
    connection: Connection, filter: Filter, chosen: Chosen | None, *, after: str | None = None, limit: int = 100
) -> query.Page[query.EventRow]:
    """Return the events of which a claim fits, by their first day, the latest first; those without one stand last."""
    if chosen is None or filter.empty:
        return query.find_events(connection, filter, after=after, limit=limit)
    fit = chosen.of(chosen.columns.events)
    among = {fit.values[n] for n in np.unique(fit.at).tolist()}
    return query.find_events(connection, filter, after=after, limit=limit, among=among)


def _events_of(chosen: Chosen, keys: Column) -> dict[str, int]:
    """Return the number of events by what each row is counted under; what is "" is left out."""
    keys, events = chosen.of(keys), chosen.of(chosen.columns.events)
    both = keys.some() & events.some()
    width = len(events.values)
    pairs = np.unique(keys.at[both].astype(np.int64) * width + events.at[both])
    numbers = np.bincount(pairs // width, minlength=len(keys.values)).tolist() if len(pairs) else []
    return {key: n for key, n in zip(keys.values, numbers, strict=False) if n}


def _is_large(connection: Connection) -> bool:
    size = connection.scalar(select(func.sum(tallies.c.claims)).where(tallies.c.name == ""))
    return (size or 0) > MOST


def _different(column: Column) -> int:
    return int(np.count_nonzero(np.bincount(column.at[column.some()])))


def _vague(chosen: Chosen) -> set[str]:
    """Return the spots that some of what fits knows by province alone."""
    places = chosen.of(chosen.columns.places)
    named = (places.values[n] for n in np.unique(places.at).tolist())
    return {place[1:] for place in named if place[:1] == PROVINCE}


def _monday(day: str) -> str:
    if not day:
        return ""
    found = date.fromisoformat(day)
    return (found - timedelta(found.weekday())).isoformat()
