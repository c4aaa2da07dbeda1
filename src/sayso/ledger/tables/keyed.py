"""Keys -> the rows of a table that stand under them, in `blocks` and `copy_keys`.

Their keys are 64-bit integers that begin with the number of a period of days: filing.in_period.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, TextClause, text

from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.filing import BITS, Numbers

SEARCHES = 5000  # keys of one query
# `asked` is a list of keys as JSON; the search comes first, whatever a planner thinks.
_FOUND = {
    "sqlite": "SELECT {columns} FROM json_each(:asked) s CROSS JOIN {table} b ON b.key = s.value",
    "postgresql": "SELECT {columns} FROM jsonb_array_elements_text(CAST(:asked AS jsonb)) s, "
                  "LATERAL (SELECT * FROM {table} WHERE key = CAST(s AS bigint) OFFSET 0) b",
}  # fmt: skip
# From one to the next in the index, past the rows between.
_PERIODS = (
    f"WITH RECURSIVE p(n) AS (SELECT min(key) >> {BITS} FROM {{table}} UNION ALL "
    f"SELECT (SELECT min(key) >> {BITS} FROM {{table}} WHERE key >= (p.n + 1) << {BITS}) FROM p WHERE p.n IS NOT NULL) "
    "SELECT n FROM p WHERE n IS NOT NULL"
)


def rows_under(connection: Connection, table: Table, keys: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Yield the rows of keys, a few thousand keys at a time."""
    query = _query(table, connection.dialect.name)
    for part in batched(keys, SEARCHES):
        yield connection.execute(query, {"asked": json.dumps(part)}).all()


def periods_of(connection: Connection, table: Table) -> list[int]:
    """Return the numbers of the periods that a table has rows of."""
    return list(connection.execute(text(_PERIODS.format(table=table.name))).scalars())


def matches(asked: Numbers, found: Numbers) -> tuple[Numbers, Numbers]:
    """Return where the same keys stand in `asked`, which is sorted, and in `found`: every two of them."""
    first = np.searchsorted(asked, found)
    counts = np.searchsorted(asked, found, "right") - first
    row = np.repeat(np.arange(len(found)), counts)
    return np.arange(len(row)) + np.repeat(first - (np.cumsum(counts) - counts), counts), row


@lru_cache
def _query(table: Table, dialect: str) -> TextClause:
    columns = ", ".join(f"b.{column.name}" for column in table.c)
    return text(_FOUND[dialect].format(table=table.name, columns=columns))
