"""A whole ledger has no damage; each kind of damage is found, and named by its table."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from sayso.ledger import record
from sayso.ledger.store import open_ledger
from sayso.ledger.tables import schema
from sayso.ledger.upkeep.verify import damage_in, verify
from sayso.model import Claim, Span
from sayso.records import dumps, loads
from tests.ledger.invented import entries


def first(connection: Connection, table: str, column: str = "id") -> str:
    chosen = schema.metadata.tables[table].c[column]
    found: str = connection.execute(select(chosen).order_by(chosen).limit(1)).scalar_one()
    return found


def rewrite(connection: Connection, table: str, change: Callable[[str], str]) -> None:
    """Change the record of the first row."""
    t = schema.metadata.tables[table]
    key = first(connection, table)
    old = connection.execute(select(t.c.record).where(t.c.id == key)).scalar_one()
    new = change(old)
    assert new != old
    connection.execute(update(t).where(t.c.id == key).values(record=new))


def other_words(connection: Connection) -> None:
    rewrite(connection, "reports", lambda r: r.replace("nothing was known", "little was known"))


def other_outlet(connection: Connection) -> None:
    key = first(connection, "reports")
    connection.execute(update(schema.reports).where(schema.reports.c.id == key).values(outlet="Another"))


def no_record(connection: Connection) -> None:
    rewrite(connection, "reports", lambda r: r[: len(r) // 2])


def other_bytes(connection: Connection) -> None:
    connection.execute(update(schema.captures).where(
        schema.captures.c.report == first(connection, "captures", "report")).values(raw=zlib.compress(b"other")))  # fmt: skip


def no_bytes(connection: Connection) -> None:
    connection.execute(update(schema.captures).where(
        schema.captures.c.report == first(connection, "captures", "report")).values(raw=b"\0\1"))  # fmt: skip


def not_searched(connection: Connection) -> None:
    connection.execute(text("DELETE FROM report_words WHERE report = :r"), {"r": first(connection, "reports")})


def other_statement(connection: Connection) -> None:
    rewrite(connection, "statements", lambda r: json.dumps(json.loads(r) | {"content": [[0, 3]]}))


def other_trigger(connection: Connection) -> None:
    def change(old: str) -> str:
        claim = loads(Claim, old)
        return dumps(replace(claim, evidence=replace(claim.evidence, trigger=Span(0, 7))))

    rewrite(connection, "claims", change)


def outside(connection: Connection) -> None:
    def change(old: str) -> str:
        claim = loads(Claim, old)
        return dumps(replace(claim, retold=(Span(5, 100_000),)))

    rewrite(connection, "claims", change)


def other_day(connection: Connection) -> None:
    key = first(connection, "claims")
    connection.execute(update(schema.claims).where(schema.claims.c.id == key).values(first_day="1999-01-01"))


def other_marks(connection: Connection) -> None:
    key = first(connection, "claims")
    marks = connection.execute(select(schema.claims.c.marks).where(schema.claims.c.id == key)).scalar_one()
    changed = marks.replace('"nor"', '"sar"')
    connection.execute(update(schema.claims).where(schema.claims.c.id == key).values(marks=changed))


def other_actor(connection: Connection) -> None:
    connection.execute(update(schema.claim_actors).where(
        schema.claim_actors.c.claim == first(connection, "claim_actors", "claim")).values(country="SAR"))  # fmt: skip


def no_place(connection: Connection) -> None:
    key = first(connection, "claim_places", "claim")
    connection.execute(delete(schema.claim_places).where(schema.claim_places.c.claim == key))


def other_figure(connection: Connection) -> None:
    key = first(connection, "claim_figures", "claim")
    connection.execute(update(schema.claim_figures).where(schema.claim_figures.c.claim == key).values(low=99))


def not_filed(connection: Connection) -> None:
    key = first(connection, "blocks", "claim")
    connection.execute(delete(schema.blocks).where(schema.blocks.c.claim == key))


def one_way(connection: Connection) -> None:
    a, b = connection.execute(select(schema.likenesses.c.one, schema.likenesses.c.other)).first() or ("", "")
    both = (schema.likenesses.c.one == a) & (schema.likenesses.c.other == b)
    connection.execute(delete(schema.likenesses).where(both))


def no_event(connection: Connection) -> None:
    key = first(connection, "memberships", "claim")
    connection.execute(delete(schema.memberships).where(schema.memberships.c.claim == key))


def no_claim(connection: Connection) -> None:
    row = {"claim": "0" * 20, "event": first(connection, "events"), "score": 1.0, "reasons": "{}"}
    connection.execute(insert(schema.memberships).values(row))


def event_gone(connection: Connection) -> None:
    connection.execute(delete(schema.events).where(schema.events.c.id == first(connection, "events")))


def event_of_nothing(connection: Connection) -> None:
    row = {"id": "0" * 20, "type": "ASSAULT", "stage": "occurred", "claims": 0}
    connection.execute(insert(schema.events).values(row))


def hidden_member(connection: Connection) -> None:
    """A report hidden behind the back of its events."""
    row = {
        "report": first(connection, "reports"),
        "sha256": "",
        "kind": "withdrawn",
        "by": "x",
        "reason": "x",
        "made": "x",
    }
    connection.execute(insert(schema.removals).values(row))


def no_fit(connection: Connection) -> None:
    key = first(connection, "claims")
    row = {"kind": "correct", "claim": key, "anchor": "", "field": "mode", "value": '"flood"', "by": "x", "reason": "x",
           "made": "x"}  # fmt: skip
    connection.execute(insert(schema.judgements).values(row))


def not_counted(connection: Connection) -> None:
    key = first(connection, "counted", "claim")
    connection.execute(delete(schema.counted).where(schema.counted.c.claim == key))


def counted_twice(connection: Connection) -> None:
    connection.execute(update(schema.tallies).values(claims=schema.tallies.c.claims + 1))


DAMAGES = {
    other_words: "reports", other_outlet: "reports", no_record: "reports", other_bytes: "captures", no_bytes: "captures",
    not_searched: "report_words", other_statement: "statements", other_trigger: "claims", outside: "claims",
    other_day: "claims", other_marks: "claims", other_actor: "claim_actors", no_place: "claim_places",
    other_figure: "claim_figures", not_filed: "blocks", one_way: "likenesses", no_event: "memberships",
    no_claim: "memberships", event_gone: "events", event_of_nothing: "events", hidden_member: "memberships",
    no_fit: "judgements", not_counted: "counted", counted_twice: "tallies",
}  # fmt: skip


def test_a_whole_ledger_has_no_damage(ledger: Engine) -> None:
    record.add(ledger, entries(60))
    assert verify(ledger) == []


def test_each_kind_of_damage_is_found(ledger: Engine) -> None:
    record.add(ledger, entries(9))
    for damage, table in DAMAGES.items():
        with ledger.connect() as connection, connection.begin() as begun:
            damage(connection)
            found = {d.table for d in damage_in(connection)}
            begun.rollback()
        assert table in found, damage.__name__
    assert verify(ledger) == []


def test_a_report_that_is_not_there_is_missed(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    record.add(engine, entries(3))
    engine.dispose()
    with sqlite3.connect(tmp_path / "ledger.db") as connection:  # foreign keys are off here
        connection.execute("DELETE FROM reports WHERE id = (SELECT min(id) FROM reports)")
    connection.close()
    assert any("not there" in d.what for d in verify(engine))


def test_a_claim_told_again_was_named_before_its_tellings_added_whom_it_befell(ledger: Engine) -> None:
    made = entries(1)[0]
    (claim,) = made.reading.claims
    whom = replace(claim.recipients[0], span=claim.actors[0].span, text="Norland")
    told = replace(claim, recipients=(*claim.recipients, whom), retold=(claim.evidence.trigger,))
    record.add(ledger, [replace(made, reading=replace(made.reading, claims=(told,)))])
    assert verify(ledger) == []
