"""Words that are searched for -> the actors and places that bear them as a name, each with its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.faces.web.asked import address
from sayso.knowledge.gazetteer import Entry, load_gazetteer
from sayso.knowledge.registry import load_registry
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.place_names import countries_of, names_of
from sayso.ledger.store import Connection

ACTORS, PLACES = 6, 4  # offered at most


class Offer(NamedTuple):
    """What a name may mean beside the words of reports, what that is, and the address that shows it."""

    name: str
    about: str
    href: str


def offers(connection: Connection, asked: Filter) -> list[Offer]:
    """Return the actors of the names that are searched for, and the places that the ledger has."""
    names = [n for text in asked.text for n in dict.fromkeys((text, text.title()))]
    places = [entry for name in names for entry in load_gazetteer().find(name)]
    return [*_once(_actors(names, bool(places)), ACTORS), *_once(_places(connection, places), PLACES)]


def _once(found: Iterator[Offer], most: int) -> list[Offer]:
    return list({offer.href: offer for offer in found}.values())[:most]


def _actors(names: list[str], places: bool) -> Iterator[Offer]:
    """Yield actors; who searches for a town does not mean the government that is named after it."""
    for name in names:
        for entry in load_registry().find(name):
            if not (places and entry.kind == "government"):
                yield Offer(entry.name, entry.kind, address(f"/actors/{entry.id}", Filter()))


def _places(connection: Connection, found: list[Entry]) -> Iterator[Offer]:
    numbers = names_of(connection, [str(e.geonames) for e in found if e.geonames])
    codes = countries_of(connection, [e.country for e in found if e.kind == "country" and e.country])
    for entry in found:
        if entry.kind == "country" and entry.country in codes:
            yield Offer(entry.name, "events there", address("/", Filter(place=(entry.country,))))
        elif entry.kind != "country" and str(entry.geonames) in numbers:
            about = f"{entry.kind}{_within(entry)}: events there"
            yield Offer(entry.name, about, address("/", Filter(place=(str(entry.geonames),))))


def _within(entry: Entry) -> str:
    """Return " in Syria", and nothing for a contested place: it has no country in our records."""
    gazetteer = load_gazetteer()
    country = gazetteer.country(entry)
    return f" in {gazetteer.countries[country].name}" if country in gazetteer.countries else ""
