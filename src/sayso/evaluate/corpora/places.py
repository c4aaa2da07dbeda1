"""Texts with places marked -> how well sayso finds them, and which of the namesakes it takes.

The resolver is given the gold spans, so that finding and choosing are measured apart; all spans of a text are resolved
together. Scores over the gold places that have coordinates:

within_161      share of all that are placed within 161 km (100 miles) or have the corpus's GeoNames id; one left
                without an answer is missed
ceiling         share of which the gazetteer has such a namesake: no choice can reach more
wrong_province  of the places answered, the share put in another province or country than the namesake nearest to the
                gold coordinates; where none is near, a town, spot or district over 161 km away is wrong
answered        share of all that get an answer
found_f1        of our own finding in the text alone: a mention is right if it touches a gold span
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sayso.evaluate.corpora.overlap import Relaxed, touch
from sayso.evaluate.corpora.places_gold import GoldPlace, GoldText, places_in
from sayso.evaluate.corpora.reports import findings_in
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored
from sayso.knowledge.gazetteer import Entry, Gazetteer, distance, load_gazetteer
from sayso.meaning.place.names import count_demonyms, read_toponyms
from sayso.meaning.place.toponyms import resolve

NEAR = 161.0  # kilometres, the field's measure
AREAS = frozenset({"province", "country", "region"})  # whose middle each gazetteer puts elsewhere


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return within_161, ceiling, wrong_province, found_f1; n is the number of texts."""
    found = Relaxed()
    counts: Counter[str] = Counter()
    every: Counter[str] = Counter()
    texts = sample(places_in(path), limit, path)
    with_ids = any(p.geonames is not None for text in texts for p in text.places)
    for gold in texts:
        for place, placed in zip(gold.places, _resolved(gold, load_gazetteer()), strict=True):
            every += placed
            if place.geonames is not None or not with_ids:
                counts += placed
        _find(gold, found)
    wanted = max(1, counts["wanted"])
    return Scored(len(texts), {
        "within_161": counts["near"] / wanted,
        "ceiling": counts["reachable"] / wanted,
        "wrong_province": counts["astray"] / max(1, counts["answered"]),
        "found_f1": found.f1,
        "answered": counts["answered"] / wanted,
        "by_distance": counts["by_distance"] / wanted,
        "within_161_all": every["near"] / max(1, every["wanted"]),
    })  # fmt: skip


def _find(gold: GoldText, tally: Relaxed) -> None:
    scene = findings_in(gold.text[gold.body :])
    found = [m.what.span for m in scene.places] if scene else []
    wanted = [(p.span.start - gold.body, p.span.end - gold.body) for p in gold.places]
    tally.add((any(touch(f, w) for w in wanted) for f in found), (any(touch(f, w) for f in found) for w in wanted))


def _resolved(gold: GoldText, gazetteer: Gazetteer) -> list[Counter[str]]:
    """Return what counts for each place of a text."""
    spans = [p.span for p in gold.places]
    toponyms = read_toponyms(gold.text, spans, gazetteer)
    answers = resolve(toponyms, gazetteer, demonyms=count_demonyms(gold.text, gazetteer))
    rows = zip(gold.places, toponyms, answers, strict=True)
    return [_placed(p, a, [e for e, _ in gazetteer.candidates(t.name)], _of_page(p, gazetteer)) for p, t, a in rows]


def _of_page(gold: GoldPlace, gazetteer: Gazetteer) -> Entry | None:
    """Return the country, region or province that a place's page is about, if the gazetteer has it by that title."""
    return next((e for e in gazetteer.find(gold.page or "") if e.kind in AREAS), None)


def _placed(gold: GoldPlace, answer: Entry | None, namesakes: list[Entry], page: Entry | None) -> Counter[str]:
    if gold.point is None:
        return Counter()
    at = Entry(key=0, name="", kind="point", lat=gold.point[0], lon=gold.point[1])

    def near(entry: Entry | None) -> bool:
        if entry is None:
            return False
        same = entry == page or (entry.geonames is not None and entry.geonames == gold.geonames)
        return same or distance(entry, at) <= NEAR

    nearest = min(namesakes, key=lambda e: (not near(e), distance(e, at)), default=None)
    astray = not near(answer)
    if answer and nearest and (near(nearest) or answer.kind in AREAS):
        astray = _apart(answer, nearest)
    return Counter(
        wanted=1,
        reachable=near(nearest),
        near=near(answer),
        by_distance=answer is not None and distance(answer, at) <= NEAR,
        answered=answer is not None,
        astray=bool(answer) and astray,
    )


def _apart(one: Entry, other: Entry) -> bool:
    """True if two places lie in different countries, or in different provinces where both lie in one."""
    if one.country != other.country:
        return True
    return one.province is not None and other.province is not None and one.province != other.province
