"""CoNLL-U files, plain or .xz -> sentences of columns."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.model import ReportError


class GoldSentence(NamedTuple):
    """Columns of one sentence; heads are counted from 1, 0 is the root."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file, decompressed; raise ReportError if it cannot be read."""
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf8") as file:
            for line in file:
                yield line.rstrip("\n")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise ReportError(str(path), f"cannot be read as a treebank ({error})") from error


def sentences_of(path: Path) -> Iterator[GoldSentence]:
    """Yield the sentences of a treebank; rows of ranges and empty nodes are left out."""
    rows: list[list[str]] = []
    for line in lines_of(path):
        cells = line.split("\t")
        if cells[0].isdigit() and len(cells) == 10:
            rows.append(cells)
        elif not line.strip() and rows:
            yield _sentence(rows)
            rows = []
    if rows:
        yield _sentence(rows)


def _sentence(rows: list[list[str]]) -> GoldSentence:
    column = list(map(list, zip(*rows, strict=True)))
    return GoldSentence(column[1], column[2], column[3], column[4], [int(h) for h in column[6]], column[7])
