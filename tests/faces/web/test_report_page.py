"""One report as a page: its text to the letter with what was found in it marked; its versions; what is hidden, hidden."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, insert
from starlette.testclient import TestClient

from sayso.faces.web.app import create_app
from sayso.faces.web.highlight import Mark, blocks, marked
from sayso.faces.web.report_page import confidence
from sayso.ledger import record
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import erase, restore, withdraw
from sayso.model import Part, Reading, Report, Span
from tests.claims import told
from tests.ledger.invented import entry

EVIL = '<script>alert("x")</script>'
PAGE = "https://coast.example/tarn"
WHY = {"by": "Ann", "reason": "a wish of the family"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    made = open_ledger(tmp_path / "ledger.db")
    yield made
    made.dispose()


@pytest.fixture
def client(ledger: Engine) -> TestClient:
    return TestClient(create_app(ledger), follow_redirects=False)


def page(client: TestClient, key: str, status: int = 200) -> str:
    answer = client.get(f"/reports/{key}")
    assert answer.status_code == status, answer.text
    return answer.text


def stripped(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def shown(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def of_report(reading: Reading, **fields: object) -> Reading:
    return replace(reading, report=replace(reading.report, **fields))  # type: ignore[arg-type]


class Tags(HTMLParser):
    """Checks that tags close in order and no link lies within a link; gathers ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)
        self.ids += [v for k, v in attrs if k == "id" and v]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


SPANS = st.tuples(st.integers(-3, 45), st.integers(-3, 45)).map(lambda ends: Span(*ends))
TEXTS = st.text(alphabet="ab<&\"'>\n é𝒳\u202e", max_size=40)
MARKS = st.builds(
    lambda span, kind, id, href: Mark(span=span, kind=kind, id=id, href=href, label='"<x>'),
    SPANS, st.sampled_from(["sentence", "claim", "actor"]), st.sampled_from([None, "c-1", "c-2"]),
    st.sampled_from([None, "#x"]),
)  # fmt: skip
PARTS = st.builds(Part, st.sampled_from(["title", "body", "furniture", "dateline"]), SPANS)


# --- marks -----------------------------------------------------------------------------------------------------------


@given(TEXTS, st.lists(PARTS, max_size=4), st.lists(MARKS, max_size=6))
def test_the_text_between_the_tags_is_the_text(text: str, parts: list[Part], marks: list[Mark]) -> None:
    seen: set[str] = set()
    made = blocks(text, parts, marks, seen)
    assert "".join(stripped(b.html) + b.gap for b in made) == text
    tags = Tags()
    for block in made:
        tags.feed(block.html)
        assert not tags.open
    assert sorted(tags.ids) == sorted(seen)


@given(TEXTS, st.lists(MARKS, max_size=6))
def test_each_letter_lies_in_the_marks_that_hold_it_and_in_no_other(text: str, marks: list[Mark]) -> None:
    kinds = [set[str]() for _ in text]
    for mark in marks:
        for n in range(max(0, mark.span.start), min(len(text), mark.span.end)):
            kinds[n].add(mark.kind)
    found: list[set[str]] = []
    open_: list[str] = []
    for tag, kind, letters in re.findall(r'<(/?\w+)(?: class="(\w+)")?[^>]*>|([^<]+)', marked(text, Span(0, len(text)), marks)
                                         .replace("#x", "").replace("&#34;&lt;x&gt;", "")):  # fmt: skip
        if letters or not tag:
            found += [set(open_)] * len(html.unescape(letters))
        elif kind:
            open_.append(kind)
        elif tag in ("/mark", "/span"):
            open_.pop()
    assert found == kinds


def test_overlapping_marks_are_split_and_nested() -> None:
    text = "Norland shelled Tarn"
    marks = [Mark(span=Span(0, 15), kind="statement"), Mark(span=Span(8, 20), kind="claim", href="#l-1")]
    assert marked(text, Span(0, 20), marks) == (
        '<mark class="statement">Norland <mark class="claim"><a href="#l-1">shelled</a></mark></mark>'
        '<mark class="claim"><a href="#l-1"> Tarn</a></mark>'
    )


