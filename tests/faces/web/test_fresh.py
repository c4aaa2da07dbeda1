"""An answer is made once for all who ask the same of the same state, and never kept beyond it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest

from sayso.faces.web import fresh
from sayso.faces.web.fresh import Fresh
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from tests.claims import told


class Counting:
    """An application that takes its time, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await anyio.sleep(0.05)
        body = str(self.asked).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def get(app: Fresh, path: str, cookie: bytes = b"") -> bytes:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"cookie", cookie)]}
    await app(scope, None, send)  # type: ignore[arg-type]
    assert any(name == b"etag" for name, _ in sent[0]["headers"])
    return bytes(sent[1]["body"])


async def at_once(app: Fresh, path: str, number: int) -> set[bytes]:
    found: set[bytes] = set()

    async def one() -> None:
        found.add(await get(app, path))

    async with anyio.create_task_group() as group:
        for _ in range(number):
            group.start_soon(one)
    return found


def test_ten_who_ask_the_same_at_once_get_one_answer(tmp_path: Path) -> None:
    counting = Counting()
    app = Fresh(counting, open_ledger(tmp_path / "l.db"))
    assert anyio.run(at_once, app, "/", 10) == {b"1"}
    assert anyio.run(get, app, "/") == b"1"
    assert anyio.run(get, app, "/coverage") == b"2"
    assert anyio.run(get, app, "/", b"somebody") == b"3"  # who has a session gets pages of their own


def test_a_changed_ledger_is_asked_again(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "l.db")
    app = Fresh(Counting(), engine)
    assert anyio.run(get, app, "/") == b"1"
    add(engine, [Entry(reading=told("a"))])
    assert anyio.run(get, app, "/") == b"2"


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "KEPT", 2)
    app = Fresh(Counting(), open_ledger(tmp_path / "l.db"))
    assert [anyio.run(get, app, path) for path in ("/a", "/b", "/c", "/c", "/a")] == [b"1", b"2", b"3", b"3", b"4"]
