"""The registry's tables, each row tried; and the rules of its look-up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso.knowledge.actor_checks import check
from sayso.knowledge.registry import Registry, _table, load_registry
from sayso.knowledge.roles import load_roles
from sayso.knowledge.surnames import surnames_of

STATES = list(_table(Path(load_registry.__wrapped__.__code__.co_filename).parent / "actors" / "states.tsv"))
SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "NGO",
}  # fmt: skip


@pytest.fixture
def registry() -> Registry:
    return load_registry()


@pytest.fixture
def overlaid(tmp_path: Path) -> Registry:
    (tmp_path / "groups.tsv").write_text(
        "id\tname\tkind\tcode\taliases\tcountry\tstart\tend\tbasis\n"
        "# invented\n"
        "harbour\tHarbour Brigade\tarmed group\tNORREB\tHB|al-Marfa\tnor\t2001-01-01\t\tinvented\n"
    )
    (tmp_path / "persons.tsv").write_text(
        "id\tname\taliases\trole\tbody\tsector\tcountry\tstart\tend\tbasis\n"
        "oda\tMira Oda\tM. Oda\tminister\tnor.gov\tGOV\tnor\t2010-01-01\t2014-06-01\tinvented\n"
        "oda\tMira Oda\t\tchair\tharbour\tREB\tnor\t2014-01-01\t\tinvented\n"
    )
    (tmp_path / "states.tsv").write_text(
        "id\tkind\tname\tcode\taliases\tadjectives\tpeoples\tcapital\tseats\tforces\tpolice\tparliament\tnote\n"
        "norl\tstate\tNorland\tNRL\t\tNorlandic\tNorlanders\tTarn\t\t\t\t\t\n"
    )
    return load_registry(tmp_path)


def test_the_tables_are_sound(registry: Registry) -> None:
    assert [str(f) for f in check(registry) if f.level == "error"] == []


@pytest.mark.parametrize("row", STATES, ids=lambda r: r["id"])
def test_every_name_of_a_state_leads_to_it(registry: Registry, row: dict[str, str]) -> None:
    columns = ("aliases", "adjectives", "peoples", "capital", "seats", "forces", "police", "parliament")
    names = [row["name"], *(n for c in columns for n in row[c].split("|") if n)]
    for name in names:
        assert row["id"] in {e.country for e in registry.find(name.lstrip("~"))}, name
    assert len(row) == 13 and row["kind"] in ("state", "territory")


@pytest.mark.parametrize("row", STATES, ids=lambda r: r["id"])
def test_every_state_has_its_bodies(registry: Registry, row: dict[str, str]) -> None:
    codes = {part: registry.entries[f"{row['id']}.{part}"].code for part in ("gov", "mil", "cop", "leg", "people")}
    assert codes == {p: row["code"] + s for p, s in zip(codes, ("GOV", "MIL", "COP", "LEG", "CVL"), strict=True)}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("US", {"usa"}), ("us", set()), ("U.S.", {"usa"}), ("usa", set()), ("ISRAEL", {"isr"}), ("chad", set()),
        ("Kremlin", {"rus.gov"}), ("kremlin", set()), ("IDF", {"isr.mil"}), ("idf", set()), ("Knesset", {"isr.leg"}),
        ("Côte d’Ivoire", {"civ"}), ("Nigerian", {"nga"}), ("Nigerien", {"ner"}), ("Korea", {"prk", "kor"}),
        ("Dominican", {"dom", "dma"}), ("Norland", set()), ("", set()), ("Government of the Netherlands", {"nld.gov"}),
        ("the Netherlands", {"nld"}), ("South Sudanese", {"ssd", "ssd.people"}),
    ],
)  # fmt: skip
def test_find(registry: Registry, name: str, ids: set[str]) -> None:
    assert {e.id for e in registry.find(name)} == ids


def test_ends_are_exclusive_and_overlaps_all_returned(overlaid: Registry) -> None:
    assert [o.role for o in overlaid.roles_of("oda", "2014-03-01")] == ["chair", "minister"]
    assert [o.role for o in overlaid.roles_of("oda", "2014-06-01")] == ["chair"]
    assert overlaid.roles_of("oda", "2009-12-31") == ()
    assert overlaid.find("Harbour Brigade", "2000-12-31") == ()
    assert [e.id for e in overlaid.find("Al-Marfa", "2001-01-01")] == ["harbour"]
    assert overlaid.find("hb") == ()


def test_overlay_adds_states(overlaid: Registry) -> None:
    assert [e.id for e in overlaid.find("Norlandic")] == ["norl"]
    assert check(overlaid) == check(load_registry())


def test_check_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "groups.tsv").write_text(
        "id\tname\tkind\tcode\taliases\tcountry\tstart\tend\tbasis\n"
        "x\tNorway\tparty\tno\t\tnor\t2002\t2001\t\n"
        "y\tX Party\tparty\tNOR\t\tnor\t\t\t\ny\tX Party\tparty\tNOR\t\tnor\t\t\t\n"
    )
    faults = "; ".join(f.what for f in check(load_registry(tmp_path)) if f.level == "error")
    assert "stands twice" in faults and "code 'no'" in faults and "starts 2002 and ends 2001" in faults


PERSONS = "id\tname\taliases\trole\tbody\tsector\tcountry\tstart\tend\tbasis\n"


@pytest.mark.parametrize(
    ("rows", "level", "fault"),
    [
        ("a\tA Oda\t\tpresident\tnor.gov\tGOV\tnor\t2001\t2005\t\nb\tB Roe\t\tpresident\tnor.gov\tGOV\tnor\t2004\t\t\n",
         "error", "president of nor.gov: both"),
        ("a\tA Oda\t\tenvoy\tnor.gov\tGOV\tnor\t2001\t2005\t\na\tA Oda\t\tenvoy\tnor.gov\tGOV\tnor\t2004\t\t\n",
         "error", "overlaps with that from 2004"),
        ("a\tA Oda\t\tpresident\tnor.gov\tGOV\tnor\t2001\t\t\nb\tB Roe\t\tacting president\tnor.gov\tGOV\tnor\t2004\t\t\n",
         "warning", "b, acting president from 2004 beside a"),
        ("a\tA Oda\t\tleader\tnowhere\tREB\tnor\t2001\t\t\n", "error", "no body 'nowhere'"),
        ("a\tA Oda\t\tleader\tnor.gov\tXXX\tnor\t2001\t\t\n", "error", "no sector 'XXX'"),
        ("a\tA Oda\t\tleader\tnor.gov\tGOV\tatlantis\t2001\t\t\n", "error", "no country 'atlantis'"),
        ("a\tA Oda\t\tleader\tnor.gov\tGOV\tnor\t2001-02-30\t\t\n", "error", "'2001-02-30' is no date"),
        ("a\t\t\tleader\tnor.gov\tGOV\tnor\t2001\t\t\n", "error", "a: no name"),
        ("a\tA Oda\t\t\tnor.gov\tGOV\tnor\t2001\t\t\n", "error", "without a role"),
        ("a\tA Oda\tOd\tx\tnor.gov\tGOV\tnor\t\t\t\nb\tB Oda\tOd\ty\tnor.gov\tGOV\tnor\t\t\t\n", "error", "'od' names two"),
        ("a\tA Oda\t~Od\tx\tnor.gov\tGOV\tnor\t\t\t\nb\tB Oda\t~Od\ty\tnor.gov\tGOV\tnor\t\t\t\n", "warning", "'od' ambiguous"),
        ("a\tA Oda\t\tleader\tfarc\tREB\tcol\t2015\t2020\t\n", "warning", "farc ended 2017-06-27"),
    ],
)  # fmt: skip
def test_check_says_what_is_wrong(tmp_path: Path, rows: str, level: str, fault: str) -> None:
    (tmp_path / "persons.tsv").write_text(PERSONS + rows)
    found = [f for f in check(load_registry(tmp_path)) if fault in f.what]
    assert [f.level for f in found] == [level]


@pytest.mark.parametrize(
    ("name", "marked", "surnames"),
    [("Mira Oda", (), {"oda"}), ("Kim Jong-un", ("Kim",), {"kim"}), ("Rui Conceição", (), {"conceição", "conceicao"}),
     ("Tam al-Venn", (), {"venn"}), ("Bram Venn Jr.", (), {"venn"}), ("Otto IV", (), set()), ("Ana Sa'ar", (), {"sa'ar"})],
)  # fmt: skip
def test_surnames(name: str, marked: tuple[str, ...], surnames: set[str]) -> None:
    assert surnames_of(name, marked) == surnames


@pytest.mark.parametrize(
    ("name", "country", "surnames"),
    [("Kim Zo-min", "kor", {"kim"}), ("Wu Lanfen", "chn", {"wu"}), ("Oda Mei-ling", "twn", {"oda"}),
     ("Mira Wu", "twn", {"wu"}), ("Dawit Oda", "eth", {"dawit"}), ("Oda Min Tun", "mmr", set()),
     ("Tran Van Oda", "vnm", {"oda"}), ("Tarn bin Oda", "sau", set()), ("Tarn bin Oda Al Venn", "qat", {"venn"}),
     ("Sidi Ould Oda", "mrt", set()), ("Oda", "tha", {"oda"}), ("Rui Oda Roe", "prt", {"roe"})],
)  # fmt: skip
def test_surnames_follow_the_naming_tradition(name: str, country: str, surnames: set[str]) -> None:
    assert surnames_of(name, (), country) == surnames


def test_family_names_come_first_where_they_do(registry: Registry) -> None:
    assert "xi-jinping" in registry.surnames["xi"] and "jinping" not in registry.surnames
    assert {"kim-jong-un", "kim-jong-il"} <= set(registry.surnames["kim"]) and "un" not in registry.surnames
    assert registry.surnames["sanchez"] == registry.surnames["sánchez"]


def test_loads_quickly() -> None:
    took = []
    for _ in range(5):
        load_registry.cache_clear()
        start = time.process_time()
        load_registry()
        took.append(time.process_time() - start)
    assert min(took) < 0.2  # 60 ms are the budget of a quiet machine


def test_roles_are_plover_sectors_and_hold_no_loaded_word() -> None:
    roles = load_roles()
    assert {r.sector for r in roles.nouns.values()} <= SECTORS
    assert not set(roles.nouns) & set(roles.loaded)
    assert not set(roles.belonging) & set(roles.loaded)
