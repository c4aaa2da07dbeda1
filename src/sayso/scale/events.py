"""Shards -> events, the claims compared in many processes: a group-by over the keys of place and day of each.

Each shard's claims go to the buckets of their keys; in a bucket, what is filed under one key within the days looked for
is compared; what hangs together is grouped. The answer is that of `merge.partition`.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.ledger.likeness import blocks
from sayso.ledger.likeness.alike import SAME, likeness
from sayso.ledger.likeness.cluster import Rulings, connected, groups
from sayso.ledger.likeness.marks import Marks, marks_of
from sayso.ledger.tables.batches import batched
from sayso.model import Event, Reading
from sayso.records import content_id
from sayso.scale.exchange import Exchange, Store, exchange_on
from sayso.scale.gather import results

BUCKETS = 2  # for each worker
TOGETHER = 200  # neighbourhoods that are grouped in one task

Pair = tuple[str, str]  # of claims, the lesser id first


@dataclass(slots=True)
class Bucket:
    """What one shard has for a bucket: its claims, what each is filed under and looks for its like under."""

    marks: dict[str, Marks] = field(default_factory=dict)
    filed: list[tuple[str, int, str]] = field(default_factory=list)  # key, day, claim
    searches: list[tuple[str, int, int, str]] = field(default_factory=list)  # key, first day, last day, claim


@dataclass(slots=True)
class Alike:
    """Pairs of claims that are alike, how much, and their marks."""

    edges: dict[Pair, float] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)


def events_of(
    files: Sequence[Path], workers: int, engine: str = "local", address: str | None = None
) -> tuple[Event, ...]:
    """Return the events of a batch's shards: every claim is of one, alone or with its like."""
    with exchange_on(engine, workers, address) as exchange:
        sent = list(exchange.map(send, [(n, file, BUCKETS * workers) for n, file in enumerate(files)]))
        owners = _last(ids for ids, _ in sent)
        rows = [([handles[b] for _, handles in sent], owners) for b in range(BUCKETS * workers)]
        alike = _union(exchange.map(compare, rows))
        grouped = _grouped(exchange, alike)
    known = {claim for ids, _ in sent for claim in ids}
    alone = [[claim] for claim in known - alike.marks.keys()]
    return tuple(Event(id=content_id("event", g[0]), claims=tuple(g)) for g in sorted([*alone, *grouped]))


def send(store: Store, number: int, file: Path, buckets: int) -> tuple[list[str], list[Any]]:
    """Return the claims of a shard, and where its part for each bucket is kept."""
    marks = {m.claim: m for m in _marks_in(file)}
    parts = [Bucket() for _ in range(buckets)]
    for claim, m in marks.items():
        for key, day in blocks.filed(m):
            part = parts[_bucket(key, buckets)]
            part.marks[claim] = m
            part.filed.append((key, day, claim))
        for search in blocks.searches(m):
            part = parts[_bucket(search.key, buckets)]
            part.marks[claim] = m
            part.searches.append((*search, claim))
        for other in (c for c in m.same if c in marks):  # told by one report: they need no common key
            parts[0].marks |= {claim: m, other: marks[other]}
            key = f"same {claim}"
            parts[0].filed.append((key, 0, other))
            parts[0].searches.append((key, 0, 0, claim))
    return list(marks), [store.put((number, part)) for part in parts]


def compare(store: Store, handles: Iterable[Any], owners: Mapping[str, int]) -> Alike:
    """Return what is alike in a bucket; of a claim that several shards hold the last one's marks count."""
    marks: dict[str, Marks] = {}
    filed: dict[str, list[tuple[int, str]]] = defaultdict(list)
    searches: list[tuple[str, int, int, str]] = []
    for number, part in map(store.get, handles):
        mine = {c for c in part.marks if owners.get(c, number) == number}
        marks |= {c: part.marks[c] for c in mine}
        for key, day, claim in part.filed:
            if claim in mine:
                filed[key].append((day, claim))
        searches += [s for s in part.searches if s[3] in mine]
    for found in filed.values():
        found.sort()
    return _alike(marks, {pair for search in searches for pair in _found(filed, *search)})


def group(store: Store, parts: Sequence[Alike]) -> list[list[str]]:
    """Return the groups of some neighbourhoods."""
    return [g for part in parts for g in groups(part.marks, part.edges, Rulings())]


def _marks_in(file: Path) -> Iterator[Marks]:
    for found in results(file):
        if isinstance(found, Reading):
            yield from (marks_of(found.report, claim) for claim in found.claims)


def _bucket(key: str, buckets: int) -> int:
    return zlib.crc32(key.encode("utf8", "surrogatepass")) % buckets  # `hash` differs from process to process


def _found(filed: Mapping[str, list[tuple[int, str]]], key: str, start: int, end: int, claim: str) -> Iterator[Pair]:
    there = filed.get(key, [])
    for n in range(bisect_left(there, (start, "")), bisect_right(there, (end, "\U0010ffff"))):
        if there[n][1] > claim:
            yield claim, there[n][1]


def _alike(marks: Mapping[str, Marks], pairs: Iterable[Pair]) -> Alike:
    made = Alike()
    for a, b in sorted(pairs):
        like = likeness(marks[a], marks[b])
        if like is not None and like.score >= SAME:
            made.edges[a, b] = like.score
            made.marks |= {a: marks[a], b: marks[b]}
    return made


def _last(ids: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the last shard of each claim that several hold."""
    held: Counter[str] = Counter()
    last: dict[str, int] = {}
    for number, claims in enumerate(ids):
        held.update(claims)
        last |= dict.fromkeys(claims, number)
    return {claim: last[claim] for claim, n in held.items() if n > 1}


def _union(parts: Iterable[Alike]) -> Alike:
    made = Alike()
    for part in parts:
        made.edges |= part.edges
        made.marks |= part.marks
    return made


def _grouped(exchange: Exchange, alike: Alike) -> list[list[str]]:
    """Group each neighbourhood by itself, as it is exact to do."""
    members = {claim: n for n, part in enumerate(connected(alike.marks, alike.edges)) for claim in part}
    parts: dict[int, Alike] = defaultdict(Alike)
    for claim, n in members.items():
        parts[n].marks[claim] = alike.marks[claim]
    for (a, b), score in alike.edges.items():
        parts[members[a]].edges[a, b] = score
    jobs = [(list(some),) for some in batched(parts.values(), TOGETHER)]
    return [g for found in exchange.map(group, jobs) for g in found]
