"""sayso in Python: the same readings that the command prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso import pipeline
from sayso.model import Capture, Failure, Reading
from sayso.read import captures
from sayso.settings import Settings, load


def read(
    source: str, *, published: str | None = None, outlet: str | None = None, settings: Settings | None = None
) -> Reading:
    """Read the one report of a file, a URL or "-" (standard input) and return it with its statements and claims.

    `published` is an ISO date or moment. Raises sayso.model.ReportError, whose text names the source and the reason.

    >>> sayso.read("examples/threat.txt", published="2024-03-06").claims[0].type  # doctest: +SKIP
    'THREATEN'
    """
    about = pipeline.About(outlet=outlet, published=published)
    return pipeline.read_source(source, about, settings or load())


def read_text(
    text: str, *, published: str | None = None, outlet: str | None = None, settings: Settings | None = None
) -> Reading:
    """Read a report that is already at hand as text."""
    captured = Capture(raw=text.encode("utf8", "replace"), name="text", media_type="text/plain", charset="utf8")
    about = pipeline.About(outlet=outlet, published=published)
    return pipeline.read_capture(captured, about, settings or load())


def read_all(
    source: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Reading | Failure]:
    """Yield the readings of all reports of a folder, archive, feed, table, ...; for one that cannot be read, a Failure.

    `columns` says which column of a table, or which name in JSON, holds which field.

    >>> list(sayso.read_all("wire.csv", columns={"text": "story", "published": "day"}))  # doctest: +SKIP
    """
    about, given = pipeline.About(outlet=outlet, published=published), settings or load()
    return (pipeline.read_found(found, about, given) for found in captures(source, given, columns))
