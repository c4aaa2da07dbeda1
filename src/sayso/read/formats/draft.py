"""What a reader has cut out of the bytes, before it becomes a Report."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text and parts, with what the file or page itself states about outlet, date and URL."""

    text: str
    parts: tuple[Part, ...]
    reader: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    key: str | None = None
