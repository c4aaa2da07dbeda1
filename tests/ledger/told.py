"""One invented report with one claim, each slot as a test wants it."""

from __future__ import annotations

from typing import Any

from sayso.ledger.tables.rows import Entry
from sayso.model import (
    Actor,
    Figure,
    Part,
    Place,
    Reading,
    Recipient,
    Report,
    Source,
    Span,
    When,
)
from sayso.records import content_id
from tests.claims import claim_of

START = Span(0, 4)
TOWN = {"name": "Tarn", "geonames": 11, "country": "NOR", "admin1": "Velm", "lat": 60.5, "lon": 10.2}

PLAIN = {"intensity": -9.0, "confidence": 0.8, "rule": "assault.fire"}


def told(words: str, **slots: Any) -> Entry:
    """Return a report of some words with a claim; slots: outlet, published, day, actor, recipient, speaker (ids, or
    names that begin with a capital), place (fields of one), killed, and fields of Claim."""
    outlet, published, day = (slots.pop(k, None) for k in ("outlet", "published", "day"))
    report = Report(
        id=content_id("report", words, outlet), text=words, parts=(Part("body", Span(0, len(words))),),
        outlet=outlet, published=published, sha256="0" * 64,
    )  # fmt: skip
    who = {k: slots.pop(k, None) for k in ("actor", "recipient", "speaker")}
    place, killed = slots.pop("place", None), slots.pop("killed", None)
    claim = claim_of(report, START, **{**PLAIN, "id": content_id("claim", report.id), **_people(**who), **slots}, when=When(earliest=day, latest=day) if day else None, where=(Place(**{"precision": "town", "text": "Tarn", "span": START, **place}),) if place else (), figures=(Figure(kind="killed", who="people", low=killed, high=killed, text=str(killed), span=START),)
        if killed else ())  # fmt: skip
    return Entry(reading=Reading(report=report, claims=(claim,)))


def id_of(entry: Entry) -> str:
    """Return the id of the claim of a report."""
    return entry.reading.claims[0].id


def _people(actor: str | None, recipient: str | None, speaker: str | None) -> dict[str, Any]:
    chain = [Source(kind="outlet")] + ([Source(kind="named", actor=Actor(**_who(speaker)))] if speaker else [])
    return {
        "actors": (Actor(**_who(actor)),) if actor else (), "sayso": tuple(chain),
        "recipients": (Recipient(**_who(recipient)),) if recipient else (),
    }  # fmt: skip


def _who(name: str) -> dict[str, Any]:
    named = name[0].isupper()
    code = None if named else name[:3].upper()
    return {"id": None if named else name, "name": name if named else None, "code": code, "text": name, "span": START}
