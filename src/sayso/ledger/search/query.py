"""A Filter -> the claims, events and reports of a ledger that fit it, a page at a time, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, func, or_, select

from sayso.ledger.event.view import report_heads
from sayso.ledger.reading import all_failures, claim, reading, readings, report, resolve, statement
from sayso.ledger.search.conditions import asked_of, begins, conditions, with_words
from sayso.ledger.search.filters import Filter
from sayso.ledger.tables import schema
from sayso.ledger.tables.schema import claims, counted, events, reports, tallies
from sayso.ledger.upkeep.changes import changes_since, current_id
from sayso.model import Claim, ReportHead
from sayso.records import loads

__all__ = [
    "all_failures", "changes_since", "claim", "claims_of_event", "count", "current_id", "find_claims", "find_events",
    "find_reports", "reading", "readings", "report", "resolve", "statement",
]  # fmt: skip

T = TypeVar("T")
WIDE = frozenset({"type", "mode", "status", "stage", "outlet", "confidence", "since"})  # fields that many claims fit
LOOKED_AT = 1000  # events, before all that fit are looked up
LOOKED_UP = 5000  # events by their ids, at most
OF_REPORTS = frozenset({"outlet", "report", "text", "withdrawn"})  # fields that a report without claims can fit


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the rows asked for; `after` asks for the next ones, None if these are the last."""

    rows: tuple[T, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its report and event; `event` None where it was withdrawn or rejected, `day` None: no date."""

    claim: Claim
    report: ReportHead
    event: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event and how many tell of it; `sources` are those that do not repeat each other."""

    id: str
    type: str
    mode: str | None
    stage: str
    first_day: str | None
    last_day: str | None
    country: str | None
    claims: int
    reports: int
    outlets: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report and how many claims it makes."""

    report: ReportHead
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many fit a filter."""

    events: int
    claims: int
    reports: int
    outlets: int


def find_claims(
    connection: Connection, filter: Filter, *, after: str | None = None, limit: int = 100
) -> Page[ClaimRow]:
    """Return claims by their first day, the latest first; those without a date stand last."""
    row = asked_of(filter).c
    query = select(row.claim, row.event, row.day).where(*conditions(connection, filter))
    if after is not None:
        day, key = _read_cursor(after)
        query = query.where(row.day <= day, or_(row.day < day, row.claim < key))
    found = connection.execute(query.order_by(row.day.desc(), row.claim.desc()).limit(limit + 1)).all()
    return Page(_claim_rows(connection, found[:limit]), _cursor(found, limit, lambda r: (r.day, r.claim)))


def find_events(
    connection: Connection, filter: Filter, *, after: str | None = None, limit: int = 100,
    among: Set[str] | None = None,
) -> Page[EventRow]:  # fmt: skip
    """Return the events of which a claim fits, by their first day, the latest first; those without one stand last.

    `among` are the ids of those that fit, where they are known.
    """
    found = None if among is None else _latest_of(connection, among, after, limit + 1)
    found = _latest(connection, filter, after, limit + 1) if found is None else found
    counts = _counts_of(connection, [r.id for r in found[:limit]])
    rows = tuple(EventRow(**{**r._mapping, **counts[r.id]}) for r in found[:limit] if r.id in counts)
    return Page(rows, _cursor(found, limit, lambda r: (r.first_day or "", r.id)))


def find_reports(
    connection: Connection, filter: Filter, *, after: str | None = None, limit: int = 100
) -> Page[ReportRow]:
    """Return reports of which a claim fits, by day of publication, the latest first; those without one stand last."""
    r = reports.c
    query = _paged(select(r.id, r.day).where(*_of_reports(connection, filter)), r.day, r.id, after)
    found = connection.execute(query.limit(limit + 1)).all()
    ids = [row.id for row in found[:limit]]
    heads = report_heads(connection, ids)
    made = select(claims.c.report, func.count()).where(claims.c.report.in_(ids)).group_by(claims.c.report)
    numbers = {row[0]: row[1] for row in connection.execute(made)}
    rows = tuple(ReportRow(report=heads[i], claims=numbers.get(i, 0)) for i in ids)
    return Page(rows, _cursor(found, limit, lambda r: (r.day or "", r.id)))


def count(connection: Connection, filter: Filter) -> Counted:
    """Return how many events, claims, reports and outlets fit."""
    if filter.empty:
        return _count_all(connection)
    row = asked_of(filter).c
    chosen = select(row.claim, row.event, row.report, row.outlet).where(*conditions(connection, filter)).subquery().c
    kinds = (func.nullif(chosen.event, ""), chosen.report, chosen.outlet)
    numbers = connection.execute(select(func.count(), *(func.count(k.distinct()) for k in kinds))).one()
    return Counted(claims=numbers[0], events=numbers[1], reports=numbers[2], outlets=numbers[3])


def claims_of_event(connection: Connection, event: str) -> tuple[ClaimRow, ...]:
    """Return all claims of an event, in order of their days; none if it is not there."""
    c = counted.c
    query = select(c.claim, c.event, c.day).where(c.event == event).order_by(c.day, c.claim)
    return _claim_rows(connection, connection.execute(query).all())


def hidden() -> Select[Any]:
    """Return a query for the reports that are withdrawn."""
    r = schema.removals.c
    last = select(func.max(r.number)).group_by(r.report)
    return select(r.report).where(r.number.in_(last), r.kind == "withdrawn")


def _latest(connection: Connection, filter: Filter, after: str | None, limit: int) -> Sequence[Any]:
    """Return rows of events; where much fits, the latest ones have enough, and not all need be looked up."""
    e = events.c
    if filter.empty:
        return connection.execute(_paged(select(events), e.first_day, e.id, after).limit(limit)).all()
    row = asked_of(filter).c
    asked = conditions(connection, filter)
    if filter.to_words().keys() <= WIDE:
        latest = _paged(select(e.id), e.first_day, e.id, after).limit(LOOKED_AT)
        fit = select(events).where(e.id.in_(latest), exists().where(row.event == e.id, *asked))
        found = connection.execute(_paged(fit, e.first_day, e.id, None).limit(limit)).all()
        if len(found) == limit:
            return found
    every = select(events).where(e.id.in_(select(row.event).where(*asked)))
    return connection.execute(_paged(every, e.first_day, e.id, after).limit(limit)).all()


def _latest_of(connection: Connection, ids: Set[str], after: str | None, limit: int) -> Sequence[Any] | None:
    """Return rows of the latest of some events; None where they are many, and few of them are late."""
    e = events.c
    if len(ids) > LOOKED_UP:
        latest = connection.execute(_paged(select(e.id), e.first_day, e.id, after).limit(LOOKED_AT)).scalars()
        ids = {id for id in latest if id in ids}
        if len(ids) < limit:
            return None
    return connection.execute(_paged(select(events).where(e.id.in_(ids)), e.first_day, e.id, after).limit(limit)).all()


# --- conditions and pages ---------------------------------------------------------------------------------------------


def _of_reports(connection: Connection, filter: Filter) -> Iterator[ColumnElement[bool]]:
    """Yield what must hold of a report: that it is shown, and that it or one of its claims fits."""
    r = reports.c
    if not filter.withdrawn:
        yield r.id.not_in(hidden())
    if not filter.to_words().keys() <= OF_REPORTS:
        row = asked_of(filter).c
        yield r.id.in_(select(row.report).where(*conditions(connection, filter)))
        return
    if filter.outlet:
        yield r.outlet.in_(filter.outlet)
    if filter.report:
        yield or_(*(begins(r.id, key) for key in filter.report))
    if filter.text:
        yield or_(*(r.id.in_(with_words(connection, words)) for words in filter.text))


def _count_all(connection: Connection) -> Counted:
    """Return how much there is; reports count here also where they make no claims."""
    shown = reports.c.id.not_in(hidden()) if connection.scalar(select(exists(hidden()))) else None
    every = select(func.count(), func.count(reports.c.outlet.distinct())).select_from(reports)
    told, outlets = connection.execute(every if shown is None else every.where(shown)).one()
    tallied = connection.scalar(select(func.sum(tallies.c.claims)).where(tallies.c.name == ""))
    made = connection.scalar(select(func.count()).select_from(events))
    return Counted(events=made or 0, claims=tallied or 0, reports=told, outlets=outlets)


def _paged(query: Select[Any], day: Column[Any], key: Column[Any], after: str | None) -> Select[Any]:
    """Return a query in order of the day, latest first, then of the key, both downwards, from a cursor on."""
    query = query.order_by(day.desc().nulls_last(), key.desc())
    if after is None:
        return query
    last, last_key = _read_cursor(after)
    if not last:
        return query.where(day.is_(None), key < last_key)
    return query.where(or_(day < last, and_(day == last, key < last_key), day.is_(None)))


def _cursor(found: Sequence[Any], limit: int, of: Any) -> str | None:
    return "~".join(of(found[limit - 1])) if len(found) > limit > 0 else None


def _read_cursor(after: str) -> tuple[str, str]:
    day, tilde, key = after.partition("~")
    if not tilde or len(day) not in (0, 10) or not key.isalnum():
        raise ValueError(f"after: what a page gave as its `after`, not {after!r}")
    return day, key


# --- rows -------------------------------------------------------------------------------------------------------------


def _claim_rows(connection: Connection, found: Sequence[Any]) -> tuple[ClaimRow, ...]:
    keys = [row.claim for row in found]
    query = select(claims.c.id, claims.c.report, claims.c.record).where(claims.c.id.in_(keys))
    records = {row.id: row for row in connection.execute(query)}
    heads = report_heads(connection, {row.report for row in records.values()})
    return tuple(
        ClaimRow(claim=loads(Claim, records[row.claim].record), report=heads[records[row.claim].report],
                 event=row.event or None, day=row.day or None)
        for row in found
    )  # fmt: skip


def _counts_of(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many claims, reports, outlets and sources each event has."""
    c = counted.c
    numbers = {"claims": func.count(), **{
        name: func.count(column.distinct())
        for name, column in (("reports", c.report), ("outlets", c.outlet), ("sources", c.source))
    }}  # fmt: skip
    query = select(c.event, *(number.label(name) for name, number in numbers.items())).where(c.event.in_(ids))
    rows = connection.execute(query.group_by(c.event)).mappings()
    return {row["event"]: {name: row[name] for name in numbers} for row in rows}
