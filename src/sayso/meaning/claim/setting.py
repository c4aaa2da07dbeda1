"""Claim without a place or a day of its own -> those of the happening it is part of.

What a sentence tells of one happening shares its place and its day. Else an act that is told, and not only alluded to,
has those of the nearest sentence before it: "A raid took place in Tarn on Monday. Two men were held." Across paragraphs
the place is no more than the province. An act alluded to, threatened, planned or supposed has no more than the country,
if the report has only one. All of this is marked as inferred, with the words it is from. Acts of speech take nothing:
they are heard everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.knowledge.gazetteer import load_gazetteer
from sayso.meaning.claim.grounding import doing_heads, settings_on
from sayso.meaning.claim.happening import is_former, is_past, is_played, together, told_in
from sayso.meaning.claims import Draft
from sayso.meaning.scene import Scene
from sayso.meaning.status import status_of
from sayso.meaning.syntax.arguments import mentions_in
from sayso.meaning.time.days import day_of
from sayso.meaning.times import when_of
from sayso.model import ROOT, Axes, Claim, Parse, Place, PlacePrecision, Sentence, When

DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
TOLD = frozenset({"reported", "attributed", "habitual"})
REACH = 20  # sentences looked back to


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence says of where and when it happened, and the words that it tells it with."""

    sentence: Sentence
    words: frozenset[int]
    places: tuple[Place, ...]
    when: When | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A report's tellings in order, the country they all lie in, and the heads of the phrases for its actors."""

    tellings: tuple[Telling, ...]
    country: Place | None
    people: frozenset[int]


def setting_of(scene: Scene) -> Setting:
    """Return where and when the sentences of a report say that something happened."""
    people = frozenset(m.head for m in scene.actors)
    tellings = tuple(_tellings(scene, people))
    return Setting(tellings, _country_of(tellings), people)


def _tellings(scene: Scene, people: frozenset[int]) -> Iterator[Telling]:
    for sentence in scene.parse.sentences:
        heads = told_in(scene.parse, sentence) if sentence.part in ("title", "body") else ()
        if heads:
            words = tuple(dict.fromkeys(w for head in heads for w in together(scene.parse, head, people)))
            when = _day_among(scene, words) if all(is_past(scene.parse, head) for head in heads) else None
            yield Telling(sentence, frozenset(words), settings_on(scene, sentence, frozenset(words)), when)


def in_setting(scene: Scene, draft: Draft, claim: Claim, setting: Setting) -> Claim:
    """Return a claim with the place and the day of its happening where it states none; one only played is negated."""
    if _is_to_come(scene, draft, claim):
        ahead = replace(claim.axes[-1], time="future")
        status = status_of(ahead, attributed=len(claim.sayso) > 1)
        return replace(claim, status=status, axes=(*claim.axes[:-1], ahead))
    if claim.type not in DEEDS:
        return claim
    if is_played(scene.parse, draft.predicate.trigger):
        axes = (*claim.axes[:-1], replace(claim.axes[-1], polarity="-"))
        return replace(claim, status="negated", axes=axes)
    words = _words(scene, draft, setting)
    before = _before(scene, words, setting) if _is_told(claim.axes[-1]) else ()
    return _timed(scene, _placed(scene, claim, words, before, setting), words, before)


def _is_to_come(scene: Scene, draft: Draft, claim: Claim) -> bool:
    """Say whether an act without a past tense over it is dated after the report: "They meet on Monday"."""
    when, today = claim.when, day_of(scene.report)
    if claim.status not in TOLD or today is None or when is None or when.earliest is None:
        return False
    if when.basis != "stated" or when.earliest[:10] <= today:
        return False
    if scene.parse.sentence(draft.predicate.trigger).part == "title":
        return False
    verb = _verb_over(scene.parse, draft.predicate.trigger)
    return verb == ROOT or not is_past(scene.parse, verb)


def _verb_over(parse: Parse, word: int) -> int:
    while word != ROOT and parse.upos[word] not in ("VERB", "AUX"):
        word = parse.heads[word]
    return word


def _is_told(axes: Axes) -> bool:
    """Say whether an act is told as done or denied, and not threatened, planned or supposed."""
    told = not axes.environment and axes.force in (None, "deny", "belief") and axes.phase not in ("prevent", "fail")
    return told and axes.time != "future"


def _words(scene: Scene, draft: Draft, setting: Setting) -> tuple[int, ...]:
    found = [together(scene.parse, head, setting.people) for head in doing_heads(scene.parse, draft)]
    return tuple(dict.fromkeys(w for words in found for w in words))


