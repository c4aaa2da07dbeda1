"""A batch killed at 20 random points gives what an undisturbed one gives; hostile reports have all the time of the design."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.scale.manifest import finished, total
from sayso.scale.reading import Job
from sayso.scale.workers import Worker
from sayso.settings import Settings
from tests.scale.readers import texts
from tests.scale.test_batch import batch, killed, shards
from tests.scale.test_hostile import HOSTILE, read_beside_a_good_one

REPORTS, KILLS = 800, 20


def test_killed_at_twenty_random_points(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", REPORTS)
    batch(source, tmp_path / "whole")
    chance, out, kills = random.Random(8), tmp_path / "out", 0
    out.mkdir()
    while kills < KILLS:
        before = len(finished(out))
        killed(source, out, signal.SIGKILL, chance.uniform(0.3, 2.5))
        kills += 1
        assert len(finished(out)) >= before
    batch(source, out)
    assert shards(out) == shards(tmp_path / "whole")
    assert total(out) == total(tmp_path / "whole")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker(Job(settings=Settings(any_language=True)))
    yield made
    made.end()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_reports_by_the_limits_of_the_design(worker: Worker, name: str) -> None:
    read_beside_a_good_one(worker, name)
