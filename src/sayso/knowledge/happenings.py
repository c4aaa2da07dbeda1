"""happenings.yaml -> lookups from words to instruments and effects, for the document view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "happenings.yaml"


@dataclass(frozen=True, slots=True)
class Happenings:
    """Kinds of instruments by their nouns and by what they are a kind of; effects by kind of target and lemma."""

    instruments: Mapping[str, str]
    wider: Mapping[str, str]
    effects: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, str]
    people: frozenset[str]
    things: frozenset[str]
    bodily: frozenset[str]
    personal: frozenset[str]
    happenings: frozenset[str]
    resuming: frozenset[str]
    owning: frozenset[str]
    attributing: frozenset[str]
    blaming: frozenset[str]
    taking: frozenset[str]
    claiming: frozenset[str]
    answerable: frozenset[str]
    linking: frozenset[str]
    perpetrating: frozenset[str]
    trying: frozenset[str]
    prompting: frozenset[str]
    answering: frozenset[str]
    answers: frozenset[str]
    drills: frozenset[str]
    played: frozenset[str]


@lru_cache
def load_happenings(file: Path = FILE) -> Happenings:
    """Return the lookups of a file."""
    data: Any = yaml.safe_load(file.read_text(encoding="utf8"))
    kinds = data["instruments"]
    effects = data["effects"]
    return Happenings(
        instruments={word: kind for kind, entry in kinds.items() for word in entry["words"]},
        wider={kind: entry["of"] for kind, entry in kinds.items() if entry["of"]},
        effects={kind: {w: effect for effect, words in effects[kind].items() for w in words} for kind in effects},
        figures=data["figures"],
        people=frozenset(data["people"]),
        things=frozenset(data["things"]),
        bodily=frozenset(data["bodily"]),
        personal=frozenset(data["personal"]),
        happenings=frozenset(data["happenings"]),
        resuming=frozenset(data["resuming"]),
        owning=frozenset(data["owning"]),
        attributing=frozenset(data["attributing"]),
        blaming=frozenset(data["blaming"]),
        taking=frozenset(data["taking"]),
        claiming=frozenset(data["claiming"]),
        answerable=frozenset(data["answerable"]),
        linking=frozenset(data["linking"]),
        perpetrating=frozenset(data["perpetrating"]),
        trying=frozenset(data["trying"]),
        prompting=frozenset(data["prompting"]),
        answering=frozenset(data["answering"]),
        answers=frozenset(data["answers"]),
        drills=frozenset(data["drills"]),
        played=frozenset(data["played"]),
    )
