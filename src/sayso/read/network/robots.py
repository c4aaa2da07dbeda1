"""Site -> what its robots.txt allows (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sayso.model import ReportError
from sayso.read.network.fetch import FetchError, fetch
from sayso.settings import Settings

KEPT = 86_400.0  # seconds that a robots.txt holds
KEPT_UNREAD = 600.0  # that one which could not be had is not asked for again
LARGEST = 500_000
MOST_SITES = 10_000


class _Rules(NamedTuple):
    until: float
    parsed: Any = None  # a Protego; None where there is none and everything is allowed
    refused: ReportError | None = None  # why it could not be had, so that nothing is allowed


@dataclass(slots=True)
class Robots:
    """The robots.txt of each site, asked for once a day."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    _sites: dict[str, _Rules] = field(default_factory=dict)

    def check(self, url: str, name: str) -> float | None:
        """Return the seconds between two requests that a site asks for; raise ReportError where it forbids a page.

        Where the server fails on its robots.txt for now, that is a FetchError, which passes.
        """
        rules = self._of(url)
        if isinstance(rules.refused, FetchError):
            raise FetchError(name, "not fetched: its site's robots.txt cannot be had for now")
        if rules.refused is not None:
            raise ReportError(name, f"not fetched: its site's robots.txt: {rules.refused.failure.reason}")
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(url, self._agent):
            raise ReportError(name, "not fetched: its site's robots.txt forbids it")
        delay = rules.parsed.crawl_delay(self._agent)
        return None if delay is None else float(delay)

    @property
    def _agent(self) -> str:
        return self.settings.user_agent.partition("/")[0]

    def _of(self, url: str) -> _Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._sites.get(site)
        if known is None or known.until < self.clock():
            self._sites.pop(site, None)
            while len(self._sites) >= MOST_SITES:
                del self._sites[next(iter(self._sites))]
            known = self._sites[site] = self._ask(f"{site}/robots.txt")
        return known

    def _ask(self, address: str) -> _Rules:
        from protego import Protego

        now = self.clock()
        try:
            page = fetch(address, replace(self.settings, max_bytes=LARGEST))
        except FetchError as error:
            return _Rules(now + KEPT_UNREAD, refused=error) if error.passing else _Rules(now + KEPT)
        except ReportError as error:
            return _Rules(now + KEPT_UNREAD, refused=error)
        try:
            return _Rules(now + KEPT, parsed=Protego.parse(page.raw.decode("utf8", "replace")))
        except Exception:  # a parser by others over what a server sends
            return _Rules(now + KEPT, refused=ReportError(address, "cannot be read"))
