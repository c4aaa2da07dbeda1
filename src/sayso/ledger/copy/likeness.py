"""Two texts -> how much of them is the same, where, and what that makes the one of the other.

Worked example: a wire story of 600 words, and a paper that prints its first 200 under its own title. Every run of three
words of the shorter is in the longer (kept 1.0), a third of the runs of five of both together in both (jaccard 0.33):
an excerpt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.copy.words import SHINGLE, Hashes, Words, shingles, words_of
from sayso.model import Part, Span

LikenessKind = Literal["same text", "excerpt", "rewrite from the bottom", "shared passage"]
Run = tuple[int, int, int]  # first word in a, first word in b, number of words

PASSAGE = 12  # words in one run that two reporters do not write by chance
SAME = 0.5  # jaccard
VERBATIM = 0.8  # share of the shorter's words
SHORT = 3  # words of a run that an edit of every sentence leaves, and that few sentences share by chance
KEPT = 0.5  # share of the shorter's words in such runs, from which it repeats the longer (docs/copies.md)
TOLD = 0.15  # of what stands outside quotations: two reporters may quote one statement at any length
REPEATED = 0.2  # containment below which two texts need no closer look, as every edit breaks five shingles
MOST_PLACES = 8  # of one shingle; in text that repeats itself more are not worth the time


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two texts are alike.

    `jaccard` and `containment` (of the shorter in the longer) are of sets of five-word shingles; `told` is the
    containment of the shorter's shingles that stand mostly outside quotations; `kept` is the share of the shorter's
    words that stand in shared runs of three; `shares` are the shares of the words of each that stand in shared runs
    of five; `longest` is the longest run in words; `stretches` are the shared runs as spans.
    """

    jaccard: float = 0.0
    containment: float = 0.0
    told: float = 0.0
    kept: float = 0.0
    shares: tuple[float, float] = (0.0, 0.0)
    longest: int = 0
    kind: LikenessKind | None = None
    stretches: tuple[tuple[Span, Span], ...] = ()

    @property
    def is_copy(self) -> bool:
        """True if the one repeats the other's text, or both a third's, not merely a passage of it."""
        return self.kind is not None and self.kind != "shared passage"


def compare(text_a: str, text_b: str, parts_a: Iterable[Part] = (), parts_b: Iterable[Part] = ()) -> Likeness:
    """Return how two texts are alike; without parts the whole text counts."""
    return compare_words(words_of(text_a, parts_a), words_of(text_b, parts_b))


def may_repeat(a: Hashes, b: Hashes) -> bool:
    """Return whether the one text may repeat the other by their sets of shingles; few pairs need to be compared."""
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    common = np.count_nonzero(more[np.searchsorted(more[:-1], fewer)] == fewer) if len(fewer) else 0
    return bool(common >= REPEATED * len(fewer) > 0)


def compare_words(a: Words, b: Words) -> Likeness:
    """Return how two texts are alike, from their words; the same whichever comes first."""
    if (len(a), a.hashes.tobytes()) > (len(b), b.hashes.tobytes()):
        return _turned(compare_words(b, a))
    of_a, of_b = shingles(a), shingles(b)
    if not len(of_a):
        return Likeness()
    set_a, set_b = np.unique(of_a), np.unique(of_b)
    common = len(np.intersect1d(set_a, set_b, assume_unique=True))
    if not common:
        return Likeness()
    runs = _runs(a.hashes, b.hashes, of_a, of_b)
    measured = Likeness(
        jaccard=common / (len(set_a) + len(set_b) - common),
        containment=common / min(len(set_a), len(set_b)),
        told=_told(a, of_a, set_b),
        kept=_kept(a, b),
        shares=(_covered(np.isin(of_a, set_b), len(a)), _covered(np.isin(of_b, set_a), len(b))),
        longest=max(n for _, _, n in runs),
        stretches=_stretches(runs, a, b),
    )
    return replace(measured, kind=_kind(measured))


def _kind(measured: Likeness) -> LikenessKind | None:
    """Return the kind; the first share is the shorter's."""
    if measured.longest < PASSAGE:
        return None
    if measured.containment < REPEATED or measured.told < TOLD or measured.kept < KEPT:
        return "shared passage"
    if measured.jaccard >= SAME:
        return "same text"
    return "excerpt" if measured.shares[0] >= VERBATIM else "rewrite from the bottom"


def _told(shorter: Words, shingled: Hashes, others: Hashes) -> float:
    """Return the share of the shingles with most of their words outside quotations that are among others."""
    quoted = np.convolve(shorter.quoted, np.ones(SHINGLE, np.int64), "valid") > SHINGLE // 2
    told = np.unique(shingled[~quoted])
    return float(np.isin(told, others).mean()) if len(told) else 0.0


def _kept(shorter: Words, longer: Words) -> float:
    """Return the share of the shorter's words that stand in runs of three words that the longer has, too."""
    return _covered(np.isin(shingles(shorter, SHORT), shingles(longer, SHORT)), len(shorter), SHORT)


def _covered(shared: NDArray[np.bool_], n: int, size: int = SHINGLE) -> float:
    """Return the share of n words that stand in a shared shingle, given for each shingle whether it is shared."""
    edges = np.zeros(n + 1, np.int64)
    first = np.flatnonzero(shared)
    np.add.at(edges, first, 1)
    np.add.at(edges, first + size, -1)
    return float(np.count_nonzero(np.cumsum(edges[:n])) / n)


def _runs(a: Hashes, b: Hashes, of_a: Hashes, of_b: Hashes) -> list[Run]:
    """Return shared runs in the order of a: at each word of a the longest that begins there, then what follows it."""
    places: dict[int, list[int]] = {}
    for j, shingle in enumerate(of_b.tolist()):
        if len(places.setdefault(shingle, [])) < MOST_PLACES:
            places[shingle].append(j)
    runs: list[Run] = []
    i, listed = 0, of_a.tolist()
    while i < len(listed):
        found = places.get(listed[i])
        if found is None:
            i += 1
            continue
        length, at = max((_length(a, b, i, j), -j) for j in found)
        runs.append((i, -at, length))
        i += length
    return runs


def _length(a: Hashes, b: Hashes, i: int, j: int) -> int:
    """Return how many words are the same from a[i] and b[j] on; looks ever further, as most runs are short."""
    n, step = 0, 32
    end = min(len(a) - i, len(b) - j)
    while n < end:
        width = min(step, end - n)
        differ = np.flatnonzero(a[i + n : i + n + width] != b[j + n : j + n + width])
        if len(differ):
            return n + int(differ[0])
        n, step = n + width, step * 2
    return n


def _stretches(runs: list[Run], a: Words, b: Words) -> tuple[tuple[Span, Span], ...]:
    """Return runs as spans, cut where either text changes its part: a caption between two paragraphs is not shared."""
    found: list[tuple[Span, Span]] = []
    for i, j, n in runs:
        breaks = np.flatnonzero(np.diff(a.block[i : i + n]) | np.diff(b.block[j : j + n])) + 1
        cuts = [0, *breaks.tolist(), n]
        found.extend((_span(a, i + s, i + e), _span(b, j + s, j + e)) for s, e in pairwise(cuts) if e > s)
    return tuple(found)


def _span(words: Words, first: int, end: int) -> Span:
    return Span(int(words.starts[first]), int(words.ends[end - 1]))


def _turned(likeness: Likeness) -> Likeness:
    turned = tuple(sorted((of_b, of_a) for of_a, of_b in likeness.stretches))
    return replace(likeness, shares=likeness.shares[::-1], stretches=turned)
