"""Text -> its paragraphs as spans: blank lines, one paragraph a line, or hard-wrapped lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from sayso.model import Span

WIDEST = 120  # wire and mail are wrapped at 60 to 80; longer lines are paragraphs
NARROWEST = 40  # shorter "lines" are lists, not wrapped text

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


class Line(NamedTuple):
    """One line without the space around it; `block` counts the groups between blank lines."""

    span: Span
    text: str
    block: int
    indent: int


def ends_sentence(text: str) -> bool:
    """Return whether a line ends in a final mark, also one before closing quotes or brackets."""
    return _STOP.search(text[-6:]) is not None


def paragraphs_of(text: str) -> list[Span]:
    """Return the paragraphs in order, without the space around them; together they hold every non-space character."""
    lines = _lines(text)
    width = _wrap_width(lines)
    spans: list[Span] = []
    last: Line | None = None
    for line in lines:
        if last is not None and last.block == line.block and _continues(last, line, width):
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
        last = line
    return spans


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    block, breaks = 0, 0
    for match in _LINE.finditer(text):
        content = match[0].strip()
        if not content:
            breaks += match[0] in "\r\n\u2028\u2029\x85\v\f\x1c\x1d\x1e" or match[0] == "\r\n"
            continue
        block += breaks > 1
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        lines.append(Line(Span(start, start + len(content)), content, block, indent))
        breaks = 0
    return lines


def _wrap_width(lines: list[Line]) -> int | None:
    """Return the width the text was wrapped at, or None where lines are paragraphs.

    Wrapped text breaks in mid-sentence, mostly before a word in lower case, and has no line far over its width.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.block == b.block]
    cut = [(a, b) for a, b in pairs if not ends_sentence(a.text)]
    if not cut or len(cut) < 0.5 * len(pairs):
        return None
    widths = sorted(len(a.text) for a, _ in cut)
    width = widths[int(0.9 * (len(widths) - 1))]
    if not NARROWEST <= width <= WIDEST or max(len(line.text) for line in lines) > 1.4 * width:
        return None
    return width if _runs_on(cut) else None


def _runs_on(cut: list[tuple[Line, Line]]) -> bool:
    if all(b.text == b.text.upper() for _, b in cut):  # a wire text in capitals
        return len(cut) > 1
    return sum(b.text[0].islower() for _, b in cut) >= 0.4 * len(cut)


def _continues(a: Line, b: Line, width: int | None) -> bool:
    """A wrapped line was broken because the next word would not have fitted."""
    if width is None:
        return len(a.text) >= NARROWEST and not ends_sentence(a.text) and b.text[0].islower()
    if b.indent > a.indent + 1:
        return False
    first_word = b.text.split(maxsplit=1)[0]
    return (not ends_sentence(a.text) and b.text[0].islower()) or len(a.text) + 1 + len(first_word) > 0.9 * width
