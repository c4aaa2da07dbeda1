"""The words of a name -> the folded name the gazetteer has it by, and the kinds of places its nouns ask for.

"Tarn Province" is looked up as the province of Tarn, "Tarn air base" as the town or spot, "the Norlandic" as Norland.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.model import PlacePrecision, Span

Kinds = tuple[PlacePrecision, ...]
Key = tuple[str, Kinds]
# Nouns that say what kind of place a name beside them is, and the kinds of entries that can be meant.
KINDS: dict[str, Kinds] = {
    **dict.fromkeys(("province", "governorate", "oblast", "prefecture", "state", "krai"), ("province",)),
    **dict.fromkeys(("region", "territory"), ("province", "region", "district")),
    **dict.fromkeys(("district", "county", "parish", "raion", "municipality", "subdistrict"), ("district", "province")),
    **dict.fromkeys(("city", "town", "village", "port", "hamlet"), ("town",)),
    **dict.fromkeys(("suburb", "neighborhood", "neighbourhood", "quarter"), ("point", "town")),
    **dict.fromkeys(("township", "commune", "barangay"), ("town", "district")),
}
# Nouns for something that stands in or by a place and bears its name: "Tarn refugee camp", "Tarn air base".
FACILITIES = frozenset(
    ("refugee camp", "camp", "border crossing", "crossing", "checkpoint", "air base", "airbase", "airfield", "airport",
     "international airport", "military airport", "military base", "naval base", "base", "garrison", "prison", "dam",
     "bridge", "power plant", "nuclear power plant", "refinery", "hospital", "university", "stadium", "harbour",
     "harbor", "railway station", "station", "market", "border post", "cathedral", "suburbs", "outskirts", "area",
     "city centre", "city center", "countryside")
)  # fmt: skip
WINDS = ("north", "south", "east", "west")
DIRECTIONS = frozenset(
    [w + e for w in (*WINDS, *(a + b for a in WINDS[:2] for b in WINDS[2:])) for e in ("", "ern", "ernmost")]
    + ["central", "upper", "lower", "far"]
)
LARGE = 100_000  # inhabitants of a place that has a side: "west Tarn" is one, "West Side" none of Side
SPELT = {"l.a.": "los angeles", "d.c.": "washington d c"}  # what folding would make of them is another place
AFTER = re.compile(rf"\s+({'|'.join(KINDS)})\b", re.IGNORECASE)
BEFORE = re.compile(rf"(?:\b(\w+(?: \w+)?) )?\b({'|'.join(KINDS)})\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
SIDES = r"(?:(?:north|south|east|west)\w*[\s-]+(?:and\s+)?|central\s+|the\s+|nearby\s+|restive\s+|province\s+of\s+)*"
WITHIN = re.compile(
    rf"(?:\s+(?:{'|'.join(KINDS)}))?(?:,\s*|\s*\(|\s+in\s+){SIDES}|\s+(?:{'|'.join(KINDS)})\s+of\s+{SIDES}"
)
LIST = re.compile(r",?\s+(?:and|or)\s+|,\s+")
OF = re.compile(rf"\s+of\s+{SIDES}")  # behind a name with its noun: "Tarn District of Norland"
OWNED = re.compile(rf"(?:\s+(?:{'|'.join(KINDS)}))?['’]s?\s+(?:[a-z]+\s+)?$")  # "Norland's Tarn district"
CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")

SIZE: dict[PlacePrecision | None, int] = {
    None: 0, "point": 0, "town": 1, "district": 2, "province": 3, "region": 4, "country": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention of a place's name: folded, the kinds its neighbours ask for, and what is said to hold it."""

    name: str
    kinds: Kinds = ()
    within: tuple[str, ...] = ()  # folded names
    of: Entry | None = None  # the place of a demonym beside it: "the Norlandic town of Tarn"


def read_toponyms(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Toponym]:
    """Return the toponym of each span, spans being in order of the text."""
    ends = [0, *(s.end for s in spans)]
    beside = [_noun_before(text, s, end) for s, end in zip(spans, ends, strict=False)]
    names = [_named(text, s, b, gazetteer) for s, b in zip(spans, beside, strict=True)]
    names = [_in_list(text, spans, n, names, gazetteer) for n in range(len(names))]
    found = []
    for n, (name, kinds) in enumerate(names):
        before = beside[n]
        of = demonym(before[1], gazetteer) if before and before[1] else None
        found.append(Toponym(name, kinds, _containers(text, spans, n, names, gazetteer), of))
    return found


def _in_list(text: str, spans: Sequence[Span], n: int, names: Sequence[Key], gazetteer: Gazetteer) -> Key:
    """Return a name as that of a province where it stands in a list of its country's provinces: "New York and Ohio"."""
    name, kinds = names[n]
    if kinds or _kind(names[n], gazetteer) != "town":
        return name, kinds
    sides = [m for m in (n - 1, n + 1) if 0 <= m < len(names) and names[m] != names[n]]
    joined = [m for m in sides if LIST.fullmatch(text, spans[min(m, n)].end, spans[max(m, n)].start)]
    beside = {e.country for m in joined for e, _ in gazetteer.candidates(names[m][0])[:1] if e.kind == "province"}
    provinces = (e for e, weight in gazetteer.candidates(name) if e.kind == "province" and weight > e.weight - 1)
    return name, ("province",) if any(e.country in beside for e in provinces) else ()


