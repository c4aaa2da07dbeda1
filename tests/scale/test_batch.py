"""A batch gives the same shards however it is run, ended and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.model import Failure, Reading
from sayso.pipeline import About
from sayso.scale import gather
from sayso.scale.batch import Run, run_batch
from sayso.scale.manifest import BatchError, Plan, finished, plan_of
from sayso.scale.shards import Slice
from sayso.settings import Settings
from tests.scale.readers import PLAIN, texts

NUMBER, SIZE = 53, 5


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return texts(tmp_path_factory.mktemp("input"), NUMBER)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The undisturbed result."""
    out = tmp_path_factory.mktemp("whole")
    batch(source, out)
    return out


def plan(source: Path) -> Plan:
    return Plan(inputs=(str(source),), size=SIZE)


def batch(source: Path, out: Path, run: Run | None = None) -> list[int]:
    return sorted(d.number for d in run_batch(out, plan(source), run or Run(), PLAIN))


def shards(folder: Path) -> dict[int, bytes]:
    return {n: p.read_bytes() for n, p in finished(folder).items()}


def test_every_report_is_there_once_and_in_order(source: Path, whole: Path) -> None:
    found = [r for file in gather.gathered(whole) for r in gather.results(file)]
    assert len(found) == NUMBER
    names = [r.name if isinstance(r, Failure) else r.report.text.split()[-1].rstrip(".") for r in found]
    assert [int(Path(n).stem) for n in names] == list(range(NUMBER))
    assert [n for n, r in enumerate(found) if isinstance(r, Failure)] == list(range(0, NUMBER, 7))
    logged = [json.loads(line) for line in (whole / "finished.jsonl").read_text().splitlines()]
    assert sum(line["reports"] for line in logged) == sum(isinstance(r, Reading) for r in found)


def test_workers_and_slices_change_nothing(source: Path, whole: Path, tmp_path: Path) -> None:
    assert batch(source, tmp_path, Run(workers=2, slice=Slice(2, 2))) == [1, 3, 5, 7, 9]
    with pytest.raises(BatchError, match=r"6 of 11 shards are missing: 0, 2, 4, 6, 8, 10"):
        gather.gathered(tmp_path)
    assert batch(source, tmp_path, Run(workers=2, slice=Slice(1, 2))) == [0, 2, 4, 6, 8, 10]
    assert shards(tmp_path) == shards(whole)
    assert batch(source, tmp_path) == []


def test_a_lost_shard_is_made_again(source: Path, whole: Path, tmp_path: Path) -> None:
    batch(source, tmp_path)
    finished(tmp_path)[3].unlink()
    assert batch(source, tmp_path) == [3]
    assert shards(tmp_path) == shards(whole)


def test_who_stops_listening_stops_the_work(source: Path, whole: Path, tmp_path: Path) -> None:
    made = run_batch(tmp_path, plan(source), Run(workers=2), PLAIN)
    next(made)
    made.close()
    with pytest.raises(BatchError, match="no run has come to the end"):
        gather.gathered(tmp_path)
    batch(source, tmp_path)
    assert shards(tmp_path) == shards(whole)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_and_run_again(source: Path, whole: Path, tmp_path: Path, how: signal.Signals) -> None:
    killed(source, tmp_path, how, 1.0)
    batch(source, tmp_path)
    assert shards(tmp_path) == shards(whole)
    assert not list(tmp_path.glob(".shard*"))


def killed(source: Path, out: Path, how: signal.Signals, delay: float) -> None:
    """Begin a batch, end it in the middle, and wait until its workers have noticed."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.scale.readers", str(source), str(out)],
        start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        run.wait(delay)
    except subprocess.TimeoutExpired:
        run.send_signal(how)
        run.wait(20)
    for _ in range(100):
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("workers outlive their batch")


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"size": 6}, "other shard size"),
        ({"about": About(outlet="Tarn Times")}, "other about"),
        ({"settings": Settings(max_text=500)}, r"other settings \(max_text: 1000000, now 500\)"),
        ({"columns": {"text": "body"}}, "other columns"),
        ({"form": "parquet"}, "other format"),
    ],
)
def test_another_plan_on_the_same_folder_is_refused(
    source: Path, whole: Path, other: dict[str, object], what: str
) -> None:
    changed = Plan(**{"inputs": (str(source),), "size": SIZE} | other)  # type: ignore[arg-type]
    with pytest.raises(BatchError, match=what):
        list(run_batch(whole, changed, Run(), PLAIN))


def test_settings_of_fetching_may_change(source: Path, whole: Path) -> None:
    changed = Plan(inputs=(str(source),), size=SIZE, settings=Settings(timeout=3, threads=2))
    assert list(run_batch(whole, changed, Run(), PLAIN)) == []


def test_a_changed_input_is_refused(tmp_path: Path) -> None:
    source, out = texts(tmp_path / "in", 6), tmp_path / "out"
    batch(source, out)
    (source / "0003.txt").write_text("Something else, and longer than it was.")
    with pytest.raises(BatchError, match="other inputs"):
        batch(source, out)


def test_what_cannot_be_read_twice_or_at_all(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="standard input"):
        batch(Path("-"), tmp_path / "out")
    with pytest.raises(BatchError, match="No such file"):
        batch(tmp_path / "nothing", tmp_path / "out")
    (tmp_path / "shard-000000.jsonl").touch()
    with pytest.raises(BatchError, match="no manifest"):
        batch(tmp_path, tmp_path)


def test_an_unknown_engine_is_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="no engine named spark; there are: local, ray"):
        batch(source, tmp_path, Run(engine="spark"))


def test_the_plan_is_found_again(source: Path, whole: Path) -> None:
    assert plan_of(whole) == plan(source)
    (whole.parent / "empty").mkdir(exist_ok=True)
    with pytest.raises(BatchError, match="is no folder of a batch"):
        plan_of(whole.parent / "empty")


def test_parquet_holds_the_same_records(source: Path, whole: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    given = Plan(inputs=(str(source),), size=SIZE, form="parquet")
    list(run_batch(tmp_path, given, Run(), PLAIN))
    assert b"".join(gather.joined(gather.gathered(tmp_path))) == b"".join(gather.joined(gather.gathered(whole)))
    for files, name in ((gather.gathered(tmp_path), "a.parquet"), (gather.gathered(whole), "b.parquet")):
        gather.join_parquet(files, tmp_path / name)
        assert pq.read_table(tmp_path / name).column("record").to_pylist().count("failure") == 8
