"""The way of the data, on one page: bytes -> Report -> Parse -> Statement*, Claim*.

captures  where the bytes come from: a file, a folder, an archive, a feed, a table, standard input, a URL
read      bytes -> Report: the text, its parts, outlet and date
language  Report -> Parse: words, sentences, trees, names
meaning   Parse -> statements and claims, each with its say-so and its words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.knowledge.fingerprint import fingerprint
from sayso.language.parser import load_backend, parse
from sayso.meaning.understand import understand
from sayso.model import Capture, Failure, MadeBy, Reading, ReportError
from sayso.read import captures, read
from sayso.settings import Settings
from sayso.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the caller knows of a report and the bytes may not say."""

    outlet: str | None = None
    published: str | None = None  # ISO date or moment
    key: str | None = None


def read_source(source: str, about: About, settings: Settings) -> Reading:
    """Read the one report of a file, URL or "-"; raise ReportError where it cannot be read, or holds several."""
    found = list(islice(captures(source, settings), 2))
    if len(found) != 1:
        raise ReportError(source, "holds more than one report" if found else "holds no report")
    if isinstance(found[0], Failure):
        raise ReportError(found[0].name, found[0].reason, found[0].stage)
    return read_capture(found[0], about, settings)


def read_capture(captured: Capture, about: About, settings: Settings) -> Reading:
    """Read bytes already at hand."""
    report = read(captured, outlet=about.outlet, published=about.published, key=about.key, settings=settings)
    backend = load_backend(settings.backend, settings.threads)
    return understand(report, parse(report, backend), made_by(settings))


def read_found(found: Capture | Failure, about: About, settings: Settings) -> Reading | Failure:
    """Read what a source gave; a report that fails becomes a Failure and the run goes on."""
    if isinstance(found, Failure):
        return found
    try:
        return read_capture(found, about, settings)
    except ReportError as error:
        return error.failure


def read_many(sources: Iterable[str], about: About, settings: Settings) -> Iterator[Reading | Failure]:
    """Read all reports of each source, one after another."""
    for source in sources:
        for found in captures(source, settings):
            yield read_found(found, about, settings)


def made_by(settings: Settings) -> MadeBy:
    """Return the versions that make the records."""
    model = load_backend(settings.backend, settings.threads).version
    return MadeBy(sayso=__version__, model=model, knowledge=fingerprint())
