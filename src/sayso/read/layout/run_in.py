"""The first paragraph of a report -> the headline and the line of date that were run into it.

Norland Shells Tarn                                        the title
May 11 2021 Norland Shells Tarn. The army of Norland ...   a date, the title again, then the text
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import PartKind, Span
from sayso.read.layout.dateline import AGENCY, DATE, LABEL, is_date_line

LONGEST_TITLE = 200
LONGEST_PREFACE = 90
FEWEST, MOST = 4, 60  # words of a title that is looked for
STYLED = 0.8  # of the longer words of a headline in title case begin with a capital
REPEATED = 0.6  # of the longer words of a headline come again in the sentences under it
STEM = 5  # letters by which "shells" and "shelling" are one word

_LABEL = rf"(?:(?i:{LABEL})(?i:\s+(?:on|at))?:?\s+|{AGENCY}\s+)"
_FULL = rf"(?={DATE})(?=[^\n]{{0,24}}?\b\d{{4}}\b){DATE}(?:(?<=\d{{4}})|(?<=\d-\d\d))"
_DATED = re.compile(rf"{_LABEL}?{_FULL}(?:[\s,;|–—-]+{_LABEL}{_FULL})?")
_LABELLED = re.compile(rf"\s{_LABEL}{_FULL}")
_OPENING = re.compile(r"[\"“”'‘’«(\[]*(?:[^\W_a-z]|\d)")
_AFTER = re.compile(r"[.|:]?\s")
_ON = re.compile(rf"\s*(?:{DATE})[\s,]+(?![^\W_a-z])")  # the sentence goes on: "... shells Tarn Monday, killing four"
_STOP = re.compile(r"[.!?…]*[\"”’')\]]+\s+|[.!?…]+\s+|\s+[|–—-]\s+|:\s+")
_SENTENCE = re.compile(r"(?<=\w\w)[.!?][\"”’')\]]*\s+")
_WORD = re.compile(r"[^\W_]+")
_LONG = re.compile(r"[^\W\d_]{4,}")

Piece = tuple[PartKind, Span]


def run_in(title: str | None, paragraph: str) -> tuple[Piece, ...]:
    """Return the pieces before the text itself, in order; nothing where the paragraph just begins."""
    if title is not None and (again := repeated_in(title, paragraph)) is not None:
        return (*_preface(paragraph, again.start), ("furniture", again), *_date_at(paragraph, again.end))
    date = tuple(_date_at(paragraph, 0))
    if title is None and not date and (before := _headline_before_date(paragraph)):
        return before
    start = date[0][1].end if date else 0
    end = _headline_end(paragraph, start, dated=bool(date)) if title is None else start
    return (*date, ("title", Span(start, end))) if end > start else date


def repeated_in(title: str, paragraph: str) -> Span | None:
    """Return where the title stands again at the start of a paragraph, behind a line of date at most, or None."""
    words = _WORD.findall(title)
    if not FEWEST <= len(words) <= MOST:
        return None
    again = re.compile(r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])", re.I)
    found = again.search(paragraph, 0, LONGEST_PREFACE + 2 * len(title))
    if found is None or not _can_stand_before(paragraph[: found.start()]):
        return None
    end = _end_of(paragraph, found.end())
    return Span(found.start(), end) if end else None


def _end_of(paragraph: str, end: int) -> int:
    """Return where a title ends with its stop, or 0 where it is the beginning of a longer sentence."""
    if (stop := _STOP.match(paragraph, end)) is not None:
        return stop.end()
    rest = paragraph[end:].lstrip()
    goes_on = not paragraph[end : end + 1].isspace() or _ON.match(paragraph, end) or not _OPENING.match(rest)
    return 0 if goes_on else end


def _can_stand_before(words: str) -> bool:
    """True of nothing, and of a date with at most its label and who wrote it."""
    bare = words.strip("\"“'‘ ")
    return not bare or (len(words) <= LONGEST_PREFACE and _DATED.match(bare) is not None and not _SENTENCE.search(bare))


def _preface(paragraph: str, end: int) -> Iterator[Piece]:
    if _WORD.search(paragraph, 0, end):
        yield "dateline", Span(0, end)


def _date_at(paragraph: str, start: int) -> Iterator[Piece]:
    """Yield a full date that stands before a sentence without being part of it: "11 May 2021 The army ..."."""
    at = start + len(paragraph[start:]) - len(paragraph[start:].lstrip())
    found = _DATED.match(paragraph, at)
    after = _AFTER.match(paragraph, found.end()) if found is not None and is_date_line(found[0]) else None
    if found is not None and after is not None and _OPENING.match(paragraph[after.end() :].lstrip()):
        yield "dateline", Span(at, after.end() - 1)


def _headline_before_date(paragraph: str) -> tuple[Piece, ...]:
    """Return the pieces of "Army shells Tarn AFP 11 May 2021 The army shelled ...", or nothing."""
    found = _LABELLED.search(paragraph, 0, LONGEST_TITLE + LONGEST_PREFACE)
    date = tuple(_date_at(paragraph, found.start() + 1)) if found is not None else ()
    if found is None or not date:
        return ()
    line, following = paragraph[: found.start()], paragraph[date[0][1].end :][: 3 * LONGEST_TITLE]
    if len(_WORD.findall(line)) < FEWEST or _SENTENCE.search(line) or not _comes_again(line, following):
        return ()
    return ("title", Span(0, found.start())), *date


def _headline_end(paragraph: str, start: int, *, dated: bool) -> int:
    """Return where a headline ends that is the first sentence of the text, or `start` where it has none."""
    stop = _SENTENCE.search(paragraph, start, start + LONGEST_TITLE)
    if stop is None or len(_WORD.findall(paragraph, start, stop.end())) < FEWEST:
        return start
    following = paragraph[stop.end() : stop.end() + 3 * LONGEST_TITLE]
    line = paragraph[start : stop.end()]
    is_headline = len(_LONG.findall(line)) >= FEWEST and _capitals(line) >= STYLED > _capitals(following)
    return stop.end() if is_headline or (dated and _comes_again(line, following)) else start


def _capitals(words: str) -> float:
    """Return the share of the longer words that begin with a capital; 1 where there is none."""
    longer = _LONG.findall(words)
    return sum(w[0].isupper() for w in longer) / len(longer) if longer else 1.0


def _comes_again(line: str, following: str) -> bool:
    words = {w[:STEM].casefold() for w in _LONG.findall(line)}
    after = {w[:STEM].casefold() for w in _LONG.findall(following)}
    return len(words) >= FEWEST and len(words & after) >= REPEATED * len(words)
