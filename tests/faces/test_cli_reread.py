"""What an upgrade would change is told before it is let in; then reports are read again from their bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import update
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.ledger import reading
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables.schema import captures
from sayso.ledger.upkeep import rereading
from sayso.model import Claim, Reading

TEXT = "Gunmen killed two guards in Tarn on Monday. On Tuesday protesters marched through Ostra, Minister Oda said."


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == code, result.output
    return result


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words).stdout.splitlines()]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    where = str(tmp_path / "ledger.db")
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf8")
    monkeypatch.setenv("SAYSO_LEDGER", where)
    monkeypatch.setenv("SAYSO_BY", "Ana")
    monkeypatch.setenv("COLUMNS", "160")
    run("add", str(file), "--published", "2024-03-06")
    return where


def made_older(ledger: str) -> tuple[Reading, Reading]:
    """Put into the ledger what an older sayso might have read: one claim less, another status; return it and today's."""
    engine = open_ledger(ledger)
    (today,) = reading.readings(engine)
    first, *others = today.claims
    older = replace(today, claims=(replace(first, status="possible"), *others[1:]))
    rereading.replace(engine, [older])
    engine.dispose()
    return older, today


def test_nothing_is_told_where_nothing_differs(ledger: str) -> None:
    assert lines("recheck") == []
    assert "1 report, 0 read otherwise" in run("recheck").stderr
    assert run("reread").stdout.startswith("1 read again, 0 of them otherwise")


def test_differences_are_told_and_then_let_in(ledger: str) -> None:
    older, today = made_older(ledger)
    found = lines("recheck")
    told = {(d["what"], d["field"], d["claim"]) for d in found}
    assert ("changed", "status", older.claims[0].id) in told
    assert ("new", None, today.claims[1].id) in told
    (status,) = (d for d in found if d["field"] == "status")
    assert (status["old"], status["new"]) == ("possible", today.claims[0].status)
    assert "possible" in run("recheck", "--format", "table").stdout
    assert lines("claims", "--status", "possible")  # nothing was written
    assert (
        "1 read again, 1 of them otherwise: 1 claims new, 0 gone, 1 changed"
        in run("reread", today.report.id[:8]).stdout
    )
    assert lines("recheck") == []
    assert any(c["what"] == "made" and c["claim"] == today.claims[1].id for c in lines("changes"))
    run("verify")


def test_people_have_the_last_word_and_lost_judgements_are_named(ledger: str) -> None:
    engine = open_ledger(ledger)
    (today,) = reading.readings(engine)
    odd: Claim = replace(today.claims[0], id="0" * 20, type="AID", mode=None)
    rereading.replace(engine, [replace(today, claims=(*today.claims, odd))])
    engine.dispose()
    run("judge", "correct", today.claims[0].id, "status", "denied", "--reason", "it says so")
    run("judge", "reject", odd.id, "--reason", "no aid")
    assert "judged" in run("recheck", "--format", "table").stdout
    assert "judgement 2: claim 00000000000000000000 is gone" in run("reread").stderr
    assert lines("show", today.claims[0].id)[0]["status"] == "denied"
    assert "is gone" in run("show", odd.id, code=2).stderr
    run("verify")


def test_a_text_that_would_be_cut_otherwise_stays(ledger: str) -> None:
    engine = open_ledger(ledger)
    with writing(engine) as connection:
        connection.execute(update(captures).values(raw=__import__("zlib").compress(b"Other words altogether.")))
    engine.dispose()
    assert "1 keep a text that is cut otherwise today" in run("reread").stdout
    assert lines("recheck") == []


def test_a_report_that_is_not_there_is_named(ledger: str) -> None:
    assert "no report 123456" in run("reread", "123456", code=2).stderr
