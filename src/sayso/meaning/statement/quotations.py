"""Text -> quotations: what stands between quotation marks, of any kind, closed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sayso.model import Part, Span

Form = Literal["double", "single", "angle"]
Shape = Literal["open", "close", "either"]

_MARK = re.compile("``|''|[“”\"„‟«»‘’'＂]")
_FORMS: dict[str, Form] = {"«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "single"}
_DIRECTED: dict[str, Shape] = {"“": "open", "„": "open", "‟": "open", "``": "open", "”": "close", "''": "close",
                               "‘": "open", "«": "open", "»": "close"}  # fmt: skip
_OPENING_BEFORE = frozenset(" \t\n\r\u00a0\u2009\u202f([{<—–-/“\"«„‘'")
_CLOSING_AFTER = frozenset(" \t\n\r\u00a0\u2009\u202f)]}>—–-/.,;:!?…”\"»’'")
_ELISION = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|round|bout|n|cos|s|ere)\b", re.IGNORECASE)
# A line break is a paragraph's end where a blank line follows, or where the line ends like a sentence.
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|(?<=[.!?:…\"”’'»)])[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between marks. `span` has the marks; `continues` is the quotation before it that it goes on from."""

    span: Span
    inner: Span
    form: Form
    depth: int = 0
    flags: tuple[str, ...] = ()
    continues: int | None = None


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    form: Form


@dataclass(slots=True)
class _Reader:
    """The marks that stand open in one paragraph, and what has been closed."""

    text: str
    paragraph: Span
    stack: list[_Open] = field(default_factory=list)
    found: list[Quotation] = field(default_factory=list)

    def open(self, mark: re.Match[str], form: Form) -> None:
        self.stack.append(_Open(mark.start(), mark.end(), form))

    def close(self, end: int, after: int, form: Form) -> None:
        """Close the innermost quotation of a form at `end`; those opened inside it have lost their mark."""
        while self.stack:
            opened = self.stack.pop()
            if opened.form == form:
                self._add(opened, Span(opened.inner, end), after, ())
                return

    def abandon(self, end: int) -> None:
        """End all that stand open; a single mark without its pair was an apostrophe."""
        while self.stack:
            opened = self.stack.pop()
            if opened.form != "single":
                self._add(opened, Span(opened.inner, max(end, opened.inner)), max(end, opened.inner), ("unclosed",))

    def stands_open(self, form: Form) -> bool:
        return any(o.form == form for o in self.stack)

    def _add(self, opened: _Open, inner: Span, after: int, flags: tuple[str, ...]) -> None:
        made = Quotation(span=Span(opened.start, after), inner=inner, form=opened.form, depth=len(self.stack))
        self.found.append(replace(made, flags=flags))


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations in order; never raises, and a mark without its pair stays within its paragraph."""
    found: list[Quotation] = []
    before: int | None = None  # the quotation that ran to the end of the paragraph before
    for given in paragraphs:
        paragraph = Span(given.start, min(given.end, len(text)))
        here = sorted(_in_paragraph(text, paragraph), key=lambda q: (q.span.start, -q.span.end))
        if not here:
            before = None if text[paragraph.start : paragraph.end].strip() else before
            continue
        start = _first_letter(text, paragraph)
        if before is not None and here[0].span.start == start and here[0].form == found[before].form:
            here[0] = replace(here[0], continues=before)
            found[before] = replace(found[before], flags=())
        base = len(found)
        found.extend(here)
        before = next((base + n for n, q in enumerate(here) if "unclosed" in q.flags), None)
    return tuple(found)


def split_paragraphs(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """Return the paragraphs of the title and the body."""
    found: list[Span] = []
    for part in parts:
        if part.kind not in ("title", "body"):
            continue
        start = part.span.start
        for gap in _BREAK.finditer(text, part.span.start, part.span.end):
            found.append(Span(start, gap.start()))
            start = gap.end()
        found.append(Span(start, max(start, part.span.end)))
    return tuple(s for s in found if s.end > s.start)


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    reader = _Reader(text, paragraph)
    start = _first_letter(text, paragraph)
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        form = _FORMS.get(mark[0], "double")
        if form == "single":
            _read_single(reader, mark)
        elif mark.start() == start:
            reader.open(mark, form)
        else:
            _read_double(reader, mark, form)
    reader.abandon(_last_letter(text, paragraph))
    return reader.found


def _read_double(reader: _Reader, mark: re.Match[str], form: Form) -> None:
    shape = _shape(reader.text, mark, reader.paragraph)
    directed = _DIRECTED.get(mark[0])
    if reader.stands_open(form):
        # An opening mark where one stands open: the pair of the first was lost.
        if shape == "open" and directed != "close":
            reader.abandon(_last_letter(reader.text, Span(reader.paragraph.start, mark.start())))
            reader.open(mark, form)
        else:
            reader.close(mark.start(), mark.end(), form)
    elif shape == "open" or (directed != "close" and (shape == "either" or _follows_comma(reader.text, mark))):
        reader.open(mark, form)


def _follows_comma(text: str, mark: re.Match[str]) -> bool:
    """True of a mark that lost the space before it: `Oda said,"We go"`."""
    return text[mark.start() - 1 : mark.start()] in (",", ":") and text[mark.end() : mark.end() + 1].isalnum()


def _read_single(reader: _Reader, mark: re.Match[str]) -> None:
    shape = _shape(reader.text, mark, reader.paragraph)
    if reader.stands_open("single"):
        if shape == "close" and not _is_possessive(reader, mark):
            reader.close(mark.start(), mark.end(), "single")
    elif shape == "open" and _opens_single(reader, mark.end()):
        reader.open(mark, "single")


def _shape(text: str, mark: re.Match[str], paragraph: Span) -> Shape:
    """Return what a mark looks like from the characters beside it."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    opens = before in _OPENING_BEFORE and not after.isspace()
    closes = not before.isspace() and (after in _CLOSING_AFTER or not after.isalnum())
    if opens == closes:
        return "either" if opens or before.isspace() else "close"
    return "open" if opens else "close"


def _closers(reader: _Reader, start: int) -> list[re.Match[str]]:
    """Return the single marks from here on that could close, up to the next that could open."""
    found = []
    for mark in _MARK.finditer(reader.text, start, min(reader.paragraph.end, start + 2000)):
        if _FORMS.get(mark[0]) != "single":
            continue
        shape = _shape(reader.text, mark, reader.paragraph)
        if shape == "open":
            break
        before = reader.text[mark.start() - 1]
        if shape == "close" and not (mark.end() < reader.paragraph.end and reader.text[mark.end()].isalnum()):
            found.append(mark)
            if before in ".,!?":
                break
    return found


def _opens_single(reader: _Reader, start: int) -> bool:
    """True where no elision ('em, '90s) begins and a mark that could close follows."""
    return not _ELISION.match(reader.text, start, reader.paragraph.end) and bool(_closers(reader, start))


def _is_possessive(reader: _Reader, mark: re.Match[str]) -> bool:
    """True for the apostrophe of "the rebels' base" while a quotation's own mark is still to come."""
    after = reader.text[mark.end() : mark.end() + 2]
    if after[:1].isalnum():
        return True
    plural = reader.text[mark.start() - 1] in "sS" and after[:1] == " " and after[1:].islower()
    return plural and bool(_closers(reader, mark.end()))


def _first_letter(text: str, paragraph: Span) -> int:
    found = re.compile(r"\S").search(text, paragraph.start, paragraph.end)
    return found.start() if found else paragraph.end


def _last_letter(text: str, paragraph: Span) -> int:
    return paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
