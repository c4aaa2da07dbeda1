"""A ledger -> what most pages need of it, ready before anybody asks: at the start, and after a change."""

from __future__ import annotations

import asyncio
import logging

from sayso.faces.web.guard import App, Message, Receive, Scope, Send
from sayso.ledger.search import chosen
from sayso.ledger.store import Engine
from sayso.ledger.upkeep.changes import state

log = logging.getLogger(__name__)
PATIENCE = 5.0  # seconds that the start waits; what takes longer goes on behind
REST = 10.0  # seconds between two makings, of a ledger that changes all the time
PAGES = (b"/", b"/coverage")  # what depends on nothing that is asked


class Warm:
    """Makes the first pages, and prepares the others, so that no reader waits for what every reader needs."""

    def __init__(self, app: App, engine: Engine) -> None:
        self._app = app
        self._engine = engine
        self._state: tuple[int, ...] = ()
        self._known: Scope = {}  # of the application, which pages are made with
        self._making: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, after a start of the server, and before a look at whether the ledger has changed."""
        if scope["type"] == "lifespan":
            self._known = {"app": scope.get("app")}
            self._making = asyncio.create_task(self._make())
            await asyncio.wait([self._making], timeout=PATIENCE)
        await self._app(scope, receive, send)
        if scope["type"] == "http" and self._making is not None and self._making.done():
            self._making = asyncio.create_task(self._make_anew())

    async def _make_anew(self) -> None:
        await asyncio.sleep(REST)
        if await asyncio.to_thread(self._now) != self._state:
            await self._make()

    async def _make(self) -> None:
        """Prepare the ledger and ask for its pages; a failure here is told again to the first who asks."""
        try:
            self._state = await asyncio.to_thread(self._now)
            await asyncio.to_thread(self._prepare)
            for path in PAGES:
                await self._app({**asking(path), **self._known}, _nothing, _nowhere)
        except Exception as error:  # whatever it is, readers are answered all the same
            log.debug("nothing made ready: %s", type(error).__name__)

    def _now(self) -> tuple[int, ...]:
        with self._engine.connect() as connection:
            return state(connection)

    def _prepare(self) -> None:
        with self._engine.connect() as connection:
            chosen.prepare(connection)


def asking(path: bytes) -> Scope:
    """Return a request for a page without filter, as one who has no session sends it."""
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path.decode(), "raw_path": path, "root_path": "", "query_string": b"", "headers": [],
        "client": None, "server": None,
    }  # fmt: skip


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _nowhere(message: Message) -> None:
    """Drop an answer: it is kept on its way here."""
