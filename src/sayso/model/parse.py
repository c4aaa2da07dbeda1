"""A report's language, as columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sayso.model.report import PartKind, Span

NameKind = Literal["person", "organisation", "place", "event", "other"]
ROOT = -1  # the head of a sentence's root


class Name(NamedTuple):
    """Words [first, end) that are a proper name."""

    first: int
    end: int
    kind: NameKind


class Sentence(NamedTuple):
    """Words [first, end) that are a sentence, and the part of the report it stands in."""

    first: int
    end: int
    part: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The report's language as columns, one entry a word; heads and spans of words are indices into them.

    Tags are UPOS and Penn, relations UD 2. `heads[i]` is ROOT for the root of a sentence. `chains` are coreference
    chains of word spans. `scores` holds the scores of further heads by name, one row a word.
    """

    text: str
    spans: tuple[Span, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    chains: tuple[tuple[tuple[int, int], ...], ...] = ()
    scores: Mapping[str, tuple[tuple[float, ...], ...]] = field(default_factory=dict)
    model: str = ""
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _sentence_of: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.spans]
        for i, head in enumerate(self.heads):
            if head != ROOT:
                below[head].append(i)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))
        owner = [n for n, s in enumerate(self.sentences) for _ in range(s.first, s.end)]
        object.__setattr__(self, "_sentence_of", tuple(owner))

    def __len__(self) -> int:
        return len(self.spans)

    def word(self, i: int) -> str:
        """Return the word as written."""
        return self.text[self.spans[i].start : self.spans[i].end]

    def lower(self, i: int) -> str:
        """Return the word in lower case."""
        return self.word(i).lower()

    def children(self, i: int, *relations: str) -> tuple[int, ...]:
        """Return the dependents of a word, in order; only those of the given relations, if any are given."""
        below = self._children[i]
        if not relations or not below:
            return below
        return tuple(c for c in below if self.relations[c] in relations)

    def child(self, i: int, *relations: str) -> int | None:
        """Return the first dependent with one of the relations, or None."""
        return next((c for c in self._children[i] if self.relations[c] in relations), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the head, its head, and so on up to the root of the sentence."""
        while (i := self.heads[i]) != ROOT:
            yield i

    def subtree(self, i: int) -> list[int]:
        """Return the word and all below it, in order of the text."""
        found, todo = [i], [i]
        while todo:
            below = self._children[todo.pop()]
            found.extend(below)
            todo.extend(below)
        return sorted(found)

    def sentence(self, i: int) -> Sentence:
        """Return the sentence a word stands in."""
        return self.sentences[self._sentence_of[i]]

    def span(self, first: int, end: int) -> Span:
        """Return the characters of words [first, end)."""
        return Span(self.spans[first].start, self.spans[end - 1].end)

    def sentence_span(self, i: int) -> Span:
        """Return the characters of the sentence a word stands in."""
        s = self.sentence(i)
        return self.span(s.first, s.end)

    def words_in(self, span: Span) -> range:
        """Return the indices of the words that lie inside a stretch of characters."""
        first = bisect_left(self.spans, span.start, key=lambda s: s.start)
        end = bisect_right(self.spans, span.end, key=lambda s: s.end)
        return range(first, max(first, end))
