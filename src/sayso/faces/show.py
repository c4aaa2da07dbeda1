"""An id of a ledger -> the record behind it: an event, a claim, a report or a statement, as a page or as it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sayso.faces.event_table import event_page
from sayso.faces.ledger_tables import claim_page, report_page, statement_page
from sayso.ledger.event.view import corrected_claims, event_of, repeated_by, report_heads, view
from sayso.ledger.search import query
from sayso.ledger.upkeep.removal import removed
from sayso.ledger.upkeep.versions import Change, versions_of, what_changed
from sayso.model import Claim, EventView, Report, Statement


class Asked(NamedTuple):
    """What is to be shown: a record of an open ledger, and how."""

    connection: Any
    id: str
    rule: str | None = None
    evidence: bool = False


def _event(asked: Asked) -> EventView:
    return view(asked.connection, asked.id, rule=asked.rule)


def _event_page(asked: Asked) -> str:
    found = _event(asked)
    ids = dict.fromkeys(t.report.id for t in found.tellings) if asked.evidence else ()
    reports = {i: query.report(asked.connection, i) for i in ids}
    return event_page(found, {i: r for i, r in reports.items() if r is not None})


def _claim(asked: Asked) -> Claim:
    return corrected_claims(asked.connection, [asked.id])[asked.id]


def _claim_page(asked: Asked) -> str:
    claim = _claim(asked)
    report = query.report(asked.connection, claim.report)
    assert report is not None
    head = report_heads(asked.connection, [claim.report])[claim.report]
    return claim_page(claim, head, report, event_of(asked.connection, claim.id))


def _report(asked: Asked) -> Report:
    found = query.report(asked.connection, asked.id)
    assert found is not None
    return found


def _report_page(asked: Asked) -> str:
    reading = query.reading(asked.connection, asked.id)
    assert reading is not None
    removal = next((r for r in removed(asked.connection) if r.report == asked.id), None)
    versions = versions_of(asked.connection, asked.id)
    copies = [f"{r.outlet or 'outlet not named'} ({r.id[:8]})" for r in repeated_by(asked.connection, asked.id)]
    return report_page(reading, removal, versions, _edits(asked, [v.report for v in versions]), copies)


def _edits(asked: Asked, versions: list[str]) -> list[Change]:
    """Return what the version asked for changed in the one before it."""
    at = versions.index(asked.id) if asked.id in versions else 0
    before = query.report(asked.connection, versions[at - 1]) if at else None
    return what_changed(before, _report(asked)) if before is not None else []


def _statement(asked: Asked) -> Statement:
    found = query.statement(asked.connection, asked.id)
    assert found is not None
    return found


def _statement_page(asked: Asked) -> str:
    statement = _statement(asked)
    return statement_page(statement, report_heads(asked.connection, [statement.report])[statement.report])


PAGES: Mapping[str, Callable[[Asked], str]] = {
    "event": _event_page, "claim": _claim_page, "report": _report_page, "statement": _statement_page,
}  # fmt: skip
RECORDS: Mapping[str, Callable[[Asked], Any]] = {
    "event": _event, "claim": _claim, "report": _report, "statement": _statement,
}  # fmt: skip
