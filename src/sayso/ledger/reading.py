"""An id -> the record behind it; a ledger -> the readings in it."""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, Table, select

from sayso.ledger.search.conditions import begins
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import captures, changes, claims, events, failures, reports, statements
from sayso.ledger.upkeep.changes import current_claim, current_id
from sayso.model import Capture, Claim, Failure, Reading, Report, Statement
from sayso.records import loads

T = TypeVar("T")
BATCH = 200
KEY = re.compile(r"[0-9a-f]{6,20}")
Kind = Literal["report", "claim", "statement", "event"]
TABLES: dict[Kind, Table] = {"report": reports, "claim": claims, "statement": statements, "event": events}


class Found(NamedTuple):
    """What an id names; an event or a claim under the id it has now, None if it is gone."""

    kind: Kind
    id: str | None


def report(connection: Connection, key: str) -> Report | None:
    """Return a report, also a withdrawn one."""
    return _record(connection, reports, Report, key)


def statement(connection: Connection, key: str) -> Statement | None:
    """Return a statement."""
    return _record(connection, statements, Statement, key)


def claim(connection: Connection, key: str) -> Claim | None:
    """Return a claim as it was read."""
    return _record(connection, claims, Claim, key)


def reading(connection: Connection, key: str) -> Reading | None:
    """Return a report with its statements and claims."""
    return next(_readings(connection, [key]), None)


def capture(connection: Connection, key: str) -> Capture | None:
    """Return the bytes that a report was read from, None where they were not at hand."""
    row = connection.execute(select(captures).where(captures.c.report == key)).mappings().first()
    if row is None:
        return None
    fields = {name: row[name] for name in ("name", "url", "retrieved", "media_type", "charset")}
    return Capture(raw=zlib.decompress(row["raw"]), headers=json.loads(row["headers"]), **fields)


def report_ids(connection: Connection) -> list[str]:
    """Return every report, also withdrawn ones, by date of publication and id."""
    query = select(reports.c.id).order_by(reports.c.published.is_(None), reports.c.published, reports.c.id)
    return list(connection.execute(query).scalars())


def readings(engine: Engine) -> Iterator[Reading]:
    """Yield every report with its statements and claims, also withdrawn ones, by date of publication and id."""
    with engine.connect() as connection:
        for keys in batched(report_ids(connection), BATCH):
            yield from _readings(connection, keys)


def all_failures(engine: Engine) -> list[Failure]:
    """Return the reports that could not be read."""
    f = failures.c
    with engine.connect() as connection:
        rows = connection.execute(select(f.name, f.reason, f.stage).order_by(f.name, f.reason))
        return [Failure(**row._mapping) for row in rows]


def resolve(connection: Connection, key: str) -> Found | None:
    """Return what an id, or six or more of its first digits, names; raise ValueError if it is several records."""
    key = key.strip().lower()
    if not KEY.fullmatch(key):
        raise ValueError(f"an id of 20 hexadecimal digits, or its first 6 or more, not {key!r}")
    found = [(kind, name) for kind, table in TABLES.items() for name in _names(connection, table.c.id, key)]
    if not found:
        kinds: tuple[tuple[Kind, Any], ...] = (("event", changes.c.event), ("claim", changes.c.claim))
        found = [(kind, name) for kind, column in kinds for name in _names(connection, column, key)]
    if len(found) > 1:
        raise ValueError(f"{key} begins several ids: {', '.join(f'{kind} {name}' for kind, name in sorted(found)[:5])}")
    for kind, name in found:
        if kind == "claim":
            return Found(kind, current_claim(connection, name))
        return Found(kind, current_id(connection, name) if kind == "event" and not _there(connection, name) else name)
    return None


def _there(connection: Connection, event: str) -> bool:
    return connection.execute(select(events.c.id).where(events.c.id == event)).first() is not None


def _names(connection: Connection, column: Any, start: str) -> Sequence[str]:
    return connection.execute(select(column).where(begins(column, start)).distinct().limit(6)).scalars().all()


def _record(connection: Connection, table: Table, kind: type[T], key: str) -> T | None:
    record = connection.execute(select(table.c.record).where(table.c.id == key)).scalar()
    return None if record is None else loads(kind, record)


def _readings(connection: Connection, keys: Sequence[str]) -> Iterator[Reading]:
    """Yield the readings of reports, in the order of the keys."""
    query = select(reports.c.id, reports.c.record).where(reports.c.id.in_(keys))
    records = {row.id: row.record for row in connection.execute(query)}
    said, made = (_by_report(connection, table, keys) for table in (statements, claims))
    for key in keys:
        if key in records:
            told = (loads(Statement, s) for s in said[key])
            acts = (loads(Claim, c) for c in made[key])
            yield Reading(
                report=loads(Report, records[key]),
                statements=tuple(sorted(told, key=lambda s: (s.content, s.id))),
                claims=tuple(sorted(acts, key=lambda c: (c.evidence.trigger, c.id))),
            )


def _by_report(connection: Connection, table: Table, keys: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table.c.report, table.c.record).where(table.c.report.in_(keys))):
        found[row.report].append(row.record)
    return found
