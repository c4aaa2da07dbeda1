"""Claims and how alike they are -> groups that are one happening each, by average link under must and cannot.

The answer depends on the set of claims alone, not on the order they came in. Two groups can only become one if some
pair of them is alike enough, so it is exact to look at one connected neighbourhood at a time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sayso.ledger.alike import SAME, SURE, likeness
from sayso.ledger.marks import Marks

MOST = 150  # claims of one neighbourhood; a larger one is cut where it hangs together least
STEPS = (0.6, 0.7, 0.8, 0.9, 0.95, 0.985)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people have judged: pairs of claims that are one happening, pairs that are not, claims that are none."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    rejected: frozenset[str] = frozenset()


@dataclass(slots=True)
class Scores:
    """Likeness of pairs of claims, worked out once; None is never one."""

    marks: Mapping[str, Marks]
    rulings: Rulings = Rulings()
    _known: dict[Pair, float | None] = field(default_factory=dict)

    def of(self, a: str, b: str) -> float | None:
        """Return how alike two claims are, people's judgements first."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._judged(pair)
        return self._known[pair]

    def _judged(self, pair: Pair) -> float | None:
        if pair in self.rulings.same:
            return 1.0
        if pair in self.rulings.different:
            return None
        found = likeness(self.marks[pair[0]], self.marks[pair[1]])
        return None if found is None else found.score


def groups(marks: Mapping[str, Marks], edges: Mapping[Pair, float], rulings: Rulings) -> list[list[str]]:
    """Return the claims in groups, each sorted, by first id; `edges` are all pairs that score at least SAME.

    A vague claim joins the group it is likest to, and never bridges two.
    """
    scores = Scores(marks, rulings)
    ruled = {(a, b): 1.0 for a, b in rulings.same}
    inside = {(a, b): s for (a, b), s in {**edges, **ruled}.items() if a in marks and b in marks}
    firm = {c for c, m in marks.items() if not m.vague} | {c for pair in ruled for c in pair if c in marks}
    hard = {(a, b): s for (a, b), s in inside.items() if a in firm and b in firm}
    found = [
        group for part in connected(firm, hard) for piece in _cut(part, hard) for group in _average_link(piece, scores)
    ]
    joined = _attach(sorted(marks.keys() - firm), found, inside, scores)
    return sorted(sorted(g) for g in joined)


def connected(nodes: Iterable[str], edges: Iterable[Pair]) -> list[list[str]]:
    """Return the connected parts, each sorted."""
    root = {n: n for n in nodes}

    def top(n: str) -> str:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for a, b in edges:
        root[max(top(a), top(b))] = min(top(a), top(b))
    parts: dict[str, list[str]] = {}
    for n in sorted(root):
        parts.setdefault(top(n), []).append(n)
    return list(parts.values())


def _cut(part: list[str], edges: Mapping[Pair, float]) -> Iterator[list[str]]:
    """Yield a neighbourhood in pieces small enough to be compared each with each."""
    for least in STEPS:
        if len(part) <= MOST:
            break
        inside = set(part)
        kept = [pair for pair, score in edges.items() if score >= least and pair[0] in inside and pair[1] in inside]
        pieces = connected(part, kept)
        if len(pieces) > 1:
            for piece in pieces:
                yield from _cut(piece, edges)
            return
    yield from (part[i : i + MOST] for i in range(0, len(part), MOST))


def _average_link(part: Sequence[str], scores: Scores) -> list[list[str]]:
    """Join the two groups that are likest on average, again and again, until none are alike enough."""
    members = {n: [n] for n in part}
    sums: dict[Pair, float] = {}
    heap: list[tuple[float, str, str, int, int]] = []

    def offer(a: str, b: str) -> None:
        pair = (a, b) if a < b else (b, a)
        if pair in sums:
            size = len(members[a]) * len(members[b])
            if sums[pair] >= SAME * size:
                heapq.heappush(heap, (-sums[pair] / size, *pair, len(members[pair[0]]), len(members[pair[1]])))

    for a, b in combinations(part, 2):
        score = scores.of(a, b)
        if score is not None:
            sums[a, b] = score
            offer(a, b)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or (len(members[a]), len(members[b])) != (size_a, size_b):
            continue  # one of them has grown since
        members[a] += members.pop(b)
        for other in members:
            if other != a:
                _add_up(sums, a, b, other)
        for other in sorted(members):
            if other != a:
                offer(a, other)
    return list(members.values())


def _add_up(sums: dict[Pair, float], a: str, b: str, other: str) -> None:
    """Give `a`, which has taken `b` in, the sum of both to another group; none if either excludes it."""
    one = sums.pop((min(a, other), max(a, other)), None)
    two = sums.pop((min(b, other), max(b, other)), None)
    if one is not None and two is not None:
        sums[min(a, other), max(a, other)] = one + two


def _attach(
    loose: Sequence[str], found: list[list[str]], edges: Mapping[Pair, float], scores: Scores
) -> list[list[str]]:
    """Let each vague claim join the group it is likest to; those left over are one where they must be."""
    near: dict[str, set[str]] = {n: set() for n in loose}
    for a, b in edges:
        for n, other in ((a, b), (b, a)):
            if n in near:
                near[n].add(other)
    at = {c: i for i, group in enumerate(found) for c in group}
    joined, alone = [list(g) for g in found], []
    for n in loose:
        likest = max(
            ((_likeness(n, found[i], scores), -i) for i in {at[o] for o in near[n] if o in at}), default=(0, 0)
        )
        if likest[0] >= SAME:
            joined[-likest[1]].append(n)
        else:
            alone.append(n)
    left = set(alone)
    sure = [(a, b) for (a, b), score in edges.items() if score >= SURE and a in left and b in left]
    return [*joined, *connected(alone, sure)]


def _likeness(claim: str, group: Sequence[str], scores: Scores) -> float:
    """Return the average likeness; 0 where one of the group excludes the claim."""
    found = [scores.of(claim, other) for other in group]
    told = [s for s in found if s is not None]
    return sum(told) / len(told) if told and len(told) == len(found) else 0.0
