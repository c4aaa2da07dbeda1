"""Words of a sentence -> its analysis, by one of several models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sayso.model import Name


class Analysis(NamedTuple):
    """One sentence: columns with an entry a word; heads are word indices in the sentence or ROOT.

    `commitment` is how far a word's happening is told as real, from -3 to 3; a backend may not have it.
    """

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[Name]
    commitment: list[float] | None = None


class Backend(NamedTuple):
    """A loaded model: its version, and what reads one sentence of at least one word."""

    version: str
    analyse: Callable[[Sequence[str]], Analysis]


def _minilm(which: str, threads: int) -> Backend:
    from sayso.language.backends.minilm import load

    if which:
        raise ValueError(f"the language backend minilm takes nothing after its name, and not {which}")
    return load(threads)


def _spacy(which: str, threads: int) -> Backend:
    from sayso.language.backends.spacy import load

    return load(which, threads)


# To add one, write a module beside this with a function that loads it, and name it here. The function is given what
# stands after the colon of a name ("spacy:en_core_web_sm"; else "") and the number of threads.
BACKENDS: dict[str, Callable[[str, int], Backend]] = {"minilm": _minilm, "spacy": _spacy}
