"""Claims and how alike they are -> groups that are one happening each, by average link under must and cannot.

The answer depends on the set of claims alone, not on the order they came in. Two groups only become one if some pair
of them is alike enough, so it is exact to look at one connected neighbourhood at a time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, repeat
from typing import NamedTuple

from sayso.ledger.likeness.alike import SAME
from sayso.ledger.likeness.alike_columns import Pair, likenesses
from sayso.ledger.likeness.marks import Marks

MOST = 300  # claims of one neighbourhood; a larger one is cut where it hangs together least
STEPS = (0.7, 0.8, 0.9, 0.95, 0.985)
AVERAGE = 0.25  # likeness, on average over all pairs, from which two groups are one
APART = 0.5  # share of the pairs that may exclude each other: a place or a day misread in one telling parts no event
AT_ONCE = 200_000  # pairs that are compared together
VAGUE = 0.5  # how much a claim counts of which little is known


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people have judged: pairs of claims that are one happening, pairs that are not, claims that are none."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    rejected: frozenset[str] = frozenset()


class Tie(NamedTuple):
    """What is between two groups: the sum of likenesses, how many pairs exclude each other, whether any is alike."""

    likeness: float
    apart: int
    alike: bool

    def __add__(self, other: Tie) -> Tie:  # type: ignore[override]
        return Tie(self.likeness + other.likeness, self.apart + other.apart, self.alike or other.alike)


def groups(marks: Mapping[str, Marks], edges: Mapping[Pair, float], rulings: Rulings) -> list[list[str]]:
    """Return the claims in groups, each sorted, by first id; `edges` are all pairs that score at least SAME."""
    return sorted(group for group, _ in grouped(marks, edges, rulings))


def grouped(
    marks: Mapping[str, Marks], edges: Mapping[Pair, float], rulings: Rulings
) -> Iterator[tuple[list[str], Mapping[Pair, float]]]:
    """Yield the groups, each sorted, in no order, and with each how alike the pairs of its claims are."""
    ruled = dict.fromkeys(rulings.same, 1.0)
    inside = {(a, b): s for (a, b), s in {**edges, **ruled}.items() if a in marks and b in marks}
    pieces = (piece for part in connected(marks, inside) for piece in _cut(part, inside))
    known = {pair: score for pair, score in edges.items() if pair not in ruled}
    for piece, like in _compared(pieces, marks, known):
        for group in _average_link(piece, marks, rulings, like):
            yield sorted(group), like


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


def _compared(
    pieces: Iterable[list[str]], marks: Mapping[str, Marks], known: Mapping[Pair, float]
) -> Iterator[tuple[list[str], Mapping[Pair, float]]]:
    """Yield the pieces with how alike all pairs of each are."""
    waiting: list[list[str]] = []
    pairs: list[Pair] = []
    for piece in pieces:
        waiting.append(piece)
        pairs.extend(pair for pair in combinations(piece, 2) if pair not in known)
        if len(pairs) > AT_ONCE:
            yield from zip(waiting, repeat({**known, **likenesses(marks, pairs)}))
            waiting, pairs = [], []
    yield from zip(waiting, repeat({**known, **likenesses(marks, pairs)}))


def _average_link(
    part: Sequence[str], marks: Mapping[str, Marks], rulings: Rulings, like: Mapping[Pair, float]
) -> list[list[str]]:
    """Join the two groups that are likest on average, again and again, until none are alike enough."""
    if len(part) == 1:
        return [list(part)]
    linkage = _Linkage({n: [n] for n in part}, {n: VAGUE if marks[n].vague else 1.0 for n in part})
    for a, b in combinations(part, 2):
        if (a, b) not in rulings.different:
            linkage.ties[a, b] = _tie(like.get((a, b)), linkage.weights[a] * linkage.weights[b])
    for a, b in sorted(rulings.same):
        linkage.join_those_of(a, b)
    for pair in list(linkage.ties):
        linkage.offer(*pair)
    while linkage.offers:
        linkage.take()
    return list(linkage.members.values())


def _tie(score: float | None, weight: float) -> Tie:
    return Tie(0.0, 1, False) if score is None else Tie(score * weight, 0, score >= SAME)


@dataclass(slots=True)
class _Linkage:
    """Groups under the name of their first claim, and what is between them; no tie is: never one."""

    members: dict[str, list[str]]
    weights: dict[str, float]
    ties: dict[Pair, Tie] = field(default_factory=dict)
    offers: list[tuple[float, str, str, int, int]] = field(default_factory=list)

    def offer(self, a: str, b: str) -> None:
        """Put two groups in the queue if they are alike enough."""
        tie = self.ties[a, b]
        one, two = len(self.members[a]), len(self.members[b])
        average = round(tie.likeness / (self.weights[a] * self.weights[b]), 9)
        if tie.alike and average >= AVERAGE and tie.apart <= APART * one * two:
            heapq.heappush(self.offers, (-average, a, b, one, two))

    def take(self) -> None:
        """Join the likest two of the queue, if neither has grown since."""
        _, a, b, one, two = heapq.heappop(self.offers)
        if [len(self.members.get(x, ())) for x in (a, b)] == [one, two]:
            self.join(a, b)
            for other in sorted(self.members):
                pair = (min(a, other), max(a, other))
                if pair in self.ties:
                    self.offer(*pair)

    def join(self, a: str, b: str) -> None:
        """Let the first of two groups take the second in."""
        self.members[a] += self.members.pop(b)
        self.weights[a] += self.weights.pop(b)
        self.ties.pop((a, b), None)
        for other in self.members:
            one = self.ties.pop((min(a, other), max(a, other)), None)
            two = self.ties.pop((min(b, other), max(b, other)), None)
            if one is not None and two is not None:
                self.ties[min(a, other), max(a, other)] = one + two

    def join_those_of(self, a: str, b: str) -> None:
        """Join the groups of two claims that people judged to be one, unless they judged otherwise of their like."""
        found = {next((g for g, inside in self.members.items() if x in inside), None) for x in (a, b)}
        if len(found) == 2 and None not in found:
            one, two = sorted(g for g in found if g is not None)
            if (one, two) in self.ties:
                self.join(one, two)
