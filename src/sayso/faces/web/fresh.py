"""An answer -> nothing, where the asker has it already and the ledger has not changed since."""

from __future__ import annotations

from hashlib import sha256

from sayso.faces.web.guard import App, Message, Receive, Scope, Send
from sayso.ledger.changes import state
from sayso.ledger.store import Engine
from sayso.version import __version__


class Fresh:
    """Gives every GET of a page an ETag of the ledger's state, and answers 304 to one who has it."""

    def __init__(self, app: App, engine: Engine) -> None:
        self._app = app
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with an ETag, or answer 304."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static"):
            await self._app(scope, receive, send)
            return
        tag = self._tag(scope)
        headers = dict(scope["headers"])
        if headers.get(b"if-none-match") == tag:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag)]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                added = [(b"etag", tag), (b"cache-control", b"no-cache")]
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        await self._app(scope, receive, tagged)

    def _tag(self, scope: Scope) -> bytes:
        with self._engine.connect() as connection:
            now = state(connection)
        cookie = dict(scope["headers"]).get(b"cookie", b"")
        asked = (__version__, scope["path"], scope["query_string"], now, cookie)
        return f'W/"{sha256(repr(asked).encode()).hexdigest()[:20]}"'.encode()
