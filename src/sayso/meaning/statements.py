"""Parse -> statements: every cue with its source and its content, and every quotation with whoever said it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from sayso.knowledge.cue_words import CueWords, cue_words
from sayso.meaning.actor.speakers import (
    Mentions,
    Speaker,
    carried_on,
    named_monitor,
    observatory_in,
    speaker_of,
    titled_person,
)
from sayso.meaning.statement.attitudes import attitude_attributions
from sayso.meaning.statement.attribution import Attribution
from sayso.meaning.statement.cue_nouns import noun_attributions
from sayso.meaning.statement.cue_phrases import citing_attributions, phrase_attributions
from sayso.meaning.statement.cue_verbs import verb_attributions
from sayso.meaning.statement.quotation_desk import Quoted
from sayso.meaning.statement.quoted import attach_quotations
from sayso.meaning.syntax.arguments import mentions_in
from sayso.meaning.times import when_said
from sayso.model import Actor, Cue, Mention, Parse, Report, Span, Statement, When
from sayso.records import content_id, span_key

_EDGE = " \t\r\n,;:—–-"
_MARKS = "\"“”„‟«»‘’'`"
_PARTS = frozenset({"title", "body"})
_OUTLETS_OWN = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement with its words in the parse. `inside` is the index of the statement around it.

    Of several joined sources each has its Found; they share `cue_head` and `source_heads`. Not `asserted`: the source
    wants, judges or talks of the content; whether it is so is not on its word.
    """

    statement: Statement
    cue_head: int | None
    source_head: int | None
    source_heads: tuple[int, ...] = ()
    content_words: frozenset[int]
    inside: int | None = None
    asserted: bool = True


def find_statements(
    report: Report, parse: Parse, actors: Mentions, times: tuple[Mention[When], ...] = ()
) -> tuple[Found, ...]:
    """Return the statements of title and body in the order of their cues; each follows the one it stands in."""
    if not len(parse):
        return ()
    quoted = attach_quotations(report, parse, _attributions(parse, cue_words()), cue_words())
    found = [f for q in quoted for f in _statements(report, parse, q, actors, times)]
    nested = _nested(found, {q.attribution.cue: q.attribution.within for q in quoted})
    return tuple(_resolved(parse, nested, actors))


def _resolved(parse: Parse, found: Sequence[Found], actors: Mentions) -> Iterator[Found]:
    """Yield the statements, a pronoun as source with the speaker before it, "a monitor" with the one that is named."""
    before: Speaker | None = None
    monitor = observatory_in(actors) if found else None
    for f in found:
        own = None if f.source_head is None or f.statement.source is None else (f.source_head, f.statement.source)
        if own is not None and f.cue_head is not None:
            known = named_monitor(parse, *own, monitor) or titled_person(parse, *own, actors)
            own = (own[0], known or carried_on(parse, own, f.cue_head, before))
            f = replace(f, statement=replace(f.statement, source=own[1]))
        yield f
        if own is not None and f.inside is None and f.asserted:
            before = own


def chain_of(found: Sequence[Found], word_index: int, statements: Sequence[Found]) -> tuple[int, ...]:
    """Return the indices in `statements` of those that assert what holds the word, outermost first.

    The innermost is looked for in `found`; of joined sources the first stands for all.
    """
    holding = [f for f in found if f.asserted and word_index in f.content_words]
    if not holding:
        return ()
    depth = {id(f): len(_upward(f, statements)) for f in holding}
    innermost = min(holding, key=lambda f: (len(f.content_words), -depth[id(f)]))
    first = bisect_left(statements, _position(innermost), key=_position)
    return (*_upward(innermost, statements), next(n for n in count(first) if statements[n] is innermost))


def _upward(found: Found, statements: Sequence[Found]) -> tuple[int, ...]:
    chain: list[int] = []
    while found.inside is not None:
        at, found = found.inside, statements[found.inside]
        if found.asserted:
            chain.append(at)
    return tuple(reversed(chain))


def _attributions(parse: Parse, words: CueWords) -> list[Attribution]:
    spoken = [*verb_attributions(parse, words), *phrase_attributions(parse, words), *noun_attributions(parse, words)]
    spoken += citing_attributions(parse, words, spoken)
    told = frozenset(a.cue for a in spoken if a.content)
    felt = list(attitude_attributions(parse, words, told))
    cues = {a.cue for a in felt}
    spoken = [a for a in spoken if a.cue not in cues] + felt
    return [a for a in spoken if parse.sentence(a.cue).part in _PARTS]


