"""A text, its parts and the spans found in it -> paragraphs as HTML with marks; what stands between tags is the text.

Marks may nest, overlap or lie on each other: where two overlap, the later one is closed and opened again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from sayso.model import Part, Span

Region = tuple[str, Span]  # kind of part, "" between parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch to be marked: its kind is the class; `id` makes it a place to go to, `href` a link to another."""

    span: Span
    kind: str
    label: str | None = None
    id: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on its own in a report: its kind, its text with marks, and the blank lines after it."""

    kind: str
    html: Markup
    gap: str


def blocks(text: str, parts: Sequence[Part], marks: Sequence[Mark], seen: set[str] | None = None) -> list[Block]:
    """Return the whole of a text in blocks: their text and gaps laid end to end are the text.

    The ids of marks that came to stand in the text are added to `seen`.
    """
    seen = set() if seen is None else seen
    lines = list(_lines(text, regions(text, parts)))
    return [_block(text, line, inside, seen) for line, inside in zip(lines, _shared_out(lines, marks), strict=True)]


def marked(text: str, span: Span, marks: Iterable[Mark], seen: set[str] | None = None) -> Markup:
    """Return a stretch of text with marks; an id stands once in all calls that share `seen`."""
    seen = set() if seen is None else seen
    made: list[str] = []
    open_: list[Mark] = []
    for piece, covering in _pieces(span, marks):
        kept = next((n for n, (a, b) in enumerate(zip(open_, covering, strict=False)) if a is not b),
                    min(len(open_), len(covering)))  # fmt: skip
        made += [_end(open_, n) for n in reversed(range(kept, len(open_)))]
        made += [_start(covering, n, seen) for n in range(kept, len(covering))]
        made.append(str(escape(text[piece.start : piece.end])))
        open_ = covering
    made += [_end(open_, n) for n in reversed(range(len(open_)))]
    return Markup("".join(made))


def regions(text: str, parts: Sequence[Part]) -> list[Region]:
    """Return the parts in order, without overlap, with what lies between them: together the whole text."""
    found: list[Region] = []
    at = 0
    for part in sorted(parts, key=lambda p: (p.span.start, -p.span.end)):
        start, end = max(at, part.span.start), min(part.span.end, len(text))
        if end <= start:
            continue
        if start > at:
            found.append(("", Span(at, start)))
        found.append((part.kind, Span(start, end)))
        at = end
    return [*found, ("", Span(at, len(text)))] if at < len(text) else found


def _lines(text: str, found: Sequence[Region]) -> Iterator[list[Region]]:
    """Yield regions that stand in one line together: "TARN, May 5 - " and the paragraph that it begins."""
    line: list[Region] = []
    for region in found:
        line.append(region)
        kind, (start, end) = region
        if "\n" in (text[end - 1 : end] if kind else text[start:end]):
            yield line
            line = []
    if line:
        yield line


def _shared_out(lines: Sequence[Sequence[Region]], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return for each line the marks that reach into it."""
    starts = [line[0][1].start for line in lines]
    found: list[list[Mark]] = [[] for _ in lines]
    for mark in marks:
        if mark.span.start < mark.span.end:
            first = max(0, bisect_right(starts, mark.span.start) - 1)
            for n in range(first, bisect_left(starts, mark.span.end)):
                found[n].append(mark)
    return found


def _block(text: str, line: Sequence[Region], marks: Sequence[Mark], seen: set[str]) -> Block:
    kind = max(line, key=lambda r: (bool(r[0]), r[1].end - r[1].start))[0]
    last, span = line[-1]
    gap = text[span.start : span.end] if not last and not text[span.start : span.end].strip() else ""
    shown = line[:-1] if gap else line
    html = [_region(text, region, marks, seen, region[0] != kind) for region in shown]
    return Block(kind, Markup("").join(html), gap)


def _region(text: str, region: Region, marks: Sequence[Mark], seen: set[str], apart: bool) -> Markup:
    """Return a region with its marks, in a tag of its own if it is of another kind than its block."""
    html = marked(text, region[1], marks, seen)
    return Markup('<span class="part-{}">{}</span>').format(region[0], html) if apart and region[0] else html


def _meet(one: Span, other: Span) -> bool:
    return one.start < one.end and one.start < other.end and other.start < one.end


def _pieces(span: Span, marks: Iterable[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Yield a span in pieces with the marks that cover each, the outermost first."""
    ordered = sorted((m for m in marks if _meet(m.span, span)), key=lambda m: (m.span.start, -m.span.end, m.kind))
    begin, finish = defaultdict[int, list[Mark]](list), defaultdict[int, list[Mark]](list)
    for mark in ordered:
        begin[max(span.start, mark.span.start)].append(mark)
        finish[min(span.end, mark.span.end)].append(mark)
    cuts = sorted({span.start, span.end, *begin, *finish})
    place = {id(m): n for n, m in enumerate(ordered)}
    covering: list[Mark] = []
    for start, end in pairwise(cuts):
        gone = {id(m) for m in finish[start]}
        covering = sorted([*(m for m in covering if id(m) not in gone), *begin[start]], key=lambda m: place[id(m)])
        yield Span(start, end), covering


def _linked(covering: Sequence[Mark], n: int) -> bool:
    """True if a mark is a link: within a link there can be no other."""
    return covering[n].href is not None and all(m.href is None for m in covering[:n])


def _start(covering: Sequence[Mark], n: int, seen: set[str]) -> str:
    mark = covering[n]
    tag = "span" if mark.kind == "sentence" else "mark"
    shown = ""
    if mark.id is not None and mark.id not in seen:
        seen.add(mark.id)
        shown += f' id="{escape(mark.id)}"'
    if mark.label:
        shown += f' title="{escape(mark.label)}"'
    link = f'<a href="{escape(mark.href)}">' if _linked(covering, n) and mark.href else ""
    return f'<{tag} class="{escape(mark.kind)}"{shown}>{link}'


def _end(covering: Sequence[Mark], n: int) -> str:
    tag = "span" if covering[n].kind == "sentence" else "mark"
    return f"{'</a>' if _linked(covering, n) else ''}</{tag}>"
