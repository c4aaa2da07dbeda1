"""An event in one plain sentence, where plain is not easy."""

from __future__ import annotations

from dataclasses import replace

from sayso.faces.event_sentence import sentence
from sayso.ledger.event.view import EventHead, view_of
from sayso.model import Actor, EventView, Place, Reading, Recipient, ReportHead, Span, Telling
from tests.claims import told

OSLO = Place(name="Oslo", geonames=3143244, country="NOR", precision="town", text="Oslo", span=Span(0, 2))


def seen(reading: Reading, stage: str = "occurred") -> EventView:
    claim = reading.claims[0]
    head = EventHead("e", claim.type, claim.mode, stage, None, None)
    report = ReportHead(id=reading.report.id, outlet=reading.report.outlet)
    return view_of(head, [Telling(claim=claim, report=report, score=1.0, reasons=("alone",))])


def between(reading: Reading, *names: str) -> Reading:
    """Return a reading whose claim has the same actors on both sides."""
    actors = tuple(Actor(id=n, name=n, text=n, span=Span(0, 2)) for n in names)
    done_to = tuple(Recipient(id=n, name=n, text=n, span=Span(0, 2)) for n in names)
    return replace(reading, claims=(replace(reading.claims[0], actors=actors, recipients=done_to),))


def test_who_does_it_to_each_other_is_named_once() -> None:
    both = between(told("a", at=None), "xno", "xsa")
    assert sentence(seen(both)) == "xno and xsa attacked each other"
    assert sentence(seen(between(told("a", at=None), "xno"))) == "xno attacked xno"


def test_what_is_done_again_and_again_is_no_act_of_one_time() -> None:
    habit = told("a", to="xsa", at=None, status="habitual")
    assert sentence(seen(habit, "apart")) == "habitual: Attack on xsa by xno.mil"


def test_a_country_has_its_name() -> None:
    assert sentence(seen(told("a", at=OSLO))) == "xno.mil attacked at Oslo (Norway)"
    inferred = replace(OSLO, name="NOR", geonames=None, precision="country", basis="inferred")
    assert sentence(seen(told("a", at=inferred))) == "xno.mil attacked in Norway"
