"""Spans that name places -> the gazetteer entries they mean, chosen for the whole report at once.

A name's candidates are weighed by how well known each is and by what the rest of the report says: stated containment
("Tarn, Norland", "the Norlandic town of Tarn"), and countries, provinces and neighbourhoods that its other names lie
in. One name has one sense a report. Where two candidates are close and nothing speaks for either, none is chosen.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.knowledge.gazetteer import Entry, Gazetteer, distance, fold
from sayso.model import PlacePrecision, Span

# Nouns that say what kind of place a name beside them is, and the kinds of entries that can be meant.
Kinds = tuple[PlacePrecision, ...]
Key = tuple[str, Kinds]
KINDS: dict[str, Kinds] = {
    **dict.fromkeys(("province", "governorate", "oblast", "prefecture", "state", "krai"), ("province",)),
    **dict.fromkeys(("region", "territory"), ("province", "region", "district")),
    **dict.fromkeys(("district", "county", "parish", "raion", "municipality"), ("district", "province")),
    **dict.fromkeys(("city", "town", "village", "port", "hamlet"), ("town",)),
    **dict.fromkeys(("suburb", "neighborhood", "neighbourhood", "quarter"), ("point", "town")),
}
AFTER = re.compile(rf"\s+({'|'.join(KINDS)})\b", re.IGNORECASE)
BEFORE = re.compile(rf"(?:\b(\w+(?: \w+)?) )?\b({'|'.join(KINDS)})\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
WITHIN = re.compile(r"(?:\s+(?:province|county|district|governorate|oblast|city|town))?(?:,\s*|\s*\(|\s+in\s+)"
                    r"(?:(?:north|south|east|west)\w*\s+|central\s+|the\s+|province\s+of\s+)*")  # fmt: skip
CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")

SIZE: dict[PlacePrecision | None, int] = {
    None: 0, "point": 0, "town": 1, "district": 2, "province": 3, "region": 4, "country": 4,
}  # fmt: skip
STATED = 8.0  # for a stated container: more than any difference of fame
COUNTRY, PROVINCE, NEAR = (1.0, 2.0), (1.5, 3.0), (1.0, 2.0)  # for the first companion, and at most
AROUND = 3.0  # at most for province and neighbourhood together: a small town near by stays behind a capital
CLOSE = 0.3  # two places nearer in weight than a factor of two in inhabitants
SAME_AREA = 100  # kilometres between a town and the area of its name that count as one place
DEMONYM, HOME, LARGE_ANCHOR = 0.5, 1.0, 0.5
MOST = 80  # candidates of a name

HAMLET = 3000  # inhabitants


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention of a place's name: folded, the kinds its neighbours ask for, and what is said to hold it."""

    name: str
    kinds: Kinds = ()
    within: tuple[str, ...] = ()  # folded names
    country: str | None = None  # ISO3, of a demonym beside it


@dataclass
class Context:
    """How many of the report's names lie in a country, a province, a cell of one degree."""

    countries: Counter[str]
    provinces: Counter[int]
    cells: Counter[tuple[int, int]]

    def add(self, entry: Entry, amount: float) -> None:
        """Count a place; a counter holds shares, not only whole numbers."""
        for country in entry.countries or ((entry.country,) if entry.country else ()):
            self.countries[country] += amount  # type: ignore[assignment]
        if entry.province is not None:
            self.provinces[entry.province] += amount  # type: ignore[assignment]
        if entry.kind in ("town", "point", "district"):
            self.cells[_cell(entry)] += amount  # type: ignore[assignment]


def read_toponyms(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Toponym]:
    """Return the toponym of each span, spans being in order of the text."""
    names = [look_up(text[s.start : s.end], gazetteer) for s in spans]
    found = []
    for n, span in enumerate(spans):
        name, kinds = names[n]
        before = BEFORE.search(text, max(0, span.start - 40), span.start)
        after = AFTER.match(text, span.end)
        if after and not kinds:
            kinds = _asked(after[1], name, gazetteer) if _kind(name, gazetteer) != "country" else ()
        elif before and not kinds and "of" in before[0].lower().split():
            kinds = _asked(before[2], name, gazetteer)
        country = demonym(before[1], gazetteer) if before and before[1] else None
        found.append(Toponym(name, kinds, _containers(text, spans, n, names, gazetteer), country))
    return found


