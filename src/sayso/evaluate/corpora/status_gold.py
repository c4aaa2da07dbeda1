"""A factuality corpus's rows of words -> parses with the commitment, -3 to 3, that its readers gave to predicates.

The words are the corpus's own; a target that spans a clause is judged by the word that heads it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.rows import Row
from sayso.language.backends import Backend
from sayso.language.parser import assemble
from sayso.language.sentences import cut_sentences
from sayso.model import Parse, ReportError, Sentence, Span

QUOTES = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
LONGEST = 5_000  # words of a row; what is longer is none of these corpora


class Passage(NamedTuple):
    """Some sentences as one row has them: words [first, end) of each target, with the readers' commitment."""

    words: tuple[str, ...]
    targets: tuple[tuple[int, int, float], ...]


def passages_of(path: Path) -> list[Passage]:
    """Return the rows of a `.jsonl` or `.jsonl.gz`, or raise ReportError; what is no such row is passed over."""
    found = [p for line in _lines(path) if (p := _passage(line)) is not None]
    if not found:
        raise ReportError(str(path), "holds no row with text and targets")
    return found


def parse_words(passage: Passage, backend: Backend) -> Parse:
    """Return the parse of a passage; word i of it is word i of the parse."""
    spans, start = [], 0
    for word in passage.words:
        spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    text = " ".join(passage.words)
    sentences = [Sentence(first, end, "body") for first, end in cut_sentences(text, spans)]
    rows = (backend.analyse(passage.words[s.first : s.end]) for s in sentences)
    return assemble(text, spans, sentences, rows, backend.version)


def head_of(parse: Parse, first: int, end: int) -> int:
    """Return the word of a stretch that governs the others: the first whose head lies outside."""
    words = range(first, min(end, len(parse)))
    return next((i for i in words if parse.heads[i] not in words), first)


def _lines(path: Path) -> Iterator[str]:
    try:
        raw = path.read_bytes()
        yield from (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReportError(str(path), f"cannot be read as text in UTF-8 ({error})") from error


def _passage(line: str) -> Passage | None:
    try:
        row: Row = json.loads(line)
        pieces = [_pieces(w) for w in str(row["text"]).split()[:LONGEST]]
        starts = [*accumulate(map(len, pieces), initial=0)]
        targets = [(*t["span1"], t["label"]) for t in row["targets"]]
        kept = [(starts[a], starts[b], float(x)) for a, b, x in targets if 0 <= a < b <= len(pieces)]
    except (ValueError, KeyError, TypeError):
        return None
    return Passage(tuple(w for p in pieces for w in p), tuple(kept)) if pieces else None


def _pieces(word: str) -> tuple[str, ...]:
    """Some of the corpora leave "hasn't" whole, which is two words."""
    whole = QUOTES.get(word, word)
    joined = len(whole) > 3 and whole.lower().endswith(("n't", "n’t"))
    return (whole[:-3], whole[-3:]) if joined else (whole,)
