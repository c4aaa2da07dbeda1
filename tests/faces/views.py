"""Builders for tests: events with several accounts, without a model and without a ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.faces.exports import Scope
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.likeness.marks import STAGES
from sayso.model import (
    Actor,
    Axes,
    Claim,
    Cue,
    EventView,
    Evidence,
    Figure,
    MadeBy,
    Place,
    Recipient,
    ReportHead,
    Source,
    Span,
    Telling,
    When,
)
from sayso.records import content_id

NOWHERE = Span(0, 0)
MOMENT = "2026-11-23T08:00:00+00:00"
ARMY = Actor(id="nor.mil", name="Military of Norland", kind="military", code="NORMIL", text="the army", span=Span(0, 8))
BRIGADE = Actor(id="harbour-brigade", name="Harbour Brigade", kind="armed group", code="NORREB",
                text="the Harbour Brigade", span=Span(0, 19))  # fmt: skip
GUNMEN = Actor(kind="unidentified armed group", code="UAF", text="gunmen", span=Span(0, 6), basis="described")
VILLAGERS = Recipient(
    kind="civilians", code="NORCVL", text="villagers", span=Span(20, 29), basis="described", part="hit"
)
TARN = Place(name="Tarn", geonames=1, country="NOR", admin1="Ostra", lat=60.25, lon=10.75, precision="town",
             text="Tarn", span=Span(33, 37))  # fmt: skip
OSTRA = Place(name="Ostra", geonames=2, country="NOR", admin1="Ostra", lat=61.0, lon=11.0, precision="province",
              text="Ostra", span=NOWHERE)  # fmt: skip
MONDAY = When(earliest="2024-03-11", latest="2024-03-11", text="Monday")
TEXT = "The army attacked   villagers in Tarn on Monday."


def person(name: str, **fields: Any) -> Actor:
    """Return a person whom the registry does not know."""
    return Actor(name=name, kind="person", text=name, span=NOWHERE, **fields)


def dead(low: int, high: int | None = -1, kind: str = "killed") -> Figure:
    """Return a figure; exact, if no upper bound is given."""
    top = low if high == -1 else high
    operator = "exact" if top == low else "at least"
    return Figure(kind=kind, who="people", low=low, high=top, operator=operator, text=f"{low} people", span=NOWHERE)


def said_by(actor: Actor) -> Source:
    """Return a link of a say-so chain."""
    return Source(
        kind="named" if actor.name else "unnamed", actor=actor, cue=Cue(text="said", span=NOWHERE, stance="claim")
    )


def claim(**fields: Any) -> Claim:
    """Return a claim: by default Norland's army attacked villagers in Tarn on Monday, in the outlet's own voice."""
    given: dict[str, Any] = {
        "report": "r1", "type": "ASSAULT", "mode": "firearms", "quad": 4, "intensity": -9.0, "cameo": "190",
        "status": "reported", "axes": (Axes(),), "actors": (ARMY,), "recipients": (VILLAGERS,), "when": MONDAY,
        "where": (TARN,), "sayso": (Source(kind="outlet"),), "rule": "assault.attack", "construction": 1,
        "confidence": 0.8, "made_by": MadeBy(sayso="0.1.0", model="m", knowledge="k"),
        "evidence": Evidence(sentence=Span(0, len(TEXT)), trigger=Span(9, 17), exact="attacked", prefix="The army ",
                             suffix=" villagers"),
    } | fields  # fmt: skip
    if len(given["sayso"]) > 1 and "status" not in fields:
        given["status"] = "attributed"
    key = content_id(given["report"], given["type"], repr(sorted((k, repr(v)) for k, v in fields.items())))
    return Claim(id=fields.get("id", key), **{k: v for k, v in given.items() if k != "id"})


def telling(outlet: str | None = "Coast Wire", published: str | None = "2024-03-12", **fields: Any) -> Telling:
    """Return an account: a claim with its report. `head` sets fields of the report."""
    head = fields.pop("head", {})
    key = content_id(outlet, published, head.get("url"))
    url = f"https://wire.example/{key[:6]}/tarn"
    made = ReportHead(id=key, outlet=outlet, published=published, title="Villagers attacked in Tarn", url=url)
    return Telling(claim=claim(report=key, **fields), report=replace(made, **head), score=1.0, reasons=("alone",))


def view(*tellings: Telling, rule: str | None = None, **head: Any) -> EventView:
    """Return an event with its accounts; by default that of one outlet."""
    told = tellings or (telling(),)
    first = told[0].claim
    given = {
        "id": content_id("event", first.id), "type": first.type, "mode": first.mode, "stage": STAGES[first.status],
        "first_day": first.when.earliest if first.when else None, "last_day": first.when.latest if first.when else None,
    } | head  # fmt: skip
    return view_of(EventHead(**given), told, rule=rule)


def scope(**fields: Any) -> Scope:
    """Return a scope with all that files must carry."""
    given = {"query": "type=ASSAULT&since=2024-01-01", "ledger": "tables 1, change 7", "made_by": "sayso 0.1.0",
             "moment": MOMENT, "text_of": lambda report: TEXT}  # fmt: skip
    return Scope(**(given | fields))
