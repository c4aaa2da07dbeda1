"""URL -> Capture, as a guest: what robots.txt forbids is not fetched, and no host is asked too often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from sayso.model import Capture, ReportError
from sayso.read.network.fetch import FetchError, fetch
from sayso.read.network.pace import LONGEST_WAIT, Pace
from sayso.read.network.robots import Robots
from sayso.read.network.urls import without_login
from sayso.settings import Settings

TOO_MUCH = frozenset({429, 503})


class PausedError(FetchError):
    """A page that was not asked for, since its host wants to be left alone for now."""


@dataclass(slots=True)
class Visitor:
    """Fetches pages one after another, and remembers how each host wants to be treated."""

    settings: Settings
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.settings)

    def visit(self, url: str, asked: Mapping[str, str] | None = None) -> Capture:
        """Return the page at a URL; raise ReportError where it is forbidden, must wait too long, or is not got."""
        host, name = _host(url), without_login(url)
        if (left := self.pace.left(host)) > LONGEST_WAIT:
            raise PausedError(name, f"its host asks to be left alone for {left:,.0f} s more")
        self.pace.wait(host, self.robots.check(url, name))
        try:
            found = fetch(url, self.settings, asked, lambda hop: self._allow(hop, name))
        except FetchError as error:
            if error.status in TOO_MUCH:
                self.pace.pause(host, error.again)
            raise
        self.pace.answered(host)
        return found

    def _allow(self, url: str, name: str) -> None:
        """Raise ReportError where a redirect leads to what robots.txt forbids; a web address it must be."""
        _host(url)
        self.robots.check(url, name)


@lru_cache(maxsize=4)
def visitor(settings: Settings) -> Visitor:
    """Return the one visitor of this process."""
    return Visitor(settings)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    host = parts.netloc.rpartition("@")[2].lower()
    if not host or parts.scheme.lower() not in {"http", "https"}:
        raise ReportError(without_login(url)[:300], "not a valid http or https URL")
    return host
