"""Readings -> rows of a ledger, a batch in one transaction: all of it is kept, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from sayso.ledger import rows, schema
from sayso.ledger.batches import batched, insert_rows
from sayso.ledger.copies_of import place_copies
from sayso.ledger.marks import Marks, marks_of
from sayso.ledger.merge import place_claims
from sayso.ledger.rows import Entry
from sayso.ledger.store import now, writing
from sayso.ledger.words import add_words
from sayso.model import Claim, Failure, Report, Statement

BATCH = 200  # reports of one transaction
ASKED = 500  # keys of one query


@dataclass(frozen=True, slots=True)
class Added:
    """Ids of reports that were added, and of those that were there already or had been erased."""

    new: tuple[str, ...]
    known: tuple[str, ...]


def add(engine: Engine, entries: Iterable[Entry]) -> Added:
    """Add readings; one whose report is there already, or was erased, changes nothing."""
    new: list[str] = []
    known: list[str] = []
    for batch in batched(entries, BATCH):
        with writing(engine) as connection:
            fresh = _fresh(connection, batch)
            _insert(connection, fresh)
        ids = [e.reading.report.id for e in fresh]
        new.extend(ids)
        known.extend(key for key in dict.fromkeys(e.reading.report.id for e in batch) if key not in set(ids))
    return Added(tuple(new), tuple(known))


def add_failure(engine: Engine, failure: Failure) -> None:
    """Add a report that could not be read, with its reason, once."""
    table = schema.failures
    with writing(engine) as connection:
        found = select(table).where(table.c.name == failure.name, table.c.reason == failure.reason)
        if connection.execute(found).first() is None:
            row = {"name": failure.name, "reason": failure.reason, "stage": failure.stage, "added": now()}
            connection.execute(insert(table), row)


def _fresh(connection: Connection, batch: Sequence[Entry]) -> list[Entry]:
    by_id = {e.reading.report.id: e for e in reversed(batch)}
    reports, removals = schema.reports.c.id, schema.removals
    erased = select(removals.c.report).where(removals.c.kind == "erased")
    for ids in batched(by_id, ASKED):
        for query in (select(reports).where(reports.in_(ids)), erased.where(removals.c.report.in_(ids))):
            for key in connection.execute(query).scalars():
                by_id.pop(key, None)
    return list(reversed(by_id.values()))


def _insert(connection: Connection, entries: Sequence[Entry]) -> None:
    added = now()
    readings = [e.reading for e in entries]
    insert_rows(connection, schema.reports, [rows.report_row(r.report, added) for r in readings])
    insert_rows(connection, schema.captures, [
        rows.capture_row(e.reading.report.id, e.capture) for e in entries if e.capture is not None])  # fmt: skip
    insert_statements(connection, [s for r in readings for s in r.statements])
    claims = {c.id: (r.report, c) for r in readings for c in r.claims}
    marks = insert_claims(connection, claims)
    add_words(connection, [rows.words_row(r.report) for r in readings])
    place_copies(connection, [r.report for r in readings])
    place_claims(connection, list(claims), marks)


def insert_statements(connection: Connection, statements: Iterable[Statement]) -> None:
    """Write statements, each once."""
    insert_rows(connection, schema.statements, list({s.id: rows.statement_row(s) for s in statements}.values()))


def insert_claims(connection: Connection, claims: Mapping[str, tuple[Report, Claim]]) -> dict[str, Marks]:
    """Write claims, by id, with what they are found by, and return their marks; they are of no event yet."""
    marks = {key: marks_of(report, claim) for key, (report, claim) in claims.items()}
    made = [rows.claim_row(report, claim, marks[key]) for key, (report, claim) in claims.items()]
    days = {row["id"]: row["first_day"] for row in made}
    insert_rows(connection, schema.claims, made)
    insert_rows(connection, schema.claim_actors, [
        x for key, (_, c) in claims.items() for x in rows.actor_rows(c, days[key])])  # fmt: skip
    insert_rows(connection, schema.claim_places, [
        x for key, (_, c) in claims.items() for x in rows.place_rows(c, days[key])])  # fmt: skip
    insert_rows(connection, schema.claim_figures, [x for _, c in claims.values() for x in rows.figure_rows(c)])
    return marks
