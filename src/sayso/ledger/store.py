"""A path or an address -> a ledger, opened, made or moved up to this version; and its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Connection  # for those who may not import sqlalchemy
from sqlalchemy import Engine as Engine
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from sayso.ledger.tables.tallied import tally
from sayso.ledger.upkeep.migrations import move_up

BUSY = 60_000  # milliseconds that a writer waits for another
LOGGED = 32_000  # pages of SQLite's log from which it is worked into the file, 125 MB: most are written again till then
# PostgreSQL: who reads sees one state to the end, as in SQLite; who writes sees what is there when its turn comes.
READERS, WRITERS = "REPEATABLE READ", "READ COMMITTED"
LOCK = 0x5A1450  # PostgreSQL's number of our writers' lock: one at a time, as SQLite has it


class LedgerError(Exception):
    """A ledger cannot be opened, or is not one; the text names it and says why."""


def open_ledger(where: str | Path, *, must_exist: bool = False) -> Engine:
    """Open or make a ledger: a path is a SQLite file, "postgresql://..." a server; raise LedgerError if it is none."""
    try:
        url = _url(str(where), must_exist)
        engine = create_engine(url, **({"isolation_level": READERS} if url.startswith("postgresql") else {}))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
        with writing(engine) as connection:
            move_up(connection)
    except (DBAPIError, ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise LedgerError(f"{_shown(str(where))}: {_reason(error)}") from error
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that no other writer runs beside; it is kept whole or not at all."""
    server = engine.dialect.name == "postgresql"
    options: dict[str, Any] = {"isolation_level": WRITERS} if server else {}
    with engine.connect().execution_options(sayso_writes=True, **options) as connection, connection.begin():
        if server:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection
        tally(connection)


def now() -> str:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _url(where: str, must_exist: bool) -> str:
    if "://" not in where:
        path = Path(where)
        if must_exist and not path.is_file():
            raise ValueError("there is no such ledger")
        if not path.absolute().parent.is_dir():
            raise ValueError("its folder does not exist")
        return f"sqlite:///{path}"
    scheme, rest = where.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else where


def _shown(where: str) -> str:
    """Return an address without its password."""
    head, at, tail = where.rpartition("@")
    return f"{head.partition('://')[0]}://...@{tail}" if at and "://" in head else where


def _reason(error: Exception) -> str:
    if isinstance(error, NoSuchModuleError | ModuleNotFoundError):
        return "PostgreSQL needs pip install 'sayso[postgresql]'"
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return "not a ledger" if "not a database" in said else said.strip().splitlines()[0]


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY}",
                   "cache_size=-65536", "secure_delete=FAST", f"wal_autocheckpoint={LOGGED}"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once, so that it never reads what another is about to change."""
    writes = connection.get_execution_options().get("sayso_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
