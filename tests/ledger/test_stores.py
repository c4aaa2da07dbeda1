"""One contract for every store: what is added, asked, judged, withdrawn and erased is the same on each."""

from __future__ import annotations

import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select

from sayso.ledger import record
from sayso.ledger.judgement.decisions import decide, take_back
from sayso.ledger.judgement.judged import Decision
from sayso.ledger.search import query
from sayso.ledger.search.words import reports_with
from sayso.ledger.store import LedgerError, open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import erase, removed, withdraw
from sayso.ledger.upkeep.verify import verify
from sayso.model import Claim, Failure
from sayso.records import loads
from tests.ledger.invented import OUTLETS, entries

WHY = {"by": "Ann", "reason": "read it again"}


def kept(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        t.name: connection.execute(select(func.count()).select_from(t)).scalar_one()
        for t in schema.metadata.sorted_tables
    }


def partition(connection: Connection) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(schema.memberships.c.claim, schema.memberships.c.event)):
        found[row.event].add(row.claim)
    return {frozenset(claims) for claims in found.values()}


def happenings(made: list[Entry]) -> set[frozenset[str]]:
    """Return the claims of invented reports by what they were invented to be of."""
    found: dict[int, set[str]] = defaultdict(set)
    for n, entry in enumerate(made):
        found[n // len(OUTLETS)].update(c.id for c in entry.reading.claims)
    return {frozenset(claims) for claims in found.values()}


def test_what_was_added_comes_out(ledger: Engine) -> None:
    made = entries(24)
    added = record.add(ledger, made)
    assert (len(added.new), added.known) == (24, ())
    assert {r.report.id: r for r in query.readings(ledger)} == {e.reading.report.id: e.reading for e in made}
    with ledger.connect() as connection:
        assert partition(connection) == happenings(made)
        claims = connection.execute(select(schema.claims.c.record)).scalars()
        assert {loads(Claim, c).id for c in claims} == {c.id for e in made for c in e.reading.claims}
        found = connection.execute(reports_with(ledger.dialect.name, 'Shells "fall on Velm"')).scalars()
        assert set(found) == {e.reading.report.id for e in made if "fall on Velm " in e.reading.report.text}
    assert verify(ledger) == []


def test_adding_twice_changes_nothing(ledger: Engine) -> None:
    made = entries(12)
    record.add(ledger, [*made, *made[:3]])
    with ledger.connect() as connection:
        before = kept(connection)
    assert record.add(ledger, made).known == tuple(e.reading.report.id for e in made)
    with ledger.connect() as connection:
        assert kept(connection) == before


def test_the_order_of_arrival_makes_no_difference(ledger: Engine) -> None:
    made = entries(30)
    for entry in random.Random(5).sample(made, len(made)):
        record.add(ledger, [entry])
    with ledger.connect() as connection:
        assert partition(connection) == happenings(made)
    assert verify(ledger) == []


def test_failures_are_kept_once(ledger: Engine) -> None:
    failure = Failure(name="a.txt", reason="empty", stage="read")
    record.add_failure(ledger, failure)
    record.add_failure(ledger, failure)
    assert query.all_failures(ledger) == [failure]


def test_judged_withdrawn_and_erased(ledger: Engine) -> None:
    made = entries(9)
    record.add(ledger, made)
    claims = [e.reading.claims[0].id for e in made]
    with writing(ledger) as connection:
        number = decide(connection, Decision(kind="same", claim=claims[0], other=claims[3], **WHY))
        assert any({claims[0], claims[3]} <= event for event in partition(connection))
        take_back(connection, number, **WHY)
        assert partition(connection) == happenings(made)
        withdraw(connection, made[0].reading.report.id, **WHY)
    erase(ledger, made[5].reading.report.id, **WHY)
    with ledger.connect() as connection:
        gone = {claims[0], claims[5]}
        assert partition(connection) == {event - gone for event in happenings(made)}
        assert {r.kind for r in removed(connection)} == {"withdrawn", "erased"}
    assert verify(ledger) == []


def test_a_transaction_is_kept_whole_or_not_at_all(ledger: Engine) -> None:
    record.add(ledger, entries(3))
    with ledger.connect() as connection:
        before = kept(connection)
    with pytest.raises(RuntimeError), writing(ledger) as connection:
        withdraw(connection, entries(1)[0].reading.report.id, **WHY)
        raise RuntimeError("the power is gone")
    with ledger.connect() as connection:
        assert kept(connection) == before
    assert verify(ledger) == []


def test_who_reads_sees_one_state_to_the_end(ledger: Engine) -> None:
    made = entries(6)
    record.add(ledger, made[:3])
    with ledger.connect() as connection:
        before = kept(connection)
        record.add(ledger, made[3:])
        assert kept(connection) == before
    with ledger.connect() as connection:
        assert kept(connection)["reports"] == 6


def test_writers_at_once_lose_and_double_nothing(ledger: Engine) -> None:
    made = entries(48)
    shares = [made[:24], made[12:36], made[24:], made]

    def write(share: list[Entry]) -> int:
        return sum(len(record.add(ledger, share[n : n + 5]).new) for n in range(0, len(share), 5))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write, shares)) == 48
    with ledger.connect() as connection:
        assert partition(connection) == happenings(made)
    assert verify(ledger) == []


def test_an_address_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "picture.db").write_bytes(b"\x89PNG" * 400)
    for where in (tmp_path / "picture.db", tmp_path / "no" / "folder.db", tmp_path, "nosuch://store"):
        with pytest.raises(LedgerError):
            open_ledger(where)


def test_a_password_is_not_shown(address: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError) as raised:
        open_ledger("postgresql://ann:secret@localhost:1/none")
    assert "secret" not in str(raised.value)
