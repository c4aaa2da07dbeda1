"""Events -> a table in the shape of UCDP's GED (49 columns): only what killed somebody."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.faces import words
from sayso.faces.exports import agreed, sides
from sayso.faces.exports.acled_codes import ARMED
from sayso.faces.exports.agreed import Days, Side, Where
from sayso.faces.exports.shape import Column, Scope
from sayso.faces.exports.tables import table
from sayso.ledger.likeness.marks import actor_key
from sayso.model import EventView, Recipient, Toll
from sayso.records import content_id

WHERE_PREC = {"point": 1, "town": 1, "district": 3, "province": 4, "country": 6}
CELL = 0.5  # degrees of a PRIO-GRID cell, counted from the south-west
RULES = (
    "Only assaults that somebody says have happened and of which some report bounds the dead at one or more. A wave of "
    "days is left out where its days have rows of their own.",
    "UCDP wants organised actors, and 25 dead a year for a dyad; sayso does not judge either, so conflict and "
    "dyad ids, active_year and code_status are empty.",
    "low and high are the bounds that reports set, of whatever reliability; UCDP's are of the reliable ones. best "
    "is empty unless a rule is named (--rule), and then it is that.",
    "Deaths of a side stand only where every report that gives any gives the same exact number of dead for it alone.",
    "Soldiers of two states, or of a state and an armed group: 1; armed groups: 2; armed people against civilians: 3. "
    "Who are told only as people may be either.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An event as GED lays it out."""

    view: EventView
    scope: Scope
    dead: Toll
    doers: Side
    befell: Side
    where: Where
    days: Days

    @property
    def violence(self) -> int | None:
        """1 state-based, 2 non-state, 3 one-sided; None where the sides are not told."""
        doing = {sides.side(a, acts=True) for a in self.doers.actors}
        hurt = {sides.side(a, acts=False) for a in self.befell.actors}
        if not doing or not hurt or not doing <= ARMED:
            return None
        if hurt <= {"civilians", "crowd"}:
            return 3
        return (1 if "state forces" in doing | hurt else 2) if hurt <= ARMED else None

    @property
    def best(self) -> int | None:
        """One number, only under a named rule."""
        return agreed.point(self.dead)[0]


def rows(view: EventView, scope: Scope) -> Iterator[Row]:
    """Yield a row if it killed somebody."""
    dead = agreed.toll(view, "killed")
    if view.type == "ASSAULT" and not view.parts and agreed.happened(view) and dead is not None and dead.low > 0:
        yield Row(view, scope, dead, *agreed.sides(view), agreed.where(view), agreed.days(view))


def _side(side: Side) -> str | None:
    return "; ".join(map(agreed.label, side.actors)) or None


def _side_b(row: Row) -> str | None:
    return "Civilians" if row.violence == 3 else _side(row.befell)


def _dyad(row: Row) -> str | None:
    a, b = _side(row.doers), _side_b(row)
    return f"{a} - {b}" if a and b else None


def _deaths(row: Row, theirs: Callable[[Recipient], bool]) -> int | None:
    """Return the exact number of dead that all who give it give for one side alone."""
    found: set[tuple[int, int | None]] = set()
    for claim in (t.claim for t in agreed.asserted(row.view)):
        if claim.recipients and all(map(theirs, claim.recipients)):
            found |= {(f.low, f.high) for f in claim.figures if f.kind == "killed" and f.nature == "total"}
    low, high = next(iter(found)) if len(found) == 1 else (None, 0)
    return low if low == high else None


def _among(part: str) -> Callable[[Row], int | None]:
    return lambda row: _deaths(row, lambda r: sides.side(r, acts=False) == part)


def _of(row: Row, side: Side) -> int | None:
    keys = {actor_key(a) for a in side.actors}
    return _deaths(row, lambda r: actor_key(r) in keys) if row.violence in (1, 2) else None


def _date_prec(row: Row) -> int | None:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    length = row.days.length
    if length is None or length > 366:
        return None
    if length == 1:
        return 1 if row.days.stated else 2
    return 2 if length < 7 else 3 if length == 7 else 4 if length <= 31 else 5


def _clarity(row: Row) -> int:
    """1 if day and place are told; 2 if reports give only a sum over days or places."""
    return 1 if row.days.length == 1 and row.days.stated and row.where.place is not None else 2


def _point(row: Row) -> tuple[float, float] | None:
    place = row.where.place
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def _wkt(row: Row) -> str | None:
    found = _point(row)
    return f"POINT ({found[1]} {found[0]})" if found else None


def _cell(row: Row) -> int | None:
    """Return the number of the PRIO-GRID cell of a town or less."""
    place = row.where.point
    if place is None or place.lat is None or place.lon is None:
        return None
    return math.floor((place.lat + 90) / CELL) * 720 + math.floor((place.lon + 180) / CELL) + 1


