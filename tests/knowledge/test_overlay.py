"""A user's own actors: which rows are taken, what is said of the others, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.knowledge.fingerprint import fingerprint
from sayso.knowledge.overlay import COLUMNS, Row, merged, overlay_file, read_rows, write_rows
from sayso.knowledge.registry import Registry, known_of, load_registry, shipped

HEADER = ",".join(COLUMNS) + "\n"
KNOWN = known_of(shipped())


@pytest.fixture(autouse=True)
def uncached() -> Iterator[None]:
    yield
    load_registry.cache_clear()
    fingerprint.cache_clear()


def csv_of(folder: Path, text: str) -> Path:
    file = folder / "mine.csv"
    file.write_text(text, encoding="utf8")
    return file


def laid_over(folder: Path, rows: str) -> Registry:
    return load_registry(csv_of(folder, HEADER + rows))


def test_where_the_users_own_file_is(tmp_path: Path) -> None:
    assert overlay_file({"SAYSO_ACTORS": "/a/b.csv", "XDG_DATA_HOME": "/x"}) == Path("/a/b.csv")
    assert overlay_file({"SAYSO_ACTORS": ""}) is None
    assert overlay_file({"XDG_DATA_HOME": "/x"}) == Path("/x/sayso/actors.csv")
    assert overlay_file({"HOME": "/h"}) == Path("/h/.local/share/sayso/actors.csv")


def test_own_actors_are_found(tmp_path: Path) -> None:
    registry = laid_over(
        tmp_path,
        "harbour,Harbour Brigade,HB|~Brigade,armed group,NORREB,NOR,,,2001,2009-05-01,invented\n"
        "oda,Mira Oda,,person,,nor,leader,harbour,2002,2004,invented\n"
        "oda,Mira Oda,,person,NORGOV,nor,minister,nor.gov,2010,,invented\n",
    )
    assert registry.problems == ()
    assert [e.id for e in registry.find("HB", "2003-01-01")] == ["harbour"] and not registry.find("HB", "2009-05-01")
    assert [(o.role, o.sector) for o in registry.roles_of("oda")] == [("minister", "GOV"), ("leader", "REB")]
    assert "oda" in registry.surnames["oda"]


def test_a_known_id_gets_roles_and_aliases_and_keeps_its_name(tmp_path: Path) -> None:
    registry = laid_over(tmp_path, "joe-biden,Somebody Else,The Tall One,,,,harbour master,,2030,,invented\n")
    assert registry.entries["joe-biden"].name == "Joe Biden"
    assert [e.id for e in registry.find("The Tall One")] == ["joe-biden"] == [e.id for e in registry.find("Biden")]
    assert "harbour master" in {o.role for o in registry.roles_of("joe-biden", "2031-01-01")}
    assert shipped().roles_of("joe-biden", "2031-01-01") == ()


def test_an_alias_of_the_overlay_wins_in_its_years(tmp_path: Path) -> None:
    assert [e.id for e in shipped().find("Hamas", "2014-01-01")] == ["hamas"]
    registry = laid_over(tmp_path, "ours,Our Hamas,Hamas,armed group,PSEREB,pse,,,2010,,x\n")
    assert [e.id for e in registry.find("Hamas", "2014-01-01")] == ["ours"]
    assert [e.id for e in registry.find("Islamic Resistance Movement")] == ["hamas"]
    load_registry.cache_clear()
    weak = laid_over(tmp_path, "ours,Our Hamas,~Hamas,armed group,PSEREB,pse,,,2010,,x\n")
    assert {e.id for e in weak.find("Hamas", "2014-01-01")} == {"hamas", "ours"}


def test_broken_rows_are_left_out_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    registry = laid_over(tmp_path, "x,X Oda,,person,,atl,minister,,,,\nroe,Y Roe,,person,,nor,minister,,,,\n")
    assert "roe" in registry.entries and "x" not in registry.entries
    assert "line 2: no country 'atl'" in registry.problems[0] and "line 2" in caplog.text


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",X Oda,,person,,,,,,,", "no id"), ("X!,X Oda,,person,,,,,,,", "small letters"),
        ("x.gov,X,,government,,,,,,,", "small letters"), ("x,,,person,,,,,,,", "no name"),
        ("x,X Oda,,wizard,,,,,,,", "no kind 'wizard'"), ("x,X Oda,,person,gov,,,,,,", "three capitals"),
        ("x,X Oda,,person,NORXYZ,nor,,,,,", "no sector or country XYZ"), ("x,X Oda,,person,,atl,,,,,", "no country"),
        ("x,X Oda,,person,,nor,minister,nope,,,", "no body 'nope'"), ("x,X Oda,,person,,nor,,nor.gov,,,", "without a role"),
        ("x,X Oda,,person,,nor,minister,,2001-13,,", "no date"), ("x,X Oda,,person,,nor,minister,,2001,1999,", "not before"),
        ("x,X Band,,party,,nor,leader,,,,", "only persons"), ("hamas,Hamas,,person,,,,,,,", "is of kind armed group"),
        ("x,X\x07 Oda,,person,,,,,,,", "control character"), (f"x,{'X' * 3000},,person,,,,,,,", "2000 characters"),
    ],
)  # fmt: skip
def test_reasons(tmp_path: Path, row: str, reason: str) -> None:
    rows, faults = read_rows(csv_of(tmp_path, HEADER + row + "\n"), KNOWN)
    assert rows == [] and [f.line for f in faults] == [2]
    assert reason in str(faults[0]) and "mine.csv, line 2: " in str(faults[0])


def test_a_role_in_a_body_that_fell_out_falls_out_too(tmp_path: Path) -> None:
    rows, faults = read_rows(
        csv_of(tmp_path, HEADER + "b,B Band,,wizards,,,,,,,\nx,X Oda,,person,,nor,leader,b,,,\n"), KNOWN
    )
    assert rows == [] and [f.line for f in faults] == [2, 3]


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", 'id,name,kind\n"x\n', HEADER[:10]])
def test_no_table_is_one_fault(tmp_path: Path, text: str) -> None:
    rows, faults = read_rows(csv_of(tmp_path, text), KNOWN)
    assert rows == [] and len(faults) == 1 and str(faults[0])


def test_unreadable_files_are_one_fault(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"id,name\nx,\xff\n")
    assert "not UTF-8" in str(read_rows(tmp_path / "latin.csv", KNOWN)[1][0])
    assert "No such file" in str(read_rows(tmp_path / "none.csv", KNOWN)[1][0])


WIKIDATA = "person,personLabel,positionLabel,start,end,countryCode\n"


def test_wikidata_rows(tmp_path: Path) -> None:
    text = (
        "http://www.wikidata.org/entity/Q1,Mira Oda,President of Norland,2001-02-03T00:00:00Z,2005-06,NOR\n"
        "http://www.wikidata.org/entity/Q2,Tam Venn,member of the Storting,http://www.wikidata.org/.well-known/genid/1,,NOR\n"
        "http://www.wikidata.org/entity/Q6279,Joe Biden,President of the United States,2021-01-20,2025-01-20,USA\n"
        "http://www.wikidata.org/entity/Q7,Joe Biden,mayor of Tarn,2001,,NOR\n"
    )
    rows, faults = read_rows(csv_of(tmp_path, WIKIDATA + text), KNOWN)
    assert faults == []
    assert rows[0] == Row("q1", "Mira Oda", "", "person", "GOV", "nor", "president", "nor.gov", "2001-02-03", "2005-06",
                          "Wikidata Q1")  # fmt: skip
    assert (rows[1].role, rows[1].body, rows[1].code, rows[1].start) == ("member of the Storting", "", "", "")
    assert (rows[2].id, rows[2].body) == ("joe-biden", "usa.gov")
    assert rows[3].id == "q7"


def test_wikidata_rows_without_a_person_or_state(tmp_path: Path) -> None:
    text = "_:b0,Mira Oda,mayor,2001,,NOR\nhttp://www.wikidata.org/entity/Q1,Mira Oda,mayor,2001,,XYZ\n"
    _, faults = read_rows(csv_of(tmp_path, WIKIDATA + text), KNOWN)
    assert [f.reason for f in faults] == ["no id", "no country 'XYZ'"]


def test_newer_rows_replace_older_ones_and_writing_keeps_them(tmp_path: Path) -> None:
    old, new = Row("x", "X Oda", role="a", start="2001"), Row("x", "X Oda", role="a", start="2001", end="2002")
    assert merged([old], [new]) == [new] and len(merged([old], [Row("x", "X Oda", role="b")])) == 2
    row = Row("x", 'X "Y", Oda', "A|B", "person", "GOV", "nor", "minister", "nor.gov", "2001", "", "é")
    write_rows([row], tmp_path / "new" / "a.csv")
    assert read_rows(tmp_path / "new" / "a.csv", KNOWN) == ([row], [])
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["a.csv"]


def test_the_fingerprint_follows_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    monkeypatch.setenv("SAYSO_ACTORS", str(file))
    seen = set()
    for text in (None, HEADER, HEADER + "x,X Oda,,person,,,,,,,\n"):
        if text is not None:
            file.write_text(text)
        fingerprint.cache_clear()
        seen.add(fingerprint())
    monkeypatch.setenv("SAYSO_ACTORS", "")
    fingerprint.cache_clear()
    assert len(seen) == 3 and fingerprint() in seen


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list('ab,"\n\r\t;|~=\x00é😀-1.')), max_size=200))
def test_any_text_is_rows_or_faults(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_bytes((HEADER + text).encode("utf8"))
    rows, faults = read_rows(file, KNOWN)
    assert all(r.id and r.kind for r in rows) and all(f.line for f in faults)
    load_registry(file)