def _statements(
    report: Report, parse: Parse, quoted: Quoted, actors: Mentions, times: tuple[Mention[When], ...]
) -> list[Found]:
    a = quoted.attribution
    spans = content_spans(parse, quoted)
    if not spans:
        return []
    heads: tuple[int | None, ...] = a.sources or (None,)
    form, made = form_of(parse, quoted), []
    judged = not a.asserted or a.stance == "evaluate"
    asserted = not judged or (form == "direct" and not quoted.cue_is_quoted)
    for head in heads:
        own = _is_outlets_own(parse, quoted, head)
        source = None if head is None else speaker_of(parse, head, actors, a.cue)
        statement = Statement(
            id="", report=report.id, form=form, source=source, cue=_cue(parse, quoted), content=spans,
            text=" ... ".join(parse.text[s.start : s.end] for s in spans), addressee=_addressee(parse, a, actors),
            when=_when(parse, a, times), flags=_flags(quoted, source, asserted, own),
            confidence=_confidence(quoted, source),
        )  # fmt: skip
        made.append(Found(
            statement=replace(statement, id=_id(statement)), cue_head=a.cue if quoted.has_cue else None,
            source_head=head, source_heads=a.sources, content_words=a.content, asserted=asserted and not own,
        ))  # fmt: skip
    return made


def _cue(parse: Parse, quoted: Quoted) -> Cue | None:
    a = quoted.attribution
    if not quoted.has_cue:
        return None
    span = parse.span(a.cue_words[0], a.cue_words[-1] + 1)
    return Cue(text=parse.text[span.start : span.end], span=span, stance=a.stance)


def _id(statement: Statement) -> str:
    source = statement.source.span if statement.source else None
    cue = statement.cue.span if statement.cue else None
    return content_id(statement.report, span_key(cue), *map(span_key, statement.content), span_key(source))


def _is_outlets_own(parse: Parse, quoted: Quoted, head: int | None) -> bool:
    """True of "I think" outside a quotation; in "I said" the writer is one of those who speak."""
    if head is None or quoted.cue_is_quoted or parse.lower(head) not in _OUTLETS_OWN:
        return False
    return parse.xpos[quoted.attribution.cue] != "VBD" or quoted.attribution.stance != "report"


def _flags(quoted: Quoted, source: Actor | None, asserted: bool, own: bool) -> tuple[str, ...]:
    flags = [*quoted.attribution.flags, *quoted.flags]
    flags += [flag for flag, holds in (("not asserted", not asserted), ("own voice", own)) if holds]
    if source is None and "unspecified source" not in flags:
        flags.append("unspecified source")
    return tuple(dict.fromkeys(flags))


def _confidence(quoted: Quoted, source: Actor | None) -> float:
    confidence = quoted.attribution.confidence * (0.7 if "orphan" in quoted.flags else 1.0)
    return round(confidence * (0.8 if source is None and not quoted.has_cue else 1.0), 2)


def _addressee(parse: Parse, a: Attribution, actors: Mentions) -> Actor | None:
    if a.addressee is None or parse.upos[a.addressee] not in ("NOUN", "PROPN", "PRON"):
        return None
    return speaker_of(parse, a.addressee, actors)


def _when(parse: Parse, a: Attribution, times: tuple[Mention[When], ...]) -> When | None:
    """Return the time that belongs to the cue, not to what is said; "Oda Tuesday said" may hang it on Oda."""
    found = when_said(parse, a.cue, frozenset(a.content), times)
    if found is not None:
        return found
    around = sorted({parse.sentence(head) for head in a.sources})
    near = (m for sentence in around for m in mentions_in(times, sentence))
    beside = (m for m in near if parse.heads[m.head] in a.sources and m.head not in a.content)
    return next((m.what for m in beside if parse.relations[m.head].endswith(":unmarked")), None)


def form_of(parse: Parse, quoted: Quoted) -> Literal["direct", "indirect", "mixed"]:
    """Return direct where all words are quoted, indirect where none is, else mixed."""
    words = [w for w in quoted.attribution.content if parse.upos[w] != "PUNCT"]
    marked = sum(any(w in q.words for q in quoted.quotations) for w in words)
    return "direct" if marked == len(words) else "mixed" if marked else "indirect"


