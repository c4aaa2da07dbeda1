"""A text, its parts and the spans found in it -> paragraphs as HTML with marks; the text between the tags stays as it is.

Marks may nest, overlap or lie on each other: where two overlap, the later one is closed and opened again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    """What stands on its own in a report: its kind, and its text with marks and with the blank lines after it."""

    kind: str
    html: Markup


def blocks(text: str, parts: Sequence[Part], marks: Sequence[Mark]) -> list[Block]:
    """Return the whole of a text in blocks; their text laid end to end is the text."""
    seen: set[str] = set()
    made = []
    for block in _lines(text, regions(text, parts)):
        inside = [m for m in marks if any(_meet(m.span, span) for _, span in block)]
        html = [_wrapped(text, region, inside, seen, len(block) > 1) for region in block]
        made.append(Block(_kind(block), Markup("").join(html)))
    return made


def marked(text: str, span: Span, marks: Iterable[Mark], seen: set[str] | None = None) -> Markup:
    """Return a stretch of text with marks; an id stands once in all calls that share `seen`."""
    seen = set() if seen is None else seen
    made: list[str] = []
    open_: list[Mark] = []
    for piece, covering in _pieces(span, marks):
        kept = next((n for n, (a, b) in enumerate(zip(open_, covering, strict=False)) if a is not b),
                    min(len(open_), len(covering)))  # fmt: skip
        made += [_end(open_, n) for n in range(len(open_) - 1, kept - 1, -1)]
        made += [_start(covering, n, seen) for n in range(kept, len(covering))]
        made.append(str(escape(text[piece.start : piece.end])))
        open_ = covering
    made += [_end(open_, n) for n in range(len(open_) - 1, -1, -1)]
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
    block: list[Region] = []
    for region in found:
        if block and "\n" in text[block[-1][1].start : block[-1][1].end][-1:] + _gap(text, block[-1]):
            yield block
            block = []
        block.append(region)
    if block:
        yield block


def _gap(text: str, region: Region) -> str:
    """Return a region's text where it lies between parts: blank lines there end a block."""
    return "" if region[0] else text[region[1].start : region[1].end]


def _kind(block: Sequence[Region]) -> str:
    """Return the kind of what has most letters; a paragraph that begins with a dateline is a paragraph."""
    return max(block, key=lambda r: (bool(r[0]), r[1].end - r[1].start))[0]


def _wrapped(text: str, region: Region, marks: Sequence[Mark], seen: set[str], several: bool) -> Markup:
    html = marked(text, region[1], marks, seen)
    return Markup('<span class="{}">{}</span>').format(f"part-{region[0]}", html) if several and region[0] else html


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
    for start, end in zip(cuts, cuts[1:], strict=False):
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
