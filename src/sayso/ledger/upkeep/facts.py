"""A key -> the one fact that a ledger keeps of itself under it, as the hash of the word that lets people judge."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from sayso.ledger.tables.schema import facts

TOKEN = "judging token"  # its hash: faces/web/token.py
OWN = frozenset({"version", "marks"})  # of migrations.py alone


def fact(connection: Connection, key: str) -> str | None:
    """Return the fact under a key."""
    return connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()


def keep_fact(connection: Connection, key: str, value: str) -> None:
    """Put a fact in the place of what stood under its key; raise ValueError for a key that is the tables' own."""
    if key in OWN:
        raise ValueError(f"{key} is written by migrations alone")
    connection.execute(delete(facts).where(facts.c.key == key))
    connection.execute(insert(facts).values(key=key, value=value))
