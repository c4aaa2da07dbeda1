"""Tree of a sentence -> the same, where the network breaks what holds for all of English.

Each word's head is chosen by itself, so that one verb may get two subjects and another none.
"""

from __future__ import annotations

from collections.abc import Sequence

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def one_subject_each(heads: list[int], relations: list[str]) -> None:
    """Give the first of a verb's two subjects to what is said: "[the report] is a lie, Oda said", in place."""
    for said, relation in enumerate(relations):
        saying = heads[said]
        if relation != "ccomp" or _subjects(said, heads, relations):
            continue
        first, *others = [*_subjects(saying, heads, relations), None]
        if first is not None and others[0] is not None and first < said < others[0]:
            heads[first] = said
            passive = any(heads[i] == said and relations[i] == "aux:pass" for i in range(first, said))
            relations[first] = "nsubj:pass" if passive else "nsubj"


def _subjects(head: int, heads: Sequence[int], relations: Sequence[str]) -> list[int]:
    return [i for i, h in enumerate(heads) if h == head and relations[i] in SUBJECTS]
