"""Feeds of a site on the loopback address, watched: asked in good manners, read once, and gone on with after a stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Capture, Failure, Reading, ReportError
from sayso.pipeline import About
from sayso.read import read
from sayso.read.network.pace import Pace
from sayso.read.network.visit import Visitor
from sayso.scale import watch as watching
from sayso.scale.local import Taken
from sayso.scale.watch import Round, Watch, watch_round
from sayso.scale.watch_state import open_state
from sayso.settings import Settings
from tests.read.site import Site, page
from tests.read.site import news as news  # a fixture

pytestmark = pytest.mark.network

LOCAL = Settings(allow_private=True, timeout=5.0)
OWN = "Gunmen stormed a police post near Tarn on Monday, the Interior Ministry of Norland said in a statement."


def rss(*paths: str, text: str = "") -> bytes:
    items = "".join(
        f"<item><title>Post stormed</title><link>{p}</link><guid>{p}</guid>"
        f"<pubDate>Tue, 11 May 2021 10:30:00 +0300</pubDate><description>{text}</description></item>"
        for p in paths
    )
    return f'<rss version="2.0"><channel><title>Ostra Times</title>{items}</channel></rss>'.encode()


@dataclass
class Kept:
    """What a watch has kept, and the watch."""

    file: Path
    site: Site
    now: float = 1_000_000.0
    taken: list[Taken] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    guest: Visitor = field(init=False)

    def __post_init__(self) -> None:
        self.guest = Visitor(LOCAL, Pace(between=0.0, clock=lambda: self.now, sleep=self.sleep))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def keep(self, taken: Taken | Failure) -> None:
        (self.failures if isinstance(taken, Failure) else self.taken).append(taken)  # type: ignore[attr-defined]

    def round(self, *feeds: str, keep: Callable[[Any], None] | None = None) -> Round:
        with open_state(self.file) as state:
            self.now += 10_000
            asked = [feed if Path(feed).is_file() else self.site.url + feed for feed in feeds]
            return watch_round(
                Watch(
                    feeds=asked, state=state, keep=keep or self.keep, settings=LOCAL, guest=self.guest,
                    clock=lambda: self.now,
                )
            )  # fmt: skip

    def asked(self) -> list[str]:
        paths = [path for path, _ in self.site.asked if path != "/robots.txt"]
        self.site.asked.clear()
        return paths


def plain(page: Capture, about: About, settings: Settings) -> Reading | Failure:
    """The report of a page, in which nothing is looked for: no model is loaded."""
    try:
        return Reading(report=read(page, outlet=about.outlet, published=about.published, settings=settings))
    except ReportError as error:
        return error.failure


@pytest.fixture
def kept(tmp_path: Path, news: Site, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(watching, "read_found", plain)
    return Kept(tmp_path / "w", news)


def feed_of(news: Site, *paths: str, **headers: str) -> None:
    listed = rss(*(news.url + p for p in paths))
    news.pages["/feed"] = (listed, 200, {"Content-Type": "application/rss+xml", **headers})


def test_new_pages_are_read_once(kept: Kept, news: Site) -> None:
    feed_of(news, "/11", "/closed/1", "/12")
    assert kept.round("/feed") == Round(new=2, failed=1)
    assert [t.reading.report.outlet for t in kept.taken] == ["Ostra Times"] * 2
    assert "robots.txt" in kept.failures[0].reason
    assert kept.asked() == ["/feed", "/11", "/12"]
    news.pages["/13"] = page(13)
    feed_of(news, "/13", "/11", "/12")
    assert kept.round("/feed") == Round(new=1)
    assert kept.asked() == ["/feed", "/13"]


def test_a_feed_that_has_not_changed_says_so(kept: Kept, news: Site) -> None:
    feed_of(news, "/11", ETag='"a"')
    assert kept.round("/feed").new == 1
    news.asked.clear()
    assert kept.round("/feed") == Round()
    assert news.asked[-1][1]["If-None-Match"] == '"a"'


def test_a_page_that_cannot_be_got_for_the_moment_is_tried_again(kept: Kept, news: Site) -> None:
    feed_of(news, "/11", ETag='"a"')
    news.pages["/11"] = (b"busy", 500, {})
    assert kept.round("/feed") == Round(later=1)
    assert kept.round("/feed") == Round(later=1)  # though the feed has not changed
    assert kept.round("/feed") == Round(failed=1)
    assert kept.round("/feed") == Round()
    feed_of(news, "/12", ETag='"b"')
    news.pages["/12"] = (b"busy", 500, {})
    assert kept.round("/feed") == Round(later=1)
    news.pages["/12"] = page(12)
    assert kept.round("/feed") == Round(new=1)


def test_the_feeds_own_text_is_taken_where_the_page_is_refused(kept: Kept, news: Site) -> None:
    news.pages["/feed"] = (rss(news.url + "/paid", text=OWN), 200, {})
    news.pages["/paid"] = (b"pay", 402, {})
    assert kept.round("/feed") == Round(new=1)
    report = kept.taken[0].reading.report
    assert report.reader.startswith("fields")
    assert (report.outlet, report.published) == ("Ostra Times", "2021-05-11T10:30:00+03:00")
    assert report.url == news.url + "/paid"


def test_what_the_page_does_not_state_the_feed_says(kept: Kept, news: Site) -> None:
    news.pages["/bare"] = page(11).replace(b"2021-05-11T", b"no ")
    feed_of(news, "/bare")
    assert kept.round("/feed").new == 1
    assert kept.taken[0].reading.report.published == "2021-05-11T10:30:00+03:00"


def test_retry_after_is_kept_to(kept: Kept, news: Site) -> None:
    feed_of(news, "/11", "/12")
    news.pages["/11"] = (b"slow", 429, {"Retry-After": "7200"})
    assert kept.round("/feed") == Round(later=2)
    assert kept.asked() == ["/feed", "/11"]  # nothing more of that host
    assert kept.slept == []


def test_a_crawl_delay_is_kept_to(kept: Kept, news: Site) -> None:
    news.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\n"
    feed_of(news, "/11", "/12")
    kept.round("/feed")
    assert kept.slept == [7.0, 7.0]


def test_opml_and_an_index_of_sitemaps_list_feeds(kept: Kept, news: Site, tmp_path: Path) -> None:
    feed_of(news, "/11")
    loc = f"<url><loc>{news.url}/12</loc></url>"
    news.pages["/map.xml"] = f"<urlset>{loc}</urlset>".encode()
    news.pages["/index.xml"] = f"<sitemapindex><sitemap><loc>{news.url}/map.xml</loc></sitemap></sitemapindex>".encode()
    outlines = "".join(f'<outline xmlUrl="{news.url}{p}"/>' for p in ("/feed", "/index.xml"))
    (tmp_path / "all.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    assert kept.round(str(tmp_path / "all.opml")) == Round(new=2)
    assert sorted(kept.asked()) == ["/11", "/12", "/feed", "/index.xml", "/map.xml"]
    assert kept.round(str(tmp_path / "all.opml")) == Round()


def test_a_feed_that_fails_is_asked_less_often(kept: Kept, news: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LONGEST_PAUSE", 15_000.0)
    news.pages["/feed"] = b"<html><body>moved</body></html>"
    asked = [kept.round("/feed").failed for _ in range(8)]
    assert asked[:3] == [1, 1, 1]
    assert sum(asked) < 8
    assert "no RSS" in kept.failures[0].reason


def test_a_stop_in_the_midst_loses_nothing(kept: Kept, news: Site) -> None:
    feed_of(news, "/11", "/12", ETag='"a"')

    def stopped(taken: Taken | Failure) -> None:
        if kept.taken:
            raise KeyboardInterrupt
        kept.keep(taken)

    with pytest.raises(KeyboardInterrupt):
        kept.round("/feed", keep=stopped)
    assert kept.round("/feed") == Round(new=1)
    assert [t.capture.url for t in kept.taken] == [news.url + "/11", news.url + "/12"]


def test_a_state_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"no database" * 100)
    with pytest.raises(ValueError, match="cannot be used"), open_state(tmp_path / "w"):
        pass


@contextmanager
def command(tmp_path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"SAYSO_ALLOW_PRIVATE": "1", "SAYSO_ACTORS": ""}
    line = [sys.executable, "-m", "sayso.faces.cli", *words]
    line[1:3] = ["-c", "from sayso.faces.cli import main; main()"]
    with subprocess.Popen(
        line, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a shell's background ignores it
    ) as running:  # fmt: skip
        yield running


def test_the_command_once_and_until_it_is_stopped(tmp_path: Path, news: Site) -> None:
    feed_of(news, "/11")
    ledger = str(tmp_path / "l.db")
    words = ("watch", news.url + "/feed", "--ledger", ledger)
    with command(tmp_path, *words, "--once") as running:
        _, told = running.communicate(timeout=120)
        assert "1 new, 0 failed" in told
        assert running.returncode == 0
    assert (tmp_path / "l.db.watch").is_file()
    with command(tmp_path, *words, "--every", "1h") as running:
        assert running.stderr is not None
        assert "0 new, 0 failed" in running.stderr.readline()
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        assert "goes on from here" in running.stderr.read()
        assert running.wait(timeout=60) == 0
