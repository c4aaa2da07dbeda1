"""Places with how many events they have -> a map as SVG: outlines, contested borders broken, a circle by area for each.

A circle's area stands for the number of events; its edge says how exactly the place is known: whole for a town or a
spot, broken for a province. What is known of a country only shades the country: there is no dot in its middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import ceil, cos, floor, pi, radians, sqrt

from sayso.knowledge.outlines import Border, Box, Outlines, Point, load_outlines

WIDTH = 960.0
LEAST, MOST = 0.42, 0.75  # height of the map by its width
MARGIN = 0.12  # around what is shown, of its size
SMALLEST = 4.0  # degrees of latitude that a map shows at least
SHADED = 12.0  # where countries are shaded, so that one of them does not fill all of it
WHOLE = Box(-58, -180, 80, 180)
CLOSE = 60.0  # degrees of longitude below which the finer outlines are drawn
AREA = 110.0  # square pixels of a circle for one event, unless the biggest would be too big
SMALL = 4.5  # radius of the smallest
BIGGEST, LEAST_BIG = 34.0, 16.0  # radius of the biggest, where there are few circles and where there are many
CROWD = 4000.0  # the biggest radius times the number of circles, from which on they would hide each other
NAMED, LETTER = 8, 10.5  # places that have their name beside them, and the pixels of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its events; `exact` is false for a province or a district, whose middle it is; `href` lists them."""

    name: str
    lat: float
    lon: float
    events: int
    exact: bool
    href: str


@dataclass(frozen=True, slots=True)
class View:
    """What stretch of the earth lies on the drawing, and how degrees become pixels (plate carrée)."""

    box: Box
    height: float

    def at(self, point: Point) -> tuple[float, float]:
        """Return the pixels of a longitude and latitude."""
        x = (point[0] - self.box.west) / (self.box.east - self.box.west) * WIDTH
        y = (self.box.north - point[1]) / (self.box.north - self.box.south) * self.height
        return round(x, 1), round(y, 1)


def draw(spots: Sequence[Spot], shaded: Mapping[str, int], box: Box | None = None) -> str:
    """Return the map as an SVG element; `shaded` counts the events known by country alone, by its three letters."""
    view = view_of(box or _around(spots, shaded), SHADED if shaded else SMALLEST)
    lands, lines = _ground(view)
    most = max(shaded.values(), default=1)
    drawn = [
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {view.height:.0f}" role="group" aria-labelledby="map-title">',
        f'<title id="map-title">{escape(_title(spots, shaded))}</title>',
        '<defs><pattern id="contested" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V6"/></pattern></defs>',
        *(_land(path, note, shaded.get(name, 0) / most) for name, note, path in lands),
        *lines, *_circles(spots, view), *_names(spots, view), "</svg>",
    ]  # fmt: skip
    return "\n".join(drawn)


@lru_cache(maxsize=32)
def _ground(view: View) -> tuple[list[tuple[str, str | None, str]], list[str]]:
    """Return lands as name, note and path, and lines between them; the same stretch of the earth is asked for often."""
    outlines = load_outlines("region" if view.box.east - view.box.west < CLOSE else "world")
    around = _grown(view.box)
    lands = []
    for land in outlines.lands:
        if land.box.meets(view.box):
            path = "".join(_path(ring, view, close=True) for ring in land.rings if _meets(ring, around))
            lands += [(land.name, land.note, path)] if path else []
    lines = (_line(b, view) for b in outlines.borders if len(b.lands) > 1 and b.box.meets(view.box))
    return lands, [line for line in lines if line]


def view_of(box: Box, least: float = SMALLEST) -> View:
    """Return the view that shows a stretch of the earth, widened to the shape of the drawing and to some degrees."""
    south, west, north, east = box
    if north - south < least:
        middle = (north + south) / 2
        south, north = middle - least / 2, middle + least / 2
    stretch = cos(radians(max(-75.0, min(75.0, (south + north) / 2))))
    wide = (east - west) * stretch
    tall = max(LEAST * wide, min(MOST * wide, north - south)) if wide else north - south
    if north - south > MOST * wide:
        missing = ((north - south) / MOST - wide) / stretch
        west, east, tall = west - missing / 2, east + missing / 2, north - south
        wide = (east - west) * stretch
    middle = (south + north) / 2
    return View(Box(middle - tall / 2, west, middle + tall / 2, east), round(WIDTH * tall / wide, 1))


def _around(spots: Sequence[Spot], shaded: Mapping[str, int]) -> Box:
    """Return the stretch that holds most events, far single ones left out; the whole earth if there are none."""
    outlines: Outlines = load_outlines("world")
    boxes = [(Box(s.lat, s.lon, s.lat, s.lon), s.events) for s in spots]
    if not boxes:
        boxes = [(x.box, shaded[x.name]) for x in outlines.lands if x.name in shaded and x.box.east - x.box.west < 180]
    if not boxes:
        return WHOLE
    south, north = _most([(b.south, n) for b, n in boxes]), _most([(-b.north, n) for b, n in boxes])
    west, east = _most([(b.west, n) for b, n in boxes]), _most([(-b.east, n) for b, n in boxes])
    tall, wide = MARGIN * (-north - south) + 0.5, MARGIN * (-east - west) + 0.5
    edges = max(-85, floor(south - tall)), max(-180, floor(west - wide)), ceil(tall - north), ceil(wide - east)
    return Box(edges[0], edges[1], min(85, edges[2]), min(180, edges[3]))


