"""Source of any number of reports -> their captures: a file, a folder, an archive, a feed, a table, a list, a URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sayso.model import Failure, ReportError
from sayso.read.formats.html import looks_like_html
from sayso.read.readers import READERS
from sayso.read.source import SCHEME, capture, opened, whole
from sayso.read.streams.feed import FEED
from sayso.read.streams.json_lines import JSON_LINES
from sayso.read.streams.ninjs import NINJS
from sayso.read.streams.opened import Collection, Columns, Members, Opened
from sayso.read.streams.opml import OPML
from sayso.read.streams.packed import DAMAGED, SUFFIXES, beginning, looked_into, packing_of, unpacked
from sayso.read.streams.sitemap import SITEMAP
from sayso.read.streams.table import TABLE
from sayso.read.streams.url_list import URL_LIST
from sayso.read.streams.warc import LISTING, WARC
from sayso.read.streams.zipped import split as split_zip
from sayso.settings import Settings

# To add one, add an entry: the first whose media type, else suffix, else first bytes fit splits the source.
COLLECTIONS: dict[str, Collection] = {
    "warc": WARC,
    "warc listing": LISTING,
    "feed": FEED,
    "sitemap": SITEMAP,
    "opml": OPML,
    "ninjs": NINJS,
    "json lines": JSON_LINES,
    "list of URLs": URL_LIST,
    "table": TABLE,
    "zip": Collection(
        split=lambda source, settings, columns: _of_zip(source, settings, columns),
        looks_like=lambda first: False,  # a DOCX begins as a ZIP does
        suffixes=frozenset({".zip"}),
        media_types=frozenset({"application/zip"}),
    ),
}


def captures(source: str, settings: Settings, columns: Columns | None = None) -> Members:
    """Yield the bytes of each report of a file, a folder, "-" or a URL, in its order; what cannot be read as a Failure.

    `columns` says where a table or JSON Lines have our fields: {"text": "body", "published": "date"}.
    """
    if SCHEME.match(source):
        members = _of_url(source, settings, columns or {})
    elif Path(source).is_dir():
        members = _of_folder(Path(source), settings, columns or {})
    else:
        members = _of_file(source, settings, columns or {})
    return guarded(members, source)


def _of_folder(folder: Path, settings: Settings, columns: Columns) -> Members:
    found = 0
    for path in _files(folder):
        found += 1
        yield from captures(str(path), settings, columns)
    if not found:
        raise ReportError(str(folder), "holds no files")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder by name; hidden ones, and folders behind a link, are left out."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(files) if not name.startswith("."))


def _of_file(name: str, settings: Settings, columns: Columns) -> Members:
    with opened(name) as stream:
        folder = None if name == "-" else Path(name).parent
        yield from _of_stream(stream, Opened(stream=stream, name=name, folder=folder), settings, columns)


def _of_stream(stream: BinaryIO, source: Opened, settings: Settings, columns: Columns) -> Members:
    head, stream = looked_into(stream)
    opener = packing_of(head)
    collection = _collection_of(source.name, beginning(head), columns)
    if opener is not None and not (collection and collection.packed):
        stream = unpacked(b"", stream, opener)
    if collection is None:
        yield whole(stream, source.name, settings.max_bytes)
    else:
        yield from collection.split(replace(source, stream=stream), settings, columns)


def _of_zip(source: Opened, settings: Settings, columns: Columns) -> Members:
    def each(stream: BinaryIO, name: str) -> Members:
        return guarded(_of_stream(stream, Opened(stream=stream, name=name), settings, columns), name)

    return split_zip(source, each)


def _collection_of(name: str, first: bytes, columns: Columns) -> Collection | None:
    path = Path(name.lower())
    suffix = Path(path.stem).suffix if path.suffix in SUFFIXES else path.suffix
    by_suffix = [c for c in COLLECTIONS.values() if suffix in c.suffixes]
    if by_suffix:
        return by_suffix[0]
    fitting = [c for c in COLLECTIONS.values() if c.looks_like(first)]
    if not fitting and columns and not any(suffix in r.suffixes for r in READERS.values()):
        return None if looks_like_html(first) else COLLECTIONS["table"]
    return fitting[0] if fitting else None


def _of_url(url: str, settings: Settings, columns: Columns) -> Members:
    """Yield the page, or what the feed, sitemap or list at a URL holds."""
    import io

    page = capture(url, settings)
    by_type = (c for c in COLLECTIONS.values() if page.media_type in c.media_types)
    fitting = (c for c in COLLECTIONS.values() if page.media_type != "text/html" and c.looks_like(beginning(page.raw)))
    collection = next(by_type, None) or next(fitting, None)
    if collection is None:
        yield page
    else:
        yield from collection.split(Opened(stream=io.BytesIO(page.raw), name=page.name), settings, columns)


def guarded(members: Members, name: str) -> Members:
    """Yield members; what ends them before their time is the last, a Failure."""
    number = 0
    try:
        for found in members:
            number += 1
            yield found
    except ReportError as error:
        yield error.failure
    except ImportError:  # a broken installation is no fault of the source
        raise
    except Exception as error:  # parsers by others over hostile bytes
        yield Failure(name=name, reason=f"{_reason(error)}, after record {number}", stage="read")


def _reason(error: Exception) -> str:
    if isinstance(error, DAMAGED):
        return "damaged or broken off"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or error})"
    return f"cannot be read ({type(error).__name__})"
