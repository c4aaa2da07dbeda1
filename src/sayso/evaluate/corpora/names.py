"""Sentences with name tags -> F1 over exact spans of persons, organisations and places.

Reads columns of CoNLL (a word first, its tag last, IOB1, IOB2, IOBES or BILOU), numbered ones as UNER's (number, word,
tag, ...), and CoNLL-U with GUM's entities.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.conllu import NEW_DOCUMENT, lines_of
from sayso.evaluate.corpora.conllu import sentences_of as treebank_sentences
from sayso.evaluate.corpora.gum_entities import gum_names
from sayso.evaluate.scores import Scored, f1
from sayso.language.names import names_of
from sayso.model import Name, ReportError

KINDS = {
    "PER": "person", "PERSON": "person",
    "ORG": "organisation", "ORGANIZATION": "organisation", "ORGANISATION": "organisation",
    "CORPORATION": "organisation", "COMPANY": "organisation", "GROUP": "organisation",
    "LOC": "place", "LOCATION": "place", "PLACE": "place", "GPE": "place", "GEO-LOC": "place",
    "FAC": "place", "FACILITY": "place",
}  # fmt: skip
BEGIN = frozenset("BSU")  # S and U: names of one word in IOBES and BILOU
OUTSIDE = "-DOCSTART-"
TAG = re.compile(r"O|[BIESLUM]-\S+")
NUMBERED = re.compile(r"\d+(?:[-.]\d+)?\t[^\t]+\t(?:O|[BIESLUM]-[^\t]+|_)(?:\t|\Z)")
TREEBANK_ROW = re.compile(r"\d[\d.-]*(?:\t[^\t]*){9}\Z")
NOT_A_WORD = re.compile(r"\d+[-.]\d+")
Cut = Callable[[str], "tuple[str, str] | None"]


class Tagged(NamedTuple):
    """A sentence with a tag a word, None where it is left open; its document counts from 0, -1 stands before any."""

    words: list[str]
    tags: list[str | None]
    document: int


@dataclass(slots=True)
class Tally:
    """Counts of names by kind."""

    sentences: int = 0
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[Name], wanted: set[Name]) -> None:
        """Count the names of one sentence."""
        self.sentences += 1
        self.right.update(name.kind for name in found & wanted)
        self.found.update(name.kind for name in found)
        self.wanted.update(name.kind for name in wanted)

    def f1(self) -> float:
        """Return F1 over all kinds."""
        return f1(self.right.total(), self.found.total(), self.wanted.total())

    def scores(self) -> dict[str, float]:
        """Return f1, precision, recall and the f1 of each kind."""
        right, kinds = self.right.total(), dict.fromkeys(KINDS.values())
        each = {f"f1_{k}": f1(self.right[k], self.found[k], self.wanted[k]) for k in kinds}
        precision, recall = (right / max(1, c.total()) for c in (self.found, self.wanted))
        return {"f1": self.f1(), "precision": precision, "recall": recall, **each}


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return f1, precision, recall, f1 of each kind, and f1_capitals, of the first `limit` sentences.

    A file with documents also gets f1_second_half, over the documents of its second half.
    """
    corpus = sentences_of(path)
    backend = backend_in_force()
    plain, capitals, later = Tally(), Tally(), Tally()
    documents = corpus[-1].document + 1
    for sentence in corpus[:limit]:
        wanted = _scored(names_of([tag or "O" for tag in sentence.tags]), sentence)
        found = _scored(backend.analyse(sentence.words).names, sentence)
        upper = _scored(backend.analyse([word.upper() for word in sentence.words]).names, sentence)
        plain.add(found, wanted)
        capitals.add(upper, wanted)
        if documents and sentence.document >= documents // 2:
            later.add(found, wanted)
    halves = {"f1_second_half": later.f1()} if later.sentences else {}
    return Scored(plain.sentences, plain.scores() | halves | {"f1_capitals": capitals.f1()})


def _scored(names: Iterable[Name], sentence: Tagged) -> set[Name]:
    """Return the names of the kinds scored that touch no word that the corpus leaves open."""
    return {n for n in names if n.kind in KINDS.values() and None not in sentence.tags[n.first : n.end]}


def sentences_of(path: Path) -> list[Tagged]:
    """Return the sentences of a corpus; raise ReportError if it holds no names or a row has no tag."""
    lines = [*lines_of(path)]
    rows = [line for line in lines if line.strip() and not line.startswith(("#", OUTSIDE))]
    if ".conllu" in path.suffixes or (rows and TREEBANK_ROW.match(rows[0])):
        corpus = [*_of_treebank(path)]
    else:
        numbered = sum(NUMBERED.match(row) is not None for row in rows) * 2 > len(rows)
        corpus = [*_of_columns(path, lines, _numbered if numbered else _with_columns(rows))]
    if not any(tag and tag != "O" for sentence in corpus for tag in sentence.tags):
        raise ReportError(str(path), "holds no names: neither tags beside words nor GUM's entities")
    return corpus


def _of_treebank(path: Path) -> Iterator[Tagged]:
    document = -1
    for sentence in treebank_sentences(path):
        document += sentence.comment(NEW_DOCUMENT) is not None
        yield Tagged(sentence.words, gum_names(sentence.rows), document)


def _of_columns(path: Path, lines: Iterable[str], cut: Cut) -> Iterator[Tagged]:
    document = -1
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        row = cut(line)
        if row is not None and not TAG.fullmatch(row[1]):
            raise ReportError(str(path), f"line {number}: no name tag where the other rows have theirs")
        if row is not None:
            rows.append(row)
        elif rows and not line.strip():
            yield Tagged([word for word, _ in rows], [_tag(tag) for _, tag in rows], document)
            rows = []
        document += NEW_DOCUMENT.match(line) is not None


def _numbered(line: str) -> tuple[str, str] | None:
    """Return word and tag of a row "number, word, tag, ..."; None for a comment, a blank line, a range."""
    cells = [*line.split("\t"), "", ""]
    if not line.strip() or line.startswith("#") or NOT_A_WORD.fullmatch(cells[0]):
        return None
    return cells[1], cells[2]


def _with_columns(rows: Iterable[str]) -> Cut:
    """Return what takes word and tag from rows of as many columns as most rows have, as "# O" may be a row too."""
    columns = Counter(len(_cells(row)) for row in rows).most_common(1)

    def cut(line: str) -> tuple[str, str] | None:
        cells = _cells(line)
        comment = line.startswith("#") and (len(cells) != columns[0][0] or not TAG.fullmatch(cells[-1]))
        if not line.strip() or line.startswith(OUTSIDE) or comment:
            return None
        return (cells[0], cells[-1]) if len(cells) > 1 else (line, "")

    return cut


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip().split("\t")] if "\t" in line else line.split()


def _tag(tag: str) -> str:
    """Return "B-kind" or "I-kind" with our word for the kind, or "O"."""
    prefix, _, kind = tag.partition("-")
    ours = KINDS.get(kind.upper())
    return f"{'B' if prefix in BEGIN else 'I'}-{ours}" if ours else "O"
