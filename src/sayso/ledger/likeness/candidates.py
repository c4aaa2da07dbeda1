"""Where claims are looked for -> the pairs of claims that are to be compared, found in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection

from sayso.ledger.likeness.alike_columns import Pair
from sayso.ledger.likeness.blocks import END
from sayso.ledger.tables.filing import Filing, Numbers, columns, in_all
from sayso.ledger.tables.keyed import matches, periods_of, rows_under
from sayso.ledger.tables.schema import blocks

HALF = 32  # bits of a number of a claim


class Candidates(NamedTuple):
    """Pairs of claims, each once, as two columns of numbers of their ids."""

    ids: list[str]
    one: Numbers
    two: Numbers


def candidates(connection: Connection, filings: Mapping[str, Filing], also: Iterable[Pair] = ()) -> Candidates:
    """Return claims with all that stand where they are looked for, and further pairs; they are filed themselves."""
    numbers = _Numbers((claim, n) for n, claim in enumerate(filings))
    asked = _asked(connection, list(filings.values()))
    asked = asked[:, np.argsort(asked[1], kind="stable")]
    keys = asked[1][np.diff(asked[1], prepend=-1) != 0].tolist()
    found = [_near(asked, *part) for part in _rows(connection, keys, numbers)]
    further = [sorted((numbers[a], numbers[b])) for a, b in also]
    pairs = np.unique(np.concatenate([*found, np.array([a << HALF | b for a, b in further], np.int64)]))
    ends, at = np.unique(np.concatenate([pairs >> HALF, pairs & (1 << HALF) - 1]), return_inverse=True)
    ids = list(numbers)
    return Candidates([ids[n] for n in ends.tolist()], at[: len(pairs)], at[len(pairs) :])


def _asked(connection: Connection, filings: Sequence[Filing]) -> Numbers:
    """Return the number of the claim, and key, first and last day of what is looked for, as columns."""
    dated = columns((f.asked for f in filings), 3)
    if not any(f.ever for f in filings):
        return dated
    periods = periods_of(connection, blocks)
    ever = [(n, key, 0, END) for n, found in enumerate(filings) for key in in_all(found.ever, periods)]
    return np.hstack([dated, np.array(ever, np.int64).reshape(-1, 4).T])


def _rows(
    connection: Connection, asked: Sequence[int], numbers: _Numbers
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Yield key, day and claim of rows as columns."""
    for found in filter(None, rows_under(connection, blocks, asked)):
        keys, days, claims = zip(*found, strict=True)
        of = [numbers[claim] for claim in claims]
        yield np.array(keys, np.int64), np.array(days, np.int64), np.array(of, np.int64)


class _Numbers(dict[str, int]):
    """Numbers of claims; one that has none yet gets the next."""

    def __missing__(self, claim: str) -> int:
        self[claim] = number = len(self)
        return number


def _near(asked: Numbers, at: Numbers, days: Numbers, claims: Numbers) -> Numbers:
    """Return the pairs of claims of which the one is looked for where and when the other stands, each as one number."""
    mine, keys, starts, ends = asked
    ask, row = matches(keys, at)
    near = (starts[ask] <= days[row]) & (days[row] <= ends[ask]) & (mine[ask] != claims[row])
    one, other = mine[ask][near], claims[row][near]
    pairs: Numbers = np.minimum(one, other) << HALF | np.maximum(one, other)
    return pairs
