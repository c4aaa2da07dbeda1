"""Parse -> the times its words state, each as an interval of days, and which of them date a predicate.

Weekdays, and dates without a year, go by the tense of the clause they stand in (methods.md 5.3); what is counted from
the day of publication stays open when that day is unknown.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from sayso.meaning.place.names import KINDS
from sayso.meaning.syntax.arguments import mentions_in
from sayso.meaning.time.attachment import governor_of, saying_of
from sayso.meaning.time.clock import clock_beside
from sayso.meaning.time.dates import DAY_PARTS
from sayso.meaning.time.grammar import UNITS, find_expressions
from sayso.meaning.time.intervals import NO_TIME, Frame, Interval, Resolver, day_of, is_quarter
from sayso.meaning.time.tense import tense_at
from sayso.model import ROOT, Mention, Name, Parse, When

_TIME_RELATIONS = frozenset({
    "obl", "obl:tmod", "obl:unmarked", "obl:npmod", "obl:arg", "nmod", "nmod:tmod", "nmod:unmarked", "nmod:npmod",
    "nmod:poss", "advmod", "compound", "amod", "nummod", "appos",
})  # fmt: skip
_TIME_NOUNS = DAY_PARTS | UNITS.keys() | frozenset({
    "hours", "end", "beginning", "start", "weekend", "eve",
})  # fmt: skip
_UNDATED = _TIME_NOUNS | KINDS.keys()  # "in the Tarn district yesterday"
CountedFrom = Literal["published", "dateline"]
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
_DATED_SUBJECT = frozenset({"see", "witness", "mark"})  # "Tuesday saw heavy shelling"


def find_times(parse: Parse, *, published: str | None, dateline: str | None = None) -> tuple[Mention[When], ...]:
    """Return every time that is stated, in order; relative ones count from the dateline, else from publication."""
    counted_from: CountedFrom = "dateline" if _day(dateline) else "published"
    today = _day(dateline) or _day(published)
    named = _names_at(parse)
    found: list[Mention[When]] = []
    days: dict[int, date] = {}  # by the word that the expression hangs on
    said: tuple[int, Interval] | None = None  # the last sentence that named a time, and that
    quarter: tuple[int, Interval] | None = None  # likewise of a quarter of a year
    for first, end, resolve in find_expressions(parse):
        head = _head(parse, first, end)
        if _is_name(named, first, end):
            continue
        here = parse.sentence(first).first
        frame = Frame(today, said=_near(said, here, 80), quarter=_near(quarter, here, 250))
        over = governor_of(parse, head, end)
        interval = _resolve(parse, (head, over), resolve, frame, days)
        if interval is NO_TIME:
            continue
        found.append(Mention(head, first, end, _when(parse, (first, end), interval, counted_from)))
        if interval.earliest and interval.latest and interval.precision != "interval":
            said = (here, interval)
        if is_quarter(interval) and interval.counted != "text":
            quarter = (here, interval)
        if interval.earliest and interval.earliest == interval.latest:
            days[over] = interval.earliest
    return tuple(found)


def _near(named: tuple[int, Interval] | None, sentence: int, reach: int) -> Interval | None:
    """Return what the text named, if no more than so many words before this sentence."""
    return named[1] if named and sentence - named[0] <= reach else None


def when_of(parse: Parse, head: int, times: tuple[Mention[When], ...]) -> When | None:
    """Return the time that dates the predicate `head`: among its own dependents, under no other predicate."""
    best: tuple[tuple[int, bool, int], When] | None = None
    for mention in times:
        if mention.head == head or not _dates(parse, mention, _belongs_to(parse, mention, times), head):
            continue
        when = mention.what
        unbounded = (when.earliest is None) + (when.latest is None)
        rank = (unbounded, when.precision not in ("moment", "day"), abs(mention.head - head))
        if best is None or rank < best[0]:
            best = (rank, when)
    return best[1] if best else None


def when_said(parse: Parse, cue: int, content: frozenset[int], times: tuple[Mention[When], ...]) -> When | None:
    """Return the time that dates a statement: it belongs to the cue, or to "in a statement on Monday" beside it."""
    for mention in mentions_in(times, parse.sentence(cue)):
        if mention.head not in content and saying_of(parse, mention.head, mention.end) == cue:
            return mention.what
    return None


def _belongs_to(parse: Parse, mention: Mention[When], times: tuple[Mention[When], ...]) -> int:
    """Return the word a time belongs to; a second day of one verb belongs to a verb below it, if one stands between."""
    over = governor_of(parse, mention.head, mention.end)
    days = [m for m in times if m.head < over < mention.head and m.what.precision == mention.what.precision == "day"]
    if any(governor_of(parse, m.head, m.end) == over for m in days):
        below = (i for i in range(mention.first - 1, over, -1) if parse.upos[i] == "VERB")
        return next((i for i in below if over in parse.ancestors(i)), over)
    return over


def _dates(parse: Parse, mention: Mention[When], over: int, predicate: int) -> bool:
    """Say whether a time hangs on the predicate, past nouns of time or place and names, which no time can date."""
    i = mention.head
    if over != parse.heads[i]:
        return over == predicate
    while (governor := parse.heads[i]) != ROOT:
        relation = parse.relations[i]
        if relation not in _TIME_RELATIONS:
            return relation == "nsubj" and governor == predicate and parse.lemmas[governor] in _DATED_SUBJECT
        if governor == predicate:
            return True
        if parse.upos[governor] != "PROPN" and parse.lower(governor) not in _UNDATED:
            return False
        i = governor
    return False


def _resolve(parse: Parse, at: tuple[int, int], resolve: Resolver, frame: Frame, days: dict[int, date]) -> Interval:
    """Resolve an expression by the tense of its clause; `at` is its head and the word it belongs to."""
    head, over = at
    tense, cue, sure = tense_at(parse, head, over)
    today = frame.today if cue is None else days.get(cue, frame.today)
    return resolve(frame._replace(tense=tense, sure=sure, today=today, clause=days.get(over)))


def _when(parse: Parse, words: tuple[int, int], interval: Interval, counted_from: CountedFrom) -> When:
    span = parse.span(*words)
    low, high = (str(day) if day else None for day in (interval.earliest, interval.latest))
    clock = clock_beside(parse, *words, interval.earliest) if low == high else None
    return When(
        earliest=clock.moment if clock else low,
        latest=clock.moment if clock else high,
        extent=interval.extent,
        precision="moment" if clock else interval.precision,
        zone=clock.zone if clock else None,
        text=parse.text[span.start : span.end],
        span=span,
        counted_from=counted_from if interval.counted == "published" else interval.counted,
    )


def _day(stamp: str | None) -> date | None:
    """Return the day of an ISO date or moment, in its own zone; None for anything else."""
    form = _ISO_DAY.match(stamp) if stamp else None
    return day_of(int(form[1]), int(form[2]), int(form[3])) if form else None


def _head(parse: Parse, first: int, end: int) -> int:
    """Return the word of the expression that hangs on a word outside it; the last such, as "since" may too."""
    outside = [i for i in range(first, end) if not first <= parse.heads[i] < end]
    return next((i for i in reversed(outside) if parse.upos[i] not in ("ADP", "SCONJ", "PUNCT")), outside[-1])


def _names_at(parse: Parse) -> dict[int, Name]:
    return {i: name for name in parse.names for i in range(name.first, name.end)}


def _is_name(named: dict[int, Name], first: int, end: int) -> bool:
    """Say whether the words are part of a longer name: Theresa May, the Sunday Chronicle; but not the May Revolt."""
    for i in range(first, end):
        name = named.get(i)
        if name and name.kind != "event" and not (first <= name.first and name.end <= end):
            return True
    return False
