"""Two claims -> how surely they tell of one happening, and why; or that they exclude each other.

They do where their days or towns differ, or what is done. Who did it never excludes: that two sides blame each other
is what an event is to show. Nor do figures: they differ between tellings of one happening, and only make it likelier
the closer they are. How much each reason counts: docs/merging.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import cos, exp, hypot, radians
from typing import NamedTuple

from sayso.knowledge.common_stems import rarities
from sayso.ledger.likeness.marks import LENGTH, Marks, Spot

DOT = re.compile(r"\.")
NEAR = 25.0  # kilometres within which two spots may be one
SURE = 0.99  # score of one sentence told in two reports
SAME = 0.6  # from this score on two claims are judged to be one
TELLING = 14  # rarity of a sentence's words, two rare ones, from which it is told of one happening only
ONE_STORY = 0.8  # likeness of two stories from which a report tells the other's text
SPOKEN = ("ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT")  # what another says is another event
TOLERANCE = 1  # days by which two tellings of one day may differ
MOST = 8  # rare words of two stories, above which more say nothing
SMALL = frozenset("012")  # two of one kind are in many reports
CLOSE = 0.6  # share of a number that the other is, from which two figures may be of one happening
PEOPLE = frozenset({"killed", "injured", "abducted", "detained", "released", "missing"})
WAYS = frozenset(
    {"explosives", "suicide-attack", "firearms", "aerial", "drone", "heavy-weapons", "chemical", "sexual", "torture"}
)
BOMBINGS = frozenset({"suicide-attack", "explosives"})  # one way: who blows himself up does so with explosives
BOMBS = frozenset({"aerial", "drone", "explosives"})  # may be one: a drone flies, and drops a barrel of explosives
MEASURES = ("rare words", "undated words", "day and town")  # reasons that the words of the reports give
TOWNS = frozenset({"same town", "near"})
NEARNESS = ("same town", "near", "same province", "other name", "same country")  # the first that holds counts
# Of claims of two reports; set by hand, in quarters, after looking at how often each goes with one happening.
BIAS = -3.75
WEIGHTS = {
    "near": 1.25, "same province": -0.75, "same day": 2.25, "days meet": 1.0, "next day": -1.25, "day and town": 1.25,
    "same actor": 0.75, "other actor": -1.0, "same recipient": 0.25, "other recipient": -1.0, "same victim": 4.0,
    "same number": 2.0, "small number": 1.0, "other number": -1.0, "same way": 0.75, "other way": -1.25,
    "rare words": 1.0, "undated words": 2.0, "told together": -1.0,
}  # fmt: skip
# Of claims of one report that it does not link; set by hand.
WITHIN = {
    "same town": 0.8, "same province": 0.3, "other name": -1.0, "same day": 0.5, "days meet": 0.2, "next day": -1.5,
    "same actor": 0.7, "other actor": -1.0, "sides swapped": 0.5, "same recipient": 0.7, "other recipient": -0.7,
    "same victim": 2.0, "same number": 1.5, "close number": -1.6, "other number": -2.2, "same way": 0.5,
    "other way": -1.2, "told as another": -2.2, "told together": 0.3,
}  # fmt: skip
PARTED = frozenset({"close number", "other number", "other name"})  # say nothing of what is told as more of the same


class Likeness(NamedTuple):
    """How surely two claims are one (0 to 1), and the reasons that spoke for or against it."""

    score: float
    reasons: tuple[str, ...]


def likeness(a: Marks, b: Marks) -> Likeness | None:
    """Return how alike two claims are, either way round; None where they exclude each other."""
    return _likeness(a, b) if a.claim < b.claim else _likeness(b, a)


def _likeness(a: Marks, b: Marks) -> Likeness | None:
    if linked(a, b):
        return Likeness(1.0, ("same report",))
    if excluded(a, b):
        return None
    if a.report == b.report:
        return _within(a, b)
    if of_one_sentence(a, b):
        return Likeness(SURE, ("same sentence",))
    found = measured(a, b)
    rare = int(found["rare words"])
    reasons = (*(r for r in found if r not in MEASURES), f"{rare} rare word{'s' * (rare != 1)} in both reports")
    return Likeness(_share_of(BIAS + sum(WEIGHTS.get(r, 0.0) * n for r, n in found.items())), reasons)


def linked(a: Marks, b: Marks) -> bool:
    """True if one report says that its two claims are one happening."""
    return a.report == b.report and a.family == b.family and (b.claim in a.same or a.claim in b.same)


def of_one_sentence(a: Marks, b: Marks) -> bool:
    """True if two reports tell claims in one sentence that is said of one happening only."""
    return bool(a.told) and a.told == b.told and (a.telling >= TELLING or story_likeness(a, b) >= ONE_STORY)


def excluded(a: Marks, b: Marks) -> bool:
    """True if two claims are of two kinds, lie apart, or are words of two speakers."""
    if a.family != b.family or a.family.endswith("apart") or apart_in_time(a, b):
        return True
    if a.report == b.report:
        parted = not (a.together or b.together) and apart_in_space(a, b)
        return parted or (a.family.startswith(SPOKEN) and other_known_speakers(a, b))
    return apart_in_space(a, b) or (a.family.startswith(SPOKEN) and other_speakers(a, b))


def other_known_speakers(a: Marks, b: Marks) -> bool:
    """True if two of the registry act; in one report "the minister" may be whom it names elsewhere."""
    return _named(a.actors) and _named(b.actors) and other_speakers(a, b)


def other_speakers(a: Marks, b: Marks) -> bool:
    """True if those who act in two claims are known, and others."""
    return bool(a.actors and b.actors) and not _share(a.actors, b.actors)


def _within(a: Marks, b: Marks) -> Likeness:
    """What one report tells twice and does not link may yet be one."""
    reasons = [*reasons_of(a, b), *(("told as another",) if a.another or b.another else ())]
    if a.together or b.together:
        reasons = [*(r for r in reasons if r not in PARTED), "told together"]
    return Likeness(_share_of(sum(WITHIN.get(r, 0.0) for r in reasons)), ("same report", *reasons))


def _share_of(logit: float) -> float:
    return 1 / (1 + exp(-logit))


# --- what is measured ---------------------------------------------------------------------------------------------


def measured(a: Marks, b: Marks) -> dict[str, float]:
    """Return what speaks for or against two claims of two reports, each reason with how much of it there is."""
    found = dict.fromkeys(reasons_of(a, b), 1.0)
    if found.keys() & TOWNS and found.keys() & {"same day", "days meet"}:
        found["day and town"] = 1.0
    found["rare words"] = rare_words(a, b)
    if a.together or b.together:
        found["told together"] = 1.0
    if "day unknown" in found:
        found["undated words"] = undated_words(a, b)
    return found


def rare_words(a: Marks, b: Marks) -> int:
    """Return how many words stand in both reports' stories that few texts have."""
    known = rarities()
    return min(MOST, sum(w not in known for w in a.story.keys() & b.story.keys()))


