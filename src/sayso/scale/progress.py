"""Shards as they are done -> what a person is told meanwhile: rate, failures, time left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from sayso.scale.manifest import files_of
from sayso.scale.shards import Done


@dataclass(slots=True)
class Progress:
    """What a run has done so far, and how far the input has been gone through."""

    inputs: tuple[str, ...] = ()
    started: float = field(default_factory=time.monotonic)
    reports: int = 0
    failures: int = 0
    claims: int = 0
    words: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)  # of a file: bytes before it, its own
    before: float = 0.0  # share of the input gone through when the first shard was done
    share: float = 0.0

    def __post_init__(self) -> None:
        at = 0
        for file in (f for source in self.inputs if "://" not in source for f in files_of(source)):
            size = file.stat().st_size if file.exists() else 0
            self.places[str(file.absolute())] = (at, size)
            at += size

    def add(self, done: Done) -> None:
        """Count a shard."""
        self.reports += done.reports
        self.failures += done.failures
        self.claims += done.claims
        self.words += done.words
        self.share = max(self.share, self._gone_through())

    def line(self) -> str:
        """Return what there is to say in one line."""
        passed = max(time.monotonic() - self.started, 0.001)
        told = (
            f"{self.reports:,} reports, {self.claims:,} claims, {self.failures:,} failures; "
            f"{(self.reports + self.failures) / passed:,.1f} reports/s, {self.words / passed:,.0f} words/s"
        )
        return told + (f"; about {_duration(left)} left" if (left := self._left(passed)) is not None else "")

    def _left(self, passed: float) -> float | None:
        return passed * (1 - self.share) / self.share if 0.001 < self.share < 1 else None

    def _gone_through(self) -> float:
        """Return the share of the input's bytes that lie before where an open file of it is read."""
        whole = sum(size for _, size in self.places.values())
        try:
            handles = list(Path("/proc/self/fd").iterdir())
        except OSError:  # no Linux
            return 0.0
        reached = max((self._reached(handle) for handle in handles), default=0)
        return reached / whole if whole else 0.0

    def _reached(self, handle: Path) -> int:
        try:
            before, _ = self.places[str(handle.readlink())]
            told = Path(f"/proc/self/fdinfo/{handle.name}").read_text()
        except (OSError, KeyError):
            return 0
        return before + int(told.split()[1])


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
