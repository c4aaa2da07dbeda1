"""Attributions and quotations -> attributions with whole content: each quotation goes to the cue that reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.statement.attribution import Attribution, conjuncts, happened, has_case, is_mark, subject
from sayso.meaning.statement.orphan_quotations import adopt
from sayso.meaning.statement.quotation_desk import FAR, LONGEST, Desk, Marked, Quoted, quotation_kind, sentence_words
from sayso.meaning.statement.quotations import Quotation, find_quotations, split_paragraphs
from sayso.model import ROOT, Parse, Report

LABEL = 6  # words of a name before a colon
_ADJUNCTS = frozenset({"obl", "nmod", "advcl"})
_WHEN = ("following", "after", "amid", "despite")
_BEFORE_LABEL = frozenset({"-", "–", "—", "from", "by"})


def attach_quotations(
    report: Report, parse: Parse, attributions: Sequence[Attribution], words: CueWords
) -> list[Quoted]:
    """Return the attributions that have content, and those that quotations without a cue make."""
    paragraphs = split_paragraphs(report.text, report.parts)
    quotations = find_quotations(report.text, paragraphs)
    inside = [parse.words_in(q.inner) for q in quotations]
    outer = [n for n, q in enumerate(quotations) if inside[n] and not q.depth]
    marked = [Marked(quotations[n], inside[n], quotation_kind(parse, inside[n], words)) for n in outer]
    desk = Desk(parse, words, paragraphs, marked)
    desk.quotation_at = {w: n for n, m in enumerate(marked) for w in m.words}
    for a in attributions:
        desk.add(_clipped(desk, a))
    place = {q: n for n, q in enumerate(outer)}
    for n, m in enumerate(marked):
        if m.kind != "name":
            _hand_out(desk, n, place.get(-1 if m.quotation.continues is None else m.quotation.continues))
    desk.attributions = [_without_aside(desk, a) for a in desk.attributions]
    return [_quoted(report, desk, n) for n, a in enumerate(desk.attributions) if a.content]


def _without_aside(desk: Desk, a: Attribution) -> Attribution:
    """Leave to the outlet when it was: of `Oda said they had "won" following the raid` the raid is the outlet's."""
    quoted = [w for w in a.content if desk.is_quoted(w)]
    after = [w for w in a.content if quoted and w > max(quoted) and desk.parse.relations[w] in _ADJUNCTS]
    opener = {w: desk.parse.child(w, "case", "mark") for w in after if has_case(desk.parse, w, *_WHEN)}
    asides = {i for w, first in opener.items() for i in desk.parse.subtree(w) if first is not None and i >= first}
    return replace(a, content=a.content - asides) if asides else a


def _clipped(desk: Desk, a: Attribution) -> Attribution:
    """Keep what a quoted cue reports within its quotation."""
    at = desk.quotation_at.get(a.cue)
    return a if at is None else replace(a, content=a.content.intersection(desk.marked[at].words))


def _hand_out(desk: Desk, n: int, before: int | None) -> None:
    """Give a quotation to the attribution that announces it, holds it, stands beside it, or came before it."""
    owner = next((k for find in _OWNERS if (k := find(desk, n)) is not None), None)
    if owner is None and before in desk.taken and len(desk.attributions[desk.taken[before]].content) < LONGEST:
        owner = desk.taken[before]
    if owner is None:
        adopt(desk, n)
        return
    desk.take(n, owner)
    a, m = desk.attributions[owner], desk.marked[n]
    if m.kind != "speech" and a.content:
        return
    content = (a.content | frozenset(m.words)) - frozenset(a.cue_words)
    if _closes_with(desk, a, m):
        content = frozenset(w for w in content if desk.is_quoted(w))
    desk.attributions[owner] = replace(a, content=content)


def _closes_with(desk: Desk, a: Attribution, m: Marked) -> bool:
    """True of `"Q," Oda said`: what stands unquoted before and after is the outlet's."""
    between = range(m.words.stop, a.cue)
    own = {w for s in a.sources for w in desk.parse.subtree(s)}
    return m.kind == "speech" and a.cue >= m.words.stop and len(between) < FAR and all(
        w in own or desk.parse.upos[w] in ("PUNCT", "AUX", "ADV") for w in between
    )  # fmt: skip