def test_a_dateline_stands_in_the_line_of_its_paragraph() -> None:
    text = "TARN - Shells fell.\n\nMore fell."
    parts = [Part("dateline", Span(0, 7)), Part("body", Span(7, 19)), Part("body", Span(21, 31))]
    first, second = blocks(text, parts, [])
    assert (first.kind, first.gap, second.kind) == ("body", "\n\n", "body")
    assert first.html == '<span class="part-dateline">TARN - </span>Shells fell.'


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_text_stands_as_it_is(client: TestClient, ledger: Engine) -> None:
    made = entry(0, 1)
    record.add(ledger, [made])
    text = page(client, made.reading.report.id)
    article = text.partition('<article class="report-text"')[2].partition(">")[2].partition("</article>")[0]
    assert "".join(stripped(article).split()) == "".join(made.reading.report.text.split())
    assert text.count("<h1") == 1


def test_every_claim_and_statement_can_be_gone_to(client: TestClient, ledger: Engine) -> None:
    made = entry(0, 1)
    claim, statement = made.reading.claims[0], made.reading.statements[0]
    lost = replace(claim, id="f" * 20, evidence=replace(claim.evidence, sentence=Span(0, 0)))
    record.add(ledger, [replace(made, reading=replace(made.reading, claims=(claim, lost)))])
    text = page(client, made.reading.report.id)
    for anchor in (f"c-{claim.id}", f"c-{lost.id}", f"l-{claim.id}", f"t-{statement.id}", f"s-{statement.id}"):
        assert len(re.findall(f'id="{anchor}"', text)) == 1
    assert f'<a href="#l-{claim.id}">shelled</a>' in text
    assert re.search(r'href="/events/[0-9a-f]{20}">Its event', text)
    assert "◐ attributed Ilvar Oda0 (“said”)" in shown(
        text.replace("</span>", "").replace('<span aria-hidden="true">', "")
    )
    assert "of such readings about 9 in 10 are right" in text


def test_ids_lead_to_the_place(client: TestClient, ledger: Engine) -> None:
    made = entry(0, 1)
    record.add(ledger, [made])
    report, claim, statement = made.reading.report.id, made.reading.claims[0].id, made.reading.statements[0].id
    assert client.get(f"/claims/{claim}").headers["location"] == f"/reports/{report}#c-{claim}"
    assert client.get(f"/claims/{claim[:8]}").headers["location"] == f"/reports/{report}#c-{claim}"
    assert client.get(f"/statements/{statement}").headers["location"] == f"/reports/{report}#s-{statement}"
    assert client.get(f"/reports/{report[:8]}").headers["location"] == f"/reports/{report}"
    for missing in ("/claims/" + "0" * 20, "/claims/x", f"/claims/{report}", "/reports/" + "0" * 20, f"/reports/{claim}",
                    "/statements/%00", "/reports/" + "0" * 20 + "/versions"):  # fmt: skip
        assert client.get(missing).status_code == 404


def test_what_stood_around_the_report_is_folded(client: TestClient, ledger: Engine) -> None:
    reading = told("a", words="Shells fell.")
    text = reading.report.text + "\n\nSubscribe now"
    parts = (*reading.report.parts, Part("furniture", Span(len(text) - 13, len(text))))
    record.add(ledger, [Entry(reading=of_report(reading, text=text, parts=parts))])
    folded = page(client, reading.report.id).partition('<details class="furniture">')[2].partition("</details>")[0]
    assert "Subscribe now" in folded and "Shells" not in folded


