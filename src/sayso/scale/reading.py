"""Capture -> the JSON Lines of its records, in a process of its own that waits for captures at a pipe."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import PurePath
from typing import NamedTuple

from sayso.model import Capture, Failure, Reading, ReportError
from sayso.pipeline import About
from sayso.records import dumps, written_lines
from sayso.settings import Settings

FIRST = Capture(raw=b"Norland's army shelled Tarn on Monday, Minister Oda said.", name="first", media_type="text/plain")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
READY = -1

# What reads one report; it tells the number of words as soon as that is known, since the time it may take hangs on it.
Read = Callable[[Capture, About, Settings, Callable[[int], None]], Reading]


class Limits(NamedTuple):
    """What one report may take (design.md section 6): seconds of the processor, bytes of memory."""

    seconds: float = 10.0
    per_word: float = 0.001
    memory: int = 1_000_000_000
    patience: float = 6.0  # times as long by the clock, on a machine that does other things as well


class Result(NamedTuple):
    """The records of one report as JSON Lines, and what they come to."""

    text: str
    claims: int = 0
    words: int = 0
    failed: bool = False


def read_report(capture: Capture, about: About, settings: Settings, tell: Callable[[int], None]) -> Reading:
    """Return the reading of a capture."""
    from sayso.language.parser import load_backend, parse
    from sayso.meaning.understand import understand
    from sayso.pipeline import made_by
    from sayso.read import read

    report = read(capture, outlet=about.outlet, published=about.published, key=about.key, settings=settings)
    tell(len(report.text.split()))
    parsed = parse(report, load_backend(settings.backend, settings.threads))
    return understand(report, parsed, made_by(settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How every report of a batch is read."""

    about: About = field(default_factory=About)
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    read: Read = read_report


def failed(failure: Failure) -> Result:
    """Return the result of a report that could not be read."""
    return Result('{"record":"failure",' + dumps(failure)[1:] + "\n", failed=True)


def serve(pipe: Connection, job: Job) -> None:
    """Answer each capture of the pipe with its result, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; ours are ended in order
    os.environ.update(ONE_THREAD)
    _bound(job.limits.memory)
    job.read(FIRST, About(published="2024-03-05"), job.settings, lambda words: None)  # loads all that is loaded once
    pipe.send(READY)
    try:
        while True:
            pipe.send(_result(pipe.recv(), job, pipe))
    except (EOFError, ConnectionError):
        return


def _result(capture: Capture, job: Job, pipe: Connection) -> Result:
    words = 0

    def tell(number: int) -> None:
        nonlocal words
        words = number
        pipe.send(number)

    try:
        reading = job.read(capture, job.about, job.settings, tell)
        text = "".join(f"{line}\n" for line in written_lines(reading))
    except ReportError as error:
        return failed(error.failure)
    except ConnectionError:
        raise
    except Exception as error:  # a fault of ours over one report; its message may hold the report's text
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"reading it failed ({type(error).__name__} in {PurePath(where.filename).name}, line {where.lineno})"
        return failed(Failure(name=capture.name, reason=reason, stage="meaning" if words else "read"))
    return Result(text, len(reading.claims), words)


def _bound(memory: int) -> None:
    """Let the system refuse more than twice what a report may take; the parent ends it before, unless it is quick."""
    try:
        import resource
    except ImportError:  # Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = 2 * memory if hard == resource.RLIM_INFINITY else min(2 * memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
