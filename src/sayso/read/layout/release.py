"""The first lines of a press release -> its dateline with the date in brackets, and the day they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Part, Span
from sayso.read.layout.dateline import DATE, PLACE, Dateline, datelines, stated_day

LONGEST_LETTERHEAD = 400
LONGEST_LINE = 90

_CAPITALS = r"[A-Z][A-Z'’]{2,30}(?:[ -][A-Z'’]{2,30}){0,3}"
_FILED = rf"{_CAPITALS}(?:,\s{{0,4}}{PLACE}){{0,2}}?\s{{0,4}}\(\s?{DATE}\s?\)"
_LINE = re.compile(rf"{_FILED}\s*[—–―−-]*\s*")
_INSIDE = re.compile(rf"(?:(?<=\s)|\A){_FILED}\s*(?:[—–―−-]+\s*)?(?=[\"“‘'(]?[^\W_a-z]|\Z)")
_OPENING_DAY = re.compile(rf"(?:[^:\n]{{1,30}}:\s+)?(?P<day>{DATE}):\s")
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s")
_REFERENCE = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-[A-Z]")  # "2012-06-S-026": year, month, what and number


def is_filed_line(line: str) -> bool:
    """Return whether a line is nothing but a place in capitals and a date in brackets: "TARN, Norland (May 11)"."""
    return len(line) <= LONGEST_LINE and _LINE.fullmatch(line) is not None


def filed_in(paragraph: str) -> Span | None:
    """Return where "TARN, Norland (May 11, 2021) - " stands after a letterhead on the same line, or None."""
    found = _INSIDE.search(paragraph, 0, LONGEST_LETTERHEAD)
    if found is None or _STOP.search(paragraph, 0, found.start()):
        return None
    return Span(found.start(), found.end())


def day_filed(text: str, parts: Sequence[Part]) -> str | None:
    """Return the day that the datelines state, as an ISO date; one without its year may have it in a reference."""
    lines = list(datelines(text, parts))
    filed = lines[0] if lines else None
    first = _with_reference(text, filed) if filed and filed.place else None  # before what a later line adds
    titled = (*lines, *_dated_title(text, parts))
    return first or stated_day(text, parts) or next((d for line in titled if (d := _with_reference(text, line))), None)


def _dated_title(text: str, parts: Sequence[Part]) -> Iterator[Dateline]:
    """Yield the day that opens a headline: "May 11: Men Held in Tarn"."""
    title = next((p.span for p in parts if p.kind == "title"), None)
    opening = _OPENING_DAY.match(text[title.start : title.end]) if title else None
    if title and opening:
        yield Dateline(span=Span(title.start, title.end), date=opening["day"])


def _with_reference(text: str, line: Dateline) -> str | None:
    """Date "(May 11)" where a reference number about it is of that month, and all are of one year: "2021-05-S-011"."""
    around = text[max(0, line.span.start - LONGEST_LETTERHEAD) : line.span.end + LONGEST_LETTERHEAD]
    references = _REFERENCE.findall(around)
    years = {int(year) for year, _ in references}
    known = len(years) == 1 and any(int(month) == line.month for _, month in references)
    return line.day_of(years.pop()) if known else None
