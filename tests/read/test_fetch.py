import gzip
import importlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from sayso.model import Capture, ReportError
from sayso.read import capture, read
from sayso.read.network.addresses import is_public
from sayso.settings import Settings

LOCAL = Settings(allow_private=True, timeout=5.0, max_bytes=50_000)
TEXT = b"Norland shells Ostra\n\nThe army fired on the port."


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, "get_" + self.path.strip("/").split("/")[0].split("?")[0])()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/plain; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def get_text(self) -> None:
        self.answer(TEXT, X_Host=self.headers["Host"])

    def get_missing(self) -> None:
        self.answer(b"no", 404)

    def get_loop(self) -> None:
        self.answer(b"", 302, Location="/loop")

    def get_hop(self) -> None:
        self.answer(b"", 301, Location="/text?utm_source=x")

    def get_away(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hostname")

    def get_big(self) -> None:
        self.answer(b"x" * 60_000)

    def get_packed(self) -> None:
        self.answer(gzip.compress(TEXT), Content_Encoding="gzip")

    def get_bomb(self) -> None:
        self.answer(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")

    def get_torn(self) -> None:
        self.answer(gzip.compress(TEXT)[:-9], Content_Encoding="gzip")

    def get_br(self) -> None:
        self.answer(b"abc", Content_Encoding="br")

    def get_empty(self) -> None:
        self.answer(b"")

    def get_image(self) -> None:
        self.answer(b"x", Content_Type="image/png")

    def get_slow(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:  # the client went away: that is what some tests are about
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_a_page_is_fetched(server: str) -> None:
    found = capture(server + "/text", LOCAL)
    assert found.raw == TEXT
    assert (found.url, found.media_type, found.charset) == (server + "/text", "text/plain", "utf-8")
    assert found.retrieved is not None
    assert found.retrieved.endswith("+00:00")
    assert found.headers["x-host"] == server.removeprefix("http://")
    assert read(found).retrieved == found.retrieved


def test_redirects_are_followed_and_the_last_url_is_kept(server: str) -> None:
    found = capture(server + "/hop", LOCAL)
    assert found.url == server + "/text?utm_source=x"
    assert read(found).url == server + "/text"


def test_gzip_is_undone(server: str) -> None:
    assert capture(server + "/packed", LOCAL).raw == TEXT


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "HTTP status 404"),
        ("/loop", "too many redirects"),
        ("/away", "not a valid http or https URL"),
        ("/big", "too large"),
        ("/bomb", "too large"),
        ("/torn", "broken off"),
        ("/br", "packed in a way"),
        ("/empty", "is empty"),
    ],
)
def test_what_is_refused(server: str, path: str, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        capture(server + path, LOCAL)


def test_a_media_type_that_is_no_text(server: str) -> None:
    with pytest.raises(ReportError, match="image/png"):
        read(capture(server + "/image", LOCAL))


def test_headers_sent_byte_by_byte_meet_the_time_limit(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReportError, match="time-out"):
        capture(server + "/slow", Settings(allow_private=True, timeout=0.4))
    assert time.monotonic() - start < 2


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReportError, match="unreachable"):
        capture(f"http://127.0.0.1:{port}/", LOCAL)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused(host: str, server: str) -> None:
    with pytest.raises(ReportError, match=r"private address|unreachable"):
        capture(f"http://{host}:{server.rpartition(':')[2]}/text", Settings())


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.216.34", 0)), (2, 1, 6, "", ("10.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(ReportError, match=r"private address 10\.0\.0\.1"):
        capture("http://news.example/", Settings())


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = importlib.import_module("sayso.read.network.fetch")  # sayso.read is also the name of a function
    monkeypatch.setattr(fetch, "_ask", redirecting(fetch._ask))
    with pytest.raises(ReportError, match="private address 127"):
        capture("http://news.example/", Settings())


def redirecting(ask: Any) -> Any:
    def first(client: Any, target: Any, name: str, settings: Settings) -> Capture | str:
        return "http://127.0.0.1/" if target.host == "news.example" else ask(client, target, name, settings)

    return first


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a b/", "http://\N{SNOWMAN}.\0/", "https://:80"])
def test_urls_that_are_none(url: str) -> None:
    with pytest.raises(ReportError):
        capture(url, LOCAL)


def test_a_login_is_not_named() -> None:
    with pytest.raises(ReportError) as caught:
        capture("http://jane:secret@127.0.0.1/", Settings())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
