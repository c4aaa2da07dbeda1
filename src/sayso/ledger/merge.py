"""New claims -> the events that they are of; only their neighbourhood is looked at again.

`partition` does the same for readings at hand, without a ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType

import numpy as np
from sqlalchemy import Connection, delete, select

from sayso.ledger.event.kept import Group, keep_events
from sayso.ledger.judgement.judged import hidden_reports, judged_same, rulings_on
from sayso.ledger.likeness import blocks, marks
from sayso.ledger.likeness.alike import SAME
from sayso.ledger.likeness.alike_columns import Pair, likenesses
from sayso.ledger.likeness.candidates import candidates
from sayso.ledger.likeness.cluster import Rulings, grouped, groups
from sayso.ledger.likeness.marks import Marks
from sayso.ledger.tables import schema
from sayso.ledger.tables.batches import batched, insert_rows
from sayso.ledger.tables.filing import Filing, columns, filing
from sayso.model import Event, Reading
from sayso.records import content_id

ASKED = 500  # keys of one query
EMPTY: Mapping[str, tuple[Marks, Filing]] = MappingProxyType({})


def partition(readings: Iterable[Reading]) -> tuple[Event, ...]:
    """Return the events of readings: every claim is of one, alone or with its like."""
    known = {m.claim: m for r in readings for m in (marks.marks_of(r.report, c) for c in r.claims)}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for m in known.values():
        for key, day in blocks.filed(m):
            found[key].append((day, m.claim))
    near = {
        _pair(m.claim, c)
        for m in known.values() for s in blocks.searches(m) for day, c in found.get(s.key, ())
        if s.start <= day <= s.end and c != m.claim
    }  # fmt: skip
    edges = _edges(known, near | _linked(known))
    return tuple(
        Event(id=content_id("event", group[0]), claims=tuple(group)) for group in groups(known, edges, Rulings())
    )


def place_claims(
    connection: Connection, claims: Sequence[str], at_hand: Mapping[str, tuple[Marks, Filing]] = EMPTY
) -> None:
    """File claims that were added, and judge anew what they and their neighbours are of; some marks may be at hand."""
    new = _shown(connection, {c: at_hand[c][0] for c in claims if c in at_hand})
    new |= load_marks(connection, [c for c in claims if c not in at_hand])
    filings = {c: at_hand[c][1] if c in at_hand else filing(m) for c, m in new.items()}
    _file(connection, filings)
    near = candidates(connection, filings) | _linked(new)
    others = load_marks(connection, {c for pair in near for c in pair} - new.keys())
    edges = _edges({**others, **new}, near)
    insert_rows(
        connection, schema.likenesses,
        [{"one": x, "other": y, "score": s} for (a, b), s in edges.items() for x, y in ((a, b), (b, a))],
    )  # fmt: skip
    _judge(_Region(connection, {**others, **new}, edges, frozenset(new)), new)


def _file(connection: Connection, filings: Mapping[str, Filing]) -> None:
    """Write where claims stand, in the order of the keys: neighbours are of one page."""
    of, keys, days = columns((f.rows for f in filings.values()), 2)
    order, ids = np.argsort(keys, kind="stable"), list(filings)
    rows = zip(of[order].tolist(), keys[order].tolist(), days[order].tolist(), strict=True)
    insert_rows(connection, schema.blocks, [{"key": key, "day": day, "claim": ids[n]} for n, key, day in rows])


def unplace_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Take claims out of their events and files, and judge anew what they leave behind."""
    around = _around(connection, claims)
    for part in batched(claims, ASKED):
        connection.execute(delete(schema.blocks).where(schema.blocks.c.claim.in_(part)))
        for column in (schema.likenesses.c.one, schema.likenesses.c.other):
            connection.execute(delete(schema.likenesses).where(column.in_(part)))
    keep_events(connection, [], claims)
    judge_again(connection, around)


def judge_again(connection: Connection, claims: Iterable[str]) -> None:
    """Put claims and all that hang together with them into events again."""
    _judge(_Region(connection), claims)


