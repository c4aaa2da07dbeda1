"""Captures -> shards: so many in their order, numbered from 0; the unit of work, of output and of taking up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.model import Capture, Failure

SIZE = 200  # captures of a shard
MOST_BYTES = 64_000_000  # of a shard's captures, so that two of them a worker fit into memory


class Shard(NamedTuple):
    """Some captures of the input, as they follow one another there."""

    number: int
    captures: tuple[Capture | Failure, ...]


class Slice(NamedTuple):
    """Every `of`-th shard from the `part`-th on: what one of several machines works on; parts count from 1."""

    part: int = 1
    of: int = 1

    def has(self, number: int) -> bool:
        """Return whether a shard is of this slice."""
        return number % self.of == self.part - 1


WHOLE = Slice()


class Done(NamedTuple):
    """A shard as it was read: its records as JSON Lines, and what they come to."""

    number: int
    text: bytes
    reports: int
    failures: int
    claims: int
    words: int
    seconds: float


def cut(captures: Iterable[Capture | Failure], size: int = SIZE) -> Iterator[Shard]:
    """Yield shards of `size` captures, fewer where these are large: the same input always gives the same shards."""
    number, held, weight = 0, list[Capture | Failure](), 0
    for found in captures:
        held.append(found)
        weight += len(found.raw) if isinstance(found, Capture) else 0
        if len(held) >= size or weight >= MOST_BYTES:
            yield Shard(number, tuple(held))
            number, held, weight = number + 1, [], 0
    if held:
        yield Shard(number, tuple(held))


def slice_of(text: str) -> Slice:
    """Return the slice that "2/8" names; raise ValueError if it names none."""
    part, stroke, of = text.partition("/")
    if not (stroke and part.isdecimal() and of.isdecimal() and 1 <= int(part) <= int(of)):
        raise ValueError(f"a part and their number, as 2/8, not {text!r}")
    return Slice(int(part), int(of))
