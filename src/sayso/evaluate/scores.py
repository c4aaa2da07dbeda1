"""What an evaluation returns, and the arithmetic of scores."""

from __future__ import annotations

from typing import NamedTuple


class Scored(NamedTuple):
    """Number of things scored, and shares between 0 and 1 by name."""

    n: int
    scores: dict[str, float]


def f1(right: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (found + wanted) if right else 0.0
