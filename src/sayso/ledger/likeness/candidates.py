"""Where claims are looked for -> the pairs of claims that are to be compared, found in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, text

from sayso.ledger.likeness.alike_columns import Pair
from sayso.ledger.likeness.blocks import END
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.filing import BITS, Filing, Numbers, columns, in_all

SEARCHES = 5000  # keys of one query
HALF = 32  # bits of a number of a claim
FOUND = {  # asked is a list of keys as JSON; the search comes first, whatever a planner thinks
    "sqlite": text("SELECT b.key, b.day, b.claim FROM json_each(:asked) s CROSS JOIN blocks b ON b.key = s.value"),
    "postgresql": text(
        "SELECT b.key, b.day, b.claim FROM jsonb_array_elements_text(CAST(:asked AS jsonb)) s, "
        "LATERAL (SELECT key, day, claim FROM blocks WHERE key = CAST(s AS bigint) OFFSET 0) b"
    ),
}
PERIODS = text(  # from one to the next in the index, past the rows between
    f"WITH RECURSIVE p(n) AS (SELECT min(key) >> {BITS} FROM blocks UNION ALL "
    f"SELECT (SELECT min(key) >> {BITS} FROM blocks WHERE key >= (p.n + 1) << {BITS}) FROM p WHERE p.n IS NOT NULL) "
    "SELECT n FROM p WHERE n IS NOT NULL"
)


def candidates(connection: Connection, filings: Mapping[str, Filing]) -> set[Pair]:
    """Return claims with all that stand where they are looked for, the lesser id first; they are filed themselves."""
    numbers = {claim: n for n, claim in enumerate(filings)}
    asked = _asked(connection, list(filings.values()))
    asked = asked[:, np.argsort(asked[1], kind="stable")]
    found = [_near(asked, *part) for part in _rows(connection, np.unique(asked[1]).tolist(), numbers)]
    ids = list(numbers)
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    ends = (pairs >> HALF).tolist(), (pairs & (1 << HALF) - 1).tolist()
    return {(ids[a], ids[b]) if ids[a] < ids[b] else (ids[b], ids[a]) for a, b in zip(*ends, strict=True)}


def _asked(connection: Connection, filings: Sequence[Filing]) -> Numbers:
    """Return the number of the claim, and key, first and last day of what is looked for, as columns."""
    dated = columns((f.asked for f in filings), 3)
    if not any(f.ever for f in filings):
        return dated
    periods = connection.execute(PERIODS).scalars().all()
    ever = [(n, key, 0, END) for n, found in enumerate(filings) for key in in_all(found.ever, periods)]
    return np.hstack([dated, np.array(ever, np.int64).reshape(-1, 4).T])


def _rows(
    connection: Connection, keys: Sequence[int], numbers: dict[str, int]
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Yield key, day and claim of rows as columns; claims that have no number yet get one."""
    for part in batched(keys, SEARCHES):
        asked = {"asked": json.dumps(part)}
        found = connection.execute(FOUND[connection.dialect.name], asked).all()
        made = [(key, day, numbers.setdefault(claim, len(numbers))) for key, day, claim in found]
        at, days, claims = np.array(made, np.int64).reshape(-1, 3).T
        yield at, days, claims


def _near(asked: Numbers, at: Numbers, days: Numbers, claims: Numbers) -> Numbers:
    """Return the pairs of claims of which the one is looked for where and when the other stands, each as one number."""
    mine, keys, starts, ends = asked
    first = np.searchsorted(keys, at)
    counts = np.searchsorted(keys, at, "right") - first
    row = np.repeat(np.arange(len(at)), counts)
    ask = np.arange(len(row)) + np.repeat(first - (np.cumsum(counts) - counts), counts)
    near = (starts[ask] <= days[row]) & (days[row] <= ends[ask]) & (mine[ask] != claims[row])
    one, other = mine[ask][near], claims[row][near]
    pairs: Numbers = np.unique(np.minimum(one, other) << HALF | np.maximum(one, other))
    return pairs
