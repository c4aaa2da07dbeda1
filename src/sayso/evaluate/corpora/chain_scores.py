"""Coreference chains of a corpus and ours -> MUC, B-cubed, CEAF-e, their mean (CoNLL F1), and F1 of mentions.

A chain is a set of mentions, a mention anything that can be compared. As in the CoNLL scorer, what is right and what
there is of it are summed over all documents first, and mentions that only one side has count against the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

Chain = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is right of the corpus's and how much that is; what is right of ours and how much that is."""

    wanted_right: float = 0
    wanted: float = 0
    found_right: float = 0
    found: float = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        if not self.wanted_right or not self.found_right:
            return 0.0
        recall, precision = self.wanted_right / self.wanted, self.found_right / self.found
        return 2 * recall * precision / (recall + precision)


def chains_of(groups: Iterable[Collection[Hashable]]) -> list[Chain]:
    """Return the groups of two mentions or more; a mention stays in the first group that has it."""
    seen: set[Hashable] = set()
    chains: list[Chain] = []
    for group in groups:
        chain = frozenset(group) - seen
        if len(chain) > 1:
            chains.append(chain)
            seen |= chain
    return chains


def chain_scores(documents: Iterable[tuple[Sequence[Chain], Sequence[Chain]]]) -> dict[str, float]:
    """Return muc_f1, b3_f1, ceafe_f1, conll_f1, mentions_f1 over documents of (wanted, found) chains."""
    sums = dict.fromkeys(MEASURES, Sums())
    for wanted, found in documents:
        for name, measure in MEASURES.items():
            sums[name] += measure(wanted, found)
    scores = {f"{name}_f1": each.f1 for name, each in sums.items()}
    return {**scores, "conll_f1": sum(scores[f"{m}_f1"] for m in ("muc", "b3", "ceafe")) / 3}


def mentions(wanted: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    """Return the sums over mentions, whatever chain they are in."""
    ours, theirs = frozenset[Hashable]().union(*found), frozenset[Hashable]().union(*wanted)
    both = len(ours & theirs)
    return Sums(both, len(theirs), both, len(ours))


def muc(wanted: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    """Return the sums over links: a chain has one less than mentions (Vilain and others 1995)."""
    return Sums(*_links_kept(wanted, found), *_links_kept(found, wanted))


def b3(wanted: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    """Return the sums over mentions of the share of their chain that is right (Bagga and Baldwin 1998)."""
    return Sums(*_company_kept(wanted, found), *_company_kept(found, wanted))


def ceafe(wanted: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    """Return the sums over the best pairing of chains, each pair worth its Dice coefficient (Luo 2005, phi 4)."""
    worth = np.zeros((len(wanted), len(found)))
    owner = _owners(found)
    for i, chain in enumerate(wanted):
        for j in {owner[m] for m in chain if m in owner}:
            worth[i, j] = 2 * len(chain & found[j]) / (len(chain) + len(found[j]))
    right = best_pairing(worth)
    return Sums(right, len(wanted), right, len(found))


MEASURES: dict[str, Callable[[Sequence[Chain], Sequence[Chain]], Sums]] = {
    "muc": muc,
    "b3": b3,
    "ceafe": ceafe,
    "mentions": mentions,
}


def best_pairing(worth: NDArray[np.float64]) -> float:
    """Return the most that pairs of a row and a column can be worth together, none used twice (Kuhn 1955)."""
    worth = worth if worth.shape[0] <= worth.shape[1] else worth.T
    rows, columns = worth.shape
    prices = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)  # row of each column, both counted from 1; 0 is none
    for row in range(1, rows + 1):
        _augment(-worth, row, prices, owner)
    paired = owner[1:].nonzero()[0]
    return float(worth[owner[1:][paired] - 1, paired].sum())


def _augment(
    cost: NDArray[np.float64],
    row: int,
    prices: tuple[NDArray[np.float64], NDArray[np.float64]],
    owner: NDArray[np.int64],
) -> None:
    """Pair one more row along the cheapest alternating path; `prices` and `owner` are brought up to date."""
    by_row, by_column = prices
    used = np.zeros(len(owner), dtype=bool)
    slack = np.full(len(owner), np.inf)
    came_from = np.zeros(len(owner), dtype=np.int64)
    owner[0], at = row, 0
    while owner[at]:
        used[at] = True
        here = owner[at]
        reduced = np.concatenate(([np.inf], cost[here - 1] - by_row[here] - by_column[1:]))
        better = ~used & (reduced < slack)
        slack[better], came_from[better] = reduced[better], at
        then = int(np.where(used, np.inf, slack).argmin())
        step = slack[then]
        by_row[owner[used]] += step
        by_column[used] -= step
        slack[~used] -= step
        at = then
    while at:
        owner[at] = owner[came_from[at]]
        at = int(came_from[at])


def _owners(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: n for n, chain in enumerate(chains) for mention in chain}


def _links_kept(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    owner = _owners(others)
    pieces = sum(len({owner.get(m, (m,)) for m in chain}) for chain in chains)
    size = sum(map(len, chains))
    return size - pieces, size - len(chains)


def _company_kept(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    owner = _owners(others)
    kept = 0.0
    for chain in chains:
        met = Counter(owner[m] for m in chain if m in owner)
        kept += sum(n * n for n in met.values()) / len(chain)
    return kept, sum(map(len, chains))