def look_up(written: str, gazetteer: Gazetteer) -> tuple[str, Kinds]:
    """Return the folded name under which the gazetteer has a place, without its kind word if need be.

    "Tarn Province" -> ("tarn", ("province",)) where only "tarn" is known.
    """
    folded = fold(written)
    if gazetteer.candidates(folded):
        return folded, ()
    words = folded.split()
    if len(words) > 1 and words[-1] in KINDS:
        return " ".join(words[:-1]), KINDS[words[-1]]
    if len(words) > 2 and words[0] in KINDS and words[1] == "of":
        return " ".join(words[2:]), KINDS[words[0]]
    return folded, ()


def resolve(
    toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, demonyms: Counter[str], home: str | None = None
) -> list[Entry | None]:
    """Return the entry each toponym means, None where there is none or none stands out."""
    groups = _groups(toponyms)
    chosen: dict[Key, Entry | None] = {}
    for round_ in range(3):
        context = _context(groups, chosen, gazetteer, first=round_ == 0)
        for country, count in demonyms.items():
            context.countries[country] += DEMONYM * min(count, 3)  # type: ignore[assignment]
        if home:
            context.countries[home] += HOME  # type: ignore[assignment]
        before = dict(chosen)
        chosen = {k: _choose(k, group, context, before.get(k), gazetteer) for k, group in groups.items()}
        if chosen == before:
            break
    return [chosen[t.name, t.kinds] for t in toponyms]


