"""A ledger as a user asks it: lists, pages, numbers and decisions; one line where something is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.faces.cli_filters import HELP
from sayso.faces.event_sentence import ACTS, bounds, plain, sentence
from sayso.faces.event_table import event_list, event_page
from sayso.knowledge.claim_rules import load_rules
from sayso.ledger import record
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.search.filters import FIELDS
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from sayso.model import EventView, Reading, ReportHead, Telling
from tests.claims import FARVIK, TARN, told

ONE = told("a", killed=3, published="2024-03-05")
TWO = told("b", "Hill Post", killed=5, published="2024-03-06")
DENIAL = told("c", "Sun", status="denied", speaker="Sarvia", published="2024-03-06")
OTHER = told("d", day="2024-03-08", at=FARVIK, by="xsa.mil")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path = tmp_path / "ledger.db"
    record.add(open_ledger(path), [Entry(reading=r) for r in (ONE, TWO, DENIAL, OTHER)])
    monkeypatch.setenv("SAYSO_LEDGER", str(path))
    monkeypatch.setenv("SAYSO_BY", "Ana")
    monkeypatch.setenv("COLUMNS", "120")
    return str(path)


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == code, result.output
    return result


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words).stdout.splitlines()]


def key(reading: Reading) -> str:
    return reading.claims[0].id


def viewed(*readings: Reading, **head: Any) -> EventView:
    claim = readings[0].claims[0]
    tellings = [
        Telling(claim=r.claims[0], score=1.0,
                report=ReportHead(id=r.report.id, outlet=r.report.outlet, published=r.report.published))
        for r in readings
    ]  # fmt: skip
    return view_of(
        EventHead("e" * 20, claim.type, claim.mode, head.get("stage", "occurred"), "2024-03-04", None), tellings
    )


# --- lists --------------------------------------------------------------------------------------------------------


def test_piped_events_are_records_whole(ledger: str) -> None:
    found = lines("events")
    assert {e["record"] for e in found} == {"event"}
    (event,) = (e for e in found if e["counts"]["reports"] > 1)
    assert event["denied_by"] == ["Sarvia"]
    assert (event["tolls"][0]["low"], event["tolls"][0]["high"], event["tolls"][0]["point"]) == (3, 5, None)


def test_an_event_is_a_plain_line_on_a_terminal(ledger: str) -> None:
    shown = run("events", "--format", "table").stdout
    assert "\x1b" not in shown
    assert "2 events · 4 reports, 3 named outlets" in shown
    assert "xno.mil attacked at Tarn (XNO): killed 3 to 5 · 3 reports, 2 independent sources" in shown
    assert "denied by Sarvia" in " ".join(shown.split())


def test_filters_are_the_fields_of_the_filter(ledger: str) -> None:
    assert HELP.keys() == set(FIELDS)
    assert len(lines("claims")) == 4
    assert [c["id"] for c in lines("claims", "--outlet", "Sun", "--outlet", "Moon")] == [key(DENIAL)]
    assert [c["id"] for c in lines("claims", "--since", "2024-03-08", "--type", "assault")] == [key(OTHER)]
    assert len(lines("events", "--status", "denied")) == 1
    assert run("claims", "--type", "moon", code=2).stderr.startswith("sayso: type: ")


def test_a_limit_is_kept_and_told(ledger: str) -> None:
    assert len(lines("claims", "--limit", "3")) == 3
    assert "4 claims, the latest 3 of them" in run("claims", "--limit", "3", "--format", "table").stdout


def test_a_rule_names_a_point(ledger: str) -> None:
    assert {t["point"] for e in lines("events", "--rule", "lowest") for t in e["tolls"]} == {3}
    assert "no rule" in run("events", "--rule", "mean", code=2).stderr


def test_counts_are_rows(ledger: str) -> None:
    assert lines("counts", "--by", "type") == [
        {"record": "count", "type": "ASSAULT", "events": 2, "claims": 4, "sources": 3}]  # fmt: skip
    assert "ASSAULT" in run("counts", "--format", "table").stdout
    assert lines("counts", "--by", "year", "--balance")[0]["year"] == "2024"
    assert run("counts", "--by", "moon", code=2).stderr.startswith("sayso: by: ")


def test_changes_are_told_since_a_number(ledger: str) -> None:
    found = lines("changes")
    assert {c["what"] for c in found} <= {"made", "changed", "redirected", "gone"}
    assert lines("changes", "--since", str(found[-1]["number"])) == []
    assert "made" in run("changes", "--format", "table").stdout


# --- pages --------------------------------------------------------------------------------------------------------


def test_an_event_page_lays_sources_side_by_side(ledger: str) -> None:
    (event,) = (e["id"] for e in lines("events") if e["counts"]["reports"] > 1)
    shown = run("show", event[:8], "--format", "table", "--evidence").stdout
    for part in ("Source", "not stated", "killed 3 to 5", "lowest", "highest", "deny it", "An attack was told of."):
        assert part in shown
    assert lines("show", event)[0]["id"] == event


def test_claims_and_reports_have_pages(ledger: str) -> None:
    shown = run("show", key(DENIAL), "--format", "table").stdout
    assert "denied, according to Sarvia" in shown
    assert run("show", ONE.report.id, "--format", "table").stdout.count(ONE.report.id) == 1
    assert lines("show", key(ONE))[0]["record"] == "claim"
    assert lines("show", ONE.report.id)[0]["record"] == "report"


@pytest.mark.parametrize("words", [["show", "abcdef0123"], ["show", "moon"], ["show", "'; drop"]])
def test_no_such_record(ledger: str, words: list[str]) -> None:
    (line,) = run(*words, code=2).stderr.splitlines()
    assert line.startswith("sayso: ")


def test_no_such_ledger(tmp_path: Path) -> None:
    (line,) = run("events", "--ledger", str(tmp_path / "none.db"), code=2).stderr.splitlines()
    assert "no such ledger" in line


# --- decisions ----------------------------------------------------------------------------------------------------


def test_people_part_and_join_and_take_it_back(ledger: str) -> None:
    run("judge", "different", key(ONE)[:8], key(TWO)[:8], "--reason", "two attacks")
    assert len(lines("events")) == 3
    assert [j["kind"] for j in lines("judge", "list")] == ["different"]
    assert "two attacks" in run("judge", "list", "--format", "table").stdout
    run("judge", "withdraw", "1", "--reason", "my mistake")
    assert len(lines("events")) == 2
    assert "no judgement 1" in run("judge", "withdraw", "1", "--reason", "again", code=2).stderr


def test_a_field_is_set_right_and_a_claim_rejected(ledger: str) -> None:
    run("judge", "correct", key(OTHER), "mode", "aerial", "--reason", "it says from the air")
    assert lines("show", key(OTHER))[0]["mode"] == "aerial"
    assert "no mode" in run("judge", "correct", key(OTHER), "mode", "moon", "--reason", "x", code=2).stderr
    run("judge", "reject", key(OTHER), "--reason", "misread")
    assert len(lines("events")) == 1


def test_judgements_come_from_a_file_all_or_none(ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    good = {"kind": "correct", "claim": key(OTHER), "field": "mode", "value": "aerial"}
    file.write_text(json.dumps(good) + "\n" + json.dumps({"kind": "reject", "claim": "0" * 20}), encoding="utf8")
    assert "no claim" in run("judge", "load", str(file), code=2).stderr
    assert lines("judge", "list") == []
    file.write_text(json.dumps([good]), encoding="utf8")
    assert "1 judgement" in run("judge", "load", str(file)).stdout
    for broken in ("{", "[1]", '[{"kind": "moon", "claim": "0"}]'):
        file.write_text(broken, encoding="utf8")
        assert str(file) in run("judge", "load", str(file), code=2).stderr


def test_a_withdrawn_report_is_hidden_listed_and_brought_back(ledger: str) -> None:
    run("withdraw", OTHER.report.id[:8], "--reason", "asked for")
    assert len(lines("events")) == 1
    assert [r["kind"] for r in lines("withdraw")] == ["withdrawn"]
    assert "asked for" in run("withdraw", "--format", "table").stdout
    assert "withdrawn by Ana" in run("show", OTHER.report.id, "--format", "table").stdout
    run("restore", OTHER.report.id, "--reason", "it was right")
    assert len(lines("events")) == 2


def test_an_erased_report_is_gone(ledger: str) -> None:
    run("erase", OTHER.report.id, "--reason", "a court", code=1)  # asks, and nobody answers
    assert "erased" in run("erase", OTHER.report.id, "--reason", "a court", "--yes").stdout
    run("show", OTHER.report.id, code=2)


def test_a_decision_needs_a_reason(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "reason" in run("withdraw", OTHER.report.id, code=2).stderr
    monkeypatch.delenv("SAYSO_BY")
    assert run("judge", "reject", key(ONE), "--reason", "x", code=2).stderr


def test_adding_tells_of_events(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Gunmen killed two guards in Tarn on Monday.", encoding="utf8")
    shown = run("add", str(file), "--ledger", str(tmp_path / "l.db"), "--published", "2024-03-05").stdout
    assert shown.splitlines()[0].startswith("1 added, 0 known already, 0 failed")
    assert shown.splitlines()[1] == "1 event, 0 of them told by several reports"


# --- sentences ----------------------------------------------------------------------------------------------------


def test_every_type_and_mode_has_its_words() -> None:
    types = load_rules().types
    assert {t for t in types if t not in ACTS} == set()
    assert {f"{t} {m}" for t in types for m in types[t].modes if f"{t} {m}" not in ACTS} == set()


def test_both_sides_of_a_contested_act_are_named_with_their_word() -> None:
    shown = sentence(viewed(told("a", by="xno"), told("b", "Hill Post", by="xsa", status="attributed", speaker="Oda")))
    assert shown == "xno (says Coast Wire) / xsa (says Oda) attacked at Tarn (XNO)"


def test_what_nobody_says_has_happened_is_led_by_its_status() -> None:
    assert (
        sentence(viewed(told("a", status="threatened"), stage="ahead")) == "threatened: xno.mil to attack at Tarn (XNO)"
    )
    assert sentence(viewed(told("a", status="denied"))) == "denied: xno.mil attacked at Tarn (XNO)"
    assert sentence(viewed(told("a", by=None, to="xsa"))) == "Attack on xsa at Tarn (XNO)"
    assert sentence(viewed(told("a", by=None, at=None, mode="aerial"))) == "Attack from the air"


def test_a_toll_open_upward_says_so() -> None:
    reading = told("a", killed=3)
    (figure,) = reading.claims[0].figures
    claim = replace(reading.claims[0], figures=(replace(figure, high=None, operator="at least"),))
    view = viewed(replace(reading, claims=(claim,)), told("b", "Hill Post", killed=5))
    assert bounds(view.tolls[0]) == "3 to 5 or more"
    assert "open upward" in event_page(view)


def test_a_terminal_gets_no_orders_from_a_report() -> None:
    assert plain("a\x1b[31mb\u202ec\r\nd") == "a [31mb c d"
    place = replace(TARN, name="Ta\x1brn[bold][/x]")
    view = viewed(told("a", at=place), told("b", "Hill\x1b [/Post]", at=place, by="x\x07y[/]"))
    for shown in (event_list([view], "all"), event_page(view)):
        assert not {"\x1b", "\x07"} & set(shown)
        assert "[bold]" in shown
