"""Reports that tell one claim, each with its outlet, its copies and whom it has it from -> how many sources there are.

Twenty outlets that quote one spokesman are one source, and so are twenty that print one agency's story: a telling
counts by the speaker that it hangs on, else by the outlet whose text it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report that tells the claim.

    `original` is the report that it is a copy of, or None; `speakers` are the ids or names at the root of the claim's
    say-so, none where the outlet tells it in its own voice.
    """

    report: str
    outlet: str | None = None
    original: str | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Independent:
    """How many reports and outlets tell a claim, and how many sources that do not repeat each other."""

    reports: int
    outlets: int
    sources: int


def independent(tellings: Iterable[Telling]) -> Independent:
    """Count a claim's reports, outlets and independent sources; the order of the tellings does not matter."""
    by_report = {t.report: t for t in sorted(tellings, key=_key)}
    outlets = {_folded(t.outlet) for t in by_report.values() if t.outlet}
    of_text = {t.report: _folded(t.outlet) for t in by_report.values() if t.outlet and t.original is None}
    sources = {source for t in by_report.values() for source in _sources(t, of_text)}
    return Independent(reports=len(by_report), outlets=len(outlets), sources=len(sources))


def _sources(telling: Telling, of_text: dict[str, str]) -> set[tuple[str, str]]:
    """Return a telling's speakers, else the outlet of the original, else the original as a source of its own."""
    speakers = {("speaker", folded) for name in telling.speakers if (folded := _folded(name))}
    original = telling.original or telling.report
    return speakers or {("outlet", of_text[original]) if original in of_text else ("text", original)}


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _key(telling: Telling) -> tuple[str, str, str, tuple[str, ...]]:
    return telling.report, telling.outlet or "", telling.original or "", telling.speakers