def content_spans(parse: Parse, quoted: Quoted) -> tuple[Span, ...]:
    """Return the stretches of the content without the marks around them; a cue in their midst parts them."""
    content = quoted.attribution.content
    if form_of(parse, quoted) == "direct":
        parts = [sorted(content.intersection(q.words)) for q in quoted.quotations]
        return tuple(s for part in parts if part and (s := _trimmed(parse, part, _EDGE)).end > s.start)
    runs = [run for run in _runs(parse, content) if any(parse.upos[w] != "PUNCT" for w in run)]
    spans = {_trimmed(parse, run, _EDGE + ".") for run in runs}
    return tuple(_balanced(quoted, s) for s in sorted(spans) if s.end > s.start)


def _runs(parse: Parse, content: frozenset[int]) -> list[list[int]]:
    """Return the content as runs of words; a comma or a mark left out does not part them."""
    runs: list[list[int]] = []
    for w in sorted(content):
        last = runs[-1][-1] if runs else -1
        if runs and w == last + 1:
            runs[-1].append(w)
        elif runs and _only_marks(parse, last + 1, w) and parse.sentence(w) == parse.sentence(last):
            runs[-1].extend(range(last + 1, w + 1))
        else:
            runs.append([w])
    return runs


def _only_marks(parse: Parse, first: int, end: int) -> bool:
    return all(parse.upos[w] == "PUNCT" for w in range(first, end))


def _trimmed(parse: Parse, run: list[int], edge: str) -> Span:
    """Return a run's characters without marks, commas and the like at its ends."""
    start, end = parse.spans[run[0]].start, parse.spans[run[-1]].end
    while start < end and parse.text[start] in edge + _MARKS:
        start += 1
    while end > start and parse.text[end - 1] in edge + _MARKS and not _abbreviates(parse.text, end):
        end -= 1
    return Span(start, end)


def _abbreviates(text: str, end: int) -> bool:
    """True of the full stop of "U.S." and of an apostrophe that ends a plural's possessive."""
    return text[end - 1] == "." and end > 2 and text[end - 3 : end - 2] == "."


def _balanced(quoted: Quoted, span: Span) -> Span:
    """Take in the mark at an end where its pair lies within, so that nothing is half marked."""
    start, end = span
    for q in quoted.quotations:
        outer, inner = q.quotation.span, q.quotation.inner
        if outer.end == inner.end:
            continue
        if inner.start == start and inner.end < end:
            start = outer.start
        elif outer.start >= start and inner.end in range(end, end + 2):
            end = outer.end
    return Span(start, end)


def _nested(found: list[Found], within: dict[int, int | None]) -> tuple[Found, ...]:
    """Return the statements in order of the text, each with the one it stands in."""
    order = sorted(range(len(found)), key=lambda n: (-len(found[n].content_words), _is_handed_on(found[n], within), n))
    rank = {n: r for r, n in enumerate(order)}
    inside = [_enclosing(found, n, [m for m in held if rank[m] < rank[n]])
              for n, held in enumerate(_holders(found, within))]  # fmt: skip
    kept = sorted(range(len(found)), key=lambda n: (_position(found[n]), rank[n]))
    new = {n: k for k, n in enumerate(kept)}
    return tuple(
        replace(found[n], inside=None if (e := inside[n]) is None else new[e],
                statement=replace(found[n].statement, inside=None if e is None else found[e].statement.id))
        for n in kept
    )  # fmt: skip


def _holders(found: list[Found], within: dict[int, int | None]) -> Iterator[list[int]]:
    """Yield for each statement those that hold its cue or first word, or whose speaker hands it on."""
    by_word: dict[int, list[int]] = {}
    by_cue: dict[int | None, list[int]] = {}
    for n, f in enumerate(found):
        by_cue.setdefault(f.cue_head, []).append(n)
        for w in f.content_words:
            by_word.setdefault(w, []).append(n)
    for f in found:
        outer = None if f.cue_head is None else within.get(f.cue_head)
        at = min(f.content_words) if f.cue_head is None else f.cue_head
        yield [*by_word.get(at, ()), *(by_cue.get(outer, ()) if outer is not None else ())]


def _position(found: Found) -> int:
    return min(found.content_words) if found.cue_head is None else min(found.cue_head, min(found.content_words))


def _is_handed_on(found: Found, within: dict[int, int | None]) -> bool:
    return found.cue_head is not None and within.get(found.cue_head) is not None


def _enclosing(found: list[Found], n: int, holders: list[int]) -> int | None:
    """Return the smallest of those that hold the cue; one without a cue must lie wholly inside."""
    own = found[n]
    options = [
        (len(found[m].content_words), m)
        for m in holders
        if (own.content_words < found[m].content_words if own.cue_head is None else own.cue_head != found[m].cue_head)
    ]
    return min(options)[1] if options else None
