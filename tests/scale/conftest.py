"""A batch of real readings, made once for all tests of what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.pipeline import About
from sayso.scale.batch import Run, run_batch
from sayso.scale.manifest import Plan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
ABOUT = About(published="2024-03-10")
TOLD = "{army} shelled the market of Ostramar on {day}, killing {n} people, officials said on Tuesday.\n\nMinister Oda denied it."


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our examples, some reports of the same happenings, and one that is none."""
    folder = tmp_path_factory.mktemp("news")
    for n, file in enumerate(EXAMPLES):
        (folder / f"{n:02}.txt").write_text(file.read_text(encoding="utf8"), encoding="utf8")
    for n in range(8):
        army = ("Israel's army", "The Israeli military")[n % 2]
        (folder / f"told-{n}.txt").write_text(TOLD.format(army=army, day=("Monday", "Sunday")[n // 4], n=4 + n // 2))
    (folder / "zero.txt").write_text(" ")
    return folder


@pytest.fixture(scope="session")
def plan(news: Path) -> Plan:
    return Plan(inputs=(str(news),), about=ABOUT, size=4)


@pytest.fixture(scope="session")
def read(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the batch, read by the local engine."""
    out = tmp_path_factory.mktemp("read")
    list(run_batch(out, plan, Run(workers=2)))
    return out
