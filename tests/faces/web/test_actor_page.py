"""Actors of the registry have a page: what they do and undergo, who calls them what; others have none."""

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.faces.web.actor_page import words_for
from sayso.knowledge.registry import load_registry
from sayso.ledger.search.query import ClaimRow
from sayso.model import Actor, Cue, Descriptor, Reading, ReportHead, Source, Span, Statement
from tests.claims import told
from tests.faces.web.serving import Served, served

BAD = "<b onclick=x>"


def with_actor(reading: Reading, actor: Actor) -> Reading:
    return replace(reading, claims=(replace(reading.claims[0], actors=(actor,)),))


def named(key: str, *descriptors: str, source: int = 0) -> Actor:
    made = tuple(Descriptor(text=d, span=Span(n, n + 1), source=source) for n, d in enumerate(descriptors))
    return Actor(id=key, name=load_registry().entries[key].name, text="they", span=Span(0, 2), descriptors=made)


def spoken(key: str) -> Reading:
    """Return a report in which a state's military says of another that it attacked."""
    reading = told(key, BAD, by="swe.mil", to="fin", words=f"The army {BAD} attacked.")
    speaker = Actor(id="fin.mil", name="Military of Finland", text="th", span=Span(0, 2))
    chain = (Source(kind="outlet"), Source(kind="named", actor=speaker))
    claim = replace(reading.claims[0], sayso=chain, status="attributed")
    text = reading.report.text
    said = Statement(
        id=f"s{key}", report=reading.report.id, form="indirect", source=speaker, text=text,
        cue=Cue(text="says", span=Span(0, 1), stance="report"), content=(Span(0, len(text)),),
    )  # fmt: skip
    return replace(reading, claims=(claim,), statements=(said,))


@pytest.fixture
def page(tmp_path: Path) -> Served:
    return served(tmp_path, [
        spoken("a"), told("b", "Coast Wire", by="fin.mil", to="swe", killed=2),
        with_actor(told("c", "Hill Post"), named("swe.mil", f"{BAD} Terrorist")),
    ])  # fmt: skip


def test_an_actor_has_its_acts_its_dyads_and_its_words(page: Served) -> None:
    shown = page.client.get("/actors/swe").text
    assert "Sweden" in shown
    assert "2 claims" in shown  # its military's acts are its own
    assert 'href="/dyads/swe/fin"' in shown
    assert "Military of Finland" in shown  # says so of it
    assert "terrorist" in shown
    assert "Hill Post" in shown


def test_what_it_says_of_others_stands_in_its_words(page: Served) -> None:
    shown = page.client.get("/actors/fin").text
    assert "on swe.mil" in shown
    assert "The army &lt;b onclick=x&gt; attacked." in shown


def test_what_is_denied_is_shown_as_denied(tmp_path: Path) -> None:
    reading = spoken("a")
    chain = (*reading.claims[0].sayso[:-1], replace(reading.claims[0].sayso[-1], cue=reading.statements[0].cue))
    denied = replace(reading, claims=(replace(reading.claims[0], sayso=chain, status="denied"),))
    shown = served(tmp_path, [denied]).client.get("/actors/swe").text.split("What others say of it")[1]
    assert "badge-denied" in shown  # or its words would stand there as if it were said
    assert "“says”:" in shown


def test_everything_shows_as_text(page: Served) -> None:
    for path in ("/actors/swe", "/actors/fin", "/dyads/swe/fin", "/", "/export"):
        assert BAD not in page.client.get(path).text, path


def test_offices_are_shown_with_their_dates(page: Served) -> None:
    person = next(p for p, offices in load_registry().offices.items() if any(o.body == "swe.gov" for o in offices))
    office = load_registry().offices[person][0]
    assert office.role in page.client.get(f"/actors/{person}").text
    assert load_registry().entries[person].name in page.client.get("/actors/swe.gov").text


@pytest.mark.parametrize(
    "path", ["/actors/nobody", "/actors/~oda", "/dyads/swe/nobody", "/dyads/nobody/swe", "/actors/%00"]
)
def test_who_is_not_in_the_registry_has_no_page_and_is_told_why(page: Served, path: str) -> None:
    answer = page.client.get(path)
    assert answer.status_code == 404
    assert "Only actors of the registry have a page" in answer.text


def test_words_are_counted_by_whose_they_are() -> None:
    spoken_by = Source(kind="named", actor=Actor(name="Minister Oda", text="Oda", span=Span(5, 8)))
    rows = []
    for n, (outlet, source) in enumerate([("Coast Wire", 0), ("Coast Wire", 0), ("Hill Post", 1)]):
        reading = with_actor(told(str(n), outlet), named("swe.mil", "Regime", source=source))
        claim = replace(reading.claims[0], sayso=(Source(kind="outlet"), spoken_by))
        rows.append(ClaimRow(claim=claim, report=ReportHead(id=str(n), outlet=outlet), event=None, day=None))
    found = [(w.text, w.whose, w.count) for w in words_for("swe", rows)]
    assert found == [("regime", "Coast Wire", 2), ("regime", "Minister Oda, in Hill Post", 1)]
    assert words_for("fin", rows) == []


def test_a_range_narrows_the_page(page: Served) -> None:
    assert "0 events" in page.client.get("/actors/swe", params={"until": "2020"}).text
    assert page.client.get("/actors/swe", params={"until": "soon"}).status_code == 422
