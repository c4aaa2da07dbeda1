"""sayso in Python: the same readings that the command prints."""

from __future__ import annotations

from sayso import pipeline
from sayso.model import Capture, Reading
from sayso.settings import Settings, load


def read(
    source: str, *, published: str | None = None, outlet: str | None = None, settings: Settings | None = None
) -> Reading:
    """Read a file, a URL or "-" (standard input) and return its report, statements and claims.

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
