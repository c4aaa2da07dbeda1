"""Two claims of different reports -> how surely they tell of one happening, and why; or that they cannot.

They cannot where their days or towns exclude each other, or where one report tells them apart. Who did it never
excludes: that two sides blame each other is what an event is to show. Nor do figures: they differ between tellings of
one happening, and only make it likelier the closer they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, exp, hypot, radians
from typing import NamedTuple

from sayso.knowledge.common_stems import common_stems
from sayso.ledger.marks import Marks, Spot

NEAR = 25.0  # kilometres within which two spots may be one
SURE = 0.99  # score of one sentence told in two reports
APART = 0.35  # score of two claims that one report tells apart
SPOKEN = ("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT")  # what another says is another event
SAME = 0.5  # from this score on two claims are judged to be one
RARE, COMMON = 8, 12  # shared words, above which more say nothing
TOLERANCE = 1  # days by which two tellings of one day may differ
PEOPLE = frozenset({"killed", "injured", "abducted", "detained", "released", "missing"})
WAYS = frozenset(
    {"explosives", "suicide-attack", "firearms", "aerial", "drone", "heavy-weapons", "chemical", "sexual", "torture"}
)
# Fitted by `python -m sayso.evaluate.fit_merging` on labelled pairs: docs/merging.md.
BIAS = -2.2
WEIGHTS = {
    "same town": 1.8, "near": 0.8, "same province": 0.7, "same country": 0.2, "place unknown": -0.3,
    "same day": 0.9, "days meet": 0.4, "next day": 0.0, "day unknown": -0.2,
    "same actor": 0.5, "other actor": -0.8, "same recipient": 0.5, "other recipient": -0.5, "same victim": 3.0,
    "same number": 1.6, "close number": 0.5, "other number": -0.2, "number in both": 0.5,
    "same way": 0.4, "other way": -1.0, "rare words": 0.3, "words": 0.1,
}  # fmt: skip


class Likeness(NamedTuple):
    """How surely two claims are one (0 to 1), and the reasons that spoke for or against it."""

    score: float
    reasons: tuple[str, ...]


def likeness(a: Marks, b: Marks) -> Likeness | None:
    """Return how alike two claims are; None where they cannot be one."""
    if a.family != b.family or a.family.endswith("apart"):
        return None
    if a.report == b.report and (b.claim in a.same or a.claim in b.same):
        return Likeness(1.0, ("same report",))
    alike = bool(a.told) and a.told == b.told
    if apart_in_time(a, b) or apart_in_space(a, b):
        return None
    if a.report == b.report:
        return _told_apart(a, b)
    if alike:
        return Likeness(SURE, ("same sentence",))
    if a.family.startswith(SPOKEN) and a.actors and b.actors and not _share(a.actors, b.actors):
        return None
    reasons = tuple(reasons_of(a, b))
    shared = set(a.words) & set(b.words)
    rare = len(shared - common_stems())
    told = WEIGHTS["rare words"] * min(rare, RARE) + WEIGHTS["words"] * min(len(shared) - rare, COMMON)
    logit = BIAS + sum(WEIGHTS[r] for r in reasons) + told
    return Likeness(1 / (1 + exp(-logit)), (*reasons, f"{rare} rare and {len(shared) - rare} common words"))


def _told_apart(a: Marks, b: Marks) -> Likeness | None:
    """What one report tells twice and does not link may yet be one, if others say so; not with another number."""
    numbers = set(_numbers(a, b))
    return None if "other number" in numbers or "close number" in numbers else Likeness(APART, ("same report",))


def apart_in_time(a: Marks, b: Marks) -> bool:
    """True if the days of two claims lie more than a day apart; two where one of them is only its report's."""
    if not a.first or not b.first:
        return bool(a.first or b.first)  # of two undated ones nothing says that they are apart
    slack = TOLERANCE if a.dated and b.dated else TOLERANCE + 1
    return a.last + slack < b.first or b.last + slack < a.first


def apart_in_space(a: Marks, b: Marks) -> bool:
    """True if both have places, and none of one is, holds, or lies in or near one of the other."""
    return bool(a.spots and b.spots) and not any(_meet(p, q) for p in a.spots for q in b.spots)


def reasons_of(a: Marks, b: Marks) -> Iterator[str]:
    """Yield what speaks for or against two claims' being one."""
    yield _place(a, b)
    yield _time(a, b)
    yield from _who(a, b)
    yield from _numbers(a, b)
    if a.mode and b.mode:
        if a.mode == b.mode:
            yield "same way"
        elif {a.mode, b.mode} <= WAYS:
            yield "other way"


def _place(a: Marks, b: Marks) -> str:
    if not a.spots or not b.spots:
        return "place unknown"
    found = {_nearness(p, q) for p in a.spots for q in b.spots}
    order = ("same town", "near", "same province", "same country")
    return next((x for x in order if x in found), "place unknown")


def _nearness(p: Spot, q: Spot) -> str | None:
    if p.key and p.key == q.key:
        return "same town" if p.exact else "same province" if p.precision == "province" else "same country"
    if p.exact and q.exact:
        return "near" if _distance(p, q) <= NEAR else None
    if p.country != q.country:
        return None
    return "same province" if p.admin1 and p.admin1 == q.admin1 else "same country"


def _meet(p: Spot, q: Spot) -> bool:
    if p.key and p.key == q.key:
        return True
    if p.exact and q.exact:
        return _distance(p, q) <= NEAR
    if p.country != q.country:
        return p.country is None or q.country is None
    wide = ("country", "region")
    return p.precision in wide or q.precision in wide or not p.admin1 or not q.admin1 or p.admin1 == q.admin1


def _distance(p: Spot, q: Spot) -> float:
    """Return kilometres, near enough for what is near; infinite where a place has no coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return float("inf")
    return 111.2 * hypot(p.lat - q.lat, (p.lon - q.lon) * cos(radians(p.lat)))


def _time(a: Marks, b: Marks) -> str:
    if not a.first or not b.first:
        return "day unknown"
    if a.last < b.first or b.last < a.first:
        return "next day"
    if a.dated and b.dated and (a.first, a.last) == (b.first, b.last):
        return "same day"
    return "days meet"


def _who(a: Marks, b: Marks) -> Iterator[str]:
    if a.actors and b.actors:
        yield "same actor" if _share(a.actors, b.actors) else "other actor"
    if set(a.victims) & set(b.victims):
        yield "same victim"
    elif a.recipients and b.recipients:
        yield "same recipient" if _share(a.recipients, b.recipients) else "other recipient"


def _share(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """True if some actor of one is one of the other's, or a body of it: a state and its army."""
    return any(p == q or p.startswith(f"{q}.") or q.startswith(f"{p}.") for p in one for q in two)


def _numbers(a: Marks, b: Marks) -> Iterator[str]:
    closest = [_closeness(x.low, y.low) for x in a.counts for y in b.counts if x.kind == y.kind and x.kind in PEOPLE]
    if set(a.numbers) & set(b.numbers):
        yield "number in both"
    if closest:
        best = max(closest)
        yield "same number" if best == 1 else "close number" if best >= 0.6 else "other number"


def _closeness(x: int, y: int) -> float:
    return min(x, y) / max(x, y) if x and y else float(x == y)
