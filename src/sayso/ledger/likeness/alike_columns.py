"""Many pairs of claims -> how alike each is, as `alike.likeness` has it, column by column.

The claims of a batch share their places, sides and stories: what two of these are to each other is asked once for each
two of them that meet, and looked up for all pairs of claims.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import exp

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.likeness import alike
from sayso.ledger.likeness.marks import Marks

Pair = tuple[str, str]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Reasons = Callable[[Marks, Marks], Iterable[str]]

APART = -1.0  # score of two claims that exclude each other
TIMES = ("day unknown", "next day", "days meet", "same day")
UNKNOWN, NEXT, MEET, SAME_DAY = range(4)
WIDEST = 2  # reasons that one column gives at most


def likenesses(marks: Mapping[str, Marks], pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the scores of pairs of claims, the lesser id first; pairs that exclude each other are left out."""
    listed = list(pairs)
    at = {claim: n for n, claim in enumerate({c: None for pair in listed for c in pair})}
    ends = np.array([(at[a], at[b]) for a, b in listed], np.int64).reshape(-1, 2).T
    found = scores([marks[c] for c in at], *ends)
    return {pair: score for pair, score in zip(listed, found.tolist(), strict=True) if score != APART}


def scores(marks: Sequence[Marks], one: Places, two: Places) -> Floats:
    """Return the score of each pair of marks[one] and marks[two]; APART where they exclude each other."""
    found = np.full(len(one), APART)
    if len(one):
        table = _Table(marks)
        near = np.flatnonzero(table.may_be_one(one, two))
        one, two = one[near], two[near]
        inside = table.report[one] == table.report[two]
        found[near[inside]] = table.within(one[inside], two[inside])
        found[near[~inside]] = table.across(one[~inside], two[~inside])
    return found


