"""What many reports say: copies of a report, and events."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report that repeats another's text, and the share of its text that does; never a further source."""

    report: str
    of: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What claims of many reports are judged to be about: one happening."""

    id: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...] = ()
