"""The command as a user types it: what it prints, how it ends."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.faces.cli import app
from sayso.faces.exports.csv_rows import COLUMNS
from sayso.faces.incident_table import incident_table

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "threat.txt")
run = CliRunner().invoke


def test_piped_output_is_json_lines() -> None:
    result = run(app, ["read", EXAMPLE, "--published", "2024-03-06"])
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records[0]["record"] == "report"
    assert {r["record"] for r in records} == {"report", "statement", "claim"}


def test_a_table_says_what_who_and_on_whose_say_so() -> None:
    result = run(app, ["read", EXAMPLE, "--published", "2024-03-06", "--format", "table", "--evidence"])
    assert "THREATEN" in result.stdout
    assert "threatened" in result.stdout
    assert "confidence" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_holds_report_statements_and_claims() -> None:
    result = run(app, ["read", EXAMPLE, "--format", "json"])
    assert json.loads(result.stdout).keys() == {"report", "statements", "claims"}


def test_incidents_are_one_line_each_and_a_table_on_a_terminal() -> None:
    result = run(app, ["read", EXAMPLE, "--format", "incidents"])
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records[0]["record"] == "report"
    assert {r["record"] for r in records[1:]} <= {"incident"}
    reading = sayso.read_text("Gunmen killed two farmers in Tarn. Police blamed Hamas for the attack.")
    table = incident_table(reading, evidence=True)
    assert "suspected" in table
    assert "killed, 2" in table


def test_csv_has_one_header_for_all_reports() -> None:
    result = run(app, ["read", EXAMPLE, EXAMPLE, "--format", "csv"])
    rows = list(csv.reader(result.stdout.splitlines()))
    assert rows[0] == list(COLUMNS)
    assert sum(row == list(COLUMNS) for row in rows) == 1
    assert all(len(row) == len(COLUMNS) for row in rows)


@pytest.mark.parametrize(
    ("name", "content", "arguments", "reason"),
    [("missing.txt", None, [], "no such file"), ("empty.txt", b"", [], "empty"), ("blank.txt", b" \n ", [], "empty"),
     ("binary.txt", b"\x7fELF\x00\x01\x02\x00", [], "not a text"),
     ("report.txt", b"Gunmen stormed a post near Tarn.", ["--published", "May 32"], "May 32"),
     ("deutsch.txt", ("Die Regierung hat am Montag mitgeteilt, dass bei dem Angriff auf die Stadt mehrere Menschen "
                      "getötet wurden. Der Sprecher der Armee wies die Vorwürfe zurück und sagte, dass keine Soldaten "
                      "in der Stadt gewesen seien, als die Granaten einschlugen.").encode(), [], "English")],
)  # fmt: skip
def test_one_line_says_what_is_wrong(
    tmp_path: Path, name: str, content: bytes | None, arguments: list[str], reason: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    result = run(app, ["read", str(file), *arguments])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"sayso: {file}: ")
    assert reason in line
    assert json.loads(result.stdout)["record"] == "failure"


def test_a_bad_report_does_not_stop_the_others(tmp_path: Path) -> None:
    result = run(app, ["read", str(tmp_path / "none.txt"), EXAMPLE])
    assert result.exit_code == 1
    assert '"record": "claim"' in result.stdout


def test_standard_input() -> None:
    result = run(app, ["read", "-"], input="Gunmen killed two guards in Tarn on Monday.")
    assert result.exit_code == 0
    assert "ASSAULT" in result.stdout


def test_an_unreachable_url() -> None:
    result = run(app, ["read", "http://127.0.0.1:9/none"])
    assert result.exit_code == 1
    assert "private" in result.stderr


@pytest.mark.parametrize("record", ["claim", "event", "statement", "report", "failure"])
def test_the_schema_of_every_record_is_published(record: str) -> None:
    schema = json.loads(run(app, ["schema", record]).stdout)
    assert schema["title"] == record
    assert "properties" in schema


def test_no_such_record_or_corpus_is_usage() -> None:
    assert run(app, ["schema", "moon"]).exit_code == 2
    assert run(app, ["evaluate", "moon", "--data", "."]).exit_code == 2


def test_a_ledger_takes_a_report_once(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    first = run(app, ["add", EXAMPLE, str(tmp_path / "none.txt"), "--ledger", ledger])
    assert "1 added, 0 known already, 1 failed" in first.stdout
    again = run(app, ["add", EXAMPLE, "--ledger", ledger])
    assert "0 added, 1 known already, 0 failed" in again.stdout
