"""What a watch remembers between two rounds and two runs: feeds, how they answered, and which entries it has seen.

A small SQLite file beside the ledger and not a table in it: it can be lost without loss (what is read again is known
to the ledger already), says nothing about the world, and is there for a ledger on a server too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

DONE = -1  # instead of a number of tries
FORGOTTEN_AFTER = 60 * 86_400.0  # seconds since a feed last listed an entry

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL, failures INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, tries INTEGER NOT NULL, listed REAL NOT NULL);
"""


class FeedState(NamedTuple):
    """How a feed answered last: what to ask it with, when it is due (seconds since 1970), failures in a row."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0

    @property
    def asked(self) -> dict[str, str]:
        """The headers of a conditional request."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


class State:
    """The file, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(_TABLES)

    def feed(self, url: str) -> FeedState:
        """Return how a feed answered last."""
        row = self._connection.execute("SELECT etag, modified, due, failures FROM feeds WHERE url = ?", (url,))
        return FeedState(*(row.fetchone() or ()))

    def keep_feed(self, url: str, state: FeedState) -> None:
        """Keep how a feed answered."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", (url, *state))

    def tries(self, key: str, now: float) -> int:
        """Return how often an entry, which a feed lists now, was tried in vain; DONE if it is dealt with."""
        with self._connection:
            self._connection.execute("UPDATE seen SET listed = ? WHERE key = ?", (now, key))
        row = self._connection.execute("SELECT tries FROM seen WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def keep_entry(self, key: str, tries: int, now: float) -> None:
        """Keep that an entry was tried, or is dealt with."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (key, tries, now))

    def forget(self, now: float) -> None:
        """Drop the entries that no feed has listed for long."""
        with self._connection:
            self._connection.execute("DELETE FROM seen WHERE listed < ?", (now - FORGOTTEN_AFTER,))


@contextmanager
def open_state(path: Path) -> Iterator[State]:
    """Yield the state kept in a file; raise ValueError where the file is none."""
    connection = sqlite3.connect(path)
    try:
        yield State(connection)
    except sqlite3.DatabaseError as error:
        raise ValueError(f"{path}: cannot be used as the state of a watch ({error})") from error
    finally:
        connection.close()
