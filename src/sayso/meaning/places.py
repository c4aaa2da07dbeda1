"""Parse -> mentions of places with coordinates, precision and chain.

Candidates are the names that the parse takes for places, and other proper-noun runs the gazetteer knows well that
stand where a place stands; never a person's name or a part of an organisation's ("the Ostra Post"). Which of the
namesakes is meant is decided in toponyms.py. A name no entry fits stays a place without coordinates: the text does
name one. Demonyms are not places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold, load_gazetteer
from sayso.meaning.place.candidates import Candidate, place_candidates, written
from sayso.meaning.place.names import Kinds, Toponym, count_demonyms, demonym, read_toponyms
from sayso.meaning.place.phrases import (
    direction_words,
    head_of,
    role_of,
    with_directions,
    with_kind,
)
from sayso.meaning.place.toponyms import resolve
from sayso.meaning.syntax.once import lowered
from sayso.model import Basis, Mention, Parse, Place, Span

# What a region is called for short in small letters, too: "the peninsula".
LIE_OF_THE_LAND = frozenset({"peninsula", "strip", "heights", "valley", "corridor"})
NOWHERE = Span(0, 0)


def find_places(parse: Parse, *, home: str | None = None, published: str | None = None) -> tuple[Mention[Place], ...]:
    """Return the places a report names, in order; `home` is the ISO3 code of the country it is written for.

    `published` is the day for which contested places are described; without it, the present state of the knowledge.
    """
    gazetteer = load_gazetteer()
    candidates = place_candidates(parse, gazetteer)
    spans = [parse.span(c.first, c.end) for c in candidates]
    toponyms = read_toponyms(parse.text, spans, gazetteer)
    demonyms = count_demonyms(parse.text, gazetteer)
    entries = resolve(toponyms, gazetteer, demonyms=demonyms, home=home)
    policy = _Policy(gazetteer, published)
    others = Counter(written(parse, n).lower() for n in parse.names if n.kind != "place")
    rows = [
        (c, e, t)
        for c, e, t in zip(candidates, entries, toponyms, strict=True)
        if e or (c.known and len(t.name) > 2 and not others[written(parse, c).lower()])  # elsewhere no place: none here
    ]
    words = {i for c, e, _ in rows if e for i in range(c.first, c.end)}
    found = list(_references(parse, [e for _, e, _ in rows if e], words, policy))
    referring = {m.first for m in found}
    chosen = {t.name: e for _, e, t in rows if e}
    holders = {t.name: h for t in reversed(toponyms) if (h := _holder(t, chosen))}
    for candidate, entry, toponym in rows:
        if candidate.first not in referring:
            name, holder = written(parse, candidate), holders.get(toponym.name)
            place = _known(entry, holder, policy) if entry else _unknown(name, toponym.kinds, holder, policy)
            found.append(_mention(parse, candidate, place))
    return tuple(sorted(found, key=lambda m: (m.first, m.end)))


@dataclass(frozen=True, slots=True)
class _Policy:
    """The gazetteer, and the day for which it is asked whose a place is."""

    gazetteer: Gazetteer
    on: str | None

    def place(self, entry: Entry) -> Place:
        """Return the place of an entry; text and span are still to be set."""
        contest = self.gazetteer.contest(entry, self.on)
        return Place(
            name=entry.name, geonames=entry.geonames, country=self.gazetteer.country(entry, self.on),
            administered_by=contest.administered_by if contest else None,
            claimed_by=contest.claimed_by if contest else (), admin1=entry.admin1, lat=entry.lat, lon=entry.lon,
            precision=entry.kind, text="", span=NOWHERE,
        )  # fmt: skip


# --- the mention --------------------------------------------------------------------------------------------------


def _mention(parse: Parse, candidate: Candidate, place: Place) -> Mention[Place]:
    first, end = candidate.first, candidate.end
    first, end = with_kind(parse, first, end)
    start, stop = with_directions(parse, first, end)
    if (start, stop) != (first, end):
        place = _part_of(place, " ".join(direction_words(parse, start, first) or direction_words(parse, end, stop)))
    return _placed(parse, start, stop, place)


def _placed(parse: Parse, first: int, end: int, place: Place) -> Mention[Place]:
    head, span = head_of(parse, first, end), parse.span(first, end)
    text = parse.text[span.start : span.end]
    return Mention(head, first, end, replace(place, role=role_of(parse, head), text=text, span=span))


def _holder(toponym: Toponym, chosen: dict[str, Entry]) -> Entry | None:
    """Return the smallest place that is said to hold another and that the gazetteer has."""
    return next((chosen[n] for n in toponym.within if n in chosen), toponym.of)


def _known(entry: Entry, holder: Entry | None, policy: _Policy) -> Place:
    """Return the place of an entry, in the province of its country where the text puts it: borders move."""
    place = policy.place(entry)
    moved = holder is not None and holder.kind == "province" and holder.country == entry.country
    return replace(place, admin1=holder.admin1) if moved and holder and entry.admin1 else place


def _unknown(name: str, kinds: Kinds, holder: Entry | None, policy: _Policy) -> Place:
    """Return a place by its words alone: no coordinates; province and country where the text says what holds it.

    An area unless the words say what it is.
    """
    if holder is None:
        return Place(name=name, precision=kinds[0] if kinds else "region", text="", span=NOWHERE)
    precision = kinds[0] if kinds else holder.kind
    return replace(policy.place(holder), name=name, geonames=None, lat=None, lon=None, precision=precision)


def _part_of(place: Place, directions: str) -> Place:
    """Return the named side of a place: "northern Norland".

    A side of a country, province or region lies somewhere inside: it keeps the country and, of a province, its name,
    but has no point and no id, since those of the whole would say more than the text. A side of a town stays within
    the town's precision and keeps its point.
    """
    if place.precision in ("point", "town", "district"):
        return place
    name = f"{directions} {place.name}" if directions else place.name
    return replace(place, name=name, geonames=None, lat=None, lon=None, precision="region")


# --- places named by another word ---------------------------------------------------------------------------------


def _references(parse: Parse, known: list[Entry], words: set[int], policy: _Policy) -> Iterator[Mention[Place]]:
    """Yield "the Strip" after the Gaza Strip and "the capital" in a report with one country, where unambiguous."""
    regions = Counter(fold(e.name).split()[-1] for e in set(known) if e.kind == "region" and " " in e.name)
    for i, word in enumerate(lowered(parse)):
        if i == 0 or i in words or (word != "capital" and word not in regions):
            continue
        basis: Basis = "inferred" if word == "capital" else "stated"
        entry = _capital(parse, i, known, words, policy) if word == "capital" else _region(parse, i, known, regions)
        if entry is not None:
            yield _placed(parse, i, i + 1, replace(policy.place(entry), basis=basis))


def _region(parse: Parse, i: int, known: list[Entry], regions: Counter[str]) -> Entry | None:
    word = parse.word(i)
    named = word[0].isupper() or (word in LIE_OF_THE_LAND and len(parse.children(i)) == 1 + _has_case(parse, i))
    if regions[word.lower()] != 1 or not named or parse.lower(i - 1) != "the":
        return None
    if any(parse.upos[c] == "PROPN" for c in parse.children(i)) or _beside_name(parse, i):
        return None
    return next(e for e in known if e.kind == "region" and fold(e.name).split()[-1] == word.lower())


def _has_case(parse: Parse, i: int) -> bool:
    return parse.child(i, "case") is not None


def _beside_name(parse: Parse, i: int) -> bool:
    return i + 1 < len(parse) and parse.upos[i + 1] == "PROPN"


def _capital(parse: Parse, i: int, known: list[Entry], words: set[int], policy: _Policy) -> Entry | None:
    """Return the capital meant by "the capital" or "the Norlandic capital"; none if the name stands beside it."""
    ahead = i + 2 if i + 1 < len(parse) and parse.word(i + 1) == "," else i + 1
    if ahead in words or parse.upos[i] != "NOUN" or parse.relations[i] == "compound" or parse.children(i, "nmod"):
        return None
    before = parse.lower(i - 1)
    if (of := demonym(parse.word(i - 1), policy.gazetteer)) and of.kind == "country" and of.country:
        return policy.gazetteer.capital(of.country)
    countries = {e.country for e in known if e.country}
    if before != "the" or len(countries) != 1:
        return None
    return policy.gazetteer.capital(countries.pop())
