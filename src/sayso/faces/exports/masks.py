"""An event -> the same without the names of persons who hold no office in the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sayso.knowledge.registry import load_registry
from sayso.model import Actor, Claim, EventView, Figure, ReportHead, Slot, Source, Telling, Toll, Value

A = TypeVar("A", bound=Actor)
PERSON, UNNAMED = "person", "unnamed"
UNSURE = frozenset({None, "place"})  # kinds of names that may be a person's
SITE = re.compile(r"https?://[\w.:-]+")
LEAST = 3  # letters of a name's word that is looked for by itself


def masked(view: EventView) -> EventView:
    """Return the event with "person" for such names; sentences, titles and the paths of addresses are left out."""
    hide = _pattern(_names(view))
    return replace(
        view,
        tellings=tuple(_telling(t, hide) for t in view.tellings),
        slots=tuple(_slot(s, hide) for s in view.slots),
        tolls=tuple(_toll(t, hide) for t in view.tolls),
        asserted_by=_all(view.asserted_by, hide), denied_by=_all(view.denied_by, hide),
        doubted_by=_all(view.doubted_by, hide),
    )  # fmt: skip


def is_private(actor: Actor) -> bool:
    """Return True for a person, or one named of whom it is not known what they are, without office in the registry."""
    maybe = actor.kind == "person" or (actor.kind in UNSURE and actor.name is not None and actor.id is None)
    return maybe and not (actor.id and load_registry().offices.get(actor.id))


def _names(view: EventView) -> set[str]:
    actors = list(_actors(view))
    private = [a for a in actors if is_private(a)]
    places = {w for t in view.tellings for p in t.claim.where for w in (*p.name.split(), *p.text.split())}
    words = {w for a in private for w in (a.name or "").split() if len(w) >= LEAST and w[0].isupper()}
    unnamed = {a.text for a in actors if a.name is None and not a.text[1:].islower()}  # may hold a name
    return {x for a in private for x in (a.name, a.text) if x} | (words - places) | unnamed - {""}


def _actors(view: EventView) -> Iterator[Actor]:
    for claim in (t.claim for t in view.tellings):
        yield from claim.actors
        yield from claim.recipients
        yield from (s.actor for s in claim.sayso if s.actor is not None)
    yield from (v.actor for s in view.slots for v in s.values if v.actor is not None)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the names, the longest first."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)") if longest else None


def _text(text: str, hide: re.Pattern[str] | None) -> str:
    return text if hide is None else re.sub(r"\bperson(?: person)+\b", PERSON, hide.sub(PERSON, text))


def _all(texts: Iterable[str], hide: re.Pattern[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_text(t, hide) for t in texts))


def _actor(actor: A, hide: re.Pattern[str] | None) -> A:
    """The words for an actor may hold another's name, so that none are kept."""
    if is_private(actor):
        return replace(actor, id=None, name=PERSON, text=PERSON, descriptors=())
    name = _text(actor.name, hide) if actor.name and actor.id is None else actor.name
    return replace(actor, name=name, text=name or actor.kind or UNNAMED, descriptors=())


def _telling(telling: Telling, hide: re.Pattern[str] | None) -> Telling:
    return replace(telling, claim=_claim(telling.claim, hide), report=_report(telling.report))


def _claim(claim: Claim, hide: re.Pattern[str] | None) -> Claim:
    return replace(
        claim,
        actors=tuple(_actor(a, hide) for a in claim.actors),
        recipients=tuple(_actor(a, hide) for a in claim.recipients),
        sayso=tuple(_source(s, hide) for s in claim.sayso),
        figures=tuple(_figure(f, hide) for f in claim.figures),
        where=tuple(replace(p, name=_text(p.name, hide), text=_text(p.text, hide)) for p in claim.where),
        evidence=replace(claim.evidence, prefix="", suffix=""),
    )  # fmt: skip


def _source(source: Source, hide: re.Pattern[str] | None) -> Source:
    return replace(source, actor=_actor(source.actor, hide)) if source.actor is not None else source


def _figure(figure: Figure, hide: re.Pattern[str] | None) -> Figure:
    return replace(figure, text=_text(figure.text, hide), who=_text(figure.who, hide) if figure.who else None)


def _report(report: ReportHead) -> ReportHead:
    """An address often has the headline in its path, and headlines have names."""
    found = SITE.match(report.url) if report.url else None
    return replace(report, title=None, url=found[0] if found else None)


def _slot(slot: Slot, hide: re.Pattern[str] | None) -> Slot:
    return replace(slot, values=tuple(_value(v, hide) for v in slot.values))


def _value(value: Value, hide: re.Pattern[str] | None) -> Value:
    actor = _actor(value.actor, hide) if value.actor else None
    text = actor.name or actor.text if actor else _text(value.text, hide) if value.text else value.text
    return replace(value, text=text, sources=_all(value.sources, hide), actor=actor)


def _toll(toll: Toll, hide: re.Pattern[str] | None) -> Toll:
    told = tuple(replace(r, text=_text(r.text, hide), source=_text(r.source, hide)) for r in toll.revisions)
    lower = re.compile(hide.pattern, re.IGNORECASE) if hide is not None else None  # as kinds are written
    return replace(toll, kind=_text(toll.kind, lower), revisions=told, not_stated=_all(toll.not_stated, hide))
