"""A guest's manners: robots.txt, pace, pauses, and no way into a private network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sayso.model import Failure, ReportError
from sayso.read import captures
from sayso.read.network.fetch import FetchError, fetch
from sayso.read.network.pace import FIRST_PAUSE, Pace, seconds_until
from sayso.read.network.robots import KEPT, Robots
from sayso.read.network.visit import PausedError, Visitor
from sayso.settings import Settings
from tests.read.site import Site
from tests.read.site import news as news  # a fixture

LOCAL = Settings(allow_private=True, timeout=5.0)


class Clock:
    def __init__(self) -> None:
        self.now, self.slept = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def pace(between: float = 1.0) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(between=between, clock=clock, sleep=clock.sleep), clock


def refusal(robots: Robots, url: str) -> str:
    try:
        robots.check(url, url)
    except ReportError as error:
        return error.failure.reason
    return ""


def test_a_host_is_asked_once_a_second_and_others_meanwhile() -> None:
    made, clock = pace()
    for host in ("a", "b", "a", "b"):
        made.wait(host)
    assert clock.slept == [1.0]
    made.wait("a", 5.0)
    made.wait("a")
    assert clock.slept == [1.0, 1.0, 5.0]


def test_pauses_grow_until_the_host_answers() -> None:
    made, _ = pace()
    lengths = []
    for _ in range(3):
        made.pause("a")
        lengths.append(made.left("a"))
    assert lengths == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    made.answered("a")
    made.pause("b", "7")
    assert made.left("b") == 7.0


@pytest.mark.parametrize(
    ("again", "seconds"), [("120", 120.0), (" 5 ", 5.0), ("-1", None), ("soon", None), (None, None), ("²", None)]
)
def test_retry_after(again: str | None, seconds: float | None) -> None:
    assert seconds_until(again) == seconds


def test_retry_after_a_date() -> None:
    later = seconds_until(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert later is not None
    assert 80 < later <= 90
    assert seconds_until(format_datetime(datetime.now(UTC) - timedelta(days=1))) == 0.0


@pytest.mark.network
def test_what_robots_txt_says(news: Site) -> None:
    clock = Clock()
    robots = Robots(LOCAL, clock)
    assert refusal(robots, news.url + "/11") == ""
    assert "forbids" in refusal(robots, news.url + "/closed/x")
    news.pages["/robots.txt"] = (b"", 404, {})
    assert "forbids" in refusal(robots, news.url + "/closed/x")  # asked for once a day
    clock.now += KEPT + 1
    assert refusal(robots, news.url + "/closed/x") == ""
    answers = ((b"", 503, {}), b"", b"\0\xff<html>", b"x" * 600_000)
    for answer, reason in zip(answers, ("for now", "", "", "too large"), strict=True):
        news.pages["/robots.txt"] = answer
        told = refusal(Robots(LOCAL), news.url + "/11")
        assert reason in told if reason else not told, answer


@pytest.mark.network
def test_our_own_name_is_found_in_robots_txt(news: Site) -> None:
    news.pages["/robots.txt"] = b"User-agent: sayso\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    assert "forbids" in refusal(Robots(LOCAL), news.url + "/11")


@pytest.mark.network
def test_a_conditional_request(news: Site) -> None:
    news.pages["/11"] = (b"The port was shut.", 200, {"ETag": '"x"'})
    assert fetch(news.url + "/11", LOCAL).headers["etag"] == '"x"'
    with pytest.raises(FetchError) as caught:
        fetch(news.url + "/11", LOCAL, {"If-None-Match": '"x"'})
    assert (caught.value.status, caught.value.passing) == (304, False)


@pytest.mark.network
def test_a_paused_host_is_not_asked(news: Site) -> None:
    guest = Visitor(LOCAL, pace(0.0)[0])
    news.pages["/11"] = (b"", 503, {"Retry-After": "300"})
    with pytest.raises(FetchError, match="503"):
        guest.visit(news.url + "/11")
    with pytest.raises(PausedError, match="300 s"):
        guest.visit(news.url + "/12")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/x", "http://169.254.169.254/latest"])
def test_a_list_is_no_way_into_a_private_network(url: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.urls").write_text(url)
    (tmp_path / "a.xml").write_text(f"<urlset><url><loc>{url}</loc></url></urlset>")
    (tmp_path / "a.opml").write_text(f'<opml><body><outline xmlUrl="{url}"/></body></opml>')
    for found in captures(str(tmp_path), Settings()):
        assert isinstance(found, Failure)
        assert "private address" in found.reason


@pytest.mark.parametrize("url", ["", "x", "http://", "http://[", "file:///etc/passwd", "http:///x"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ReportError):
        Visitor(LOCAL, pace(0.0)[0]).visit(url)
