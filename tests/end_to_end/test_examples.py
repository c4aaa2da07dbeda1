"""The examples, read as a user reads them: what must come out, and what must never."""

from functools import lru_cache
from pathlib import Path

import pytest

import sayso
from sayso.model import Claim, Reading

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = {"tarnholm-market-page.html": None, "ostramar-wire.txt": "2024-03-05", "denial.txt": "2024-03-07",
           "threat.txt": "2024-03-06", "protest.txt": "2024-03-10", "bridge-a.txt": "2024-03-12",
           "bridge-b.txt": "2024-03-12"}  # fmt: skip


@lru_cache
def reading(name: str) -> Reading:
    return sayso.read(str(EXAMPLES / name), published=REPORTS[name])


def of_type(name: str, kind: str) -> list[Claim]:
    return [c for c in reading(name).claims if c.type == kind]


@pytest.mark.parametrize("name", REPORTS)
def test_every_span_is_its_evidence(name: str) -> None:
    report = reading(name).report
    for claim in reading(name).claims:
        start, end = claim.evidence.trigger
        assert report.text[start:end] == claim.evidence.exact
        assert report.part_at(start) in ("title", "body")
        for item in (*claim.actors, *claim.recipients, *claim.figures, *claim.where):
            assert report.text[item.span.start : item.span.end] == item.text
    for statement in reading(name).statements:
        assert all(0 <= s.start < s.end <= len(report.text) for s in statement.content)


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_reading(name: str) -> None:
    assert sayso.read(str(EXAMPLES / name), published=REPORTS[name]) == reading(name)


def test_a_threat_is_not_an_attack() -> None:
    attacks = of_type("threat.txt", "ASSAULT")
    assert attacks
    assert {c.status for c in attacks} <= {"threatened", "negated", "conditional"}
    threats = [c for c in of_type("threat.txt", "THREATEN") if c.status == "reported"]
    assert any(a.name == "Harbour Brigade" for c in threats for a in c.actors)


def test_the_content_of_a_threat_is_linked_to_it() -> None:
    threats = {c.id for c in of_type("threat.txt", "THREATEN")}
    links = {link.claim for c in of_type("threat.txt", "ASSAULT") for link in c.links}
    assert links & threats


def test_a_denial_stands_beside_the_claim() -> None:
    shellings = of_type("denial.txt", "ASSAULT")
    denied = [c for c in shellings if c.status == "denied"]
    assert any("Norlund" in (s.actor.text if s.actor else "") for c in denied for s in c.sayso)
    attributed = [c for c in shellings if c.status == "attributed"]
    assert any("Dray" in (s.actor.text if s.actor else "") for c in attributed for s in c.sayso)
    assert not [c for c in shellings if c.status == "reported"]


def test_the_dead_are_a_figure_of_the_ambush() -> None:
    ambush = next(c for c in of_type("ostramar-wire.txt", "ASSAULT") if c.evidence.exact == "ambushed")
    assert {(f.kind, f.low, f.high) for f in ambush.figures} >= {("killed", 4, 4), ("injured", 6, 6)}
    assert ambush.when is not None
    assert (ambush.when.earliest, ambush.when.latest) == ("2024-03-04", "2024-03-04")


def test_a_page_gives_title_outlet_and_date() -> None:
    report = reading("tarnholm-market-page.html").report
    assert report.first("title") == "Explosion at Tarnholm market kills at least 14"
    assert report.outlet == "The Coast Herald"
    assert report.published is not None
    assert report.published.startswith("2024-03-02")
    assert {"byline", "caption", "credit", "body"} <= {p.kind for p in report.parts}


def test_figures_of_a_protest_hang_on_who_gave_them() -> None:
    marches = of_type("protest.txt", "PROTEST")
    assert any(c.mode == "demo" for c in marches)
    arrests = [c for c in of_type("protest.txt", "COERCE") if any(f.low == 38 for f in c.figures)]
    assert arrests[0].status == "attributed"
