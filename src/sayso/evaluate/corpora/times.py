"""TimeML documents (.tml, dated by their DCT) -> how well sayso finds times and says which days they mean.

Wanted are TIMEX3 of type DATE and TIME; a finding that touches only a DURATION or SET is neither right nor wrong.

span_f1_all  over TIMEX3 of all four types, as TempEval-3 counts its relaxed matches: right if the two touch
span_f1      a finding is right if it touches a wanted one
value_f1     over TIMEX3 whose value names days (a day, week, weekend, month, quarter, half, season, year, decade or
             century; not PRESENT_REF or 1998-QX): a finding is right if it gives the same first and last day; one
             that is open or runs between two dates ("since Monday") if one of its ends is there. A running week,
             month or year ends today with us and counts as the whole one that the TIMEX3 names; where that is
             marked START, MID or END ("early May" has the value of May), any part of its days is right

TempEval-3's value F1 compares TIMEX3 values as strings, those of DURATION and SET ("P3D") too. A When has no length and
no frequency, so no such score is given; clock times and parts of day count as their day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from sayso.evaluate.corpora.overlap import Relaxed, touch
from sayso.evaluate.corpora.places_gold import root_of
from sayso.evaluate.corpora.reports import findings_in
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored
from sayso.model import ReportError, Span, When

WANTED = frozenset({"DATE", "TIME"})
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of three; winter runs on into the next year
DAY = timedelta(days=1)
Days = tuple[date, date]  # first and last


class GoldTime(NamedTuple):
    """One TIMEX3."""

    span: Span
    kind: str
    days: Days | None
    part: bool = False  # whether only a part of the days is meant


class Document(NamedTuple):
    """The text of a document, its day, and its times."""

    text: str
    published: str | None
    times: list[GoldTime]


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return span_f1_all, span_f1 and value_f1; n is the number of documents."""
    every, spans, values = Relaxed(), Relaxed(), Relaxed()
    documents = sample(_documents(path), limit, path)
    for document in documents:
        scene = findings_in(document.text, document.published)
        found = [m.what for m in scene.times if m.what.span] if scene else []
        _score_spans(document.times, found, every)
        _score(document.times, found, spans, values)
    return Scored(len(documents), {"span_f1": spans.f1, "value_f1": values.f1, "span_f1_all": every.f1})


def _score_spans(gold: list[GoldTime], found: list[When], every: Relaxed) -> None:
    spans = [w.span for w in found if w.span]
    every.add(
        (any(touch(s, t.span) for t in gold) for s in spans),
        (any(touch(s, t.span) for s in spans) for t in gold),
    )


def _score(gold: list[GoldTime], found: list[When], spans: Relaxed, values: Relaxed) -> None:
    wanted = [t for t in gold if t.kind in WANTED]
    dated = [t for t in wanted if t.days]
    met = [(w, [t for t in gold if w.span and touch(w.span, t.span)]) for w in found]
    spans.add(
        (any(t.kind in WANTED for t in times) for _, times in met if not times or any(t in wanted for t in times)),
        (any(t in times for _, times in met) for t in wanted),
    )
    values.add(
        (any(_same(w, t) for t in times) for w, times in met if not times or any(t in dated for t in times)),
        (any(t in times and _same(w, t) for w, times in met) for t in dated),
    )


def _same(when: When, time: GoldTime) -> bool:
    if time.days is None or time.kind not in WANTED:
        return False
    first, last = (d.isoformat() for d in time.days)
    earliest, latest = (d[:10] if d else None for d in (when.earliest, when.latest))
    if time.part and (earliest or latest) and all(first <= d <= last for d in (earliest, latest) if d):
        return True
    whole = _whole(when.precision, earliest, latest) if earliest and latest else None
    if whole == time.days:
        return True
    runs = when.precision == "interval" or when.extent == "throughout" or (earliest != latest and whole is None)
    if not runs:
        return (earliest, latest) == (first, last)
    before, after = (_next(time.days[0], -DAY), _next(time.days[1], DAY))
    return earliest in (first, after) or latest in (last, before)


def _whole(precision: str, earliest: str, latest: str) -> Days | None:
    """Return the week, month or year that both days lie in, None if they lie in none or the precision is another."""
    low, high = date.fromisoformat(earliest), date.fromisoformat(latest)
    if precision == "week" and low.isocalendar()[:2] == high.isocalendar()[:2]:
        monday = low - low.weekday() * DAY
        return monday, monday + 6 * DAY
    if precision == "month" and earliest[:7] == latest[:7]:
        return _months(low.year, low.month, 1)
    return _months(low.year, 1, 12) if precision == "year" and low.year == high.year else None


def _next(day: date, step: timedelta) -> str:
    return (day + step).isoformat() if date.min < day < date.max else day.isoformat()


def _documents(path: Path) -> Iterator[Document]:
    for file in sorted(path.rglob("*.tml")) if path.is_dir() else [path]:
        try:
            root = root_of(file)
        except ReportError:
            continue  # no XML, so nothing is known of what stands in it
        body, created = root.find(".//TEXT"), root.find(".//DCT/TIMEX3")
        stamp = (created.get("value") or "")[:10] if created is not None else ""
        if body is not None:
            text, times = _marked(body)
            yield Document(text, stamp if re.fullmatch(r"\d{4}-\d\d-\d\d", stamp) else None, times)


def _marked(body: ElementTree.Element) -> tuple[str, list[GoldTime]]:
    """Return the text of an element and the times marked in it."""
    pieces: list[str] = []
    times: list[GoldTime] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        if element.tag == "TIMEX3":
            span = Span(start, sum(map(len, pieces)))
            part = element.get("mod") in ("START", "MID", "END")
            times.append(GoldTime(span, element.get("type") or "", days_of(element.get("value") or ""), part))

    walk(body)
    return "".join(pieces), times


def days_of(value: str) -> Days | None:
    """Return the first and last day of a TIMEX3 value, None where it names none.

    >>> days_of("1998-11")
    (datetime.date(1998, 11, 1), datetime.date(1998, 11, 30))
    """
    try:
        if re.fullmatch(r"\d{2,3}", value):  # "199": the nineties
            years = 10 ** (4 - len(value))
            return date(int(value) * years, 1, 1), date(int(value) * years + years - 1, 12, 31)
        form = VALUE.fullmatch(value)
        return _days(form) if form else None
    except (ValueError, OverflowError):
        return None


def _days(form: re.Match[str]) -> Days:
    year = int(form["year"])
    if form["day"]:
        day = date(year, int(form["month"]), int(form["day"]))
        return day, day
    if form["week"]:
        monday = date.fromisocalendar(year, int(form["week"]), 1)
        return monday + 5 * DAY if form["weekend"] else monday, monday + 6 * DAY
    if form["month"]:
        return _months(year, int(form["month"]), 1)
    if form["quarter"]:
        return _months(year, 3 * int(form["quarter"]) - 2, 3)
    if form["half"]:
        return _months(year, 6 * int(form["half"]) - 5, 6)
    return _months(year, SEASONS[form["season"]], 3) if form["season"] else _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> Days:
    end = year * 12 + month - 1 + count
    return date(year, month, 1), date(end // 12, end % 12 + 1, 1) - DAY
