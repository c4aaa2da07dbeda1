"""Reports of many happenings, all in one ledger -> how far events are happenings: what is merged, rightly or not.

PATH is told by what lies there; docs/merging.md says what each layout measures and how:

ECB+ folder          documents of a topic's two happenings: pairs_f1, b3_f1, false_share; all_same_f1 calls all the same
folder of articles   political stories of Giveme5W1H, many outlets to a story: the same scores
.csv                 labelled pairs of claims: pairs_f1, precision, recall
.jsonl, .js, .json   ISAF or Wikipedia incidents, each its own: false_share, incidents_merged, events_per_incident

The scores that begin with one_a_day_ are those of a plain rule: one event for each type, day, country and dyad.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import comb
from pathlib import Path

from sayso.evaluate.corpora import merging_ecb, merging_pairs, merging_stories
from sayso.evaluate.corpora.figures import HARM, listed
from sayso.evaluate.corpora.merging_documents import (
    Document,
    all_same,
    b3_f1,
    merged,
    pair_scores,
    prefixed,
    read_documents,
)
from sayso.evaluate.corpora.merging_partition import partitions
from sayso.evaluate.corpora.rows import rows_of, sample
from sayso.evaluate.scores import Scored
from sayso.model import Event, Reading

TOLD = frozenset({"reported", "attributed"})


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores of the layout at a path; n is the number of documents, incidents or pairs."""
    if path.is_dir():
        layout = merging_ecb if merging_ecb.is_ecb(path) else merging_stories
        return _stories(sample(layout.documents_in(path), limit, path))
    if merging_pairs.is_table(path):
        return merging_pairs.evaluate(path, limit)
    return _incidents(sample(_incidents_in(path), limit, path))


def _stories(documents: Sequence[Document]) -> Scored:
    """Return the scores of documents of which some are about one happening."""
    readings = read_documents(documents)
    scores = {"all_same_f1": all_same(documents)}
    for prefix, events in partitions([r for r in readings if r]).items():
        found = merged(events, readings)
        measured = {**pair_scores(documents, found), "b3_f1": b3_f1(documents, found)}
        scores |= prefixed(measured, prefix)
    return Scored(len(documents), scores)


def _incidents_in(path: Path) -> Iterator[Document]:
    """Yield the descriptions of incidents, each a happening of its own."""
    if path.suffix == ".jsonl":
        texts: Iterable[str] = (str(row["text"]) for row in rows_of(path, "text", "gold"))
    else:
        texts = (text for text, _ in listed(path))
    for n, text in enumerate(texts):
        yield Document(key=str(n), text=text, happening=str(n))


def _incidents(documents: Sequence[Document]) -> Scored:
    """Return the scores of documents of which each is about a happening of its own."""
    readings = read_documents(documents)
    scores: dict[str, float] = {}
    for prefix, events in partitions([r for r in readings if r]).items():
        scores |= prefixed(_apart(events, readings), prefix)
    return Scored(len(documents), scores)


def _apart(events: Sequence[Event], readings: Sequence[Reading | None]) -> dict[str, float]:
    """Return false_share of the merged pairs of claims, incidents_merged with another, and events_per_incident."""
    owner = {c.id: n for n, reading in enumerate(readings) if reading for c in reading.claims}
    held = [[owner[c] for c in e.claims if c in owner] for e in events]
    pairs = sum(comb(len(owners), 2) for owners in held)
    right = sum(comb(n, 2) for owners in held for n in Counter(owners).values())
    shared = set(chain.from_iterable(merged(events, readings)))
    return {"false_share": (pairs - right) / max(1, pairs), "incidents_merged": len(shared) / len(readings),
            "events_per_incident": _harms(events, readings) / len(readings)}  # fmt: skip


def _harms(events: Sequence[Event], readings: Sequence[Reading | None]) -> int:
    """Return how many events of harm the incidents are told as, an event once for each incident that it touches."""
    harmful = {c.id: n for n, r in enumerate(readings) if r for c in r.claims if c.type in HARM and c.status in TOLD}
    return sum(len({harmful[c] for c in e.claims if c in harmful}) for e in events)
