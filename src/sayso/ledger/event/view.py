"""Events of a ledger -> all that is told of each, side by side, with who says it: no verdict.

`view_of` makes it of tellings at hand; `view` and `views` read these from a ledger, many events with a few queries.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from sayso.ledger.event import waves as event_waves
from sayso.ledger.event.slots import slots_of
from sayso.ledger.event.tolls import moment_key, tolls_of
from sayso.ledger.event.voices import counts_of, outlet_of, speakers_by_standing
from sayso.ledger.judgement.corrections import corrected
from sayso.ledger.judgement.judged import Judgement, judgements_on
from sayso.ledger.store import LedgerError
from sayso.ledger.tables import schema
from sayso.ledger.tables.batches import batched
from sayso.ledger.upkeep.versions import versions_of
from sayso.model import Claim, ClaimType, EventView, ReportHead, Telling
from sayso.records import content_id, loads

EVENTS = 100  # events of one round of queries
ASKED = 500


class EventHead(NamedTuple):
    """What the ledger's row says of an event, and the wave or parts it goes with."""

    id: str
    type: ClaimType
    mode: str | None
    stage: str
    first_day: str | None
    last_day: str | None
    part_of: str | None = None
    parts: tuple[str, ...] = ()


def view_of(event: EventHead, tellings: Iterable[Telling], *, rule: str | None = None) -> EventView:
    """Return an event with its tellings laid side by side; `rule` names how a toll comes to a point, if it is to."""
    told = tuple(sorted(tellings, key=_order))
    published = [p for t in told if (p := t.report.published)]
    by_standing = speakers_by_standing(told)
    return EventView(
        id=event.id, type=event.type, mode=event.mode, stage=event.stage, first_day=event.first_day,
        last_day=event.last_day, tellings=told, slots=slots_of(told), tolls=tolls_of(told, rule),
        counts=counts_of(told), asserted_by=by_standing["asserted"], denied_by=by_standing["denied"],
        doubted_by=by_standing["doubted"], first_reported=min(published, key=moment_key, default=None),
        last_reported=max(published, key=moment_key, default=None), part_of=event.part_of, parts=event.parts,
    )  # fmt: skip


def view(connection: Connection, event: str, *, rule: str | None = None) -> EventView:
    """Return one event; raise LedgerError if it is not there."""
    for found in views(connection, [event], rule=rule):
        return found
    raise LedgerError(f"no event {event}")


def views(
    connection: Connection, events: Iterable[str], *, rule: str | None = None, waves: bool = True
) -> Iterator[EventView]:
    """Yield events in the order asked for, those that are not there left out; `waves=False` leaves waves unasked."""
    for batch in batched(events, EVENTS):
        heads = _heads(connection, batch, waves)
        told = _tellings(connection, batch)
        yield from (view_of(heads[e], told[e], rule=rule) for e in batch if e in heads)


def told_by_several(connection: Connection, reports: Iterable[str]) -> tuple[int, int]:
    """Return of how many events reports tell, and how many of these several reports tell of."""
    c = schema.counted.c  # narrow rows of the same claims
    events = {row.event for row in _in_parts(connection, select(c.event), c.report, reports)}
    query = select(c.event).group_by(c.event).having(func.min(c.report) != func.max(c.report))
    return len(events), sum(1 for _ in _in_parts(connection, query, c.event, events))


def _order(telling: Telling) -> tuple[object, ...]:
    report, claim = telling.report, telling.claim
    return (moment_key(report.published), report.version, report.copy_of is not None, outlet_of(report), report.id,
            claim.evidence.trigger, claim.id)  # fmt: skip


def _heads(connection: Connection, ids: Sequence[str], waves: bool) -> dict[str, EventHead]:
    e = schema.events.c
    query = select(e.id, e.type, e.mode, e.stage, e.first_day, e.last_day).where(e.id.in_(ids))
    heads = {row.id: EventHead(*row) for row in connection.execute(query)}
    if not waves:
        return heads
    over, under = event_waves.part_of(connection, heads), event_waves.parts(connection, heads)
    return {i: h._replace(part_of=over.get(i), parts=under.get(i, ())) for i, h in heads.items()}