def undated_words(a: Marks, b: Marks) -> float:
    """Return what share of the rarity of the words of two sentences is in both."""
    alike = sum(a.words[w] for w in a.words.keys() & b.words.keys())
    return alike / max(TELLING, min(sum(a.words.values()), sum(b.words.values())))


def story_likeness(a: Marks, b: Marks) -> float:
    """Return how alike the words of two reports are, 0 to 1: their cosine."""
    return sum(a.story[w] * b.story[w] for w in a.story.keys() & b.story.keys()) / LENGTH**2


def reasons_of(a: Marks, b: Marks) -> Iterator[str]:
    """Yield what speaks for or against two claims' being one, but for their reports' words."""
    yield place_reason(a, b)
    yield _time(a, b)
    yield from who_reasons(a, b)
    yield from number_reasons(a, b, across=a.report != b.report)
    yield from way_reasons(a, b)


def way_reasons(a: Marks, b: Marks) -> Iterator[str]:
    """Yield whether two claims tell of one way to do it, or of two."""
    if a.mode and b.mode:
        both = {a.mode, b.mode}
        if a.mode == b.mode or both <= BOMBINGS:
            yield "same way"
        elif both <= WAYS and not both <= BOMBS:
            yield "other way"


# --- where --------------------------------------------------------------------------------------------------------


def apart_in_space(a: Marks, b: Marks) -> bool:
    """True if both have places, and none of one is, holds, or lies in or near one of the other."""
    return bool(a.spots and b.spots) and all(nearness(p, q) == "apart" for p in a.spots for q in b.spots)


