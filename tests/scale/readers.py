"""Readers for tests: what they do hangs on the words of the report, and no model is loaded."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.model import Capture, Failure, Part, Reading, Report, ReportError, Span
from sayso.pipeline import About
from sayso.records import content_id
from sayso.scale.reading import Job, Limits
from sayso.settings import Settings

QUICK = Limits(seconds=0.5, per_word=0.0, memory=400_000_000)


def plain(capture: Capture, about: About, settings: Settings, tell: Callable[[int], None]) -> Reading:
    """The text itself as a report; some words are acted on instead."""
    text = capture.raw.decode()
    tell(len(text.split()))
    act(text, capture.name)
    report = Report(id=content_id(text), text=text, parts=(Part("body", Span(0, len(text))),), outlet=about.outlet)
    return Reading(report=report)


def slow(capture: Capture, about: About, settings: Settings, tell: Callable[[int], None]) -> Reading:
    time.sleep(0.02)
    return plain(capture, about, settings, tell)


def act(text: str, name: str) -> None:
    if "work" in text:
        start = time.process_time()
        while time.process_time() - start < 1.5:
            pass
    if "hang" in text:
        while True:
            pass
    if "sleep" in text:
        time.sleep(1000)
    if "grow" in text:
        held = []
        while True:
            held.append(b"x" * 10_000_000)
            time.sleep(0.01)
    if "leap" in text:
        print(len(b"x" * 100_000_000_000))
    if "die" in text:
        os._exit(3)
    if "fall once" in text and not (mark := Path(text.split()[-1])).exists():
        mark.touch()
        os._exit(4)
    if "fail" in text:
        raise ReportError(name, "is not to be read")
    if "break" in text:
        raise KeyError(text)


def texts(folder: Path, number: int) -> Path:
    """Write so many small reports, some of them not to be read."""
    folder.mkdir(exist_ok=True)
    for n in range(number):
        words = f"Gunmen shelled the market of Tarn, report {n}." if n % 7 else f"fail {n}"
        (folder / f"{n:04}.txt").write_text(words)
    return folder


def captures(*words: str) -> Iterator[Capture | Failure]:
    return (Capture(raw=w.encode(), name=f"report {n}") for n, w in enumerate(words))


PLAIN = Job(read=plain, limits=QUICK)

if __name__ == "__main__":  # a batch that a test kills: FOLDER OUT
    from sayso.scale.batch import Run, run_batch
    from sayso.scale.manifest import Plan

    for _ in run_batch(
        Path(sys.argv[2]), Plan(inputs=(sys.argv[1],), size=5), Run(workers=2), Job(read=slow, limits=QUICK)
    ):
        pass
