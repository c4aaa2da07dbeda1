"""On Ray the bytes are those of the local engine; what was started is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.scale import gather
from sayso.scale.batch import BATCH_ENGINES, Run, run_batch
from sayso.scale.events import events_of
from sayso.scale.manifest import BatchError, Plan, finished
from sayso.scale.shards import Slice

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own


@pytest.mark.parametrize("engine", BATCH_ENGINES)
def test_an_engine_gives_the_same_bytes(engine: str, plan: Plan, read: Path, tmp_path: Path) -> None:
    done = [d.number for d in run_batch(tmp_path, plan, Run(workers=2, engine=engine, slice=Slice(1, 2)))]
    assert sorted(done) == list(range(0, len(finished(read)), 2))
    assert {n: p.read_bytes() for n, p in finished(tmp_path).items()} == {
        n: p.read_bytes() for n, p in finished(read).items() if n % 2 == 0
    }
    assert not ray.is_initialized()


def test_events_are_those_of_the_local_engine(read: Path) -> None:
    files = gather.gathered(read)
    assert events_of(files, 2, "ray") == events_of(files, 2)
    assert not ray.is_initialized()


def test_a_cluster_that_is_not_there(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="no Ray at 127"):
        list(run_batch(tmp_path, plan, Run(engine="ray", address="127.0.0.1:1")))
