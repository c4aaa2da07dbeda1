"""New claims -> the events that they are of; only their neighbourhood is looked at again.

`partition` does the same for readings at hand, without a ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Connection, delete, insert, select

from sayso.ledger import blocks, marks, schema
from sayso.ledger.alike import SAME, likeness
from sayso.ledger.batches import batched
from sayso.ledger.cluster import Pair, Rulings, groups
from sayso.ledger.events_kept import keep_events
from sayso.ledger.judged import hidden_reports, judged_same, rulings_on
from sayso.ledger.marks import Marks
from sayso.model import Event, Reading
from sayso.records import content_id

ASKED = 500  # keys of one query
EMPTY: Mapping[str, Marks] = MappingProxyType({})
WIDE = 1000  # days of a search that are not asked for together with narrow ones


def partition(readings: Iterable[Reading]) -> tuple[Event, ...]:
    """Return the events of readings: every claim is of one, alone or with its like."""
    known = {m.claim: m for r in readings for m in (marks.marks_of(r.report, c) for c in r.claims)}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for m in known.values():
        for key, day in blocks.filed(m):
            found[key].append((day, m.claim))
    edges: dict[Pair, float] = {}
    for m in known.values():
        near = {c for s in blocks.searches(m) for day, c in found.get(s.key, ()) if s.start <= day <= s.end}
        edges |= _edges(m, (known[c] for c in (near | set(m.same)) if c > m.claim and c in known))
    return tuple(
        Event(id=content_id("event", group[0]), claims=tuple(group)) for group in groups(known, edges, Rulings())
    )


def place_claims(connection: Connection, claims: Sequence[str]) -> None:
    """File claims that were added, and judge anew what they and their neighbours are of."""
    new = load_marks(connection, claims)
    rows = [{"key": k, "day": d, "claim": c} for c, m in new.items() for k, d in blocks.filed(m)]
    if rows:
        connection.execute(insert(schema.blocks), rows)
    judge_again(connection, new, _store_edges(connection, new))


def unplace_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Take claims out of their events and files, and judge anew what they leave behind."""
    around = _around(connection, claims)
    for part in batched(claims, ASKED):
        connection.execute(delete(schema.blocks).where(schema.blocks.c.claim.in_(part)))
        for column in (schema.likenesses.c.one, schema.likenesses.c.other):
            connection.execute(delete(schema.likenesses).where(column.in_(part)))
    keep_events(connection, [], claims)
    judge_again(connection, around)


def judge_again(connection: Connection, claims: Iterable[str], loaded: Mapping[str, Marks] = EMPTY) -> None:
    """Put claims and all that hang together with them into events again; `loaded` are marks already at hand."""
    region = _Region(connection, loaded)
    region.close(claims)
    rulings = rulings_on(connection, region.marks)
    seen = {c: m for c, m in region.marks.items() if c not in rulings.rejected}
    made = groups(seen, region.edges, rulings)
    keep_events(connection, [[seen[c] for c in group] for group in made], sorted(region.marks.keys() - seen.keys()))


def load_marks(connection: Connection, claims: Iterable[str]) -> dict[str, Marks]:
    """Return the marks of claims that are not hidden, by id."""
    table = schema.claims.c
    found: dict[str, Marks] = {}
    for part in batched(sorted(set(claims)), ASKED):
        for key, text in connection.execute(select(table.id, table.marks).where(table.id.in_(part))):
            found[key] = marks.from_text(text)
    hidden = hidden_reports(connection, {m.report for m in found.values()})
    return {c: m for c, m in found.items() if m.report not in hidden}


def _store_edges(connection: Connection, new: Mapping[str, Marks]) -> dict[str, Marks]:
    """Write down what is like new claims; return the marks of all that were compared."""
    near = _candidates(connection, new)
    others = load_marks(connection, {c for found in near.values() for c in found} - new.keys())
    known = {**others, **new}
    edges: dict[Pair, float] = {}
    for c, m in new.items():
        edges |= _edges(m, (known[o] for o in near[c] if o in known and (o not in new or o > c)))
    rows = [{"one": x, "other": y, "score": s} for (a, b), s in edges.items() for x, y in ((a, b), (b, a))]
    if rows:
        connection.execute(insert(schema.likenesses), rows)
    return known


def _candidates(connection: Connection, new: Mapping[str, Marks]) -> dict[str, set[str]]:
    """Return the claims that each new one is to be compared with.

    Searches are put in order of their days and asked many at once, so that a batch asks a few narrow questions.
    """
    found = {c: set(m.same) for c, m in new.items()}
    asked = sorted(((s, c) for c, m in new.items() for s in blocks.searches(m)), key=_breadth)
    for part in batched(asked, ASKED):
        filed = _filed(connection, [search for search, _ in part])
        for search, claim in part:
            found[claim].update(c for day, c in filed.get(search.key, ()) if search.start <= day <= search.end)
    return {c: others - {c} for c, others in found.items()}


def _breadth(asked: tuple[blocks.Search, str]) -> tuple[bool, int, str]:
    search = asked[0]
    return search.end - search.start > WIDE, search.start, search.key


def _filed(connection: Connection, searches: Sequence[blocks.Search]) -> dict[str, list[tuple[int, str]]]:
    table = schema.blocks.c
    days = table.day.between(min(s.start for s in searches), max(s.end for s in searches))
    query = select(table.key, table.day, table.claim).where(table.key.in_({s.key for s in searches}), days)
    filed: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, day, claim in connection.execute(query):
        filed[key].append((day, claim))
    return filed


def _edges(m: Marks, others: Iterable[Marks]) -> dict[Pair, float]:
    found = {(min(m.claim, o.claim), max(m.claim, o.claim)): likeness(m, o) for o in others}
    return {pair: like.score for pair, like in found.items() if like is not None and like.score >= SAME}


# --- what hangs together ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Region:
    """Claims that must be judged together, as far as they are found, and how alike the pairs of them are."""

    connection: Connection
    loaded: Mapping[str, Marks]
    marks: dict[str, Marks] = field(default_factory=dict)
    edges: dict[Pair, float] = field(default_factory=dict)

    def load(self, claims: Iterable[str]) -> None:
        """Load the marks of claims that are not known yet."""
        wanted = set(claims) - self.marks.keys()
        self.marks |= {c: self.loaded[c] for c in wanted & self.loaded.keys()}
        self.marks |= load_marks(self.connection, wanted - self.loaded.keys())

    def close(self, claims: Iterable[str]) -> None:
        """Reach all that hangs together with claims."""
        todo, done = set(claims), set[str]()
        while todo:
            self.load(todo)
            done |= todo
            todo = self.neighbours(todo & self.marks.keys()) - done

    def neighbours(self, claims: Iterable[str]) -> set[str]:
        """Return what claims are like, or were judged to be one with, and remember how like."""
        found = likenesses_of(self.connection, claims)
        self.edges |= found
        return {c for pair in found for c in pair}


def likenesses_of(connection: Connection, claims: Iterable[str]) -> dict[Pair, float]:
    """Return the pairs that claims are in, with their scores; those that people judged to be one have 1."""
    table = schema.likenesses
    found: dict[Pair, float] = {}
    for part in batched(sorted(set(claims)), ASKED):
        for one, other, score in connection.execute(select(table).where(table.c.one.in_(part))):
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
