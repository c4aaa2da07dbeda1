"""Bytes of a feed, sitemap or OPML -> the entries that it lists, and the further feeds."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model import ReportError
from sayso.read.streams.feed import entries_of
from sayso.read.streams.listed import Listed
from sayso.read.streams.opml import feeds_of
from sayso.read.streams.sitemap import site_map, unpacked_map
from sayso.read.streams.xml_root import root_of
from sayso.settings import Settings


class Listing(NamedTuple):
    """What a feed lists: reports, or further feeds and sitemaps."""

    entries: list[Listed]
    feeds: list[str]


def listing(raw: bytes, name: str, settings: Settings) -> Listing:
    """Return what a feed, sitemap or OPML lists; raise ReportError where the bytes are none of them."""
    raw = unpacked_map(raw, name, settings)
    root = root_of(raw[:10_000])
    if root == "opml":
        return Listing([], feeds_of(raw, name))
    if root in {"urlset", "sitemapindex"}:
        return Listing(*site_map(raw, name))
    if root in {"", "html"}:
        raise ReportError(name, "is no RSS, Atom, OPML or sitemap")
    return Listing(entries_of(raw, name), [])
