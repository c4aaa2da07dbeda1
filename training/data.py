"""Treebanks and name corpora -> rows of numbers that the network learns from."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.evaluate.corpora.gum_entities import gum_names
from training.scripts import script_of

NAME_KINDS = ("person", "organisation", "place", "event", "other")
NAME_TAGS = ("O", *(f"{begin}-{kind}" for kind in NAME_KINDS for begin in "BI"))
UNKNOWN = -100  # a label that no loss is taken on
LONGEST_WORD, LONGEST_SENTENCE, LONGEST_PIECES = 12, 110, 250

# Genres of GUM whose texts are licensed for non-commercial use only (its LICENSE.md): no weights learn from them.
NON_COMMERCIAL = tuple(f"GUM_{genre}_" for genre in ("essay", "fiction", "letter", "podcast", "reddit", "whow"))
CONLL_KINDS = {
    "PER": "person",
    "person": "person",
    "ORG": "organisation",
    "corporation": "organisation",
    "group": "organisation",
    "LOC": "place",
    "location": "place",
    "MISC": "other",
    "OTH": "other",
    "creative-work": "other",
    "product": "other",
}


@dataclass
class Sentence:
    """One sentence of words; `names` holds a tag for each word or None where the corpus has none.

    `commitment` holds from -3 (did not happen) to 3 (happened) for each word, UNKNOWN where nobody was asked.
    """

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str | None] | None = None
    commitment: list[float] | None = None


def treebank(path: Path, *, with_names: bool) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; GUM's entities become names."""
    rows: list[list[str]] = []
    licensed = True
    for line in [*lzma.open(path, "rt", encoding="utf8"), "\n"]:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc"):
            licensed = not line.partition("=")[2].strip().startswith(NON_COMMERCIAL)
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


def silver(path: Path) -> list[Sentence]:
    """Return sentences that a network labelled; of their lemmas and names nothing is learned."""
    return [replace(s, lemmas=[]) for s in treebank(path, with_names=False)]


def name_corpus(path: Path) -> Iterator[Sentence]:
    """Yield sentences of a two-column CoNLL file, IOB1 or IOB2; whether "@someone" is a name is left open."""
    words: list[str] = []
    names: list[str | None] = []
    for line in [*path.read_text(encoding="utf8", errors="replace").splitlines(), ""]:
        cells = line.split()
        if len(cells) >= 2 and (cells[0].startswith("@") or words[-1:] == ["@"]):
            words.append(cells[0])
            names.append(None)
        elif len(cells) >= 2:
            prefix, _, kind = cells[-1].partition("-")
            kind = CONLL_KINDS.get(kind, "")
            begin = kind and (prefix == "B" or not names or names[-1] not in (f"B-{kind}", f"I-{kind}"))
            words.append(cells[0])
            names.append(f"{'B' if begin else 'I'}-{kind}" if kind else "O")
        elif words:
            yield Sentence(words, names=names)
            words, names = [], []


def commitment_corpus(path: Path) -> Iterator[Sentence]:
    """Yield sentences whose predicates people rated; of one that is rated twice the mean counts."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            words = row["text"].split()
            rated: list[float] = [UNKNOWN] * len(words)
            for target in row["targets"]:
                rated[target["span1"][1] - 1] = target["label"]
            yield Sentence(words, commitment=rated)


def rated(trees: list[Sentence], corpus: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences with trees with the ratings of those that are the same, and the rest of the rated."""
    known = {tuple(s.words): s for s in corpus}
    found = [replace(s, commitment=k.commitment) if (k := known.pop(tuple(s.words), None)) else s for s in trees]
    return [*found, *known.values()]


def uner_corpus(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of the first half of the documents; the second half is what names are scored on."""
    documents = lines_of_documents(path)
    for lines in documents[: len(documents) // 2]:
        rows: list[list[str]] = []
        for line in [*lines, ""]:
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
            elif rows and not line:
                kinds = [r[2][:2] + CONLL_KINDS[r[2][2:]] if r[2] != "O" else "O" for r in rows]
                yield Sentence([r[1] for r in rows], names=list(kinds))
                rows = []


def lines_of_documents(path: Path) -> list[list[str]]:
    """Return the lines of a file, one list for each "# newdoc"."""
    documents: list[list[str]] = []
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc"):
            documents.append([])
        documents[-1].append(line)
    return documents


def read_all(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Return (training sentences, held-out sentences of both dev parts)."""
    ewt = list(treebank(data / "treebanks/ewt-train.conllu.xz", with_names=False))
    train = [
        *rated(ewt, commitment_corpus(data / "factuality/UDS_IH2/train.jsonl.gz")),
        *treebank(data / "treebanks/gum-train.conllu.xz", with_names=True),
        *commitment_corpus(data / "factuality/MEANTIME/train.jsonl"),
    ]
    for name in ("wikigold", "btc-e", "btc-f", "btc-g", "wnut17-train"):
        train += name_corpus(data / f"names_cc_by/{name}.conll")
    train += [*uner_corpus(data / "uner_ewt/dev.iob2")] * 2
    ewt = list(treebank(data / "treebanks/ewt-dev.conllu.xz", with_names=False))
    held = [
        *rated(ewt, commitment_corpus(data / "factuality/UDS_IH2/dev.jsonl")),
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
