"""What people judge: claims that are one happening or are not, claims that are none, fields that are wrong.

Every judgement is a row with name and reason; it stands above the machine's until it is withdrawn, and it is kept with
what finds its claims again when a newer sayso has read them anew: report, type and trigger.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Select, insert, or_, select

from sayso.ledger.likeness.alike_columns import Pair
from sayso.ledger.likeness.cluster import Rulings
from sayso.ledger.store import LedgerError, now
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import claims, judgements, removals, withdrawals

ASKED = 500
Kind = Literal["same", "different", "reject", "correct"]
PAIRED = ("same", "different")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of a claim: `other` is the claim that it is the same as, or not; `value` is JSON."""

    kind: Kind
    claim: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    by: str
    reason: str


class Judgement(NamedTuple):
    """A decision as it was written down."""

    number: int
    kind: Kind
    claim: str
    other: str | None
    field: str | None
    value: str | None  # JSON
    by: str
    reason: str
    made: str


def judge(connection: Connection, decision: Decision) -> int:
    """Write a judgement down and return its number; raise LedgerError if a claim is not there or a name is missing."""
    by, reason, other = decision.by.strip(), decision.reason.strip(), decision.other
    if not by or not reason:
        raise LedgerError("a judgement needs a name and a reason")
    row = {
        "kind": decision.kind, "claim": decision.claim, "other": other,
        "anchor": _anchor(connection, decision.claim), "other_anchor": _anchor(connection, other) if other else None,
        "field": decision.field, "value": decision.value, "by": by, "reason": reason, "made": now(),
    }  # fmt: skip
    return int(connection.execute(insert(judgements).values(row).returning(judgements.c.number)).scalar_one())


def stands(connection: Connection, decision: Decision) -> bool:
    """True if the last judgement that stands on the matter says just this."""
    pair = {decision.claim, decision.other}
    said = [
        j for j in judgements_on(connection, [decision.claim])
        if {j.claim, j.other} == pair and j.field == decision.field and (j.kind in PAIRED) == (decision.kind in PAIRED)
    ]  # fmt: skip
    return bool(said) and (said[-1].kind, _plain(said[-1].value)) == (decision.kind, _plain(decision.value))


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


def _plain(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def _anchor(connection: Connection, claim: str) -> str:
    query = select(claims.c.report, claims.c.type, claims.c.place).where(claims.c.id == claim)
    row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"no claim {claim}")
    return f"{row.report} {row.type} {row.place}"
