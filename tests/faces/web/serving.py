"""A ledger of invented reports behind the page, for tests of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from starlette.testclient import TestClient

from sayso.faces.web.app import Serving, create_app
from sayso.faces.web.token import new_token
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from sayso.model import Reading

HERE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Served:
    """A client, the ledger that it sees, and the token that lets it judge."""

    client: TestClient
    engine: Engine
    token: str

    def log_in(self) -> str:
        """Log in and return the word that forms must carry."""
        answer = self.post("/review/login", token=self.token)
        assert answer.status_code == 303, answer.text
        page = self.client.get("/review").text
        return page.split('name="csrf" value="')[1].split('"')[0]

    def post(self, path: str, *, origin: str | None = HERE, **data: Any) -> Any:
        """Send a form as a browser does."""
        headers = {} if origin is None else {"origin": origin}
        return self.client.post(path, data=data, headers=headers, follow_redirects=False)


def served(folder: Path, readings: list[Reading], *, judging: bool = True) -> Served:
    """Serve readings."""
    engine = open_ledger(folder / "ledger.db")
    add(engine, [Entry(reading=r) for r in readings])
    token, kept = new_token()
    app = create_app(engine, Serving(token=kept if judging else None))
    return Served(TestClient(app, base_url=HERE), engine, token)
