"""Documents with the happening that each is about -> how well events put together those that are about one.

Two documents are merged if an event holds claims of both. Documents are compared within a topic; what is merged across
topics is false as well and counts in `false_share`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sayso.evaluate.scores import f1
from sayso.model import Capture, Event, Reading, Span
from sayso.pipeline import About, read_capture
from sayso.settings import Settings

Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text of a corpus; `counted` are the stretches whose claims count, None for all."""

    key: str
    text: str
    happening: str
    topic: str = ""
    outlet: str | None = None
    published: str | None = None
    counted: tuple[Span, ...] | None = None


def read_documents(documents: Iterable[Document]) -> list[Reading | None]:
    """Return the reading of each with the claims that count, or None where it fails."""
    return [_reading(d) for d in documents]


def _reading(document: Document) -> Reading | None:
    about = About(outlet=document.outlet, published=document.published, key=document.key)
    raw = document.text.encode("utf8", "replace")
    capture = Capture(raw=raw, name=document.key, media_type="text/plain", charset="utf8")
    try:
        reading = read_capture(capture, about, Settings())
    except Exception:  # whatever a finder raises is a miss, and the run goes on
        return None
    if document.counted is None:
        return reading
    counted = document.counted
    kept = tuple(c for c in reading.claims if any(span.holds(c.evidence.trigger) for span in counted))
    return replace(reading, claims=kept)


def merged(events: Iterable[Event], readings: Sequence[Reading | None]) -> Pairs:
    """Return the pairs of documents, by number, that share an event."""
    owner = {c.id: n for n, reading in enumerate(readings) if reading for c in reading.claims}
    return {pair for e in events for pair in combinations(sorted({owner[c] for c in e.claims if c in owner}), 2)}


def pair_scores(documents: Sequence[Document], found: Pairs) -> dict[str, float]:
    """Return F1, precision and recall of merged pairs within topics, and the share of all merged that are false."""
    pairs = _within(documents, lambda d: d.topic)
    wanted = _within(documents, lambda d: (d.topic, d.happening))
    right, ours = len(found & wanted), len(found & pairs)
    false = 1 - right / len(found) if found else 0.0
    return {"pairs_f1": f1(right, ours, len(wanted)), "pairs_precision": right / max(1, ours),
            "pairs_recall": right / max(1, len(wanted)), "false_share": false}  # fmt: skip


def all_same(documents: Sequence[Document]) -> float:
    """Return the F1 of calling all documents of a topic one happening."""
    wanted = len(_within(documents, lambda d: (d.topic, d.happening)))
    return f1(wanted, len(_within(documents, lambda d: d.topic)), wanted)


def _within(documents: Sequence[Document], by: Callable[[Document], object]) -> Pairs:
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for n, document in enumerate(documents):
        groups[by(document)].append(n)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def b3_f1(documents: Sequence[Document], found: Pairs) -> float:
    """Return B-cubed F1 over documents, single ones too; ours are what merged pairs link, however far around."""
    ours = _linked(len(documents), found)
    wanted = [(d.topic, d.happening) for d in documents]
    both, sizes, golds = Counter(zip(ours, wanted, strict=True)), Counter(ours), Counter(wanted)
    total = max(1, len(documents))
    precision = sum(n * n / sizes[cluster] for (cluster, _), n in both.items()) / total
    recall = sum(n * n / golds[happening] for (_, happening), n in both.items()) / total
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _linked(number: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return the cluster of each document: the least number that it is linked with."""
    head = list(range(number))

    def find(n: int) -> int:
        while head[n] != n:
            head[n] = n = head[head[n]]
        return n

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        head[high] = low
    return [find(n) for n in range(number)]


def prefixed(scores: Mapping[str, float], prefix: str) -> dict[str, float]:
    """Return the scores under names that begin with the prefix."""
    return {prefix + key: value for key, value in scores.items()}
