"""Feeds -> readings of the reports that they newly list, round after round."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sayso.model import Capture, Failure, ReportError
from sayso.pipeline import About, read_found
from sayso.read import capture, read
from sayso.read.network.fetch import FetchError
from sayso.read.network.urls import canonical
from sayso.read.network.visit import PausedError, Visitor
from sayso.read.source import SCHEME
from sayso.read.streams.listed import Listed
from sayso.read.streams.listing import Listing, listing
from sayso.scale.local import Taken
from sayso.scale.watch_state import DONE, FeedState, State
from sayso.settings import Settings

EVERY = 900.0  # seconds
MOST_NEW = 1_000  # entries of one feed and round; a sitemap may list 50,000
DEEPEST = 2  # an OPML that lists an index of sitemaps
TRIES = 3  # rounds in which a page is asked for that cannot be got for the moment
LONGEST_PAUSE = 86_400.0  # seconds until a feed that fails is asked again

Keep = Callable[[Taken | Failure], None]


@dataclass(slots=True)
class Round:
    """How many reports a round brought, and how many failed or wait for another try."""

    new: int = 0
    failed: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What to watch, and with what; `keep` is given each reading and failure before it is marked as dealt with."""

    feeds: Sequence[str]
    state: State
    keep: Keep
    settings: Settings
    about: About = field(default_factory=About)
    every: float = EVERY
    guest: Visitor
    clock: Callable[[], float] = time.time


def watch_round(watch: Watch) -> Round:
    """Ask each feed that is due once, and read what is new."""
    found = Round()
    for feed, listed, answered in _listings(watch, found):
        whole = _read_new(watch, feed, listed, found)
        # Only now: after a kill, and for pages to be tried again, the feed must not say that it has not changed.
        watch.state.keep_feed(feed, answered if whole else answered._replace(etag=None, modified=None))
    watch.state.forget(watch.clock())
    return found


def _read_new(watch: Watch, feed: str, listed: Listing, found: Round) -> bool:
    """Read the entries that are new; return whether nothing is left for another round."""
    fresh, later = 0, found.later
    for entry in listed.entries:
        key = _key(feed, entry)
        tries = watch.state.tries(key, watch.clock())
        if tries == DONE:
            continue
        if (fresh := fresh + 1) > MOST_NEW:
            return False
        _deal_with(watch, entry, key, tries, found)
    return found.later == later and not listed.feeds


def _listings(watch: Watch, found: Round) -> Iterator[tuple[str, Listing, FeedState]]:
    """Yield what each feed lists that is due and has changed, those that an OPML or an index lists too."""
    waiting = [(feed, DEEPEST) for feed in reversed(watch.feeds)]
    asked: set[str] = set()
    while waiting:
        feed, depth = waiting.pop()
        if feed in asked:
            continue
        asked.add(feed)
        answer = _ask(watch, feed, found)
        if answer is None:
            continue
        if depth:
            waiting += [(inner, depth - 1) for inner in reversed(answer[0].feeds)]
        yield feed, *answer


def _ask(watch: Watch, feed: str, found: Round) -> tuple[Listing, FeedState] | None:
    known, now = watch.state.feed(feed), watch.clock()
    if known.due > now:
        return None
    try:
        is_url = SCHEME.match(feed) is not None
        page = watch.guest.visit(feed, known.asked) if is_url else capture(feed, watch.settings)
        listed = listing(page.raw, feed, watch.settings)
    except ReportError as error:
        if isinstance(error, FetchError) and error.status == 304:
            watch.state.keep_feed(feed, known._replace(due=_due(watch), failures=0))
            return None
        pause = min(watch.every * 2 ** min(known.failures, 10), LONGEST_PAUSE)
        watch.state.keep_feed(feed, known._replace(due=now + pause, failures=known.failures + 1))
        if not isinstance(error, PausedError):
            watch.keep(error.failure)
            found.failed += 1
        return None
    return listed, FeedState(page.headers.get("etag"), page.headers.get("last-modified"), _due(watch))


def _due(watch: Watch) -> float:
    return watch.clock() + watch.every / 2  # less than a round, so that the time a round takes skips no feed


def _deal_with(watch: Watch, entry: Listed, key: str, tries: int, found: Round) -> None:
    taken = _take(watch, entry, key, last=tries + 1 >= TRIES)
    if taken is None or isinstance(taken, PausedError):
        watch.state.keep_entry(key, tries + (taken is None), watch.clock())
        found.later += 1
        return
    watch.keep(taken)
    watch.state.keep_entry(key, DONE, watch.clock())
    found.new += isinstance(taken, Taken)
    found.failed += isinstance(taken, Failure)


def _take(watch: Watch, entry: Listed, key: str, *, last: bool) -> Taken | Failure | PausedError | None:
    """Return the page read, else the feed's own text; None where the page may be had in another round."""
    if entry.url is None:
        return _own_text(watch, entry, Failure(name=key, reason="is listed without an address", stage="read"))
    try:
        page = watch.guest.visit(entry.url)
    except PausedError as error:
        return error
    except ReportError as error:
        if isinstance(error, FetchError) and error.passing and not last:
            return None
        return _own_text(watch, entry, error.failure)
    taken = _read(page, _filled(page, entry, watch), watch.settings)
    return _own_text(watch, entry, taken) if isinstance(taken, Failure) else taken


def _filled(page: Capture, entry: Listed, watch: Watch) -> About:
    """Return what is known of a report: what was given, else what its page states, else what the feed says."""
    about = watch.about
    try:
        report = read(page, outlet=about.outlet, published=about.published, settings=watch.settings)
    except ReportError:
        return about
    return About(
        outlet=about.outlet or (entry.outlet if report.outlet is None else None),
        published=about.published or (entry.published if report.published is None else None),
        key=about.key,
    )


def _own_text(watch: Watch, entry: Listed, failure: Failure) -> Taken | Failure:
    if not entry.has_text:
        return failure
    taken = _read(entry.capture(failure.name), watch.about, watch.settings)
    return failure if isinstance(taken, Failure) else taken


def _read(page: Capture, about: About, settings: Settings) -> Taken | Failure:
    reading = read_found(page, about, settings)
    return reading if isinstance(reading, Failure) else Taken(page, reading)


def _key(feed: str, entry: Listed) -> str:
    return canonical(entry.url) if entry.url else f"{feed} {sha256(entry.id.encode('utf8', 'replace')).hexdigest()}"