def count_demonyms(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """Return how often each country's demonyms stand in the text: "Norlandic troops" speaks for Norland's towns."""
    found = (demonym(m[0], gazetteer) for m in CAPITALISED.finditer(text))
    return Counter(c for c in found if c)


def _asked(noun: str, name: str, gazetteer: Gazetteer) -> Kinds:
    """Return the kinds a noun beside a name asks for, none if only others have its name: "US state television"."""
    kinds = KINDS[noun.lower()]
    known = gazetteer.candidates(name)
    return kinds if not known or any(e.kind in kinds for e, _ in known) else ()


def demonym(words: str, gazetteer: Gazetteer) -> str | None:
    """Return the ISO3 code of the country whose people or things a word names: "Norlandic", "Norlanders"."""
    lowered = words.lower()
    for form in (lowered, lowered.split()[-1], lowered.split()[0]):
        if country := gazetteer.demonyms.get(form) or gazetteer.demonyms.get(form.removesuffix("s")):
            return country
    return None


def _containers(
    text: str, spans: Sequence[Span], n: int, names: Sequence[tuple[str, object]], gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the names right behind that are said to hold this one: "Tarn, Ostra Province, Norland".

    In "Tarn, Ostra and Sarvia", a list, each is best known as the same kind of place, and nothing is held.
    """
    found: list[str] = []
    at = n
    while at + 1 < len(spans) and len(found) < 3:
        joint = WITHIN.match(text, spans[at].end)
        if not joint or joint.end() != spans[at + 1].start:
            break
        at += 1
        if SIZE[_kind(names[at][0], gazetteer)] <= SIZE[_kind(names[at - 1][0], gazetteer)] and names[at] != names[n]:
            break
        found.append(names[at][0])
    return tuple(found)


def _kind(name: str, gazetteer: Gazetteer) -> PlacePrecision | None:
    candidates = gazetteer.candidates(name)
    return candidates[0][0].kind if candidates else None


def _groups(toponyms: Iterable[Toponym]) -> dict[Key, list[Toponym]]:
    groups: dict[Key, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        groups[toponym.name, toponym.kinds].append(toponym)
    return groups


def _context(
    groups: Iterable[Key],
    chosen: dict[Key, Entry | None],
    gazetteer: Gazetteer,
    *,
    first: bool,
) -> Context:
    """Count each name's chosen place; before any is chosen, share each name out among its candidates by weight."""
    context = Context(Counter(), Counter(), Counter())
    for key in groups:
        if entry := chosen.get(key):
            context.add(entry, 1.0)
        elif first:
            for entry, share in _shares(gazetteer.candidates(key[0])[:20]):
                context.add(entry, share)
    return context


def _shares(candidates: Sequence[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    if not candidates:
        return []
    odds = [10 ** (LARGE_ANCHOR * (w - candidates[0][1])) for _, w in candidates]
    return [(e, o / sum(odds)) for (e, _), o in zip(candidates, odds, strict=True)]


def _choose(
    key: Key,
    group: Sequence[Toponym],
    context: Context,
    own: Entry | None,
    gazetteer: Gazetteer,
) -> Entry | None:
    name, kinds = key
    candidates = [c for c in gazetteer.candidates(name)[:MOST] if len(name) > 2 or c[0].kind in ("country", "province")]
    nations = {e.country for e, _ in candidates if e.kind == "country"}  # "Mexico" is not its capital
    fitting = [c for c in candidates if c[0].kind in kinds] or [
        c for c in candidates if c[0].kind == "country" or c[0].country not in nations
    ]
    shares = dict.fromkeys((e.key for e, _ in fitting), 0.0)
    shares |= {own.key: 1.0} if own else {e.key: s for e, s in _shares(gazetteer.candidates(name)[:20])}
    stated = _stated(group, gazetteer)
    scored = []
    for entry, weight in fitting:
        support = _support(entry, context, shares.get(entry.key, 0.0), own)
        support += STATED * any(_holds(holder, entry) for holder in stated)
        if support or ", " not in entry.name or entry.kind != "point":
            scored.append((weight + support, support, entry))
    scored.sort(key=lambda s: (-s[0], s[2].key))
    best = _clear(scored)
    if best is not None and best.kind == "town" and best.people < HAMLET and not max(s for _, s, _ in scored):
        return None  # a village nobody points to: more likely a place that the gazetteer does not have
    return best and _same_area(best, fitting)


def _clear(scored: Sequence[tuple[float, float, Entry]]) -> Entry | None:
    """Return the best, None if another place elsewhere is as good and the report supports neither more."""
    if not scored:
        return None
    score, support, best = scored[0]
    for other_score, other_support, other in scored[1:]:
        if score - other_score >= CLOSE:
            break
        if abs(support - other_support) < CLOSE and distance(best, other) > SAME_AREA:
            return None
    return best


def _same_area(best: Entry, fitting: Iterable[tuple[Entry, float]]) -> Entry:
    """Return the best known of namesakes in one area, which the report's other names cannot tell apart."""
    return next(e for e, _ in fitting if e.country == best.country and distance(e, best) < SAME_AREA)


def _support(entry: Entry, context: Context, own_share: float, own: Entry | None) -> float:
    """Return what other names of the report add to a candidate; the name itself is not its own companion."""
    same_country = own is not None and own.country == entry.country
    country = context.countries[entry.country or ""] - (1.0 if same_country else own_share)
    same_province = own is not None and own.province == entry.province
    province = context.provinces[entry.province] if entry.province is not None else 0.0
    province -= 1.0 if same_province else own_share
    around = _grown(province, PROVINCE)
    if entry.kind in ("town", "point", "district"):
        row, column = _cell(entry)
        near = sum(context.cells[row + r, column + c] for r in (-1, 0, 1) for c in (-1, 0, 1))
        close = own is not None and abs(own.lat - entry.lat) < 1.5 and abs(own.lon - entry.lon) < 1.5
        around += _grown(near - (1.0 if close else own_share), NEAR)
    return _grown(country, COUNTRY) + min(around, AROUND)


def _grown(count: float, scale: tuple[float, float]) -> float:
    return min(scale[1], scale[0] * math.log2(1 + count)) if count > 0.01 else 0.0


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat), math.floor(entry.lon)


def _stated(group: Iterable[Toponym], gazetteer: Gazetteer) -> list[Entry]:
    names = {name for toponym in group for name in toponym.within}
    countries = {toponym.country for toponym in group if toponym.country}
    holders = [e for name in sorted(names) for e, _ in gazetteer.candidates(name)[:20]]
    return [*holders, *(gazetteer.countries[c] for c in sorted(countries))]


def _holds(holder: Entry, entry: Entry) -> bool:
    """True if one place lies in the other as far as the gazetteer knows."""
    if holder.key == entry.key:
        return False
    if holder.kind == "country":
        return entry.country == holder.country or holder.country in entry.countries
    if holder.kind == "province":
        return entry.province == holder.key and entry.kind != "province"
    if holder.kind == "district":
        return entry.district == holder.key
    if holder.kind == "region":
        return entry.country in holder.countries and distance(holder, entry) < 300
    return entry.kind in ("point", "town") and entry.country == holder.country and distance(holder, entry) < 30
