"""Text and its paragraphs -> parts: title, byline, dateline, caption, credit, body, furniture.

Parts are in order, never overlap, and together hold every character that is not space; nothing is cut from the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import Part, PartKind, Span
from sayso.read.layout.credits import credits_in
from sayso.read.layout.dateline import colon_head_of, head_of
from sayso.read.layout.kinds import Known, kinds_of
from sayso.read.layout.paragraphs import ends_sentence, paragraphs_of
from sayso.read.layout.release import LONGEST_LINE, filed_in
from sayso.read.layout.run_in import LONGEST_TITLE, repeated_in, run_in

DATELINE_WITHIN = 3  # body paragraphs; a summary may stand before the one with the dateline
LETTERHEAD_WITHIN = 12  # paragraphs, with the short lines of a press release's letterhead


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a plain text."""
    return mark(text, paragraphs_of(text), {})


def mark(text: str, spans: Sequence[Span], known: Known) -> tuple[Part, ...]:
    """Return the parts of paragraphs whose kinds are known only for some."""
    words = [text[s.start : s.end] for s in spans]
    parts: list[Part] = []
    for span, kind, paragraph in zip(spans, kinds_of(words, known), words, strict=True):
        parts.extend(Part(k, Span(span.start + s.start, span.start + s.end)) for k, s in _pieces(kind, paragraph))
    return _with_dateline(text, _with_run_in(text, tuple(parts)))


def _pieces(kind: PartKind, paragraph: str) -> Iterator[tuple[PartKind, Span]]:
    """Split a caption at its credits; every other paragraph is one part."""
    last = 0
    for credit in credits_in(paragraph) if kind == "caption" else ():
        if piece := _stripped(paragraph, last, credit.start):
            yield "caption", piece
        yield "credit", credit
        last = credit.end
    if piece := _stripped(paragraph, last, len(paragraph)):
        yield kind, piece


def _stripped(paragraph: str, start: int, end: int) -> Span | None:
    inner = paragraph[start:end]
    bare = inner.strip()
    first = start + len(inner) - len(inner.lstrip())
    return Span(first, first + len(bare)) if bare else None


def _with_run_in(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Cut off the first body paragraph the headline and the date that were run into it."""
    parts = _titled(text, parts)
    title = next((text[p.span.start : p.span.end] for p in parts if p.kind == "title"), None)
    first = next((n for n, p in enumerate(parts) if p.kind == "body"), None)
    if first is None:
        return parts
    start, end = parts[first].span
    pieces = run_in(title, text[start:end])
    after = pieces[-1][1].end if pieces else 0
    cut = (*pieces, ("body", Span(after, end - start))) if after else ()
    whole = (Part(k, s) for k, at in cut if (s := _stripped(text, start + at.start, start + at.end)))
    return (*parts[:first], *whole, *parts[first + 1 :]) if cut else parts


def _titled(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark a first line that the paragraph under it repeats as the title, if none is marked."""
    if [p.kind for p in parts[:2]] != ["body", "body"] or any(p.kind == "title" for p in parts):
        return parts
    line, below = (text[p.span.start : p.span.end] for p in parts[:2])
    is_title = len(line) <= LONGEST_TITLE and repeated_in(line, below) is not None
    return (Part("title", parts[0].span), *parts[1:]) if is_title else parts


def _with_dateline(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Cut the dateline off the first body paragraph that has one."""
    bodies = [n for n, part in enumerate(parts) if part.kind == "body"]
    words = [text[parts[n].span.start : parts[n].span.end] for n in bodies]
    for n, paragraph in _opening(list(zip(bodies, words, strict=True))):
        end = head_of(paragraph) or (n == bodies[0] and colon_head_of(paragraph, words[1:]))
        head = Span(0, end) if end else filed_in(paragraph)
        if head:
            return (*parts[:n], *_cut(text, parts[n].span, head), *parts[n + 1 :])
    return parts


def _opening(bodies: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the first paragraphs of running text and the lines of a letterhead among them."""
    left = DATELINE_WITHIN
    for n, paragraph in bodies[:LETTERHEAD_WITHIN]:
        left -= ends_sentence(paragraph) or len(paragraph) > LONGEST_LINE or bool(head_of(paragraph))
        yield n, paragraph
        if not left:
            return


def _cut(text: str, paragraph: Span, head: Span) -> Iterator[Part]:
    """Yield what stands above a dateline on its line, the dateline, and what follows."""
    start, end = paragraph
    cuts = (start, start + head.start, start + head.end, end)
    kinds: tuple[PartKind, ...] = ("furniture", "dateline", "body")
    for kind, first, last in zip(kinds, cuts, cuts[1:], strict=False):
        if piece := _stripped(text[first:last], 0, last - first):
            yield Part(kind, Span(first + piece.start, first + piece.end))