def test_versions_tell_what_changed(client: TestClient, ledger: Engine) -> None:
    old, new = entry(0, url=PAGE), entry(0, url=PAGE, extra="Minister Oda said nothing.", dead=9)
    record.add(ledger, [old])
    record.add(ledger, [new])
    text = client.get(f"/reports/{new.reading.report.id}/versions").text
    assert "+ Added Minister Oda said nothing." in shown(text)
    assert "≠ Reworded" in text and "<del>2</del> → <ins>9</ins>" in text
    assert "2 versions of this page were read. They count as one source." in shown(text)
    assert f'href="/reports/{old.reading.report.id}"' in page(client, new.reading.report.id)


def test_copies_and_originals_name_each_other(client: TestClient, ledger: Engine) -> None:
    one, two = told("a"), told("b", "Hill Post")
    record.add(ledger, [Entry(reading=one), Entry(reading=two)])
    with writing(ledger) as connection:
        rows = [{"report": r.report.id, "group": one.report.id, "share": 1.0} for r in (one, two)]
        connection.execute(insert(schema.copies), rows)
    assert "Its text is repeated by others" in shown(page(client, one.report.id))
    assert "Coast Wire (the original)" in shown(page(client, two.report.id))


def test_what_is_withdrawn_or_erased_is_not_shown(client: TestClient, ledger: Engine) -> None:
    made = entry(0, url=PAGE)
    report, claim = made.reading.report, made.reading.claims[0].id
    record.add(ledger, [made])
    with writing(ledger) as connection:
        withdraw(connection, report.id, **WHY)
    for path in (report.id, f"{report.id}/versions"):
        text = page(client, path, 410)
        assert "This report was withdrawn" in text and "a wish of the family" in text and report.sha256 in text
        assert "shelled" not in text and str(report.first("title")) not in text
    with writing(ledger) as connection:
        restore(connection, report.id, **WHY)
    assert "shelled" in page(client, report.id)
    erase(ledger, report.id, **WHY)
    text = page(client, report.id, 410)
    assert "This report was erased" in text and report.sha256 in text and "Coast Wire" not in text
    assert client.get(f"/claims/{claim}").status_code == 404


def test_judgements_on_a_claim_are_told(client: TestClient, ledger: Engine) -> None:
    made = entry(0)
    record.add(ledger, [made])
    with writing(ledger) as connection:
        decide(connection, Decision(kind="reject", claim=made.reading.claims[0].id, by="Ben", reason="no deed"))
    text = shown(page(client, made.reading.report.id))
    assert "rejected by Ben: no deed" in text and "Of no event" in text


def test_every_value_is_text_and_no_address_runs(client: TestClient, ledger: Engine) -> None:
    made = told("a", EVIL, by=EVIL, to=EVIL, killed=3, speaker=EVIL, status="attributed", words=f"{EVIL} fell")
    text = f"{EVIL}\n\n{made.report.text}"
    parts = Part("title", Span(0, len(EVIL))), Part("body", Span(len(EVIL) + 2, len(text)))
    reading = of_report(made, text=text, parts=parts, url="javascript:alert(1)", published=EVIL, reader=EVIL, language=EVIL,
                        retrieved=EVIL)  # fmt: skip
    record.add(ledger, [Entry(reading=reading)])
    found = page(client, reading.report.id)
    assert "<script>alert" not in found and 'alert("x")' not in found
    assert 'href="javascript' not in found and "javascript:alert(1)" in found
    assert shown(found).count(EVIL) > 8
    versions = client.get(f"/reports/{reading.report.id}/versions").text
    assert "<script>alert" not in versions and EVIL in shown(versions)


def test_an_empty_report_has_a_page(client: TestClient, ledger: Engine) -> None:
    report = Report(id="a" * 20, text="", parts=(), sha256="")
    record.add(ledger, [Entry(reading=Reading(report=report))])
    assert "No claim was found in it." in page(client, report.id)


def test_confidence_is_said_in_words() -> None:
    assert confidence(0.83) == "of such readings about 8 in 10 are right"
    assert confidence(0.99) == "of such readings nearly all are right"
    assert confidence(0.04) == "of such readings fewer than 1 in 10 are right"
