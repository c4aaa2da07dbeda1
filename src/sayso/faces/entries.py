"""Sources -> entries of a ledger: readings, with the bytes they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.ledger.rows import Entry
from sayso.model import Failure
from sayso.pipeline import About
from sayso.scale.local import all_captures, read_captures
from sayso.settings import Settings


def entries(
    sources: Sequence[str],
    about: About,
    settings: Settings,
    workers: int,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Entry | Failure]:
    """Read with `workers` processes, in the order asked for; a report that fails becomes a Failure."""
    for taken in read_captures(all_captures(sources, settings, columns), about, settings, workers):
        yield taken if isinstance(taken, Failure) else Entry(reading=taken.reading, capture=taken.capture)
