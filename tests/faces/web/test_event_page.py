"""One event as a page: who says what side by side, in bounds, every value as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select
from starlette.testclient import TestClient

from sayso.faces.web import toll_chart
from sayso.faces.web.app import create_app
from sayso.faces.web.comparison import Row, compared
from sayso.ledger import record
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.judgement.decisions import decide, take_back
from sayso.ledger.judgement.judged import Decision
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import withdraw
from sayso.model import Reading, Reported, ReportHead, Telling, Toll
from tests.claims import FARVIK, told
from tests.ledger.invented import entry

EVIL = '<script>alert("x")</script>'
HEAD = EventHead("e", "ASSAULT", None, "occurred", "2024-03-04", "2024-03-04")
DENIAL = told("d", "Hill Post", status="denied", speaker="Minister Oda", words="Oda said that no attack took place.")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    made = open_ledger(tmp_path / "ledger.db")
    yield made
    made.dispose()


@pytest.fixture
def client(ledger: Engine) -> TestClient:
    return TestClient(create_app(ledger), follow_redirects=False)


def one_event(ledger: Engine, *readings: Reading) -> str:
    """Add reports and judge their first claims to be one happening; return the event."""
    record.add(ledger, [Entry(reading=r) for r in readings])
    first, *others = [r.claims[0].id for r in readings]
    with writing(ledger) as connection:
        for other in others:
            decide(connection, Decision(kind="same", claim=first, other=other, by="Ann", reason="one attack"))
        return str(connection.scalar(select(schema.memberships.c.event).where(schema.memberships.c.claim == first)))


def page(client: TestClient, event: str, status: int = 200) -> str:
    answer = client.get(f"/events/{event}")
    assert answer.status_code == status, answer.text
    return answer.text


def shown(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def cells(text: str, column: str) -> list[tuple[str, bool]]:
    """Return what the cells of a column say, and whether they are marked as different."""
    found = re.findall(rf'<td data-label="{column}" class="([^"]*)">(.*?)</td>', text, re.DOTALL)
    return [(shown(cell).replace("≠ differs: ", ""), "differs" in kind.split()) for kind, cell in found]


def telling(reading: Reading, **head: Any) -> Telling:
    made = ReportHead(id=reading.report.id, outlet=reading.report.outlet, published=reading.report.published)
    return Telling(claim=reading.claims[0], report=replace(made, **head), score=1.0)


def rows_of(*tellings: Telling) -> list[Row]:
    return compared(view_of(HEAD, tellings)).rows


# --- the comparison --------------------------------------------------------------------------------------------------


def test_sources_stand_side_by_side_and_what_one_does_not_state_is_said(client: TestClient, ledger: Engine) -> None:
    text = page(client, one_event(ledger, told("a", killed=3), told("b", "Norland Daily", by=None), DENIAL))
    assert [c for c, _ in cells(text, "Killed")] == ["3", "not stated", "not stated"]
    assert [c for c, _ in cells(text, "Who")] == [
        "xno.mil",
        "xno.mil",
        "not stated",
    ]  # Hill Post stands before Norland Daily
    assert "3 reports, 3 outlets, 2 independent sources" in shown(text)


def test_a_cell_that_most_others_contradict_is_marked_in_words(client: TestClient, ledger: Engine) -> None:
    readings = told("a", killed=3), told("b", "Norland Daily", killed=3), told("c", "Hill Post", killed=9)
    text = page(client, one_event(ledger, *readings))
    assert cells(text, "Killed") == [("3", False), ("9", True), ("3", False)]  # in order of outlets
    assert text.count('<span class="unseen">differs: </span>') == 1


def test_of_two_that_contradict_each_other_neither_is_the_measure() -> None:
    rows = rows_of(telling(told("a", at=FARVIK)), telling(told("b", "Hill Post")))
    assert [r.cells["where"].differs for r in rows] == [True, True]
    back = rows_of(telling(told("b", "Hill Post")), telling(told("a", at=FARVIK)))
    assert {r.telling.claim.id: r.cells for r in back} == {r.telling.claim.id: r.cells for r in rows}


def test_what_is_open_or_left_open_contradicts_nothing() -> None:
    readings = told("a", killed=3), told("b", "Hill Post", status="possible")
    rows = rows_of(*map(telling, readings))
    assert not any(cell.differs for row in rows for cell in row.cells.values())


def test_copies_that_say_the_same_are_folded_and_others_are_not() -> None:
    first = told("a", killed=3)
    same, other = told("b", "Norland Daily", killed=3), told("c", "Hill Post", killed=4)
    copied = [telling(r, copy_of=first.report.id) for r in (same, other)]
    rows = rows_of(telling(first), *copied)
    assert [len(r.folded) for r in rows] == [1, 0]
    assert rows[1].repeats == "repeats the text of Coast Wire, not to the letter"


def test_a_copy_is_folded_under_its_original_even_if_it_came_before() -> None:
    first = told("a", published="2024-03-06")
    copy = telling(told("b", "Norland Daily", published="2024-03-05"), copy_of=first.report.id)
    (row,) = rows_of(telling(first), copy)
    assert row.telling.report.id == first.report.id
    assert [t.report.id for t in row.folded] == [copy.report.id]


def test_versions_of_a_page_are_no_copies_of_each_other() -> None:
    first, second = told("a", killed=3), told("b", killed=4)
    page = {"url": "https://coast.example/tarn"}
    rows = rows_of(telling(first, **page), telling(second, version=2, copy_of=first.report.id, **page))
    assert [r.repeats for r in rows] == [None, "version 2 of its page"]


def test_copies_can_be_opened_on_the_page(client: TestClient, ledger: Engine) -> None:
    first, copy = told("a"), told("b", "Norland Daily")
    event = one_event(ledger, first, copy)
    with writing(ledger) as connection:
        rows = [{"report": r.report.id, "group": first.report.id, "share": 1.0} for r in (first, copy)]
        connection.execute(insert(schema.copies), rows)
    text = page(client, event)
    assert "1 copy or version says the same" in shown(text)
    assert f'href="/reports/{copy.report.id}#c-{copy.claims[0].id}"' in text
    assert "Coast Wire is repeated by Norland Daily" in shown(text)


def test_each_cell_leads_to_its_sentence(client: TestClient, ledger: Engine) -> None:
    first = told("a", killed=3)
    text = page(client, one_event(ledger, first, DENIAL))
    (href,) = set(re.findall(r'<td data-label="Killed"[^>]*><a href="([^"]*)"', text))
    assert href == f"/reports/{first.report.id}#c-{first.claims[0].id}"
    assert f'id="c-{first.claims[0].id}"' in client.get(href).text


def test_a_long_event_comes_in_pages(client: TestClient, ledger: Engine) -> None:
    readings = [told(f"{n}", f"Outlet {n}", published=f"2024-03-{n % 20 + 5:02}") for n in range(53)]
    event = one_event(ledger, *readings)
    assert "Accounts 1 to 50 of 53" in shown(page(client, event))
    assert "Accounts 51 to 53 of 53" in shown(client.get(f"/events/{event}?after=50").text)
    for junk in ("-1", "x", "99999999999", "²"):
        assert client.get(f"/events/{event}", params={"after": junk}).status_code == 200


# --- denials, tolls, history -----------------------------------------------------------------------------------------


def test_denials_stand_beside_assertions_with_their_words(client: TestClient, ledger: Engine) -> None:
    text = page(client, one_event(ledger, told("a"), DENIAL))
    denied = shown(text.partition("Deny it")[2].partition("</section>")[0])
    assert "Minister Oda via Hill Post ✕ denied" in denied
    assert "Oda said that no attack took place." in denied
    assert "None of the reports" not in text


def test_no_denial_is_said_to_be_none(client: TestClient, ledger: Engine) -> None:
    assert "None of the reports read denies it" in page(client, one_event(ledger, told("a")))


def test_a_toll_is_drawn_with_its_bounds_and_stands_in_a_table() -> None:
    def reported(low: int, high: int | None, claim: str) -> Reported:
        return Reported(low=low, high=high, claim=claim, source="Coast Wire", published="2024-03-05", text=f"{low}")

    revisions = reported(3, 3, "a"), reported(3, 5, "b"), reported(4, None, "c")
    toll = Toll(kind="killed", low=3, high=None, lowest="a", highest="c", revisions=revisions)
    drawn = toll_chart.draw(toll, lambda claim: f"/claims/{claim}?a=1&b=2", "t")
    assert drawn.count('class="open"') == 1
    heights = [float(h) for h in re.findall(r'class="range".*?height="([\d.]+)"', drawn)]
    assert heights[1] > heights[0] == heights[2]
    assert [f"/claims/{c}?a=1&amp;b=2" in drawn for c in "abc"] == [True] * 3
    far = replace(toll, revisions=(reported(1, 1, "a"), reported(5000, 5000, "b"), reported(0, 0, "c")))
    assert "each line is ten times the one below" in toll_chart.draw(far, str, "t")


def test_history_names_who_judged_why_and_who_took_it_back(client: TestClient, ledger: Engine) -> None:
    event = one_event(ledger, told("a"), DENIAL)
    with writing(ledger) as connection:
        number = decide(connection, Decision(kind="correct", claim=DENIAL.claims[0].id, by="Ben", reason="misread", field="status",
                        value='"negated"'))  # fmt: skip
        take_back(connection, number, by="Cleo", reason="it was right")
    text = shown(page(client, event))
    assert "by Ann: one attack" in text
    assert "set right: status, by Ben: misread" in text
    assert "by Cleo: it was right" in text


def test_why_merged_is_told_in_plain_words(client: TestClient, ledger: Engine) -> None:
    entries = [entry(0, n) for n in range(3)]
    record.add(ledger, entries)
    with ledger.connect() as connection:
        events = select(schema.memberships.c.event).group_by(schema.memberships.c.event)
        event = connection.scalar(events.order_by(func.count().desc()))
    text = shown(page(client, str(event)))
    assert "is likest to" in text and "the same town" in text and "Likeness to all others" in text


# --- addresses -------------------------------------------------------------------------------------------------------


def test_a_merged_id_leads_to_the_one_it_has_now(client: TestClient, ledger: Engine) -> None:
    now = one_event(ledger, told("a"), told("b", "Hill Post", at=FARVIK, day="2024-02-01"))
    with ledger.connect() as connection:
        c = schema.changes.c
        (old,) = connection.execute(select(c.event).where(c.what == "redirected")).scalars()
    answer = client.get(f"/events/{old}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/events/{now}")
    assert client.get(f"/events/{now[:8]}").headers["location"] == f"/events/{now}"
    assert f"Event {old[:8]} came into this one" in shown(page(client, now))


def test_an_event_that_is_gone_says_why(client: TestClient, ledger: Engine) -> None:
    reading = told("a")
    event = one_event(ledger, reading)
    with writing(ledger) as connection:
        withdraw(connection, reading.report.id, by="Ann", reason=f"a wish {EVIL}")
    text = page(client, event, 404)
    assert "is gone since" in shown(text) and "no claim is left" in shown(text)
    assert "<script>alert" not in text


@pytest.mark.parametrize("key", ["0" * 20, "zz", "12", "é" * 20, "a" * 4000, "%00", "..%2f..%2fetc"])
def test_what_is_no_event_is_not_there(client: TestClient, key: str) -> None:
    page(client, key, 404)


def test_every_value_is_text(client: TestClient, ledger: Engine) -> None:
    evil = told("a", EVIL, by=f"x{EVIL}", to=EVIL, killed=3, speaker=EVIL, status="attributed", words=f"Words {EVIL}")
    (claim,) = evil.claims
    place = replace(claim.where[0], name=EVIL, text=EVIL)
    figures = (replace(claim.figures[0], kind=f"k{EVIL}", text=EVIL), replace(claim.figures[0], text=EVIL, high=None))
    evil = replace(evil, claims=(replace(claim, where=(place,), figures=figures),))
    event = one_event(ledger, evil, told("b", "Hill Post", killed=9))
    with writing(ledger) as connection:
        decide(
            connection, Decision(kind="correct", claim=claim.id, by=EVIL, reason=EVIL, field="status", value='"denied"')
        )
    text = page(client, event)
    assert "<script>alert" not in text and 'alert("x")' not in text
    assert shown(text).count(EVIL) > 8
