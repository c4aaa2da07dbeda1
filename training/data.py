"""Treebanks and name corpora -> rows of numbers that the network learns from."""

from __future__ import annotations

import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.scripts import script_of

NAME_KINDS = ("person", "organisation", "place", "event", "other")
NAME_TAGS = ("O", *(f"{begin}-{kind}" for kind in NAME_KINDS for begin in "BI"))
UNKNOWN = -100  # a label that no loss is taken on
LONGEST_WORD, LONGEST_SENTENCE, LONGEST_PIECES = 12, 110, 250

# Genres of GUM whose texts are licensed for non-commercial use only (its LICENSE.md): no weights learn from them.
NON_COMMERCIAL = re.compile(r"# newdoc id = GUM_(essay|fiction|letter|podcast|reddit|whow)_")
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
CONLL_KINDS = {
    "PER": "person",
    "person": "person",
    "ORG": "organisation",
    "corporation": "organisation",
    "group": "organisation",
    "LOC": "place",
    "location": "place",
    "MISC": "other",
    "creative-work": "other",
    "product": "other",
}
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president king queen prince princess sir lord lady senator judge "
    "minister general colonel captain sergeant governor mayor secretary pope chancellor".split()
)


@dataclass
class Sentence:
    """One sentence of words; `names` holds a tag for each word or None where the corpus has none."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str | None] | None = None


def treebank(path: Path, *, with_names: bool) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; GUM's entities become names."""
    rows: list[list[str]] = []
    licensed = True
    for line in [*lzma.open(path, "rt", encoding="utf8"), "\n"]:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc"):
            licensed = NON_COMMERCIAL.match(line) is None
        if cells[0].isdigit() and licensed:
            rows.append(cells)
        elif not line.strip() and rows:
            yield Sentence(
                [r[1] for r in rows],
                [r[3] for r in rows],
                [r[4] for r in rows],
                [r[2] for r in rows],
                [int(r[6]) for r in rows],
                [r[7] for r in rows],
                gum_names(rows) if with_names else None,
            )
            rows = []


def gum_names(rows: list[list[str]]) -> list[str | None]:
    """Entities of GUM whose head is a proper noun, cut to the run of words that is the name."""
    tags: list[str | None] = ["O"] * len(rows)
    for start, end, kind in sorted(gum_spans(rows), key=lambda s: s[0] - s[1]):
        span = name_run(rows, start, end)
        if span and kind in GUM_KINDS:
            for i in range(*span):
                tags[i] = f"{'B' if i == span[0] else 'I'}-{GUM_KINDS[kind]}"
    for i, row in enumerate(rows):
        if tags[i] == "O" and row[3] == "ADJ" and row[1][:1].isupper():
            tags[i] = None  # "Spanish": a name for some corpora, none for others
    return tags


def gum_spans(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, one past the last, entity type) for every entity of a sentence."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, row in enumerate(rows):
        notes = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        for opening, both, closing in re.findall(
            r"\((\d+[^()]*?)(\))?(?=\(|\d|$|\)|\[)|(\d+)\)", notes.get("Entity", "")
        ):
            if opening:
                key, kind = opening.split("-")[0], opening.split("-")[1] if "-" in opening else ""
                opened.setdefault(key, []).append((i, kind))
                if both:
                    yield i, i + 1, opened[key].pop()[1]
            elif opened.get(closing):
                first, kind = opened[closing].pop()
                yield first, i + 1, kind


def name_run(rows: list[list[str]], start: int, end: int) -> tuple[int, int] | None:
    """The run of words around the head of rows[start:end] that is a proper name, or None."""
    inside = range(start, end)
    heads = [i for i in inside if not start <= int(rows[i][6]) - 1 < end]
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


def linked(rows: list[list[str]], i: int, start: int) -> bool:
    """True for the small words inside names: "University of Durham", "Bailey-Ross", "King's Cross"."""
    word = rows[i][1]
    if word.lower() in {"of", "and", "the", "for", "&", "-", "'s", "’s", "de", "al"} and i > start:
        return (
            rows[i - 1][3] == "PROPN"
            and i + 1 < len(rows)
            and (rows[i + 1][3] == "PROPN" or rows[i + 1][1][:1].isupper())
        )
    return word[:1].isupper() and rows[i][3] in {"ADJ", "NOUN", "NUM", "VERB"} and i > 0


def name_corpus(path: Path) -> Iterator[Sentence]:
    """Yield sentences of a two-column CoNLL file, IOB1 or IOB2."""
    words: list[str] = []
    names: list[str | None] = []
    for line in [*path.read_text(encoding="utf8", errors="replace").splitlines(), ""]:
        cells = line.split()
        if len(cells) >= 2:
            prefix, _, kind = cells[-1].partition("-")
            kind = CONLL_KINDS.get(kind, "")
            begin = kind and (prefix == "B" or not names or names[-1] not in (f"B-{kind}", f"I-{kind}"))
            words.append(cells[0])
            names.append(f"{'B' if begin else 'I'}-{kind}" if kind else "O")
        elif words:
            yield Sentence(words, names=names)
            words, names = [], []


def read_all(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Return (training sentences, held-out sentences of both dev parts)."""
    train = [
        *treebank(data / "treebanks/ewt-train.conllu.xz", with_names=False),
        *treebank(data / "treebanks/gum-train.conllu.xz", with_names=True),
    ]
    for name in ("wikigold", "btc-e", "btc-f", "btc-g", "wnut17-train"):
        train += name_corpus(data / f"names_cc_by/{name}.conll")
    held = [
        *treebank(data / "treebanks/ewt-dev.conllu.xz", with_names=False),
        *treebank(data / "treebanks/gum-dev.conllu.xz", with_names=True),
    ]
    return train, held


def labels_of(train: list[Sentence]) -> dict[str, list[str]]:
    """Return every label set, in the order that the weights use."""
    scripts = Counter(script_of(w, m) for s in train for w, m in zip(s.words, s.lemmas))
    return {
        "upos": sorted({x for s in train for x in s.upos}),
        "xpos": sorted({x for s in train for x in s.xpos}),
        "lemma": sorted(x for x, n in scripts.items() if n >= 3),
        "relation": sorted({x for s in train for x in s.relations}),
        "name": list(NAME_TAGS),
    }


def recased(words: list[str], chance: random.Random) -> list[str]:
    """Now and then the whole sentence in capitals, in lower case or in title case."""
    way = chance.random()
    if way < 0.06:
        return [w.upper() for w in words]
    if way < 0.10:
        return [w.lower() for w in words]
    if way < 0.14:
        return [w[:1].upper() + w[1:] for w in words]
    return words
