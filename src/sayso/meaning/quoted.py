"""Attributions and quotations -> attributions with whole content: each quotation goes to the cue that reports it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.attribution import Attribution, conjuncts, happened, is_mark, subject
from sayso.meaning.quotations import Quotation, find_quotations, split_paragraphs
from sayso.model import ROOT, Parse, Report, Span

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
class _Desk:
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

    def paragraph(self, word: int) -> int:
        return bisect_right(self.paragraphs, (self.parse.spans[word].start, 1 << 60)) - 1

    def is_quoted(self, word: int) -> bool:
        at = self.quotation_at.get(word)
        return at is not None and self.marked[at].kind != "name"

    def add(self, attribution: Attribution) -> int:
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


def attach_quotations(
    report: Report, parse: Parse, attributions: Sequence[Attribution], words: CueWords
) -> list[Quoted]:
    """Return the attributions that have content, and those that quotations without a cue make."""
    paragraphs = split_paragraphs(report.text, report.parts)
    quotations = find_quotations(report.text, paragraphs)
    inside = [parse.words_in(q.inner) for q in quotations]
    outer = [n for n, q in enumerate(quotations) if inside[n] and not q.depth]
    marked = [Marked(quotations[n], inside[n], quotation_kind(parse, inside[n], words)) for n in outer]
    desk = _Desk(parse, words, paragraphs, marked)
    desk.quotation_at = {w: n for n, m in enumerate(marked) for w in m.words}
    for a in attributions:
        desk.add(_clipped(desk, a))
    place = {q: n for n, q in enumerate(outer)}
    for n, m in enumerate(marked):
        if m.kind != "name":
            _hand_out(desk, n, place.get(-1 if m.quotation.continues is None else m.quotation.continues))
    return [_quoted(report, desk, n) for n, a in enumerate(desk.attributions) if a.content]


def quotation_kind(parse: Parse, inside: range, words: CueWords) -> Kind:
    """Return name for a title or codename, speech where a clause or five words are quoted, else fragment."""
    spoken = [w for w in inside if parse.upos[w] != "PUNCT"]
    finite = any(parse.xpos[w] in FINITE for w in spoken)
    before = next((w for w in range(inside.start - 1, -1, -1) if not is_mark(parse, w)), None)
    if before is not None and (parse.lower(before) in words.names_follow or parse.lemmas[before] in words.works):
        return "name"
    long = [w for w in spoken if len(parse.word(w)) > 3 or parse.upos[w] in ("NOUN", "VERB", "PROPN")]
    capital = len(long) > 1 and all(parse.word(w)[:1].isupper() for w in long)
    if capital and not finite and parse.sentence(inside.start).part == "body":
        return "name"
    return "speech" if finite or len(spoken) > 4 else "fragment"


def _clipped(desk: _Desk, a: Attribution) -> Attribution:
    """Keep what a quoted cue reports within its quotation."""
    at = desk.quotation_at.get(a.cue)
    return a if at is None else replace(a, content=a.content.intersection(desk.marked[at].words))


def _hand_out(desk: _Desk, n: int, before: int | None) -> None:
    """Give a quotation to the attribution that holds it, stands beside it, or came before it."""
    owner = _holder(desk, n)
    if owner is None:
        owner = _beside(desk, n)
    if owner is None:
        owner = _unlisted_verb(desk, n)
    if owner is None and before in desk.taken and len(desk.attributions[desk.taken[before]].content) < LONGEST:
        owner = desk.taken[before]
    if owner is not None:
        desk.taken[n] = owner
        a, m = desk.attributions[owner], desk.marked[n]
        if m.kind == "speech" or not a.content:
            desk.attributions[owner] = replace(a, content=(a.content | frozenset(m.words)) - frozenset(a.cue_words))
    elif _is_sentence(desk, n):
        _adopt(desk, n)


def _holder(desk: _Desk, n: int) -> int | None:
    """Return the innermost attribution that has words of the quotation in its content already."""
    m = desk.marked[n]
    options = []
    for k, a in list(desk.near(m.words)):
        if a.cue in m.words or a.content.isdisjoint(m.words):
            continue
        if _sentence_ends_between(desk, a, m):
            desk.attributions[k] = replace(a, content=a.content - frozenset(range(m.words.start - 1, m.words.stop + 1)))
        elif not desk.is_quoted(a.cue):
            options.append((len(a.content), k))
    return min(options)[1] if options else None


def _sentence_ends_between(desk: _Desk, a: Attribution, m: Marked) -> bool:
    """True of `"A," Oda said. "B."` where the parse made one sentence of it: B has no cue of its own."""
    between = range(a.cue, m.words.start)
    return any(desk.parse.word(w) in (".", "!", "?") and not desk.is_quoted(w) for w in between)


def _beside(desk: _Desk, n: int) -> int | None:
    """Return the nearest cue that awaits a quotation in its sentence, after it, or before a colon."""
    m, parse = desk.marked[n], desk.parse
    options = []
    for k, a in desk.near(m.words):
        free = all(desk.is_quoted(w) or parse.upos[w] == "PUNCT" for w in a.content)
        if not free or not a.sources or a.cue in m.words or desk.is_quoted(a.cue) or parse.upos[a.cue] != "VERB":
            continue
        if (distance := _distance(desk, a, m)) is not None:
            options.append((distance, k))
    return min(options)[1] if options else None


def _distance(desk: _Desk, a: Attribution, m: Marked) -> int | None:
    """Return how many words lie between a cue and a quotation, or None where the cue cannot be its."""
    parse, cue = desk.parse, sentence_words(desk.parse, a.cue)
    first, last = sentence_words(parse, m.words.start), sentence_words(parse, m.words.stop - 1)
    gap = m.words.start - a.cue if a.cue < m.words.start else a.cue - m.words.stop
    if desk.paragraph(a.cue) != desk.paragraph(m.words.start) and parse.word(cue.stop - 1) != ":":
        return None
    if cue in (first, last):
        near = gap <= FAR if m.kind == "speech" else gap <= 3
        return gap if near and not _sentence_ends_between(desk, a, m) else None
    follows = cue.start - m.words.stop in (0, 1) and a.cue - cue.start < 8
    announced = parse.word(cue.stop - 1) == ":" and first.start == cue.stop and m.words.start - first.start < 2
    return gap if (follows or announced) and m.kind == "speech" else None


def sentence_words(parse: Parse, word: int) -> range:
    """Return the words of the sentence that a word stands in."""
    sentence = parse.sentence(word)
    return range(sentence.first, sentence.end)


def _unlisted_verb(desk: _Desk, n: int) -> int | None:
    """Make an attribution of any verb with a subject that the quotation hangs on: "Q," Oda thundered."""
    m, parse = desk.marked[n], desk.parse
    if m.kind != "speech":
        return None
    for w in m.words:
        head = parse.heads[w]
        if head != ROOT and head not in m.words and parse.relations[w] in ("ccomp", "parataxis"):
            return _add_unlisted(desk, head)
        for c in parse.children(w, "parataxis"):
            if c not in m.words and parse.child(c, "nsubj") is not None:
                return _add_unlisted(desk, c)
    return None


def _add_unlisted(desk: _Desk, verb: int) -> int | None:
    parse = desk.parse
    head = subject(parse, verb)
    if parse.upos[verb] != "VERB" or head is None or desk.is_quoted(head) or desk.is_quoted(verb):
        return None
    if not happened(parse, verb, desk.words) or parse.upos[head] not in ("PROPN", "PRON", "NOUN"):
        return None
    return desk.add(Attribution(cue=verb, cue_words=(verb,), stance="report", sources=conjuncts(parse, head),
                                confidence=0.5))  # fmt: skip


def _is_sentence(desk: _Desk, n: int) -> bool:
    """True where a quotation opens a sentence of the body and is one itself."""
    m, parse = desk.marked[n], desk.parse
    sentence = parse.sentence(m.words.start)
    opens = all(parse.upos[w] == "PUNCT" for w in range(sentence.first, m.words.start))
    finite = any(parse.xpos[w] in FINITE for w in m.words)
    return opens and finite and m.kind == "speech" and sentence.part == "body"


def _adopt(desk: _Desk, n: int) -> None:
    """Make a statement of a quotation without a cue: of the last speaker of its paragraph, or of nobody known."""
    m = desk.marked[n]
    spoke = [a for a in _spoken_before(desk, m.words.start) if not desk.is_quoted(a.cue)]
    last = max(spoke, key=lambda a: a.cue, default=None)
    main = last if last is None else _main(desk, last, spoke)
    desk.orphans.add(len(desk.attributions))
    desk.taken[n] = len(desk.attributions)
    desk.add(Attribution(
        cue=m.words.start, cue_words=(m.words.start,), stance=main.stance if main else "report",
        sources=main.sources if main else (), content=frozenset(m.words), confidence=0.8 if main else 0.6,
    ))  # fmt: skip


def _spoken_before(desk: _Desk, word: int) -> Iterator[Attribution]:
    """Yield what is said by verb in the sentences of a word's paragraph up to it."""
    here, at = desk.paragraph(word), desk.parse.sentence(word).first
    while at >= 0 and desk.paragraph(at) == here:
        for a in (desk.attributions[k] for k in desk.in_sentence.get(at, ())):
            if a.content and a.sources and a.cue < word and desk.parse.upos[a.cue] == "VERB":
                yield a
        at = desk.parse.sentence(at - 1).first if at else -1


