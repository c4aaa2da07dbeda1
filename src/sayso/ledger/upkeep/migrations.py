"""A ledger of an older version -> one of this version, a numbered step at a time; what is newer is refused.

What follows from the records (marks, copies, blocks, likenesses, events, numbers) has a number of its own: where it is
another, all of that is made anew.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from sayso.ledger.search import words
from sayso.ledger.tables.schema import facts, metadata

# Raise it when claims are marked, filed, compared or counted otherwise, or a derived table is another: a test tells.
MARKS = 4


def move_up(connection: Connection) -> None:
    """Bring the tables to the newest version; raise ValueError if the ledger is of a newer sayso, or none at all."""
    found = _version(connection)
    if found > len(STEPS):
        raise ValueError(f"made by a newer sayso (ledger version {found}, this one knows {len(STEPS)})")
    if not found:
        _make(connection)
        return
    for number, step in enumerate(STEPS[found:], found + 1):
        step(connection)
        _write(connection, "version", number)
    _make_marks(connection)


def _version(connection: Connection) -> int:
    tables = set(inspect(connection).get_table_names())
    if facts.name in tables:
        return _number(connection, "version", 0)
    if {"reports", "claims", "statements", "failures"} <= tables:
        raise ValueError("made by sayso before its first release; add its reports to a new ledger")
    if tables:
        raise ValueError("a database of something else")
    return 0


def _number(connection: Connection, key: str, missing: int) -> int:
    written = connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
    return missing if written is None else int(written)


def _write(connection: Connection, key: str, number: int) -> None:
    connection.execute(facts.delete().where(facts.c.key == key))
    connection.execute(facts.insert().values(key=key, value=str(number)))


def _make(connection: Connection) -> None:
    """Make all tables of the newest version."""
    metadata.create_all(connection)
    for statement in words.TABLES[connection.dialect.name]:
        connection.execute(text(statement))
    _write(connection, "version", len(STEPS))
    _write(connection, "marks", MARKS)


def _make_marks(connection: Connection) -> None:
    """Make anew what follows from the records, if another sayso made it."""
    made = _number(connection, "marks", 1)  # the first that were: version 1 of the tables does not name them
    if made > MARKS:
        raise ValueError(f"made by a newer sayso (marks {made}, this one knows {MARKS})")
    if made < MARKS:
        from sayso.ledger.upkeep.rebuilding import rebuild  # it is above the store, which is above this

        rebuild(connection)
    _write(connection, "marks", MARKS)


# --- steps: in the words of SQL, for the tables of schema.py may have changed since --------------------------------


def _first(connection: Connection) -> None:
    """Stand for the tables of version 1, which no ledger lacks."""


def _claims_in_changes(connection: Connection) -> None:
    """Let the list of changes name claims that a newer reading brought or took."""
    connection.execute(text("ALTER TABLE changes ADD COLUMN claim VARCHAR(20)"))
    connection.execute(text("CREATE INDEX changes_by_claim ON changes (claim)"))


# To change a table that is not derived, change schema.py and add a step that brings the step before it there. Never
# change a step. A derived one needs a raised MARKS alone.
STEPS: tuple[Callable[[Connection], None], ...] = (_first, _claims_in_changes)
