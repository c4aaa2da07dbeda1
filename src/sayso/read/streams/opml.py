"""OPML -> the feeds that it lists, and the entries of each."""

from __future__ import annotations

import io

from sayso.model import Capture, ReportError
from sayso.read.source import whole
from sayso.read.streams.feed import split as feed_split
from sayso.read.streams.opened import Collection, Columns, Members, Opened
from sayso.read.streams.url_list import page_of
from sayso.read.streams.xml_root import root_of
from sayso.settings import Settings

MOST_FEEDS = 10_000


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the entries of each feed."""
    raw = whole(source.stream, source.name, settings.max_bytes).raw
    for url in feeds_of(raw, source.name):
        fetched = page_of(url, settings)
        if isinstance(fetched, Capture):
            try:
                yield from feed_split(Opened(stream=io.BytesIO(fetched.raw), name=url), settings, columns)
            except ReportError as error:
                yield error.failure
        else:
            yield fetched


def feeds_of(raw: bytes, name: str) -> list[str]:
    """Return the URLs of the feeds, each once; raise ReportError where the bytes are no OPML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise ReportError(name, "is no OPML that can be read")
    stated = (str(outline.get("xmlUrl") or outline.get("xmlurl") or "").strip() for outline in tree.iter("outline"))
    return list(dict.fromkeys(url for url in stated if url.startswith(("http://", "https://"))))[:MOST_FEEDS]


OPML = Collection(
    split=split,
    looks_like=lambda first: root_of(first) == "opml",
    suffixes=frozenset({".opml"}),
    media_types=frozenset({"text/x-opml", "application/opml+xml"}),
)
