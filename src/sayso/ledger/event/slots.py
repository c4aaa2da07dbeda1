"""Tellings of one happening -> what each slot is given as, by whom; what a source does not state is said to be so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from sayso.knowledge.gazetteer import load_gazetteer
from sayso.ledger.event.voices import name_of, voices
from sayso.ledger.likeness.marks import actor_key
from sayso.model import Actor, Claim, Place, Slot, Telling, Value, When

WIDE = frozenset({"country", "region"})
# How many there were is told by figures: "at least 21 civilians" and "civilians" are the same people.
QUANTITY = re.compile(
    r"^(?:(?:at least|at most|more than|fewer than|less than|as many as|up to|about|around|some|over|nearly|almost|the|"
    r"another|other|several|dozens of|scores of|hundreds of|thousands of|a|an|\d[\d,.]*|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)\s+)+",
    re.IGNORECASE,
)

SlotName = Literal["type", "actors", "recipients", "where", "when", "status"]


class Given(NamedTuple):
    """What a claim gives for a slot: a key that is equal for equals, and how it is told."""

    key: str
    text: str
    actor: Actor | None = None
    place: Place | None = None
    when: When | None = None


def slots_of(tellings: Sequence[Telling]) -> tuple[Slot, ...]:
    """Return every slot with its values."""
    return tuple(_slot(name, given, tellings) for name, given in SLOTS.items())


def given(name: SlotName, claim: Claim) -> tuple[Given, ...]:
    """Return what a claim gives for a slot, nothing where it does not state it."""
    return tuple({g.key: g for g in SLOTS[name](claim)}.values())


def at_odds(name: SlotName, one: Sequence[Given], other: Sequence[Given]) -> bool:
    """True if two accounts of a slot cannot both hold: a town and its country can, two towns cannot."""
    meet = MEETING[name]
    return bool(one and other) and not any(meet(a, b) for a in one for b in other)


def when_text(when: When | None) -> str | None:
    """Return days as "2021-05-10", "2021-05-10 to 2021-05-11", "by 2021-05-11"; None where they are not stated."""
    if when is None or when.basis == "inferred":
        return None
    start, end = when.earliest, when.latest
    if start is None or end is None:
        return f"by {end}" if end else f"from {start}" if start else when.text and f"“{when.text}”"
    return start if start == end else f"{start} to {end}"


def place_text(place: Place) -> str:
    """Return a place as "Oslo (Norway)", "from Oslo (Norway)"; a region in the words of the text."""
    role = "" if place.role == "at" else f"{place.role} "
    country = _country(place.country) if place.country else ""
    if place.precision == "country" and place.name == place.country:
        return f"{role}{country}"
    name = place.text if place.precision == "region" else place.name
    return f"{role}{name}" + (f" ({country})" if country and place.precision != "country" else "")


def _country(letters: str) -> str:
    """Return the name of a country by its three letters, the letters where they name none."""
    found = load_gazetteer().countries.get(letters)
    return found.name if found else letters


def _slot(name: SlotName, give: Callable[[Claim], Iterator[Given]], tellings: Sequence[Telling]) -> Slot:
    stated = {t.claim.id: {g.key: g for g in give(t.claim)} for t in tellings}
    by_key: dict[str, list[Telling]] = defaultdict(list)
    found: dict[str, Given] = {}
    for telling in tellings:
        for key, value in stated[telling.claim.id].items():
            by_key[key].append(telling)
            found.setdefault(key, value)
    values = [_value(found[key], who) for key, who in by_key.items()]
    values.sort(key=lambda v: (-len(v.sources), -len(v.claims), v.text or ""))
    silent = [t for t in tellings if not stated[t.claim.id]]
    if silent:
        values.append(_value(Given("", ""), silent))
    accounts = {frozenset(keys) for keys in stated.values() if keys}
    return Slot(name=name, values=tuple(values), agreed=len(accounts) <= 1)


def _value(value: Given, tellings: Sequence[Telling]) -> Value:
    return Value(
        text=value.text or None, claims=tuple(t.claim.id for t in tellings), sources=voices(tellings),
        actor=value.actor, place=value.place,
    )  # fmt: skip


def _type(claim: Claim) -> Iterator[Given]:
    text = f"{claim.type} {claim.mode}" if claim.mode else claim.type
    yield Given(text, text)


def _actors(claim: Claim) -> Iterator[Given]:
    return map(_who, claim.actors)


def _recipients(claim: Claim) -> Iterator[Given]:
    return map(_who, claim.recipients)


def _who(actor: Actor) -> Given:
    counted = QUANTITY.match(actor.text) if not (actor.id or actor.name) else None
    bare = replace(actor, text=actor.text[counted.end() :]) if counted else actor
    return Given(actor_key(bare), name_of(bare), actor=actor)


def _where(claim: Claim) -> Iterator[Given]:
    for place in claim.where:
        yield Given(f"{place.role} {place.geonames or place.name.casefold()}", place_text(place), place=place)


def _when(claim: Claim) -> Iterator[Given]:
    if text := when_text(claim.when):
        yield Given(text, text, when=claim.when)


def _status(claim: Claim) -> Iterator[Given]:
    yield Given(claim.status, claim.status)


SLOTS: dict[SlotName, Callable[[Claim], Iterator[Given]]] = {
    "type": _type, "actors": _actors, "recipients": _recipients, "where": _where, "when": _when, "status": _status,
}  # fmt: skip


# --- which accounts can both hold ---------------------------------------------------------------------------------


def _same(one: Given, other: Given) -> bool:
    return one.key == other.key


def _same_act(one: Given, other: Given) -> bool:
    """A way that is not told speaks against none."""
    return f"{one.key} ".startswith(f"{other.key} ") or f"{other.key} ".startswith(f"{one.key} ")


def _kin(one: Given, other: Given) -> bool:
    """Whoever has no name may be the other, unless they are of different kinds."""
    a, b = one.actor, other.actor
    if a is not None and b is not None and not ((a.id or a.name) and (b.id or b.name)):
        return one.key == other.key or a.kind == b.kind or None in (a.kind, b.kind)
    return one.key == other.key or one.key.startswith(f"{other.key}.") or other.key.startswith(f"{one.key}.")


def _near(one: Given, other: Given) -> bool:
    p, q = one.place, other.place
    if one.key == other.key or p is None or q is None or None in (p.country, q.country):
        return True
    if p.country != q.country:
        return False
    wide = {p.precision, q.precision} & {*WIDE, "province"}
    return bool(wide & WIDE) or (bool(wide) and (p.admin1 == q.admin1 or None in (p.admin1, q.admin1)))


def _overlap(one: Given, other: Given) -> bool:
    a, b = one.when, other.when
    if a is None or b is None:
        return True
    return not (_before(a.latest, b.earliest) or _before(b.latest, a.earliest))


def _before(end: str | None, start: str | None) -> bool:
    return end is not None and start is not None and end[:10] < start[:10]


MEETING: dict[SlotName, Callable[[Given, Given], bool]] = {
    "type": _same_act, "actors": _kin, "recipients": _kin, "where": _near, "when": _overlap, "status": _same,
}  # fmt: skip
