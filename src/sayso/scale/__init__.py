"""Many reports, many cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from sayso.model import Failure, Reading
from sayso.pipeline import About
from sayso.read.streams.opened import Columns
from sayso.scale.local import read_parallel
from sayso.settings import Settings


class Engine(Protocol):
    """Reads all reports of some sources, in their order, with a number of processes."""

    def __call__(  # noqa: D102
        self, sources: Sequence[str], about: About, settings: Settings, workers: int, columns: Columns | None = None
    ) -> Iterator[Reading | Failure]: ...


# To add one, write a module with a function of this shape and name it here.
ENGINES: dict[str, Engine] = {"local": read_parallel}
