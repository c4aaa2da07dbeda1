"""The first page: every number on it is what its link counts; names that are searched for are offered; no dead end."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from sayso.ledger.search.filters import Filter
from sayso.ledger.search.places_of import countries, spots
from sayso.ledger.search.rollups import events_by
from tests.claims import COAST, FARVIK, TARN, place, told
from tests.faces.web.serving import Served, served

OSLO = place("Oslo", 59.91, 10.75, 3143244, admin1="Oslo", country="NOR")
READINGS = [
    told("a", at=TARN, killed=3), told("b", "Hill Post", at=TARN, killed=3), told("c", at=FARVIK, day="2024-03-09"),
    told("d", at=COAST, day="2024-05-01", by="nor.mil", published="2024-05-02"),
    told("e", "Sun", at=OSLO, day="2021-12-31", published="2022-01-01", status="denied"),
    told("f", "Sun", at=None, day="2024-03-04", by="fin.mil"), told("g", "Sun", day=None, published=None),
]  # fmt: skip
BAR = re.compile(r'<a href="([^"]+)" aria-label="[^"]*: ([\d,]+) events"><rect class="hit"')


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Served:
    return served(tmp_path_factory.mktemp("overview"), READINGS)


@pytest.mark.parametrize(
    "asked", ["", "?since=2024", "?since=2024-03&until=2024-03", "?outlet=Sun", "?status=reported"]
)
def test_every_bar_has_as_many_events_as_its_link_counts(page: Served, asked: str) -> None:
    bars = BAR.findall(page.client.get(f"/{asked}").text)
    assert bars
    for link, number in bars:
        counted = page.client.get("/api/counts" + unescape(link).removeprefix("/")).json()
        assert counted["events"] == int(number), link


@pytest.mark.parametrize("after", ["", "a~b", "0", "2024-03-05~"])
def test_a_page_that_is_none_is_told(page: Served, after: str) -> None:
    for asked in ({}, {"outlet": "Sun"}):
        assert page.client.get("/", params={"after": after, **asked}).status_code == 422


def test_events_are_counted_once_a_unit(page: Served) -> None:
    with page.engine.connect() as connection:
        for unit in ("day", "week", "month", "year"):
            narrowed = events_by(connection, Filter(confidence=0.0), unit)
            assert events_by(connection, Filter(), unit) == narrowed
        assert events_by(connection, Filter(), "year")["2021"] == 1


def test_places_are_known_to_the_town_to_the_province_or_by_country(page: Served) -> None:
    with page.engine.connect() as connection:
        found = {spot.name: spot for spot in spots(connection, Filter())}
        assert found["Tarn"].exact
        assert not found["Coast"].exact
        assert found["Farvik"].events == 1
        assert countries(connection, Filter()) == {}
        assert [spot.name for spot in spots(connection, Filter(outlet=("Hill Post",)))] == ["Tarn"]
        assert len(spots(connection, Filter(), 2)) == 2


def test_a_name_that_is_searched_for_is_offered(page: Served) -> None:
    shown = page.client.get("/", params={"q": "norway"}).text
    assert 'href="/actors/nor"' in shown
    assert 'href="/?place=NOR"' in shown
    assert 'href="/actors/' not in page.client.get("/", params={"q": "attack"}).text
    oslo = page.client.get("/", params={"q": "oslo"}).text
    assert 'href="/?place=3143244"' in oslo
    assert "/actors/nor.gov" not in oslo  # a capital is not its government


def test_nothing_that_fits_is_no_dead_end(page: Served, tmp_path: Path) -> None:
    nothing = page.client.get("/", params={"q": "nowhereatall"}).text
    assert "No event fits" in nothing
    assert 'href="/coverage"' in nothing
    assert "<svg class=" not in nothing
    empty = served(tmp_path, [], judging=False).client.get("/").text
    assert "Nothing read yet" in empty
    assert "sayso serve --demo" in empty


def test_every_line_says_how_it_is_told(page: Served) -> None:
    shown = page.client.get("/?outlet=Sun").text
    assert 'class="badge badge-denied"' in shown
    assert 'class="badge badge-reported"' in shown
