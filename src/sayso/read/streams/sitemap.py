"""Sitemap of a site, with its news if it has any -> the URLs that it lists, and the pages at them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from sayso.model import ReportError
from sayso.read.formats.moments import moment_of
from sayso.read.source import whole
from sayso.read.streams.listed import Listed
from sayso.read.streams.opened import Collection, Columns, Members, Opened
from sayso.read.streams.packed import DAMAGED, looked_into, packing_of, unpacked
from sayso.read.streams.url_list import page_of
from sayso.read.streams.xml_root import root_of
from sayso.settings import Settings

DEEPEST = 2  # an index of indexes is followed so far
MOST_MAPS = 500  # of one index

_FIELDS = {"loc": "url", "publication_date": "published", "title": "title", "name": "outlet"}


class SiteMap(NamedTuple):
    """The pages that a sitemap lists, or the sitemaps that an index does."""

    pages: list[Listed]
    maps: list[str]


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the page at each URL, those of the sitemaps that an index lists too."""
    raw = whole(source.stream, source.name, settings.max_bytes).raw
    yield from _pages(raw, source.name, settings, DEEPEST)


def site_map(raw: bytes, name: str) -> SiteMap:
    """Return what a sitemap lists; raise ReportError where the bytes are none."""
    from lxml import etree

    pages: list[Listed] = []
    maps: list[str] = []
    try:
        for element in _elements(raw):
            found = _listed(element)
            if found.url and _name(element) == "url":
                pages.append(found)
            elif found.url and len(maps) < MOST_MAPS:
                maps.append(found.url)
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        if not pages and not maps:
            raise ReportError(name, "is no sitemap that can be read") from error
    return SiteMap(pages, maps)


def unpacked_map(raw: bytes, name: str, settings: Settings) -> bytes:
    """Return the bytes of a fetched sitemap, which is often packed."""
    head, stream = looked_into(io.BytesIO(raw))
    opener = packing_of(head)
    try:
        return whole(unpacked(b"", stream, opener), name, settings.max_bytes).raw if opener else raw
    except (*DAMAGED, OSError) as error:
        raise ReportError(name, "cannot be unpacked") from error


def _pages(raw: bytes, name: str, settings: Settings, depth: int) -> Members:
    found = site_map(raw, name)
    for page in found.pages:
        yield page_of(page.url or "", settings)
    for url in found.maps if depth else ():
        fetched = page_of(url, settings)
        try:
            if hasattr(fetched, "raw"):
                yield from _pages(unpacked_map(fetched.raw, url, settings), url, settings, depth - 1)
            else:
                yield fetched
        except ReportError as error:
            yield error.failure


def _elements(raw: bytes) -> Iterator[Any]:
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(raw), events=("end",), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True,
        load_dtd=False, recover=False,
    )  # fmt: skip
    yield from (element for _, element in events)


def _listed(element: Any) -> Listed:
    found: dict[str, str] = {}
    for child in element.iter():
        field = _FIELDS.get(_name(child))
        words = " ".join((child.text or "").split()) if field else ""
        if field and words and field not in found:
            found[field] = words
    url = found.get("url", "")
    moment = moment_of(found.pop("published", ""))
    return Listed(**found | {"published": moment, "url": url if url.startswith(("http://", "https://")) else None})


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


SITEMAP = Collection(split=split, looks_like=lambda first: root_of(first) in {"urlset", "sitemapindex"})
