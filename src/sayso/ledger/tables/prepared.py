"""A reading -> its rows of the ledger's tables and what it is looked up by: all that hangs on no other reading.

It is most of the work of adding a reading, and may be done in another process: what is prepared goes through a pipe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.likeness.marks import Marks, marks_of
from sayso.ledger.tables import rows
from sayso.ledger.tables.copy_keys import CopyKeys, copy_keys
from sayso.ledger.tables.filing import Filing, filing
from sayso.ledger.tables.rows import Entry, Row
from sayso.model import Claim, Report, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A reading as rows by their table's name, each once; `copy_keys` and `filings` are what it is looked up by."""

    report: str
    rows: Mapping[str, Sequence[Row]]
    words: tuple[str, str, str]
    copy_keys: CopyKeys
    filings: Mapping[str, Filing]  # by claim
    marks: Mapping[str, Marks]


def prepare(entry: Entry) -> Prepared:
    """Return a reading as it is written down; the moment of adding is left out."""
    report, capture = entry.reading.report, entry.capture
    claims = {c.id: (report, c) for c in entry.reading.claims}
    marks = {key: marks_of(report, claim) for key, (report, claim) in claims.items()}
    made: dict[str, Sequence[Row]] = {
        "reports": [rows.report_row(report, "")],
        "captures": [rows.capture_row(report.id, capture)] if capture is not None else [],
        "statements": statement_rows(entry.reading.statements),
        **claim_rows(claims, marks),
    }
    return Prepared(
        report=report.id, rows=made, words=rows.words_row(report),
        copy_keys=copy_keys(report), filings={key: filing(m) for key, m in marks.items()},
        marks=marks,
    )  # fmt: skip


def statement_rows(statements: Iterable[Statement]) -> list[Row]:
    """Return the rows of statements, each once."""
    return list({s.id: rows.statement_row(s) for s in statements}.values())


def claim_rows(claims: Mapping[str, tuple[Report, Claim]], marks: Mapping[str, Marks]) -> dict[str, list[Row]]:
    """Return the rows of claims and of what they are found by, by table."""
    made = [rows.claim_row(report, claim, marks[key]) for key, (report, claim) in claims.items()]
    dated = [(claim, row["first_day"]) for (_, claim), row in zip(claims.values(), made, strict=True)]
    return {
        "claims": made,
        "claim_actors": [x for claim, day in dated for x in rows.actor_rows(claim, day)],
        "claim_places": [x for claim, day in dated for x in rows.place_rows(claim, day)],
        "claim_figures": [x for claim, _ in dated for x in rows.figure_rows(claim)],
    }