def place_reason(a: Marks, b: Marks) -> str:
    """Return the nearest that a place of one claim is to one of the other."""
    found = {nearness(p, q) for p in a.spots for q in b.spots}
    return next((x for x in NEARNESS if x in found), "place unknown")


def nearness(p: Spot, q: Spot) -> str:
    """Return what two places are to each other: of NEARNESS, "apart", or "place unknown"."""
    if p.country and q.country and p.country != q.country:
        return "apart"
    if (p.key and p.key == q.key) or p.name == q.name:
        wide = {s.precision for s in (p, q) if s.key}
        return next((f"same {x}" for x in ("country", "province") if x in wide), "same town")
    if p.exact and q.exact and p.lat is not None and q.lat is not None:
        return "near" if _distance(p, q) <= NEAR else "apart"
    if "country" in (p.precision, q.precision):
        return "same country" if p.country == q.country else "place unknown"
    if p.admin1 and q.admin1 and p.admin1 != q.admin1:
        return "apart"
    inside = p.admin1 and p.admin1 == q.admin1 and "province" in (p.precision, q.precision)
    return "same province" if inside else "other name"


def _distance(p: Spot, q: Spot) -> float:
    """Return kilometres, near enough for what is near; infinite where a place has no coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return float("inf")
    return 111.2 * hypot(p.lat - q.lat, (p.lon - q.lon) * cos(radians(p.lat)))


# --- when ---------------------------------------------------------------------------------------------------------


def apart_in_time(a: Marks, b: Marks) -> bool:
    """True if the days of two claims lie more than a day apart; two where one of them is only its report's."""
    if not a.first or not b.first:
        return False
    slack = TOLERANCE if a.dated and b.dated else TOLERANCE + 1
    return a.last + slack < b.first or b.last + slack < a.first


def _time(a: Marks, b: Marks) -> str:
    if not a.first or not b.first:
        return "day unknown"
    if a.last < b.first or b.last < a.first:
        return "next day"
    if a.dated and b.dated and (a.first, a.last) == (b.first, b.last):
        return "same day"
    return "days meet"


# --- who and how many ---------------------------------------------------------------------------------------------


def who_reasons(a: Marks, b: Marks) -> Iterator[str]:
    """Yield what the sides say: a clash may be told from either side: then who acts in one is acted on in the other."""
    swapped = _share(a.actors, b.recipients) and _share(b.actors, a.recipients)
    if _share(a.actors, b.actors):
        yield "same actor"
    elif swapped:
        yield "sides swapped"
    elif _named(a.actors) and _named(b.actors):
        yield "other actor"
    if a.victims and b.victims and set(a.victims) & set(b.victims):
        yield "same victim"
    elif _share(a.recipients, b.recipients):
        yield "same recipient"
    elif not swapped and _named(a.recipients) and _named(b.recipients):
        yield "other recipient"


def _named(keys: tuple[str, ...]) -> bool:
    """True if some actor is of the registry: those in words may be anybody."""
    return any(not key.startswith("~") for key in keys)


def _share(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """True if some actor of one is one of the other's, or a body of it: a state and its army."""
    return not (_wider(one).isdisjoint(two) and _wider(two).isdisjoint(one)) if one and two else False


@lru_cache(maxsize=20_000)
def _wider(keys: tuple[str, ...]) -> frozenset[str]:
    """Return actors with what they are bodies of: "xno.mil" is of "xno"."""
    return frozenset(key[:end] for key in keys for end in (*(m.start() for m in DOT.finditer(key)), len(key)))


def number_reasons(a: Marks, b: Marks, *, across: bool) -> Iterator[str]:
    """Yield what the figures say; `across` two reports any number counts that stands in both sentences."""
    told = [(x.low, y.low) for x in a.counts for y in b.counts if x.kind == y.kind and x.kind in PEOPLE]
    equal = {str(x) for x, y in told if x == y} | (set(a.numbers) & set(b.numbers) if across else set())
    if equal:
        yield "small number" if across and equal <= SMALL else "same number"
    elif told:
        yield "close number" if max(_closeness(x, y) for x, y in told) >= CLOSE else "other number"


def _closeness(x: int, y: int) -> float:
    return min(x, y) / max(x, y) if x and y else float(x == y)
