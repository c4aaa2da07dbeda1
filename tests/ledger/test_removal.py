"""What is withdrawn is hidden and can come back; of what is erased nothing is left in the ledger's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select, text

from sayso.ledger import record
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision, withdraw_judgement
from sayso.ledger.store import LedgerError, open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.evidence import report_id
from sayso.ledger.upkeep.removal import ERASED, erase, removed, restore, sweep, withdraw
from sayso.ledger.upkeep.verify import verify
from sayso.model import Failure, Reading
from tests.ledger.invented import entries, entry

SECRET = ("Zyxwold", "Qyrrhan")  # stand in the text, the name and a correction of one report alone
WHY = {"by": "Ann", "reason": "a wish of the family"}


def events(connection: Connection) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for claim, event in connection.execute(select(schema.memberships.c.claim, schema.memberships.c.event)):
        found.setdefault(event, set()).add(claim)
    return {frozenset(claims) for claims in found.values()}


def test_a_withdrawn_report_is_hidden_and_comes_back(ledger: Engine) -> None:
    made = entries(12)
    record.add(ledger, made)
    report, claim = made[4].reading.report.id, made[4].reading.claims[0].id
    with writing(ledger) as connection:
        before = events(connection)
        withdraw(connection, report, **WHY)
        assert claim not in set().union(*events(connection))
        assert [(r.report, r.kind, r.by) for r in removed(connection)] == [(report, "withdrawn", "Ann")]
    assert verify(ledger) == []
    with writing(ledger) as connection:
        restore(connection, report, by="Ben", reason="it was right")
        assert events(connection) == before
        assert removed(connection) == []
    assert verify(ledger) == []


def test_a_withdrawn_report_is_not_added_again(ledger: Engine) -> None:
    made = entries(3)
    record.add(ledger, made)
    with writing(ledger) as connection:
        withdraw(connection, made[0].reading.report.id, **WHY)
    assert record.add(ledger, made).new == ()
    assert verify(ledger) == []


def test_what_cannot_be_removed_is_said(ledger: Engine) -> None:
    record.add(ledger, entries(1))
    report = entries(1)[0].reading.report.id
    with writing(ledger) as connection:
        with pytest.raises(LedgerError, match="no report 00"):
            withdraw(connection, "00", **WHY)
        with pytest.raises(LedgerError, match="not withdrawn"):
            restore(connection, report, **WHY)
        with pytest.raises(LedgerError, match="name and a reason"):
            withdraw(connection, report, by=" ", reason="x")
        withdraw(connection, report, **WHY)
        with pytest.raises(LedgerError, match="already"):
            withdraw(connection, report, **WHY)
    with pytest.raises(LedgerError, match="no report 00"):
        erase(ledger, "00", **WHY)


def with_secret(ledger: Engine) -> str:
    """Add many reports, and one that holds the secret words wherever a ledger can hold words; return its id."""
    url = f"https://coast.example/{SECRET[0]}"
    secret = entry(400, 1, extra=f"{SECRET[0]} and {SECRET[1]} were seen. " * 40, url=url)
    record.add(ledger, [*entries(60), secret])
    record.add_failure(ledger, Failure(name=url, reason="timed out", stage="read"))
    report, claim = secret.reading.report, secret.reading.claims[0]
    at = report.text.index(SECRET[1])
    actor = f'[{{"text": "{SECRET[1]}", "name": "{SECRET[1]}", "span": [{at}, {at + len(SECRET[1])}]}}]'
    with writing(ledger) as connection:
        number = decide(
            connection,
            Decision(
                kind="correct", claim=claim.id, by="Ann", reason=f"it was {SECRET[1]}", field="actors", value=actor
            ),
        )
        decide(connection, Decision(kind="reject", claim=claim.id, by="Ann", reason="none"))
        withdraw_judgement(connection, number + 1, by="Ann", reason=f"as {SECRET[0]} says")
    return report.id


def test_of_an_erased_report_nothing_is_left(ledger: Engine) -> None:
    report = with_secret(ledger)
    with writing(ledger) as connection:
        sha256 = connection.execute(select(schema.reports.c.sha256).where(schema.reports.c.id == report)).scalar_one()
    assert erase(ledger, report, **WHY)
    with ledger.connect() as connection:
        for table in ("report_words", *schema.metadata.tables):
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                assert not any(word.lower() in str(tuple(row)).lower() for word in SECRET), table
        (left,) = removed(connection)
        assert (left.report, left.sha256, left.kind, left.reason) == (report, sha256, "erased", WHY["reason"])
        kept = connection.execute(select(schema.judgements.c.reason, schema.judgements.c.by)).all()
        assert [tuple(row) for row in kept] == [(ERASED, "Ann")] * 2
    assert verify(ledger) == []


def test_the_files_hold_nothing_of_it(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    reader = engine.connect()  # a connection that stays open, but reads nothing
    report = with_secret(engine)
    assert in_files(tmp_path)
    assert erase(engine, report, **WHY)
    assert not in_files(tmp_path)
    reader.close()
    engine.dispose()
    assert not in_files(tmp_path)


def test_a_reader_at_work_delays_the_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ledger.upkeep.removal.WAIT", 50)
    engine = open_ledger(tmp_path / "ledger.db")
    report = with_secret(engine)
    with engine.connect() as reader:
        reader.execute(select(func.count()).select_from(schema.reports)).scalar()
        assert not erase(engine, report, **WHY)
    assert sweep(engine)
    assert not in_files(tmp_path)
    engine.dispose()


def in_files(folder: Path) -> bool:
    """True if some file holds one of the words, as it is, as the index cuts it, or in two bytes a letter."""
    held = b"\n".join(p.read_bytes() for p in folder.iterdir()).lower()
    return any(form in held for word in SECRET for form in (word.lower().encode(), word.lower().encode("utf-16-le")))


def test_an_erased_report_is_refused(ledger: Engine) -> None:
    made = entries(3)
    record.add(ledger, made)
    erase(ledger, made[1].reading.report.id, **WHY)
    added = record.add(ledger, made)
    assert added.new == ()
    assert len(added.known) == 3
    with writing(ledger) as connection, pytest.raises(LedgerError, match="not withdrawn"):
        restore(connection, made[1].reading.report.id, **WHY)


def copy_of(made: Entry, outlet: str) -> Entry:
    """Return the same text in another outlet, a day later."""
    report = replace(made.reading.report, outlet=outlet, published="2000-01-03")
    return Entry(reading=Reading(report=replace(report, id=report_id(report))))


def groups(connection: Connection) -> dict[str, str]:
    return {r.report: r.group for r in connection.execute(select(schema.copies.c.report, schema.copies.c.group))}


def test_copies_of_a_removed_report_stay_a_group(ledger: Engine) -> None:
    made = [entry(0), copy_of(entry(0), "Hill Post"), copy_of(entry(0), "River News"), entry(1)]
    record.add(ledger, made)
    first, second, third, _ = (e.reading.report.id for e in made)
    with writing(ledger) as connection:
        assert groups(connection) == {second: first, third: first}
        withdraw(connection, first, **WHY)
        ((copy, of),) = groups(connection).items()
        assert {copy, of} == {second, third}
        restore(connection, first, **WHY)
        assert groups(connection) == {second: first, third: first}
    assert verify(ledger) == []
    erase(ledger, first, **WHY)
    with ledger.connect() as connection:
        assert groups(connection) == {copy: of}
    assert verify(ledger) == []


def test_every_table_is_thought_of() -> None:
    """A new table must hang on reports or claims by a foreign key, or be erased by hand, or hold no words of reports."""
    by_hand = {"failures", "judgements", "withdrawals", "blocks", "likenesses", "memberships", "events", "copies"}
    by_hand |= {"counted", "untallied"}  # leave with the membership, and when its transaction ends
    no_words = {"ledger_facts", "removals", "changes", "reports", "tallies"}
    for table in schema.metadata.sorted_tables:
        hangs = {key.column.table.name for key in table.foreign_keys} & {"reports", "claims"}
        assert hangs or table.name in by_hand | no_words, table.name
