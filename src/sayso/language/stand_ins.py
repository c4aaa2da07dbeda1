"""Words of a sentence -> the words that the network reads: names of states become stand-ins, so that it knows no side.

A network has seen some names more often than others and would cut a sentence otherwise for one people than for another.
The first state of a sentence is always read as France, the second as Russia, and so on; what it means is told later, by
the words as they stand.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

STATES = Path(__file__).parents[1] / "knowledge" / "actors" / "states.tsv"
STAND_INS = {
    "name": ("France", "Russia", "Germany", "Japan", "India", "Spain"),
    "adjectives": ("French", "Russian", "German", "Japanese", "Indian", "Spanish"),
    "peoples": ("Germans", "Russians", "Indians", "Americans", "Italians", "Canadians"),
    "capital": ("Paris", "Moscow", "Berlin", "Tokyo", "Delhi", "Madrid"),
}
MOST = 6  # states in one sentence with stand-ins of their own; those after share the last
# Also given names, family names or words of another kind.
AMBIGUOUS = frozenset("Jordan Chad Georgia Polish Victoria Male Sofia Santiago Kingston Washington America".split())


def read_as(words: Sequence[str]) -> list[str]:
    """Return the words with stand-ins for names of states, in order of their first mention; capitals are kept."""
    known = _known()
    order: dict[str, int] = {}
    out = list(words)
    for i, word in enumerate(words):
        found = known.get(word) or (known.get(word.title()) if len(word) > 3 and word.isupper() else None)
        if found:
            state, kind = found
            stand_in = STAND_INS[kind][min(order.setdefault(state, len(order)), MOST - 1)]
            out[i] = stand_in.upper() if word.isupper() else stand_in
    return out


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    """Return state and kind of each one-word name, adjective, people and capital of a state."""
    lines = (line for line in STATES.read_text(encoding="utf8").split("\n") if line and not line.startswith("#"))
    found: dict[str, tuple[str, str]] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        for kind in ("capital", "peoples", "adjectives", "name") if row["kind"] == "state" else ():
            for word in row[kind].split("|"):
                if word.isalpha() and word[0].isupper() and not word.isupper() and word not in AMBIGUOUS:
                    found[word] = row["id"], kind
    return found
