"""Events -> GeoJSON (RFC 7946): a feature an event, its points the towns and spots that its accounts give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.faces.exports import agreed
from sayso.faces.exports.own import EVENTS, OUR_RULES
from sayso.faces.exports.shape import Column, Export, Scope, facts_of, record_of
from sayso.faces.exports.tables import renamed
from sayso.model import EventView
from sayso.records import dumps

NAMES = (
    "type", "mode", "stage", "first_day", "last_day", "actors", "recipients", "where", "differ", "place", "admin1",
    "country", "killed_low", "killed_high", "injured_low", "injured_high", "figures", "claims", "reports", "outlets",
    "independent", "asserted_by", "denied_by", "doubted_by", "first_reported", "last_reported",
)  # fmt: skip
PROPERTIES: tuple[Column[EventView], ...] = renamed(EVENTS, {name: name for name in NAMES})
COLUMNS: tuple[Column[EventView], ...] = (
    Column("id", "id of the event"),
    Column("geometry", "the town or spot; a MultiPoint where accounts give several; null for districts and larger"),
    *PROPERTIES,
)
RULES = (
    *OUR_RULES,
    "Only a town or less has a point: the middle of a province is no place where something happened.",
)


def chunks(views: Iterable[EventView], scope: Scope) -> Iterator[str]:
    """Yield a FeatureCollection; what was asked stands in its foreign member "about"."""
    yield f'{{"type":"FeatureCollection","about":{dumps(facts_of(scope))},"features":['
    for n, view in enumerate(views):
        yield (",\n" if n else "\n") + dumps(_feature(view))
    yield "\n]}\n"


def _feature(view: EventView) -> dict[str, Any]:
    properties = record_of(PROPERTIES, view)
    return {"type": "Feature", "id": view.id, "geometry": _geometry(view), "properties": properties}


def _geometry(view: EventView) -> dict[str, Any] | None:
    places = [p for t in agreed.asserted(view) for p in t.claim.where if p.role == "at"]
    found = {(p.lon, p.lat): None for p in places if p.precision in agreed.POINTS}
    points = [[lon, lat] for lon, lat in found if lon is not None and lat is not None]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


GEOJSON = Export(about="points for a map, RFC 7946", ending=".geojson", columns=COLUMNS, rules=RULES, chunks=chunks)
