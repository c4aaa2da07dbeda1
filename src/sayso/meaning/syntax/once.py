"""Function of a parse -> the same, worked out once for the parse at hand however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from sayso.model import Parse

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A parse as a key that equals only itself: to compare its words would cost more than to work them out again."""

    parse: Parse

    def __hash__(self) -> int:
        return id(self.parse)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.parse is other.parse


def once(make: Callable[[Parse], T]) -> Callable[[Parse], T]:
    """Return the function with its last answer kept; what it returns must not be changed."""
    kept = lru_cache(maxsize=1)(lambda same: make(same.parse))

    @wraps(make)
    def made(parse: Parse) -> T:
        return kept(_Same(parse))

    return made


@once
def lowered(parse: Parse) -> list[str]:
    """Return all words in lower case, for what looks at every one of them."""
    return [parse.text[start:end].lower() for start, end in parse.spans]
