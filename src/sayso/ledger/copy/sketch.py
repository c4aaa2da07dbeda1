"""A report's text -> a sketch of it in plain integers, by which its copies are looked up; two sketches -> an estimate.

All hashes fit SQL's BIGINT. `keys` are what a table of (key, report) holds: reports that share one are candidates, to
be read and compared (copy/likeness.py). A sketch depends on the text alone, never on the machine or other reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sayso.ledger.copy.likeness import PASSAGE
from sayso.ledger.copy.words import Hashes, Words, counted, mixed, quotations, run_hash, shingles, words_of
from sayso.model import Part, Span

BOTTOM = 256  # least hashes kept: a text half of which stands in another of its length is estimated to within 0.05
BANDS = 32  # one misses a pair with probability 1 - jaccard: a third of a story is overlooked once in 400,000
SHORTEST_QUOTATION = 6  # words; "rigged" and "very good talks" are in many mouths

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|[\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A text in plain integers.

    `words` counts words, `shingles` different shingles; `bottom` holds the least hashes of shingles in order, `bands`
    the least in each of `BANDS` orders; `sentences` (of 12 words or more) and `quotations` are hashes of their words.
    """

    words: int
    shingles: int
    bottom: tuple[int, ...]
    bands: tuple[int, ...]
    sentences: tuple[int, ...]
    quotations: tuple[int, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """What the report is looked up by: reports that share a key are candidates."""
        return tuple(sorted({*self.bands, *self.sentences, *self.quotations}))


def sketch(text: str, parts: Iterable[Part] = ()) -> Sketch:
    """Return the sketch of what counts in a text; without parts the whole text counts."""
    listed = tuple(parts)
    return sketch_words(text, listed, words_of(text, listed))


def sketch_words(text: str, parts: Iterable[Part], words: Words) -> Sketch:
    """Return the sketch of a text whose words are at hand."""
    different = np.unique(shingles(words))
    spans = counted(text, parts)
    return Sketch(
        words=len(words),
        shingles=len(different),
        bottom=tuple(different[:BOTTOM].tolist()),
        bands=_bands(different),
        sentences=_hashes(text, words, (s for part in spans for s in _sentences(text, part)), PASSAGE),
        quotations=_hashes(text, words, (q for part in spans for q in quotations(text, part)), SHORTEST_QUOTATION),
    )


def containment(a: Sketch, b: Sketch) -> float:
    """Return an estimate of how much of the shorter's shingles the longer holds.

    Both bottoms hold every hash up to the lesser of their last ones, so that below it both sets are known.
    """
    if not (a.bottom and b.bottom):
        return 0.0
    last = min(s.bottom[-1] if s.shingles > len(s.bottom) else 2**63 - 1 for s in (a, b))
    shorter, longer = sorted((a, b), key=lambda s: (s.shingles, s.bottom))
    known = set(shorter.bottom[: bisect_right(shorter.bottom, last)])
    return len(known.intersection(longer.bottom)) / len(known) if known else 0.0


def _bands(different: Hashes) -> tuple[int, ...]:
    if not len(different):
        return ()
    salts = np.arange(1, BANDS + 1, dtype=np.uint64)[:, None]
    return tuple(mixed(different.view(np.uint64), salts).min(axis=1).tolist())


def _hashes(text: str, words: Words, spans: Iterable[Span], shortest: int) -> tuple[int, ...]:
    """Return the hashes of the words of each span, in order and once, of those with enough words."""
    starts = words.starts.tolist()
    ranges = ((bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in spans)
    return tuple(dict.fromkeys(run_hash(words, first, end) for first, end in ranges if end - first >= shortest))


def _sentences(text: str, part: Span) -> Iterator[Span]:
    start = part.start
    for match in _SENTENCE_END.finditer(text, *part):
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, part.end)
