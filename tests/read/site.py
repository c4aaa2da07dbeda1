"""A news site on the loopback address, with pages, feeds and a robots.txt, for the tests of what is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parent / "samples"
ROBOTS = b"User-agent: *\nDisallow: /closed\n"


def page(day: int) -> bytes:
    """Return a page with a report of a day in May 2021."""
    return (
        f"<html><head><title>Post near Tarn stormed, report {day}</title>"
        f'<meta property="article:published_time" content="2021-05-{day:02}T10:30:00+03:00">'
        '<meta property="og:site_name" content="Ostra Times"></head><body><article>'
        f"<h1>Post near Tarn stormed, report {day}</h1>"
        "<p>Gunmen stormed a police post near Tarn on Monday, the Interior Ministry of Norland said in a statement.</p>"
        "<p>Two officers were wounded before the attackers withdrew towards the hills, Minister Oda told reporters.</p>"
        "</article></body></html>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers as `server.pages` says: a path -> body, status and headers; counts what is asked for."""

    def do_GET(self) -> None:
        answer: Any = self.server.pages.get(self.path, (b"none", 404, {}))  # type: ignore[attr-defined]
        body, status, headers = answer if isinstance(answer, tuple) else (answer, 200, {})
        asked = dict(self.headers.items())
        self.server.asked.append((self.path, asked))  # type: ignore[attr-defined]
        if headers.get("ETag") and asked.get("If-None-Match") == headers["ETag"]:
            body, status = b"", 304
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


class Site(ThreadingHTTPServer):
    """A site whose pages a test may change."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Any] = {"/robots.txt": ROBOTS, "/11": page(11), "/12": page(12)}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: Any) -> None: ...


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Yield a running site; nobody waits between two requests."""
    from sayso.read.network import pace

    monkeypatch.setattr(pace, "BETWEEN", 0.0)
    running = Site()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def site(news: Site) -> str:
    """Return the address of a running site with feeds."""
    feed = (SAMPLES / "feed.xml").read_bytes()
    news.pages["/feed.xml"] = (feed, 200, {"Content-Type": "application/rss+xml"})
    return news.url
