"""What people judge: claims that are one happening or are not, claims that are none, fields that are wrong.

Every judgement is a row with name and reason; it stands above the machine's until it is withdrawn, and it is kept with
what finds its claims again when a newer sayso has read them anew: report, type and trigger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Select, insert, or_, select

from sayso.ledger.batches import batched
from sayso.ledger.cluster import Pair, Rulings
from sayso.ledger.schema import claims, judgements, removals, withdrawals
from sayso.ledger.store import LedgerError, now

ASKED = 500
Kind = Literal["same", "different", "reject", "correct"]


class Judgement(NamedTuple):
    """A person's decision on a claim, or on two."""

    number: int
    kind: Kind
    claim: str
    other: str | None
    field: str | None
    value: str | None  # JSON
    by: str
    reason: str
    made: str


def judge(
    connection: Connection, kind: Kind, claim: str, *, by: str, reason: str, other: str | None = None,
    field: str | None = None, value: str | None = None,
) -> int:  # fmt: skip
    """Write a judgement down and return its number; raise LedgerError if a claim is not there or a name is missing."""
    if not by.strip() or not reason.strip():
        raise LedgerError("a judgement needs a name and a reason")
    row = {
        "kind": kind, "claim": claim, "other": other, "anchor": _anchor(connection, claim),
        "other_anchor": _anchor(connection, other) if other else None, "field": field, "value": value,
        "by": by.strip(), "reason": reason.strip(), "made": now(),
    }  # fmt: skip
    return int(connection.execute(insert(judgements).values(row).returning(judgements.c.number)).scalar_one())


def withdraw_judgement(connection: Connection, number: int, *, by: str, reason: str) -> Judgement:
    """Take a judgement back; it stays on record. Raise LedgerError if it is not there or was taken back before."""
    found = next(iter(_read(connection, _standing().where(judgements.c.number == number))), None)
    if found is None:
        raise LedgerError(f"no judgement {number} stands")
    connection.execute(insert(withdrawals).values(judgement=number, by=by, reason=reason, made=now()))
    return found


def judgements_on(connection: Connection, keys: Iterable[str]) -> list[Judgement]:
    """Return the judgements that stand on claims, oldest first."""
    found: dict[int, Judgement] = {}
    for part in batched(sorted(set(keys)), ASKED):
        query = _standing().where(or_(judgements.c.claim.in_(part), judgements.c.other.in_(part)))
        found |= {j.number: j for j in _read(connection, query)}
    return [found[n] for n in sorted(found)]


def rulings_on(connection: Connection, keys: Iterable[str]) -> Rulings:
    """Return what people have judged of claims; of two that contradict each other the later holds."""
    held: dict[Pair, Kind] = {}
    rejected: set[str] = set()
    for j in judgements_on(connection, keys):
        if j.kind == "reject":
            rejected.add(j.claim)
        elif j.other is not None:
            held[min(j.claim, j.other), max(j.claim, j.other)] = j.kind
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for pair, kind in held.items():
        pairs[kind].add(pair)
    return Rulings(frozenset(pairs["same"]), frozenset(pairs["different"]), frozenset(rejected))


def judged_same(connection: Connection, keys: Iterable[str]) -> frozenset[Pair]:
    """Return the pairs with one of the claims that people judged to be one happening."""
    return rulings_on(connection, keys).same


def hidden_reports(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Return those of the reports that are withdrawn."""
    last: dict[str, str] = {}
    for part in batched(sorted(set(reports)), ASKED):
        query = (
            select(removals.c.report, removals.c.kind).where(removals.c.report.in_(part)).order_by(removals.c.number)
        )
        last |= {row.report: row.kind for row in connection.execute(query)}
    return {report for report, kind in last.items() if kind == "withdrawn"}


def _standing() -> Select[Any]:
    taken_back = select(withdrawals.c.judgement)
    return select(judgements).where(judgements.c.number.not_in(taken_back)).order_by(judgements.c.number)


def _read(connection: Connection, query: Select[Any]) -> Iterator[Judgement]:
    for row in connection.execute(query).mappings():
        yield Judgement(**{k: row[k] for k in Judgement._fields})


def _anchor(connection: Connection, claim: str) -> str:
    query = select(claims.c.report, claims.c.type, claims.c.place).where(claims.c.id == claim)
    row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"no claim {claim}")
    return f"{row.report} {row.type} {row.place}"
