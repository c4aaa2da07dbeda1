"""Two actors: conflict and cooperation by time, what is reported and what is attributed apart, as drawing and table."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.faces.web.dyad_page import day_of, draw
from sayso.ledger.search.rollups import Balance
from tests.claims import told
from tests.faces.web.serving import Served, served


def sums(key: str | None, **given: float) -> Balance:
    none = {"reported": 0, "reported_cooperation": 0.0, "reported_conflict": 0.0, "attributed": 0,
            "attributed_cooperation": 0.0, "attributed_conflict": 0.0}  # fmt: skip
    return Balance(keys=(key,), **{**none, **given})  # type: ignore[arg-type]


@pytest.fixture
def page(tmp_path: Path) -> Served:
    attributed = told("b", "Hill Post", by="fin", to="swe", day="2024-03-06", status="attributed", speaker="Oda")
    warm = told("c", "Sun", by="swe.gov", to="fin", day="2024-03-07")
    warm = replace(warm, claims=(replace(warm.claims[0], type="AID", quad=2, intensity=7.0),))
    return served(tmp_path, [told("a", "Coast Wire", by="swe.mil", to="fin.mil"), attributed, warm])


def test_a_page_has_both_directions_and_all_events(page: Served) -> None:
    shown = page.client.get("/dyads/swe/fin").text
    assert "Sweden → Finland: <strong>2</strong> events" in shown
    assert "Finland → Sweden: <strong>1</strong> event" in shown
    assert shown.count("/events/") == 3
    assert shown.count('class="conflict reported"') == 1
    assert shown.count('class="conflict attributed"') == 1
    assert shown.count('class="cooperation reported"') == 1


def test_the_page_is_the_same_from_either_side(page: Served) -> None:
    one, other = (page.client.get(path).text for path in ("/dyads/swe/fin", "/dyads/fin/swe"))
    rows = [text[text.index("<tbody>") : text.index("</tbody>")] for text in (one, other)]
    assert rows[0] == rows[1]


def test_two_without_events_say_so(page: Served) -> None:
    shown = page.client.get("/dyads/nor/dnk").text
    assert "No act between them" in shown
    assert "No event." in shown


def test_bars_of_one_kind_stand_on_each_other_and_scale_together() -> None:
    drawn = draw([sums("2024-03-04", reported_conflict=-9.0, attributed_conflict=-9.0), sums(None)], "day", "<A> and B")
    assert drawn.count("<rect") == 2
    assert 'y="90.0"' in drawn
    assert 'y="127.0"' in drawn
    assert "&lt;A&gt; and B" in drawn
    assert draw([sums("9999-12-31", reported_conflict=-1.0)], "day", "A") == ""
    assert draw([sums(None, reported_conflict=-1.0)], "day", "A") == ""


@pytest.mark.parametrize(
    ("key", "day"), [("2024", (2024, 1, 1)), ("2024-03", (2024, 3, 1)), ("2024-03-04", (2024, 3, 4))]
)
def test_keys_of_every_unit_are_days(key: str, day: tuple[int, int, int]) -> None:
    assert day_of(key) == date(*day)


def test_a_cursor_that_is_none_is_told(page: Served) -> None:
    assert page.client.get("/dyads/swe/fin", params={"after": "x"}).status_code == 422
