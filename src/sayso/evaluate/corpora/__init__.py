"""Real corpora that nobody of this project wrote -> scores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.evaluate.corpora import (
    actors,
    coreference,
    figures,
    names,
    places,
    plover,
    police,
    statements,
    times,
    treebank,
    whole,
)
from sayso.evaluate.scores import Scored

# To add one, write a module with evaluate(path, limit) and name it here; docs/evaluate.md says what it reads.
CORPORA: dict[str, Callable[[Path, int | None], Scored]] = {
    "treebank": treebank.evaluate,
    "names": names.evaluate,
    "coreference": coreference.evaluate,
    "places": places.evaluate,
    "times": times.evaluate,
    "figures": figures.evaluate,
    "actors": actors.evaluate,
    "statements": statements.evaluate,
    "plover": plover.evaluate,
    "police": police.evaluate,
    "whole": whole.evaluate,
}
