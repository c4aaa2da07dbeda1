"""A ledger of an older sayso moves up; one of a newer, and a database of something else, are refused as they are."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, select, text

from sayso.ledger import record
from sayso.ledger.judgement.corrections import corrected
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision, judgements_on
from sayso.ledger.likeness import alike, cluster
from sayso.ledger.likeness.marks import marks_of, to_text
from sayso.ledger.merge import likenesses_of, partition
from sayso.ledger.reading import claim, readings
from sayso.ledger.store import LedgerError, open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.filing import rows
from sayso.ledger.upkeep import migrations
from sayso.ledger.upkeep.migrations import MARKS, STEPS
from sayso.ledger.upkeep.rebuilding import rebuild
from sayso.ledger.upkeep.removal import removed, withdraw
from sayso.ledger.upkeep.verify import verify
from sayso.records import content_id
from tests.ledger import test_stores
from tests.ledger.invented import entries, entry

OLDER = Path(__file__).with_name("version_1.sql")
# What the invented reports are marked, filed and merged by. Where a change alters it, raise migrations.MARKS, so that
# ledgers are made anew when they are opened, and write the new one down here.
MARKED = (4, "ea67986728240c63cff2")


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


# --- what follows from the records --------------------------------------------------------------------------------


def test_marks_that_are_others_have_another_number() -> None:
    made = [e.reading for e in entries(30)]
    marks = [marks_of(r.report, c) for r in made for c in r.claims]
    told = [*map(to_text, marks), *(sorted(rows(m)) for m in marks), *(e.claims for e in partition(made))]
    weighed = [alike.WEIGHTS, alike.WITHIN, alike.BIAS, alike.SAME, alike.SURE, alike.TELLING, alike.ONE_STORY, alike.CLOSE,
               cluster.AVERAGE, cluster.APART, cluster.VAGUE, cluster.STEPS]  # fmt: skip
    assert (MARKS, content_id(json.dumps([told, weighed]))) == MARKED


def older(path: Path, spoiled: bool) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(OLDER.read_text(encoding="utf8"))
    connection.close()
    if spoiled:
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as open_:
            spoil(open_)
        engine.dispose()


def objects(path: Path) -> dict[str, str]:
    """Return all tables, indexes, views and triggers of a file, by name."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: re.sub(r"[\s()]+", " ", sql).replace(' "claim" ', " claim ").strip() for name, sql in found}


def columns(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    found = {t: sorted(row[1] for row in connection.execute(f"SELECT * FROM pragma_table_info('{t}')")) for t in tables}
    connection.close()
    return found


def spoil(connection: Connection) -> None:
    """Let what follows from the records be that of an older sayso, which marked claims otherwise."""
    connection.execute(text("UPDATE claims SET marks = '[]'"))
    connection.execute(text("DELETE FROM likenesses"))
    connection.execute(text("UPDATE blocks SET day = day + 1"))
    connection.execute(text("DELETE FROM ledger_facts WHERE key = 'marks'"))
    connection.execute(text("INSERT INTO ledger_facts VALUES ('marks', '0')"))


@pytest.mark.parametrize("spoiled", [False, True])
def test_a_ledger_of_version_1_comes_to_what_a_new_one_is(
    spoiled: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    older(old, spoiled)
    open_ledger(new)
    engine = open_ledger(old)
    assert "3 reports" in caplog.text  # its marks are of number 1, or of none
    assert columns(old) == columns(new)
    made, wanted = objects(old), objects(new)
    assert made.keys() == wanted.keys()
    assert {n for n in made if made[n] != wanted[n]} <= {"changes"}  # its columns are written otherwise
    assert verify(engine) == []
    with engine.connect() as connection:
        assert [r.kind for r in removed(connection)] == ["withdrawn"]
        (first,) = (c for r in readings(engine) for c in r.claims if judgements_on(connection, [c.id]))
        assert corrected(first, judgements_on(connection, [first.id]))[1] == ("mode",)
        assert set(events_of(connection).values()) == {"0baa6255b2b3798ba79f"}  # as it was
    assert record.add(engine, entries(3)).known


def events_of(connection: Connection) -> dict[str, str]:
    m = schema.memberships.c
    return {row.claim: row.event for row in connection.execute(select(m.claim, m.event))}


def test_what_follows_is_made_anew_and_events_keep_their_ids(ledger: Engine, address: str) -> None:
    made = entries(12)
    record.add(ledger, made)
    keys = [e.reading.claims[0].id for e in made]
    with writing(ledger) as connection:
        decide(connection, Decision(kind="same", claim=keys[0], other=keys[3], by="Ann", reason="one"))
        decide(connection, Decision(kind="reject", claim=keys[4], by="Ann", reason="none"))
        withdraw(connection, made[8].reading.report.id, by="Ann", reason="asked for")
        events, pairs = events_of(connection), likenesses_of(connection, keys)
        spoil(connection)
        connection.execute(text("DROP INDEX changes_by_claim"))
        connection.execute(text("ALTER TABLE changes DROP COLUMN claim"))
        connection.execute(text("UPDATE ledger_facts SET value = '1' WHERE key = 'version'"))
    moved = open_ledger(address)
    with moved.connect() as connection:
        assert events_of(connection) == events
        assert likenesses_of(connection, keys) == pairs
        assert claim(connection, keys[0]) == made[0].reading.claims[0]
    assert verify(moved) == []


def test_claims_that_were_put_together_by_older_marks_are_parted(ledger: Engine) -> None:
    made = [entry(0), entry(0, 2), entry(7), entry(7, 2)]
    record.add(ledger, made)
    with writing(ledger) as connection:
        first, *_, last = (events_of(connection)[e.reading.claims[0].id] for e in made)
        joined = schema.memberships.update().where(schema.memberships.c.event == last).values(event=first)
        connection.execute(joined)
        connection.execute(schema.events.delete().where(schema.events.c.id == last))
        rebuild(connection)
        assert test_stores.partition(connection) == {
            frozenset(e.reading.claims[0].id for e in made[n : n + 2]) for n in (0, 2)}  # fmt: skip
        assert first in events_of(connection).values()
    assert verify(ledger) == []


def test_marks_of_a_newer_sayso_are_refused(ledger: Engine, address: str) -> None:
    with writing(ledger) as connection:
        connection.execute(schema.facts.update().where(schema.facts.c.key == "marks").values(value="99"))
    with pytest.raises(LedgerError, match="newer sayso"):
        open_ledger(address)
