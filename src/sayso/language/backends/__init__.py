"""Words of a sentence -> its analysis, by one of several models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.model import Name


class Analysis(NamedTuple):
    """One sentence: columns with an entry a word; heads are word indices in the sentence or ROOT."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[Name]


class Backend(NamedTuple):
    """A loaded model: its version, and what reads one sentence of at least one word."""

    version: str
    analyse: Callable[[Sequence[str]], Analysis]


def _minilm(threads: int) -> Backend:
    from sayso.language.backends.minilm import load

    return load(threads)


# To add one, write a module beside this with a function that loads it, and name it here.
BACKENDS: dict[str, Callable[[int], Backend]] = {"minilm": _minilm}
