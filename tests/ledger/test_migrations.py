"""A ledger of an older sayso moves up; one of a newer, and a database of something else, are refused as they are."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text

from sayso.ledger import migrations, record, schema
from sayso.ledger.migrations import STEPS
from sayso.ledger.store import LedgerError, open_ledger, writing
from sayso.ledger.verify import verify
from tests.ledger.invented import entries


def add_notes(connection: Connection) -> None:
    """Step of an invented later sayso: readers' notes on reports."""
    connection.execute(text("CREATE TABLE notes (report VARCHAR(20) NOT NULL, note TEXT NOT NULL)"))
    connection.execute(text("INSERT INTO notes SELECT id, 'read ' || added FROM reports"))


def break_off(connection: Connection) -> None:
    add_notes(connection)
    raise ValueError("the step went wrong")


def test_a_ledger_moves_up(ledger: Engine, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record.add(ledger, entries(6))
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, add_notes))
    for _ in range(2):  # and then stays where it is
        moved = open_ledger(address)
        with moved.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM notes")).scalar() == 6
            version = select(schema.facts.c.value).where(schema.facts.c.key == "version")
            assert connection.execute(version).scalar() == str(len(STEPS) + 1)
        assert verify(moved) == []
        moved.dispose()


def test_a_step_that_fails_changes_nothing(ledger: Engine, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record.add(ledger, entries(3))
    monkeypatch.setattr(migrations, "STEPS", (*STEPS, break_off))
    with pytest.raises(LedgerError, match="the step went wrong"):
        open_ledger(address)
    assert "notes" not in inspect(ledger).get_table_names()
    monkeypatch.setattr(migrations, "STEPS", STEPS)
    assert verify(open_ledger(address)) == []


def test_a_ledger_of_a_newer_sayso_is_refused(ledger: Engine, address: str) -> None:
    with writing(ledger) as connection:
        connection.execute(schema.facts.update().where(schema.facts.c.key == "version").values(value="99"))
    with pytest.raises(LedgerError, match="newer sayso"):
        open_ledger(address)


def test_a_database_of_something_else_is_refused(address: str) -> None:
    plain = create_engine(
        address.replace("postgresql:", "postgresql+psycopg:") if "://" in address else f"sqlite:///{address}"
    )
    with plain.begin() as connection:
        connection.execute(text("CREATE TABLE songs (name TEXT)"))
    with pytest.raises(LedgerError, match="something else"):
        open_ledger(address)
    assert inspect(plain).get_table_names() == ["songs"]
    plain.dispose()
