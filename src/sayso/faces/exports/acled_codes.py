"""Type, mode and sides of an event -> ACLED's event type and sub-event type; None where ACLED has no such event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.faces.exports.sides import Part, country, side
from sayso.model import Actor, EventView

POLITICAL, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
BATTLES, VAC, EXPLOSIONS = "Battles", "Violence against civilians", "Explosions/Remote violence"
PROTESTS, RIOTS = "Protests", "Riots"
UNARMED = frozenset({"civilians", "people", "crowd"})
ARMED = frozenset({"state forces", "rebels", "militia", "peacekeepers"})


class Acled(NamedTuple):
    """ACLED's disorder type, event type and sub-event type; None: ACLED has such events, but which is not told."""

    disorder: str | None = None
    event: str | None = None
    sub: str | None = None


REMOTE: dict[str, str | None] = {
    "aerial": "Air/drone strike", "drone": "Air/drone strike", "suicide-attack": "Suicide bomb",
    "heavy-weapons": "Shelling/artillery/missile attack", "explosives": "Remote explosive/landmine/IED",
    "unconventional": None,  # ACLED's "Chemical weapon" leaves out biological and radioactive ones
}  # fmt: skip
PLAIN: dict[tuple[str, str | None], Acled] = {
    ("ASSAULT", "destroy"): Acled(STRATEGIC, STRATEGIC, "Looting/property destruction"),
    ("PROTEST", "riot"): Acled(DEMONSTRATIONS, RIOTS, "Violent demonstration"),
    ("PROTEST", "demo"): Acled(DEMONSTRATIONS, PROTESTS, "Peaceful protest"),
    ("PROTEST", "obstruct"): Acled(DEMONSTRATIONS, PROTESTS),
    ("PROTEST", None): Acled(DEMONSTRATIONS),  # protest or riot is not told
    ("COERCE", "arrest"): Acled(STRATEGIC, STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): Acled(STRATEGIC, STRATEGIC, "Agreement"),
    ("RETREAT", "disarm"): Acled(STRATEGIC, STRATEGIC, "Change to group/activity"),
    ("RETREAT", "withdraw"): Acled(STRATEGIC, STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "troops"): Acled(STRATEGIC, STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "weapons"): Acled(STRATEGIC, STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "militia"): Acled(STRATEGIC, STRATEGIC, "Change to group/activity"),
}  # fmt: skip
INTER: dict[Part, int] = {"state forces": 1, "rebels": 2, "militia": 3, "civilians": 7, "people": 7, "peacekeepers": 8}


def sides(actors: Sequence[Actor], *, act: bool) -> set[Part | None]:
    """Return the sides of several actors."""
    return {side(a, acts=act) for a in actors}


def code(view: EventView, doers: Sequence[Actor], befell: Sequence[Actor], dead: bool) -> Acled | None:
    """Return what ACLED would call the event; None if it is none of ACLED's."""
    kind = "ASSAULT" if view.mode == "abduct" else view.type
    if kind == "ASSAULT" and view.mode != "destroy":
        return _force(view.mode, sides(doers, act=True), sides(befell, act=False), dead)
    if kind == "COERCE" and view.mode == "seize":
        return Acled() if any(t.claim.cameo == "192" for t in view.tellings) else None  # territory: by force or not?
    return PLAIN.get((kind, view.mode))


def _force(mode: str | None, doing: set[Part | None], hurt: set[Part | None], dead: bool) -> Acled | None:
    if mode == "crowd-control":
        sub = "Excessive force against protesters" if dead else "Protest with intervention"
        disorder = f"{POLITICAL}; {DEMONSTRATIONS}" if dead else DEMONSTRATIONS
        return Acled(disorder, PROTESTS, sub) if hurt == {"crowd"} else Acled(DEMONSTRATIONS)
    if mode in ("abduct", "sexual"):
        sub = "Abduction/forced disappearance" if mode == "abduct" else "Sexual violence"
        return None if hurt & ARMED else Acled(POLITICAL, VAC, sub)
    if mode in REMOTE:
        return Acled(POLITICAL, EXPLOSIONS, REMOTE[mode])
    if doing == {"crowd"}:
        return Acled(POLITICAL, RIOTS, "Mob violence")
    if hurt and hurt <= UNARMED:
        return Acled(POLITICAL, VAC, "Attack")
    if doing and hurt and doing | hurt <= ARMED:
        return Acled(POLITICAL, BATTLES, "Armed clash")
    return Acled(POLITICAL)


def civilian_targeting(found: Acled, befell: Sequence[Actor]) -> str | None:
    """Return "Civilian targeting" where the type means it, or all accounts say that civilians alone were aimed at."""
    if found.event == VAC or found.sub == "Excessive force against protesters":
        return "Civilian targeting"
    aimed = bool(befell) and all(getattr(a, "part", None) == "aimed at" for a in befell)
    violent = found.disorder is not None and POLITICAL in found.disorder
    return "Civilian targeting" if violent and aimed and sides(befell, act=False) == {"civilians"} else None


def inter(actor: Actor, found: Acled, where: str | None, *, act: bool) -> int | None:
    """Return ACLED's number of what an actor is; a state's forces are 1 in their country, else 8."""
    part = side(actor, acts=act)
    if found.event in (RIOTS, PROTESTS) and (part == "crowd" or (act and part in UNARMED)):
        return 5 if found.event == RIOTS else 6
    if part == "crowd":
        return None
    if part == "state forces":
        home = country(actor)
        return None if home is None or where is None else 1 if home == where else 8
    return INTER.get(part) if part else None
