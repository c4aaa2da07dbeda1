"""Readings of many reports -> events: the merger's, and those of the one-a-day rule that it is measured against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from sayso.model import Claim, Event, Reading, Report
from sayso.records import content_id

HAPPENED = frozenset({"reported", "attributed", "denied"})


def partitions(readings: Sequence[Reading]) -> dict[str, Sequence[Event]]:
    """Return the events by the prefix that their scores bear: none for the merger, "one_a_day_" for the plain rule."""
    return {"": _events(readings), "one_a_day_": one_a_day(readings)}


def _events(readings: Iterable[Reading]) -> Sequence[Event]:
    from sayso.ledger.merge import partition  # here, as no other corpus needs the ledger's database

    return partition(readings)


def one_a_day(readings: Iterable[Reading]) -> list[Event]:
    """Return one event for each type, day, country, actors and recipients; what has no day stays with its report."""
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for reading in readings:
        for claim in reading.claims:
            groups[_key(claim, reading.report)].append(claim.id)
    return [Event(id=content_id(*ids), claims=tuple(ids)) for ids in groups.values()]


def _key(claim: Claim, report: Report) -> Hashable:
    day = _day(claim, report)
    country = next((p.country for p in claim.where if p.country), None)
    sides = (frozenset(a.id for a in side if a.id) for side in (claim.actors, claim.recipients))
    return claim.type, claim.status in HAPPENED, day or report.id, country, *sides


def _day(claim: Claim, report: Report) -> str | None:
    """Return the day an act is said to be of, else that of the report."""
    when = claim.when
    if when and when.earliest and when.latest and when.earliest[:10] == when.latest[:10]:
        return when.earliest[:10]
    return report.published and report.published[:10]
