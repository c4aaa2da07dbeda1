"""Real corpora that nobody of this project wrote -> scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sayso.evaluate.corpora import (
    actors,
    arguments,
    confidence,
    copies,
    coreference,
    figures,
    icbe,
    inflation,
    merging,
    muc34,
    names,
    parity,
    places,
    plover,
    police,
    statements,
    status,
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
    "status": status.evaluate,
    "plover": plover.evaluate,
    "police": police.evaluate,
    "arguments": arguments.evaluate,
    "parity": parity.evaluate,
    "whole": whole.evaluate,
    "speech": icbe.evaluate,
    "muc34": muc34.evaluate,
    "inflation": inflation.evaluate,
    "merging": merging.evaluate,
    "copies": copies.evaluate,
    "confidence": confidence.evaluate,
}

# Corpora with a format of responses of their own; to add one, write a function from path and limit to its lines.
RESPONSES: dict[str, Callable[[Path, int | None], Iterable[str]]] = {"muc34": muc34.responses}
