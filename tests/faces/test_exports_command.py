"""`sayso export`: a ledger and a filter -> a file with what it is beside it; corrections go back into the ledger."""

from __future__ import annotations

import copy
import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.faces.cli import app
from sayso.faces.exports import LEDGER_EXPORTS
from sayso.ledger import record
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from sayso.model import Reading
from tests.faces.views import BRIGADE, TEXT, claim, dead, person
from tests.make import report


def entry(outlet: str, published: str, text: str = TEXT, **fields: object) -> Entry:
    made = report(text, published=published, outlet=outlet)
    return Entry(reading=Reading(report=made, claims=(claim(report=made.id, **fields),)))


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    where = str(tmp_path / "ledger.db")
    later = TEXT.replace("attacked  ", "attacked") + " Three were killed, the mayor said."
    record.add(open_ledger(where), [
        entry("Coast Wire", "2024-03-12", figures=(dead(3),), actors=(person("Ana Ruiz"),)),
        entry("Ostra Post", "2024-03-13", later, figures=(dead(5),), actors=(person("Ana Ruiz"),)),
        entry("Ostra Post", "2024-05-02", "The Harbour Brigade attacked a post.", actors=(BRIGADE,), when=None, where=()),
    ])  # fmt: skip
    return where


def export(*words: str) -> Result:
    return CliRunner().invoke(app, ["export", *words])


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_every_format_is_written_with_what_it_is_beside_it(name: str, ledger: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{LEDGER_EXPORTS[name].ending}"
    result = export(name, "--ledger", ledger, "--out", str(out), "--type", "ASSAULT", "--rule", "lowest")
    assert (result.exit_code, result.output) == (0, "")
    assert out.stat().st_size > 0
    about = json.loads(out.with_name(out.name + ".about.json").read_text())
    assert (about["format"], about["query"], about["rule_for_points"]) == (name, "type=ASSAULT", "lowest reported")
    assert about["ledger"].startswith("tables ")
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_a_filter_chooses_events_and_standard_output_has_them(ledger: str) -> None:
    all_rows, some = (list(csv.DictReader(export("csv", "--ledger", ledger, "--bare", *words).stdout.splitlines()))
                      for words in ((), ("--until", "2024-03-31")))  # fmt: skip
    assert (len(all_rows), len(some)) == (3, 2)
    assert all(r["sentence"].startswith("The army attacked villagers") for r in some)


def test_persons_are_masked(ledger: str) -> None:
    assert "Ruiz" in export("csv", "--ledger", ledger).stdout
    assert "Ruiz" not in export("csv", "--ledger", ledger, "--mask-persons").stdout


def test_what_cannot_be_ends_in_one_line(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "tasks.json"
    out.write_text("kept")
    result = export("label-studio", "--ledger", ledger, "--mask-persons", "--out", str(out))
    assert result.exit_code == 1
    assert result.output.startswith("sayso: label-studio shows sentences")
    assert out.read_text() == "kept"
    assert export("csv", "--ledger", str(tmp_path / "none.db")).exit_code == 2


def test_a_correction_made_in_label_studio_comes_back(ledger: str, tmp_path: Path) -> None:
    tasks = json.loads(export("label-studio", "--ledger", ledger, "--since", "2024-04-01").stdout)
    task = tasks[0]
    result = [r for r in task["predictions"][0]["result"] if r["from_name"] != "mode"]
    result.append({"from_name": "mode", "to_name": "text", "type": "choices", "value": {"choices": ["drone"]}})
    file = tmp_path / "export.json"
    lost = copy.deepcopy(task)
    lost["data"]["claim"]["id"] = "0" * 20
    odd = [r | {"value": {"choices": ["march"]}} if r["from_name"] == "mode" else r for r in result]
    file.write_text(json.dumps([task | {"annotations": [{"result": result}]}, {"id": 2, "data": {}, "annotations": [{}]},
                                *(t | {"annotations": [{"result": odd}]} for t in (lost, task))]))  # fmt: skip
    load = ["judge", "load", str(file), "--ledger", ledger, "--by", "Ana"]
    loaded = CliRunner().invoke(app, load)
    assert (loaded.exit_code, loaded.stdout[:13]) == (1, "1 judgements "), loaded.output
    unplaced = loaded.stderr.splitlines()
    assert [line[:13] for line in unplaced] == ["sayso: task 2", "sayso: task 3", "sayso: task 4"]
    assert f"no claim {'0' * 20}" in unplaced[1]
    assert "ASSAULT has no mode 'march'" in unplaced[2]
    assert "0 judgements" in (again := CliRunner().invoke(app, load).stdout)
    assert "1 stood already" in again
    rows = list(csv.DictReader(export("csv", "--ledger", ledger, "--bare", "--mode", "drone").stdout.splitlines()))
    assert [(r["mode"], r["corrected"]) for r in rows] == [("drone", "mode")]
