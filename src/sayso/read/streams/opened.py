"""What an open source that holds many reports is, and what splits it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.model import Capture, Failure
from sayso.settings import Settings

Columns = Mapping[str, str]  # our field -> the column that holds it: {"text": "body", "url": "link"}
Members = Iterator[Capture | Failure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stream of bytes at its beginning, its name for messages, and the folder it lies in, if any."""

    stream: BinaryIO
    name: str
    folder: Path | None = None


Split = Callable[[Opened, Settings, Columns], Members]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What splits a source, and the file names, media types and first bytes that call for it."""

    split: Split
    looks_like: Callable[[bytes], bool]
    suffixes: frozenset[str] = frozenset()
    media_types: frozenset[str] = frozenset()
    packed: bool = False  # unpacks by itself, to go on behind a damaged member


def member(name: str, number: int) -> str:
    """Return the name of a record within a source, for messages: "reports.csv#12"."""
    return f"{name}#{number}"


def failed(name: str, number: int, reason: str) -> Failure:
    """Return that a record of a source could not be read."""
    return Failure(name=member(name, number), reason=reason, stage="read")
