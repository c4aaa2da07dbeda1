"""Builders for tests: reports with claims, without reading a text; those of tests/ledger are made of `claim_of`, too.

told("a", "Coast Wire", day="2024-03-04", at=TARN, killed=3, by="xno.mil")
"""

from __future__ import annotations

from typing import Any

from sayso.model import (
    Actor,
    Axes,
    Claim,
    Evidence,
    Figure,
    MadeBy,
    Part,
    Place,
    Reading,
    Recipient,
    Report,
    Source,
    Span,
    Status,
    When,
)
from sayso.records import content_id

MADE_BY = MadeBy(sayso="0", model="0", knowledge="0")
NOWHERE = Span(0, 0)


def place(name: str, lat: float, lon: float, key: int, admin1: str = "Coast", country: str = "XNO") -> Place:
    """Return a town."""
    return Place(name=name, geonames=key, country=country, admin1=admin1, lat=lat, lon=lon, precision="town",
                 text=name, span=NOWHERE)  # fmt: skip


TARN = place("Tarn", 10.0, 20.0, 1)
OSTRA = place("Ostra", 10.1, 20.1, 2)  # 15 km from Tarn
FARVIK = place("Farvik", 14.0, 25.0, 3, admin1="Hills")
COAST = Place(name="Coast", geonames=9, country="XNO", admin1="Coast", lat=10.0, lon=20.0, precision="province",
              text="Coast", span=NOWHERE)  # fmt: skip


def claim_of(report: Report, trigger: Span, *, sentence: Span | None = None, **fields: Any) -> Claim:
    """Return a claim at a trigger of a report: an ASSAULT in the outlet's own voice, but for the fields of Claim given."""
    text, (start, end) = report.text, trigger
    evidence = Evidence(sentence=sentence or Span(0, len(text)), trigger=trigger, exact=text[start:end],
                        prefix=text[max(0, start - 12) : start], suffix=text[end : end + 12])  # fmt: skip
    plain: dict[str, Any] = {
        "id": "", "report": report.id, "type": "ASSAULT", "quad": 4, "intensity": -9.5, "status": "reported",
        "axes": (Axes(),), "sayso": (Source(kind="outlet"),), "evidence": evidence, "rule": "assault.attack",
        "construction": 1, "confidence": 0.9, "made_by": MADE_BY,
    }  # fmt: skip
    return Claim(**{**plain, **fields})


def told(
    key: str, outlet: str = "Coast Wire", *, day: str | None = "2024-03-04", published: str | None = "2024-03-05",
    at: Place | None = TARN, by: str | None = "xno.mil", to: str | None = None, killed: int | None = None,
    status: Status = "reported", words: str = "An attack was told of.", last: str | None = None,
    speaker: str | None = None, mode: str | None = None,
) -> Reading:  # fmt: skip
    """Return a report with one claim of an ASSAULT."""
    text = f"{words} ({key})"
    span = Span(0, 2)
    report = Report(id=content_id(outlet, key), text=text, parts=(Part("body", Span(0, len(text))),), outlet=outlet,
                    published=published, key=key, sha256=key)  # fmt: skip
    sources = [Source(kind="outlet")]
    if speaker:
        sources.append(Source(kind="named", actor=Actor(name=speaker, text=speaker, span=span)))
    claim = claim_of(
        report, span, id=content_id(report.id, "ASSAULT"), mode=mode, status=status,
        actors=(Actor(id=by, name=by, text=by, span=span),) if by else (),
        recipients=(Recipient(id=to, name=to, text=to, span=span),) if to else (),
        when=When(earliest=day, latest=last or day) if day else None, where=(at,) if at else (),
        figures=(Figure(kind="killed", who=None, low=killed, high=killed, text=str(killed), span=span),)
        if killed is not None else (),
        sayso=tuple(sources),
    )  # fmt: skip
    return Reading(report=report, claims=(claim,))
