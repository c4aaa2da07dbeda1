"""New claims -> the events that they are of; only their neighbourhood is looked at again.

`partition` does the same for readings at hand, without a ledger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType

import numpy as np
from sqlalchemy import Connection, func, select

from sayso.ledger.event.kept import Group, keep_events
from sayso.ledger.judgement.judged import hidden_reports, rulings_on
from sayso.ledger.likeness import blocks, marks
from sayso.ledger.likeness.alike import SAME
from sayso.ledger.likeness.alike_columns import Pair, likenesses, scores
from sayso.ledger.likeness.candidates import Candidates, candidates
from sayso.ledger.likeness.cluster import MOST, Rulings, connected, grouped, groups
from sayso.ledger.likeness.marks import Marks
from sayso.ledger.tables import schema
from sayso.ledger.tables.batches import among, batched, delete_rows, insert_tuples
from sayso.ledger.tables.filing import Filing, columns, filing
from sayso.ledger.tables.filing import rows as filing_rows
from sayso.model import Event, Reading
from sayso.records import content_id

ASKED = 500  # keys of one query
FILED, ALIKE = ("key", "day", "claim"), ("day", "one", "other")  # what tells rows of blocks, of likenesses apart
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
    near = candidates(connection, filings, _linked(new))
    known = {**load_marks(connection, set(near.ids) - new.keys()), **new}
    edges = _edges_among(known, near)
    _keep_likenesses(connection, known, edges)
    _judge(_Region(connection, known, edges, frozenset(new)), new)


def _file(connection: Connection, filings: Mapping[str, Filing]) -> None:
    """Write where claims stand, in the order of the keys: neighbours are of one page."""
    of, keys, days = columns((f.rows for f in filings.values()), 2)
    order, ids = np.argsort(keys, kind="stable"), list(filings)
    claims = map(ids.__getitem__, of[order].tolist())
    rows = list(zip(keys[order].tolist(), days[order].tolist(), claims, strict=True))
    insert_tuples(connection, schema.blocks, FILED, rows)


def _keep_likenesses(connection: Connection, known: Mapping[str, Marks], edges: Mapping[Pair, float]) -> None:
    """Write how alike pairs are, both ways round, each with the day of the first."""
    day = {c: marks.iso(known[c].first) or "" for c in {c for pair in edges for c in pair}}
    rows = [(day[x], x, y, s) for (a, b), s in edges.items() for x, y in ((a, b), (b, a))]
    insert_tuples(connection, schema.likenesses, (*ALIKE, "score"), sorted(rows))


def unplace_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Take claims out of their events and files, and judge anew what they leave behind."""
    around = _around(connection, claims)
    unfile(connection, claims)
    keep_events(connection, [], claims)
    judge_again(connection, around)


def unfile(connection: Connection, claims: Iterable[str]) -> None:
    """Take claims out of the files, and what they are like; their marks must be those that they were filed by."""
    written = _written(connection, claims)
    filed = [(key, day, claim) for claim, m in written.items() for key, day in filing_rows(m)]
    delete_rows(connection, schema.blocks, FILED, sorted(filed))
    pairs = [(a, b) for a, b, _ in _alike_to(connection, written)]
    day = {c: marks.iso(m.first) or "" for c, m in _written(connection, {c for pair in pairs for c in pair}).items()}
    both = {(day[x], x, y) for a, b in pairs for x, y in ((a, b), (b, a))}
    delete_rows(connection, schema.likenesses, ALIKE, sorted(both))


def judge_again(connection: Connection, claims: Iterable[str]) -> None:
    """Put claims and all that hang together with them into events again."""
    _judge(_Region(connection), claims)


def _judge(region: _Region, claims: Iterable[str]) -> None:
    region.close(claims)
    connection = region.connection
    rulings = _rulings(connection, region.marks)
    seen = {c: m for c, m in region.marks.items() if c not in rulings.rejected}
    made = sorted(_grouped(seen, region.edges, rulings), key=itemgetter(0))
    kept = [Group([seen[c] for c in group], like) for group, like in made]
    keep_events(connection, kept, sorted(region.marks.keys() - seen.keys()))


