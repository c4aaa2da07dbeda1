"""roles.yaml and descriptors.yaml -> lookups from nouns to kinds and sectors, and from loaded words to categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "actors"


class Role(NamedTuple):
    """What a generic noun says that somebody is; `part` is the body of a state it belongs to, or ""."""

    kind: str
    sector: str
    part: str
    pure: bool
    member: bool


class Loaded(NamedTuple):
    """A loaded word: its category, and what a phrase of it alone is taken for ("" for a modifier)."""

    category: str
    who: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Nouns by what they say of an actor; keys are lower-case lemmas or forms of one to three words."""

    nouns: Mapping[str, Role]
    belonging: Mapping[str, str]
    alone: frozenset[str]
    partitives: frozenset[str]
    overrides: Mapping[str, str]
    places_do: frozenset[str]
    reporting: frozenset[str]
    loaded: Mapping[str, Loaded]
    loaded_modifiers: Mapping[str, str]


@lru_cache
def load_roles(folder: Path = FOLDER) -> Roles:
    """Return the roles and descriptors of a folder."""
    roles, descriptors = _read(folder / "roles.yaml"), _read(folder / "descriptors.yaml")
    loaded = {
        word: Loaded(category, who)
        for category, lists in descriptors.items()
        for who, words in lists.items()
        if who != "modifier"
        for word in words
    }
    return Roles(
        nouns=dict(_nouns(roles["roles"])),
        belonging={w: owner for owner, words in roles["belonging"].items() if owner != "alone" for w in words},
        alone=frozenset(roles["belonging"]["alone"]),
        partitives=frozenset(map(str, roles["partitives"])),
        overrides={w: kind for kind, words in roles["overrides"].items() for w in words},
        places_do=frozenset(roles["places_do"]),
        reporting=frozenset(roles["reporting"]),
        loaded=loaded,
        loaded_modifiers={w: c for c, lists in descriptors.items() for w in lists.get("modifier", ())},
    )


def _nouns(groups: list[dict[str, Any]]) -> list[tuple[str, Role]]:
    return [
        (noun, Role(g["kind"], g["sector"], g.get("part", ""), g.get("pure", False), level == "member"))
        for g in groups
        for level in ("body", "member")
        for noun in g[level]
    ]


def _read(file: Path) -> dict[str, Any]:
    # The C loader of PyYAML is ten times faster; a wheel without it falls back.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(file.read_text(encoding="utf8"), Loader=loader)
    return read
