"""An event's accounts -> what a table with one cell a slot may say: what no account contradicts, else nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.faces import words
from sayso.ledger.event.slots import QUANTITY
from sayso.ledger.likeness.marks import actor_key
from sayso.model import Actor, EventView, Place, Telling, Toll

ASSERTED = frozenset({"reported", "attributed"})
FINEST = ("point", "town", "district", "province", "country", "region")
POINTS = frozenset({"point", "town"})


@dataclass(frozen=True, slots=True)
class Side:
    """Those who act or are acted on; `differing` tells who is given by whom where accounts exclude each other."""

    actors: tuple[Actor, ...] = ()
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """The place that all accounts fit, and the province and country that all share."""

    place: Place | None = None
    admin1: str | None = None
    country: str | None = None

    @property
    def point(self) -> Place | None:
        """The place, if it is a town or less and has coordinates."""
        place = self.place
        return place if place is not None and place.precision in POINTS and place.lat is not None else None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included, and whether any account's words give them."""

    first: str | None
    last: str | None
    stated: bool

    @property
    def length(self) -> int | None:
        """The number of days, or None where a bound is missing."""
        try:
            return (date.fromisoformat(self.last or "") - date.fromisoformat(self.first or "")).days + 1
        except ValueError:
            return None

    @property
    def day(self) -> str | None:
        """The day, if it is one."""
        return self.first if self.length == 1 else None

    @property
    def year(self) -> int | None:
        """The year, if it is one."""
        return int(self.first[:4]) if self.first and self.length and self.first[:4] == (self.last or "")[:4] else None


def asserted(view: EventView) -> tuple[Telling, ...]:
    """Return the tellings that say that it happened, on whosever word."""
    return tuple(t for t in view.tellings if t.claim.status in ASSERTED)


def happened(view: EventView) -> bool:
    """Return True if it is an act told to have been, and somebody says that it was."""
    return view.stage == "occurred" and bool(asserted(view))


def doers(view: EventView) -> Side:
    """Return who did it."""
    return _side([(t, t.claim.actors) for t in asserted(view)])


def recipients(view: EventView) -> Side:
    """Return whom it befell."""
    return _side([(t, t.claim.recipients) for t in asserted(view)])


def sides(view: EventView) -> tuple[Side, Side]:
    """Return who did it and whom it befell; of those who did it to one another the first stands against the others."""
    one, other = doers(view), recipients(view)
    mutual = frozenset(map(_key, one.actors)) == frozenset(map(_key, other.actors)) and len(one.actors) > 1
    return (Side(one.actors[:1]), Side(one.actors[1:])) if mutual else (one, other)


def where(view: EventView) -> Where:
    """Return where it was."""
    places = [p for t in asserted(view) for p in t.claim.where if p.role == "at"]
    countries = {p.country for p in places if p.country}
    provinces = {p.admin1 for p in places if p.admin1}
    if len(countries) > 1:
        return Where()
    rank = min((FINEST.index(p.precision) for p in places), default=None)
    finest = {(p.geonames or p.name): p for p in places if FINEST.index(p.precision) == rank}
    admin1 = next(iter(provinces)) if len(provinces) == 1 else None
    place = next(iter(finest.values())) if len(finest) == 1 and len(provinces) <= 1 else None
    return Where(place, admin1, next(iter(countries), None))


def days(view: EventView) -> Days:
    """Return when it was."""
    whens = [t.claim.when for t in asserted(view)]
    return Days(view.first_day, view.last_day, any(w is not None and bool(w.earliest and w.latest) for w in whens))


def toll(view: EventView, kind: str) -> Toll | None:
    """Return what is reported of one kind of figure."""
    return next((t for t in view.tolls if t.kind == kind), None)


def point(found: Toll | None, *, lowest: bool = False) -> tuple[int | None, str | None]:
    """Return the toll's one number with the rule that named it; where none was named, the lowest if that is wanted."""
    if found is None:
        return None, None
    if found.rule is None and lowest:
        return found.low, "lowest reported"
    return found.point, found.rule


def outlets(tellings: Iterable[Telling]) -> list[str]:
    """Return the outlets, once each, copies left out, in order of publication."""
    own = [t for t in tellings if t.report.copy_of is None]
    own.sort(key=lambda t: (t.report.published or "9999", t.report.id))
    return list(dict.fromkeys(t.report.outlet for t in own if t.report.outlet))


def said_by(telling: Telling) -> str:
    """Return who says it: the outlet, and whom it quotes."""
    outlet, speakers = telling.report.outlet or "outlet not named", words.say_so(telling.claim.sayso)
    return f"{outlet}, quoting {speakers}" if speakers else outlet


def bounds(found: Toll) -> str:
    """Return the bounds of a toll in words: "3", "3 to 5", "at least 3"."""
    if found.high is None:
        return f"at least {found.low:,}"
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"


def label(actor: Actor) -> str:
    """Return the neutral name, of the unnamed what they are: "civilians"; their words only where that is not known."""
    return actor.name or actor.kind or f"“{_uncounted(actor.text)}”"


def _side(given: Sequence[tuple[Telling, Sequence[Actor]]]) -> Side:
    """One set of actors, if it holds those of every account: joint actors stay, rival ones leave the slot empty."""
    accounts = _most_telling(given)
    keys = [(frozenset(map(_key, actors)), actors) for _, actors in accounts]
    all_keys = {k for found, _ in keys for k in found}
    keys = [(frozenset(_finest(k, all_keys) for k in found), actors) for found, actors in keys]
    widest = max((found for found, _ in keys), key=lambda f: (len(f), sorted(f)), default=frozenset())
    if any(not found <= widest for found, _ in keys):
        return Side(differing=tuple(dict.fromkeys(f"{words.who(a)} ({said_by(t)})" for t, a in accounts)))
    same = [actors for found, actors in keys if found == widest]
    return Side(max(same, key=lambda g: sum(len(a.id or "") for a in g), default=()))  # "nor.mil" before "nor"


def _most_telling(given: Sequence[tuple[Telling, Sequence[Actor]]]) -> list[tuple[Telling, tuple[Actor, ...]]]:
    """Return the accounts that name somebody; if none does, those that say what they are; else those with any words."""
    for tells in (_named, lambda a: bool(a.kind), lambda a: True):
        found = [(t, tuple(a for a in actors if tells(a))) for t, actors in given]
        if any(actors for _, actors in found):
            return [(t, actors) for t, actors in found if actors]
    return []


def _named(actor: Actor) -> bool:
    return bool(actor.id or (actor.name and actor.name != "person"))


def _key(actor: Actor) -> str:
    return actor_key(actor) if _named(actor) else actor.kind or _uncounted(actor.text).casefold()


def _uncounted(text: str) -> str:
    """Return "people" of "at least 24 people": how many there were is told by figures."""
    counted = QUANTITY.match(text)
    return text[counted.end() :] if counted else text


def _finest(key: str, others: Iterable[str]) -> str:
    """Return the one part of an actor that another account names ("nor.mil" for "nor"), else the actor."""
    parts = [o for o in others if o.startswith(key + ".")]
    return parts[0] if len(parts) == 1 else key
