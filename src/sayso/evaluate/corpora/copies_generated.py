"""Texts of a corpus -> pairs that are copies, and pairs that are none, by construction and always the same.

Of each text come a copy (cut from the bottom, words changed, a new title, another outlet's dateline, credit and
notices), a cutting (its first paragraphs alone), its two halves, which tell of one thing and share no text, and those
halves with one short paragraph in common, as where two papers quote one statement.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator

Pair = tuple[str, str, str]  # two texts and "copy", "passage" or "none"

LEAST_PARAGRAPHS = 8
LEAST_WORDS = 20  # of a paragraph that counts
LONGEST_CHANCE = 10  # words; a text that repeats as many itself, as a list of captions does, has no two halves
MOST_CHANGED = 0.15  # of the words
TITLES = ("Crowds gather in {} as talks go on", "What we know about {}", "{}: the day in short", "Questions after {}")
CREDITS = ("(Norland News Agency)", "By Mara Lund", "With files from Ostra Wire", "Coast Press")
DATELINES = ("OSTRA (Coast Press) - ", "TARN, Norland — ", "LUND, July 3 (Norland News Agency) - ", "")
NOTICES = (
    "Sign up for our newsletter",
    "Read more: Port of Ostra shut",
    "Copyright 2024 Ostra Post. All rights reserved.",
)
CHANGES = ("reportedly", "officials", "earlier", "the", "also", "on Sunday", "again", "major", "later", "some")


def pairs_from(texts: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of each text that is long enough; chance is seeded with the text itself."""
    for text in texts:
        chance = random.Random(hashlib.sha256(text.encode("utf8", "backslashreplace")).digest())
        paragraphs = list(dict.fromkeys(p for p in text.split(" ### ") if len(p.split()) >= LEAST_WORDS))
        half = len(paragraphs) // 2
        first, second = paragraphs[:half], paragraphs[half:]
        if len(paragraphs) < LEAST_PARAGRAPHS or _runs(first) & _runs(second):
            continue
        quoted = min(first, key=lambda p: len(p.split()))
        yield _page(paragraphs, chance), _page(_edited(_cut(paragraphs, chance, 0.5), chance), chance), "copy"
        yield _page(paragraphs, chance), _page(_cut(paragraphs, chance, 0.2), chance), "copy"
        yield _page(first, chance), _page(second, chance), "none"
        yield _page(first, chance), _page([*second[:1], quoted, *second[1:]], chance), "passage"


def _runs(paragraphs: list[str]) -> set[tuple[str, ...]]:
    words = " ".join(paragraphs).split()
    return set(zip(*(words[k:] for k in range(LONGEST_CHANCE)), strict=False))


def _cut(paragraphs: list[str], chance: random.Random, least: float) -> list[str]:
    """Return the first paragraphs, at least a given share of them, never fewer than two."""
    return paragraphs[: max(2, round(len(paragraphs) * chance.uniform(least, 1)))]


def _edited(paragraphs: list[str], chance: random.Random) -> list[str]:
    share = chance.uniform(0, MOST_CHANGED)
    return [" ".join(_changed(p.split(), share, chance)) for p in paragraphs]


def _changed(words: list[str], share: float, chance: random.Random) -> Iterator[str]:
    """Yield the words of which some are left out, replaced or have another before them."""
    for word in words:
        if chance.random() >= share:
            yield word
            continue
        way = chance.randrange(3)
        if way:
            yield chance.choice(CHANGES)
        if way == 1:
            yield word


def _page(paragraphs: list[str], chance: random.Random) -> str:
    """Return paragraphs as an outlet prints them: its title, byline or credit, dateline and notices."""
    title = chance.choice(TITLES).format(" ".join(paragraphs[-1].split()[:2]))
    head = [title, chance.choice(CREDITS), chance.choice(DATELINES) + paragraphs[0]]
    body = [*head, *paragraphs[1:]]
    body.insert(chance.randrange(3, len(body) + 1) if len(body) > 3 else len(body), chance.choice(NOTICES))
    return " ### ".join([*body, chance.choice(CREDITS)])
