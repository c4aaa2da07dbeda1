"""`sayso actors` as a user types it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.knowledge.fingerprint import fingerprint
from sayso.knowledge.overlay import COLUMNS
from sayso.knowledge.registry import load_registry

HEADER = ",".join(COLUMNS) + "\n"
GOOD = "oda,Mira Oda,,person,NORGOV,nor,minister,nor.gov,2010,2014-06-01,invented\n"
BAD = "roe,Ana Roe,,person,,atl,minister,,,,\n"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SAYSO_ACTORS", str(tmp_path / "own" / "actors.csv"))
    load_registry.cache_clear()
    fingerprint.cache_clear()
    yield tmp_path / "own" / "actors.csv"
    load_registry.cache_clear()
    fingerprint.cache_clear()


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["actors", *arguments])
    return result.exit_code, result.stdout, result.stderr


def csv_of(folder: Path, rows: str) -> str:
    (folder / "new.csv").write_text(HEADER + rows)
    return str(folder / "new.csv")


def test_find_shows_the_roles_of_the_day_first() -> None:
    code, out, _ = run("find", "Erdogan", "--on", "2010-01-01")
    heading, first, *others = out.splitlines()
    assert code == 0 and heading.split()[:4] == ["id", "name", "kind", "code"]
    assert "prime minister" in first and first.endswith("yes") and others and all(o.endswith("no") for o in others)
    assert first.index("prime minister") == heading.index("role")


def test_find_as_json() -> None:
    code, out, _ = run("find", "assad", "--on", "2005-01-01", "--json")
    found = {f["id"]: f for f in json.loads(out)["found"]}
    assert code == 0 and found.keys() >= {"bashar-al-assad", "hafez-al-assad"}
    assert [r["role"] for r in found["bashar-al-assad"]["roles"]] == ["president"]
    assert found["hafez-al-assad"]["roles"] == [] and found["hafez-al-assad"]["other_roles"]
    assert found["bashar-al-assad"]["match"]["weak"] is True


def test_find_groups_states_bodies_ids_and_surnames() -> None:
    for name, id_ in [("hamas", "hamas"), ("norway", "nor"), ("Military of Norway", "nor.mil"), ("nor.gov", "nor.gov"),
                      ("Guterres", "antonio-guterres"), ("the Netherlands", "nld")]:  # fmt: skip
        assert id_ in {f["id"] for f in json.loads(run("find", name, "--json")[1])["found"]}, name


def test_find_nothing_names_the_nearest() -> None:
    code, out, _ = run("find", "Angela Merkl")
    assert code == 1 and "nobody of the name 'Angela Merkl'" in out and "Angela Merkel" in out
    assert run("find", "qqqqzzzz" * 999)[0] == 1
    assert json.loads(run("find", "Angela Merkl", "--json")[1])["nearest"][0] == "Angela Merkel"


@pytest.mark.parametrize("day", ["2021", "May 1", "2021-02-30"])
def test_find_wants_a_day(day: str) -> None:
    code, _, err = run("find", "Hamas", "--on", day)
    assert code == 2 and day in err


def test_check_of_what_ships_has_no_error() -> None:
    code, out, _ = run("check")
    assert code == 0 and " 0 errors" in out.splitlines()[-1] and not [x for x in out.splitlines() if x[:5] == "error"]


def test_check_tells_what_is_wrong_in_the_users_own(own: Path) -> None:
    own.parent.mkdir()
    own.write_text(
        HEADER + BAD + "z,Zed,Hamas Two,armed group,NORREB,nor,,,,,\ny,Yod,Hamas Two,party,NORPTY,nor,,,,,\n"
    )
    code, out, _ = run("check")
    assert code == 1 and f"{own}, line 2: no country 'atl'" in out and "'hamas two' names two actors" in out


def test_import_adds_and_the_fingerprint_changes(tmp_path: Path, own: Path) -> None:
    before = fingerprint()
    code, out, err = run("import", csv_of(tmp_path, GOOD))
    assert (code, err) == (0, "") and "1 rows of 1 actors" in out and own.exists()
    assert fingerprint() != before
    assert run("find", "Mira Oda", "--on", "2012-01-01")[1].count("yes") == 1
    run("import", csv_of(tmp_path, GOOD.replace("2014-06-01", "2015-06-01")))
    assert own.read_text().count("oda") == 1 and "2015-06-01" in own.read_text()


def test_import_writes_nothing_if_a_row_is_broken(tmp_path: Path, own: Path) -> None:
    code, out, err = run("import", csv_of(tmp_path, GOOD + BAD))
    assert code == 1 and out == "" and "new.csv, line 3: no country 'atl'" in err and not own.exists()
    code, out, err = run("import", csv_of(tmp_path, GOOD + BAD), "--skip-bad")
    assert code == 0 and "1 left out" in out and "line 3" in err and "roe" not in own.read_text()


def test_import_elsewhere_and_on_top_of_earlier_rows(tmp_path: Path, own: Path) -> None:
    into = tmp_path / "other.csv"
    run("import", csv_of(tmp_path, "hb,Harbour Brigade,,armed group,NORREB,nor,,,,,\n"), "--into", str(into))
    code, *_ = run("import", csv_of(tmp_path, "oda,Mira Oda,,person,,nor,leader,hb,,,\n"), "--into", str(into))
    assert code == 0 and not own.exists() and len(into.read_text().splitlines()) == 3
    code, _, err = run("import", csv_of(tmp_path, "oda,Other Name,,person,,nor,x,,,,\n"), "--into", str(into))
    assert code == 1 and "another name" in err and len(into.read_text().splitlines()) == 3


def test_import_of_what_is_no_csv(tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", str(tmp_path / "none.csv"))[0] == 1
    assert run("import", csv_of(tmp_path, ""))[0] == 1
    monkeypatch.setenv("SAYSO_ACTORS", "")
    code, _, err = run("import", csv_of(tmp_path, GOOD))
    assert code == 2 and "nowhere to write" in err
