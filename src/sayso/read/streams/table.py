"""Table of reports (CSV, TSV) -> captures, one a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.model import ReportError
from sayso.read.formats.decode import charset_of
from sayso.read.formats.fields import fields_capture
from sayso.read.streams.columns import fields_of, missing
from sayso.read.streams.gdelt import is_gdelt
from sayso.read.streams.gdelt import split as gdelt_split
from sayso.read.streams.json_lines import NO_TEXT
from sayso.read.streams.opened import Collection, Columns, Members, Opened, failed, member
from sayso.read.streams.packed import looked_into
from sayso.read.streams.url_list import page_of
from sayso.settings import Settings

DELIMITERS = "\t,;|"

_QUOTED = re.compile(r'"[^"]*"')
Row = list[str] | str  # its cells, or why there are none


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield a capture for each row; one that has a URL and no text is fetched, as in Media Cloud's tables."""
    first, stream = looked_into(source.stream)
    if is_gdelt(first):
        yield from gdelt_split(Opened(stream=stream, name=source.name), settings, columns)
        return
    rows = _rows(stream, first, settings.max_bytes)
    header = next(rows, [])
    if isinstance(header, str):
        raise ReportError(source.name, f"its first row {header}")
    header = [name.strip() for name in header]
    if absent := missing(dict.fromkeys(header, ""), columns):
        raise ReportError(source.name, f"has no column {absent!r}; it has {', '.join(header)[:300]}")
    for number, row in enumerate(rows, 1):
        if isinstance(row, str):
            yield failed(source.name, number, row)
        elif any(cell.strip() for cell in row):
            yield from _members(source.name, number, header, row, (settings, columns))


def _members(name: str, number: int, header: list[str], row: list[str], given: tuple[Settings, Columns]) -> Members:
    settings, columns = given
    if len(row) != len(header):
        yield failed(name, number, f"has {len(row)} columns where the table has {len(header)}")
        return
    fields = fields_of(dict(zip(header, row, strict=True)), columns)
    if fields.get("text") or fields.get("html"):
        yield fields_capture(fields, member(name, number))
    elif fields.get("url"):
        yield page_of(fields["url"], settings)
    else:
        yield failed(name, number, NO_TEXT)


def _rows(stream: BinaryIO, first: bytes, most: int) -> Iterator[Row]:
    csv.field_size_limit(most)
    words = io.TextIOWrapper(stream, encoding=charset_of(first), errors="replace", newline="")
    reader = csv.reader(words, delimiter=_delimiter(first))
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:  # the rows behind it can still be read
            yield f"cannot be read ({error})"


def _delimiter(first: bytes) -> str:
    """Return what parts the columns of the header."""
    header = _QUOTED.sub("", first.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf8", "replace"))
    return max(DELIMITERS, key=header.count)


TABLE = Collection(
    split=split,
    looks_like=is_gdelt,
    suffixes=frozenset({".csv", ".tsv", ".tab"}),
    media_types=frozenset({"text/csv", "text/tab-separated-values"}),
)
