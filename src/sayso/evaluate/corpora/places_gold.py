"""LGL, TR-News, GeoVirus (.xml) and GeoWebNews (a folder of .txt and .ann) -> texts with the places marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

from sayso.evaluate.corpora.overlap import locate
from sayso.evaluate.corpora.rows import text_of
from sayso.knowledge.gazetteer import load_gazetteer
from sayso.model import ReportError, Span

Point = tuple[float, float]  # latitude and longitude, in degrees
MARKS = ("toponym", "location")  # LGL and TR-News; GeoVirus
PHRASES = ("phrase", "extractedName", "name")
LATITUDES, LONGITUDES = ("lat", "latitude"), ("lon", "longitude")
# GeoWebNews: names of places. Not counted: adjectives of origin, languages, parts of other names, common nouns.
NAMES = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "Metonymic",
                   "Non_Literal_Modifier"})  # fmt: skip
MARK = re.compile(r"(\w+) (\d+) (\d+)", re.ASCII)
HEAD = re.compile(r"TITLE: .* LINK: .*\n")
ADJECTIVE = re.compile(r"Modifier_Type \S+ Adjective")  # "Norlandic"
DEGREES = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


class GoldPlace(NamedTuple):
    """A name marked as a place; `point` is None where the corpus does not say which place."""

    span: Span
    point: Point | None
    geonames: int | None = None
    page: str | None = None  # title of its Wikipedia page, where that is the bare name and no namesake's


class GoldText(NamedTuple):
    """A text with its places in order, none inside another."""

    text: str
    places: list[GoldPlace]
    body: int = 0  # where the marked text begins: GeoWebNews puts title and link in front, and marks nothing there


def places_in(path: Path) -> Iterator[GoldText]:
    """Yield the texts of a corpus."""
    yield from _folder(path) if path.is_dir() else _xml(path)


def root_of(path: Path) -> ElementTree.Element:
    """Return the root of an XML file; raise ReportError if it is none."""
    try:
        return ElementTree.fromstring(path.read_bytes())
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise ReportError(str(path), f"cannot be read as XML ({error})") from error


def _xml(path: Path) -> Iterator[GoldText]:
    for article in root_of(path).iter("article"):
        text = article.findtext("text") or ""
        marked = [_marked(text, e) for e in article.iter() if e.tag in MARKS]
        yield GoldText(text, _in_order([m for m in marked if m]))


def _marked(text: str, element: ElementTree.Element) -> GoldPlace | None:
    """Return one place; GeoVirus counts from 1, so the words decide where it stands."""
    start, phrase = _number(element, ("start",)), _first(element, PHRASES)
    span = locate(text, phrase, max(0, int(start))) if start is not None and phrase else None
    lat, lon = _number(element, LATITUDES), _number(element, LONGITUDES)
    if span is None:
        return None
    entry = element.find("gaztag")
    key = entry.get("geonameid", "") if entry is not None else ""
    point = None if lat is None or lon is None else (lat, lon)
    return GoldPlace(span, point, int(key) if key.isdecimal() else None, _title(_first(element, ("page",))))


def _title(address: str | None) -> str | None:
    """Return the title of a page of Wikipedia; none where it tells namesakes apart: "Tarn, Norland", "Tarn (state)"."""
    title = unquote(address.rsplit("/wiki/", 1)[-1]).replace("_", " ") if address and "/wiki/" in address else ""
    return title if title and not re.search(r"[,(#]", title) else None


def _first(element: ElementTree.Element, tags: tuple[str, ...]) -> str | None:
    return next((e.text for tag in tags for e in element.iter(tag) if e.text), None)


def _number(element: ElementTree.Element, tags: tuple[str, ...]) -> float | None:
    written = _first(element, tags)
    try:
        return float(written) if written else None
    except ValueError:
        return None


def _folder(path: Path) -> Iterator[GoldText]:
    files = sorted(path.glob("*.ann"))
    points = _points(path) if files else {}
    for file in files:
        if file.with_suffix(".txt").exists():
            text = text_of(file.with_suffix(".txt"))
            head = HEAD.match(text)
            places = _in_order(list(_annotated(text_of(file), points)))
            yield GoldText(text, places, head.end() if head else 0)


def _annotated(annotations: str, points: dict[str, Point]) -> Iterator[GoldPlace]:
    """Yield the names of brat's lines "T1 Literal 112 118 Tarn", with the id or degrees of their notes."""
    rows = [line.split("\t") for line in annotations.splitlines() if line.count("\t")]
    notes = {r[1].split()[-1]: r[2].strip() for r in rows if r[0].startswith("#") and r[1].strip() and r[2:]}
    adjectives = {r[1].split()[1] for r in rows if ADJECTIVE.fullmatch(r[1])}
    for key, mark, *_ in rows:
        form = MARK.fullmatch(mark)
        if form and form[1] in NAMES and key not in adjectives:
            note = notes.get(key, "")
            degrees = DEGREES.fullmatch(note)
            point = (float(degrees[1]), float(degrees[2])) if degrees else points.get(note)
            yield GoldPlace(Span(int(form[2]), int(form[3])), point, int(note) if note.isdecimal() else None)


def _points(folder: Path) -> dict[str, Point]:
    """Return where GeoNames ids lie: as the corpus's own GWN.xml beside the folder says, else as our gazetteer does."""
    beside = folder.parent / "GWN.xml"
    if not beside.exists():
        gazetteer = load_gazetteer()
        entries = [*map(gazetteer.entry, range(gazetteer.rows)), *gazetteer.countries.values()]
        return {str(e.geonames): (e.lat, e.lon) for e in entries if e.geonames}
    points = {}
    for element in root_of(beside).iter("toponym"):
        lat, lon = _number(element, LATITUDES), _number(element, LONGITUDES)
        if lat is not None and lon is not None:
            points[_first(element, ("geonamesID",)) or ""] = (lat, lon)
    return points


def _in_order(places: list[GoldPlace]) -> list[GoldPlace]:
    kept: list[GoldPlace] = []
    for place in sorted(places, key=lambda p: (p.span.start, -p.span.end)):
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept
