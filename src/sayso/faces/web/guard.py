"""What stands before every request: its size, its rate, and the headers that keep a page to itself."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST = 1_000_000  # bytes of a request's body
RATE, BURST = 100.0, 1000.0  # requests a second that one address may go on with, and may begin with
KNOWN = 10_000  # addresses remembered
HEADERS = {
    "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}  # fmt: skip


class Guard:
    """Refuses bodies that are too large and addresses that ask too often; adds the headers to every answer."""

    def __init__(self, app: App, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # requests left, and when that was

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 413 or 429."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _length(scope["headers"]) > LARGEST:
            await _refuse(send, 413, "too large")
        elif not self._allowed((scope.get("client") or ("",))[0]):
            await _refuse(send, 429, "too many requests", (b"retry-after", b"1"))
        else:
            await self._app(scope, _bounded(receive), _with_headers(send))

    def _allowed(self, address: str) -> bool:
        now = self._clock()
        left, then = self._left.pop(address, (BURST, now))
        left = min(BURST, left + RATE * (now - then)) - 1
        self._left[address] = (max(left, 0.0), now)
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return left >= 0


def _length(headers: Iterable[tuple[bytes, bytes]]) -> int:
    value = next((v for k, v in headers if k.lower() == b"content-length"), b"0")
    return int(value) if value.isdigit() else LARGEST + 1


def _bounded(receive: Receive) -> Receive:
    """Return a reader that ends a body that is longer than it may be, whatever its headers said."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return message if read <= LARGEST else {"type": "http.disconnect"}

    return limited


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {k.lower() for k, _ in message.get("headers", [])}
            added = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in given]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sent


async def _refuse(send: Send, status: int, reason: str, *headers: tuple[bytes, bytes]) -> None:
    await _with_headers(send)({
        "type": "http.response.start", "status": status,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"), *headers],
    })  # fmt: skip
    await send({"type": "http.response.body", "body": reason.encode()})
