"""GDELT's exports of events, mentions and the knowledge graph -> the pages that they name, each once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sayso.read.streams.opened import Columns, Members, Opened
from sayso.read.streams.url_list import page_of
from sayso.settings import Settings

LONGEST_LINE = 1_000_000
REMEMBERED = 100_000  # addresses; the events of one page stand near to one another

# Columns in a row -> the column of the address: events 2.0 and 1.0, mentions, knowledge graph 2.1.
ADDRESS_AT = {61: 60, 58: 57, 16: 5, 27: 4}


def is_gdelt(first: bytes) -> bool:
    """True of rows parted by tabs, without a header, of a known width and with an address at its place."""
    line, ended, _ = first.partition(b"\n")
    return bool(ended) and _address(line) is not None


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the page of each address."""
    for url in _addresses(source.stream):
        yield page_of(url, settings)


def _addresses(stream: BinaryIO) -> Iterator[str]:
    seen: dict[str, None] = {}
    while line := stream.readline(LONGEST_LINE):
        url = _address(line)
        if url is not None and url not in seen:
            seen[url] = None
            if len(seen) > REMEMBERED:
                del seen[next(iter(seen))]
            yield url


def _address(line: bytes) -> str | None:
    cells = line.rstrip(b"\r\n").split(b"\t")
    at = ADDRESS_AT.get(len(cells))
    url = cells[at].strip().decode("utf8", "replace") if at is not None else ""
    return url if url.startswith(("http://", "https://")) else None
