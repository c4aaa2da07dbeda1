"""The commands that read, over sources of many reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.faces.cli_watch import _beside, _seconds
from tests.read.site import SAMPLES


def run(*words: str, code: int = 0):  # type: ignore[no-untyped-def]
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result


def test_a_table_with_a_column_map(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('story,day\n"Gunmen stormed a post near Tarn on Monday.",2021-05-11\n')
    result = run("read", str(tmp_path / "t.csv"), "--columns", "text=story,published=day", "--format", "jsonl")
    report = json.loads(result.stdout.splitlines()[0])
    assert (report["record"], report["published"]) == ("report", "2021-05-11")
    assert "no column map" in run("read", str(tmp_path / "t.csv"), "--columns", "body", code=2).stderr


def test_csv_has_its_header_also_behind_a_failure(tmp_path: Path) -> None:
    good = str(SAMPLES / "json_lines.jsonl")
    result = run("read", str(tmp_path / "none"), good, "--format", "csv", code=1)
    assert result.stdout.startswith("claim,report,")
    assert result.stdout.count("claim,report,") == 1


def test_an_archive_into_a_ledger(tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.db")
    archive = str(SAMPLES / "warc.warc.gz")
    assert "2 added, 0 known already, 1 failed" in run("add", archive, "--ledger", ledger, code=1).stdout
    assert "0 added, 2 known already, 1 failed" in run("add", archive, "--ledger", ledger, code=1).stdout
    failed = run("add", archive, "--ledger", ledger, code=1).stderr
    assert failed.strip().endswith("warc.warc.gz#7: damaged (incorrect data check)")


@pytest.mark.parametrize(
    ("words", "seconds"), [("90s", 90.0), ("15m", 900.0), ("2h", 7200.0), ("7", 7.0), ("1d", 86_400.0)]
)
def test_every(words: str, seconds: float) -> None:
    assert _seconds(words) == seconds


@pytest.mark.parametrize("words", ["", "0m", "-1s", "1w", "soon", "1.5m"])
def test_an_every_that_is_none(words: str, tmp_path: Path) -> None:
    result = run("watch", "x.xml", "--ledger", str(tmp_path / "l"), "--every", words, code=2)
    assert "--every" in result.stderr
    assert not (tmp_path / "l").exists()


def test_where_the_state_lies() -> None:
    assert _beside("a/l.db") == Path("a/l.db.watch")
    assert _beside("postgresql://me:secret@host/news?x=1") == Path("news.watch")