def _main(desk: _Desk, last: Attribution, spoke: Sequence[Attribution]) -> Attribution:
    """Return the outermost speaker of a sentence: in "Oda said that Lund claimed", Oda goes on speaking."""
    around = [a for a in spoke if last.cue in a.content]
    return max(around, key=lambda a: len(a.content), default=last)


def _quoted(report: Report, desk: _Desk, n: int) -> Quoted:
    a = desk.attributions[n]
    held = sorted({desk.quotation_at[w] for w in a.content if desk.is_quoted(w)})
    own = tuple(desk.marked[k] for k in held)
    flags = ["orphan"] if n in desk.orphans else []
    if any("unclosed" in m.quotation.flags or _was_cut(desk, m) for m in own):
        flags.append("unclosed")
    if desk.parse.sentence(a.cue).part == "title" and any(not _in_body(report, m.quotation) for m in own):
        flags.append("altered wording")
    quoted = n not in desk.orphans and desk.is_quoted(a.cue)
    return Quoted(
        attribution=a, quotations=own, flags=tuple(flags), has_cue=n not in desk.orphans, cue_is_quoted=quoted
    )


def _was_cut(desk: _Desk, m: Marked) -> bool:
    """True of a quotation left open whose next paragraph turned out to have a cue of its own."""
    here = desk.quotation_at[m.words.start]
    following = desk.marked[here + 1] if here + 1 < len(desk.marked) else None
    if m.quotation.span.end != m.quotation.inner.end or following is None:
        return False
    return desk.taken.get(here) != desk.taken.get(here + 1)


def _in_body(report: Report, quotation: Quotation) -> bool:
    words = " ".join(report.text[quotation.inner.start : quotation.inner.end].split()).strip(" .,;!?").casefold()
    bodies = (report.text[p.span.start : p.span.end] for p in report.parts if p.kind == "body")
    return any(words in " ".join(b.split()).casefold() for b in bodies)
