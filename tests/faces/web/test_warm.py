"""The first page is made when the server starts and after the ledger has changed; nobody waits for either."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.faces.web import warm
from sayso.faces.web.app import create_app
from sayso.faces.web.warm import Warm
from sayso.ledger.record import add
from sayso.ledger.search import columns
from sayso.ledger.store import Engine, open_ledger
from sayso.ledger.tables.rows import Entry
from tests.claims import told


class Asked:
    """An application that notes which pages were asked for, and may fail."""

    def __init__(self, fails: bool = False) -> None:
        self.paths: list[str] = []
        self.fails = fails

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self.paths.append(scope["path"])
            if self.fails:
                raise ValueError("a failure")
            await receive()
            await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_ledger(tmp_path / "l.db")
    add(engine, [Entry(reading=told("a"))])
    return engine


async def live(app: Warm, engine: Engine, rest: float) -> None:
    """Start, be asked, change, be asked again, and rest."""
    await app({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    await app({"type": "other"}, None, None)  # type: ignore[arg-type]
    await asyncio.to_thread(add, engine, [Entry(reading=told("b"))])
    await app({**warm.asking(b"/reports/x")}, warm._nothing, warm._nowhere)
    await asyncio.sleep(rest)


def test_the_first_page_is_made_at_the_start_and_after_a_change(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "REST", 0.01)
    asked = Asked()
    asyncio.run(live(Warm(asked, engine), engine, 1.0))
    assert asked.paths == ["/", "/coverage", "/reports/x", "/", "/coverage"]
    with engine.connect() as connection:
        assert columns.kept(connection) is not None


def test_a_failure_of_it_ends_nothing(engine: Engine) -> None:
    asked = Asked(fails=True)
    app = Warm(asked, engine)
    asyncio.run(app({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert asked.paths == ["/"]


def test_the_page_that_was_made_is_the_one_that_is_shown(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(engine)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        made: list[str] = []
        monkeypatch.setattr("sayso.faces.web.overview.page", lambda *_, **__: made.append("again"))
        assert "1</strong> event" in client.get("/").text
        assert not made
