"""Shard -> its records, by a worker: a process that is ended and made anew where a report hangs or blows memory."""

from __future__ import annotations

import os
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from sayso.model import Capture, Failure
from sayso.scale.reading import READY, Job, Result, failed, serve
from sayso.scale.shards import Done, Shard

TICK = 0.1  # seconds between two looks at a process that reads
START = 300.0  # seconds within which a process has loaded its model
RENEW = 0.65  # of the memory a report may take: a process that holds more between two reports is made anew
_starting = threading.Lock()  # multiprocessing's own list of processes is not made for threads


class WorkerError(Exception):
    """A worker cannot be started; the batch cannot go on."""


class Worker:
    """One process with one model, fed a report at a time."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None
        self.ended = False

    def shard(self, shard: Shard) -> Done:
        """Return the records of a shard; a report that cannot be read is a failure among them."""
        start = time.monotonic()
        results = [failed(c) if isinstance(c, Failure) else self.read(c) for c in shard.captures]
        return Done(
            number=shard.number, text="".join(r.text for r in results).encode(),
            reports=sum(not r.failed for r in results), failures=sum(r.failed for r in results),
            claims=sum(r.claims for r in results), words=sum(r.words for r in results),
            seconds=round(time.monotonic() - start, 2),
        )  # fmt: skip

    def read(self, capture: Capture) -> Result:
        """Return the records of one report; where the process dies over it, it is tried once more."""
        for _ in range(2):
            pipe, process = self._ready()
            try:
                pipe.send(capture)
                result = self._answer(capture.name, pipe, process)
                if _memory(process) > RENEW * self.job.limits.memory:
                    self.stop()
                return result
            except (EOFError, OSError):
                process.join(5)
                code = process.exitcode
                self.stop()
        why = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return failed(Failure(name=capture.name, reason=f"the process that read it died ({why})", stage="meaning"))

    def end(self) -> None:
        """End the process for good."""
        self.ended = True
        self.stop()

    def stop(self) -> None:
        """End the process, whatever it does; the next report gets a new one."""
        if self.process is not None:
            self.process.kill()
            self.process.join(5)
        if self.pipe is not None:
            self.pipe.close()
        self.process = self.pipe = None

    def _ready(self) -> tuple[Connection, BaseProcess]:
        if self.ended:
            raise WorkerError("the batch has been stopped")
        if self.process is None or self.pipe is None:
            self.pipe, theirs = get_context("spawn").Pipe()
            process = get_context("spawn").Process(target=serve, args=(theirs, self.job), daemon=True)
            with _starting:
                process.start()
            self.process = process
            theirs.close()
            self._await_start(self.pipe, process)
        return self.pipe, self.process

    def _await_start(self, pipe: Connection, process: BaseProcess) -> None:
        try:
            if pipe.poll(START) and pipe.recv() == READY:
                return
        except (EOFError, OSError):
            process.join(5)
        self.stop()
        raise WorkerError(f"a reading process did not start (exit code {process.exitcode})")

    def _answer(self, name: str, pipe: Connection, process: BaseProcess) -> Result:
        """Wait for the result; past its limits end the process, and let the failure say so."""
        limits, words = self.job.limits, 0
        begun, worked = time.monotonic(), _worked(process)
        while True:
            while pipe.poll(TICK):
                found = pipe.recv()
                if isinstance(found, Result):
                    return found
                words = found
            allowed = limits.seconds + limits.per_word * words
            late = time.monotonic() - begun > allowed * limits.patience
            if late or _worked(process) - worked > allowed:
                reason = f"took longer than {allowed:,.0f} seconds" if allowed >= 1 else "took too long"
            elif _memory(process) > limits.memory:
                reason = f"needed more than {limits.memory / 1e6:,.0f} MB of memory"
            else:
                continue
            self.stop()
            return failed(Failure(name=name, reason=reason, stage="meaning" if words else "read"))


def _worked(process: BaseProcess) -> float:
    """Return the processor's seconds of a process; 0 where the system does not tell, and only the clock counts."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return 0.0


def _memory(process: BaseProcess) -> int:
    """Return the bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
