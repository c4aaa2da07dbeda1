"""Events -> a table in the shape of ACLED's (31 columns, since March 2023)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.faces.exports import agreed
from sayso.faces.exports.acled_codes import Acled, civilian_targeting, code, inter
from sayso.faces.exports.agreed import Days, Side, Where
from sayso.faces.exports.notes import note
from sayso.faces.exports.shape import Column, Scope
from sayso.faces.exports.sides import country_name, iso_number
from sayso.faces.exports.tables import table
from sayso.model import Actor, EventView

WEEK, MONTH = 7, 31
GEO_PRECISION = {"point": 1, "town": 1, "district": 2, "province": 3}
RULES = (
    "One row an event; a wave of days is left out where its days have rows of their own. ACLED parts what goes on "
    "for days or in several places into rows of one day and place, sayso only where reports tell of them one by "
    "one.",
    "Only what somebody says has happened, on whosever word; denials are in the notes. ACLED's researchers judge "
    "sources.",
    "Types follow from type, mode and sides; empty where the reports do not tell which it is. Who are told only as "
    "people count as civilians, as in ACLED.",
    "fatalities: under the rule that the notes name, else the lowest reported (ACLED: the most conservative); "
    "empty where no report gives the dead. ACLED writes 0 there.",
    "actor1 is who acted, actor2 whom it befell; ACLED's order has no such meaning. Empty where accounts exclude "
    "each other.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An event as ACLED lays it out."""

    view: EventView
    scope: Scope
    found: Acled
    doers: Side
    befell: Side
    where: Where
    days: Days

    @property
    def time_precision(self) -> int | None:
        """1 a stated day, 2 within a week, 3 within a month."""
        length = self.days.length
        if length is None or length > MONTH:
            return None
        return 1 if length == 1 and self.days.stated else 2 if length <= WEEK else 3

    @property
    def geo_precision(self) -> int | None:
        """1 town or less, 2 district, 3 province; nothing for a country."""
        return GEO_PRECISION.get(self.where.place.precision) if self.where.place else None


def rows(view: EventView, scope: Scope) -> Iterator[Row]:
    """Yield a row if the event is one that ACLED has."""
    if view.parts or not agreed.happened(view):
        return
    (doers, befell), dead = agreed.sides(view), agreed.toll(view, "killed")
    found = code(view, doers.actors, befell.actors, dead is not None and dead.low > 0)
    if found is not None:
        yield Row(view, scope, found, doers, befell, agreed.where(view), agreed.days(view))


def _name(actors: Sequence[Actor]) -> str | None:
    return agreed.label(actors[0]) if actors else None


def _others(actors: Sequence[Actor]) -> str | None:
    return "; ".join(map(agreed.label, actors[1:])) or None


def _inter(row: Row, side: Side, act: bool) -> int | None:
    return inter(side.actors[0], row.found, row.where.country, act=act) if side.actors else None


def _interaction(row: Row) -> int | None:
    both = [_inter(row, row.doers, True), _inter(row, row.befell, False)]
    low, high = sorted(n or 0 for n in both)
    return 10 * low + high if low else None


def _location(row: Row) -> str | None:
    return row.where.place.name if row.where.place and row.geo_precision else None


def _degrees(row: Row, which: str) -> float | None:
    return getattr(row.where.place, which) if row.where.place and row.geo_precision else None


def _crowd(row: Row) -> str | None:
    found = agreed.toll(row.view, "protesters")
    return f"crowd size={agreed.bounds(found)}" if found else None


def _timestamp(row: Row) -> int | None:
    try:
        return int(datetime.fromisoformat(row.scope.moment).timestamp())
    except ValueError:
        return None


COLUMNS: tuple[Column[Row], ...] = (
    Column("event_id_cnty", "three letters of the country, if one is agreed on, and sayso's event id",
           lambda r: f"{r.where.country or ''}{r.view.id}"),
    Column("event_date", "first day; empty where the event cannot be dated within a month",
           lambda r: r.days.first if r.time_precision else None),
    Column("year", "its year", lambda r: r.days.year, "whole"),
    Column("time_precision", "1 a stated day, 2 within a week, 3 within a month", lambda r: r.time_precision, "whole"),
    Column("disorder_type", "follows from the types", lambda r: r.found.disorder),
    Column("event_type", "from type, mode and sides", lambda r: r.found.event),
    Column("sub_event_type", "from type, mode and sides", lambda r: r.found.sub),
    Column("actor1", "who acted, under sayso's neutral name", lambda r: _name(r.doers.actors)),
    Column("assoc_actor_1", "who acted together with them", lambda r: _others(r.doers.actors)),
    Column("inter1", "1 state forces in their country, 2 rebels, 3 militias, gangs and unidentified armed groups, "
           "5 rioters, 6 protesters, 7 civilians, 8 external forces; 4 (identity militias) is never told apart from 3",
           lambda r: _inter(r, r.doers, True), "whole"),
    Column("actor2", "whom it befell", lambda r: _name(r.befell.actors)),
    Column("assoc_actor_2", "who were befallen together with them", lambda r: _others(r.befell.actors)),
    Column("inter2", "as inter1", lambda r: _inter(r, r.befell, False), "whole"),
    Column("interaction", "both numbers, the lower first; empty unless both are known", _interaction, "whole"),
    Column("civilian_targeting", "where the type means it, or accounts say that civilians alone were aimed at",
           lambda r: civilian_targeting(r.found, r.befell.actors)),
    Column("iso", "number of the country in ISO 3166-1", lambda r: iso_number(r.where.country), "whole"),
    Column("region", "ACLED's own grouping of countries"),
    Column("country", "name of the country, empty where it is contested", lambda r: country_name(r.where.country)),
    Column("admin1", "province", lambda r: r.where.admin1),
    Column("admin2", "an event's place has no district beside its name"),
    Column("admin3", "as admin2"),
    Column("location", "the place that all accounts fit, province or finer", _location),
    Column("latitude", "degrees north; of a province or district, its middle", lambda r: _degrees(r, "lat"), "number"),
    Column("longitude", "degrees east, likewise", lambda r: _degrees(r, "lon"), "number"),
    Column("geo_precision", "1 town or less, 2 district, 3 province", lambda r: r.geo_precision, "whole"),
    Column("source", "outlets that say it happened, copies left out",
           lambda r: "; ".join(agreed.outlets(agreed.asserted(r.view)))),
    Column("source_scale", "how far an outlet reaches is not known"),
    Column("notes", "a sentence, who tells it, tolls with their rule, where accounts differ, who denies it",
           lambda r: note(r.view)),
    Column("fatalities", "one number under the rule that the notes name; empty where no report bounds it",
           lambda r: agreed.point(agreed.toll(r.view, "killed"), lowest=True)[0], "whole"),
    Column("tags", "crowd size, as reported", _crowd),
    Column("timestamp", "when the export was made, in seconds since 1970", _timestamp, "whole"),
)  # fmt: skip

ACLED = table(COLUMNS, rows, about="in the shape of ACLED's events, 31 columns", rules=RULES)
