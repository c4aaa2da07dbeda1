"""Captures read by one process or by several: the same readings in the same order, few in hand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.model import Capture, Failure, Reading, ReportError
from sayso.pipeline import About
from sayso.records import to_json
from sayso.scale.local import AHEAD, Taken, all_captures, read_captures
from sayso.settings import Settings
from tests.read.site import SAMPLES


def sources(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_text("Gunmen stormed a police post near Tarn on Monday.")
    return [str(tmp_path / "a.txt"), str(SAMPLES / "json_lines.jsonl"), str(tmp_path / "none")]


def test_several_processes_read_as_one(tmp_path: Path) -> None:
    def read(workers: int) -> list[object]:
        found = read_captures(all_captures(sources(tmp_path), Settings()), About(outlet="X"), Settings(), workers)
        return [f if isinstance(f, Failure) else (f.capture, to_json(f.reading)) for f in found]

    one = read(1)
    assert one == read(2)
    assert [isinstance(f, Failure) for f in one] == [False, False, True, False, True]


def test_captures_are_taken_as_they_are_needed() -> None:
    asked = []

    def endless() -> Iterator[Capture | Failure]:
        for n in range(10_000):
            asked.append(n)
            yield Failure(name=str(n), reason="x", stage="read")

    found = read_captures(endless(), About(), Settings(), 2)
    assert [next(found) for _ in range(3)]
    assert len(asked) <= 3 + 2 * AHEAD
    found.close()  # type: ignore[attr-defined]


def test_all_reports_of_a_source_in_python() -> None:
    found = list(sayso.read_all(str(SAMPLES / "json_lines.jsonl"), columns={"title": "headline"}))
    assert [type(f) for f in found] == [Reading, Failure, Reading]
    with pytest.raises(ReportError, match="more than one report"):
        sayso.read(str(SAMPLES / "json_lines.jsonl"))


def test_a_taken_report_has_its_bytes(tmp_path: Path) -> None:
    (first, *_) = read_captures(all_captures(sources(tmp_path)[:1], Settings()), About(), Settings())
    assert isinstance(first, Taken)
    assert first.capture.raw.startswith(b"Gunmen")