def _most(edges: Sequence[tuple[float, int]]) -> float:
    """Return the edge below which no more than a fortieth of the events lie."""
    left = sum(n for _, n in edges) / 40
    for edge, n in sorted(edges):
        left -= n
        if left < 0:
            return edge
    return max(edges)[0]


def _title(spots: Sequence[Spot], shaded: Mapping[str, int]) -> str:
    events = sum(s.events for s in spots)
    known = f"{events:,} events at {len(spots):,} places" if spots else "no event with a place on the map"
    return f"Map: {known}" + (f"; {sum(shaded.values()):,} known by country alone" if shaded else "")


def _land(path: str, note: str | None, shade: float) -> str:
    made = f'<path class="land" d="{path}"/>'
    if shade:
        made += f'<path class="shaded" fill-opacity="{0.08 + 0.2 * sqrt(shade):.2f}" d="{path}"/>'
    if note is not None:
        made += f'<path class="contested-land" d="{path}"><title>{escape(note)}</title></path>'
    return made


def _line(border: Border, view: View) -> str:
    path = _path(border.points, view)
    if not path:
        return ""
    if border.note is None:
        return f'<path class="border" d="{path}"/>'
    return f'<path class="border contested-border" d="{path}"><title>{escape(border.note)}</title></path>'


def _path(points: Sequence[Point], view: View, close: bool = False) -> str:
    """Return an SVG path, without points that fall on the same pixel, parted where it goes round the earth."""
    runs: list[list[tuple[float, float]]] = [[]]
    before = points[0][0]
    for point in points:
        if abs(point[0] - before) > 180:
            runs.append([])
        before = point[0]
        x, y = view.at(point)
        if not runs[-1] or abs(x - runs[-1][-1][0]) + abs(y - runs[-1][-1][1]) >= 1:
            runs[-1].append((x, y))
    drawn = ("L".join(f"{x:g} {y:g}" for x, y in run) for run in runs if len(run) >= (3 if close else 2))
    return "".join(f"M{run}{'Z' if close else ''}" for run in drawn)


def _meets(ring: Sequence[Point], box: Box) -> bool:
    longitudes, latitudes = [p[0] for p in ring], [p[1] for p in ring]
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes)).meets(box)


def _grown(box: Box) -> Box:
    return Box(box.south - 1, box.west - 1, box.north + 1, box.east + 1)


def area_of_one(spots: Sequence[Spot]) -> float:
    """Return the square pixels that stand for one event."""
    biggest = min(BIGGEST, max(LEAST_BIG, CROWD / max(1, len(spots))))
    return min(AREA, pi * biggest**2 / max((s.events for s in spots), default=1))


def scale(spots: Sequence[Spot]) -> list[tuple[int, float]]:
    """Return round numbers of events with the radius that each has on the map, for a legend."""
    most, area = max((s.events for s in spots), default=0), area_of_one(spots)
    wanted = {1, *_round(most // 4)[:1], *_round(most)[:1]} if most else set()
    shown = sorted(n for n in wanted if n == max(wanted) or area * n / pi >= SMALL**2)  # smaller ones are all alike
    return [(n, round(max(SMALL, sqrt(area * n / pi)), 1)) for n in shown]


def _round(most: int) -> list[int]:
    """Return 1, 2, 5, 10, 20, ... up to a number, downwards."""
    return [n * 10**e for e in reversed(range(len(str(most)))) for n in (5, 2, 1) if n * 10**e <= most]


def _names(spots: Sequence[Spot], view: View) -> Iterator[str]:
    """Yield the names of the places with most events, as far as there is room beside them."""
    area, taken = area_of_one(spots), list[tuple[float, float, float]]()
    for spot in sorted(spots, key=lambda s: (-s.events, s.name))[:NAMED]:
        x, y = view.at((spot.lon, spot.lat))
        left = x + max(SMALL, sqrt(area * spot.events / pi)) + 4
        right = left + LETTER * len(spot.name)
        free = all(right < a or left > b or abs(y - c) > 24 for a, b, c in taken)
        if free and x >= 0 and right <= WIDTH and 12 <= y <= view.height - 8:
            taken.append((left, right, y))
            yield f'<text class="place" x="{left:.1f}" y="{y + 6:.1f}" aria-hidden="true">{escape(spot.name)}</text>'


def _circles(spots: Sequence[Spot], view: View) -> Iterator[str]:
    """Yield the circles, the biggest first so that none hides another."""
    area = area_of_one(spots)
    for spot in sorted(spots, key=lambda s: (-s.events, s.name)):
        x, y = view.at((spot.lon, spot.lat))
        if 0 <= x <= WIDTH and 0 <= y <= view.height:
            radius = max(SMALL, sqrt(area * spot.events / pi))
            kind = "spot" if spot.exact else "spot area"
            label = f"{spot.name}: {spot.events:,} event{'s' if spot.events != 1 else ''}" + (
                "" if spot.exact else ", known by province"
            )
            yield (f'<a href="{escape(spot.href)}" aria-label="{escape(label)}"><circle class="{kind}" cx="{x:g}" '
                   f'cy="{y:g}" r="{radius:.1f}"><title>{escape(label)}</title></circle></a>')  # fmt: skip
