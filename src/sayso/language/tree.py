"""Arc scores -> one head a word, always a tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ONE_ROOT = 1e5  # taken from every root arc, so that the best tree has no more of them than it must


def heads_of(arcs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return for each word the column of its head: 0 for the root, 1 + i for word i.

    `arcs` is (words, 1 + words). The greedy choice is kept where it is a tree, as it mostly is.
    """
    n = len(arcs)
    scores = np.full((n + 1, n + 1), -np.inf)
    scores[1:] = arcs
    scores[np.arange(1, n + 1), np.arange(1, n + 1)] = -np.inf
    heads: NDArray[np.int64] = scores.argmax(1)
    if (heads[1:] == 0).sum() != 1 or _cycle(heads) is not None:
        scores[1:, 0] -= ONE_ROOT
        heads = _spanning_tree(scores)
    answer: NDArray[np.int64] = heads[1:]
    return answer


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """Return the nodes of a cycle, or None; node 0 is the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            return _around(heads, node)
    return None


def _around(heads: NDArray[np.int64], node: int) -> list[int]:
    cycle, at = [node], int(heads[node])
    while at != node:
        cycle.append(at)
        at = int(heads[at])
    return cycle


def _spanning_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the best head of each node; a cycle is contracted to one node and solved from there."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    kept = scores[inside, heads[inside]]
    into = scores[np.ix_(inside, outside)] - kept[:, None]  # what breaking the cycle at each node would cost
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = into.max(0)
    smaller[:-1, -1] = scores[np.ix_(outside, inside)].max(1)
    solved = _spanning_tree(smaller)
    answer: NDArray[np.int64] = heads.copy()
    for row, head in enumerate(solved[:-1]):
        node = outside[row]
        if head < len(outside):
            answer[node] = outside[head]
        else:
            answer[node] = inside[scores[node, inside].argmax()]
    entry = solved[-1]
    broken = inside[into[:, entry].argmax()]
    answer[broken] = outside[entry]
    answer[0] = 0
    return answer
