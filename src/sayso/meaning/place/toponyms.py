"""Spans that name places -> the gazetteer entries they mean, chosen for the whole report at once.

A name's candidates are weighed by how well known each is and by what the rest of the report says: stated containment
("Tarn, Norland", "the Norlandic town of Tarn"), and countries, provinces and neighbourhoods that its other names lie
in. One name has one sense a report. Where two candidates are close and nothing speaks for either, none is chosen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.knowledge.gazetteer import Entry, Gazetteer, distance
from sayso.meaning.place.names import KINDS, SIZE, Key, Toponym

STATED = 8.0  # for a stated container: more than any difference of fame
# For the first companion, and at most.
COUNTRY, PROVINCE, DISTRICT, NEAR = (1.5, 3.0), (1.5, 3.0), (1.5, 3.0), (1.0, 2.0)
AROUND = 3.0  # at most for province and neighbourhood together: a small town near by stays behind a capital
CLOSE = 0.4  # two places nearer in weight than a factor of 2.5 in inhabitants
SAME_AREA = 100  # kilometres between a town and the area of its name that count as one place
DEMONYM, HOME, LARGE_ANCHOR = 0.5, 1.0, 0.3
NAMED = 0.5  # a district that may be meant speaks for its towns: few names of both meet by chance
ELSEWHERE = 300  # kilometres
MOST = 80  # candidates of a name

HAMLET = 3000  # inhabitants


@dataclass
class Context:
    """How many of the report's names lie in a country, a province, a district, a cell of one degree."""

    countries: Counter[str]
    provinces: Counter[int]
    districts: Counter[int]
    cells: Counter[tuple[int, int]]

    def add(self, entry: Entry, amount: float) -> None:
        """Count a place; a counter holds shares, not only whole numbers."""
        for country in entry.countries or ((entry.country,) if entry.country else ()):
            self.countries[country] += amount  # type: ignore[assignment]
        if entry.province is not None:
            self.provinces[entry.province] += amount  # type: ignore[assignment]
        if (district := _district(entry)) is not None:
            self.districts[district] += amount  # type: ignore[assignment]
        if entry.kind in ("town", "point", "district"):
            self.cells[_cell(entry)] += amount  # type: ignore[assignment]


def resolve(
    toponyms: Sequence[Toponym], gazetteer: Gazetteer, *, demonyms: Counter[Entry], home: str | None = None
) -> list[Entry | None]:
    """Return the entry each toponym means, None where there is none or none stands out."""
    groups = _groups(toponyms)
    chosen: dict[Key, Entry | None] = {}
    for round_ in range(3):
        context = _context(groups, chosen, gazetteer, first=round_ == 0)
        for place, count in demonyms.items():
            context.add(place, DEMONYM * min(count, 3))
        if home:
            context.countries[home] += HOME  # type: ignore[assignment]
        before = dict(chosen)
        stated = {k: _stated(group, before, gazetteer) for k, group in groups.items()}
        chosen = {k: _choose(k, stated[k], context, before.get(k), gazetteer) for k in groups}
        if chosen == before:
            break
    return [chosen[t.name, t.kinds] for t in toponyms]


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
    context = Context(Counter(), Counter(), Counter(), Counter())
    for key in groups:
        if entry := chosen.get(key):
            context.add(entry, 1.0)
        elif first:
            for entry, share in _shares(gazetteer.candidates(key[0])[:20]):
                context.add(entry, share)
                if entry.kind == "district" and _says_kind(key):
                    context.districts[entry.key] += max(0.0, NAMED - share)  # type: ignore[assignment]
    return context


