"""Name of a place -> gazetteer entries with coordinates, chain and contests; opens knowledge/places/.

places.bin, made by training/gazetteer.py, holds provinces, districts and towns: a header; fixed rows (provinces
first, then districts, then towns; a row's number is its key); then two block lists, the rows' names in the order of
rows and the folded names in sorted order ("name TAB row*2+own ..." in hexadecimal; `own` marks the place's own name);
last the countries' codes, capitals and sources as JSON. A block list is: number of blocks, length of the first keys,
ends of blocks (u32 each); the first keys parted by line feeds; the blocks, BLOCK lines each, zlib. Nothing but the
first keys is read at opening. countries.tsv, regions.yaml, contested.yaml and spots.tsv are written by hand and read
as they are; they need no rebuilding.
"""

from __future__ import annotations

import bisect
import json
import math
import mmap
import struct
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sayso.model import PlacePrecision

FOLDER = Path(__file__).parent / "places"
MAGIC = b"SAYSOGZ1"
HEADER = struct.Struct("<8s7I")  # magic; rows, provinces, districts; bytes of rows, names, keys, JSON
ROW = struct.Struct("<IffBBHH")  # geonames, lat, lon, 25 * log10(people + 1), country, province, district
NONE = 0xFFFF
BLOCK = 64
SPOT_PEOPLE = 100_000  # the rank of a square or crossing among towns of its name
LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "þ": "th", "ð": "d", "œ": "oe", "ə": "a", "-": " ",
    "–": " ", "‐": " ", "‑": " ", "/": " ", ",": " ", "&": " and ",
})  # fmt: skip
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
# Added to the decimal logarithm of the inhabitants: a country is meant before a town of its name, a capital before a
# city thirty times its size.
KIND_WEIGHT: dict[PlacePrecision, float] = {
    "country": 2.5, "region": 0.5, "province": -0.3, "district": -2.0, "town": 0.0, "point": 0.0,
}  # fmt: skip
CAPITAL_WEIGHT = 1.5
UNCOUNTED = 1000  # inhabitants of a town of which GeoNames has no figure: many a seat of a district
TOWN_FIRST = 0.5
OTHER_NAME_WEIGHT = -2.0  # of a further name against a place's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place; `country` is the ISO3 code it is filed under, which is not always its country: see `Contest`."""

    key: int  # unique; below zero for what is written by hand
    name: str
    kind: PlacePrecision
    lat: float
    lon: float
    people: float = 0.0
    country: str | None = None
    countries: tuple[str, ...] = ()  # of a region
    province: int | None = None  # keys
    district: int | None = None
    admin1: str | None = None  # name of the province
    geonames: int | None = None
    capital: bool = False
    town: str | None = None  # of a spot

    @property
    def weight(self) -> float:
        """How well known the place is, by and large: the higher, the likelier it is meant by its bare name."""
        people = self.people or (UNCOUNTED if self.kind == "town" else 0)
        return math.log10(people + 1) + KIND_WEIGHT[self.kind] + CAPITAL_WEIGHT * self.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A dispute over whose a place is, and which entries it covers.

    The policy, for every place alike: `administered_by` is the state that governs it, None where that is divided,
    moves with a front, or is no state with a code; `claimed_by` are the states that claim it by law or formal act. The
    `country` of a place with two or more claimants is None, whatever code GeoNames files it under; only a territory
    that has a code of its own (TWN, ESH, FLK; XKX in GeoNames) keeps it, since that code names the territory and not
    its sovereign. So Crimea, Jerusalem, the Golan Heights and Kashmir have no country; Gaza and Ramallah have PSE.
    """

    name: str
    administered_by: str | None = None
    claimed_by: tuple[str, ...] = ()
    self_declared: bool = False
    since: str | None = None
    until: str | None = None
    geonames: frozenset[int] = frozenset()
    regions: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    filed: frozenset[str] = frozenset()

    def holds(self, on: str | None) -> bool:
        """True if the dispute was on that ISO day; without a day, if it is still on."""
        if on is None:
            return self.until is None
        return (self.since or "") <= on[:10] <= (self.until or "9999")

    def covers(self, entry: Entry) -> bool:
        """True if the place is disputed in this dispute."""
        if entry.geonames in self.geonames or f"{entry.country}/{entry.admin1}" in self.provinces:
            return True
        if entry.kind == "region" and entry.name in self.regions:
            return True
        inside = any(s <= entry.lat <= n and w <= entry.lon <= e for s, w, n, e in self.boxes)
        return entry.country in self.filed and (not self.boxes or (inside and entry.kind in ("town", "point")))

    def country(self, entry: Entry) -> str | None:
        """Return the country of a covered place under the policy above."""
        own_code = entry.country in self.filed and not self.boxes
        return entry.country if own_code or len(self.claimed_by) + self.self_declared < 2 else None


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a name in the form it is looked up by: "St. Petersburg" -> "saint petersburg", "Žilina" -> "zilina"."""
    lowered = name.lower().translate(LETTERS)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
    words = "".join(c for c in lowered if c.isascii() and (c.isalnum() or c == " ")).split()
    if len(words) > 1:
        words = [SHORT.get(words[0], words[0]), *words[1:]]
        words = words[1:] if words[0] == "the" else words
    return " ".join(words)


