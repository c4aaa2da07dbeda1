"""The table of organisations: each row whole, neutral in its names, and found by them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.knowledge.overlay import CODE
from sayso.knowledge.registry import Registry, _table, load_registry

FILE = Path(load_registry.__wrapped__.__code__.co_filename).parent / "actors" / "groups.tsv"
ROWS = list(_table(FILE))
KINDS = {
    "armed group", "party", "intergovernmental organisation", "non-governmental organisation", "parliament", "force",
    "media", "union", "religious body", "company",
}  # fmt: skip
DAY = re.compile(r"|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
JUDGING = re.compile(
    r"terroris|extremis|radical islam|fanatic|\bthug|bandit|mercenar|\bregime|\bjunta|puppet|so-called"
)
STATE_BODY = "Counter Terrorism Service (Iraq)"  # a proper name


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_there_are_enough_and_each_stands_once() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids)) >= 150


def test_columns_are_as_documented() -> None:
    for row in ROWS:
        assert len(row) == 9, row["id"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["code"] and CODE.fullmatch(row["code"]), row["id"]
        assert DAY.fullmatch(row["start"]) and DAY.fullmatch(row["end"]), row["id"]
        assert not (row["start"] and row["end"]) or row["start"] < row["end"], row["id"]


def test_countries_are_states_and_begin_the_code(registry: Registry) -> None:
    for row in ROWS:
        country = row["country"]
        assert not country or registry.entries[country].kind in ("state", "territory"), row["id"]
        if country and row["code"][:3] not in ("IGO", "NGO", "IMG", "MNC"):
            assert row["code"].startswith(registry.entries[country].code[:3]), row["id"]
        if row["kind"] == "intergovernmental organisation":
            assert row["code"].startswith("IGO") and not country, row["id"]


def test_names_and_notes_do_not_judge() -> None:
    for row in ROWS:
        if row["name"] != STATE_BODY:
            assert not JUDGING.search(f"{row['id']} {row['name']} {row['basis']}".lower()), row["id"]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["id"])
def test_every_name_leads_to_its_row(registry: Registry, row: dict[str, str]) -> None:
    for name in [row["name"], *(a for a in row["aliases"].split("|") if a)]:
        assert row["id"] in {e.id for e in registry.find(name.lstrip("~"))}, name


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("Hamas", "2014-07-20", "hamas"), ("al-Shabaab", "2013-09-21", "al-shabaab"),
        ("FMLN", "1989-11-11", "fmln-armed"),
        ("FMLN", "2010-01-01", "fmln"), ("UN", "1995-07-11", "un"), ("Sendero Luminoso", "1990-01-01", "shining-path"),
        ("Taliban", "2009-01-01", "taliban"), ("Taliban", "2022-01-01", "taliban-government"),
        ("Red Cross", "2000-01-01", "international-red-cross-and-red-crescent-movement"), ("Reuters", None, "reuters"),
    ],
)  # fmt: skip
def test_names_lead_to_the_phase_of_the_day(registry: Registry, name: str, on: str | None, found: str) -> None:
    assert [e.id for e in registry.find(name, on)] == [found]


def test_common_words_name_nobody(registry: Registry) -> None:
    words = ("hamas", "Amnesty", "isis", "who", "guardian", "contra", "Congress party leader", "17 November", "model")
    assert not [w for w in words if registry.find(w)]
