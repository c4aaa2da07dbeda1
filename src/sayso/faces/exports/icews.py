"""Events -> a table in the shape of ICEWS's (20 columns): a row a claim, source and target."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.faces.exports import agreed, sides
from sayso.faces.exports.dyads import dyads, goldstein
from sayso.faces.exports.gdelt import Mention
from sayso.faces.exports.shape import Column, Scope
from sayso.faces.exports.tables import TABS, table
from sayso.model import Actor, EventView, Place

RULES = (
    "One row a claim and dyad, as one report tells it; ICEWS keeps one a day for source, target and code of a "
    "publisher.",
    "Only what somebody says has happened; copies of a report are left out.",
    "Names, sectors and wording of events are sayso's, not ICEWS's; the codes are CAMEO's.",
)


def rows(view: EventView, scope: Scope) -> Iterator[Mention]:
    """Yield a row a claim and dyad."""
    for dyad in dyads(view, scope):
        for telling in dyad.tellings:
            if telling.report.copy_of is None:
                yield Mention(dyad, telling)


def _place(row: Mention) -> Place | None:
    return next((p for p in row.telling.claim.where if p.role == "at"), None)


def _of_precision(row: Mention, *wanted: str) -> str | None:
    place = _place(row)
    return place.name if place is not None and place.precision in wanted else None


def _name(actor: Actor | None) -> str | None:
    return agreed.label(actor) if actor is not None else None


def _sectors(actor: Actor | None) -> str | None:
    return "; ".join(x for x in (actor.kind, *sides.sectors(actor)) if x) if actor is not None else None


def _country(actor: Actor | None) -> str | None:
    return sides.country_name(sides.country(actor)) if actor is not None else None


def _what(row: Mention) -> str:
    claim = row.telling.claim
    return claim.type + (f" ({claim.mode})" if claim.mode else "")


COLUMNS: tuple[Column[Mention], ...] = (
    Column("Event ID", "the number that gdelt gives the dyad", lambda r: r.dyad.number, "whole"),
    Column("Event Date", "the day, where the event has one", lambda r: agreed.days(r.dyad.view).day),
    Column("Source Name", "who acted", lambda r: _name(r.dyad.actor)),
    Column("Source Sectors", "kind and PLOVER sectors", lambda r: _sectors(r.dyad.actor)),
    Column("Source Country", "name of the actor's state", lambda r: _country(r.dyad.actor)),
    Column("Event Text", "PLOVER type and mode", _what),
    Column("CAMEO Code", "CAMEO code", lambda r: r.dyad.cameo),
    Column("Intensity", "CAMEO's score of the code", lambda r: goldstein().get(r.dyad.cameo), "number"),
    Column("Target Name", "whom it befell", lambda r: _name(r.dyad.recipient)),
    Column("Target Sectors", "kind and PLOVER sectors", lambda r: _sectors(r.dyad.recipient)),
    Column("Target Country", "name of the recipient's state", lambda r: _country(r.dyad.recipient)),
    Column("Story ID", "sayso's report id", lambda r: r.telling.report.id),
    Column("Sentence Number", "claims point at characters, not at numbers of sentences"),
    Column("Publisher", "outlet", lambda r: r.telling.report.outlet),
    Column("City", "the claim's place, if a town or less", lambda r: _of_precision(r, "town", "point")),
    Column("District", "the claim's place, if a district", lambda r: _of_precision(r, "district")),
    Column("Province", "the claim's province", lambda r: p.admin1 if (p := _place(r)) else None),
    Column("Country", "the claim's country", lambda r: sides.country_name(p.country) if (p := _place(r)) else None),
    Column("Latitude", "degrees north", lambda r: p.lat if (p := _place(r)) else None, "number"),
    Column("Longitude", "degrees east", lambda r: p.lon if (p := _place(r)) else None, "number"),
)  # fmt: skip

ICEWS = table(COLUMNS, rows, TABS, about="in the shape of ICEWS's events, 20 columns", rules=RULES)
