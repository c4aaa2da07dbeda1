"""Sources -> entries of a ledger: readings, with the bytes they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.ledger.tables.prepared import Prepared
from sayso.model import Failure
from sayso.pipeline import About
from sayso.scale.local import all_captures, read_prepared
from sayso.settings import Settings


def entries(
    sources: Sequence[str],
    about: About,
    settings: Settings,
    workers: int,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Prepared | Failure]:
    """Read with `workers` processes, in the order asked for; a report that fails becomes a Failure."""
    return read_prepared(all_captures(sources, settings, columns), about, settings, workers)
