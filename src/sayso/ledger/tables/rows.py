"""A reading with the bytes it came from -> rows of the ledger's tables."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.ledger.likeness.marks import Marks, actor_key, iso, marks_of, to_text
from sayso.model import Actor, Capture, Claim, Place, Reading, Report, Source, Statement
from sayso.records import dumps

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reading to be added, with the bytes it was read from, where they are at hand."""

    reading: Reading
    capture: Capture | None = None


def report_row(report: Report, added: str) -> Row:
    """Return the row of a report."""
    return {
        "id": report.id, "outlet": report.outlet, "published": report.published,
        "day": report.published[:10] if report.published else None, "address": address_of(report),
        "title": report.first("title"), "sha256": report.sha256, "added": added, "record": dumps(report),
    }  # fmt: skip


def address_of(report: Report) -> str | None:
    """Return what the versions of one page share: its address, or its outlet's key."""
    return report.url or (f"{report.outlet or ''} {report.key}" if report.key else None)


def capture_row(report: str, capture: Capture) -> Row:
    """Return the row of a report's bytes."""
    return {
        "report": report, "raw": zlib.compress(capture.raw, 6), "name": capture.name, "url": capture.url,
        "retrieved": capture.retrieved, "media_type": capture.media_type, "charset": capture.charset,
        "headers": json.dumps(dict(capture.headers), ensure_ascii=False),
    }  # fmt: skip


def words_row(report: Report) -> tuple[str, str, str]:
    """Return what a report is searched by: its title, and its body without furniture."""
    kept = (p.span for p in report.parts if p.kind not in ("furniture", "title"))
    body = "\n".join(report.text[s.start : s.end] for s in kept)
    return report.id, report.first("title") or "", body or report.text


def statement_row(statement: Statement) -> Row:
    """Return the row of a statement."""
    return {
        "id": statement.id, "report": statement.report,
        "place": statement.content[0].start if statement.content else 0,
        "speaker": actor_key(statement.source) if statement.source else None,
        "stance": statement.cue.stance if statement.cue else None, "record": dumps(statement),
    }  # fmt: skip


def claim_row(report: Report, claim: Claim, at_hand: Marks | None = None) -> Row:
    """Return the row of a claim; its marks may be at hand."""
    marks = at_hand or marks_of(report, claim)
    return {
        "id": claim.id, "report": report.id, "place": claim.evidence.trigger.start, "type": claim.type,
        "mode": claim.mode, "status": claim.status, "first_day": iso(marks.first), "last_day": iso(marks.last),
        "dated": marks.dated, "country": country_of(claim.where), "speaker": speaker_of(claim.sayso),
        "confidence": claim.confidence, "intensity": claim.intensity, "marks": to_text(marks), "record": dumps(claim),
    }  # fmt: skip


def actor_rows(claim: Claim, first_day: str | None) -> list[Row]:
    """Return the rows of those who act, are acted on and speak."""
    speakers = [s.actor for s in claim.sayso if s.actor is not None]
    roles: tuple[tuple[str, Iterable[Actor]], ...] = (
        ("actor", claim.actors), ("recipient", claim.recipients), ("speaker", speakers))  # fmt: skip
    found = {(role, actor_key(a)): a for role, actors in roles for a in actors}
    return [
        {"claim": claim.id, "role": role, "actor": key, "country": actor_country(a), "first_day": first_day}
        for (role, key), a in found.items()
    ]


def place_rows(claim: Claim, first_day: str | None) -> list[Row]:
    """Return the rows of a claim's places."""
    return [
        {"claim": claim.id, "number": n, "role": p.role, "name": p.name, "geonames": p.geonames, "country": p.country,
         "admin1": p.admin1, "precision": p.precision, "lat": p.lat, "lon": p.lon, "cell": cell(p.lat, p.lon),
         "first_day": first_day}
        for n, p in enumerate(claim.where)
    ]  # fmt: skip


def figure_rows(claim: Claim) -> list[Row]:
    """Return the rows of a claim's figures."""
    return [
        {"claim": claim.id, "number": n, "kind": f.kind, "low": f.low, "high": f.high}
        for n, f in enumerate(claim.figures)
    ]


def speaker_of(sayso: Iterable[Source]) -> str | None:
    """Return the key of the source that the claim hangs on in the end: the innermost; None is the outlet itself."""
    actors = [s.actor for s in sayso if s.kind != "outlet"]
    return actor_key(actors[-1]) if actors and actors[-1] is not None else "~unspecified" if actors else None


def country_of(places: Iterable[Place]) -> str | None:
    """Return the country of the first place that has one, "at" before "from" and "to"."""
    return next((p.country for p in sorted(places, key=lambda p: p.role != "at") if p.country), None)


def actor_country(actor: Actor) -> str | None:
    """Return the three letters of the state in an actor's code."""
    return actor.code[:3] if actor.code and actor.code[:3].isalpha() and len(actor.code) in (3, 6, 9) else None


def cell(lat: float | None, lon: float | None) -> str | None:
    """Return the square of one degree that a point lies in, by its south-west corner: "35/-117"."""
    return None if lat is None or lon is None else f"{math.floor(lat)}/{math.floor(lon)}"
