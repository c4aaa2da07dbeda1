"""An actor -> its code's country and sectors, and what side it is: by what it is, never by what it is called."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from sayso.knowledge.registry import load_registry
from sayso.model import Actor

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
BORDERLESS = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
# "people": whether they were armed is not told
Part = Literal["state forces", "rebels", "militia", "crowd", "civilians", "people", "peacekeepers"]

OF_KIND: dict[str, Part] = {
    "military": "state forces", "police": "state forces", "intelligence service": "state forces",
    "unidentified armed group": "militia", "criminal group": "militia", "crowd": "crowd", "people": "people",
    **dict.fromkeys(("civilians", "media", "medical", "education", "labour", "agriculture", "company",
                     "religious body", "refugees", "non-governmental organisation", "party", "opposition", "parliament",
                     "judiciary", "union"), "civilians"),
}  # fmt: skip
OF_SECTOR: dict[str, Part] = {
    "MIL": "state forces", "COP": "state forces", "SPY": "state forces", "REB": "rebels", "PRM": "militia",
    "CRM": "militia", "UAF": "militia",
    **dict.fromkeys("AGR BUS CVL EDU ELI JRN LAB MED REF REL SOC PTY LEG JUD OPP".split(), "civilians"),
}  # fmt: skip


def pieces(code: str | None) -> list[str]:
    """Return a code cut into its letters of three: ["NOR", "MIL"]."""
    return [code[i : i + 3] for i in range(0, len(code), 3)] if code else []


def country(actor: Actor) -> str | None:
    """Return the three letters of the actor's state."""
    first = next(iter(pieces(actor.code)), "")
    return first if len(first) == 3 and first.isalpha() and first not in SECTORS | BORDERLESS else None


def sectors(actor: Actor) -> list[str]:
    """Return the sectors of the actor's code."""
    return [p for p in pieces(actor.code) if p in SECTORS]


def side(actor: Actor, *, acts: bool) -> Part | None:
    """Return what side an actor is; a government that uses force is its forces, one that suffers it is not armed."""
    found = sectors(actor)
    if actor.kind in ("state", "territory", "government") or (actor.kind == "person" and "GOV" in found):
        return "state forces" if acts else None if actor.kind in ("state", "territory") else "civilians"
    if actor.kind == "intergovernmental organisation":
        return "peacekeepers" if acts else None
    if actor.kind in OF_KIND:
        return OF_KIND[actor.kind]
    return next((OF_SECTOR[s] for s in found if s in OF_SECTOR), None)


@lru_cache
def country_names() -> dict[str, str]:
    """Return the names of countries by their three letters."""
    entries = [e for e in load_registry().entries.values() if len(e.code) == 3]
    names = {e.code: e.name for e in entries if e.kind == "state"}  # a territory may have the letters of a state
    return {e.code: e.name for e in entries if e.kind == "territory"} | names


def country_name(code: str | None) -> str | None:
    """Return the name of a country, or its code where the registry has none."""
    return country_names().get(code, code) if code else None


@lru_cache
def _iso_numbers() -> dict[str, int]:
    lines = (Path(__file__).parent / "iso_numbers.tsv").read_text(encoding="utf8").splitlines()
    return {letters: int(number) for letters, number in (x.split("\t") for x in lines[2:])}


def iso_number(code: str | None) -> int | None:
    """Return the number of a country in ISO 3166-1, None where it has none there."""
    return _iso_numbers().get(code) if code else None


def office(actor: Actor, on: str | None) -> str | None:
    """Return what offices a person of the registry holds on a day; None without a day."""
    if not actor.id or actor.kind != "person" or not on:
        return None
    held = load_registry().roles_of(actor.id, on)
    return "; ".join(dict.fromkeys(o.role for o in held)) or None
