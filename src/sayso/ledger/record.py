"""Readings -> rows of a ledger; adding a report twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, select

from sayso.ledger.schema import claims, failures, metadata, reports, statements
from sayso.model import Claim, Failure, Reading
from sayso.records import to_json


def open_ledger(where: str | Path) -> Engine:
    """Open or make a ledger: a path is a SQLite file, "postgresql://..." a server."""
    url = str(where) if "://" in str(where) else f"sqlite:///{where}"
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
    metadata.create_all(engine)
    return engine


def add(engine: Engine, reading: Reading, raw: bytes | None = None) -> bool:
    """Add a reading in one transaction; return False, changing nothing, if the report is there already."""
    report = reading.report
    with engine.begin() as connection:
        if _known(connection, reports, id=report.id):
            return False
        connection.execute(insert(reports).values(
            id=report.id, outlet=report.outlet, published=report.published, url=report.url,
            title=report.first("title"), sha256=report.sha256, raw=raw, record=to_json(report)))  # fmt: skip
        _insert_all(connection, statements, [
            {"id": s.id, "report": report.id, "record": to_json(s)} for s in reading.statements])  # fmt: skip
        _insert_all(connection, claims, [_claim_row(c) for c in reading.claims])
    return True


def add_failure(engine: Engine, failure: Failure) -> None:
    """Add a failed report with its reason, once."""
    row = to_json(failure)
    with engine.begin() as connection:
        if not _known(connection, failures, name=failure.name, reason=failure.reason):
            connection.execute(insert(failures).values(**row))


def _claim_row(claim: Claim) -> dict[str, Any]:
    when = claim.when
    return {"id": claim.id, "report": claim.report, "type": claim.type, "status": claim.status,
            "earliest": when.earliest if when else None, "latest": when.latest if when else None,
            "confidence": claim.confidence, "record": to_json(claim)}  # fmt: skip


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    unique = list({row["id"]: row for row in rows}.values())
    if unique:
        connection.execute(insert(table), unique)


def _known(connection: Connection, table: Table, **key: str) -> bool:
    found = select(table).where(*(table.c[name] == value for name, value in key.items())).limit(1)
    return connection.execute(found).first() is not None


def _pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
