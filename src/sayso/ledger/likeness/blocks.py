"""Marks -> the keys that a claim is filed under, and those it looks for its like under.

Only claims of one family that share a stretch of land, a place's name, a pair of actors, a victim's name, a number, two
telling words of their reports' stories or a sentence are compared, so that the cost of a new claim does not grow with
the ledger. Looking is mutual: if one finds the other, so does the other the one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product
from math import floor
from typing import NamedTuple

from sayso.ledger.likeness.marks import LAG, WAVE, Marks, Spot

SIDE = 0.5  # degrees of a square; two spots within alike.NEAR lie in one or in neighbours (below 60 degrees north)
TELLING = 3  # from this number on two reports of it seldom mean different things
PAIRS = 4  # pairs of actors that a claim is filed under
STORY = 4  # words of a story, of which each two are a key
REACH = WAVE + LAG + 2  # days between the first days of two claims that may be one
ALWAYS = 0  # day of what is compared whatever its day: waves, and what has none
END = 4_000_000  # after the last day there is


class Search(NamedTuple):
    """A key, and the first and last day to look for."""

    key: str
    start: int
    end: int


def filed(marks: Marks) -> list[tuple[str, int]]:
    """Return (key, day) of all that a claim is found under."""
    day = _day(marks)
    near = (*_squares(marks, 0), *_areas(marks), *_shared(marks)) if _placed_in_time(marks) else ()
    return [(key, day) for key in dict.fromkeys((*near, *_telling(marks), *_stories(marks)))]


def searches(marks: Marks) -> list[Search]:
    """Return what a claim's like are looked for under."""
    day = _day(marks)
    start, end = (ALWAYS, ALWAYS) if day == ALWAYS else (max(1, marks.first - REACH), marks.last + REACH)
    near = (*_squares(marks, 1), *_areas_asked(marks), *_shared(marks)) if _placed_in_time(marks) else ()
    found = [Search(key, start, end) for key in dict.fromkeys((*near, *_telling(marks)))]
    return found + [s for key in _stories(marks) for s in _ever(key, marks, start, end)]


def _placed_in_time(marks: Marks) -> bool:
    """True if a claim has a day: of what has none, a place, a number and who did it say too little."""
    return bool(marks.first)


def _ever(key: str, marks: Marks, start: int, end: int) -> Iterator[Search]:
    """What has no day is looked for among the stories of any day, and among what has none by them."""
    if marks.family.endswith("wave"):
        yield Search(key, start, end)
    elif not marks.first:
        yield Search(key, ALWAYS, END)
    else:
        yield Search(key, start, end)
        yield Search(key, ALWAYS, ALWAYS)


def _day(marks: Marks) -> int:
    return ALWAYS if marks.family.endswith("wave") else marks.first


def _squares(marks: Marks, around: int) -> Iterator[str]:
    steps = range(-around, around + 1)
    for spot in marks.spots:
        if spot.exact and spot.lat is not None and spot.lon is not None:
            north, east = floor(spot.lat / SIDE), floor(spot.lon / SIDE)
            for dy, dx in product(steps, steps):
                yield f"{marks.family} in {north + dy}/{east + dx}"


def _areas(marks: Marks) -> Iterator[str]:
    for spot in marks.spots:
        if spot.admin1:
            yield f"{marks.family} {'town' if spot.exact else 'all'} of {_area(spot)}"


def _areas_asked(marks: Marks) -> Iterator[str]:
    """A town is looked for among what is said of its province, what is said of a province among its towns, too."""
    for spot in marks.spots:
        if spot.admin1:
            yield f"{marks.family} all of {_area(spot)}"
            if not spot.exact:
                yield f"{marks.family} town of {_area(spot)}"


def _area(spot: Spot) -> str:
    return f"{spot.country}/{spot.admin1}"


def _shared(marks: Marks) -> Iterator[str]:
    pairs = list(product(marks.actors, marks.recipients))[:PAIRS]
    for actor, recipient in pairs:
        yield f"{marks.family} {actor} > {recipient}"
    for kind, low, _ in marks.counts:
        if low >= TELLING:
            yield f"{marks.family} {kind} {low}"
    for spot in marks.spots:
        if spot.precision not in ("country", "province"):
            yield f"{marks.family} at {spot.name}"
    for word in marks.rare:
        yield f"{marks.family} word {word}"


def _telling(marks: Marks) -> Iterator[str]:
    for name in marks.victims:
        yield f"{marks.family} victim {name}"
    if marks.told:
        yield f"{marks.family} told {marks.told}"


def _stories(marks: Marks) -> Iterator[str]:
    for pair in _pairs(tuple(marks.story.items())):
        yield f"{marks.family} story {pair}"


@lru_cache(maxsize=4096)  # the claims of a report have one story
def _pairs(story: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Return each two of the words that tell most."""
    top = sorted(story, key=lambda word: (-word[1], word[0]))[:STORY]
    return tuple(f"{one} {two}" for one, two in combinations(sorted(word for word, _ in top), 2))
