"""RSS or Atom -> what it lists, and the captures of the entries' own text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

from sayso.model import ReportError
from sayso.read.formats.moments import moment_in_utc, moment_of
from sayso.read.source import whole
from sayso.read.streams.listed import Listed
from sayso.read.streams.opened import Collection, Columns, Members, Opened, failed, member
from sayso.read.streams.xml_root import root_of
from sayso.settings import Settings

MEDIA_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
MOST_ENTRIES = 10_000

_HTML = re.compile(r"<[a-zA-Z/!]|&(?:#\d|#x|[a-zA-Z])")


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield a capture for each entry: its whole content, else its summary."""
    raw = whole(source.stream, source.name, settings.max_bytes).raw
    for number, entry in enumerate(entries_of(raw, source.name), 1):
        if entry.has_text or entry.title:
            yield entry.capture(member(source.name, number))
        else:
            yield failed(source.name, number, "has neither title nor text")


def entries_of(raw: bytes, name: str) -> list[Listed]:
    """Return the entries of a feed in its order; raise ReportError where the bytes are no feed."""
    import feedparser

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # As a stream: bytes by themselves would be tried as the name of a file.
            found: Any = feedparser.parse(io.BytesIO(raw))
    except Exception as error:  # a parser by others over what a server sends
        raise ReportError(name, f"is no feed that can be read ({type(error).__name__})") from error
    if not found.entries and not found.get("version"):
        raise ReportError(name, "is no feed that can be read")
    outlet = _words(found.feed, "title")
    return [_listed(entry, outlet) for entry in found.entries[:MOST_ENTRIES]]


def _listed(entry: Mapping[str, Any], feed_title: str | None) -> Listed:
    source = entry.get("source")
    body = _body(entry)
    is_html = bool(body and _HTML.search(body))
    return Listed(
        url=_address(entry),
        key=_words(entry, "id"),
        title=_words(entry, "title"),
        byline=_words(entry, "author"),
        outlet=(_words(source, "title") if isinstance(source, Mapping) else None) or feed_title,
        published=_published(entry),
        html=body if is_html else None,
        text=None if is_html else body,
    )


def _body(entry: Mapping[str, Any]) -> str | None:
    """Return the longest of what an entry gives as its content, else its summary."""
    contents = [c.get("value") for c in entry.get("content") or () if isinstance(c, Mapping)]
    whole_text = max((c for c in contents if isinstance(c, str)), key=len, default="")
    summary = entry.get("summary")
    return whole_text.strip() or (summary.strip() if isinstance(summary, str) else "") or None


def _published(entry: Mapping[str, Any]) -> str | None:
    """Return when the entry was published, else changed, with the zone as printed."""
    for name in ("published", "updated"):
        stated = entry.get(name)
        moment = moment_of(stated) if isinstance(stated, str) else None
        if moment := moment or moment_in_utc(entry.get(f"{name}_parsed")):
            return moment
    return None


def _address(entry: Mapping[str, Any]) -> str | None:
    links = [entry.get("link"), entry.get("id")]
    return next((v for v in links if isinstance(v, str) and v.startswith(("http://", "https://"))), None)


def _words(value: Any, name: str) -> str | None:
    """Return a field as plain words; a title may hold mark-up."""
    found = value.get(name)
    if not isinstance(found, str):
        return None
    if _HTML.search(found):
        from lxml import etree, html

        try:
            found = html.fromstring(f"<p>{found}</p>").text_content()
        except (etree.LxmlError, ValueError):
            return None
    return " ".join(found.split()) or None


FEED = Collection(
    split=split,
    looks_like=lambda first: root_of(first) in {"rss", "feed", "rdf"},
    suffixes=frozenset({".rss", ".atom", ".rdf"}),
    media_types=MEDIA_TYPES,
)
