"""Host -> how long to wait before it is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BETWEEN = 1.0  # seconds between two requests to a host that states nothing
LONGEST_DELAY = 30.0  # of a Crawl-delay that is followed
FIRST_PAUSE = 30.0  # after a host says that it is asked too much; twice as long each time
LONGEST_PAUSE = 86_400.0
LONGEST_WAIT = 60.0  # longer than that nobody waits: the page counts as not got


@dataclass(slots=True)
class _Host:
    free_at: float = 0.0
    pauses: int = 0


@dataclass(slots=True)
class Pace:
    """When each host may be asked again; the clock counts seconds."""

    between: float = field(default_factory=lambda: BETWEEN)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def left(self, host: str) -> float:
        """Return the seconds until a host may be asked."""
        return max(0.0, self._hosts.setdefault(host, _Host()).free_at - self.clock())

    def wait(self, host: str, delay: float | None = None) -> None:
        """Wait until a host may be asked; the next after that waits `delay` seconds, or what is usual."""
        if (left := self.left(host)) > 0:
            self.sleep(left)
        self._hosts[host].free_at = self.clock() + max(self.between, min(delay or 0.0, LONGEST_DELAY))

    def pause(self, host: str, again: str | None = None) -> None:
        """Leave a host alone for as long as it says (Retry-After), or for longer each time."""
        known = self._hosts.setdefault(host, _Host())
        seconds = seconds_until(again)
        if seconds is None:
            seconds = FIRST_PAUSE * 2 ** min(known.pauses, 20)
        known.pauses += 1
        known.free_at = max(known.free_at, self.clock() + min(seconds, LONGEST_PAUSE))

    def answered(self, host: str) -> None:
        """Note that a host answers as it should."""
        self._hosts.setdefault(host, _Host()).pauses = 0


def seconds_until(again: str | None) -> float | None:
    """Return the seconds of a Retry-After, which is a number or a date; None where it is neither."""
    words = (again or "").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    with suppress(TypeError, ValueError, IndexError, OverflowError):
        moment = parsedate_to_datetime(words)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
    return None
