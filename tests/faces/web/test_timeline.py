"""Counts by day -> bars that add up, bands for what is vague, links that say which days."""

from datetime import date, timedelta
from xml.etree import ElementTree

from sayso.faces.web.timeline import Band, draw, span, unit_for

FIRST = date(2021, 5, 1)


def link(first: date, last: date) -> str:
    return f"?since={first}&until={last}"


def drawn(days: dict[date, int], *bands: Band) -> ElementTree.Element:
    return ElementTree.fromstring(draw(days, bands, counted="events", link=link))


def of(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [x for x in svg.iter() if x.get("class") == kind]


def test_a_bar_for_each_day_that_has_events() -> None:
    svg = drawn({FIRST: 4, FIRST + timedelta(2): 2})
    heights = [float(b.get("height") or 0) for b in of(svg, "bar")]
    assert len(heights) == 2
    assert heights[0] == 2 * heights[1]


def test_the_unit_follows_the_stretch() -> None:
    units = [unit_for(FIRST, FIRST + timedelta(days)) for days in (10, 100, 1000, 9000)]
    assert units == ["day", "week", "month", "year"]


def test_bars_of_months_link_to_their_first_and_last_day() -> None:
    svg = drawn({date(2020, 2, 3): 1, date(2021, 12, 31): 5})
    links = [a.get("href") for a in svg.iter() if a.get("href")]
    assert links == ["?since=2020-02-01&until=2020-02-29", "?since=2021-12-01&until=2021-12-31"]


def test_what_is_vague_is_a_band_and_no_bar() -> None:
    svg = drawn({FIRST: 1}, Band(first=FIRST, last=FIRST + timedelta(9), label="<since> May", href="?event=1"))
    assert len(of(svg, "band")) == 1
    assert len(of(svg, "bar")) == 1
    assert "<since> May" in "".join(svg.itertext())


def test_no_days_no_timeline() -> None:
    assert draw({}, (), counted="events", link=link) == ""


def test_the_ends_of_the_calendar_are_drawn_like_any_day() -> None:
    svg = drawn(
        {date.max: 1, date(1, 1, 1): 1, FIRST: 2}, Band(first=FIRST, last=date.max, label="until ever", href="?")
    )
    assert len(of(svg, "bar")) == 1
    assert unit_for(date.min, date.max) == "year"


def test_a_stretch_is_said_in_words() -> None:
    band = Band(first=date(2024, 3, 1), last=date(2024, 5, 9), label="x", href="?")
    assert span({date(2024, 3, 4): 1}, [], "day") == "by day, 4 March 2024"
    assert span({date(2024, 3, 4): 1}, [band], "month") == "by month, March 2024 to May 2024"
    assert span({}, [], "day") == ""
