"""CoNLL-U files, plain, .xz or .gz -> sentences of columns.

Empty nodes of the enhanced layer are left out; a row that breaks the format is told with its line.
"""

from __future__ import annotations

import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.model import ReportError

Row = list[str]  # the ten columns: id, form, lemma, upos, xpos, feats, head, relation, deps, misc
COLUMNS = 10
BLANK = "_"
NO_HEAD = -2  # of a row whose head is "_"
NUMBER = re.compile(r"[0-9]{1,6}")
RANGE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")
EMPTY_NODE = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")
NEW_DOCUMENT = re.compile(r"#\s*newdoc\b(?:\s+id\s*=\s*(.*))?")
NEW_PARAGRAPH = re.compile(r"#\s*newpar\b")
TEXT = re.compile(r"#\s*text\s*=(.*)")


class Token(NamedTuple):
    """A stretch of the surface without a space: its row, and the rows of its words ("2-3 don't": "do", "n't")."""

    row: Row
    words: list[Row]


@dataclass(slots=True)
class GoldSentence:
    """One sentence: the rows of its syntactic words, and the tokens of the surface that they stand in."""

    comments: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The forms of the words."""
        return self.column(1)

    @property
    def heads(self) -> list[int]:
        """The heads, counted from 1; 0 is the root, NO_HEAD none."""
        return [NO_HEAD if head == BLANK else int(head) for head in self.column(6)]

    def column(self, number: int) -> list[str]:
        """Return a column, counted from 0."""
        return [row[number] for row in self.rows]

    def comment(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first comment that a pattern matches from its start."""
        return next(filter(None, map(pattern.match, self.comments)), None)


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file, decompressed; raise ReportError if it cannot be read."""
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix.lower(), open)
    try:
        with opener(path, "rt", encoding="utf-8-sig") as file:  # type: ignore[operator]
            for line in file:
                yield line.rstrip("\n")
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError, zlib.error) as error:
        raise ReportError(str(path), f"cannot be read as text in UTF-8 ({error})") from error


def sentences_of(path: Path) -> Iterator[GoldSentence]:
    """Yield the sentences of a treebank; raise ReportError with the line number for a row that is none."""
    sentence, last = GoldSentence(), 0
    for number, line in enumerate(lines_of(path), 1):
        if line.startswith("#"):
            sentence.comments.append(line)
        elif line.strip():
            last = number
            problem = _add(sentence, line.split("\t"))
            if problem:
                raise ReportError(str(path), f"line {number}: {problem}")
        elif sentence.rows:
            yield _whole(path, sentence, last)
            sentence = GoldSentence()
    if sentence.rows:
        yield _whole(path, sentence, last)


def _add(sentence: GoldSentence, cells: Row) -> str | None:
    """Add a row to a sentence, or return what is wrong with it."""
    if len(cells) != COLUMNS:
        return f"{len(cells)} columns between tabs, not {COLUMNS}"
    if not cells[1]:
        return "the word is empty"
    if EMPTY_NODE.fullmatch(cells[0]):
        return None
    expected = len(sentence.rows) + 1
    if cover := RANGE.fullmatch(cells[0]):
        if int(cover[1]) != expected or int(cover[2]) < expected or expected <= _covered(sentence):
            return f"the range {cells[0]} does not begin with the next word, {expected}"
        sentence.tokens.append(Token(cells, []))
        return None
    return _add_word(sentence, cells, expected)


def _add_word(sentence: GoldSentence, cells: Row, expected: int) -> str | None:
    if not NUMBER.fullmatch(cells[0]) or int(cells[0]) != expected:
        return f"the number of the word is not {expected}"
    if cells[6] != BLANK and not NUMBER.fullmatch(cells[6]):
        return "the head is not a number"
    if expected <= _covered(sentence):
        sentence.tokens[-1].words.append(cells)
    else:
        sentence.tokens.append(Token(cells, [cells]))
    sentence.rows.append(cells)
    return None


def _covered(sentence: GoldSentence) -> int:
    """Return the number of the last word that the last token covers, 0 if there is none."""
    return int(sentence.tokens[-1].row[0].rpartition("-")[2]) if sentence.tokens else 0


def _whole(path: Path, sentence: GoldSentence, last: int) -> GoldSentence:
    """Return the sentence; raise ReportError if a row points past its end, which is the line `last`."""
    count = len(sentence.rows)
    for i, head in enumerate(sentence.heads):
        if head > count:
            raise ReportError(str(path), f"sentence ending in line {last}: word {i + 1} has the head {head} of {count}")
    if _covered(sentence) > count:
        raise ReportError(str(path), f"sentence ending in line {last}: a range goes past its last word, {count}")
    return sentence
