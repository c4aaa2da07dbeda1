"""A news item as read, or why it could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """Half-open stretch of a report's text, in code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


PartKind = Literal["title", "byline", "dateline", "caption", "credit", "body", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Raw bytes as they came, with where and when they came from; kept apart from the report."""

    raw: bytes
    name: str  # file name, "-" or URL, for messages
    url: str | None = None
    retrieved: str | None = None  # UTC, ISO 8601; only for what was fetched
    media_type: str | None = None
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of the report is; claims come from title and body."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news item as read; its text never changes afterwards.

    `published` is an ISO date ("2021-05-11") or a moment with its zone; `sha256` is of the raw bytes.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    outlet: str | None = None
    published: str | None = None
    published_basis: Literal["given", "stated"] | None = None
    url: str | None = None
    key: str | None = None
    retrieved: str | None = None
    language: str | None = None
    sha256: str = ""
    reader: str = ""  # name and version of what cut the text out of the bytes

    def first(self, kind: PartKind) -> str | None:
        """Return the text of the first part of a kind, or None."""
        return next((self.text[p.span.start : p.span.end] for p in self.parts if p.kind == kind), None)

    def part_at(self, offset: int) -> PartKind | None:
        """Return the kind of the part that holds an offset, or None between parts."""
        return next((p.kind for p in self.parts if p.span.start <= offset < p.span.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read, and why."""

    name: str
    reason: str
    stage: Literal["read", "language", "meaning", "ledger"]


class ReportError(Exception):
    """One report could not be read; the run goes on and `failure` is recorded."""

    def __init__(
        self, name: str, reason: str, stage: Literal["read", "language", "meaning", "ledger"] = "read"
    ) -> None:
        super().__init__(f"{name}: {reason}")
        self.failure = Failure(name=name, reason=reason, stage=stage)
