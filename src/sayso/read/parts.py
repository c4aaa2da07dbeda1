"""Text and its paragraphs -> parts: title, byline, dateline, caption, credit, body, furniture.

Parts are in order, never overlap, and together hold every character that is not space; nothing is cut from the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import Part, PartKind, Span
from sayso.read.credits import credits_in
from sayso.read.dateline import colon_head_of, head_of
from sayso.read.kinds import Known, kinds_of
from sayso.read.paragraphs import paragraphs_of

DATELINE_WITHIN = 3  # body paragraphs; a summary may stand before the one with the dateline


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a plain text."""
    return mark(text, paragraphs_of(text), {})


def mark(text: str, spans: Sequence[Span], known: Known) -> tuple[Part, ...]:
    """Return the parts of paragraphs whose kinds are known only for some."""
    words = [text[s.start : s.end] for s in spans]
    parts: list[Part] = []
    for span, kind, paragraph in zip(spans, kinds_of(words, known), words, strict=True):
        parts.extend(Part(k, Span(span.start + s.start, span.start + s.end)) for k, s in _pieces(kind, paragraph))
    return _with_dateline(text, tuple(parts))


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


def _with_dateline(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Cut the dateline off the first body paragraph that has one."""
    bodies = [n for n, part in enumerate(parts) if part.kind == "body"]
    words = [text[parts[n].span.start : parts[n].span.end] for n in bodies]
    for n, paragraph in list(zip(bodies, words, strict=True))[:DATELINE_WITHIN]:
        start, end = parts[n].span
        length = head_of(paragraph) or (n == bodies[0] and colon_head_of(paragraph, words[1:]))
        if length:
            head = Part("dateline", Span(start, start + len(text[start : start + length].rstrip())))
            return (*parts[:n], head, Part("body", Span(start + length, end)), *parts[n + 1 :])
    return parts
