"""An actor's id or name -> the ids that it stands for in a ledger: its parts, and who holds office in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sayso.knowledge.registry import Registry, load_registry

Held = tuple[str, str, str]  # person, first day, first day no longer


@dataclass(frozen=True, slots=True)
class Meant:
    """Keys of claim_actors: ids at any time, and persons between two days."""

    keys: tuple[str, ...]
    held: tuple[Held, ...] = ()


def meant_by(names: Iterable[str], registry: Registry | None = None) -> Meant:
    """Return what names or ids stand for: all meanings of each; a name that nobody bears stands for its words."""
    return _meant(tuple(names), registry or load_registry())


@lru_cache(maxsize=64)  # one page asks of the same actors many times
def _meant(names: tuple[str, ...], registry: Registry) -> Meant:
    keys: dict[str, None] = {}
    for name in names:
        ids = _ids_of(name, registry)
        keys |= dict.fromkeys(k for i in ids for k in _parts(i, registry))
        if not ids:
            keys[_unnamed(name)] = None
    held = {
        (o.person, o.start or "0000", o.end or "9999")
        for offices in registry.offices.values() for o in offices if o.body in keys and o.person not in keys
    }  # fmt: skip
    return Meant(tuple(keys), tuple(sorted(held)))


def _ids_of(name: str, registry: Registry) -> tuple[str, ...]:
    """Return an id as it is, a state for its code "SYR", else all that bear the name."""
    if name in registry.entries:
        return (name,)
    found = registry.find(name) or registry.find(name.title() if name.islower() else name)
    if found:
        return tuple(e.id for e in found)
    lowered = name.lower()
    return (lowered,) if len(name) == 3 and name.isupper() and lowered in registry.entries else ()


def _parts(actor: str, registry: Registry) -> list[str]:
    return [actor, *(i for i in registry.entries if i.startswith(f"{actor}."))]


def _unnamed(name: str) -> str:
    """Return the key that `marks.actor_key` gives to an actor without an id."""
    return "~" + " ".join(name.casefold().removeprefix("~").removeprefix("the ").split())
