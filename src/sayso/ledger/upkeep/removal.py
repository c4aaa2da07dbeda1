"""A report that must not be shown, or not be there -> hidden, brought back, or gone.

`withdraw` keeps a report and hides it: its claims leave their events; `restore` takes that back. `erase` leaves of a
report its id, the hash of its bytes and the reason; what it said is then nowhere in the ledger's files. Other versions
of its page and copies of its text are reports of their own, and stay.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Engine, Select, delete, insert, or_, select, text, update

from sayso.ledger.copy.found import place_copies, unplace_copies
from sayso.ledger.judgement.judged import hidden_reports
from sayso.ledger.merge import place_claims, unplace_claims
from sayso.ledger.search.words import remove_words
from sayso.ledger.store import BUSY, LedgerError, now, writing
from sayso.ledger.tables.schema import (
    captures,
    claims,
    failures,
    judgements,
    metadata,
    removals,
    reports,
    withdrawals,
)
from sayso.model import Report
from sayso.records import loads

Kind = Literal["withdrawn", "restored", "erased"]
ERASED = "(erased)"  # stands where people's words on an erased report stood
WAIT = 10_000  # milliseconds that a sweep waits for readers, for meanwhile no one can write


class Removal(NamedTuple):
    """That a report was withdrawn, restored or erased, by whom and why."""

    number: int
    report: str
    sha256: str
    kind: Kind
    by: str
    reason: str
    made: str


def withdraw(connection: Connection, report: str, *, by: str, reason: str) -> None:
    """Hide a report and take its claims out of their events; raise LedgerError if it is not there, or hidden."""
    if hidden_reports(connection, [report]):
        raise LedgerError(f"report {report} is withdrawn already")
    _write(connection, report, "withdrawn", by, reason)
    unplace_copies(connection, report)
    unplace_claims(connection, _claims_of(connection, report))


def restore(connection: Connection, report: str, *, by: str, reason: str) -> None:
    """Show a withdrawn report again; raise LedgerError if it is not there, or not hidden."""
    if not hidden_reports(connection, [report]):
        raise LedgerError(f"report {report} is not withdrawn")
    _write(connection, report, "restored", by, reason)
    record = connection.execute(select(reports.c.record).where(reports.c.id == report)).scalar_one()
    place_copies(connection, [loads(Report, record)])
    place_claims(connection, _claims_of(connection, report))


def erase(engine: Engine, report: str, *, by: str, reason: str) -> bool:
    """Take a report out of the ledger for good, free pages swept; raise LedgerError if it is not there.

    False: it is out, but a reader at work holds old pages; `sweep` must be called again.
    """
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        _write(connection, report, "erased", by, reason)
        unplace_claims(connection, _claims_of(connection, report))
        unplace_copies(connection, report)
        _blank_judgements(connection, report)
        _forget_failures(connection, report)
        remove_words(connection, report)
        _delete_rows(connection, report)
        if engine.dialect.name == "sqlite":  # a deleted word stays in its index until that is written anew
            connection.execute(text("INSERT INTO report_words (report_words) VALUES ('optimize')"))
            connection.exec_driver_sql("PRAGMA secure_delete=FAST")
    return sweep(engine)


def sweep(engine: Engine) -> bool:
    """Write the ledger's files anew without what was deleted; False if a reader at work still needs old pages."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            for table in ("report_words", *metadata.tables):
                connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table}"'))  # statistics hold samples of values
            return True
    return _sweep_file(engine)


def removed(connection: Connection) -> list[Removal]:
    """Return the reports that are withdrawn or erased, oldest first, each by what holds of it now."""
    rows = connection.execute(select(removals).order_by(removals.c.number)).mappings()
    last = {row["report"]: Removal(**row) for row in rows}
    return sorted(r for r in last.values() if r.kind != "restored")


def _write(connection: Connection, report: str, kind: Kind, by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        raise LedgerError("a removal needs a name and a reason")
    if "\0" in by + reason:
        raise LedgerError("a name or reason holds no NUL")
    sha256 = connection.execute(select(reports.c.sha256).where(reports.c.id == report)).scalar()
    if sha256 is None:
        raise LedgerError(f"no report {report}")
    row = {"report": report, "sha256": sha256, "kind": kind, "by": by.strip(), "reason": reason.strip(), "made": now()}
    connection.execute(insert(removals), row)


def _claims_of(connection: Connection, report: str) -> list[str]:
    return [*connection.execute(_claims(report)).scalars()]


def _claims(report: str) -> Select[tuple[str]]:
    return select(claims.c.id).where(claims.c.report == report)


def _blank_judgements(connection: Connection, report: str) -> None:
    """Leave of people's judgements on the report's claims who judged, when, and of which kind."""
    told = or_(judgements.c.claim.in_(_claims(report)), judgements.c.other.in_(_claims(report)))
    numbers = list(connection.execute(select(judgements.c.number).where(told)).scalars())
    anchors: dict[str, Any] = {"anchor": ERASED, "other_anchor": None, "value": None, "reason": ERASED}
    connection.execute(update(judgements).where(judgements.c.number.in_(numbers)).values(**anchors))
    connection.execute(update(withdrawals).where(withdrawals.c.judgement.in_(numbers)).values(reason=ERASED))


def _forget_failures(connection: Connection, report: str) -> None:
    names = select(captures.c.name).where(captures.c.report == report)
    urls = select(captures.c.url).where(captures.c.report == report, captures.c.url.is_not(None))
    addresses = select(reports.c.address).where(reports.c.id == report, reports.c.address.is_not(None))
    name = failures.c.name
    connection.execute(delete(failures).where(name.in_(names) | name.in_(urls) | name.in_(addresses)))


def _delete_rows(connection: Connection, report: str) -> None:
    """Delete every row that hangs on the report or on its claims, in whatever table, then the report's own."""
    for table in reversed(metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.column is claims.c.id:
                connection.execute(delete(table).where(key.parent.in_(_claims(report))))
            elif key.column is reports.c.id:
                connection.execute(delete(table).where(key.parent == report))
    connection.execute(delete(reports).where(reports.c.id == report))


def _sweep_file(engine: Engine) -> bool:
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection  # below SQLAlchemy: VACUUM runs in no transaction
        assert driver is not None
        cursor = driver.cursor()
        try:
            cursor.execute("VACUUM")
            cursor.execute(f"PRAGMA busy_timeout={WAIT}")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:  # locked by another for longer than we wait
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY}")
            cursor.close()
    return not busy
