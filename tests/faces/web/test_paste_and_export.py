"""A pasted text is read and not kept; an export has exactly what the page shows; the REST page needs nobody else."""

import csv
import io
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from sayso.faces.exports import LEDGER_EXPORTS
from sayso.faces.web import export_page, turns
from sayso.faces.web.rest import LONGEST
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.query import count
from tests.claims import FARVIK, told
from tests.faces.web.serving import Served, served

READINGS = [
    told("a", "Coast Wire", killed=3),
    told("b", "Hill Post", killed=3),
    told("c", "Sun", at=FARVIK, day="2024-03-09"),
]
TEXT = "Norland's army shelled Tarn on Monday, killing three people, Minister Oda said. <script>x()</script>"


@pytest.fixture
def page(tmp_path: Path) -> Served:
    return served(tmp_path, READINGS)


def test_a_text_is_read_shown_as_text_and_not_kept(page: Served) -> None:
    with page.engine.connect() as connection:
        before = count(connection, Filter())
    shown = page.post("/read", text=TEXT, published="2024-03-05", outlet="<i>").text
    assert '<mark class="claim"' in shown
    assert "2024-03-04" in shown
    assert "attributed to" in shown
    assert "<script>x" not in shown
    assert "<i>" not in shown
    with page.engine.connect() as connection:
        assert count(connection, Filter()) == before


@pytest.mark.parametrize(("given", "status", "reason"), [
    ({"text": " "}, 422, "no text"), ({"text": "https://news.example/a"}, 422, "fetches none"),
    ({"text": "x" * (LONGEST + 1)}, 413, "characters"), ({"text": TEXT, "published": "soon"}, 422, "cannot be read"),
    ({"text": TEXT, "outlet": "x" * 300}, 422, "outlet"),
])  # fmt: skip
def test_what_cannot_be_read_is_told(page: Served, given: dict[str, str], status: int, reason: str) -> None:
    answer = page.post("/read", **given)
    assert answer.status_code == status
    assert reason in answer.text


def test_a_text_from_a_page_elsewhere_is_not_read(page: Served) -> None:
    assert page.post("/read", text=TEXT, origin="https://elsewhere.example").status_code == 403
    assert page.post("/read", text=TEXT, origin=None).status_code == 200


def test_one_reads_at_a_time_and_others_are_told_to_wait(page: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns._reading:
        assert page.post("/read", text=TEXT).status_code == 503
        answer = page.client.post("/api/read", json={"text": TEXT})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    monkeypatch.setattr(turns, "_waiting", BoundedSemaphore(1))
    with turns._waiting:
        assert "too many are reading" in page.post("/read", text=TEXT).text
    assert page.post("/read", text=TEXT).status_code == 200


@pytest.mark.parametrize("name", sorted(LEDGER_EXPORTS))
def test_every_format_is_offered_and_comes_as_a_file(page: Served, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    assert f'formaction="/export/{name}"' in page.client.get("/export").text
    answer = page.client.get(f"/export/{name}", params={"outlet": "Sun"})
    assert answer.status_code == 200
    assert f'{LEDGER_EXPORTS[name].ending}"' in answer.headers["content-disposition"]
    assert answer.content


def test_an_export_is_the_view(page: Served) -> None:
    for words in ({}, {"outlet": "Sun"}, {"since": "2024-03-08"}, {"place": "Nowhere"}):
        text = page.client.get("/export/events.csv", params=words).text
        rows = list(csv.DictReader(io.StringIO(text.split("\n", 1)[1])))
        assert len(rows) == page.client.get("/api/counts", params=words).json()["events"], words


def test_options_travel_in_the_file(page: Served) -> None:
    about = page.client.get(
        "/export/csv/about", params={"rule": "highest", "mask_persons": "yes", "outlet": "Sun"}
    ).json()
    assert about["persons_masked"] is True
    assert about["rule_for_points"] == "highest reported"
    assert about["query"] == "outlet=Sun"


def test_what_is_no_format_or_rule_is_told(page: Served) -> None:
    assert page.client.get("/export/tape").status_code == 404
    assert page.client.get("/export/csv", params={"rule": "best"}).status_code == 422
    assert page.client.get("/export", params={"type": "BANG"}).status_code == 422


def test_chips_say_what_is_asked_and_how_to_be_without_it(page: Served) -> None:
    shown = page.client.get("/", params={"actor": ["swe", "<b>"], "type": "assault", "place": "3"}).text
    assert "Sweden" in shown
    assert "Farvik" in shown
    assert "&lt;b&gt;" in shown
    assert 'href="/?actor=%3Cb%3E&amp;place=3&amp;type=ASSAULT"' in shown
    assert '<option value="ASSAULT" selected>' in shown


def test_the_description_of_rest_is_made_here(page: Served) -> None:
    shown = page.client.get("/api/docs").text
    assert "/api/events/{id}" in shown
    assert 'id="shape-EventView"' in shown
    assert "src=" not in shown.replace('src="/static/page.js"', "")
    assert 'href="http' not in shown


def test_some_files_are_read_at_a_time_and_others_are_told_to_wait(
    page: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_page, "_open", BoundedSemaphore(1))
    with export_page._open:
        answer = page.client.get("/export/events.csv")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    for _ in range(2):  # who has read one leaves its place to others
        assert page.client.get("/export/events.csv").status_code == 200
