"""Captures -> seconds of each stage, in a process of its own. usage: python -m bench.stages JOB (JSON)

JOB says what is read: {"kind": "wires|pages|web pages|length", "data": DIR, "number": N, "part": 0, "of": 1}.
Prints JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.texts import joined, pages, wires
from bench.web_pages import web_pages
from sayso.language import parse
from sayso.meaning.understand import understand
from sayso.model import Capture, ReportError
from sayso.pipeline import made_by
from sayso.read import read
from sayso.records import written_lines
from sayso.settings import Settings

USUAL = Settings()
STAGES = ("read", "language", "meaning", "records")
WARM = 20  # reports read before the clock starts


@dataclass(slots=True)
class Clock:
    """Seconds of the processor by stage: one thread each, so on a free core they are those of the clock."""

    spent: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    at: float = 0.0

    def start(self) -> None:
        self.at = time.process_time()

    def stop(self, stage: str) -> None:
        now = time.process_time()
        self.spent[stage] += now - self.at
        self.at = now


def main() -> None:
    job = json.loads(sys.argv[1])
    if "core" in job:
        os.sched_setaffinity(0, {job["core"]})
    given = captures(job)
    run(wires(Path(job["data"]), WARM) if job["kind"] == "length" else given[:WARM])
    if job.get("wait"):  # until the others that run beside it are ready as well
        print("ready", flush=True)
        sys.stdin.readline()
    print(json.dumps(run(given)))


def captures(job: dict[str, Any]) -> list[Capture]:
    if job["kind"] == "length":
        return [joined(Path(job["data"]), job["number"])]
    makers = {"wires": wires, "pages": pages, "web pages": web_pages}
    made = makers[job["kind"]](Path(job["data"]), job["number"])
    return made[job.get("part", 0) :: job.get("of", 1)]


def run(given: list[Capture]) -> dict[str, Any]:
    """Read all, and return what it took."""
    clock, versions, marks = Clock(), made_by(USUAL), {}
    counts = {"reports": 0, "failures": 0, "words": 0, "claims": 0, "statements": 0, "bytes": 0, "raw": 0}
    for n, capture in enumerate(given, 1):
        counts["raw"] += len(capture.raw)
        clock.start()
        try:
            report = read(capture, published="1987-03-10", settings=USUAL)
        except ReportError:
            clock.stop("read")
            counts["failures"] += 1
            continue
        clock.stop("read")
        parsed = parse(report)
        clock.stop("language")
        reading = understand(report, parsed, versions)
        clock.stop("meaning")
        size = sum(len(line) + 1 for line in written_lines(reading))
        clock.stop("records")
        for key, more in (("reports", 1), ("words", len(parsed)), ("claims", len(reading.claims)),
                          ("statements", len(reading.statements)), ("bytes", size)):  # fmt: skip
            counts[key] += more
        if n in (1, 10, 100, 300, 1000, 3000, 10_000, 20_000):
            marks[n] = held()
    return {**counts, "seconds": clock.spent, "memory": {**marks, len(given): held()},
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}  # fmt: skip


def held() -> float:
    """MB that the process holds now."""
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages_held * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


if __name__ == "__main__":
    main()
