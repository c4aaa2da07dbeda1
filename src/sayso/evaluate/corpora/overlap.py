"""Two lists of spans -> which of them touch, and the F1 of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Span


@dataclass(slots=True)
class Relaxed:
    """Counts where one finding may stand for two of the corpus and the other way round ("5 and 6 May")."""

    found: int = 0
    found_right: int = 0
    wanted: int = 0
    wanted_right: int = 0

    def add(self, found: Iterable[bool], wanted: Iterable[bool]) -> None:
        """Count, for each finding and for each thing wanted, whether it is right."""
        for right in found:
            self.found += 1
            self.found_right += right
        for right in wanted:
            self.wanted += 1
            self.wanted_right += right

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        if not self.found_right or not self.wanted_right:
            return 0.0
        precision, recall = self.found_right / self.found, self.wanted_right / self.wanted
        return 2 * precision * recall / (precision + recall)


def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True if two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def locate(text: str, words: str, near: int = 0) -> Span | None:
    """Return where words stand in a text, at the offset given or nearest to it; None if they do not."""
    at = [i for i in (text.rfind(words, 0, near + len(words)), text.find(words, near)) if i >= 0]
    if not words or not at:
        return None
    start = min(at, key=lambda i: abs(i - near))
    return Span(start, start + len(words))
