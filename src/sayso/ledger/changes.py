"""The number of a change -> the events that were made, changed, redirected or gone since; and what an id is now."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sqlalchemy import Connection, func, select

from sayso.ledger.schema import changes, failures, judgements, removals, reports, withdrawals


class Change(NamedTuple):
    """What became of an event; `now` is the id that stands for it today, None if it is gone."""

    number: int
    event: str
    what: Literal["made", "changed", "redirected", "gone"]
    now: str | None
    made: str


def changes_since(connection: Connection, number: int = 0, *, limit: int = 1000) -> list[Change]:
    """Return the changes after one, oldest first."""
    query = select(changes).where(changes.c.number > number).order_by(changes.c.number).limit(limit)
    known: dict[str, str | None] = {}
    found = []
    for row in connection.execute(query).all():
        if row.event not in known:
            known[row.event] = current_id(connection, row.event)
        found.append(Change(row.number, row.event, row.what, known[row.event], row.made))
    return found


def last_change(connection: Connection) -> int:
    """Return the number of the last change: the version of the ledger's events."""
    return int(connection.execute(select(func.max(changes.c.number))).scalar() or 0)


def state(connection: Connection) -> tuple[int, ...]:
    """Return numbers that are others after anything in the ledger has changed."""
    numbered = (changes.c.number, judgements.c.number, removals.c.number)
    counted = (reports.c.id, withdrawals.c.judgement, failures.c.name)
    asked = [select(func.coalesce(func.max(c), 0)).scalar_subquery() for c in numbered]
    asked += [select(func.count(c)).scalar_subquery() for c in counted]
    return tuple(connection.execute(select(*asked)).one())


def current_id(connection: Connection, event: str) -> str | None:
    """Return the id that an event has now, through all redirects; None if it is gone or never was."""
    seen: set[str] = set()
    here: str | None = event
    while here is not None and here not in seen:
        seen.add(here)
        query = select(changes.c.what, changes.c.to).where(changes.c.event == here).order_by(changes.c.number.desc())
        row = connection.execute(query.limit(1)).first()
        if row is None or row.what == "gone":
            return None
        if row.what != "redirected":
            return here
        here = row.to
    return None
