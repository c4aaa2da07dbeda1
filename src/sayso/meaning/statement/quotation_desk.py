"""The report while its quotations are handed out: which words are quoted, and which attribution has which quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.statement.attribution import Attribution, is_mark
from sayso.meaning.statement.quotations import Quotation
from sayso.model import Parse, Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 5000  # words of a quotation that runs over paragraphs
FAR = 30  # words between a quotation and a cue of its sentence; sentences longer than that are lists
Kind = Literal["speech", "fragment", "name"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation and its words."""

    quotation: Quotation
    words: range
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """An attribution with the quotations in its content."""

    attribution: Attribution
    quotations: tuple[Marked, ...] = ()
    flags: tuple[str, ...] = ()
    has_cue: bool = True
    cue_is_quoted: bool = False


@dataclass(slots=True)
class Desk:
    """The report while its quotations are handed out; `taken` says which attribution has which quotation."""

    parse: Parse
    words: CueWords
    paragraphs: tuple[Span, ...]
    marked: list[Marked]
    attributions: list[Attribution] = field(default_factory=list)
    in_sentence: dict[int, list[int]] = field(default_factory=dict)  # by the sentence's first word
    quotation_at: dict[int, int] = field(default_factory=dict)  # by word
    taken: dict[int, int] = field(default_factory=dict)
    orphans: set[int] = field(default_factory=set)
    quoting: set[int] = field(default_factory=set)  # the attributions that have a quotation

    def paragraph(self, word: int) -> int:
        """Return which paragraph a word stands in."""
        return bisect_right(self.paragraphs, (self.parse.spans[word].start, 1 << 60)) - 1

    def take(self, quotation: int, owner: int) -> None:
        """Note which attribution has a quotation."""
        self.taken[quotation] = owner
        self.quoting.add(owner)

    def is_quoted(self, word: int) -> bool:
        """True of a word in a quotation that is no name."""
        at = self.quotation_at.get(word)
        return at is not None and self.marked[at].kind != "name"

    def add(self, attribution: Attribution) -> int:
        """Take in one more attribution and return its index."""
        self.in_sentence.setdefault(self.parse.sentence(attribution.cue).first, []).append(len(self.attributions))
        self.attributions.append(attribution)
        return len(self.attributions) - 1

    def near(self, words: range) -> Iterator[tuple[int, Attribution]]:
        """Yield the attributions in the sentences of these words, the one before and the one after."""
        at = self.parse.sentence(max(0, self.parse.sentence(words.start).first - 1)).first
        last = self.parse.sentence(words.stop - 1).end
        end = self.parse.sentence(min(last, len(self.parse) - 1)).end
        while at < end:
            yield from ((k, self.attributions[k]) for k in self.in_sentence.get(at, ()))
            at = self.parse.sentence(at).end


def quotation_kind(parse: Parse, inside: range, words: CueWords) -> Kind:
    """Return name for a title or codename, speech where a clause or five words are quoted, else fragment."""
    spoken = [w for w in inside if parse.upos[w] != "PUNCT"]
    finite = any(parse.xpos[w] in FINITE for w in spoken)
    before = next((w for w in range(inside.start - 1, -1, -1) if not is_mark(parse, w)), None)
    if before is not None and (parse.lower(before) in words.names_follow or parse.lemmas[before] in words.works):
        return "name"
    long = [w for w in spoken if len(parse.word(w)) > 3 or parse.upos[w] in ("NOUN", "VERB", "PROPN")]
    capital = len(long) > 1 and all(parse.word(w)[:1].isupper() for w in long)
    sentences = any(parse.word(w) in (".", "!", "?") for w in inside)
    if capital and not finite and not sentences and parse.sentence(inside.start).part == "body":
        return "name"
    return "speech" if finite or len(spoken) > 4 else "fragment"


def sentence_words(parse: Parse, word: int) -> range:
    """Return the words of the sentence that a word stands in."""
    sentence = parse.sentence(word)
    return range(sentence.first, sentence.end)
