"""A person's judgement -> a row of the ledger, and its claims in the events where it puts them; and back."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sayso.ledger import merge
from sayso.ledger.event.kept import tell
from sayso.ledger.judgement.corrections import check_on, lay_into
from sayso.ledger.judgement.judged import Decision, Judgement, Kind, judge, withdraw_judgement
from sayso.ledger.store import LedgerError
from sayso.ledger.tables.schema import memberships


def decide(connection: Connection, decision: Decision) -> int:
    """Write a person's decision down, put the claims where it says, and return its number."""
    if decision.kind == "correct":
        if decision.field is None or decision.value is None:
            raise LedgerError("a correction needs a field and a value")
        check_on(connection, decision.claim, decision.field, decision.value)
    elif decision.kind != "reject" and decision.other in (None, decision.claim):
        raise LedgerError(f"{decision.kind} is said of two claims")
    number = judge(connection, decision)
    _follow(connection, decision.kind, decision.claim, decision.other)
    return number


def take_back(connection: Connection, number: int, *, by: str, reason: str) -> Judgement:
    """Withdraw a judgement and put the claims where they were without it; raise LedgerError if it does not stand."""
    found = withdraw_judgement(connection, number, by=by, reason=reason)
    _follow(connection, found.kind, found.claim, found.other)
    return found


def _follow(connection: Connection, kind: Kind, claim: str, other: str | None) -> None:
    if kind == "correct":
        _refile(connection, claim)
    else:
        merge.judge_again(connection, [claim, other] if other else [claim])


def _refile(connection: Connection, key: str) -> None:
    """File a claim by its new marks: out of its event first, where it leaves the id to the others, then anew."""
    around = {c for pair in merge.likenesses_of(connection, [key]) for c in pair}
    event = select(memberships.c.event).where(memberships.c.claim == key)
    around |= set(connection.execute(select(memberships.c.claim).where(memberships.c.event.in_(event))).scalars())
    merge.unfile(connection, [key])  # by the marks that it was filed by
    lay_into(connection, key)
    if key not in merge.load_marks(connection, [key]):
        return  # hidden: filed when it is restored
    merge.judge_again(connection, {key, *around})
    merge.place_claims(connection, [key])
    if (now := connection.execute(event).scalar()) is not None:
        tell(connection, {now}, {key: now}, {key: now})  # its days and mode may be others, though its claims are not
