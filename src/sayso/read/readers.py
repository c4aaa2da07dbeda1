"""Capture -> Report: picks the reader, and checks what it gives."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from sayso.model import Capture, Report, ReportError
from sayso.read.formats.draft import Draft
from sayso.read.formats.english import foreign, looks_english
from sayso.read.formats.fields import MEDIA_TYPE, read_fields
from sayso.read.formats.html import looks_like_html, read_html
from sayso.read.formats.signatures import unreadable
from sayso.read.formats.text import read_text
from sayso.read.network.urls import canonical
from sayso.read.streams.warc import RECORD_ID
from sayso.records import content_id
from sayso.settings import Settings


class Reader(NamedTuple):
    """What cuts the text out of the bytes, and the media types, file names and first bytes that call for it."""

    read: Callable[[Capture, Settings], Draft]
    media_types: frozenset[str]
    suffixes: frozenset[str]
    looks_like: Callable[[bytes], bool]


# To add one, add an entry: the first whose media type, else suffix, else first bytes fit is taken.
READERS: dict[str, Reader] = {
    "html": Reader(
        read_html,
        frozenset({"text/html", "application/xhtml+xml"}),
        frozenset({".html", ".htm", ".xhtml"}),
        looks_like_html,
    ),
    "fields": Reader(read_fields, frozenset({MEDIA_TYPE}), frozenset(), lambda raw: False),
    "text": Reader(
        read_text,
        frozenset({"text/plain", "text/markdown"}),
        frozenset({".txt", ".text", ".md", ".markdown"}),
        lambda raw: True,
    ),
}
_DATE_OR_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?")
_UNTYPED = frozenset({None, "application/octet-stream", "binary/octet-stream"})


def read(
    capture: Capture,
    *,
    outlet: str | None = None,
    published: str | None = None,
    key: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Report:
    """Return the report in the bytes; what is given goes before what it states itself; raise ReportError if unfit."""
    given = None if published is None else _moment(published, capture.name)
    draft = _reader_of(capture).read(capture, settings)
    words = _own_words(draft)
    _check(draft.text, words, capture.name, settings)
    outlet, published = outlet or draft.outlet, given or draft.published
    address = draft.url or capture.url
    url = canonical(address) if address else None
    key = key or draft.key or capture.headers.get(RECORD_ID)
    return Report(
        id=content_id(outlet, url or key, published, words),  # menus change, the report does not
        text=draft.text,
        parts=draft.parts,
        outlet=outlet,
        published=published,
        published_basis=None if published is None else "given" if given else "stated",
        url=url,
        key=key,
        retrieved=capture.retrieved,
        language="en" if looks_english(words) else None,
        sha256=hashlib.sha256(capture.raw).hexdigest(),
        reader=draft.reader,
    )


def _reader_of(capture: Capture) -> Reader:
    readers = READERS.values()
    if capture.media_type == MEDIA_TYPE:
        return READERS["fields"]
    if (reason := unreadable(capture.raw)) is not None:
        raise ReportError(capture.name, reason)
    if capture.media_type not in _UNTYPED:
        fitting = [r for r in readers if capture.media_type in r.media_types]
        if not fitting:
            raise ReportError(capture.name, f"not a text (the server calls it {capture.media_type})")
        return fitting[0]
    suffix = PurePath(re.sub(r"[?#].*", "", capture.name)).suffix.lower()
    by_suffix = [r for r in readers if suffix in r.suffixes]
    return by_suffix[0] if by_suffix else next(r for r in readers if r.looks_like(capture.raw))


def _own_words(draft: Draft) -> str:
    """Return the report without furniture, whose menus may be in another language or none."""
    own = (draft.text[p.span.start : p.span.end] for p in draft.parts if p.kind != "furniture")
    return "\n".join(own) or draft.text


def _check(text: str, words: str, name: str, settings: Settings) -> None:
    if not text.strip():
        raise ReportError(name, "holds no text")
    if len(text) > settings.max_text:
        raise ReportError(name, f"its text is too long ({len(text):,} characters; {settings.max_text:,} are allowed)")
    if not settings.any_language and foreign(words):
        raise ReportError(name, "does not look English (any_language reads it all the same)")


def _moment(given: str, name: str) -> str:
    kind = date if len(given) == 10 else datetime
    if _DATE_OR_MOMENT.fullmatch(given):
        with contextlib.suppress(ValueError):
            return kind.fromisoformat(given).isoformat()
    raise ReportError(
        name, f"published must be an ISO date or moment (2021-05-11, 2021-05-11T10:30+03:00), not {given[:60]!r}"
    )
