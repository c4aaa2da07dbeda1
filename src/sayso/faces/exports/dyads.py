"""An event -> who did what to whom, a dyad each as its reports tell it: nothing is chosen where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sayso.faces.exports import agreed
from sayso.faces.exports.shape import Scope
from sayso.ledger.likeness.marks import actor_key
from sayso.model import Actor, EventView, Telling, When
from sayso.records import content_id

# CAMEO's sector letters where PLOVER's are others; those that CAMEO has not are left out.
CAMEO_SECTORS = {"JRN": "MED", "MED": "HLH", "PRM": None, "PRE": None, "SOC": None, "UNK": None}


@dataclass(frozen=True, slots=True)
class Dyad:
    """One actor (or none), one recipient (or none), one CAMEO code, and the claims that have them."""

    view: EventView
    scope: Scope
    actor: Actor | None
    recipient: Actor | None
    cameo: str
    tellings: tuple[Telling, ...]

    @property
    def number(self) -> int:
        """A whole number that stays the same from one export to the next."""
        keys = (actor_key(a) if a else None for a in (self.actor, self.recipient))
        return int(content_id(self.view.id, *keys, self.cameo)[:15], 16)

    @property
    def root(self) -> int:
        """CAMEO's root."""
        return int(self.cameo[:2])

    @property
    def quad(self) -> int:
        """GDELT's quad class, from the root."""
        return 1 if self.root <= 5 else 2 if self.root <= 8 else 3 if self.root <= 13 else 4


def dyads(view: EventView, scope: Scope) -> Iterator[Dyad]:
    """Yield the dyads that are told to have been, in order of the claims."""
    if not agreed.happened(view):
        return
    found: dict[tuple[str, str, str], list[tuple[Telling, Actor | None, Actor | None]]] = {}
    for telling in agreed.asserted(view):
        claim = telling.claim
        for actor in claim.actors or (None,):
            for recipient in claim.recipients or (None,):
                if claim.cameo is not None and claim.cameo[:2].isdigit():
                    key = (actor_key(actor) if actor else "", actor_key(recipient) if recipient else "", claim.cameo)
                    found.setdefault(key, []).append((telling, actor, recipient))
    for (_, _, cameo), told in found.items():
        tellings = tuple({t.claim.id: t for t, _, _ in told}.values())
        yield Dyad(view, scope, told[0][1], told[0][2], cameo, tellings)


def by_publication(tellings: Sequence[Telling]) -> list[Telling]:
    """Return tellings in order of publication, those without a date last."""
    return sorted(tellings, key=lambda t: (t.report.published or "9999", t.report.id, t.claim.id))


def stated(when: When | None) -> bool:
    """Return True if both bounds are known."""
    return when is not None and bool(when.earliest and when.latest)


@lru_cache
def goldstein() -> dict[str, float]:
    """Return CAMEO's codes with their scores."""
    lines = (Path(__file__).parent / "goldstein.tsv").read_text(encoding="utf8").splitlines()
    return {code: float(score) for code, score in (x.split("\t") for x in lines[2:])}


def cameo_sectors(sectors: Sequence[str]) -> list[str]:
    """Return PLOVER's sectors in CAMEO's letters."""
    made = (CAMEO_SECTORS.get(s, s) for s in sectors)
    return [s for s in made if s]
