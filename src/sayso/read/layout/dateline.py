"""The head of a report's first paragraph, or a line with its date -> place, date and agency as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sayso.model import Part, Report, Span

LONGEST_HEAD = 120
LONGEST_LINE = 90
LONGEST_SENTENCE = 600
SHORTEST_SENTENCE = 6  # words; after a colon fewer may be a label's entry: "WHERE: The port of Ostra."

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_CALENDAR = (
    rf"(?:{_MONTH}\s+{_DAY}(?:[,.]?\s+\d{{4}}\b)?"
    rf"|{_DAY}\s+{_MONTH}(?:,?\s+(?:\d{{4}}|\d\d)\b)?|\d{{4}}-\d\d-\d\d)"
)
DATE = rf"(?i:(?:{_WEEKDAY},?\s+)?{_CALENDAR}|{_WEEKDAY})"
_FULL_DATE = re.compile(rf"(?i:(?:{_WEEKDAY},?\s+)?{_CALENDAR})")

_WORD = r"[^\W\d_a-z][\w.'’]*"  # begins with a letter that is no small ASCII one
PLACE = rf"{_WORD}(?:[-\s](?:{_WORD}|of|de|el|al|la)){{0,3}}"
_HEAD = re.compile(
    rf"(?P<place>{PLACE}(?:\s*[,/]\s*{PLACE}){{0,2}}?)?[\s,]*(?:\(\s*(?P<bracketed>{DATE})\s*\)|(?P<date>{DATE}))?[\s,]*"
    r"(?:[(\[/]\s*(?P<agency>[^()\[\]\d]{2,50}?)\s*[)\]/])?\s*"
)
_END = re.compile(r"\s*(?:—|–|―|−|--+)\s*|\s+-\s*|(?<=[)\]/])\s*[-:]\s*|(?<=\w):\s+")
_WIRE_END = re.compile(r"(?<=\()(?:AP|AFP|CNN|UPI|PTI|ANI|DPA|EFE|TASS|BBC|NPR|IANS|AAP|ANSA|Reuters|Xinhua)\)\s+")
_OPENING = re.compile(r"[\"“”'‘’«(\[….]*[^\W_a-z]")  # the sentence that follows begins with a capital or a digit
_NO_PLACE = re.compile(
    r"(?:updated?|exclusive|breaking|watch|video|live|opinion|analysis|correction|note|factbox|timeline|explainer"
    r"|editorial|interview|photos?|gallery|podcast|warning|alert|summary|background|facts?|questions?|answers?|sources?"
    r"|update|key|quick|what|why|how|who|when|where|top|just|new$|also|minister|president|reporter|host|moderator|q|a"
    r"|speaker|narrator|headline|subject|from|to|topic|title|text|part|chapter|section|day|sport|world|news|business)\b",
    re.I,
)

_LABELLED = re.compile(r"(?:[^\W\d_][\w.'’/-]*[,\s]+){0,3}[^\W\d_][\w.'’/-]*\s?:(?=\s)")
_TALK = re.compile(r"\b(?:I|we|you|me|us|my|our|your|let['’]s)\b", re.I)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
_FULL_STOP = re.compile(r"(?<=\w\w)[.!?](?=\W|$)")

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?", re.I)
_ZONE = re.compile(r"\(?\b(?:GMT|UTC|BST|CES?T|EE?[SD]?T|[CMP][SD]?T|[AI]ST|local time)\b\)?|[+-]\d\d:?\d\d\b")
LABEL = (
    r"(?:date of publication|publication date|(?:first |last |originally )?(?:published|posted|updated|modified)|date)"
)
_LABEL = re.compile(rf"\b{LABEL}\b", re.I)
AGENCY = (
    r"(?:AP|AFP|UPI|PTI|ANI|DPA|dpa|EFE|TASS|BBC|NPR|IANS|AAP|ANSA|Reuters|Xinhua|Associated Press"
    r"|Agence France-Presse)"
)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a report was filed, and by which agency, as it prints them.

    `day` is the ISO date, only where the day, the month and the four digits of the year are printed.
    """

    span: Span
    place: str | None = None
    place_span: Span | None = None
    date: str | None = None
    day: str | None = None
    agency: str | None = None

    @property
    def month(self) -> int | None:
        """The month, where it is printed."""
        return _month_and_day(self.date or "")[0]

    def day_of(self, year: int) -> str | None:
        """Return the ISO date in a year, where month and day are printed."""
        return _valid(year, *_month_and_day(self.date or ""))


def dateline_of(report: Report) -> Dateline | None:
    """Return the report's dateline, or None; one that names a place goes before a mere line of date."""
    found = list(datelines(report.text, report.parts))
    return next((line for line in found if line.place), found[0] if found else None)


def stated_day(text: str, parts: Iterable[Part]) -> str | None:
    """Return the first full date that the datelines print, as an ISO date; never one of a later change."""
    lines = datelines(text, parts)
    return next((d.day for d in lines if d.day and first_published(text[d.span.start : d.span.end])), None)


