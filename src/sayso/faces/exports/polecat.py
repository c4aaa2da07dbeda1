"""Events -> a table in the shape of POLECAT's (40 columns, tab-separated)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import multimode

from sayso.faces.exports import agreed, sides
from sayso.faces.exports.agreed import Days, Side, Where
from sayso.faces.exports.shape import Cell, Column, Scope
from sayso.faces.exports.tables import TABS, table
from sayso.model import Actor, EventView

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
RULES = (
    "One row an event of many reports; POLECAT has one an event of a story, and takes like ones of a day for one.",
    "Only what somebody says has happened. Several actors of an account are parted by a semicolon, in one order in all "
    "their columns; where accounts exclude each other these columns are empty.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An event as POLECAT lays it out."""

    view: EventView
    doers: Side
    befell: Side
    where: Where
    days: Days


def rows(view: EventView, scope: Scope) -> Iterator[Row]:
    """Yield a row if it happened."""
    if agreed.happened(view):
        yield Row(view, agreed.doers(view), agreed.recipients(view), agreed.where(view), agreed.days(view))


def _all(cells: Sequence[str | None]) -> str | None:
    return "; ".join(c or "" for c in cells) if any(cells) else None


def _primary(side: Side) -> str | None:
    return next(iter(sides.sectors(side.actors[0])), None) if side.actors else None


def _side_columns(role: str) -> list[Column[Row]]:
    who = "who acted" if role == "Actor" else "whom it befell"

    def of(get: Callable[[Actor, Days], str | None]) -> Callable[[Row], Cell]:
        return lambda r: _all([get(a, r.days) for a in (r.doers if role == "Actor" else r.befell).actors])

    return [
        Column(f"{role} Name", f"{who}, under sayso's neutral names", of(lambda a, _: a.name)),
        Column(f"{role} Country", "three letters of their states", of(lambda a, _: sides.country(a))),
        Column(f"{role} COW", "the registry has no Correlates of War numbers"),
        Column(f"Primary {role} Sector", "first sector of the first of them",
               lambda r: _primary(r.doers if role == "Actor" else r.befell)),
        Column(f"{role} Sectors", "PLOVER sectors", of(lambda a, _: ", ".join(sides.sectors(a)))),
        Column(f"{role} Title", "offices that the registry gives them on the day",
               of(lambda a, d: sides.office(a, d.day))),
        Column(f"{role} Name Raw", "the words of a report", of(lambda a, _: a.text)),
        Column(f"Wikipedia {role} ID", "the registry has no Wikipedia names"),
    ]  # fmt: skip


def _common(row: Row, get: Callable[[EventView], Sequence[float]]) -> float | None:
    """Return the value that most claims have, or None where two are as common."""
    found = multimode(get(row.view))
    return found[0] if len(found) == 1 else None


def _intensity(row: Row) -> float | None:
    return _common(row, lambda v: [t.claim.intensity for t in agreed.asserted(v)])


def _quad(row: Row) -> str | None:
    return QUADS.get(agreed.asserted(row.view)[0].claim.quad)


def _contexts(row: Row) -> str:
    return "; ".join(sorted({c for t in agreed.asserted(row.view) for c in t.claim.contexts}))


def _place(row: Row, *precisions: str) -> str | None:
    place = row.where.place
    return place.name if place is not None and place.precision in precisions else None


COLUMNS: tuple[Column[Row], ...] = (
    Column("Event ID", "sayso's event id", lambda r: r.view.id),
    Column("Event Date", "the day, where it is one", lambda r: r.days.day),
    Column("Event Type", "PLOVER type", lambda r: r.view.type),
    Column("Event Mode", "the mode that most claims give", lambda r: r.view.mode),
    Column("Intensity", "PLOVER's score that most claims have", _intensity, "number"),
    Column("Quad Code", "from the type", _quad),
    Column("Contexts", "all contexts of the claims", _contexts),
    *_side_columns("Actor"),
    *_side_columns("Recipient"),
    Column("Placename", "the place that all accounts fit", lambda r: r.where.place.name if r.where.place else None),
    Column("City", "if a town or less", lambda r: _place(r, "town", "point")),
    Column("District", "if a district", lambda r: _place(r, "district")),
    Column("Province", "the province that all accounts share", lambda r: r.where.admin1),
    Column("Country", "three letters, empty where it is contested", lambda r: r.where.country),
    Column("Latitude", "degrees north", lambda r: r.where.place.lat if r.where.place else None, "number"),
    Column("Longitude", "degrees east", lambda r: r.where.place.lon if r.where.place else None, "number"),
    Column("GeoNames ID", "of the place", lambda r: r.where.place.geonames if r.where.place else None, "whole"),
    Column("Raw Placename", "the words of a report", lambda r: r.where.place.text if r.where.place else None),
    Column("Feature Type", "the gazetteer keeps no GeoNames feature codes"),
    Column("Source", "outlets, copies left out", lambda r: "; ".join(agreed.outlets(agreed.asserted(r.view)))),
    Column("Publication Date", "of the first report", lambda r: r.view.first_reported),
    Column("Story People", "an event holds those of its claims, not all that its reports name"),
    Column("Story Organizations", "likewise"),
    Column("Story Locations", "likewise"),
    Column("Language", "sayso reads English", lambda r: "English"),
    Column("Version", "of sayso, that read the first claim", lambda r: agreed.asserted(r.view)[0].claim.made_by.sayso),
)  # fmt: skip

POLECAT = table(COLUMNS, rows, TABS, about="in the shape of POLECAT's events, 40 columns", rules=RULES)
