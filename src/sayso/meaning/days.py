"""Times of a parse -> the days that each of its words tells of, by which offices are asked.

In 2009 Minister Oda met Roe            both as in 2009, whenever the report was published
Oda, a minister in 2009, left today     Oda as today: the clause that holds him is not the one dated
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.meaning.time_attachment import governor_of, saying_of
from sayso.model import Mention, Parse, When

FARTHEST = 32  # heads climbed; bounds the cost of hostile sentences


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
