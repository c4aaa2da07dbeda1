"""Two fills of a MUC-4 slot -> correct, partly correct or not, after the scoring guidelines, version 7.

Where the guidelines leave it to a person, a fixed rule decides. Strings: by their words without articles, numerals and
other words of little weight; a response with up to three further words is correct, with more it goes overboard; one
with a part of the key's words is incomplete. Dates: within the key's range is partly correct. Both come from a
comparison with the official scores of 34 runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

from sayso.evaluate.corpora.muc34_templates import Fill, Slot, SlotKind, Template, bare, parted
from sayso.evaluate.corpora.muc34_texts import MONTHS

RIGHT: Final = 1.0
PART: Final = 0.5
WRONG: Final = 0.0
OVERBOARD = 3  # further words that a response may have
LEAST = 0.3  # share of the key's words in a response that is incomplete
SLACK = 2  # days before the end of "on or before"
LIGHT = frozenset(
    "A AN THE THIS THAT THESE THOSE ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN MORE MOST MANY SEVERAL SOME ALL "
    "FEW ANY ANOTHER OTHER CERTAIN OF AND OR IN ON AT BY FOR FROM TO WITH THAN ABOUT LEAST HIS HER ITS THEIR OUR MY S "
    "WHO WHICH WAS WERE IS".split()
)
# A response one or more steps up is partly correct: narrower fill -> wider fill.
WIDER: Final = {
    **dict.fromkeys(["ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"], "ATTACK"),
    **dict.fromkeys(["MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"], "GUN"),
    **dict.fromkeys(["BOMB", "GRENADE", "MOLOTOV COCKTAIL"], "EXPLOSIVE"),
    **dict.fromkeys(["VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"], "BOMB"),
    **dict.fromkeys(["MISSILE", "ROCKET"], "PROJECTILE"),
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED",
    "GOVERNMENT OFFICE OR RESIDENCE": "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "SOME DAMAGE": "DESTROYED",
    "GOVERNMENT OFFICIAL": "POLITICAL FIGURE",
    "FORMER GOVERNMENT OFFICIAL": "GOVERNMENT OFFICIAL",
    "FORMER ACTIVE MILITARY": "ACTIVE MILITARY",
    "NO DEATH": "NO INJURY",
    "NO INJURY OR DEATH": "NO DEATH",
}

Keys = tuple[str, ...]


def verdict(slot: Slot, key: Template, wanted: Fill, given: Fill) -> float:
    """Return how right a response's fill is; a right value that refers to another thing is half right."""
    found = COMPARERS[slot.kind](wanted.values, given.values[0])
    if found != RIGHT or not slot.refers or not (wanted.refers or given.refers):
        return found
    if not (wanted.refers and given.refers):
        return PART
    meant = set(wanted.refers)
    for name in slot.refers:
        meant |= {v for f in key.fills.get(name, ()) if not meant.isdisjoint(f.values) for v in f.values}
    return RIGHT if compare_strings(tuple(sorted(meant)), given.refers[0]) == RIGHT else PART


def compare_strings(keys: Keys, response: str) -> float:
    """Return the best verdict over the key's alternatives."""
    return max(_words_alike(key, response) for key in keys)


@cache
def _words_alike(key: str, response: str) -> float:
    want, give = _heavy(key), _heavy(response)
    if not want or not give:
        return WRONG
    if want == give:
        return RIGHT
    if _within(want, give):
        return RIGHT if len(give) - len(want) <= OVERBOARD else PART
    if _initials(want, give) or _initials(give, want):
        return PART
    want, give = _one_number(want), _one_number(give)
    incomplete = set(give) <= set(want) and len(set(give)) >= LEAST * len(set(want))
    return PART if incomplete or _within(want, give) else WRONG


def _heavy(text: str) -> tuple[str, ...]:
    words = tuple(re.findall(r"[^\W_]+", text))
    return tuple(w for w in words if w not in LIGHT and not w.isdigit()) or words


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and 3 <= len(short[0]) <= len(full) and set(short[0]) <= {word[0] for word in full}


def _one_number(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w[:-1] if len(w) > 3 and w.endswith("S") else w for w in words)


def compare_sets(keys: Keys, response: str) -> float:
    """Return RIGHT for a fill of the key, PART for one that is wider."""
    if response in keys:
        return RIGHT
    return PART if any(response in _wider(key) for key in keys) else WRONG


def _wider(value: str) -> Iterator[str]:
    while value in WIDER:
        value = WIDER[value]
        yield value


def compare_numbers(keys: Keys, response: str) -> float:
    """Return RIGHT for the same number or range, PART for an end of the key's."""
    given = response.replace(" ", "")
    if any(given == key.replace(" ", "") for key in keys):
        return RIGHT
    return PART if any(given in re.findall(r"\d+", key) for key in keys) else WRONG


def compare_places(keys: Keys, response: str) -> float:
    """Return RIGHT for the same chain of places, PART for the same country."""
    given = _chain(response)
    chains = [_chain(key) for key in keys]
    return RIGHT if given in chains else PART if any(c[0] == given[0] for c in chains) else WRONG


def _chain(text: str) -> list[str]:
    return [bare(p) for p in parted(text, ":")]


def compare_dates(keys: Keys, response: str) -> float:
    """Return RIGHT for the same days, PART for days within the key's, or "on or before" its last."""
    given = _days(response)
    ranges = [_days(key) for key in keys]
    if response in keys or (given is not None and given in ranges):
        return RIGHT
    return PART if given is not None and any(r is not None and _close(r, given) for r in ranges) else WRONG


def _close(key: tuple[int | None, int], given: tuple[int | None, int]) -> bool:
    first, last = given
    if first is None:
        return last == key[1]
    return first >= (key[1] - SLACK if key[0] is None else key[0]) and last <= key[1]


@cache
def _days(text: str) -> tuple[int | None, int] | None:
    """Read "09 OCT 88", "09 OCT 88 - 11 OCT 88" or "- 11 OCT 88" as first day (None: open) and last."""
    before, dash, after = text.partition("-")
    first, last = _day(before), _day(after if dash else before)
    return None if last is None or (first is None and before.strip()) else (first, last)


def _day(text: str) -> int | None:
    form = re.fullmatch(r"\s*(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{4}|\d\d)\s*", text)
    if form is None or form[2] not in MONTHS:
        return None
    try:
        return date(int(form[3].rjust(4, "x").replace("xx", "19")), MONTHS.index(form[2]) + 1, int(form[1])).toordinal()
    except ValueError:
        return None


COMPARERS: dict[SlotKind, Callable[[Keys, str], float]] = {
    "date": compare_dates, "place": compare_places, "number": compare_numbers, "set": compare_sets,
    "string": compare_strings,
}  # fmt: skip
