"""The number of a change -> what became since of events, and of claims read again; and what an id is now."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.ledger.tables.schema import changes, claims, failures, judgements, removals, reports, withdrawals


class Change(NamedTuple):
    """What became of an event, or of a claim when its report was read again; `event` is then None.

    `now` is the id that stands for it today, None if it is gone.
    """

    number: int
    event: str | None
    what: Literal["made", "changed", "redirected", "gone"]
    now: str | None
    made: str
    claim: str | None = None


def changes_since(connection: Connection, number: int = 0, *, limit: int = 1000) -> list[Change]:
    """Return the changes after one, oldest first."""
    query = select(changes).where(changes.c.number > number).order_by(changes.c.number).limit(limit)
    known: dict[tuple[str, str], str | None] = {}
    found = []
    for row in connection.execute(query).all():
        key = row.event, row.claim or ""
        if key not in known:
            known[key] = current_claim(connection, row.claim) if row.claim else current_id(connection, row.event)
        found.append(Change(row.number, row.event or None, row.what, known[key], row.made, row.claim))
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
    return _followed(connection, changes.c.event, event)


def current_claim(connection: Connection, claim: str) -> str | None:
    """Return the id that a claim has now, through all readings of its report; None if it is gone or never was."""
    if connection.execute(select(claims.c.id).where(claims.c.id == claim)).first() is not None:
        return claim
    return _followed(connection, changes.c.claim, claim)


def _followed(connection: Connection, column: ColumnElement[str], key: str) -> str | None:
    seen: set[str] = set()
    here: str | None = key
    while here is not None and here not in seen:
        seen.add(here)
        query = select(changes.c.what, changes.c.to).where(column == here).order_by(changes.c.number.desc())
        row = connection.execute(query.limit(1)).first()
        if row is None or row.what == "gone":
            return None
        if row.what != "redirected":
            return here
        here = row.to
    return None
