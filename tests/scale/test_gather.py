"""Shards -> a file, a ledger, events: the same as from reading the reports one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ledger import record
from sayso.ledger.merge import partition
from sayso.ledger.reading import all_failures
from sayso.ledger.search import query
from sayso.ledger.store import open_ledger
from sayso.model import Failure, Reading, ReportError
from sayso.pipeline import read_capture
from sayso.records import lines, to_json, written_lines
from sayso.scale import gather
from sayso.scale.batch import captures_of
from sayso.scale.events import events_of
from sayso.scale.manifest import BatchError, Plan


def test_the_records_are_those_of_reading_one_by_one(read: Path, plan: Plan) -> None:
    found = [json.loads(line) for line in b"".join(gather.joined(gather.gathered(read))).splitlines()]
    expected = []
    for capture in captures_of(plan):
        try:
            assert not isinstance(capture, Failure)
            expected += list(lines(read_capture(capture, plan.about, plan.settings)))
        except (AssertionError, ReportError) as error:
            failure = error.failure if isinstance(error, ReportError) else capture
            expected.append({"record": "failure", **to_json(failure)})
    assert found == json.loads(json.dumps(expected))
    assert sum(r["record"] == "failure" for r in found) == 1


def test_readings_come_back_as_they_were(read: Path, plan: Plan) -> None:
    for reading in gather.readings(gather.gathered(read)):
        assert all(c.report == reading.report.id for c in reading.claims)
        assert all(
            reading.report.text[c.evidence.trigger.start : c.evidence.trigger.end] == c.evidence.exact
            for c in reading.claims
        )


def test_a_ledger_gets_readings_bytes_and_failures_once(read: Path, plan: Plan, tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    first = gather.add_shards(read, engine, plan)
    next(first)
    first.close()  # as if killed here, the log's last line broken off
    log = read / gather.ADDED
    log.write_text(log.read_text() + '{"shard": 1, "led')
    list(gather.add_shards(read, engine, plan))
    log.unlink()
    again = list(gather.add_shards(read, engine, plan))
    log.unlink()
    assert sum(new for new, _, _ in again) == 0
    readings = list(gather.readings(gather.gathered(read)))
    assert set(map(_held, query.readings(engine))) == set(map(_held, readings))
    assert len(all_failures(engine)) == 1
    with engine.connect() as connection:
        raw = connection.exec_driver_sql("select count(*) from captures").scalar()
    assert raw == len(readings)


def _held(reading: Reading) -> str:
    """Return all of a reading but the order of its records, which a ledger does not keep."""
    return "\n".join(sorted(written_lines(reading)))


def test_events_are_those_of_the_ledger(read: Path, tmp_path: Path) -> None:
    files = gather.gathered(read)
    readings = list(gather.readings(files))
    expected = partition(readings)
    assert any(len(e.claims) > 2 for e in expected)
    assert events_of(files, 2) == expected
    twice = [*files, *files]  # the same reports in two shards are the same claims
    assert events_of(twice, 1) == partition([*readings, *readings]) == expected
    engine = open_ledger(tmp_path / "ledger.db")
    record.add(engine, (record.Entry(reading=r) for r in readings))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("select event, claim from memberships").all()
    kept: dict[str, set[str]] = {}
    for event, claim in rows:
        kept.setdefault(event, set()).add(claim)
    assert {frozenset(c) for c in kept.values()} == {frozenset(e.claims) for e in expected}


def test_what_is_no_batch_says_so(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="is no folder of a batch"):
        gather.gathered(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(BatchError, match="is no manifest"):
        gather.gathered(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(BatchError, match="cannot be read"):
        gather.gathered(tmp_path)
