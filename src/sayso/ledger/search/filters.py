"""Words of a command line, a URL or Python -> what is asked of a ledger.

Several values of one field: any of them. Several fields: all of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple, get_args

from sayso.ledger.likeness.marks import STAGES
from sayso.model import ClaimType, Status

DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
FIGURE = re.compile(r"([^\W\d][\w -]*?)\s*(?:(>=|<=|=|>|<)\s*(\d{1,18}))?")
KEY = re.compile(r"[0-9a-f]{6,20}")
YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})


class Amount(NamedTuple):
    """What a figure is asked to be: `sign` is None where any number will do."""

    kind: str
    sign: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is asked of a ledger. Days are ISO, both included; values are checked and brought to one form when made.

    An actor stands for its parts, a place for what lies in it. `between` is "one, other", acts either way. What was
    withdrawn or rejected is left out unless `withdrawn`.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    confidence: float | None = None
    event: tuple[str, ...] = ()
    withdrawn: bool = False

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, _fit(name, getattr(self, name)))
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"until: {self.until} lies before since, {self.since}")

    @classmethod
    def from_words(cls, words: Mapping[str, Sequence[str]]) -> Filter:
        """Return the filter that words ask for, empty ones left out; raise ValueError that names the field."""
        values: dict[str, Any] = {}
        for name, given in words.items():
            if name not in FIELDS:
                raise ValueError(f"{name}: no such field; there are {', '.join(FIELDS)}")
            kept = tuple(w for w in ([given] if isinstance(given, str) else given) if w.strip())
            if name in SINGLE and len(kept) > 1:
                raise ValueError(f"{name}: one value only, not {len(kept)}")
            if kept:
                values[name] = kept[0] if name in SINGLE else kept
        return cls(**values)

    def to_words(self) -> dict[str, list[str]]:
        """Return the words that `from_words` makes the same filter of; fields that ask nothing are left out."""
        given = {name: getattr(self, name) for name in FIELDS}
        return {n: _words(v) for n, v in given.items() if v is not None and v is not False and v != ()}

    @property
    def empty(self) -> bool:
        """True if it asks for everything."""
        return not self.to_words()


def amount_of(figure: str) -> Amount:
    """Return a kind of figure with the bound that is asked of it: "killed>=10", "killed"."""
    found = FIGURE.fullmatch(figure.strip())
    if not found:
        raise ValueError(f"a kind and a bound as in killed>=10, not {figure!r}")
    kind, sign, number = found.groups()
    return Amount(kind.lower(), sign, int(number or 0))


def pair_of(between: str) -> tuple[str, str]:
    """Return the two actors of "one, other"."""
    parts = [p.strip() for p in between.split(",")]
    if len(parts) != 2 or not all(parts):
        raise ValueError(f"two actors parted by a comma, not {between!r}")
    return parts[0], parts[1]


def box_of(place: str) -> tuple[float, float, float, float] | None:
    """Return south, west, north, east of "lat,lon,lat,lon", None for a name; raise ValueError where none can be."""
    parts = place.split(",")
    try:
        numbers = [float(p) for p in parts]
    except ValueError:
        return None
    if len(parts) == 1:
        return None
    if len(parts) != 4 or not all(abs(n) <= most for n, most in zip(numbers, (90, 180, 90, 180), strict=True)):
        raise ValueError(f"a box is lat,lon,lat,lon in degrees, south-west corner first, not {place!r}")
    south, west, north, east = numbers
    if south > north:
        raise ValueError(f"a box begins with its southern corner, not {place!r}")
    return south, west, north, east


def _fit(name: str, value: Any) -> Any:
    """Return a field's value in its one form; raise ValueError with the field's name."""
    check = CHECKS.get(name, _plain)
    try:
        if name in SINGLE:
            return value if value is None else check(value)
        words = (value,) if isinstance(value, str) else value
        return tuple(dict.fromkeys(check(w) for w in words))
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"{name}: {error}") from error


def _words(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return list(value)
    return ["yes" if value is True else str(value)]


def _plain(word: str) -> str:
    if "\0" in word or not word.strip():
        raise ValueError(f"a word or more, not {word!r}")
    return " ".join(word.split())


def _one_of(allowed: Sequence[str], change: Callable[[str], str]) -> Callable[[str], str]:
    def check(word: str) -> str:
        if (changed := change(word.strip())) not in allowed:
            raise ValueError(f"{word!r} is none of {', '.join(allowed)}")
        return changed

    return check


def _day(last: bool) -> Callable[[str], str]:
    """Return a check of a day, a month or a year, which stands for its first day or its last."""

    def check(word: str) -> str:
        found = DAY.fullmatch(word.strip())
        if not found:
            raise ValueError(f"a day, a month or a year as 2024-03-05, 2024-03 or 2024, not {word!r}")
        year, month, day = (int(g or 0) for g in found.groups())
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1)).isoformat()

    return check


def _share(word: str | float) -> float:
    number = float(word)
    if not 0 <= number <= 1:
        raise ValueError(f"a number from 0 to 1, not {word!r}")
    return number


def _yes(word: str | bool) -> bool:
    if str(word).lower() not in YES | NO:
        raise ValueError(f"yes or no, not {word!r}")
    return str(word).lower() in YES


def _key(word: str) -> str:
    if not KEY.fullmatch(word.strip().lower()):
        raise ValueError(f"an id of 20 hexadecimal digits, or its first 6 or more, not {word!r}")
    return word.strip().lower()


def _figure(word: str) -> str:
    kind, sign, number = amount_of(word)
    return f"{kind}{sign}{number}" if sign else kind


def _place(word: str) -> str:
    box_of(word)
    return _plain(word)


# A field that is not here takes any words. To add a field, add it to Filter, here, and to conditions.CONDITIONS.
CHECKS: dict[str, Callable[[Any], Any]] = {
    "between": lambda word: ", ".join(pair_of(_plain(word))),
    "place": _place,
    "type": _one_of(get_args(ClaimType), str.upper),
    "mode": lambda word: _plain(word).lower(),
    "status": _one_of(get_args(Status), str.lower),
    "stage": _one_of(tuple(dict.fromkeys(STAGES.values())), str.lower),
    "since": _day(last=False),
    "until": _day(last=True),
    "report": _key,
    "event": _key,
    "figure": _figure,
    "confidence": _share,
    "withdrawn": _yes,
}
SINGLE = frozenset({"since", "until", "confidence", "withdrawn"})
FIELDS = tuple(f.name for f in fields(Filter))
