"""URL -> Capture: one page over http(s), bounded in time, size, redirects and addresses."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.model import Capture, ReportError
from sayso.read.network.addresses import addresses_of
from sayso.read.network.urls import without_login
from sayso.settings import Settings

if TYPE_CHECKING:
    import httpx

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({408, 425, 429})  # statuses below 500 after which another try may succeed
_GZIP = 31  # zlib's window bits for a gzip stream


class FetchError(ReportError):
    """A page that was not got: with the server's status if it answered, and when it says to come again."""

    def __init__(self, name: str, reason: str, *, status: int | None = None, again: str | None = None) -> None:
        super().__init__(name, reason)
        self.status, self.again = status, again

    @property
    def passing(self) -> bool:
        """True if another try later may get it."""
        return self.status is None or self.status in PASSING or self.status >= 500


def fetch(
    url: str, settings: Settings, asked: Mapping[str, str] | None = None, allow: Callable[[str], None] | None = None
) -> Capture:
    """Return the page at a URL, or raise ReportError with a reason a person understands.

    `asked` are further headers; with If-None-Match, an unchanged page is a FetchError of status 304. `allow` is asked
    about each address that a redirect leads to, and raises ReportError where it must not be asked for.
    """
    import httpx

    name = without_login(url)
    # No proxy from the environment: it would resolve the host by itself, past our check of addresses.
    client = httpx.Client(timeout=settings.timeout, follow_redirects=False, trust_env=False, headers=dict(asked or {}))
    outcome: list[Capture | ReportError] = []

    def work() -> None:
        try:
            outcome.append(_follow(client, url, (name, settings), allow))
        except ReportError as error:
            outcome.append(error)
        except Exception as error:  # a thread must hand back whatever ended it
            outcome.append(FetchError(name, _reason(error, settings)))

    # A thread, since only so a server that sends its headers byte by byte, or a slow resolver, meets the limit.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(settings.timeout)
    client.close()
    result = outcome[0] if outcome else FetchError(name, _late(settings))
    if isinstance(result, ReportError):
        raise result
    return result


def _follow(
    client: httpx.Client, url: str, given: tuple[str, Settings], allow: Callable[[str], None] | None
) -> Capture:
    import httpx

    name, settings = given
    target = httpx.URL(url)
    for _ in range(settings.max_redirects + 1):
        if target.scheme not in {"http", "https"} or not target.host:
            raise ReportError(name, f"{without_login(str(target))} is not a valid http or https URL")
        answer = _ask(client, target, name, settings)
        if isinstance(answer, Capture):
            return answer
        target = target.join(answer)
        if allow is not None:
            allow(str(target))
    raise ReportError(name, f"too many redirects (over {settings.max_redirects})")


def _ask(client: httpx.Client, target: httpx.URL, name: str, settings: Settings) -> Capture | str:
    """Return the page, or the Location it sends us on to; connects only to addresses checked here."""
    import httpx

    addresses = addresses_of(target.host, name, allow_private=settings.allow_private)
    headers = {"Host": target.netloc.decode(), "User-Agent": settings.user_agent, "Accept-Encoding": "gzip"}
    for tried, address in enumerate(addresses, 1):
        pinned = target.copy_with(host=address)
        extensions = {"sni_hostname": target.host}  # the certificate is still checked against the name
        try:
            with client.stream("GET", pinned, headers=headers, extensions=extensions) as response:
                return _take(response, target, name, settings)
        except httpx.ConnectError:
            if tried == len(addresses):
                raise
    raise ReportError(name, "unreachable")


def _take(response: httpx.Response, target: httpx.URL, name: str, settings: Settings) -> Capture | str:
    location = response.headers.get("location")
    if response.status_code in REDIRECTS and location:
        return str(location)
    if response.status_code != 200:
        reason = f"the server answered HTTP status {response.status_code}"
        raise FetchError(name, reason, status=response.status_code, again=response.headers.get("retry-after"))
    raw = _body(response, name, settings.max_bytes)
    return Capture(
        raw=raw,
        name=name,
        url=without_login(str(target)),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        charset=response.charset_encoding,
        headers=dict(response.headers),
    )


def _body(response: httpx.Response, name: str, limit: int) -> bytes:
    raw = bytearray()
    for chunk in _unpacked(response, name, limit):
        raw += chunk
        if len(raw) > limit:
            raise ReportError(name, f"too large (over {limit:,} bytes)")
    if not raw.strip():
        raise FetchError(name, "is empty", status=200)
    return bytes(raw)


def _unpacked(response: httpx.Response, name: str, limit: int) -> Iterator[bytes]:
    """Yield the body's bytes; gzip is undone here, since httpx would unpack a bomb before it can be weighed."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in {"identity", ""}:
        yield from response.iter_raw()
        return
    if packing not in {"gzip", "x-gzip"}:
        raise ReportError(name, f"packed in a way that was not asked for ({packing[:40]})")
    gunzip = zlib.decompressobj(_GZIP)
    for chunk in response.iter_raw():
        yield gunzip.decompress(chunk, limit + 1)
        if gunzip.eof:
            return
    raise ReportError(name, "broken off before its end")


def _reason(error: Exception, settings: Settings) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return _late(settings)
    if isinstance(error, httpx.InvalidURL | UnicodeError):
        return "not a valid URL"
    if isinstance(error, httpx.ConnectError):
        return f"unreachable ({error})"
    if isinstance(error, zlib.error | httpx.RemoteProtocolError):
        return "the server's answer is broken"
    return f"unreachable ({type(error).__name__})"


def _late(settings: Settings) -> str:
    return f"time-out (no whole answer within {settings.timeout:g} s)"
