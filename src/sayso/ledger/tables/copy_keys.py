"""A report -> the rows of `copy_keys` that it stands in, and the keys that its copies are looked for under.

As in filing.py a row's key begins with the number of its period of days: here those of publication.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from sayso.ledger.copies import DAYS
from sayso.ledger.copy.sketch import sketch_words
from sayso.ledger.copy.words import Words, words_of
from sayso.ledger.tables.filing import BITS, PERIODS, packed
from sayso.model import Report

PERIOD = 16  # days; copies are looked for in one or two
UNDATED = 0  # period of what has no date: it may be a copy of any
HASH = (1 << BITS) - 1


class CopyKeys(NamedTuple):
    """The day of publication, 0 for none; the keys of the rows, 64-bit integers one after another; what is compared."""

    day: int
    rows: bytes
    words: Words


def copy_keys(report: Report) -> CopyKeys:
    """Return what a report's copies are looked up by."""
    day, words = _day(report.published), words_of(report.text, report.parts)
    keys = {_period(day) << BITS | key & HASH for key in sketch_words(report.text, report.parts, words).keys}
    return CopyKeys(day, packed([sorted(keys)]), words)


def keys_near(keys: CopyKeys, there: Set[int]) -> list[int]:
    """Return the keys of what may be a copy, of those periods that there are."""
    near = {UNDATED, *(_period(max(1, keys.day + n)) for n in (-DAYS, DAYS))} if keys.day else there
    hashes = np.frombuffer(keys.rows, np.int64) & HASH
    return [key for period in near & there for key in (hashes | period << BITS).tolist()]


def ends(published: str | None) -> tuple[int, int]:
    """Return the least and the largest key of the period that a report stands in."""
    first = _period(_day(published)) << BITS
    return first, first | HASH


def _period(day: int) -> int:
    return 1 + day // PERIOD % (PERIODS - 1) if day else UNDATED


def _day(published: str | None) -> int:
    """Return the day as copies.near has it: in UTC."""
    try:
        moment = datetime.fromisoformat(published or "")
        return (moment if moment.tzinfo is None else moment.astimezone(UTC)).toordinal()
    except (ValueError, OverflowError):
        return 0