def _announced(desk: Desk, n: int) -> int | None:
    """Return the attribution whose verb stands right before a quotation, which then is no one else's."""
    m, parse = desk.marked[n], desk.parse
    last = next((w for w in range(m.words.start - 1, -1, -1) if parse.upos[w] != "PUNCT"), -1)
    found = [k for k, a in desk.near(m.words) if a.cue == last and a.sources and parse.upos[a.cue] == "VERB"]
    if not found or m.kind != "speech" or parse.sentence(last) != parse.sentence(m.words.start):
        return None
    for k, a in list(desk.near(m.words)):
        if k != found[0] and a.cue < last and last not in a.content and not a.content.isdisjoint(m.words):
            desk.attributions[k] = replace(a, content=a.content - frozenset(m.words))
    return found[0]


def _labelled(desk: Desk, n: int) -> int | None:
    """Make an attribution of a name and a colon right before a quotation, at the start of a line or after a dash."""
    m, parse = desk.marked[n], desk.parse
    colon = next((w for w in range(m.words.start - 1, -1, -1) if not is_mark(parse, w)), -1)
    if colon < 1 or parse.word(colon) != ":" or m.kind != "speech":
        return None
    first = colon
    while first > 0 and colon - first < LABEL and (parse.upos[first - 1] == "PROPN" or parse.lower(first - 1) == "and"):
        first -= 1
    line = first == 0 or "\n" in parse.text[parse.spans[first - 1].end : parse.spans[first].start]
    if first == colon or not (line or parse.lower(first - 1) in _BEFORE_LABEL):
        return None
    head = next(w for w in range(first, colon) if parse.heads[w] not in range(first, colon))
    return desk.add(Attribution(cue=colon, cue_words=(colon,), stance="report", sources=conjuncts(parse, head),
                                confidence=0.8))  # fmt: skip


def _holder(desk: Desk, n: int) -> int | None:
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


def _sentence_ends_between(desk: Desk, a: Attribution, m: Marked) -> bool:
    """True of `"A," Oda said. "B."` where the parse made one sentence of it: B has no cue of its own."""
    between = range(a.cue, m.words.start)
    return any(desk.parse.word(w) in (".", "!", "?") and not desk.is_quoted(w) for w in between)


def _beside(desk: Desk, n: int) -> int | None:
    """Return the nearest cue that awaits a quotation in its sentence, after it, or before a colon."""
    m, parse = desk.marked[n], desk.parse
    options = []
    for k, a in desk.near(m.words):
        free = parse.word(sentence_words(parse, a.cue).stop - 1) == ":"  # "Oda quoted Lund:" announces the quotation
        free = free or all(desk.is_quoted(w) or parse.upos[w] == "PUNCT" for w in a.content)
        if not free or not a.sources or a.cue in m.words or desk.is_quoted(a.cue) or parse.upos[a.cue] != "VERB":
            continue
        if (distance := _distance(desk, a, m)) is not None:
            options.append((distance, k))
    return min(options)[1] if options else None


def _distance(desk: Desk, a: Attribution, m: Marked) -> int | None:
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


def _unlisted_verb(desk: Desk, n: int) -> int | None:
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


def _add_unlisted(desk: Desk, verb: int) -> int | None:
    parse = desk.parse
    head = subject(parse, verb)
    if parse.upos[verb] != "VERB" or head is None or desk.is_quoted(head) or desk.is_quoted(verb):
        return None
    if not happened(parse, verb, desk.words) or parse.upos[head] not in ("PROPN", "PRON", "NOUN"):
        return None
    return desk.add(Attribution(cue=verb, cue_words=(verb,), stance="report", sources=conjuncts(parse, head),
                                confidence=0.5))  # fmt: skip


# Who may have a quotation, the surest first.
_OWNERS = (_labelled, _announced, _holder, _beside, _unlisted_verb)


def _quoted(report: Report, desk: Desk, n: int) -> Quoted:
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


def _was_cut(desk: Desk, m: Marked) -> bool:
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
