"""An event -> what became of it, and what people judged of its claims, also what they took back since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from sayso.ledger.judgement.judged import Judgement
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import changes, judgements, removals, withdrawals

ASKED = 500


class Became(NamedTuple):
    """A change of an event; `other` is the event that was redirected to it ("joined by"), or it to that one."""

    number: int
    what: str  # made, changed, redirected, gone, joined by
    other: str | None
    made: str


class TakenBack(NamedTuple):
    """That a judgement was withdrawn, by whom and why."""

    by: str
    reason: str
    made: str


class Judged(NamedTuple):
    """A person's judgement, and that it was taken back, if it was."""

    judgement: Judgement
    taken_back: TakenBack | None


class Cause(NamedTuple):
    """What a person did at a moment: a report withdrawn or erased, a claim rejected."""

    what: str
    by: str
    reason: str


def changes_of(connection: Connection, event: str, limit: int = 50) -> list[Became]:
    """Return the last changes of an event, the newest first."""
    c = changes.c
    query = select(changes).where(or_(c.event == event, c.to == event)).order_by(c.number.desc()).limit(limit)
    return [
        Became(row.number, row.what if row.event == event else "joined by", row.to if row.event == event else row.event,
               row.made)
        for row in connection.execute(query)
    ]  # fmt: skip


def judgements_of(connection: Connection, claims: Iterable[str]) -> list[Judged]:
    """Return every judgement on claims, oldest first."""
    j, found = judgements.c, dict[int, Judgement]()
    for part in batched(sorted(set(claims)), ASKED):
        query = select(judgements).where(or_(j.claim.in_(part), j.other.in_(part)))
        for row in connection.execute(query).mappings():
            found[row["number"]] = Judgement(**{k: row[k] for k in Judgement._fields})
    taken = _taken_back(connection, sorted(found))
    return [Judged(found[n], taken.get(n)) for n in sorted(found)]


def causes_at(connection: Connection, moment: str) -> list[Cause]:
    """Return what people did at a moment that takes claims out of their events."""
    r, j = removals.c, judgements.c
    gone = select(r.kind, r.by, r.reason).where(r.made == moment, r.kind != "restored").order_by(r.number)
    rejected = select(j.by, j.reason).where(j.made == moment, j.kind == "reject").order_by(j.number)
    return [
        *(Cause(f"a report was {row.kind}", row.by, row.reason) for row in connection.execute(gone)),
        *(Cause("a claim was rejected", row.by, row.reason) for row in connection.execute(rejected)),
    ]


def _taken_back(connection: Connection, numbers: Sequence[int]) -> dict[int, TakenBack]:
    w, found = withdrawals.c, dict[int, TakenBack]()
    for part in batched(numbers, ASKED):
        query = select(w.judgement, w.by, w.reason, w.made).where(w.judgement.in_(part))
        found |= {row[0]: TakenBack(*row[1:]) for row in connection.execute(query)}
    return found