def _reports(row: Row) -> str:
    own = [t.report for t in agreed.asserted(row.view) if t.report.copy_of is None]
    told = (", ".join(x for x in (r.outlet, r.published, r.title) if x) for r in own)
    return "; ".join(dict.fromkeys(told))


def _of_reports(row: Row, name: str) -> str:
    own = [t.report for t in agreed.asserted(row.view) if t.report.copy_of is None]
    return "; ".join(dict.fromkeys(str(x) for r in own if (x := getattr(r, name))))


def _speakers(row: Row) -> str:
    return "; ".join(dict.fromkeys(s for t in agreed.asserted(row.view) if (s := words.say_so(t.claim.sayso))))


COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "a number made of sayso's event id; none of UCDP's",
           lambda r: int(content_id("ged", r.view.id)[:15], 16), "whole"),
    Column("relid", "sayso's event id", lambda r: r.view.id),
    Column("year", "the year, where it is one", lambda r: r.days.year, "whole"),
    Column("active_year", "25 dead a year are not counted"),
    Column("code_status", "UCDP's own working state"),
    Column("type_of_violence", "1 state-based, 2 non-state, 3 one-sided, where the sides are told",
           lambda r: r.violence, "whole"),
    Column("conflict_dset_id", "UCDP's own number"),
    Column("conflict_new_id", "UCDP's own number"),
    Column("conflict_name", "UCDP's own name"),
    Column("dyad_dset_id", "UCDP's own number"),
    Column("dyad_new_id", "UCDP's own number"),
    Column("dyad_name", "both sides under sayso's neutral names", _dyad),
    Column("side_a_dset_id", "UCDP's own number"),
    Column("side_a_new_id", "UCDP's own number"),
    Column("side_a", "who acted, in the words of no side; UCDP puts a government first", lambda r: _side(r.doers)),
    Column("side_b_dset_id", "UCDP's own number"),
    Column("side_b_new_id", "UCDP's own number"),
    Column("side_b", "whom it befell; Civilians in one-sided violence", _side_b),
    Column("number_of_sources", "independent sources: copies, and outlets that quote one speaker, count once",
           lambda r: r.view.counts.independent, "whole"),
    Column("source_article", "outlet, date and title of each report", _reports),
    Column("source_office", "outlets", lambda r: _of_reports(r, "outlet")),
    Column("source_date", "dates of publication", lambda r: _of_reports(r, "published")),
    Column("source_headline", "titles; left out when persons are masked", lambda r: _of_reports(r, "title")),
    Column("source_original", "whom the outlets quote", _speakers),
    Column("where_prec", "1 town or less, 3 district, 4 province, 6 country; 2, 5 and 7 are never told",
           lambda r: WHERE_PREC.get(r.where.place.precision) if r.where.place else None, "whole"),
    Column("where_coordinates", "the place that all accounts fit",
           lambda r: r.where.place.name if r.where.place else None),
    Column("where_description", "the words of a report", lambda r: r.where.place.text if r.where.place else None),
    Column("adm_1", "the province that all accounts share", lambda r: r.where.admin1),
    Column("adm_2", "an event's place has no district beside its name"),
    Column("latitude", "degrees north", lambda r: p[0] if (p := _point(r)) else None, "number"),
    Column("longitude", "degrees east", lambda r: p[1] if (p := _point(r)) else None, "number"),
    Column("geom_wkt", "the same as text", _wkt),
    Column("priogrid_gid", "number of the half-degree cell of a town or less", _cell, "whole"),
    Column("country", "name of the country, empty where it is contested",
           lambda r: sides.country_name(r.where.country)),
    Column("country_id", "the registry has no Gleditsch and Ward numbers"),
    Column("region", "UCDP's own grouping of countries"),
    Column("event_clarity", "1 a stated day and a place, 2 less than that", _clarity, "whole"),
    Column("date_prec", "1 a stated day, 2 two to six days, 3 a week, 4 a month, 5 a year", _date_prec, "whole"),
    Column("date_start", "first day", lambda r: r.days.first),
    Column("date_end", "last day", lambda r: r.days.last),
    Column("deaths_a", "dead of side a, where told alike", lambda r: _of(r, r.doers), "whole"),
    Column("deaths_b", "dead of side b, where told alike", lambda r: _of(r, r.befell), "whole"),
    Column("deaths_civilians", "dead civilians, where told alike", _among("civilians"), "whole"),
    Column("deaths_unknown", "dead told only as people, where told alike; never what is missing from a sum",
           _among("people"), "whole"),
    Column("best", "one number under a named rule, else empty", lambda r: r.best, "whole"),
    Column("high", "highest reported; empty: open", lambda r: r.dead.high, "whole"),
    Column("low", "lowest reported", lambda r: r.dead.low, "whole"),
    Column("gwnoa", "the registry has no Gleditsch and Ward numbers"),
    Column("gwnob", "likewise"),
)  # fmt: skip

GED = table(COLUMNS, rows, about="in the shape of UCDP's GED, 49 columns", rules=RULES)
