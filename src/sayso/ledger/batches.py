"""Many things -> a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the things in order, `size` at a time; itertools has it from Python 3.12 on."""
    left = iter(things)
    while batch := tuple(islice(left, size)):
        yield batch