def _grouped(
    seen: Mapping[str, Marks], edges: Mapping[Pair, float], rulings: Rulings
) -> Iterator[tuple[list[str], Mapping[Pair, float]]]:
    """Yield groups as cluster.grouped does: what is all alike is one without any reckoning, as most parts are."""
    inside = {pair: None for pair in (*edges, *rulings.same) if pair[0] in seen and pair[1] in seen}
    parts = connected(seen, inside)
    top = {c: part[0] for part in parts for c in part}
    pairs = Counter(top[a] for a, _ in inside)
    ruled = {top[c] for pair in (*rulings.same, *rulings.different) for c in pair if c in top}
    rest: dict[str, Marks] = {}
    for part in parts:
        if part[0] not in ruled and 2 * pairs[part[0]] == len(part) * (len(part) - 1) and len(part) <= MOST:
            yield part, edges
        else:
            rest |= {c: seen[c] for c in part}
    yield from grouped(rest, edges, rulings)


def load_marks(connection: Connection, claims: Iterable[str]) -> dict[str, Marks]:
    """Return the marks of claims that are not hidden, by id."""
    return _shown(connection, _written(connection, claims))


def _written(connection: Connection, claims: Iterable[str]) -> dict[str, Marks]:
    table = schema.claims.c
    asked = sorted(set(claims))
    if not asked:
        return {}
    query = select(table.id, table.marks).where(among(connection, table.id, asked))
    return {key: marks.from_text(written) for key, written in connection.execute(query).all()}


def _linked(marks: Mapping[str, Marks]) -> set[Pair]:
    """Return the pairs of claims of which their report says that they are one happening."""
    return {_pair(m.claim, other) for m in marks.values() for other in m.same if other != m.claim}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _shown(connection: Connection, found: Mapping[str, Marks]) -> dict[str, Marks]:
    hidden = hidden_reports(connection, {m.report for m in found.values()})
    return {c: m for c, m in found.items() if m.report not in hidden}


def _edges_among(known: Mapping[str, Marks], near: Candidates) -> dict[Pair, float]:
    """Return the pairs that are alike of those that are known, the lesser id first."""
    there = np.array([c in known for c in near.ids], np.bool_)
    number = np.cumsum(there) - 1  # among those that are
    both = there[near.one] & there[near.two]
    ids = [c for c in near.ids if c in known]
    one, two = number[near.one[both]], number[near.two[both]]
    found = scores([known[c] for c in ids], one, two)
    like = np.flatnonzero(found >= SAME)
    ends = zip(one[like].tolist(), two[like].tolist(), found[like].tolist(), strict=True)
    return {_pair(ids[a], ids[b]): score for a, b, score in ends}


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
        found |= dict.fromkeys(_rulings(self.connection, asked & self.fresh).same, 1.0)
        self.edges |= found
        return {c for pair in found for c in pair}


def likenesses_of(connection: Connection, claims: Iterable[str]) -> dict[Pair, float]:
    """Return the pairs that claims are in, with their scores; those that people judged to be one have 1."""
    asked = sorted(set(claims))
    found = {_pair(one, other): score for one, other, score in _alike_to(connection, asked)}
    return found | dict.fromkeys(_rulings(connection, asked).same, 1.0)


def _alike_to(connection: Connection, claims: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Yield (claim, other, score) of what claims are like."""
    claim, like = schema.claims.c, schema.likenesses.c
    same = (like.day == func.coalesce(claim.first_day, "")) & (like.one == claim.id)
    query = select(like.one, like.other, like.score).join_from(schema.claims, schema.likenesses, same)
    asked = list(claims)
    found = connection.execute(query.where(among(connection, claim.id, asked))).all() if asked else ()
    yield from (tuple(row) for row in found)


def _rulings(connection: Connection, claims: Iterable[str]) -> Rulings:
    """Return what people judged of claims; most ledgers hold no judgement at all."""
    some = connection.execute(select(schema.judgements.c.number).limit(1)).first()
    return rulings_on(connection, claims) if some else Rulings()


def _around(connection: Connection, claims: Sequence[str]) -> set[str]:
    found = {c for pair in likenesses_of(connection, claims) for c in pair}
    table = schema.memberships.c
    for part in batched(claims, ASKED):
        events = select(table.event).where(table.claim.in_(part))
        found.update(connection.execute(select(table.claim).where(table.event.in_(events))).scalars())
    return found - set(claims)