def _noun_before(text: str, span: Span, last: int) -> re.Match[str] | None:
    """Return the noun in front of a name, none if it is that of the name before: "the Tarn district of Ostra"."""
    found = BEFORE.search(text, max(0, span.start - 40), span.start)
    return found if found and text[last : found.start(2)].strip() else None


def _named(text: str, span: Span, before: re.Match[str] | None, gazetteer: Gazetteer) -> tuple[str, Kinds]:
    """Return the name of a span and the kinds that the nouns in it, behind it or in front of it ask for."""
    name, kinds = look_up(text[span.start : span.end], gazetteer)
    candidates = gazetteer.candidates(name)
    if kinds or (candidates and candidates[0][0].kind == "country"):
        return name, kinds
    if after := AFTER.match(text, span.end):
        return name, asked(after[1], name, gazetteer)
    if before and "of" in before[0].lower().split():
        return name, asked(before[2], name, gazetteer)
    return name, ()


def look_up(written: str, gazetteer: Gazetteer) -> tuple[str, Kinds]:
    """Return the folded name under which the gazetteer has a place, without its kind word if need be.

    "Tarn Province" -> ("tarn", ("province",)) where only "tarn" is known.
    """
    if people := gazetteer.people(written):
        return fold(people.name), (people.kind,)
    folded = fold(SPELT.get(written.lower(), written))
    if gazetteer.candidates(folded):
        return folded, ()
    words = folded.split()
    if len(words) > 1 and words[-1] in KINDS:
        return " ".join(words[:-1]), KINDS[words[-1]]
    if len(words) > 2 and words[0] in KINDS and words[1] == "of":
        return " ".join(words[2:]), KINDS[words[0]]
    return _bearer(words, gazetteer) or (folded, ())


def _bearer(words: list[str], gazetteer: Gazetteer) -> tuple[str, Kinds] | None:
    """Return the place that a longer name is made of: "tarn air base", "south tarn" -> "tarn"."""
    for start in range(1, len(words)):
        name = " ".join(words[:start])
        if " ".join(words[start:]) in FACILITIES and gazetteer.candidates(name):
            return name, ("point", "town")
    rest = " ".join(words[1:])
    known = gazetteer.candidates(rest) if words and words[0] in DIRECTIONS else ()
    return (rest, ()) if known and known[0][0].people >= LARGE else None


def asked(noun: str, name: str, gazetteer: Gazetteer) -> Kinds:
    """Return the kinds a noun beside a name asks for, none if only others have its name: "US state television"."""
    kinds = KINDS[noun.lower()]
    known = gazetteer.candidates(name)
    return kinds if not known or any(e.kind in kinds for e, _ in known) else ()


def demonym(words: str, gazetteer: Gazetteer) -> Entry | None:
    """Return the place whose people or things a word names: "Norlandic", "two Norlanders"."""
    parts = words.split() or [words]
    return next((e for form in (words, parts[-1], parts[0]) if (e := gazetteer.people(form))), None)


def count_demonyms(text: str, gazetteer: Gazetteer) -> Counter[Entry]:
    """Return how often each place's demonyms stand in the text: "Norlandic troops" speaks for Norland's towns."""
    found = (demonym(m[0], gazetteer) for m in CAPITALISED.finditer(text))
    return Counter(e for e in found if e)


def _containers(
    text: str, spans: Sequence[Span], n: int, names: Sequence[Key], gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the names right behind that are said to hold this one: "Tarn, Ostra Province, Norland".

    In "Tarn, Ostra and Sarvia", a list, each is best known as the same kind of place, and nothing is held.
    """
    found: list[str] = []
    at = n
    while at + 1 < len(spans) and len(found) < 3:
        joint = WITHIN.match(text, spans[at].end) or (OF.match(text, spans[at].end) if names[at][1] else None)
        if not joint or joint.end() != spans[at + 1].start:
            break
        at += 1
        if _kind(names[at], gazetteer) and not _larger(names[at], names[at - 1], gazetteer) and names[at] != names[n]:
            break
        found.append(names[at][0])
    if n and OWNED.fullmatch(text, spans[n - 1].end, spans[n].start) and _larger(names[n - 1], names[n], gazetteer):
        found.append(names[n - 1][0])
    return tuple(found)


def _larger(one: Key, other: Key, gazetteer: Gazetteer) -> bool:
    return SIZE[_kind(one, gazetteer)] > SIZE[_kind(other, gazetteer)]


def _kind(key: Key, gazetteer: Gazetteer) -> PlacePrecision | None:
    """Return the kind of place a name is by its noun, or as it is best known."""
    name, kinds = key
    candidates = gazetteer.candidates(name)
    return kinds[0] if kinds else candidates[0][0].kind if candidates else None
