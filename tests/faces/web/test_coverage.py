"""Coverage: silence is told from peace; what failed is told with its reason."""

from datetime import date
from pathlib import Path

import pytest

from sayso.faces.web.coverage import Gap, gaps, strip
from sayso.ledger.record import add_failure
from sayso.ledger.search.coverage import outlets, report_days
from sayso.ledger.store import writing
from sayso.ledger.upkeep import removal
from sayso.model import Failure
from tests.claims import told
from tests.faces.web.serving import Served, served

BAD = "<img src=x onerror=alert(1)>"
READINGS = [
    told("a", "Coast Wire", published="2024-03-05"), told("b", "Coast Wire", published="2024-03-05"),
    told("c", BAD, published="2024-03-09T10:00:00Z"), told("d", "Hill Post", published=None),
]  # fmt: skip
DAYS = {date(2024, 3, 5): 2, date(2024, 3, 9): 1}


@pytest.fixture
def page(tmp_path: Path) -> Served:
    return served(tmp_path, READINGS)


def test_gaps_are_the_days_without_a_report() -> None:
    assert gaps(DAYS, date(2024, 3, 4), date(2024, 3, 10)) == [
        Gap(date(2024, 3, 4), date(2024, 3, 4)), Gap(date(2024, 3, 6), date(2024, 3, 8)),
        Gap(date(2024, 3, 10), date(2024, 3, 10)),
    ]  # fmt: skip
    assert gaps(DAYS, date(2024, 3, 5), date(2024, 3, 5)) == []
    assert gaps({}, date(2024, 3, 5), date(2024, 3, 6)) == [Gap(date(2024, 3, 5), date(2024, 3, 6))]


def test_the_strip_has_a_cell_a_unit_with_its_days() -> None:
    drawn = strip(DAYS, date(2024, 3, 5), date(2024, 3, 9))
    assert drawn.count('class="cover none"') == 3
    assert drawn.count('class="cover whole"') == 2
    assert 'data-since="2024-03-09" data-until="2024-03-09"' in drawn
    assert "2 of 5 days; longest stretch without any: 3 days" in drawn
    months = strip(DAYS, date(2023, 1, 1), date(2024, 3, 9))
    assert 'class="cover some"' in months


def test_outlets_and_days_leave_out_what_is_withdrawn(page: Served) -> None:
    with page.engine.connect() as connection:
        assert [(o.name, o.reports, o.undated) for o in outlets(connection)] == [
            ("Coast Wire", 2, 0), (BAD, 1, 0), ("Hill Post", 1, 1)]  # fmt: skip
        assert report_days(connection) == {"2024-03-05": 2, "2024-03-09": 1}
        assert report_days(connection, ("Hill Post",)) == {}
    with writing(page.engine) as connection:
        removal.withdraw(connection, READINGS[0].report.id, by="Ada", reason="test")
        assert report_days(connection)["2024-03-05"] == 1


def test_the_page_tells_failures_and_days_and_shows_names_as_text(page: Served) -> None:
    add_failure(page.engine, Failure(name=BAD, reason=f"not English {BAD}", stage="read"))
    shown = page.client.get("/coverage").text
    assert BAD not in shown
    assert shown.count("&lt;img") >= 3
    assert "not English" in shown
    assert "6 March 2024" in shown
    assert "none of <strong>3</strong>" in shown
    wider = page.client.get("/coverage", params={"since": "2024-03", "until": "2024-03"}).text
    assert "none of <strong>29</strong>" in wider


@pytest.mark.parametrize("words", [{"since": "soon"}, {"since": "2024", "until": "2023"}])
def test_a_range_that_does_not_fit_is_told(page: Served, words: dict[str, str]) -> None:
    assert page.client.get("/coverage", params=words).status_code == 422


def test_days_at_the_ends_of_the_calendar_break_nothing(tmp_path: Path) -> None:
    far = [told("a", published="0001-01-01"), told("b", published="9999-12-31"), told("c", published="2024-03-05")]
    page = served(tmp_path, far)
    for words in ({}, {"since": "0001", "until": "9999"}, {"since": "9999"}):
        assert page.client.get("/coverage", params=words).status_code == 200


def test_an_empty_ledger_invites_a_first_step(tmp_path: Path) -> None:
    assert "Nothing was read yet" in served(tmp_path, []).client.get("/coverage").text


def test_the_strip_lies_under_the_timeline(page: Served) -> None:
    shown = page.client.get("/").text
    assert shown.index('class="timeline"') < shown.index('class="coverage"')
