"""A summit in 612 reports, many of them copies (.csv) -> share of labelled and of generated pairs judged rightly.

The layout is a header with `text` and rows, one a report; " ### " parts the paragraphs. Two reports count as copies if
their sketches share as many keys as a ledger asks for and the comparison says so.

pairs_*      of `labels/helsinki_copies.tsv`, pairs drawn by containment so that hard ones are many, labelled by reading
             before the machine's answer was seen. Every second of the first 200: on the others, tuned_*, the threshold
             was set. fresh_* are 48 harder ones, drawn and labelled after its last change; later_* are 100 more of
             containment .15 to .85; whole_* 60 like these, labelled from the whole texts (docs/copies.md)
generated_*  copies made of the file's own texts (copies_generated.py), beside pairs that are none

A report that cannot be read is a copy of nothing. n is the number of reports.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sayso.evaluate.corpora.copies_generated import Pair, pairs_from
from sayso.evaluate.corpora.rows import sample, text_of
from sayso.evaluate.scores import Scored, f1
from sayso.ledger.copy.likeness import compare
from sayso.ledger.copy.sketch import sketch
from sayso.model import Capture, Report, ReportError
from sayso.read import read

LABELS = Path(__file__).parents[1] / "labels" / "helsinki_copies.tsv"
DRAWN_FIRST, DRAWN_NEXT, DRAWN_LATER, DRAWN_WHOLE = 200, 248, 348, 408  # lines of the labels; then the last
LONGEST_CELL = 10_000_000  # characters; the csv module stops at 131,072
TEXTS = 150  # that copies are made of


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return precision and recall of copies among labelled pairs (where the file has any) and generated pairs."""
    texts = {key(text): text for text in _texts(path)}
    reports = sample(texts.values(), limit, path)
    sets = _labelled(texts) | {"generated": list(pairs_from(sample(reports, TEXTS, path)))}
    scores: dict[str, float] = {}
    for name, pairs in sets.items():
        if pairs:
            found = score_of(sample(pairs, limit, path))
            scores |= {f"{name}_{score}": value for score, value in found.items()}
    return Scored(len(reports), scores)


def score_of(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return precision, recall and f1 of the pairs judged to be copies; precision is 1 where none is."""
    right = found = wanted = 0
    for a, b, label in pairs:
        is_copy = judged(a, b)
        found += is_copy
        wanted += label == "copy"
        right += is_copy and label == "copy"
    return {"precision": right / found if found else 1.0, "recall": right / wanted if wanted else 1.0,
            "f1": f1(right, found, wanted)}  # fmt: skip


def judged(text_a: str, text_b: str) -> bool:
    """Return whether two texts are looked up as candidates and then compared as copies."""
    from sayso.ledger.copy.found import SHARED  # here, as no other corpus needs the ledger's database

    a, b = _report(text_a), _report(text_b)
    if a is None or b is None:
        return False
    if len(set(sketch(a.text, a.parts).keys) & set(sketch(b.text, b.parts).keys)) < SHARED:
        return False
    return compare(a.text, b.text, a.parts, b.parts).is_copy


def key(text: str) -> str:
    """Return what the labels call a text by."""
    return hashlib.sha256(text.encode("utf8", "backslashreplace")).hexdigest()[:16]


def _texts(path: Path) -> Iterator[str]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in csv.DictReader(io.StringIO(text_of(path), newline="")):
            if row.get("text"):
                yield row["text"]
    except csv.Error as error:
        raise ReportError(str(path), f"cannot be read as a table ({error})") from error


def _labelled(texts: Mapping[str, str]) -> dict[str, list[Pair]]:
    """Return the labelled pairs that a file holds both texts of, by the name of their set."""
    sets: dict[str, list[Pair]] = {"pairs": [], "tuned": [], "fresh": [], "later": [], "whole": [], "last": []}
    for n, line in enumerate(LABELS.read_text(encoding="utf8").splitlines()[1:]):
        a, b, label, _ = line.split("\t")
        if a in texts and b in texts:
            sets[_set_of(n)].append((texts[a], texts[b], label))
    return sets


def _set_of(line: int) -> str:
    if line < DRAWN_FIRST:
        return ("tuned", "pairs")[line % 2]
    bounds = {"fresh": DRAWN_NEXT, "later": DRAWN_LATER, "whole": DRAWN_WHOLE}
    return next((name for name, end in bounds.items() if line < end), "last")


def _report(text: str) -> Report | None:
    raw = text.replace(" ### ", "\n\n").encode("utf8", "replace")
    try:
        return read(Capture(raw=raw, name="text", media_type="text/plain", charset="utf8"))
    except Exception:  # whatever the reader raises is a miss, and the run goes on
        return None
