"""The beginnings of words -> how rare they are: by a rare one a text is told from others, by a common one hardly."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "common_stems.txt"
STEM = 6  # letters that words are compared by
RAREST = 7


@lru_cache
def rarities() -> dict[str, int]:
    """Return how rare the first six letters of words are, about the logarithm of how few texts have them."""
    found: dict[str, int] = {}
    for line in FILE.read_text(encoding="utf8").splitlines():
        if not line.startswith("#"):
            level, *stems = line.split()
            found |= dict.fromkeys(stems, int(level))
    return found


def rarity(stem: str) -> int:
    """Return how rare a word's first six letters are, from 1 to 7."""
    return rarities().get(stem, RAREST)
