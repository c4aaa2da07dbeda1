"""A ledger -> what was read for it: outlets, days with and without a report, and what could not be read.

Days are those of publication. Withdrawn reports do not count.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from sayso.ledger.search.query import hidden
from sayso.ledger.tables.schema import captures, failures, reports


class Outlet(NamedTuple):
    """What was read of an outlet; `name` None: not named. Days of publication, moments in UTC."""

    name: str | None
    reports: int
    undated: int
    first_day: str | None
    last_day: str | None
    added: str
    fetched: str | None


class Failed(NamedTuple):
    """A report that could not be read, why, and when that was."""

    name: str
    reason: str
    stage: str
    added: str


def outlets(connection: Connection) -> list[Outlet]:
    """Return the outlets of a ledger, those with most reports first."""
    r, c = reports.c, captures.c
    query = (
        select(r.outlet, func.count(r.id), func.count(r.id) - func.count(r.day), func.min(r.day), func.max(r.day),
               func.max(r.added), func.max(c.retrieved))
        .join_from(reports, captures, c.report == r.id, isouter=True)
        .where(r.id.not_in(hidden())).group_by(r.outlet)
    )  # fmt: skip
    found = [Outlet(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda o: (-o.reports, o.name is None, o.name or ""))


def report_days(connection: Connection, named: tuple[str, ...] = ()) -> dict[str, int]:
    """Return how many reports were published on each day that has any, of some outlets or of all."""
    r = reports.c
    query = select(r.day, func.count()).where(r.day.is_not(None)).group_by(r.day).order_by(r.day)
    if named:
        query = query.where(r.outlet.in_(named))
    if connection.execute(hidden().limit(1)).first() is not None:
        query = query.where(r.id.not_in(hidden()))
    return {day: number for day, number in connection.execute(query)}  # noqa: C416


def failed(connection: Connection, limit: int = 200) -> list[Failed]:
    """Return the reports that could not be read, the latest first."""
    f = failures.c
    query = select(f.name, f.reason, f.stage, f.added).order_by(f.added.desc(), f.name, f.reason).limit(limit)
    return [Failed(*row) for row in connection.execute(query)]


def count_failed(connection: Connection) -> int:
    """Return how many reports could not be read."""
    return connection.execute(select(func.count()).select_from(failures)).scalar_one()
