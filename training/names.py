"""Tags of a network and tags of words -> names to learn from, where the two agree on what a name is."""

from __future__ import annotations

from sayso.language.names import names_of
from training.data import Sentence
from training.swaps import Inventory

PROPER = frozenset({"NNP", "NNPS"})
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def agreed(s: Sentence, tags: list[str], known: dict[tuple[str, ...], str]) -> list[str | None]:
    """Return a tag for each word: a name where the network's name is a whole run of proper nouns, else O or unknown.

    A name that the registry has is of the registry's kind.
    """
    proper = [x in PROPER for x in s.xpos]  # "United" of "United States" is no PROPN
    found: list[str | None] = [None if p and w.lower() not in CALENDAR else "O" for p, w in zip(proper, s.words)]
    for first, end, kind in names_of(tags):
        ends = proper[first] and proper[end - 1]
        whole = ends and not any(proper[max(0, first - 1) : first]) and not any(proper[end : end + 1])
        if whole:
            kind = known.get(tuple(w.lower() for w in s.words[first:end]), kind)
            found[first:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 1)]
        elif not any(found[first:end]):
            found[first:end] = [None] * (end - first)
    return found


def known_names(names: Inventory) -> dict[tuple[str, ...], str]:
    """Return the registry's names that are of one kind only."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    for (kind, length), rows in names.items():
        for words in rows if (kind, length) != ("person", 1) else ():
            kinds.setdefault(tuple(w.lower() for w in words), set()).add(kind)
    return {words: kind.pop() for words, kind in kinds.items() if words and len(kind) == 1 and len(words[0]) > 2}
