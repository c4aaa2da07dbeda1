"""A ledger of an older version -> one of this version, a numbered step at a time; what is newer is refused."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from sayso.ledger import words
from sayso.ledger.schema import facts, metadata


def move_up(connection: Connection) -> None:
    """Bring the tables to the newest version; raise ValueError if the ledger is of a newer sayso, or none at all."""
    found = _version(connection)
    if found > len(STEPS):
        raise ValueError(f"made by a newer sayso (ledger version {found}, this one knows {len(STEPS)})")
    for number, step in enumerate(STEPS[found:], found + 1):
        step(connection)
        _set_version(connection, number)


def _version(connection: Connection) -> int:
    tables = set(inspect(connection).get_table_names())
    if facts.name in tables:
        written = connection.execute(select(facts.c.value).where(facts.c.key == "version")).scalar()
        return int(written or 0)
    if {"reports", "claims", "statements", "failures"} <= tables:
        raise ValueError("made by sayso before its first release; add its reports to a new ledger")
    if tables:
        raise ValueError("a database of something else")
    return 0


def _set_version(connection: Connection, number: int) -> None:
    connection.execute(facts.delete().where(facts.c.key == "version"))
    connection.execute(facts.insert().values(key="version", value=str(number)))


def _first(connection: Connection) -> None:
    """Make all tables."""
    metadata.create_all(connection)
    for statement in words.TABLES[connection.dialect.name]:
        connection.execute(text(statement))


# To change the tables, change schema.py and add a step that brings the step before it there. Never change one.
STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
