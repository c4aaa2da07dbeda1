"""Tree of a web page and the words kept of it -> its remaining visible lines: menus, share rows, links, comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.read.formats.pages import outermost, squeezed

RUN = 5  # words in a row that tell a kept sentence from another on the same subject
BETWEEN = 2  # characters between two lines once they are joined
SHORTEST_REST = 3  # words; less beside kept text is a difference of mark-up

_UNSEEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio",
        "video", "select", "datalist", "textarea",
    }
)  # fmt: skip
_NEVER_SHOWN = frozenset({"template", "textarea", "select", "datalist"})
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img",
        "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "td", "th",
        "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_SET_APART = frozenset({"a", "td", "th"})  # by style only: "<a>Facebook</a><a>Twitter</a>"
_MAY_BE_HIDDEN = f".//*[@style or @hidden or {' or '.join(f'self::{tag}' for tag in sorted(_NEVER_SHOWN))}]"
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_WORD = re.compile(r"\w+")

Run = tuple[str, ...]


def drop_hidden(tree: Any) -> None:
    """Take out of a page what it does not show; where that is most of its words, a script shows them, and all stays."""
    hidden = outermost(tree, _MAY_BE_HIDDEN, _is_hidden)
    if hidden and 2 * sum(map(_length, hidden)) < _length(tree):
        for element in hidden:
            element.drop_tree()


def visible_lines(tree: Any) -> list[str]:
    """Return the text a page shows, in order, a line for each block; scripts and what is hidden are left out."""
    return [line for pieces in _blocks(tree) if (line := squeezed("".join(pieces)))]


def remaining(lines: Sequence[str], kept: Iterable[str], most: int) -> list[str]:
    """Return the lines without the words that are kept elsewhere, each once, of at most so many characters in all."""
    runs = {run for text in kept for run in _runs(_words(text))}
    found: dict[str, None] = {}
    for line, taken in zip(lines, _taken(lines, runs), strict=True):
        for rest in _rest(line, taken):
            if rest not in found and len(rest) + BETWEEN <= most:
                found[rest] = None
                most -= len(rest) + BETWEEN
    return list(found)


def _blocks(tree: Any) -> Iterator[list[str]]:
    from lxml import etree

    inline: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag not in _INLINE:
            if inline:
                yield inline
            inline = []
        if event == "end":
            inline.append(element.tail or (" " if tag in _SET_APART else ""))
        elif _unseen(element):
            walk.skip_subtree()
        else:
            inline.append(element.text or "")
    yield inline


def _unseen(element: Any) -> bool:
    return element.tag in _UNSEEN or _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    by_style = style is not None and _HIDDEN_STYLE.search(style) is not None
    return by_style or element.get("hidden") is not None or element.tag in _NEVER_SHOWN


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.xpath(".//text()[not(parent::script or parent::style)]"))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> Iterator[Run]:
    """Yield every run of words; fewer words than make one are a run of their own."""
    if len(words) <= RUN:
        return iter([tuple(words)])
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def _taken(lines: Sequence[str], runs: set[Run]) -> Iterator[bytes]:
    """Yield for each line a byte a word, 1 where it is kept; a kept paragraph may go on over several lines."""
    by_line = [_words(line) for line in lines]
    taken = bytearray(sum(map(len, by_line)))
    for n, run in enumerate(_runs([word for words in by_line for word in words])):
        if run in runs:
            taken[n : n + len(run)] = b"\1" * len(run)
    start = 0
    for words in by_line:
        end = start + len(words)
        yield b"\1" * len(words) if tuple(words) in runs else bytes(taken[start:end])
        start = end


def _rest(line: str, taken: bytes) -> list[str]:
    """Return the line, or, where half of its words are kept, the stretches of it that are not."""
    if taken and 2 * sum(taken) < len(taken):
        return [line]
    spans = [match.span() for match in _WORD.finditer(line)]
    free = re.finditer(rb"\0{%d,}" % SHORTEST_REST, taken)
    return [line[spans[m.start()][0] : spans[m.end() - 1][1]] for m in free]
