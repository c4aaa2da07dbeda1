"""The way of the data, on one page: bytes -> Report -> Parse -> Statement*, Claim*.

capture   where the bytes come from: a file, standard input, a URL
read      bytes -> Report: the text, its parts, outlet and date
language  Report -> Parse: words, sentences, trees, names
meaning   Parse -> statements and claims, each with its say-so and its words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.knowledge.fingerprint import fingerprint
from sayso.language.parser import load_backend, parse
from sayso.meaning.understand import understand
from sayso.model import Capture, Failure, MadeBy, Reading, ReportError
from sayso.read import capture, read
from sayso.settings import Settings
from sayso.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the caller knows of a report and the bytes may not say."""

    outlet: str | None = None
    published: str | None = None  # ISO date or moment
    key: str | None = None


def read_source(source: str, about: About, settings: Settings) -> Reading:
    """Read one file, URL or "-"; raise ReportError where it cannot be read."""
    return read_capture(capture(source, settings), about, settings)


def read_capture(captured: Capture, about: About, settings: Settings) -> Reading:
    """Read bytes already at hand."""
    report = read(captured, outlet=about.outlet, published=about.published, key=about.key, settings=settings)
    backend = load_backend(settings.backend, settings.threads)
    return understand(report, parse(report, backend), made_by(settings))


def read_many(sources: Iterable[str], about: About, settings: Settings) -> Iterator[Reading | Failure]:
    """Read one after another; a report that fails becomes a Failure and the run goes on."""
    for source in sources:
        try:
            yield read_source(source, about, settings)
        except ReportError as error:
            yield error.failure


def made_by(settings: Settings) -> MadeBy:
    """Return the versions that make the records."""
    model = load_backend(settings.backend, settings.threads).version
    return MadeBy(sayso=__version__, model=model, knowledge=fingerprint())
