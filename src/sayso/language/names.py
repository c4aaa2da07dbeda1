"""Scores of tags -> the names of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.model import Name, NameKind

KINDS = frozenset(get_args(NameKind))


def best_tags(scores: NDArray[Any], labels: Sequence[str]) -> list[str]:
    """Return the likeliest tags of words, of which every I- tag goes on with a name of its kind; a row a word."""
    best = scores.argmax(1)
    tags = [labels[i] for i in best]
    if all(_may_follow(one, other) for one, other in zip(["O", *tags], tags, strict=False)):
        return tags
    allowed = np.array([[0.0 if _may_follow(one, other) else -np.inf for other in labels] for one in labels])
    first = allowed[labels.index("O")]
    return [labels[i] for i in _viterbi(scores.astype(np.float64), first, allowed)]


def _may_follow(one: str, other: str) -> bool:
    return not other.startswith("I-") or one[2:] == other[2:]


def _viterbi(scores: NDArray[Any], first: NDArray[Any], allowed: NDArray[Any]) -> list[int]:
    """Return the best path; scores need no norm, as every path takes one tag of each word."""
    total, back = scores[0] + first, []
    for row in scores[1:]:
        steps = total[:, None] + allowed
        back.append(steps.argmax(0))
        total = steps.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def names_of(tags: Sequence[str]) -> list[Name]:
    """Join B- and I- tags into names; an I- tag with nothing before it of its kind begins one.

    >>> names_of(["B-person", "I-person", "O"])
    [Name(first=0, end=2, kind='person')]
    """
    found: list[Name] = []
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if kind not in KINDS:
            continue
        last = found[-1] if found else None
        if prefix == "I" and last is not None and last.end == i and last.kind == kind:
            found[-1] = Name(last.first, i + 1, last.kind)
        else:
            found.append(Name(i, i + 1, cast(NameKind, kind)))
    return found
