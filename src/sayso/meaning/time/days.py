"""Times of a parse -> the days that each of its words tells of, by which offices are asked.

In 2009 Minister Oda met Roe            both as in 2009, whenever the report was published
Oda, a minister in 2009, left today     Oda as today: the clause that holds him is not the one dated
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sayso.meaning.time.attachment import governor_of, saying_of
from sayso.meaning.time.dates import MONTHS
from sayso.model import Mention, Parse, Report, When

FARTHEST = 32  # heads climbed; bounds the cost of hostile sentences
OPENING = 120  # characters in which a first paragraph has its line of date, where that was run into it
_DATE = (
    r"(?:(?P<y>\d{4})-(?P<n>\d\d)-(?P<d>\d\d)|(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<m1>[A-Za-z]{3,9})\.?,?\s+(?P<y1>\d{4})"
    r"|(?P<m2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s*(?P<y2>\d{4}))(?!\d)"
)
_FULL_DATE = re.compile(rf"(?<!\w){_DATE}", re.ASCII)
_LABEL = (
    r"(?:(?:Date of publication|(?:Last |First |Originally )?(?:[Pp]ublished|[Pp]osted|[Uu]pdated))(?: on| at)?:?\s+)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_AGENCY = r"(?:(?!(?:On|In|By|At|Since|Until|From|After|Before|Between|During|The)\b)[A-Z][\w&.]*\s+){0,3}"
_RUN_IN = re.compile(rf"(?:{_LABEL}|{_AGENCY})(?:{_WEEKDAY},?\s+)?{_DATE}(?=\s+[\"“‘'(]?[A-Z0-9])", re.ASCII)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)


class Days(NamedTuple):
    """The first and the last day that something may have happened on, as ISO dates, both included."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that the words of a parse tell of: those their clause is dated by, else the report's."""

    parse: Parse
    report: Days | None
    dated: Mapping[int, Days | None]

    def at(self, word: int) -> Days | None:
        """Return the days of the nearest word above that a time dates; None if nothing is known of them."""
        for _ in range(FARTHEST):
            if word in self.dated:
                return self.dated[word] or self.report
            if (word := self.parse.heads[word]) < 0:
                break
        return self.report


def day_of(report: Report) -> str | None:
    """Return the ISO day that a report tells from: the one it prints at its head, else that of its publication.

    Lists may give the day of finding or of another edition: "Tuesday" is counted from what the page prints.
    """
    return printed_day(report) or (report.published[:10] if report.published else None)


def printed_day(report: Report) -> str | None:
    """Return the full date of a dateline, or one run into the first paragraph; of a change only what shows more."""
    published = report.published[:10] if report.published else ""
    for words in _heads(report):
        days = list(_days_of(words))
        # Changed before it was published: it was there.
        told = [*(d for d, changed in days if not changed), *(d for d, changed in days if changed and d < published)]
        if told:
            return told[0]
    return None


def _days_of(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the full dates of a line, and whether each is that of a change."""
    at = 0
    for found in _FULL_DATE.finditer(words):
        if (day := _iso(found)) is not None:
            yield day, _CHANGED.search(words, at, found.start()) is not None
        at = found.end()


def _heads(report: Report) -> Iterator[str]:
    """Yield the words of datelines, and those with a date that the first paragraph begins with."""
    for part in report.parts:
        if part.kind == "dateline":
            yield report.text[part.span.start : part.span.end]
    first = report.first("body")
    run_in = _RUN_IN.match(first[:OPENING]) if first else None
    if run_in:
        yield run_in[0]


def _iso(found: re.Match[str]) -> str | None:
    year, day = (found[k] or found[f"{k}1"] or found[f"{k}2"] for k in "yd")
    name = found["m1"] or found["m2"]
    month = int(found["n"]) if name is None else MONTHS.get(name.lower(), 0)
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def calendar_of(parse: Parse, on: str | None, times: Iterable[Mention[When]]) -> Calendar:
    """Return the days of all words of a report of the ISO day `on`."""
    report = Days(on[:10], on[:10]) if on else None
    dated: dict[int, Days | None] = {}
    for mention in times:
        days = _days(mention.what, report)
        for word in (governor_of(parse, mention.head, mention.end), saying_of(parse, mention.head, mention.end)):
            if word >= 0 and dated.get(word) is None:
                dated[word] = days
    return Calendar(parse, report, dated)


def _days(when: When, report: Days | None) -> Days | None:
    """Return the days of a time; None for one that is open, or goes on until the report or past it."""
    if when.earliest is None or when.latest is None:
        return None
    days = Days(when.earliest[:10], when.latest[:10])
    return None if report and days.first <= report.first <= days.last else days
