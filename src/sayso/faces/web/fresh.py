"""An answer -> nothing, where the asker has it already and the ledger has not changed since; or the one made before."""

from __future__ import annotations

import os
from collections import OrderedDict
from hashlib import sha256

from anyio import Event, Semaphore, to_thread

from sayso.faces.web.guard import App, Message, Receive, Scope, Send
from sayso.ledger.store import Engine
from sayso.ledger.upkeep.changes import state
from sayso.version import __version__

AT_ONCE = 2 * (os.cpu_count() or 1)  # answers that are made at once: more would only make all of them slow
KEPT, LARGEST = 32_000_000, 1_000_000  # bytes of answers that are kept, and of one of them
Answer = tuple[Message, bytes]


class Fresh:
    """Gives every GET of a page an ETag of the ledger's state, and answers 304 to one who has it.

    What it answers to one it keeps for others who ask the same of the same state; who asks meanwhile waits for it.
    """

    def __init__(self, app: App, engine: Engine) -> None:
        self._app = app
        self._engine = engine
        self._made: OrderedDict[bytes, Answer] = OrderedDict()
        self._size = 0
        self._making: dict[bytes, Event] = {}
        self._turn = Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with an ETag, or answer 304."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static"):
            await self._app(scope, receive, send)
            return
        tag = await to_thread.run_sync(self._tag, scope)  # it waits for the ledger, and nobody is to wait for that
        if dict(scope["headers"]).get(b"if-none-match") == tag:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag)]})
            await send({"type": "http.response.body", "body": b""})
        elif not await self._known(tag, send):
            await self._make(tag, scope, receive, send)

    async def _known(self, tag: bytes, send: Send) -> bool:
        """Send the answer that was made before, or is being made for another; False if there is none to be had."""
        if tag in self._making:
            await self._making[tag].wait()
        if tag not in self._made:
            return False
        self._made.move_to_end(tag)
        start, body = self._made[tag]
        await send(start)
        await send({"type": "http.response.body", "body": body})
        return True

    async def _make(self, tag: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        if tag in self._making or scope["path"].startswith("/export/"):  # what is not kept: nobody waits for it
            await self._app(scope, receive, self._tagged(tag, send))
            return
        made: list[Message] = []

        async def keep(message: Message) -> None:
            made.append(message)

        self._making[tag] = Event()
        try:
            async with self._turn:  # until it is made, not until it is sent: who reads slowly keeps nobody waiting
                await self._app(scope, receive, self._tagged(tag, keep))
        finally:
            self._making.pop(tag).set()
        for message in made:
            await send(message)

    def _tagged(self, tag: bytes, send: Send) -> Send:
        """Return a sender that adds the tag, and keeps an answer that is whole in one message."""
        started: Message = {}

        async def tagged(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = message
                if message["status"] == 200:
                    added = [(b"etag", tag), (b"cache-control", b"no-cache")]
                    message = started = {**message, "headers": [*message.get("headers", []), *added]}
            elif started.get("status") == 200 and not message.get("more_body"):
                self._keep(tag, started, message.get("body", b""))
            await send(message)

        return tagged

    def _keep(self, tag: bytes, start: Message, body: bytes) -> None:
        length = dict(start["headers"]).get(b"content-length", b"")
        if length != str(len(body)).encode() or len(body) > LARGEST or tag in self._made:
            return
        self._made[tag] = start, body
        self._size += len(body)
        while self._size > KEPT:
            _, (_, oldest) = self._made.popitem(last=False)
            self._size -= len(oldest)

    def _tag(self, scope: Scope) -> bytes:
        with self._engine.connect() as connection:
            now = state(connection)
        cookie = dict(scope["headers"]).get(b"cookie", b"")
        asked = (__version__, scope["path"], scope["query_string"], now, cookie)
        return f'W/"{sha256(repr(asked).encode()).hexdigest()[:20]}"'.encode()
