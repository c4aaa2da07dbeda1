"""A Filter and what to count by -> numbers of events, claims and sources; sums of conflict and cooperation.

Every row is what `query.count` gives for the filter narrowed to that row: an event whose claims differ in what is
counted by stands in each of their rows, so that rows need not add up to the number of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, String, and_, case, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from sayso.ledger.likeness.marks import STAGES
from sayso.ledger.search.conditions import asked_of, conditions
from sayso.ledger.search.filters import Filter
from sayso.ledger.tables.counted import TALLIED
from sayso.ledger.tables.schema import claim_actors, tallies

UNKNOWN = "~"  # an actor that the registry does not know: their names are not counted across reports
WITH_ACTORS = {"dyad": ("actor", "recipient"), "countries": ("actor", "recipient"), "actor": ("actor",),
               "recipient": ("recipient",)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How many tell of what `keys` say, in the order of what was counted by; a key None is not stated."""

    keys: tuple[str | None, ...]
    events: int
    claims: int
    sources: int  # speakers, and outlets in their own voice; a copy's is that of its original


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Sums of PLOVER intensity over events, each once, by what its claims give on average.

    An event that an outlet tells in its own voice is reported, one that only others tell of attributed; what is
    denied, planned, threatened, ... is in neither.
    """

    keys: tuple[str | None, ...]
    reported: int  # events
    reported_cooperation: float
    reported_conflict: float  # zero or less
    attributed: int
    attributed_cooperation: float
    attributed_conflict: float


class Dealings(NamedTuple):
    """With whom: how many events, whatever is told of them, and the sums of intensity of those told to have been."""

    key: str | None
    events: int
    cooperation: float
    conflict: float  # zero or less


class Monday(FunctionElement[str]):
    """The Monday of the week that a day lies in; None for ""."""

    type = String()
    name = "monday"
    inherit_cache = True


@compiles(Monday, "sqlite")
def _monday_sqlite(element: Monday, compiler: Any, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '-6 days', 'weekday 1')"


@compiles(Monday, "postgresql")
def _monday_postgresql(element: Monday, compiler: Any, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"to_char(date_trunc('week', nullif({day}, '')::date), 'YYYY-MM-DD')"


def rollup(connection: Connection, filter: Filter, *, by: Sequence[str] = ("month", "type")) -> list[Row]:
    """Return the numbers of what fits, in order of their keys; raise ValueError if it cannot be counted by that."""
    beside = [name for name in by if name != "month"]
    if filter.empty and len(beside) == len(by) - 1 <= 1 and "".join(beside) in TALLIED:
        return _ordered(_from_tallies(connection, "".join(beside), by))
    cells, source = _cells(filter, by)
    row = asked_of(filter).c
    once = row.claim.distinct() if _roles(by) else row.claim
    numbers = (func.count(once), func.count(func.nullif(row.event, "").distinct()), func.count(row.source.distinct()))
    query = select(*cells, *numbers).select_from(source).where(*conditions(connection, filter))
    width = len(cells)
    return _ordered([
        Row(keys=tuple(found[:width]), claims=found[width], events=found[width + 1], sources=found[width + 2])
        for found in connection.execute(query.group_by(*cells))
    ])  # fmt: skip


def events_by(connection: Connection, filter: Filter, unit: str) -> dict[str, int]:
    """Return how many events fit by day, week, month or year; those without a date are left out."""
    if filter.empty and unit == "month":
        return {row.keys[0]: row.events for row in _from_tallies(connection, "", (unit,)) if row.keys[0]}
    row = asked_of(filter).c
    cell = CELLS[unit](row, {})
    query = select(cell, func.count(row.event.distinct())).where(row.event != "", *conditions(connection, filter))
    return {key: number for key, number in connection.execute(query.group_by(cell)) if key}


def balance(connection: Connection, filter: Filter, *, by: Sequence[str] = ("month", "countries")) -> list[Balance]:
    """Return conflict and cooperation of what fits, reported acts and attributed ones apart, in order of the keys."""
    acts = _acts(connection, filter, by).subquery().c
    cells = [acts[f"key_{n}"] for n in range(len(by))]
    sums = [number for reported in (1, 0) for number in _sums(acts.reported == reported, acts.intensity)]
    width = len(cells)
    return _ordered([
        Balance(keys=tuple(found[:width]), reported=found[width], reported_cooperation=found[width + 1],
                reported_conflict=found[width + 2], attributed=found[width + 3],
                attributed_cooperation=found[width + 4], attributed_conflict=found[width + 5])
        for found in connection.execute(select(*cells, *sums).group_by(*cells))
    ])  # fmt: skip


def dealings(connection: Connection, filter: Filter, by: str) -> list[Dealings]:
    """Return what `rollup` and `balance` give by one key, of one query: events, and sums of reported and attributed."""
    acts = _acts(connection, filter, (by,), every=True).subquery().c
    told = acts.intensity.is_not(None)
    _, cooperation, conflict = _sums(told, acts.intensity)
    query = select(acts.key_0, func.count(), cooperation, conflict).group_by(acts.key_0)
    return [Dealings(*row) for row in connection.execute(query)]


def _acts(connection: Connection, filter: Filter, by: Sequence[str], *, every: bool = False) -> Select[Any]:
    """Return a query for the events that are told to have been, one row for each set of keys they stand under.

    With `every`, all others are among them, their intensity None.
    """
    cells, source = _cells(filter, by)
    row = asked_of(filter).c
    reported = func.max(case((row.status == "reported", 1), else_=0)).label("reported")
    told = row.status.in_(("reported", "attributed"))
    intensity = func.avg(case((told, row.intensity)) if every else row.intensity).label("intensity")
    query = select(*cells, row.event, reported, intensity).select_from(source).where(row.event != "")
    query = query if every else query.where(told)
    return query.where(*conditions(connection, filter)).group_by(*cells, row.event)


def _sums(told: ColumnElement[bool], intensity: ColumnElement[float]) -> list[ColumnElement[Any]]:
    above, below = (case((and_(told, test), intensity), else_=0.0) for test in (intensity > 0, intensity < 0))
    return [func.sum(case((told, 1), else_=0)), func.sum(above), func.sum(below)]


def _from_tallies(connection: Connection, name: str, by: Sequence[str]) -> list[Row]:
    t = tallies.c
    cells = [t.month if part == "month" else t.key for part in by]
    query = select(*cells, t.claims, t.events, t.sources).where(t.name == name)
    return [
        Row(keys=tuple(key or None for key in found[:-3]), claims=found[-3], events=found[-2], sources=found[-1])
        for found in connection.execute(query)
    ]


def _ordered(rows: list[Any]) -> list[Any]:
    """Return rows in order of their keys; what is not stated stands last."""
    return sorted(rows, key=lambda row: [(key is None, key or "") for key in row.keys])


# --- what is counted by -----------------------------------------------------------------------------------------------

Cell = Callable[[Any, dict[str, Any]], ColumnElement[Any]]  # of a claim's row, and its actors' rows by role


def _stage(row: Any) -> ColumnElement[str]:
    return case(STAGES, value=row.status)


def _actor(actors: Any) -> ColumnElement[Any]:
    return case((actors.actor.like(f"{UNKNOWN}%"), literal(UNKNOWN)), else_=actors.actor)


def _pair(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    return one.concat(" > ").concat(other)


# To add one, name it here, with what it is of a claim; it has to be listed in docs/queries.md.
CELLS: dict[str, Cell] = {
    "day": lambda row, _: func.nullif(row.day, ""),
    "week": lambda row, _: Monday(row.day),
    "month": lambda row, _: func.nullif(row.month, ""),
    "year": lambda row, _: func.nullif(func.substr(row.month, 1, 4), ""),
    "type": lambda row, _: row.type,
    "mode": lambda row, _: row.mode,
    "status": lambda row, _: row.status,
    "stage": lambda row, _: _stage(row),
    "country": lambda row, _: row.country,
    "outlet": lambda row, _: row.outlet,
    "actor": lambda _, roles: _actor(roles["actor"]),
    "recipient": lambda _, roles: _actor(roles["recipient"]),
    "dyad": lambda _, roles: _pair(_actor(roles["actor"]), _actor(roles["recipient"])),
    "countries": lambda _, roles: _pair(roles["actor"].country, roles["recipient"].country),
}


def _cells(filter: Filter, by: Sequence[str]) -> tuple[list[ColumnElement[Any]], FromClause]:
    """Return the columns to group by, named key_0, key_1, ..., and the tables they are of."""
    if not by or len(set(by)) < len(by) or not set(by) <= CELLS.keys():
        raise ValueError(f"by: one or more, once each, of {', '.join(CELLS)}, not {', '.join(by) or 'nothing'}")
    table = asked_of(filter)
    source: FromClause = table
    roles: dict[str, Any] = {}
    for role in _roles(by):
        actors = claim_actors.alias(f"the_{role}")
        source = source.outerjoin(actors, and_(actors.c.claim == table.c.claim, actors.c.role == role))
        roles[role] = actors.c
    return [CELLS[name](table.c, roles).label(f"key_{n}") for n, name in enumerate(by)], source


def _roles(by: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(role for name in by for role in WITH_ACTORS.get(name, ())))
