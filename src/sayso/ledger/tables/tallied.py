"""Claims that were counted otherwise in a transaction -> the numbers by month, brought up to date once at its end.

The triggers of counted.py note each claim that came or went, with the row that it was counted by before. What is
tallied changes by the rows before and after; a number of events or sources only where no other claim has the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text

from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.counted import TALLIED
from sayso.ledger.tables.schema import counted, tallies, untallied

Key = tuple[str, str, str]  # name, month, key
Columns = dict[str, Sequence[str]]
ASKED = 5000
CHANGED = text(
    "INSERT INTO tallies (name, month, key, claims, events, sources) "
    "VALUES (:name, :month, :key, :claims, :events, :sources) ON CONFLICT (name, month, key) DO UPDATE SET "
    "claims = tallies.claims + excluded.claims, events = tallies.events + excluded.events, "
    "sources = tallies.sources + excluded.sources"
)
COLUMNS = ("claims", "events", "sources")
ITEMS = {
    "sqlite": ("s.key", "json_each(:asked) s", "json_extract(s.value, '$[{n}]')"),
    "postgresql": (
        "s.n - 1", "jsonb_array_elements(CAST(:asked AS jsonb)) WITH ORDINALITY s(value, n)", "s.value->>{n}"),
}  # fmt: skip


def tally(connection: Connection) -> None:
    """Bring the numbers up to date with what came and went in this transaction."""
    noted = connection.execute(select(untallied)).all()
    if not noted:
        return
    here = select(untallied.c.claim)
    after = connection.execute(select(*(counted.c[c.name] for c in untallied.c)).where(counted.c.claim.in_(here))).all()
    before = _columns([row for row in noted if row.event is not None])
    rows = before, _columns(after)
    changed: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name in TALLIED:
        for found, sign in zip(rows, (-1, 1), strict=True):
            for (month, key), n in Counter(zip(found["month"], found[name], strict=True)).items():
                changed[name, month, key][0] += sign * n
    for place, column in enumerate(("event", "source"), 1):
        _distinct(connection, changed, place, column, rows)
    _write(connection, changed)
    connection.execute(delete(untallied))


def _columns(rows: Sequence[Any]) -> Columns:
    """Return rows by the names of their columns, with what they are tallied by under its name."""
    names = [c.name for c in untallied.c]
    found: Columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    return {**found, "": [""] * len(rows), "country": [country or "" for country in found["country"]]}


def tally_all(connection: Connection) -> None:
    """Make all numbers anew."""
    connection.execute(delete(tallies))
    connection.execute(delete(untallied))
    for query in sums("counted"):
        connection.execute(text(f"INSERT INTO tallies (name, month, key, claims, events, sources) {query}"))


def sums(table: str) -> Iterable[str]:
    """Yield queries for the numbers that the rows of a table come to: name, month, key, claims, events, sources."""
    numbers = "count(*), count(DISTINCT event), count(DISTINCT source)"
    for name, key in TALLIED.items():
        yield f"SELECT '{name}', month, {key.format(row=table)}, {numbers} FROM {table} GROUP BY 2, 3"


def _distinct(
    connection: Connection, changed: dict[Key, list[int]], place: int, column: str, rows: tuple[Columns, Columns]
) -> None:
    """Add up how many events, or sources, of each key came and went."""
    alone: set[tuple[str, str]] = set()
    for name in TALLIED:  # "" is the first: what has no others in a month has none by type
        was, now = (set(zip(found[column], found["month"], found[name], strict=True)) for found in rows)
        asked = sorted(x for x in was ^ now if x[:2] not in alone)
        others = _with_others(connection, column, TALLIED[name], asked)
        if not name:
            alone = {x[:2] for x in asked} - {x[:2] for x in others}
        for x in (was ^ now) - others:
            changed[name, x[1], x[2]][place] += 1 if x in now else -1


def _with_others(
    connection: Connection, column: str, key: str, asked: Sequence[tuple[str, str, str]]
) -> set[tuple[str, str, str]]:
    """Return those of (event or source, month, key) that a claim has which neither came nor went.

    The || '' keeps a planner without statistics from looking through all claims of a type, or of a month.
    """
    number, items, item = ITEMS[connection.dialect.name]
    value, month, wanted = (item.format(n=n) for n in range(3))
    month = month if column == "source" else f"{month} || ''"
    query = text(
        f"SELECT {number} FROM {items} WHERE EXISTS (SELECT 1 FROM counted x WHERE x.{column} = {value} AND "
        f"x.month = {month} AND {key.format(row='x')} || '' = {wanted} "
        "AND NOT EXISTS (SELECT 1 FROM untallied u WHERE u.claim = x.claim))"
    )
    found: set[tuple[str, str, str]] = set()
    for part in batched(asked, ASKED):
        found.update(part[n] for n in connection.execute(query, {"asked": json.dumps(part)}).scalars())
    return found


def _write(connection: Connection, changed: dict[Key, list[int]]) -> None:
    listed = [
        {"name": name, "month": month, "key": key, **dict(zip(COLUMNS, numbers, strict=True))}
        for (name, month, key), numbers in sorted(changed.items()) if any(numbers)
    ]  # fmt: skip
    if listed:
        connection.execute(CHANGED, listed)
        connection.execute(delete(tallies).where(tallies.c.claims == 0))
