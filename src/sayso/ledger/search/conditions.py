"""A Filter -> conditions on the columns of `counted`, or of `every_claim`, which holds what was withdrawn, too."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    bindparam,
    column,
    exists,
    or_,
    select,
    text,
    union_all,
    values,
)

from sayso.ledger.likeness.marks import STAGES
from sayso.ledger.search.filter_actors import Meant, meant_by
from sayso.ledger.search.filter_places import lies_in
from sayso.ledger.search.filters import Filter, amount_of, pair_of
from sayso.ledger.search.words import reports_with
from sayso.ledger.tables.schema import claim_actors, claim_figures, claim_places, counted, every_claim
from sayso.ledger.upkeep.changes import current_id

SIGNS: dict[str, Callable[[Any, int], ColumnElement[bool]]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip
Condition = ColumnElement[bool]


def asked_of(filter: Filter) -> Table:
    """Return the table whose rows a filter chooses from: one a claim."""
    return every_claim if filter.withdrawn else counted


def conditions(connection: Connection, filter: Filter) -> list[Condition]:
    """Return what must hold of the rows of `asked_of(filter)`."""
    row = asked_of(filter).c
    found = [or_(*(make(row, w) for w in given)) for name, make in PLAIN.items() if (given := getattr(filter, name))]
    found += [row.claim.in_(chosen) for chosen in _chosen(filter)]
    found += [or_(*(_acts_between(row, pair, filter) for pair in filter.between))] if filter.between else []
    found += _days(row.day, filter)
    if filter.figure and filter.since:  # fewer claims are of those days than have such a figure
        kind = claim_figures.c.kind.concat("")  # of a claim, not of a kind: or a planner without statistics errs
        amounts = or_(*(_amounts_to(f, kind) for f in filter.figure))
        found.append(exists().where(claim_figures.c.claim == row.claim, amounts))
    if filter.text:
        found.append(or_(*(row.report.in_(with_words(connection, words)) for words in filter.text)))
    if filter.event:
        found.append(row.event.in_([current_id(connection, e) or e for e in filter.event]))
    if filter.confidence is not None:
        found.append(row.confidence >= filter.confidence)
    return found


# To add a field that is one column of a claim, add it here and to filters.Filter.
PLAIN: dict[str, Callable[[Any, str], Condition]] = {
    "type": lambda row, word: row.type == word,
    "mode": lambda row, word: row.mode == word,
    "status": lambda row, word: row.status == word,
    "stage": lambda row, word: row.status.in_([s for s, stage in STAGES.items() if stage == word]),
    "outlet": lambda row, word: row.outlet == word,
    "report": lambda row, word: begins(row.report, word),
}


def begins(key: ColumnElement[str], start: str) -> Condition:
    """Return the condition that an id begins with hexadecimal digits, as an index can look it up."""
    return key == start if len(start) == 20 else and_(key >= start, key < f"{start}g")


def _chosen(filter: Filter) -> Iterator[Select[Any]]:
    """Yield queries for the claims that have the actors, places and figures asked for."""
    for role in ("actor", "recipient", "speaker"):
        if given := getattr(filter, role):
            yield _with_actors(meant_by(given), role, filter)
    if filter.place:
        query = select(claim_places.c.claim).where(or_(*(lies_in(p) for p in filter.place)))
        yield query.where(*_days(claim_places.c.first_day, filter))
    if filter.figure and not filter.since:
        yield select(claim_figures.c.claim).where(or_(*(_amounts_to(f, claim_figures.c.kind) for f in filter.figure)))


def _acts_between(row: Any, pair: str, filter: Filter) -> Condition:
    one, other = (meant_by([name]) for name in pair_of(pair))
    return or_(*(
        and_(row.claim.in_(_with_actors(a, "actor", filter)), row.claim.in_(_with_actors(b, "recipient", filter)))
        for a, b in ((one, other), (other, one))
    ))  # fmt: skip


def _with_actors(meant: Meant, role: str, filter: Filter) -> Select[Any]:
    table = claim_actors.c
    same = [table.role == role, *_days(table.first_day, filter)]
    query = select(table.claim).where(table.actor.in_(meant.keys), *same)
    if not meant.held:
        return query
    names = ("person", "start", "end")
    held = values(*(column(n, String) for n in names), name="held").data(list(meant.held)).cte(nesting=True)
    in_office = (table.actor == held.c.person, table.first_day >= held.c.start, table.first_day < held.c.end)
    return select(union_all(query, select(table.claim).where(*in_office, *same)).subquery().c.claim)


def _days(day: ColumnElement[Any], filter: Filter) -> list[Condition]:
    since = [day >= filter.since] if filter.since else [day > ""] if filter.until else []
    return since + ([day <= filter.until] if filter.until else [])


def _amounts_to(figure: str, kind: ColumnElement[str]) -> Condition:
    """Return the condition on a figure: its lower bound reaches ">=", its upper bound stays within "<="."""
    wanted, sign, number = amount_of(figure)
    low, high = claim_figures.c.low, claim_figures.c.high
    same = kind == wanted
    if sign is None:
        return same
    if sign == "=":
        return and_(same, low == number, high == number)
    return and_(same, SIGNS[sign](low if sign[0] == ">" else high, number))


def with_words(connection: Connection, words: str) -> Any:
    """Return a query for the reports with words, which can stand beside others of its kind."""
    query = reports_with(connection.dialect.name, words)
    asked: BindParameter[str] = bindparam("asked", query.compile().params["asked"], unique=True)
    return text(query.text).bindparams(asked).columns(column("report", String))
