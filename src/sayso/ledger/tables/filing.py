"""Marks -> the rows of `blocks` that a claim stands in, and those that its like are looked for in, as plain integers.

A row's key begins with the number of its period of days. News comes in about the order of its days: so a writer touches
the pages of a few periods, however large the ledger is, where keys in the order of hashes would touch them all.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.likeness.blocks import filed, searches
from sayso.ledger.likeness.marks import Marks

Numbers = NDArray[np.int64]
PERIOD = 64  # days; a claim is looked for in one or two
PERIODS = 256  # after 44 years their numbers come again: rows have their day beside the key
BITS = 54  # of a hash: two words of a million share one once in a thousand ledgers, and claims are compared then


class Filing(NamedTuple):
    """Where a claim stands: (key, day); and is looked for: (key, first day, last day), and what on any day.

    The first two are 64-bit integers one after another: millions of them go from process to process, and into columns.
    """

    rows: bytes
    asked: bytes
    ever: tuple[int, ...]


def filing(marks: Marks) -> Filing:
    """Return where a claim stands and is looked for."""
    asked, ever = defaultdict[tuple[int, int], list[int]](list), set[int]()
    for text, start, end in searches(marks):
        if end - start > PERIODS * PERIOD:
            ever.add(_hash(text))
        else:
            asked[start, end].append(_hash(text))
    found = [
        (period % PERIODS << BITS | key, start, end)
        for (start, end), keys in asked.items() for period in range(start // PERIOD, end // PERIOD + 1) for key in keys
    ]  # fmt: skip
    return Filing(packed(rows(marks)), packed(dict.fromkeys(found)), tuple(sorted(ever)))


def columns(packed: Iterable[bytes], width: int) -> Numbers:
    """Return what is packed as columns, and before them one that numbers what it is of."""
    listed = list(packed)
    found = np.frombuffer(b"".join(listed), np.int64).reshape(-1, width)
    of = np.repeat(np.arange(len(listed)), [len(part) // (8 * width) for part in listed])
    return np.vstack([of, found.T])


def rows(marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield (key, day) of the rows that a claim stands in."""
    for key, day in filed(marks):
        yield day // PERIOD % PERIODS << BITS | _hash(key), day


def in_period(key: int, period: int) -> int:
    """Return the key of a period's rows."""
    return (period % PERIODS) << BITS | key


def in_all(keys: Iterable[int], periods: Iterable[int]) -> Iterator[int]:
    """Yield the keys of the rows of all periods."""
    known = list(periods)
    return (in_period(key, period) for key in keys for period in known)


def packed(numbers: Iterable[Iterable[int]]) -> bytes:
    """Return numbers one after another as bytes: see `columns`."""
    return array("q", chain.from_iterable(numbers)).tobytes()


@lru_cache(maxsize=20_000)
def _hash(key: str) -> int:
    data = key.encode("utf8", "backslashreplace")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> (64 - BITS)
