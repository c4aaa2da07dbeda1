"""A ledger -> REST under /api: what `sayso events`, `claims`, `counts` and `show` print, as JSON.

Lists take the filter's fields as parameters of the address and come in pages: `after` of one asks for the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from sayso import records
from sayso.faces.web.asked import asked_filter, connected
from sayso.faces.web.turns import read_in_turn
from sayso.ledger import reading
from sayso.ledger.event import view as event_view
from sayso.ledger.judgement.judged import hidden_reports
from sayso.ledger.search import query, rollups
from sayso.ledger.search.filters import FIELDS
from sayso.ledger.store import Connection, LedgerError
from sayso.ledger.upkeep import changes, versions
from sayso.model import Claim, EventView, Failure, Report, ReportError, ReportHead, Statement

MOST = 500  # rows of a page
LONGEST = 200_000  # characters of a text to be read

After = Annotated[str | None, Query(description="`after` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
UNITS = "day, week, month, year, type, status, country, dyad, countries, actor, recipient"
By = Annotated[str, Query(description=f"What to count by, parted by commas: {UNITS}.", examples=["month,type"])]
FILTER: dict[str, Any] = {  # the same fields on every list, from the one place that has them
    "parameters": [
        {"in": "query", "name": name, "required": False, "schema": {"type": "array", "items": {"type": "string"}},
         "style": "form", "explode": True, "description": "See docs/queries.md."}
        for name in FIELDS
    ]
}  # fmt: skip

T = TypeVar("T")


class Refused(BaseModel):
    """Why an answer is none."""

    detail: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    422: {"model": Refused, "description": "What is asked does not fit: which field, and what would."},
    429: {"content": {"text/plain": {}}, "description": "Too many requests of one address: wait a second."},
}
NONE: dict[int | str, dict[str, Any]] = {404: {"model": Refused, "description": "There is no such id."}}
GONE: dict[int | str, dict[str, Any]] = {**NONE, 410: {"model": Refused, "description": "Its report is withdrawn."}}
BUSY: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {}}},
    413: {"content": {"text/plain": {}}, "description": "More than a megabyte."},
    503: {"model": Refused, "description": "Others are reading: Retry-After says when to ask again."},
}
router = APIRouter(prefix="/api", tags=["ledger"], responses=REFUSALS)


class EventRows(BaseModel):
    """A page of events."""

    rows: list[query.EventRow]
    after: str | None = Field(default=None, description="Asks for the next page; null: these are the last.")


class ClaimRows(BaseModel):
    """A page of claims."""

    rows: list[query.ClaimRow]
    after: str | None = None


class ReportRows(BaseModel):
    """A page of reports."""

    rows: list[query.ReportRow]
    after: str | None = None


class Whole(BaseModel):
    """A report with its statements and claims, its versions, and what it is a copy of."""

    report: Report
    statements: list[Statement]
    claims: list[Claim]
    versions: list[versions.Version]
    copy_of: ReportHead | None


class Text(BaseModel):
    """A report to be read and not kept."""

    text: str = Field(min_length=1, max_length=LONGEST, examples=["Norland's army shelled Tarn on Monday, killing 3."])
    published: str | None = Field(default=None, examples=["2024-03-05"])
    outlet: str | None = Field(default=None, examples=["Coast Wire"])


@router.get("/counts", openapi_extra=FILTER)
def counts(request: Request) -> query.Counted:
    """How many events, claims, reports and outlets fit a filter."""
    with connected(request) as connection:
        return query.count(connection, asked_filter(request))


@router.get("/events", openapi_extra=FILTER)
def events(request: Request, after: After = None, limit: Limit = 100) -> EventRows:
    """Events that fit a filter, the latest first."""
    with connected(request) as connection:
        page = _page(query.find_events, connection, request, after, limit)
        return EventRows(rows=list(page.rows), after=page.after)


@router.get("/claims", openapi_extra=FILTER)
def claims(request: Request, after: After = None, limit: Limit = 100) -> ClaimRows:
    """Claims that fit a filter, the latest first, each with its report and event."""
    with connected(request) as connection:
        page = _page(query.find_claims, connection, request, after, limit)
        return ClaimRows(rows=list(page.rows), after=page.after)


@router.get("/reports", openapi_extra=FILTER)
def reports(request: Request, after: After = None, limit: Limit = 100) -> ReportRows:
    """Reports of which a claim fits a filter, the latest first."""
    with connected(request) as connection:
        page = _page(query.find_reports, connection, request, after, limit)
        return ReportRows(rows=list(page.rows), after=page.after)


@router.get("/events/{id}", responses=NONE)
def event(
    request: Request, id: str, rule: Annotated[str | None, Query(description="lowest, highest or latest.")] = None
) -> EventView:
    """One event with all that is told of it; an id that was merged into another gives that one."""
    with connected(request) as connection:
        now = changes.current_id(connection, id)
        try:
            return event_view.view(connection, now or id, rule=rule)
        except LedgerError as error:
            raise HTTPException(404, str(error)) from error
        except ValueError as error:
            raise HTTPException(422, str(error)) from error


@router.get("/claims/{id}", responses=GONE)
def claim(request: Request, id: str) -> Claim:
    """One claim as it was read."""
    with connected(request) as connection:
        found = _found(reading.claim(connection, id), "claim", id)
        _check_shown(connection, found.report)
        return found


@router.get("/statements/{id}", responses=GONE)
def statement(request: Request, id: str) -> Statement:
    """One statement."""
    with connected(request) as connection:
        found = _found(reading.statement(connection, id), "statement", id)
        _check_shown(connection, found.report)
        return found


@router.get("/reports/{id}", responses=GONE)
def report(request: Request, id: str) -> Whole:
    """One report with all that was found in it."""
    with connected(request) as connection:
        _check_shown(connection, id)
        found = _found(reading.reading(connection, id), "report", id)
        head = event_view.report_heads(connection, [id])[id]
        original = event_view.report_heads(connection, [head.copy_of]) if head.copy_of else {}
        return Whole(report=found.report, statements=list(found.statements), claims=list(found.claims),
                     versions=list(versions.versions_of(connection, id)),
                     copy_of=original.get(head.copy_of or ""))  # fmt: skip


@router.get("/rollups", openapi_extra=FILTER)
def rolled_up(request: Request, by: By = "month,type") -> list[rollups.Row]:
    """Counts of events, claims and independent sources, by what is asked for."""
    with connected(request) as connection:
        return _counted(rollups.rollup, connection, request, by)


@router.get("/balances", openapi_extra=FILTER)
def balances(request: Request, by: By = "month,countries") -> list[rollups.Balance]:
    """Conflict and cooperation, reported acts and attributed ones apart."""
    with connected(request) as connection:
        return _counted(rollups.balance, connection, request, by)


@router.get("/changes")
def changed(
    request: Request, since: Annotated[int, Query(ge=0, le=2**53, description="Number of the last change seen.")] = 0
) -> list[dict[str, Any]]:
    """What became of events since a change: made, changed, redirected or gone."""
    with connected(request) as connection:
        return [c._asdict() for c in changes.changes_since(connection, since)]


@router.get("/failures")
def failures(request: Request) -> list[Failure]:
    """Reports that could not be read, and why."""
    return reading.all_failures(request.app.state.engine)


@router.post("/read", response_class=Response, responses=BUSY)
def read(text: Text) -> Response:
    """Read a text and return its statements and claims; nothing is kept."""
    try:
        found = read_in_turn(text.text, text.published, text.outlet)
    except ReportError as error:
        raise HTTPException(422, error.failure.reason) from error
    made = {k: v for k, v in records.to_json(found).items() if k != "incidents"}
    return Response(json.dumps(made, ensure_ascii=False), media_type="application/json")


def _page(find: Callable[..., Any], connection: Connection, request: Request, after: str | None, limit: int) -> Any:
    try:
        return find(connection, asked_filter(request), after=after, limit=limit)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def _counted(roll: Callable[..., list[T]], connection: Connection, request: Request, by: str) -> list[T]:
    try:
        return roll(connection, asked_filter(request), by=[b.strip() for b in by.split(",") if b.strip()])
    except (ValueError, KeyError) as error:
        raise HTTPException(422, str(error)) from error


def _check_shown(connection: Connection, report: str) -> None:
    if hidden_reports(connection, [report]):
        raise HTTPException(410, f"report {report} is withdrawn")


def _found(record: T | None, kind: str, id: str) -> T:
    if record is None:
        raise HTTPException(404, f"no {kind} {id}")
    return record
