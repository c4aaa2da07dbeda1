"""GAP's .tsv -> pronouns and two names each; CoNLL-U with Entity brackets (GUM, CorefUD) -> documents, entities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.conllu import lines_of
from sayso.model import ROOT, ReportError, Sentence, Span

Range = tuple[int, int]  # words, half open

COLUMNS = ("Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset", "B-coref")
NUMBER = re.compile(r"[0-9]{1,7}")
ROW = re.compile(r"(?P<first>[0-9]{1,7})(?:(?P<range>-(?P<last>[0-9]{1,7}))|(?P<empty>\.[0-9]+))?")
BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<alone>\))?|(?P<closed>[^()]+)\)")
PIECE = re.compile(r"(?P<id>.+?)(?:\[(?P<piece>[0-9]+)/(?P<pieces>[0-9]+)\])?")  # "12[1/2]": an entity in two pieces


class Ambiguous(NamedTuple):
    """A pronoun in a text, and two names with whether each is what it stands for."""

    text: str
    pronoun: Span
    names: tuple[tuple[Span, bool], tuple[Span, bool]]


class Document(NamedTuple):
    """Words with tag, head (an index into all words, or ROOT) and relation; mentions of each entity, in order."""

    text: str
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    entities: tuple[tuple[Range, ...], ...]
    name: str = ""


# --- GAP ------------------------------------------------------------------------------------------------------------


def ambiguous_in(path: Path) -> Iterator[Ambiguous]:
    """Yield the rows of a GAP file; raise ReportError for one that is malformed."""
    lines = enumerate(lines_of(path), 1)
    header = next(lines, (1, ""))[1].split("\t")
    missing = [c for c in COLUMNS if c not in header]
    if missing:
        raise _malformed(path, 1, f"no column {', '.join(missing)}")
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise _malformed(path, number, f"{len(cells)} cells, not {len(header)}")
        row = dict(zip(header, cells, strict=True))
        try:
            one, other = (((_span(row, name)), _truth(row[f"{name}-coref"])) for name in ("A", "B"))
            yield Ambiguous(row["Text"], _span(row, "Pronoun"), (one, other))
        except ValueError as error:
            raise _malformed(path, number, str(error)) from None


def _span(row: dict[str, str], column: str) -> Span:
    words, offset = row[column], row[f"{column}-offset"]
    if not words or not NUMBER.fullmatch(offset) or not row["Text"].startswith(words, int(offset)):
        raise ValueError(f"{column} {words[:40]!r} does not stand at {offset[:40]!r}")
    return Span(int(offset), int(offset) + len(words))


def _truth(cell: str) -> bool:
    if cell not in ("TRUE", "FALSE"):
        raise ValueError(f"{cell[:40]!r} is neither TRUE nor FALSE")
    return cell == "TRUE"


def _malformed(path: Path, number: int, why: str) -> ReportError:
    return ReportError(str(path), f"line {number}: {why}")


# --- CoNLL-U --------------------------------------------------------------------------------------------------------


def documents_in(path: Path) -> Iterator[Document]:
    """Yield the documents of a .conllu file (.xz, .gz) or of a folder of them; raise ReportError if malformed."""
    files = sorted(f for f in path.rglob("*.conllu*") if f.is_file()) if path.is_dir() else [path]
    for file in files:
        yield from _documents(file)


def _documents(path: Path) -> Iterator[Document]:
    draft, column = _Draft(path), 0
    number = 0
    for number, line in enumerate(lines_of(path), 1):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                if draft.spans:
                    yield draft.finished(number)
                draft = _Draft(path, line.partition("=")[2].strip())
            elif line.startswith("# newpar"):
                draft.space = "\n\n" if draft.spans else ""
            elif line.startswith("# global.Entity"):
                column = _entity_column(path, number, line)
        elif line.strip():
            draft.add(number, line.split("\t"), column)
        else:
            draft.end_sentence(number)
    if draft.spans:
        yield draft.finished(number + 1)


def _entity_column(path: Path, number: int, line: str) -> int:
    """Return which part of an opening bracket is the entity's id: "GRP" in GUM, "eid" in CorefUD."""
    parts = line.partition("=")[2].strip().split("-")
    for name in ("GRP", "eid"):
        if name in parts:
            return parts.index(name)
    raise _malformed(path, number, "Entity is declared without GRP or eid")


