"""Events -> the waves they are part of: "hundreds of strikes in March" holds the strikes of its days.

A wave is an event whose claims tell of several days. It holds an event of its family whose days lie within its own and
that is told to have been where, in what way and by whom the wave was. An event is part of one wave only, the shortest
that holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from sayso.ledger.likeness.alike import apart_in_space
from sayso.ledger.likeness.marks import WAVE, Marks, from_text
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import claims, events, memberships

ASKED = 500
LONGEST = 366  # days: what goes on for longer, such as a war, holds everything
SUFFIX = " wave"


class Span(NamedTuple):
    """An event by its kind and days."""

    id: str
    type: str
    stage: str
    first: str
    last: str

    @property
    def days(self) -> int:
        """Number of days from the first to the last."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days


def part_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the wave of each event that is part of one."""
    inner = [s for s in _spans(connection, ids) if s.days <= WAVE]
    return _shortest(connection, inner, _around(connection, inner))


def parts(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the events that each wave holds, by day."""
    waves = [s for s in _spans(connection, ids) if WAVE < s.days <= LONGEST]
    inside = {s.id: s for w in waves for s in _within(connection, w)}
    owner = _shortest(connection, list(inside.values()), _around(connection, list(inside.values())))
    held: dict[str, list[str]] = defaultdict(list)
    for event in sorted(owner, key=lambda e: (inside[e].first, e)):
        held[owner[event]].append(event)
    return {w.id: tuple(held[w.id]) for w in waves if held[w.id]}


def holds(wave: Sequence[Marks], event: Sequence[Marks]) -> bool:
    """True if some claim of a wave can hold a claim of an event: one family, and nothing that sets them apart."""
    return any(_holds(w, e) for w in wave for e in event)


def _holds(wave: Marks, event: Marks) -> bool:
    """What a wave says of place, way and actors must be said of the event, too: silence makes it no part."""
    if wave.family != event.family + SUFFIX or not event.spots or apart_in_space(wave, event):
        return False
    if not any(s.exact or s.precision == "province" or wave.actors for s in wave.spots):
        return False  # "in July, in the whole country, by whomever" holds everything
    known = not wave.actors or any(_kin(p, q) for p in wave.actors for q in event.actors)
    return known and wave.mode in (None, event.mode)


def _kin(p: str, q: str) -> bool:
    return p == q or p.startswith(f"{q}.") or q.startswith(f"{p}.")


def _shortest(connection: Connection, inner: Sequence[Span], waves: Sequence[Span]) -> dict[str, str]:
    if not waves:
        return {}
    marks = _marks(connection, [s.id for s in (*inner, *waves)])
    ordered = sorted(waves, key=lambda w: (w.days, w.id))
    found: dict[str, str] = {}
    for span in inner:
        held = (w for w in ordered if _covers(w, span) and holds(marks[w.id], marks[span.id]))
        if (wave := next(held, None)) is not None:
            found[span.id] = wave.id
    return found


def _covers(wave: Span, span: Span) -> bool:
    return (wave.type, wave.stage) == (span.type, span.stage) and wave.first <= span.first and span.last <= wave.last


def _spans(connection: Connection, ids: Iterable[str]) -> list[Span]:
    rows: list[Any] = []
    for part in batched(sorted(set(ids)), ASKED):
        rows += connection.execute(_days().where(events.c.id.in_(part)))
    return [Span(*row) for row in rows]


def _around(connection: Connection, inner: Sequence[Span]) -> list[Span]:
    """Return the waves that may hold any of the events."""
    found: list[Span] = []
    for kind in sorted({(s.type, s.stage) for s in inner}):
        days = [s for s in inner if (s.type, s.stage) == kind]
        start, end = min(s.first for s in days), max(s.last for s in days)
        query = _days().where(
            events.c.type == kind[0], events.c.stage == kind[1], events.c.last_day > events.c.first_day,
            events.c.first_day.between(_earlier(start), end), events.c.last_day >= start)  # fmt: skip
        found += (s for s in (Span(*row) for row in connection.execute(query)) if WAVE < s.days <= LONGEST)
    return found


def _within(connection: Connection, wave: Span) -> list[Span]:
    query = _days().where(
        events.c.type == wave.type, events.c.stage == wave.stage,
        events.c.first_day.between(wave.first, wave.last), events.c.last_day <= wave.last)  # fmt: skip
    return [s for s in (Span(*row) for row in connection.execute(query)) if s.days <= WAVE]


def _days() -> Any:
    e = events.c
    return select(e.id, e.type, e.stage, e.first_day, e.last_day).where(
        e.first_day.is_not(None), e.last_day.is_not(None)
    )


def _earlier(day: str) -> str:
    ordinal = max(1, date.fromisoformat(day).toordinal() - LONGEST)
    return date.fromordinal(ordinal).isoformat()


def _marks(connection: Connection, ids: Iterable[str]) -> Mapping[str, list[Marks]]:
    found: dict[str, list[Marks]] = defaultdict(list)
    for part in batched(sorted(set(ids)), ASKED):
        query = (
            select(memberships.c.event, claims.c.marks).join(claims, claims.c.id == memberships.c.claim)
            .where(memberships.c.event.in_(part))
        )  # fmt: skip
        for event, text in connection.execute(query):
            found[event].append(from_text(text))
    return found
