"""KAIROS event types -> the types of our records that tell them, and the slots that their roles fill.

Left out, because they are no political act by themselves: journeys (Movement.Transportation but for evacuations and
barred passages), jobs that begin or end, illness, treatment, crimes that are only named, and what people see or learn.
What somebody says (Contact.Contact but for meetings) is a statement of ours, not a claim.

Deaths and injuries are ASSAULT, as ours are figures of the act that caused them; but only where the event has a Killer
or Injurer, or the report tells of an attack or clash (`needs_violence`): where nobody attacks, people die of illness or
accident, and silence is right. Damage is treated likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Slot = Literal["actors", "recipients", "where", "instruments"]
STATEMENT = "STATEMENT"  # our record of what somebody says, beside the types of claims

DOERS = ("Killer", "Injurer", "Damager", "Destroyer", "DamagerDestroyer")  # with one of these, harm is an act
VIOLENCE = "Conflict."  # the types of attacks and clashes begin with it
Roles = Mapping[str, tuple[Slot, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What of ours tells an event, and in which slot each role may stand; the first is the role's own."""

    types: frozenset[str]
    roles: Roles
    needs_violence: bool = False

    def role_of(self, slot: Slot) -> str | None:
        """Return the first role that fills a slot: the one that a wrong filler is counted under."""
        return next((role for role, slots in self.roles.items() if slots[0] == slot), None)


def _kind(types: str, *roles: Roles, harm: bool = False) -> Kind:
    return Kind(frozenset(types.split()), {k: v for table in (*roles, _PLACE) for k, v in table.items()}, harm)


def _pair(doer: str, other: str) -> Roles:
    return {doer: ("actors",), other: ("recipients",)}


_PLACE: Roles = {"Place": ("where",)}
_WEAPON: Roles = {"Instrument": ("instruments",), "ExplosiveDevice": ("instruments",)}
_TALK: Roles = {**_pair("Communicator", "Recipient"), "Participant": ("actors", "recipients")}
_COURT: Roles = {**_pair("JudgeCourt", "Defendant"), "Prosecutor": ("actors",), "Investigator": ("actors",)}
_MARCH: Roles = {**_pair("Demonstrator", "Target"), "Regulator": ("recipients", "actors")}
_DAMAGE: Roles = {**dict.fromkeys(DOERS[2:], ("actors",)), "Artifact": ("recipients",)}
_PASSAGE: Roles = {**_pair("Transporter", "PassengerArtifact"), "Preventer": ("actors",), "Origin": ("where",),
                   "Destination": ("where",)}  # fmt: skip
_HARMED = ("ArtifactExistence.DamageDestroyDisableDismantle.Damage",
           "ArtifactExistence.DamageDestroyDisableDismantle.Destroy")  # fmt: skip

# To add one, name the beginning of its type; the longest key that an event's type begins with holds.
KINDS: dict[str, Kind] = {
    "Conflict.Attack": _kind("ASSAULT", _pair("Attacker", "Target"), _WEAPON),
    "Conflict.Defeat": _kind("ASSAULT COERCE", _pair("Victor", "Defeated")),
    "Conflict.Demonstrate": _kind("PROTEST", _MARCH),
    "Conflict.Demonstrate.DemonstrateWithViolence": _kind("PROTEST ASSAULT", _MARCH),
    "Life.Die": _kind("ASSAULT", _pair("Killer", "Victim"), _WEAPON, harm=True),
    "Life.Injure": _kind("ASSAULT", _pair("Injurer", "Victim"), _WEAPON, harm=True),
    **dict.fromkeys(_HARMED, _kind("ASSAULT", _DAMAGE, _WEAPON, harm=True)),
    "Control.ImpedeInterfereWith": _kind("COERCE SANCTION ASSAULT", {"Impeder": ("actors",)}),
    "Justice.ArrestJailDetain": _kind("COERCE", _pair("Jailer", "Detainee")),
    "Justice.ChargeIndict": _kind("ACCUSE", _COURT),
    "Justice.TrialHearing": _kind("ACCUSE SANCTION", _COURT),
    "Justice.InvestigateCrime": _kind("ACCUSE", _COURT),
    "Justice.Convict": _kind("SANCTION", _COURT),
    "Justice.Sentence": _kind("SANCTION", _COURT),
    "Justice.Acquit": _kind("CONCEDE", _COURT),
    "Justice.ReleaseParole": _kind("RETREAT CONCEDE", _COURT),
    "Contact.Contact": _kind(STATEMENT, _TALK),
    "Contact.Contact.Meet": _kind("CONSULT", _TALK),
    "Contact.Contact.Correspondence": _kind(f"CONSULT {STATEMENT}", _TALK),
    "Contact.RequestCommand": _kind("REQUEST", _TALK),
    "Contact.ThreatenCoerce": _kind("THREATEN COERCE REQUEST", _TALK),
    "Transaction": _kind("AID COOPERATE", _pair("Giver", "Recipient"), {"Beneficiary": ("recipients",)}),
    "Movement.Transportation.Evacuation": _kind("RETREAT AID COERCE MOBILIZE", _PASSAGE),
    "Movement.Transportation.PreventPassage": _kind("COERCE", _PASSAGE),
}
TYPES = frozenset().union(*(k.types for k in KINDS.values())) - {STATEMENT}


def kind_of(event_type: str) -> Kind | None:
    """Return the kind of a KAIROS type, or None for what is no act of ours."""
    parts = event_type.split(".")
    names = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((KINDS[name] for name in names if name in KINDS), None)