class Blocks:
    """A block list of places.bin, read block by block."""

    def __init__(self, data: mmap.mmap, start: int) -> None:
        count, length = struct.unpack_from("<2I", data, start)
        self._ends = (0, *struct.unpack_from(f"<{count}I", data, start + 8))
        firsts = start + 8 + 4 * count
        self.firsts = data[firsts : firsts + length].split(b"\n")
        self._data, self._bodies = data, firsts + length
        self.lines = lru_cache(maxsize=512)(self._lines)
        self.table = lru_cache(maxsize=1024)(self._table)

    def _lines(self, n: int) -> list[bytes]:
        body = self._data[self._bodies + self._ends[n] : self._bodies + self._ends[n + 1]]
        return zlib.decompress(body).split(b"\n")

    def _table(self, n: int) -> dict[bytes, bytes]:
        return dict(line.split(b"\t", 1) for line in self._lines(n))

    def get(self, key: bytes) -> bytes | None:
        """Return what stands behind a key, or None."""
        n = bisect.bisect_right(self.firsts, key) - 1
        return self.table(n).get(key) if n >= 0 else None


class Gazetteer:
    """The compiled places and those written by hand, by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        with (folder / "places.bin").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, self.rows, self._provinces, self._districts, rows, names, keys, tail = HEADER.unpack_from(self._data)
        if magic != MAGIC:
            raise ValueError(f"{folder / 'places.bin'}: not a compiled gazetteer")
        self._names = Blocks(self._data, HEADER.size + rows)
        self._keys = Blocks(self._data, HEADER.size + rows + names)
        start = HEADER.size + rows + names + keys
        about = json.loads(self._data[start : start + tail])
        self._capitals: dict[str, int] = about["capitals"]
        self._capital_rows = frozenset(self._capitals.values())
        self.countries: dict[str, Entry] = {}
        self.demonyms: dict[str, str] = {}  # lower-cased word -> ISO3, or name of a region, province or town
        self._written = 0
        self._by_hand: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
        iso3 = self._read_countries(folder)
        self._codes = [iso3[c] for c in about["countries"]]
        self._read_regions(folder)
        self._read_spots(folder)
        self.demonyms = {d["demonym"].lower(): d["place"] for d in _table(folder / "demonyms.tsv")} | self.demonyms
        self._further = {
            fold(n["name"]): (fold(n["of"]), n["kind"], n["country"]) for n in _table(folder / "names.tsv")
        }
        self.contests = _contests(folder)
        self.entry = lru_cache(maxsize=20_000)(self._entry)
        self.candidates = lru_cache(maxsize=20_000)(self._candidates)
        self.contest = lru_cache(maxsize=20_000)(self._contest)
        self.people = lru_cache(maxsize=20_000)(self._people)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return all places of that name, best known first."""
        return tuple(entry for entry, _ in self.candidates(fold(name)))

    def chain(self, entry: Entry) -> tuple[Entry, ...]:
        """Return what holds the place, innermost first: town of a spot, district, province, country.

        Where the place is contested, areas that one side files it under are left out.
        """
        town = self._town_of(entry)
        inner, country = town or entry, self.country(entry)
        areas = [self.entry(k) for k in (inner.district, inner.province) if k is not None and k != entry.key]
        around = [*([town] if town else []), *(a for a in areas if self.country(a) == country)]
        if country in self.countries and entry.kind != "country":
            around.append(self.countries[country])
        return tuple(around)

    def country(self, entry: Entry, on: str | None = None) -> str | None:
        """Return the ISO3 code of the place's country on a day, None for none or more than one (see `Contest`)."""
        contest = self.contest(entry, on)
        return contest.country(entry) if contest else entry.country

    def is_province(self, key: int) -> bool:
        """True if a key is that of a province of places.bin."""
        return key in range(self._provinces)

    def capital(self, country: str) -> Entry | None:
        """Return the capital of a country (ISO3), None where there is none or it is contested."""
        row = self._capitals.get(country)
        entry = self.entry(row) if row is not None else None
        return entry if entry and self.country(entry) == country else None

    def _contest(self, entry: Entry, on: str | None = None) -> Contest | None:
        return next((c for c in self.contests if c.holds(on) and c.covers(entry)), None)

    def _people(self, word: str) -> Entry | None:
        """Return the place whose people or things a word names: "Norlanders", "Norlandic"."""
        lowered = word.lower()
        of = self.demonyms.get(lowered) or self.demonyms.get(lowered.removesuffix("s"))
        if of is None:
            return None
        return self.countries.get(of) or next(iter(self.find(of)), None)

    def _candidates(self, folded: str) -> tuple[tuple[Entry, float], ...]:
        """Return the places of a folded name with their weights under that name, heaviest first."""
        found = list(self._by_hand.get(folded, ()))
        if postings := self._keys.get(folded.encode("ascii", "ignore")):
            found += [(self.entry(n >> 1), bool(n & 1)) for n in (int(p, 16) for p in postings.split())]
        if folded in self._further:
            name, kind, country = self._further[folded]
            namesakes = (e for e, _ in self.candidates(name))
            found += [(e, True) for e in namesakes if e.kind == kind and e.country == country][:1]
        weights = {e: e.weight + (0.0 if own else OTHER_NAME_WEIGHT) for e, own in found}
        for town in [e for e in weights if e.kind == "town" and e.province is not None]:
            area = next((e for e in weights if e.kind == "province" and e.key == town.province), None)
            if area:  # a town is meant before the province around it
                weights[area] = min(weights[area], weights[town] - TOWN_FIRST)
        return tuple(sorted(weights.items(), key=lambda c: (-c[1], c[0].key)))

    def _entry(self, key: int) -> Entry:
        geonames, lat, lon, people, country, province, district = ROW.unpack_from(
            self._data, HEADER.size + key * ROW.size
        )
        name = self._names.lines(key // BLOCK)[key % BLOCK].decode()
        areas = self._provinces + self._districts
        kind: PlacePrecision = "province" if key < self._provinces else "district" if key < areas else "town"
        around = key if kind == "province" else None if province == NONE else province
        admin1 = name if around == key else None if around is None else self.entry(around).name
        return Entry(
            key=key, name=name, kind=kind, lat=round(lat, 5), lon=round(lon, 5), people=10 ** (people / 25) - 1,
            country=self._codes[country], province=around, district=None if district == NONE else district,
            admin1=admin1, geonames=geonames or None, capital=key in self._capital_rows,
        )  # fmt: skip

    def _town_of(self, entry: Entry) -> Entry | None:
        if not entry.town:
            return None
        towns = (e for e in self.find(entry.town) if e.kind == "town" and distance(e, entry) < 60)
        return min(towns, key=lambda e: (-e.weight, e.key), default=None)

    def _add(self, names: Iterator[str] | list[str], **facts: Any) -> Entry:
        self._written += 1
        entry = Entry(key=-self._written, **facts)
        for n, name in enumerate(names):
            if (folded := fold(name)) and all(e is not entry for e, _ in self._by_hand[folded]):
                self._by_hand[folded].append((entry, n == 0 or entry.kind != "point"))
        return entry

    def _read_countries(self, folder: Path) -> dict[str, str]:
        codes = {}
        for c in _table(folder / "countries.tsv"):
            codes[c["iso2"]] = c["iso3"]
            self.countries[c["iso3"]] = self._add(
                [c["name"], *c["aliases"].split(";")], name=c["name"], kind="country", lat=float(c["lat"]),
                lon=float(c["lon"]), people=float(c["population"]), country=c["iso3"], geonames=int(c["geonames"]),
            )  # fmt: skip
            self.demonyms |= {d.lower(): c["iso3"] for d in c["demonyms"].split(";") if d}
        return codes

    def _read_regions(self, folder: Path) -> None:
        for r in _yaml(folder / "regions.yaml"):
            countries = tuple(r["countries"])
            self._add(
                [r["name"], *r.get("aliases", ())], name=r["name"], kind="region", lat=r["lat"], lon=r["lon"],
                people=r["people"], country=countries[0] if len(countries) == 1 else None, countries=countries,
                geonames=r.get("geonames"),
            )  # fmt: skip

    def _read_spots(self, folder: Path) -> None:
        for s in _table(folder / "spots.tsv"):
            bare, _, namesake = s["name"].partition(", ")
            people = 0 if namesake else SPOT_PEOPLE  # one of many of its name: only with support
            self._add(
                [bare, *filter(None, s["aliases"].split(";"))], name=s["name"], kind="point", lat=float(s["lat"]),
                lon=float(s["lon"]), people=people, country=s["country"], town=s["town"] or None,
            )  # fmt: skip


def distance(one: Entry, other: Entry) -> float:
    """Return the great-circle distance in kilometres."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    across = math.sin(math.radians(one.lon - other.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * across)))


def _table(path: Path) -> Iterator[dict[str, str]]:
    lines = [n for n in path.read_text(encoding="utf8").splitlines() if n and not n.startswith("#")]
    header = lines[0].split("\t")
    return (dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


def _yaml(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, and not built everywhere
    return yaml.load(path.read_text(encoding="utf8"), Loader=loader)


def _contests(folder: Path) -> tuple[Contest, ...]:
    found = []
    for item in _yaml(folder / "contested.yaml"):
        covers = item.pop("covers")
        sets = {k: frozenset(covers.get(k, ())) for k in ("geonames", "regions", "provinces", "filed")}
        item["claimed_by"] = tuple(item["claimed_by"])
        facts: dict[str, Any] = {**item, **sets}
        found.append(Contest(**facts, boxes=tuple(tuple(b) for b in covers.get("boxes", ()))))
    return tuple(found)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, opened once."""
    return Gazetteer()
