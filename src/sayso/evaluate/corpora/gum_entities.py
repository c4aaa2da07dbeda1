"""GUM's entities in the last column of CoNLL-U -> a name tag for each word.

GUM marks every noun phrase that speaks of something; a name is an entity whose head is a proper noun, cut to the run
of words that is the name ("the port city of [Tarn]", "Minister [Oda]").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Row = list[str]  # the ten columns of a word

GUM_KINDS = {
    "person": "person",
    "organization": "organisation",
    "place": "place",
    "event": "event",
    "object": "other",
    "abstract": "other",
    "animal": "other",
    "plant": "other",
    "substance": "other",
}
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president king queen prince princess sir lord lady senator judge "
    "minister general colonel captain sergeant governor mayor secretary pope chancellor".split()
)
SMALL_WORDS = frozenset({"of", "and", "the", "for", "&", "-", "'s", "’s", "de", "al"})  # inside names
BRACKET = re.compile(r"\((\d[^()]*)(\))?|(\d+)\)")  # "(4-place-new-cf2", "(5-person-new-cf1)", "4)"


def gum_names(rows: list[Row]) -> list[str | None]:
    """Return "B-kind", "I-kind", "O" for each word of a sentence; None where corpora differ on what a name is.

    Of names in names the outermost counts ("the University of [Tarn]" is one).
    """
    tags: list[str | None] = ["O"] * len(rows)
    for start, end, kind in sorted(gum_spans(rows), key=lambda s: s[0] - s[1]):
        span = name_run(rows, start, end)
        if span and kind in GUM_KINDS and all(tags[i] == "O" for i in range(*span)):
            for i in range(*span):
                tags[i] = f"{'B' if i == span[0] else 'I'}-{GUM_KINDS[kind]}"
    for i, row in enumerate(rows):
        if tags[i] == "O" and row[3] == "ADJ" and row[1][:1].isupper():
            tags[i] = None  # "Spanish": a name for some corpora, none for others
    return tags


def gum_spans(rows: list[Row]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, one past the last, entity type) for every entity of a sentence."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, row in enumerate(rows):
        notes = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        for opening, both, closing in BRACKET.findall(notes.get("Entity", "")):
            if opening:
                key, _, rest = opening.partition("-")
                opened.setdefault(key, []).append((i, rest.partition("-")[0]))
                if both:
                    yield i, i + 1, opened[key].pop()[1]
            elif opened.get(closing):
                first, kind = opened[closing].pop()
                yield first, i + 1, kind


def name_run(rows: list[Row], start: int, end: int) -> tuple[int, int] | None:
    """Return the run of words around the head of rows[start:end] that is a proper name, or None."""
    heads = [i for i in range(start, end) if not start <= _head(rows[i]) < end]
    if len(heads) != 1 or rows[heads[0]][3] != "PROPN":
        return None
    first = last = heads[0]
    while first > start and (rows[first - 1][3] == "PROPN" or linked(rows, first - 1, start)):
        first -= 1
    while last + 1 < end and (rows[last + 1][3] == "PROPN" or (linked(rows, last + 1, start) and last + 2 < end)):
        last += 1
    while rows[first][3] != "PROPN" and first < heads[0] and not rows[first][1][:1].isupper():
        first += 1
    while rows[last][3] != "PROPN" and last > heads[0]:
        last -= 1
    while first < last and rows[first][1].lower().rstrip(".") in TITLES:
        first += 1
    return first, last + 1


def linked(rows: list[Row], i: int, start: int) -> bool:
    """Return True for the small words inside names: "University of Durham", "Bailey-Ross", "King's Cross"."""
    word = rows[i][1]
    if word.lower() in SMALL_WORDS and i > start:
        return (
            rows[i - 1][3] == "PROPN"
            and i + 1 < len(rows)
            and (rows[i + 1][3] == "PROPN" or rows[i + 1][1][:1].isupper())
        )
    return word[:1].isupper() and rows[i][3] in {"ADJ", "NOUN", "NUM", "VERB"} and i > 0


def _head(row: Row) -> int:
    """Return the index of a word's head; -1 for the root and where the treebank gives none."""
    return int(row[6]) - 1 if row[6].isdecimal() else -1
