"""Claims of a ledger -> columns of numbers, from which what fits a filter is counted at once.

A database that is asked once a question reads a row once a question, and counts what is distinct slowly. So a few
columns are read, each joined to one string, and a value is a number from then on. Those of all claims are kept for the
next filter until the ledger changes: it has only to say which claims fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, String, Table, and_, case, cast, func, literal, select

from sayso.ledger.search import places_of
from sayso.ledger.tables.schema import claim_places, counted
from sayso.ledger.upkeep.changes import state

Numbers = NDArray[np.int32]
BETWEEN, WITHIN = "\x1f", "\x1e"  # values of a column, parts of a place
EXACT, PROVINCE, COUNTRY = "e", "p", "c"  # how well a place is known


class Column(NamedTuple):
    """What different values there are, the number of each row's, and the number that "" has; -1 if no row has it."""

    values: list[str]
    at: Numbers
    none: int

    def numbers(self, new: Sequence[str]) -> Column:
        """Return the column with another word for each value, the same for several or "" for none."""
        words = coded(new)
        return words._replace(at=words.at[self.at])

    def some(self) -> NDArray[np.bool_]:
        """Return which rows have a value."""
        return np.not_equal(self.at, self.none)


@dataclass(frozen=True)
class Columns:
    """What claims hold, a row a claim, and again for each further place; "" is none."""

    claims: Column
    events: Column
    places: Column
    reports: Column
    days: Column
    outlets: Column
    where: dict[str, tuple[float, float]] = field(default_factory=dict, init=False)  # of spots that were asked for

    @cached_property
    def number(self) -> dict[str, int]:
        """Return the numbers of claims."""
        return dict(zip(self.claims.values, count(), strict=False))

    @cached_property
    def spots(self) -> Column:
        """Return the places that are drawn, however well they are known."""
        return self.places.numbers([p[1:] if p[:1] in (EXACT, PROVINCE) else "" for p in self.places.values])

    @cached_property
    def countries(self) -> Column:
        """Return the countries of what is known by country alone."""
        named = self.places.numbers([p[1:] if p[:1] == COUNTRY else "" for p in self.places.values])
        nearer = np.zeros(len(self.claims.values), bool)
        nearer[self.claims.at[self.spots.some()]] = True
        named.at[nearer[self.claims.at]] = named.none
        return named

    @cached_property
    def tellers(self) -> Numbers:
        """Return the number of a claim that names each spot."""
        claims = np.zeros(len(self.spots.values), np.int32)
        claims[self.spots.at] = self.claims.at
        return claims


class _Kept(NamedTuple):
    state: tuple[int, ...]
    columns: Columns


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_making = Lock()


def kept(connection: Connection) -> Columns | None:
    """Return the columns of all claims if they were made, of the very state that the connection reads."""
    found = _kept.get(connection.engine)
    return found.columns if found and found.state == state(connection) else None


def keep(connection: Connection) -> None:
    """Make the columns of all claims, if they are not there."""
    with _making:
        if kept(connection) is None:
            _kept[connection.engine] = _Kept(state(connection), read(connection, counted))


def read(connection: Connection, table: Table, *asked: ColumnElement[bool], places: bool = True) -> Columns:
    """Return the columns of some claims of a table like `counted`."""
    row, place = table.c, _place(claim_places.c) if places else literal("")
    columns = (row.claim, row.event, place, row.report, row.day, _plain(func.coalesce(row.outlet, "")))
    query = select(*(_joined(column) for column in columns))
    if places:  # from the claims to their places: the concat keeps SQLite from walking an index of places instead
        same = and_(claim_places.c.claim == row.claim.concat(""), claim_places.c.role == "at")
        query = query.join_from(table, claim_places, same, isouter=True)
    found = connection.execute(query.select_from(table).where(*asked)).one()
    return Columns(*(coded([] if column is None else column.split(BETWEEN)) for column in found))


def claims_of(connection: Connection, table: Table, *asked: ColumnElement[bool]) -> list[str]:
    """Return the ids of some claims of a table like `counted`."""
    found = connection.execute(select(_joined(table.c.claim)).where(*asked)).scalar()
    return found.split(BETWEEN) if found else []


def coded(values: Sequence[str]) -> Column:
    """Return words as numbers, in the order in which they come."""
    different = list(dict.fromkeys(values))
    number = dict(zip(different, count(), strict=False))
    at = np.fromiter(map(number.__getitem__, values), np.int32, len(values))
    return Column(different, at, number.get("", -1))


def find_where(connection: Connection, columns: Columns, spots: Iterable[str]) -> None:
    """Look up latitude and longitude of spots, each by one claim that names it."""
    wanted = set(spots) - columns.where.keys()
    if not wanted:
        return
    tellers = [columns.tellers[n] for n, spot in enumerate(columns.spots.values) if spot in wanted]
    claims = [columns.claims.values[n] for n in tellers]
    p = claim_places.c
    query = select(_place(p), p.lat, p.lon).where(p.claim.in_(claims), p.role == "at")
    columns.where.update((key[1:], (lat, lon)) for key, lat, lon in connection.execute(query) if key)


def _joined(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.aggregate_strings(column, BETWEEN)


def _plain(words: ColumnElement[str]) -> ColumnElement[str]:
    return func.replace(func.replace(words, BETWEEN, " "), WITHIN, " ")


def _place(p: Any) -> ColumnElement[str]:
    """Return what a place is counted under, after how well it is known; "" where there is none, or no country."""
    known = case((p.precision == "province", PROVINCE), else_=EXACT)
    number, cell = func.coalesce(cast(p.geonames, String), ""), func.coalesce(p.cell, "")
    key = known.concat(number).concat(WITHIN).concat(cell).concat(WITHIN).concat(_plain(p.name))
    return func.coalesce(case((places_of.drawn(p), key), else_=literal(COUNTRY).concat(p.country)), "")