def _before(scene: Scene, words: tuple[int, ...], setting: Setting) -> Sequence[Telling]:
    """Return what was told before an act, nearest first; nothing where its sentence only alludes to it."""
    sentence, told = scene.parse.sentence(words[0]), setting.tellings
    own = bisect_left(told, sentence.first, key=lambda t: t.sentence.first)
    if own == len(told) or told[own].sentence != sentence or told[own].words.isdisjoint(words):
        return ()
    if is_former(scene.parse, words):
        return ()
    if sentence.part == "title":  # a headline sums up the sentence under it
        return [t for t in told[own : own + REACH] if t.sentence.part == "body"][:1]
    earlier = [*reversed(told[max(0, own - REACH) : own]), *told[:1]]
    return sorted(earlier, key=lambda t: t.sentence.part == "title")


def _in_paragraph(scene: Scene, told: Telling, word: int) -> bool:
    spans = scene.parse.spans
    return scene.parse.text.find("\n", spans[told.sentence.first].start, spans[word].start) < 0


# --- where --------------------------------------------------------------------------------------------------------


def _placed(scene: Scene, claim: Claim, words: tuple[int, ...], before: Sequence[Telling], setting: Setting) -> Claim:
    if any(p.country for p in claim.where):
        return claim
    beside = _located(settings_on(scene, scene.parse.sentence(words[0]), frozenset(words)))
    if beside:
        return _at(claim, beside)
    told = next((t for t in before if _located(t.places)), None)
    if told is not None:
        places = _located(told.places)
        return _at(claim, places if _in_paragraph(scene, told, words[0]) else map(_province_of, places))
    return _at(claim, [setting.country]) if setting.country else claim


def _located(places: Iterable[Place]) -> list[Place]:
    return [p for p in places if p.country]


def _at(claim: Claim, places: Iterable[Place]) -> Claim:
    inferred = (replace(p, role="at", basis="inferred") for p in places)
    return replace(claim, where=(*claim.where, *dict.fromkeys(inferred)))


def _province_of(place: Place) -> Place:
    """Return the province that holds a place; the place itself where none is known, or it is larger."""
    if place.admin1 is None or place.precision in ("province", "country"):
        return place
    return _area(place, place.admin1, "province")


def _country_of(tellings: Sequence[Telling]) -> Place | None:
    """Return the country that all places of a report lie in, with the words that name the first; else None."""
    places = [p for t in tellings for p in _located(t.places)]
    countries = {p.country for p in places}
    near = any(p.precision not in ("country", "region") for p in places)
    country = countries.pop() if len(countries) == 1 and near else None
    return replace(_area(places[0], country, "country"), admin1=None) if country else None


def _area(place: Place, name: str, kind: PlacePrecision) -> Place:
    """Return the province or country by its name or code; its text stays that of the place in it."""
    found = (e for e in load_gazetteer().find(name) if e.kind == kind and e.country == place.country)
    entry = next(found, None)
    if entry is None:
        return replace(place, name=name, geonames=None, lat=None, lon=None, precision=kind)
    return replace(place, name=entry.name, geonames=entry.geonames, lat=entry.lat, lon=entry.lon, precision=kind)


# --- when ---------------------------------------------------------------------------------------------------------


def _timed(scene: Scene, claim: Claim, words: tuple[int, ...], before: Sequence[Telling]) -> Claim:
    if claim.when is not None and claim.when.basis == "stated":
        return claim
    beside, axes, today = _day_among(scene, words), claim.axes[-1], day_of(scene.report)
    if beside is not None and not (today and _is_told(axes) and str(beside.earliest)[:10] > today):
        return replace(claim, when=beside)
    if _has_time(scene, words):
        return claim
    told = next((t.when for t in before if t.when), None) if axes.time == "past" and not axes.force else None
    return claim if told is None else replace(claim, when=replace(told, basis="inferred"))


def _has_time(scene: Scene, words: Sequence[int]) -> bool:
    """Say whether a sentence sets its own time: "Last month two men were held", "since then", "in the war of 1967"."""
    near = mentions_in(scene.times, scene.parse.sentence(words[0]))
    return any(m.what.basis == "stated" for m in near)


def _day_among(scene: Scene, words: Sequence[int]) -> When | None:
    """Return the day or the night stated for one of the words of a sentence, or None."""
    near = tuple(mentions_in(scene.times, scene.parse.sentence(words[0])))
    for word in words if near else ():
        when = when_of(scene.parse, word, near)
        if when is not None and when.earliest and when.latest and _days(when.earliest, when.latest) <= 1:
            return when
    return None


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