def _tellings(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[Telling]]:
    m, c = schema.memberships.c, schema.claims.c
    query = (
        select(m.event, m.claim, m.score, m.reasons, c.report, c.record)
        .join(schema.claims, c.id == m.claim).where(m.event.in_(ids))
    )  # fmt: skip
    rows = connection.execute(query).all()
    heads = report_heads(connection, {row.report for row in rows})
    judged = _judged(connection, [row.claim for row in rows])
    found: dict[str, list[Telling]] = defaultdict(list)
    for row in rows:
        found[row.event].append(_telling(row, heads[row.report], judged[row.claim]))
    return found


def _telling(row: Any, report: ReportHead, judged: Sequence[Judgement]) -> Telling:
    claim, fields = corrected(loads(Claim, row.record), judged)
    why = json.loads(row.reasons)
    return Telling(claim=claim, report=report, score=row.score, reasons=tuple(why["reasons"]), like=why["like"],
                   corrected=fields)  # fmt: skip


def _judged(connection: Connection, claims: Iterable[str]) -> Mapping[str, list[Judgement]]:
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements_on(connection, claims):
        judged[judgement.claim].append(judgement)
    return judged


# --- claims and reports -------------------------------------------------------------------------------------------


def corrected_claims(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    """Return claims with people's corrections laid over, by id."""
    c = schema.claims.c
    rows = list(_in_parts(connection, select(c.id, c.record), c.id, ids))
    judged = _judged(connection, [row.id for row in rows])
    return {row.id: corrected(loads(Claim, row.record), judged[row.id])[0] for row in rows}


def all_judgements(connection: Connection) -> list[Judgement]:
    """Return people's judgements that stand, oldest first."""
    return judgements_on(connection, connection.execute(select(schema.judgements.c.claim).distinct()).scalars().all())


def event_of(connection: Connection, claim: str) -> str | None:
    """Return the event that a claim is of, None if it is hidden or rejected."""
    m = schema.memberships.c
    return connection.execute(select(m.event).where(m.claim == claim)).scalar()


def repeated_by(connection: Connection, report: str) -> list[ReportHead]:
    """Return the reports that have one text with a report, the original first."""
    c = schema.copies.c
    group = select(c.group).where(c.report == report)
    found = connection.execute(select(c.report).where(c.group.in_(group), c.report != report)).scalars()
    heads = report_heads(connection, found).values()
    return sorted(heads, key=lambda h: (h.copy_of is not None, moment_key(h.published), h.id))


def report_heads(connection: Connection, ids: Iterable[str]) -> dict[str, ReportHead]:
    """Return what is shown of reports beside their claims, by id."""
    r, c = schema.reports.c, schema.copies.c
    query = select(r.id, r.outlet, r.published, r.title, r.address)
    rows = list(_in_parts(connection, query, r.id, ids))
    groups = _in_parts(connection, select(c.report, c.group), c.report, [row.id for row in rows])
    of = {report: group for report, group in groups if report != group}
    versions = _versions(connection, {row.address for row in rows if row.address})
    return {
        row.id: ReportHead(
            id=row.id, outlet=row.outlet, published=row.published, title=row.title, copy_of=of.get(row.id),
            url=row.address if row.address and "://" in row.address else None,
            page=content_id("page", row.address) if row.address else None, version=versions.get(row.id, 1))
        for row in rows
    }  # fmt: skip


def _versions(connection: Connection, addresses: Iterable[str]) -> dict[str, int]:
    """Return the numbers of reports among the versions of their page, where there are several."""
    r = schema.reports.c
    query = select(r.address, func.min(r.id)).group_by(r.address).having(func.count() > 1)
    several = [report for _, report in _in_parts(connection, query, r.address, addresses)]
    return {v.report: v.number for report in several for v in versions_of(connection, report)}


def _in_parts(connection: Connection, query: Select[Any], column: Any, keys: Iterable[str]) -> Iterator[Any]:
    for part in batched(sorted(set(keys)), ASKED):
        yield from connection.execute(query.where(column.in_(part)))
