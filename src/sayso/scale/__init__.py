"""Many reports, many cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.model import Failure, Reading
from sayso.pipeline import About
from sayso.scale.local import read_parallel
from sayso.settings import Settings

Engine = Callable[[Sequence[str], About, Settings, int], Iterator[Reading | Failure]]

# To add one, write a module with a function of this shape and name it here.
ENGINES: dict[str, Engine] = {"local": read_parallel}
