"""Markup in whatever a report, a feed or a person can bring in shows as text on every page and in every file."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from sayso.faces.exports import LEDGER_EXPORTS
from sayso.ledger.record import add_failure
from sayso.model import Actor, Cue, Descriptor, Failure, Reading, Source, Span, Statement
from tests.claims import place, told
from tests.faces.web.serving import Served, served

BAD = """<script>alert(1)</script><img src=x onerror=alert(2)>"'`{{7*7}}</title></svg>&lt;b"""
SIGNS = re.compile(r"<script>alert|<img", re.IGNORECASE)
HEADERS = frozenset({"content-disposition", "etag", "content-type"})


def bad_reading(key: str, **more: object) -> Reading:
    """Return a report whose title, outlet, address, quotes, actors and places are all markup."""
    at = place(BAD, 59.91, 10.75, 3143244, admin1=BAD, country="NOR")
    reading = told(key, BAD, by="swe.mil", to="nor", at=at, words=f"{BAD} said.", speaker=BAD, killed=3, **more)  # type: ignore[arg-type]
    span = Span(0, 8)
    actor = replace(reading.claims[0].actors[0], name=None, id=None, text=BAD, code=BAD,
                    descriptors=(Descriptor(text=BAD, span=span, source=0),))  # fmt: skip
    speaker = Source(
        kind="named", actor=Actor(name=BAD, text=BAD, span=span), cue=Cue(text=BAD, span=span, stance="claim")
    )
    claim = replace(reading.claims[0], actors=(*reading.claims[0].actors, actor), sayso=(Source(kind="outlet"), speaker),
                    mode=None, rule=BAD, flags=(), status="attributed")  # fmt: skip
    said = Statement(id=f"{ord(key):020x}", report=reading.report.id, form="direct", source=speaker.actor, text=BAD,
                     content=(Span(0, len(BAD)),), cue=Cue(text=BAD, span=span, stance="report"))  # fmt: skip
    report = replace(reading.report, url=f"https://news.example/{key}?{BAD}", reader=BAD)
    return replace(reading, report=report, claims=(claim,), statements=(said,))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Served:
    site = served(tmp_path_factory.mktemp("hostile"), [bad_reading("a"), bad_reading("b", day="2024-03-09")])
    add_failure(site.engine, Failure(name=BAD, reason=BAD, stage="read"))
    claim = site.client.get("/api/claims").json()["rows"][0]["claim"]["id"]
    csrf = site.log_in()
    answer = site.post("/review/judge", csrf=csrf, kind="correct", claim=claim, field="mode", value=f'"{BAD[:8]}"',
                       by=BAD, reason=BAD)  # fmt: skip
    assert answer.status_code in (303, 422)
    answer = site.post("/review/judge", csrf=csrf, kind="reject", claim=claim, by=BAD, reason=BAD)
    assert answer.status_code == 303
    return site


class Tags(HTMLParser):
    """Collects what a browser would take for elements and handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img" or any(name.startswith("on") for name in given):
            self.odd.append(f"<{tag} {given}>")
        if tag == "script" and not str(given.get("src", "")).startswith("/static/"):
            self.odd.append("an inline script")
        if str(given.get("href", "")).lower().startswith("javascript:"):
            self.odd.append(str(given["href"]))


def pages(site: Served) -> list[str]:
    """Return the addresses of all pages, with markup in what they are asked, too."""
    client, bad = site.client, quote(BAD, safe="")
    row = client.get("/api/claims").json()["rows"][0]
    reports = [r["report"]["id"] for r in client.get("/api/reports").json()["rows"]]
    return [
        "/", f"/?q={bad}", f"/?outlet={bad}&actor={bad}&place={bad}&mode={bad}", f"/?since={bad}", f"/?{bad}={bad}",
        f"/events/{row['event']}", f"/events/{bad}", *(f"/reports/{r}" for r in reports),
        *(f"/reports/{r}/versions" for r in reports), "/actors/swe", f"/actors/{bad}", "/dyads/swe/nor",
        f"/dyads/{bad}/{bad}", "/coverage", f"/coverage?since={bad}", "/read", "/export", f"/export?outlet={bad}",
        f"/export/{bad}", "/review", f"/review?claim={row['claim']['id']}", f"/review?claim={bad}&other={bad}&change={bad}",
        "/api/docs", f"/{bad}",
    ]  # fmt: skip


def test_no_page_takes_it_for_markup(hostile: Served) -> None:
    found, shown = {}, 0
    for path in pages(hostile):
        answer = hostile.client.get(path)
        assert answer.status_code < 500, path
        tags = Tags()
        tags.feed(answer.text)
        shown += "&lt;script&gt;alert(1)" in answer.text
        if tags.odd or SIGNS.search(answer.text):
            found[path] = tags.odd
        assert "49" not in re.findall(r"`(\d+)", answer.text)  # a template in a title is no template
        for name in HEADERS & answer.headers.keys():
            assert "<" not in answer.headers[name], name
    assert found == {}
    assert shown > 8  # it is there, as text


def test_drawings_are_whole(hostile: Served) -> None:
    for path in ("/", "/dyads/swe/nor", f"/events/{hostile.client.get('/api/events').json()['rows'][0]['id']}"):
        text = hostile.client.get(path).text
        for svg in re.findall(r"<svg class=\"(?:map|timeline|coverage|toll|balance)\".*?</svg>", text, re.DOTALL):
            assert not [e for e in ElementTree.fromstring(svg).iter() if e.tag in ("script", "img")]


def test_a_pasted_text_is_text(hostile: Served) -> None:
    answer = hostile.post("/read", text=f"{BAD} said gunmen killed three people in Oslo.", outlet=BAD, published=BAD)
    tags = Tags()
    tags.feed(answer.text)
    assert answer.status_code in (200, 422)
    assert tags.odd == []


@pytest.mark.parametrize("name", sorted(LEDGER_EXPORTS))
def test_a_file_names_itself_without_what_was_asked(hostile: Served, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    answer = hostile.client.get(f"/export/{name}", params={"outlet": BAD})
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"])
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_programs_get_it_as_json(hostile: Served) -> None:
    for path in ("/api/claims", "/api/reports", "/api/failures", f"/api/events/{quote(BAD, safe='')}"):
        answer = hostile.client.get(path)
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
