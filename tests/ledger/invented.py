"""Readings of invented reports, made without the model, and a program that adds them to a ledger.

Happening n is told by three outlets, each in its own words, the second on a spokesman's word: in one of 30 towns, on one
of 9,000 days, so that no two happenings are alike. Ids and spans are as the readers make them.
"""

from __future__ import annotations

import hashlib
import random
import sys
from dataclasses import replace
from datetime import date, timedelta

from sayso.ledger import record
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.evidence import claim_id, report_id, statement_id
from sayso.model import (
    Actor,
    Axes,
    Capture,
    Claim,
    Cue,
    Figure,
    MadeBy,
    Part,
    Place,
    Reading,
    Recipient,
    Report,
    Source,
    Span,
    Statement,
    When,
)
from tests.claims import claim_of

TOWNS = ("Tarn", "Ostra", "Velm", "Kesh", "Brod", "Sint", "Lomas", "Arvik", "Perel", "Dunmar")
OUTLETS = ("Coast Wire", "Norland Daily", "Hill Post")
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")
BATCH = 7  # reports that the program adds in one transaction
MADE_BY = MadeBy(sayso="0", model="none", knowledge="none")


def entries(count: int) -> list[Entry]:
    """Return the first so many of the invented reports, with their bytes."""
    return [entry(n // len(OUTLETS), n % len(OUTLETS)) for n in range(count)]


def entry(
    happening: int, outlet: int = 0, *, extra: str = "", url: str | None = None, dead: int | None = None
) -> Entry:
    """Return what one outlet tells of one happening; `extra` is a further paragraph."""
    day = date(2000, 1, 1) + timedelta(days=happening * 7 % 9000)
    town, dead = TOWNS[happening % len(TOWNS)] + "aen"[happening // 10 % 3] * (happening > 9), dead or happening % 9 + 2
    w = _words(f"{happening} {outlet}", 24)
    title = f"Shells fall on {town} {w[0]}"
    told = (
        f"Norland shelled {town} of {w[1]} on {day:%A} with {w[2]} guns, killing {dead} {w[3]} people.",
        f"Norland shelled {w[1]} market of {town}, killing {dead} {w[2]} residents, spokesman Ilvar Oda{happening} said.",
        f"The {w[1]} gunners of Norland {w[2]} shelled {town} and {dead} died, {w[3]} witnesses told this paper.",
    )[outlet]
    body = "\n\n".join(filter(None, (told, f"In {' '.join(w[4:])} nothing was known.", extra)))
    report = _report(f"{title}\n\n{body}", len(title), OUTLETS[outlet], (day + timedelta(days=1)).isoformat(), url)
    claim = _claim(report, told, town, dead, day.isoformat(), happening % len(TOWNS))
    spoken = _statement(report, told, f"Oda{happening}") if outlet == 1 else None
    if spoken is not None and spoken.source is not None:
        said = Source(kind="named", actor=spoken.source, cue=spoken.cue)
        claim = replace(claim, status="attributed", sayso=(*claim.sayso, said), axes=(Axes(), Axes(source=1)))
    raw = report.text.encode()
    reading = Reading(report=report, statements=(spoken,) if spoken else (), claims=(claim,))
    return Entry(reading=reading, capture=Capture(raw=raw, name=f"{happening}-{outlet}.txt", url=url))


def _words(seed: str, count: int) -> list[str]:
    """Return invented words, others for each seed: reports of one kind are no copies of each other."""
    chance = random.Random(seed)
    return ["".join(chance.choice(SYLLABLES) for _ in range(3)) for _ in range(count)]


def main(ledger: str, count: int) -> None:
    """Add the invented reports, a few in a transaction, and say when the adding begins, and when some were added."""
    made = entries(count)
    engine = open_ledger(ledger)
    print("adding", flush=True)
    for start in range(0, count, BATCH):
        if record.add(engine, made[start : start + BATCH]).new:
            print("added", flush=True)


def _report(text: str, title: int, outlet: str, published: str, url: str | None) -> Report:
    parts, at = [Part("title", Span(0, title))], title + 2
    for paragraph in text[at:].split("\n\n"):
        parts.append(Part("body", Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    report = Report(id="", text=text, parts=tuple(parts), outlet=outlet, published=published, published_basis="given",
                    url=url, language="en", sha256=sha256, reader="text 1")  # fmt: skip
    return replace(report, id=report_id(report))


def _claim(report: Report, told: str, town: str, dead: int, day: str, number: int) -> Claim:
    text, start = report.text, report.text.index(told)
    sentence = Span(start, start + len(told))

    def at(words: str) -> Span:
        found = text.index(words, start)
        return Span(found, found + len(words))

    claim = claim_of(
        report, at("shelled"), sentence=sentence, mode="heavy-weapons", cameo="194", rule="assault.shell",
        actors=(Actor(id="nor", name="Norland", kind="state", code="NOR", text="Norland", span=at("Norland")),),
        recipients=(Recipient(kind="town", text=town, span=at(town), part="hit"),),
        when=When(earliest=day, latest=day, extent="within", precision="day"),
        where=(Place(name=town, geonames=1000 + number, country="NOR", admin1=f"P{number % 3}", lat=40.0 + number, lon=20.0,
                     precision="town", text=town, span=at(town)),),
        figures=(Figure(kind="killed", who="people", low=dead, high=dead, text=str(dead), span=at(str(dead))),),
        made_by=MADE_BY,
    )  # fmt: skip
    return replace(claim, id=claim_id(claim))


def _statement(report: Report, told: str, name: str) -> Statement:
    start = report.text.index(told)
    comma, said = told.index(", spokesman"), start + told.rindex("said")
    whole = start + told.index(f"Ilvar {name}")
    source = Actor(
        name=f"Ilvar {name}", kind="person", text=f"Ilvar {name}", span=Span(whole, whole + len(f"Ilvar {name}"))
    )
    cue = Cue(text="said", span=Span(said, said + 4), stance="report")
    statement = Statement(id="", report=report.id, form="indirect", source=source, cue=cue,
                          content=(Span(start, start + comma),), text=told[:comma])  # fmt: skip
    return replace(statement, id=statement_id(statement))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
