"""Integrity of the tables of persons: columns, dates, bodies, names, one holder of an exclusive office at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from sayso.knowledge import registry

ACTORS = Path(registry.__file__).parent / "actors"
FILES = sorted(ACTORS.glob("persons*.tsv"))
COLUMNS = ["id", "name", "aliases", "role", "body", "sector", "country", "start", "end", "basis"]
SECTORS = {"GOV", "MIL", "REB", "PTY", "LEG", "IGO", "PRM", "COP", "SPY", "JUD", "REL", "OPP", "NGO", "BUS", "CRM"}
BODY_PARTS = {"gov", "mil", "cop", "leg", "jud", "people"}
EXCLUSIVE = {
    "president", "prime minister", "king", "queen", "emir", "sultan", "supreme leader", "chancellor",
    "foreign minister", "defence minister", "chief of staff", "chief of army staff", "speaker", "leader",
    "secretary-general", "secretary of state", "secretary of defense", "foreign secretary", "defence secretary", "pope",
    "head of the political bureau",
}  # fmt: skip
# Two who claimed an office at once, or led together.
RIVALS = {
    frozenset({"yahya-jammeh", "adama-barrow"}),
    frozenset({"manuel-marulanda", "jacobo-arenas"}),
}


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a table, without its comments."""
    lines = [x for x in file.read_text(encoding="utf8").splitlines() if x and not x.startswith("#")]
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]


ROWS = [row for file in FILES for row in rows_of(file)]


def ids_in(name: str) -> set[str]:
    """Return the first cells of another table of the folder."""
    lines = (ACTORS / name).read_text(encoding="utf8").splitlines()
    return {x.split("\t")[0] for x in lines if x and not x.startswith("#")} - {"id"}


def label(row: dict[str, str]) -> str:
    """Return what a complaint calls a row."""
    return f"{row['id']}, {row['role']} from {row['start'] or '?'}"


def is_before(a: str, b: str) -> bool:
    """Return True if one date is before another as far as both are given: 2011-11 is not before 2011-11-04."""
    length = min(len(a), len(b))
    return a[:length] < b[:length]


def both_held(rows: list[dict[str, str]]) -> Iterator[frozenset[str]]:
    """Yield the pairs of persons that hold one office on the same day."""
    for a, b in combinations(rows, 2):
        overlap = is_before(a["start"], b["end"] or "9999") and is_before(b["start"], a["end"] or "9999")
        if a["id"] != b["id"] and a["start"] and b["start"] and overlap:
            yield frozenset({a["id"], b["id"]})


def is_day(text: str) -> bool:
    """Return True for an ISO day, month or year that the calendar has."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_row_has_the_columns_and_no_stray_space(file: Path) -> None:
    lines = [x for x in file.read_text(encoding="utf8").splitlines() if x and not x.startswith("#")]
    assert lines[0].split("\t") == COLUMNS
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) == len(COLUMNS), line
        assert cells == [c.strip() for c in cells], line
        assert "" not in cells[2].split("|") or not cells[2], line


def test_required_cells_are_filled() -> None:
    assert [label(r) for r in ROWS if not (r["name"] and r["role"] and r["sector"] and r["basis"])] == []
    assert [r["id"] for r in ROWS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", r["id"])] == []
    assert {r["sector"] for r in ROWS} <= SECTORS


def test_dates_are_iso_and_in_order() -> None:
    assert [label(r) for r in ROWS for d in (r["start"], r["end"]) if d and not is_day(d)] == []
    assert [label(r) for r in ROWS if r["end"] and r["start"] >= r["end"]] == []


def test_no_office_stands_twice() -> None:
    seen = [(r["id"], r["role"], r["body"], r["start"]) for r in ROWS]
    assert [s for s in set(seen) if seen.count(s) > 1] == []


def test_an_id_is_one_person() -> None:
    names = defaultdict(set)
    for row in ROWS:
        names[row["id"]].add(row["name"])
    assert {i: n for i, n in names.items() if len(n) > 1} == {}


def test_an_exclusive_office_has_one_holder_at_a_time() -> None:
    held = defaultdict(list)
    for row in ROWS:
        if row["role"] in EXCLUSIVE and row["body"]:
            held[row["role"], row["body"]].append(row)
    found = [(office, sorted(pair)) for office, rows in held.items() for pair in both_held(rows) if pair not in RIVALS]
    assert found == []


def test_countries_are_states() -> None:
    entries = registry.load_registry().entries
    countries = {o.country for held in registry.load_registry().offices.values() for o in held} - {""}
    assert {c for c in countries if c not in entries or entries[c].kind not in ("state", "territory")} == set()


def test_bodies_are_states_or_groups() -> None:
    bodies = ids_in("groups.tsv") | {f"{s}.{part}" for s in ids_in("states.tsv") for part in BODY_PARTS}
    assert [f"{label(r)}: {r['body']}" for r in ROWS if r["body"] and r["body"] not in bodies] == []


def test_a_strong_name_is_one_persons() -> None:
    persons = defaultdict(set)
    for row in ROWS:
        aliases = row["aliases"].split("|")
        for name in aliases if f"~{row['name']}" in aliases else (row["name"], *aliases):
            if name and name[0] not in "~=":
                persons[name.casefold()].add(row["id"])
    assert {n: sorted(p) for n, p in persons.items() if len(p) > 1} == {}


def test_the_registry_takes_the_tables() -> None:
    loaded = registry.load_registry()
    assert {r["id"] for r in ROWS} - set(loaded.entries) == set()
    assert sum(map(len, loaded.offices.values())) == len(ROWS)


@pytest.mark.parametrize(
    ("name", "day", "role"),
    [("Bashar al-Assad", "2013-08-21", "president"), ("Bashar Assad", "2024-12-07", "president"),
     ("Rabin", "1995-11-03", "prime minister"), ("Qassem Soleimani", "2019-06-01", "commander of the Quds Force"),
     ("Erdogan", "2010-01-01", "prime minister"), ("Erdoğan", "2020-01-01", "president"),
     ("Yahya Sinwar", "2023-10-07", "leader in Gaza"), ("Hemedti", "2023-04-15", "commander"),
     ("Ahmed al-Sharaa", "2016-01-01", "leader"), ("Ahmed al-Sharaa", "2025-03-01", "president")],
)  # fmt: skip
def test_who_held_what(name: str, day: str, role: str) -> None:
    loaded = registry.load_registry()
    assert [e.kind for e in loaded.find(name, day)] == ["person"]
    assert role in {o.role for e in loaded.find(name, day) for o in loaded.roles_of(e.id, day)}


@pytest.mark.parametrize(
    ("name", "day"),
    [("Bashar al-Assad", "2024-12-08"), ("Hosni Mubarak", "2011-02-11"), ("Yitzhak Rabin", "1995-11-04"),
     ("Yahya Sinwar", "2024-11-01"), ("Benny Gantz", "2024-01-01")],
)  # fmt: skip
def test_who_held_nothing_any_more(name: str, day: str) -> None:
    loaded = registry.load_registry()
    assert [o.role for e in loaded.find(name) for o in loaded.roles_of(e.id, day)] == []