def head_of(paragraph: str) -> int:
    """Return where the dateline at the start of a paragraph ends, or 0: "TARN, May 11 (Agency) - " -> 25."""
    if not paragraph[:1].isupper() and paragraph[:1] not in "(0123456789":
        return 0
    start = paragraph[: LONGEST_HEAD + 20]
    ends = sorted({m.end() for p in (_END, _WIRE_END) for m in p.finditer(start)})[:4]
    return next((end for end in ends if _is_head(start[:end], paragraph[end:])), 0)


def colon_head_of(paragraph: str, others: Iterable[str]) -> int:
    """Return where "NEW DELHI: The army ..." begins its sentence, or 0; the others are the paragraphs after it.

    "ODA: We will go." is a speaker in an interview: such labels come again, and what follows them talks.
    """
    label = _LABELLED.match(paragraph)
    place = paragraph[: label.end() - 1].strip() if label else ""
    if label is None or not _is_capital_place(place) or any(_LABELLED.match(other) for other in others):
        return 0
    rest = paragraph[label.end() :].lstrip()
    sentence = _FULL_STOP.split(_QUOTED.sub(" ", rest[:LONGEST_SENTENCE]), maxsplit=1)[0]
    if len(rest.split()) < SHORTEST_SENTENCE or len(sentence.split()) < SHORTEST_SENTENCE or _TALK.search(sentence):
        return 0
    return len(paragraph) - len(rest) if _OPENING.match(rest) and sentence != sentence.upper() else 0


def is_date_line(line: str) -> bool:
    """Return whether a line holds a date and at most a clock and a label: "Published May 11, 2021 4:57 a.m. GMT"."""
    dates = _FULL_DATE.findall(line) if len(line) <= LONGEST_LINE else []
    if not dates or (len(dates) > 1 and len(_LABEL.findall(line)) < len(dates)):
        return False
    rest = re.sub(rf"^\W*{AGENCY}\b", " ", line)
    for known in (_FULL_DATE, _CLOCK, _ZONE):
        rest = known.sub(" ", rest)
    rest = re.sub(r"\b(?:at|on)\b", " ", rest)
    unlabelled = _LABEL.sub(" ", rest)
    words = re.findall(r"[^\W_]+", unlabelled)
    # Before "Published" the outlet's name may stand.
    return not words or (unlabelled != rest and len(words) <= 4 and all(w[0].isupper() for w in words))


def first_published(words: str) -> str | None:
    """Return the first full date of a line that is not one of a change: "Updated 13 May; published 11 May 2021"."""
    at = 0
    for found in _FULL_DATE.finditer(words):
        if not _CHANGED.search(words, at, found.start()):
            return found[0]
        at = found.end()
    return None


def _is_head(head: str, rest: str) -> bool:
    parsed = _HEAD.fullmatch(_bare(head))
    if parsed is None or not _OPENING.match(rest):
        return False
    place, known = parsed["place"], parsed["date"] or parsed["bracketed"] or parsed["agency"]
    if head.rstrip().endswith(":") and not known:
        return False
    if place is None:
        return parsed["agency"] is not None
    if _NO_PLACE.match(place):
        return False
    if known or "," in place:
        return True
    # "TARN - The ..."; in a text all in capitals a name before a dash is no dateline.
    return len(place) > 2 and place == place.upper() != place.lower() and rest[:200] != rest[:200].upper()


def _is_capital_place(words: str) -> bool:
    parsed = _HEAD.fullmatch(words)
    place = parsed["place"] if parsed and not parsed["agency"] else None
    return (
        place is not None and len(place) > 2 and place == place.upper() != place.lower() and not _NO_PLACE.match(place)
    )


def _bare(head: str) -> str:
    return re.sub(r"[\s—–―−:-]+$", "", head)


def datelines(text: str, parts: Iterable[Part]) -> Iterator[Dateline]:
    """Yield the datelines among the parts, in order."""
    for part in parts:
        if part.kind == "dateline":
            yield _parse(text[part.span.start : part.span.end], part.span)


def _parse(words: str, span: Span) -> Dateline:
    head = None if is_date_line(words) else _HEAD.fullmatch(_bare(words))
    if head is None:
        found = _FULL_DATE.search(words)
        date_ = first_published(words) or (found and found[0])
        return Dateline(span=span, date=date_, day=date_ and _iso(date_))
    place = head["place"]
    return Dateline(
        span=span,
        place=place,
        place_span=Span(span.start + head.start("place"), span.start + head.end("place")) if place else None,
        date=head["date"] or head["bracketed"],
        day=_iso(head["date"] or head["bracketed"] or ""),
        agency=head["agency"],
    )


def _iso(words: str) -> str | None:
    year = re.search(r"\b\d{4}\b", words)
    if year is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words.split()[-1]):
        year_, month, day = map(int, words.split()[-1].split("-"))
        return _valid(year_, month, day)
    return _valid(int(year[0]), *_month_and_day(words))


def _month_and_day(words: str) -> tuple[int | None, int]:
    names = [w[:3].lower() for w in re.findall(r"[A-Za-z]{3,}", words)]
    number = re.search(r"\b\d{1,2}(?!\d)", words)
    return next((_MONTHS.index(n) + 1 for n in names if n in _MONTHS), None), int(number[0]) if number else 0


def _valid(year: int, month: int | None, day: int) -> str | None:
    try:
        return date(year, month or 0, day).isoformat()
    except ValueError:
        return None