def _shares(candidates: Sequence[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    if not candidates:
        return []
    odds = [10 ** (LARGE_ANCHOR * (w - candidates[0][1])) for _, w in candidates]
    return [(e, o / sum(odds)) for (e, _), o in zip(candidates, odds, strict=True)]


def _choose(
    key: Key,
    stated: Sequence[Entry],
    context: Context,
    own: Entry | None,
    gazetteer: Gazetteer,
) -> Entry | None:
    name, kinds = key
    candidates = [c for c in gazetteer.candidates(name)[:MOST] if len(name) > 2 or SIZE[c[0].kind] >= 3]
    nations = {e.country for e, _ in candidates if e.kind == "country"}  # "Mexico" is not its capital
    fitting = [c for c in candidates if c[0].kind in kinds] or [
        c for c in candidates if c[0].kind == "country" or c[0].country not in nations
    ]
    shares = dict.fromkeys((e.key for e, _ in fitting), 0.0)
    shares |= {own.key: 1.0} if own else {e.key: s for e, s in _shares(gazetteer.candidates(name)[:20])}
    scored = []
    for entry, weight in fitting:
        support = _support(entry, context, shares.get(entry.key, 0.0), own)
        if entry.kind != "district" or _says_kind(key):
            support += _held(entry, context, shares.get(entry.key, 0.0), own)
        support += STATED * any(_holds(holder, entry) for holder in stated)
        if support or ", " not in entry.name or entry.kind != "point":
            scored.append((weight + support, support, entry))
    scored.sort(key=lambda s: (-s[0], s[2].key))
    best = _clear(scored)
    if best is not None and best.kind == "town" and best.people < HAMLET and not max(s for _, s, _ in scored):
        return None  # a village nobody points to: more likely a place that the gazetteer does not have
    if best is not None and stated and all(_outside(holder, best) for holder in stated):
        return None  # the text says that it lies elsewhere
    return best and _same_area(best, fitting)


def _clear(scored: Sequence[tuple[float, float, Entry]]) -> Entry | None:
    """Return the best, None if another place elsewhere is as good and the report supports neither more."""
    if not scored:
        return None
    score, support, best = scored[0]
    for other_score, other_support, other in scored[1:]:
        if score - other_score >= CLOSE:
            break
        inside = other.kind == "province" and best.province == other.key  # a town and the province around it agree
        if not inside and abs(support - other_support) < CLOSE and distance(best, other) > SAME_AREA:
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


def _held(entry: Entry, context: Context, own_share: float, own: Entry | None) -> float:
    """Return what other names in its district, or the district's own, add to a candidate."""
    district = _district(entry)
    if district is None:
        return 0.0
    same = own is not None and _district(own) == district
    return _grown(context.districts[district] - (1.0 if same else own_share), DISTRICT)


def _grown(count: float, scale: tuple[float, float]) -> float:
    return min(scale[1], scale[0] * math.log2(1 + count)) if count > 0.01 else 0.0


def _says_kind(key: Key) -> bool:
    """True if the words say that it is a district: "Tarn County", not "Tarn"."""
    return "district" in key[1] or "district" in KINDS.get(key[0].rsplit(" ", 1)[-1], ())


def _district(entry: Entry) -> int | None:
    return entry.key if entry.kind == "district" else entry.district


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat), math.floor(entry.lon)


def _stated(group: Iterable[Toponym], chosen: dict[Key, Entry | None], gazetteer: Gazetteer) -> list[Entry]:
    """Return what is said to hold a place: as chosen in the round before, else all that have such a name."""
    beside = {toponym.of for toponym in group if toponym.of}
    holders: list[Entry] = []
    for name in sorted({name for toponym in group for name in toponym.within}):
        meant = [e for (n, _), e in chosen.items() if n == name and e]
        holders += meant or [e for e, _ in gazetteer.candidates(name)[:20]]
    return [*holders, *sorted(beside, key=lambda e: e.key)]


def _outside(holder: Entry, entry: Entry) -> bool:
    """True if a place surely lies elsewhere than in the other: gazetteers differ on provinces, not by this far."""
    return not _holds(holder, entry) and holder.key != entry.key and distance(holder, entry) > ELSEWHERE


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
