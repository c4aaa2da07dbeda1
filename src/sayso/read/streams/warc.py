"""WARC archive, as CC-NEWS keeps the pages of news sites -> captures of the pages that may be reports."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.model import Capture
from sayso.read.source import opened
from sayso.read.streams.opened import Collection, Columns, Members, Opened, failed, member
from sayso.read.streams.warc_records import records
from sayso.settings import Settings

HTML = frozenset({"text/html", "application/xhtml+xml"})
RECORD_ID = "warc-record-id"  # header under which a capture carries its key
MOST_HEADERS = 100_000  # bytes of a record beside its page


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the HTML pages that servers answered with; what is no report by its address or type is passed over."""
    for number, found in records(source.stream, b"response", settings.max_bytes + MOST_HEADERS):
        name = member(source.name, number)
        if isinstance(found, str):
            yield failed(source.name, number, found)
            continue
        try:
            page = _page(found, name, settings.max_bytes)
        except (ImportError, MemoryError):
            raise
        except Exception as error:  # headers as servers send them, through a parser by others
            yield failed(source.name, number, f"is no HTTP response that can be read ({type(error).__name__})")
            continue
        if page is not None and len(page.raw) > settings.max_bytes:
            yield failed(source.name, number, f"too large (over {settings.max_bytes:,} bytes)")
        elif page is not None:
            yield page


def _page(raw: bytes, name: str, most: int) -> Capture | None:
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it would tell of every address with a space
    record: Any = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(raw), known_format="warc")
    http, stated = record.http_headers, record.rec_headers
    url = (stated.get_header("WARC-Target-URI") or "").strip("<> ")
    if http is None or http.get_statuscode() != "200" or not _may_be_report(url):
        return None
    media_type, _, parameters = (http.get_header("Content-Type") or "text/html").partition(";")
    if media_type.strip().lower() not in HTML:
        return None
    page = record.content_stream().read(most + 1)
    headers = {key.lower(): value for key, value in http.headers} | {RECORD_ID: stated.get_header("WARC-Record-ID")}
    return Capture(
        raw=page,
        name=name,
        url=url or None,
        retrieved=stated.get_header("WARC-Date"),
        media_type=media_type.strip().lower(),
        charset=parameters.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None,
        headers={key: value for key, value in headers.items() if isinstance(value, str)},
    ) if page.strip() else None  # fmt: skip


def _may_be_report(url: str) -> bool:
    """True of a page below a site's front."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_front = parts.path in {"", "/"} and not parts.query
    return parts.scheme in {"http", "https"} and not is_front and not parts.path.endswith("/robots.txt")


def split_listing(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield the pages of the archives that a listing (warc.paths) names and that lie beside it."""
    for number, path in enumerate(_paths(source), 1):
        file = _beside(source.folder, path)
        if file is None:
            yield failed(source.name, number, f"names {path[:300]!r:.300}, which does not lie beside it")
            continue
        with opened(str(file)) as stream:
            yield from split(Opened(stream=stream, name=str(file), folder=file.parent), settings, columns)


def _paths(source: Opened) -> Iterator[str]:
    while line := source.stream.readline(10_000):
        if words := line.decode("utf8", "replace").strip():
            yield words


def _beside(folder: Path | None, path: str) -> Path | None:
    """Return the file by its whole path below the listing's folder, else by its name; never one outside."""
    steps = [step for step in path.split("/") if step]
    if folder is None or ".." in steps or "\0" in path or not steps:
        return None
    try:
        return next((f for f in (folder.joinpath(*steps), folder / steps[-1]) if f.is_file()), None)
    except OSError:  # a name that is too long
        return None


WARC = Collection(
    split=split,
    looks_like=lambda first: first.startswith(b"WARC/"),
    suffixes=frozenset({".warc"}),
    media_types=frozenset({"application/warc"}),
    packed=True,
)
LISTING = Collection(
    split=split_listing,
    looks_like=lambda first: first.startswith(b"crawl-data/") and b".warc" in first,
    suffixes=frozenset({".paths"}),
)
