"""`sayso batch` and `sayso gather` at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.model import Event
from sayso.records import loads

RUN = CliRunner()


@pytest.fixture(scope="module")
def source(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the reports: the command loads its own model each time."""
    folder = tmp_path_factory.mktemp("few")
    for file in [*sorted(news.glob("told-*.txt"))[:4], news / "zero.txt"]:
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def sayso(*words: object) -> tuple[int, str, str]:
    result = RUN.invoke(app, [str(w) for w in words])
    return result.exit_code, result.stdout, result.stderr


def test_an_archive_to_shards_to_records_and_events(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, _, told = sayso("batch", source, "--out", out, "--shard-size", 2, "--shard", "1/2", "--workers", 1)
    assert (code, "3 reports" in told or "2 reports" in told) == (1, True)  # an empty file among them
    code, _, told = sayso("gather", out)
    assert (code, told) == (2, f"sayso: {out}: 1 of 3 shards are missing: 1\n")
    code, _, told = sayso("batch", source, "--out", out, "--shard-size", 2, "--workers", 1)
    assert code == 0
    assert "2 reports, " in told
    code, printed, _ = sayso("gather", out)
    records = [json.loads(line) for line in printed.splitlines()]
    assert [r["record"] for r in records].count("report") == 4
    assert [r["record"] for r in records].count("failure") == 1
    assert sayso("gather", out, "--out", tmp_path / "all.jsonl")[0] == 0
    assert (tmp_path / "all.jsonl").read_text() == printed
    code, printed, _ = sayso("gather", out, "--events", "--workers", 1)
    events = [loads(Event, line.replace('"record":"event",', "")) for line in printed.splitlines()]
    assert sum(len(e.claims) for e in events) == sum(r["record"] == "claim" for r in records)
    code, printed, _ = sayso("gather", out, "--ledger", tmp_path / "gathered.db")
    assert (code, printed) == (0, f"4 added, 0 known already, 1 failed: {tmp_path / 'gathered.db'}\n")


def test_an_archive_to_a_ledger(source: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    given = ("batch", source, "--out", ledger, "--published", "2024-03-10", "--workers", 1)
    code, printed, _ = sayso(*given)
    assert (code, printed) == (1, f"4 added, 0 known already, 1 failed: {ledger}\n")
    assert (tmp_path / "ledger.db.shards" / "shard-000000.jsonl").exists()
    code, printed, _ = sayso(*given)  # nothing is read again, nothing is added
    assert (code, printed) == (0, f"0 added, 0 known already, 0 failed: {ledger}\n")
    code, printed, _ = sayso("claims", "--ledger", ledger)
    assert printed.count("ASSAULT") >= 4


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--shard", "3/2"), "--shard: a part and their number, as 2/8, not '3/2'"),
        (("--shard", "1/2", "--out", "x.db"), "a slice goes into a folder"),
        (("--out", "postgresql://localhost/x"), "--work names a folder"),
        (("--columns", "text"), "--columns: "),
    ],
)
def test_what_is_asked_wrongly_is_refused(source: Path, tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    code, _, told = sayso("batch", source, "--out", tmp_path / "out", *words)
    assert code == 2
    assert told.startswith(f"sayso: {reason}")
    assert not (tmp_path / "out").exists()


def test_another_plan_is_refused_in_one_line(source: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    code, _, told = sayso("batch", source, "--out", tmp_path)
    assert code == 2
    assert "was begun with other" in told
    assert told.count("\n") == 1
