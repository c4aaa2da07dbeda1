"""A report that hangs, grows or kills its process costs itself; those around it are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model import Failure
from sayso.scale.reading import Job, Limits
from sayso.scale.shards import Shard
from sayso.scale.workers import Worker, WorkerError
from tests.scale.readers import PLAIN, QUICK, captures, plain


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(PLAIN)
    yield made
    made.end()


def records(worker: Worker, *words: str) -> list[dict[str, str]]:
    done = worker.shard(Shard(0, tuple(captures(*words))))
    return [json.loads(line) for line in done.text.decode().splitlines()]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("hang", "took too long"),
        ("work", "took too long"),
        ("sleep", "took too long"),
        ("grow", "needed more than 400 MB of memory"),
        ("leap", "reading it failed (MemoryError in readers.py"),
        ("die", "the process that read it died (exit code 3)"),
        ("break", "reading it failed (KeyError in readers.py"),
        ("fail", "is not to be read"),
    ],
)
def test_one_bad_report_is_a_failure_and_the_rest_is_read(worker: Worker, word: str, reason: str) -> None:
    before, failure, after = records(worker, "Tarn was shelled.", f"They {word} here.", "Ostra was quiet.")
    assert (before["record"], after["record"]) == ("report", "report")
    assert failure["record"] == "failure"
    assert failure["name"] == "report 1"
    assert failure["reason"].startswith(reason)
    assert "here" not in failure["reason"]


def test_a_death_from_without_is_no_fault_of_the_report(worker: Worker, tmp_path: Path) -> None:
    (found,) = records(worker, f"fall once {tmp_path / 'mark'}")
    assert found["record"] == "report"


def test_the_same_process_reads_on(worker: Worker) -> None:
    records(worker, "Tarn was shelled.")
    first = worker.process
    records(worker, "They fail.", "They break.", "Ostra was quiet.")
    assert worker.process is first


def test_a_long_report_may_take_its_time() -> None:
    worker = Worker(Job(read=plain, limits=QUICK._replace(per_word=10.0)))
    (found,) = records(worker, "They work long.")
    worker.end()
    assert found["record"] == "report"


def test_a_failure_of_the_input_stays_one(worker: Worker) -> None:
    failure = Failure(name="a.warc: record 3", reason="damaged", stage="read")
    done = worker.shard(Shard(4, (failure,)))
    assert json.loads(done.text)["reason"] == "damaged"
    assert (done.number, done.reports, done.failures) == (4, 0, 1)
    assert worker.process is None


def test_a_process_that_cannot_start_ends_the_batch() -> None:
    worker = Worker(Job(read=broken))
    with pytest.raises(WorkerError, match="did not start"):
        worker.shard(Shard(0, tuple(captures("Tarn was shelled."))))


def broken(*_: object) -> None:
    raise SystemExit(5)


def test_limits_are_those_of_the_design() -> None:
    assert Limits()[:3] == (10.0, 0.001, 1_000_000_000)
