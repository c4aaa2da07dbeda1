"""Outlines of the world's lands -> lines in degrees, each with the lands on its sides and whether it is contested."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parent
Scale = Literal["world", "region"]  # 1:110 million, 1:50 million
Point = tuple[float, float]  # longitude, latitude in degrees


class Box(NamedTuple):
    """A stretch of the earth in degrees."""

    south: float
    west: float
    north: float
    east: float

    def meets(self, other: Box) -> bool:
        """True if the two share a point."""
        return (self.south <= other.north and other.south <= self.north
                and self.west <= other.east and other.west <= self.east)  # fmt: skip

    def holds(self, point: Point) -> bool:
        """True if the point lies inside."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


EARTH = Box(-90, -180, 90, 180)


@dataclass(frozen=True, slots=True)
class Border:
    """A line between two lands, or a coast with one; `note` says what is contested about it, None where nothing is."""

    lands: tuple[str, ...]
    points: tuple[Point, ...]
    box: Box
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Land:
    """A land by its three letters, or its name where it has none, as closed rings; `note` as of a border."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    box: Box
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Outlines:
    """All lands and lines at one scale."""

    lands: tuple[Land, ...]
    borders: tuple[Border, ...]


@lru_cache
def load_outlines(scale: Scale) -> Outlines:
    """Return the outlines at a scale, read once."""
    raw = json.loads(gzip.decompress((FOLDER / f"{scale}.json.gz").read_bytes()))
    arcs = [tuple(_decoded(arc, raw["transform"])) for arc in raw["arcs"]]
    sides: defaultdict[int, set[str]] = defaultdict(set)
    for name, rings in raw["lands"].items():
        for ring in rings:
            for arc in ring:
                sides[arc if arc >= 0 else ~arc].add(name)
    contested = _notes("contested_lands.tsv", "land")
    lands = (_land(name, rings, arcs, contested.get(name)) for name, rings in sorted(raw["lands"].items()))
    return Outlines(tuple(lands), tuple(_borders(arcs, sides)))


def _decoded(arc: list[list[int]], transform: Mapping[str, list[float]]) -> Iterator[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield round(x * sx + tx, 4), round(y * sy + ty, 4)


def _land(name: str, rings: list[list[int]], arcs: list[tuple[Point, ...]], note: str | None) -> Land:
    made = tuple(tuple(p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])) for ring in rings)
    return Land(name, made, _box([p for ring in made for p in ring]), note)


def _borders(arcs: list[tuple[Point, ...]], sides: Mapping[int, set[str]]) -> Iterator[Border]:
    contested: defaultdict[tuple[str, ...], list[tuple[Box, str]]] = defaultdict(list)
    for row in _rows("contested_borders.tsv"):
        box = Box(*map(float, row["box"].split(","))) if row["box"] else EARTH
        contested[tuple(sorted(_pair(row["lands"])))].append((box, row["note"]))
    for n, points in enumerate(arcs):
        lands = tuple(sorted(sides[n]))
        for note, run in _runs(points, contested.get(lands, [])):
            yield Border(lands, run, _box(list(run)), note)


def _runs(
    points: tuple[Point, ...], contested: list[tuple[Box, str]]
) -> Iterator[tuple[str | None, tuple[Point, ...]]]:
    """Yield the stretches of a line, each with its note; neighbours share the point between them."""
    notes = [next((note for box, note in contested if box.holds(p)), None) for p in points]
    start = 0
    for i in range(1, len(points)):
        if notes[i] != notes[start] or i == len(points) - 1:
            yield notes[start], points[start : i + 1]
            start = i


def _pair(lands: str) -> tuple[str, str]:
    """Return two lands of a line; a name of two words stands last."""
    first, _, second = lands.partition(" ")
    return first, second


def _box(points: list[Point]) -> Box:
    longitudes, latitudes = zip(*points, strict=True)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _notes(file: str, key: str) -> dict[str, str]:
    return {row[key]: row["note"] for row in _rows(file)}


def _rows(file: str) -> Iterator[dict[str, str]]:
    lines = (FOLDER / file).read_text(encoding="utf8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