def _judge(region: _Region, claims: Iterable[str]) -> None:
    region.close(claims)
    connection = region.connection
    rulings = rulings_on(connection, region.marks)
    seen = {c: m for c, m in region.marks.items() if c not in rulings.rejected}
    made = sorted(grouped(seen, region.edges, rulings), key=itemgetter(0))
    kept = [Group([seen[c] for c in group], like) for group, like in made]
    keep_events(connection, kept, sorted(region.marks.keys() - seen.keys()))


def load_marks(connection: Connection, claims: Iterable[str]) -> dict[str, Marks]:
    """Return the marks of claims that are not hidden, by id."""
    table = schema.claims.c
    found: dict[str, Marks] = {}
    for part in batched(sorted(set(claims)), ASKED):
        for key, written in connection.execute(select(table.id, table.marks).where(table.id.in_(part))).all():
            found[key] = marks.from_text(written)
    return _shown(connection, found)


def _linked(marks: Mapping[str, Marks]) -> set[Pair]:
    """Return the pairs of claims of which their report says that they are one happening."""
    return {_pair(m.claim, other) for m in marks.values() for other in m.same if other != m.claim}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _shown(connection: Connection, found: Mapping[str, Marks]) -> dict[str, Marks]:
    hidden = hidden_reports(connection, {m.report for m in found.values()})
    return {c: m for c, m in found.items() if m.report not in hidden}


def _edges(known: Mapping[str, Marks], pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the pairs that are alike of those that are known."""
    found = {(a, b) for a, b in pairs if a in known and b in known}
    return {pair: score for pair, score in likenesses(known, found).items() if score >= SAME}


# --- what hangs together ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Region:
    """Claims that must be judged together, as far as they are found, and how alike the pairs of them are."""

    connection: Connection
    loaded: Mapping[str, Marks] = field(default_factory=dict)  # marks at hand
    edges: dict[Pair, float] = field(default_factory=dict)  # with all that are of `fresh` claims
    fresh: frozenset[str] = frozenset()
    marks: dict[str, Marks] = field(default_factory=dict)

    def load(self, claims: Iterable[str]) -> None:
        """Load the marks of claims that are not known yet."""
        wanted = set(claims) - self.marks.keys()
        self.marks |= {c: self.loaded[c] for c in wanted & self.loaded.keys()}
        self.marks |= load_marks(self.connection, wanted - self.loaded.keys())

    def close(self, claims: Iterable[str]) -> None:
        """Reach all that hangs together with claims."""
        todo, done = {*claims, *(c for pair in self.edges for c in pair)}, set[str]()
        while todo:
            self.load(todo)
            done |= todo
            todo = self.neighbours(todo & self.marks.keys()) - done

    def neighbours(self, claims: Iterable[str]) -> set[str]:
        """Return what claims are like, or were judged to be one with, and remember how like."""
        asked = set(claims)
        found = likenesses_of(self.connection, asked - self.fresh)
        found |= dict.fromkeys(judged_same(self.connection, asked & self.fresh), 1.0)
        self.edges |= found
        return {c for pair in found for c in pair}


def likenesses_of(connection: Connection, claims: Iterable[str]) -> dict[Pair, float]:
    """Return the pairs that claims are in, with their scores; those that people judged to be one have 1."""
    table = schema.likenesses
    found: dict[Pair, float] = {}
    for part in batched(sorted(set(claims)), ASKED):
        for one, other, score in connection.execute(select(table).where(table.c.one.in_(part))).all():
            found[min(one, other), max(one, other)] = score
        found |= dict.fromkeys(judged_same(connection, part), 1.0)
    return found


def _around(connection: Connection, claims: Sequence[str]) -> set[str]:
    found = {c for pair in likenesses_of(connection, claims) for c in pair}
    table = schema.memberships.c
    for part in batched(claims, ASKED):
        events = select(table.event).where(table.claim.in_(part))
        found.update(connection.execute(select(table.claim).where(table.event.in_(events))).scalars())
    return found - set(claims)