@dataclass(slots=True)
class _Draft:
    """A document while its rows are read."""

    path: Path
    name: str = ""
    text: str = ""
    space: str = ""  # before the next word
    spans: list[Span] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    cells: list[tuple[str, int, str]] = field(default_factory=list)  # tag, head, relation
    open: defaultdict[str, list[Range]] = field(default_factory=lambda: defaultdict(list))  # word and line, by entity
    entities: dict[str, list[Range]] = field(default_factory=dict)
    first: int = 0  # word of this sentence
    together: tuple[int, str] = (0, "")  # last number of a range of words written as one, and the space after it

    def add(self, number: int, cells: list[str], column: int) -> None:
        """Add the row of a word, or note a range; empty nodes are passed over."""
        row = ROW.fullmatch(cells[0])
        if row is None or len(cells) != 10:
            raise _malformed(self.path, number, "no row of ten columns that begins with a number")
        notes = dict(note.partition("=")[::2] for note in cells[9].split("|"))
        after = "" if notes.get("SpaceAfter") == "No" else " "
        if row["range"]:
            self.together = int(row["last"]), after
        elif not row["empty"]:
            self._add_word(number, cells, after)
            self._add_brackets(number, notes.get("Entity", ""), column)

    def _add_word(self, number: int, cells: list[str], after: str) -> None:
        place = len(self.spans) - self.first + 1
        if int(cells[0]) != place or not cells[1].strip() or not NUMBER.fullmatch(cells[6]):
            raise _malformed(self.path, number, f"word {place} lacks its number, form or head")
        self.text += self.space
        self.spans.append(Span(len(self.text), len(self.text) + len(cells[1])))
        self.text += cells[1]
        self.cells.append((cells[4], int(cells[6]), cells[7]))
        last, after_range = self.together
        self.space = after if place > last else after_range if place == last else ""

    def _add_brackets(self, number: int, value: str, column: int) -> None:
        word, at = len(self.spans) - 1, 0
        while at < len(value):
            bracket = BRACKET.match(value, at)
            if bracket is None:
                raise _malformed(self.path, number, f"Entity={value[:60]} is not made of brackets")
            at = bracket.end()
            if bracket["opened"]:
                parts = bracket["opened"].split("-")
                self._open(number, parts[min(column, len(parts) - 1)], word)
            if bracket["closed"] or bracket["alone"]:
                self._close(number, bracket["closed"] or parts[min(column, len(parts) - 1)], word)

    def _open(self, number: int, name: str, word: int) -> None:
        piece = PIECE.fullmatch(name)
        if piece and piece["piece"] in (None, "1"):
            self.open[piece["id"]].append((word, number))

    def _close(self, number: int, name: str, word: int) -> None:
        piece = PIECE.fullmatch(name)
        if piece and piece["piece"] == piece["pieces"]:  # an entity in pieces reaches from the first to the last
            if not self.open[piece["id"]]:
                raise _malformed(self.path, number, f"entity {name[:40]} is closed and was not opened")
            first, _ = self.open[piece["id"]].pop()
            self.entities.setdefault(piece["id"], []).append((first, word + 1))

    def end_sentence(self, number: int) -> None:
        """Close the sentence; its heads become indices into all words."""
        first, end = self.first, len(self.spans)
        if first == end:
            return
        for i in range(first, end):
            tag, head, relation = self.cells[i]
            if head > end - first:
                raise _malformed(
                    self.path, number, f"word {i - first + 1} of the sentence before has no such head: {head}"
                )
            self.cells[i] = tag, first + head - 1 if head else ROOT, relation
        self.sentences.append(Sentence(first, end, "body"))
        self.first, self.together = end, (0, "")

    def finished(self, number: int) -> Document:
        """Return the document that ends before a line."""
        self.end_sentence(number)
        for name, places in self.open.items():
            if places:
                raise _malformed(self.path, places[0][1], f"entity {name[:40]} is never closed")
        xpos, heads, relations = zip(*self.cells, strict=True)
        entities = sorted(tuple(sorted(set(mentions))) for mentions in self.entities.values())
        columns = (tuple(self.spans), tuple(self.sentences), xpos, heads, relations, tuple(entities))
        return Document(self.text, *columns, name=self.name)
