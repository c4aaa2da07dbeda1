"""Sentences with name tags (IOB2, the tag in the column after the word) -> span F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sayso.evaluate.corpora.conllu import lines_of
from sayso.evaluate.scores import Scored, f1
from sayso.language.parser import load_backend

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
Spans = set[tuple[int, int, str]]


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return f1 and f1_person, f1_organisation, f1_place over exact spans of those three kinds."""
    backend = load_backend()
    counts: Counter[tuple[str, str]] = Counter()
    n = 0
    for words, wanted in islice(sentences_of(path), limit):
        found = {(x.first, x.end, x.kind) for x in backend.analyse(words).names if x.kind in KINDS.values()}
        for kind in KINDS.values():
            f, w = ({s for s in spans if s[2] == kind} for spans in (found, wanted))
            counts += Counter({(kind, "right"): len(f & w), (kind, "found"): len(f), (kind, "wanted"): len(w)})
        n += 1
    each = {f"f1_{k}": f1(counts[k, "right"], counts[k, "found"], counts[k, "wanted"]) for k in KINDS.values()}
    total = [sum(counts[k, part] for k in KINDS.values()) for part in ("right", "found", "wanted")]
    return Scored(n, {"f1": f1(*total), **each})


def sentences_of(path: Path) -> Iterator[tuple[list[str], Spans]]:
    """Yield the words of a sentence with its name spans."""
    rows: list[list[str]] = []
    for line in [*lines_of(path), ""]:
        cells = line.split("\t")
        if cells[0].isdigit() and len(cells) >= 3:
            rows.append(cells)
        elif not line.strip() and rows:
            yield [r[1] for r in rows], _spans([r[2] for r in rows])
            rows = []


def _spans(tags: list[str]) -> Spans:
    spans: Spans = set()
    start = 0
    for i, tag in enumerate([*tags, "O"]):
        if i and not tag.startswith("I-") and tags[i - 1] != "O":
            kind = KINDS.get(tags[i - 1][2:])
            if kind:
                spans.add((start, i, kind))
        if tag.startswith("B-"):
            start = i
    return spans
