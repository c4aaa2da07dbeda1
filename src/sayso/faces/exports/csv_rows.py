"""Readings -> CSV, a row a claim, for spreadsheets and statistics packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.faces import words
from sayso.faces.exports.shape import Cell
from sayso.faces.exports.tables import line
from sayso.model import Claim, Reading, Report

COLUMNS = ("claim", "report", "outlet", "published", "type", "mode", "cameo", "quad", "intensity", "status", "say_so",
           "actors", "actor_codes", "recipients", "recipient_codes", "earliest", "latest", "place", "country", "lat",
           "lon", "figures", "trigger", "sentence", "rule", "confidence")  # fmt: skip


def csv_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield lines without their line ends, the header first; several values of a cell are parted by "; "."""
    yield line(COLUMNS)
    for reading in readings:
        for claim in reading.claims:
            yield line(_row(reading.report, claim))


def _row(report: Report, claim: Claim) -> tuple[Cell, ...]:
    place = claim.where[0] if claim.where else None
    sentence = report.text[claim.evidence.sentence.start : claim.evidence.sentence.end]
    return (
        claim.id, claim.report, report.outlet, report.published, claim.type, claim.mode, claim.cameo, claim.quad,
        claim.intensity, claim.status, words.say_so(claim.sayso),
        "; ".join(map(words.actor_name, claim.actors)), "; ".join(a.code or "" for a in claim.actors),
        "; ".join(map(words.actor_name, claim.recipients)), "; ".join(a.code or "" for a in claim.recipients),
        claim.when.earliest if claim.when else None, claim.when.latest if claim.when else None,
        place.name if place else None, place.country if place else None, place.lat if place else None,
        place.lon if place else None, "; ".join(map(words.figure, claim.figures)), claim.evidence.exact,
        sentence, claim.rule, claim.confidence,
    )  # fmt: skip