class _Facet:
    """What marks are in one respect, each kind of it numbered."""

    def __init__(self, marks: Sequence[Marks], key: Callable[[Marks], Hashable]) -> None:
        seen: dict[Hashable, int] = {}
        self.kind = np.array([seen.setdefault(key(m), len(seen)) for m in marks], np.int64)
        self._first = [marks[n] for n in np.unique(self.kind, return_index=True)[1].tolist()]

    def said(self, one: Places, two: Places, say: Callable[[Marks, Marks], Sequence[float]]) -> Iterator[Floats]:
        """Yield columns of what is to be said of pairs, asking once for each two kinds."""
        count = len(self._first)
        kinds, where = np.unique(self.kind[one] * count + self.kind[two], return_inverse=True)
        rows = [say(self._first[k // count], self._first[k % count]) for k in kinds.tolist()]
        if rows:
            yield from np.array(rows, np.float64)[where].T


class _Table:
    """The marks of claims as columns."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self.marks = marks
        self.family, self.report, self.told = (
            _Facet(marks, key).kind for key in (lambda m: m.family, lambda m: m.report, lambda m: m.told or m.claim)
        )
        self.first, self.last = np.array([(m.first, m.last) for m in marks], np.int64).T
        self.dated, self.another, self.linked, self.spoken, self.loose = np.array(
            [(m.dated, m.another, bool(m.same), m.family.startswith(alike.SPOKEN), m.family.endswith("apart"))
             for m in marks], np.bool_).T  # fmt: skip
        self.more = np.array([m.together for m in marks], np.bool_)
        self.where = _Facet(marks, lambda m: m.spots)
        self.who = _Facet(marks, lambda m: (m.actors, m.recipients, m.victims))
        self.figures = _Facet(marks, lambda m: (m.counts, m.numbers))
        self.way = _Facet(marks, lambda m: m.mode)
        self.story = _Facet(marks, lambda m: tuple(m.story))

    def may_be_one(self, one: Places, two: Places) -> Truths:
        """Return which pairs do not exclude each other (`alike.excluded`), or are linked by their report."""
        may: Truths = (self.family[one] == self.family[two]) & ~self.loose[one] & ~self._apart_in_time(one, two)
        near = np.flatnonzero(may)
        may[near] = ~self._apart_in_space_or_voice(one[near], two[near])
        may |= self._linked(one, two)
        return may

    def within(self, one: Places, two: Places) -> Floats:
        """Return the scores of pairs of one report each."""
        found = self._place_and_time(one, two, alike.WITHIN)
        for column in self._further(one, two, alike.WITHIN, across=False):
            found = found + column
        found = found + np.where(self.another[one] | self.another[two], alike.WITHIN["told as another"], 0.0)
        found = found + np.where(self._together(one, two), alike.WITHIN["told together"], 0.0)
        return np.where(self._linked(one, two), 1.0, _shares(found))

    def across(self, one: Places, two: Places) -> Floats:
        """Return the scores of pairs of two reports each."""
        found = self._place_and_time(one, two, alike.WEIGHTS)
        for column in self._further(one, two, alike.WEIGHTS, across=True):
            found = found + column
        for column in self.story.said(one, two, lambda a, b: (alike.rare_words(a, b) * alike.WEIGHTS["rare words"],)):
            found = found + column
        for n in np.flatnonzero(self._time(one, two) == UNKNOWN).tolist():
            a, b = self.marks[one[n]], self.marks[two[n]]
            found[n] += alike.WEIGHTS["undated words"] * alike.undated_words(a, b)
        found = found + np.where(self.more[one] | self.more[two], alike.WEIGHTS["told together"], 0.0)
        found = _shares(alike.BIAS + found)
        found[self._of_one_sentence(one, two)] = alike.SURE
        return found

    def _place_and_time(self, one: Places, two: Places, weights: Mapping[str, float]) -> Floats:
        time = self._time(one, two)
        found = np.array([weights.get(t, 0.0) for t in TIMES])[time]
        for place, town in self._places(one, two, weights):
            of_whole = np.where(self._together(one, two) & (place < 0), 0.0, place)  # alike.PARTED
            found = of_whole + found + np.where((time >= MEET) & (town > 0), weights.get("day and town", 0.0), 0.0)
        return found

    def _places(self, one: Places, two: Places, weights: Mapping[str, float]) -> Iterator[tuple[Floats, Floats]]:
        def said(a: Marks, b: Marks) -> tuple[float, bool]:
            reason = alike.place_reason(a, b)
            return weights.get(reason, 0.0), reason in alike.TOWNS

        columns = list(self.where.said(one, two, said))
        if columns:
            yield columns[0], columns[1]

    def _further(self, one: Places, two: Places, weights: Mapping[str, float], *, across: bool) -> Iterator[Floats]:
        yield from self.who.said(one, two, partial(_weighed, weights, alike.who_reasons))
        numbers = partial(alike.number_reasons, across=across)
        for column in self.figures.said(one, two, partial(_weighed, weights, numbers)):
            yield np.where(self._together(one, two) & (column < 0), 0.0, column)  # alike.PARTED
        yield from self.way.said(one, two, partial(_weighed, weights, alike.way_reasons))

    def _together(self, one: Places, two: Places) -> Truths:
        """Return which pairs are of one report that tells the one claim as more of the other's happening."""
        found: Truths = (self.report[one] == self.report[two]) & (self.more[one] | self.more[two])
        return found

    def _linked(self, one: Places, two: Places) -> Truths:
        found: Truths = (self.report[one] == self.report[two]) & (self.linked[one] | self.linked[two])
        for n in np.flatnonzero(found).tolist():
            found[n] = alike.linked(self.marks[one[n]], self.marks[two[n]])
        return found

    def _of_one_sentence(self, one: Places, two: Places) -> Truths:
        found: Truths = self.told[one] == self.told[two]
        for n in np.flatnonzero(found).tolist():
            found[n] = alike.of_one_sentence(self.marks[one[n]], self.marks[two[n]])
        return found

    def _time(self, one: Places, two: Places) -> Places:
        first, last = self.first, self.last
        equal = (first[one] == first[two]) & (last[one] == last[two]) & self.dated[one] & self.dated[two]
        found = np.where(equal, SAME_DAY, MEET)
        found[(last[one] < first[two]) | (last[two] < first[one])] = NEXT
        found[(first[one] == 0) | (first[two] == 0)] = UNKNOWN
        return found

    def _apart_in_time(self, one: Places, two: Places) -> Truths:
        slack = np.where(self.dated[one] & self.dated[two], alike.TOLERANCE, alike.TOLERANCE + 1)
        far: Truths = (self.last[one] + slack < self.first[two]) | (self.last[two] + slack < self.first[one])
        far &= (self.first[one] > 0) & (self.first[two] > 0)
        return far

    def _apart_in_space_or_voice(self, one: Places, two: Places) -> Truths:
        apart = np.zeros(len(one), np.bool_)
        for column in self.where.said(one, two, partial(_truth, alike.apart_in_space)):
            apart |= column > 0
        apart &= ~self._together(one, two)
        inside = self.report[one] == self.report[two]
        for of_these, others in ((inside, alike.other_known_speakers), (~inside, alike.other_speakers)):
            spoken = np.flatnonzero(self.spoken[one] & of_these & ~apart)
            for column in self.who.said(one[spoken], two[spoken], partial(_truth, others)):
                apart[spoken] = column > 0
        return apart


def _truth(holds: Callable[[Marks, Marks], bool], a: Marks, b: Marks) -> tuple[float]:
    return (float(holds(a, b)),)


def _weighed(weights: Mapping[str, float], reasons: Reasons, a: Marks, b: Marks) -> tuple[float, float]:
    """Return the weights of at most two reasons."""
    found = [weights.get(r, 0.0) for r in reasons(a, b)]
    return (*found, 0.0, 0.0)[:WIDEST]  # type: ignore[return-value]


def _shares(logits: Floats) -> Floats:
    """Return logits as shares, with math.exp: numpy's differs from one processor to the next."""
    values, where = np.unique(logits, return_inverse=True)
    return np.array([1 / (1 + exp(-v)) for v in values.tolist()])[where]
