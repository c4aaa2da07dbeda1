"""A ledger -> all that people have judged in it, also what they took back, the newest first."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from sayso.ledger.judgement.judged import Judgement
from sayso.ledger.tables.schema import judgements, withdrawals


class Withdrawal(NamedTuple):
    """That a judgement was taken back."""

    by: str
    reason: str
    made: str


class Logged(NamedTuple):
    """A judgement, and who took it back, if anyone did."""

    judgement: Judgement
    withdrawn: Withdrawal | None


def judgement_log(connection: Connection, *, before: int | None = None, limit: int = 50) -> list[Logged]:
    """Return judgements, the newest first; `before` is the number of the last one seen."""
    j, w = judgements.c, withdrawals.c
    query = (
        select(*(j[name] for name in Judgement._fields), w.by, w.reason, w.made)
        .join_from(judgements, withdrawals, w.judgement == j.number, isouter=True)
        .order_by(j.number.desc()).limit(limit)
    )  # fmt: skip
    if before is not None:
        query = query.where(j.number < before)
    width = len(Judgement._fields)
    rows = [tuple(row) for row in connection.execute(query)]
    return [Logged(Judgement(*row[:width]), Withdrawal(*row[width:]) if row[-1] else None) for row in rows]
