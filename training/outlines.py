"""Natural Earth's countries, as the npm package world-atlas has them -> src/sayso/knowledge/outlines.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install pycountry; PYTHONPATH=src python -m training.outlines package

Each scale becomes one gzip file of JSON: arcs as steps on a whole-number grid, and for each land its three letters
(or a name where ISO has none) with rings of arcs. What the source draws inside a state that another claims (PARTED) is
a land of its own, so that the page can draw it as contested. The same package gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "src/sayso/knowledge/outlines"
SCALES = {"world": "110m", "region": "50m"}
UNCODED = {"Kosovo": "XKX", "N. Cyprus": "Northern Cyprus", "Indian Ocean Ter.": "IOT", "Siachen Glacier": "Siachen"}
# A ring of one land that holds a point -> what it is called: the source files Crimea under one of its two claimants.
PARTED = {("RUS", (34.4, 45.3)): "Crimea"}

Point = tuple[float, float]


def main() -> None:
    """Write both scales."""
    for scale, name in SCALES.items():
        topology = json.loads((Path(sys.argv[1]) / f"countries-{name}.json").read_text())
        made = {"transform": topology["transform"], "arcs": topology["arcs"], "lands": dict(_lands(topology))}
        raw = json.dumps(made, separators=(",", ":"), sort_keys=True).encode()
        (FOLDER / f"{scale}.json.gz").write_bytes(gzip.compress(raw, 9, mtime=0))


def _lands(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    for geometry in topology["objects"]["countries"]["geometries"]:
        land = _letters(geometry)
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [ring for part in parts for ring in part]
        for (whose, point), name in PARTED.items():
            if whose == land:
                inside = [r for r in rings if _holds(_points(topology, r), point)]
                yield name, inside
                rings = [r for r in rings if r not in inside]
        yield land, rings


def _letters(geometry: dict[str, Any]) -> str:
    import pycountry

    name = geometry["properties"]["name"]
    found = pycountry.countries.get(numeric=geometry["id"]) if geometry.get("id") else None
    return found.alpha_3 if found else UNCODED.get(name, name)


def _points(topology: dict[str, Any], ring: list[int]) -> list[Point]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    points: list[Point] = []
    for arc in ring:
        x = y = 0
        line = []
        for dx, dy in topology["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        points += line if arc >= 0 else line[::-1]
    return points


def _holds(ring: list[Point], point: Point) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


if __name__ == "__main__":
    main()
