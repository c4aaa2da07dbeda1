"""List of URLs, one a line -> the pages at them, host by host in good manners."""

from __future__ import annotations

import re

from sayso.model import Capture, Failure, ReportError
from sayso.read.streams.opened import Collection, Columns, Members, Opened
from sayso.settings import Settings

LONGEST_LINE = 10_000

_URL_LINE = re.compile(rb"https?://[^\s<>\"]{4,}\s*", re.I)


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the page of each line; empty lines and lines that begin with # are left out."""
    while line := source.stream.readline(LONGEST_LINE):
        words = line.decode("utf8", "replace").strip("\ufeff \t\r\n")
        if words and not words.startswith("#"):
            yield page_of(words, settings)


def page_of(url: str, settings: Settings) -> Capture | Failure:
    """Return the page at a URL, or why it is not read: robots.txt is followed, and no host asked too often."""
    from sayso.read.network.visit import visitor

    try:
        return visitor(settings).visit(url)
    except ReportError as error:
        return error.failure


def _looks_like(first: bytes) -> bool:
    """True where every line is a URL or a comment; the last may be cut."""
    lines = [line for line in first.lstrip(b"\xef\xbb\xbf").splitlines() if line.strip() and not line.startswith(b"#")]
    return bool(lines) and all(_URL_LINE.fullmatch(line) for line in lines)


URL_LIST = Collection(
    split=split,
    looks_like=_looks_like,
    suffixes=frozenset({".urls"}),
    media_types=frozenset({"text/uri-list"}),
)
