"""Readings -> rows of a ledger, a batch in one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from sayso.ledger.copy.found import file_copies
from sayso.ledger.likeness.marks import marks_of
from sayso.ledger.merge import place_claims
from sayso.ledger.search.words import add_words
from sayso.ledger.store import now, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.batches import among, batched, insert_rows
from sayso.ledger.tables.prepared import Prepared, claim_rows, prepare, statement_rows
from sayso.ledger.tables.rows import Entry
from sayso.model import Claim, Failure, Report, Statement

BATCH = 400  # reports of one transaction: half as many would write a page more a claim
READ = (schema.reports, schema.captures, schema.statements, schema.claims,
        schema.claim_actors, schema.claim_places, schema.claim_figures)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """Ids of reports that were added, and of those that were there already or had been erased."""

    new: tuple[str, ...]
    known: tuple[str, ...]


def add(engine: Engine, entries: Iterable[Entry | Prepared]) -> Added:
    """Add readings, prepared or not; one whose report is there already, or was erased, changes nothing."""
    new: list[str] = []
    known: list[str] = []
    for batch in batched(entries, BATCH):
        with writing(engine) as connection, _uncollected():
            fresh = _fresh(connection, batch)
            _insert(connection, [e if isinstance(e, Prepared) else prepare(e) for e in fresh.values()])
        new.extend(fresh)
        known.extend(key for key in dict.fromkeys(map(_report, batch)) if key not in fresh)
    return Added(tuple(new), tuple(known))


def add_failure(engine: Engine, failure: Failure) -> None:
    """Add a report that could not be read, with its reason, once."""
    table = schema.failures
    with writing(engine) as connection:
        found = select(table).where(table.c.name == failure.name, table.c.reason == failure.reason)
        if connection.execute(found).first() is None:
            row = {"name": failure.name, "reason": failure.reason, "stage": failure.stage, "added": now()}
            connection.execute(insert(table), row)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for cycles of objects afterwards: a batch makes many objects, and no cycles."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _report(entry: Entry | Prepared) -> str:
    return entry.report if isinstance(entry, Prepared) else entry.reading.report.id


def _fresh(connection: Connection, batch: Iterable[Entry | Prepared]) -> dict[str, Entry | Prepared]:
    """Return the entries, each report's first, that are neither there nor were erased."""
    entries: dict[str, Entry | Prepared] = {}
    for entry in batch:
        entries.setdefault(_report(entry), entry)
    reports, removals = schema.reports.c.id, schema.removals
    erased = select(removals.c.report).where(removals.c.kind == "erased")
    there: set[str] = set()
    for column, query in ((reports, select(reports)), (removals.c.report, erased)):
        there.update(connection.execute(query.where(among(connection, column, entries))).scalars())
    return {key: entries[key] for key in entries if key not in there}


def _insert(connection: Connection, readings: Sequence[Prepared]) -> None:
    added = {"added": now()}
    for table in READ:
        found = [row for r in readings for row in r.rows[table.name]]
        insert_rows(connection, table, [row | added for row in found] if table is schema.reports else found)
    add_words(connection, [r.words for r in readings])
    file_copies(connection, {r.report: r.copy_keys for r in readings})
    at_hand = {key: (m, r.filings[key]) for r in readings for key, m in r.marks.items()}
    place_claims(connection, list(at_hand), at_hand)


def insert_statements(connection: Connection, statements: Iterable[Statement]) -> None:
    """Write statements, each once."""
    insert_rows(connection, schema.statements, statement_rows(statements))


def insert_claims(connection: Connection, claims: Mapping[str, tuple[Report, Claim]]) -> None:
    """Write claims, by id, with what they are found by; they are of no event yet."""
    made = claim_rows(claims, {key: marks_of(report, claim) for key, (report, claim) in claims.items()})
    for name, found in made.items():
        insert_rows(connection, schema.metadata.tables[name], found)
