"""JSON Lines, or a JSON array of objects -> captures, one an object."""

from __future__ import annotations

import json
from typing import Any

from sayso.read.formats.fields import fields_capture
from sayso.read.streams.columns import USUAL, fields_of
from sayso.read.streams.json_objects import objects
from sayso.read.streams.opened import Collection, Columns, Members, Opened, failed, member
from sayso.read.streams.url_list import page_of
from sayso.settings import Settings

OURS = frozenset({"statement", "claim", "incident", "failure", "event"})  # records that sayso itself writes
NO_TEXT = "has no text (name its columns: --columns text=...)"


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield a capture for each object; one that has a URL and no text is fetched."""
    for number, found in enumerate(objects(source.stream, settings.max_bytes), 1):
        if isinstance(found, str):
            yield failed(source.name, number, found)
            continue
        if str(found.get("record")) in OURS:
            continue
        fields = fields_of(found, columns)
        if fields.get("text") or fields.get("html"):
            yield fields_capture(fields, member(source.name, number))
        elif fields.get("url"):
            yield page_of(fields["url"], settings)
        else:
            yield failed(source.name, number, NO_TEXT)


def _looks_like(first: bytes) -> bool:
    """True of a first line that is an object with a field of a report, and of an array that begins with one."""
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")):
        return False
    line = start.split(b"\n", 1)[0] if start.startswith(b"{") else start[1:].lstrip()
    try:
        found: Any = json.JSONDecoder().raw_decode(line.decode("utf8", "replace"))[0]
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and bool({str(k).lower() for k in found} & _TELLING)


_TELLING = frozenset(f"{USUAL['text']} {USUAL['html']} {USUAL['url']}".split())

JSON_LINES = Collection(
    split=split,
    looks_like=_looks_like,
    suffixes=frozenset({".jsonl", ".ndjson", ".jsonlines"}),
    media_types=frozenset({"application/x-ndjson", "application/jsonl", "application/x-jsonlines"}),
)
