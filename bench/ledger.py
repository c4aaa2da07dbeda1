"""Speed of adding to a ledger, and of its questions then. usage: python -m bench.ledger [CLAIMS...] [--workers 2]

Adds invented reports to a new ledger: a stream of happenings in 300 towns, told by one to nine outlets each, six claims
a report (what happened, what else was done, who said what, and what was before), every twelfth report another's text.
The readings are at hand in the processes that read; these prepare them, another one adds them. Prints claims a second
for every tenth of them by the clock, and what a claim takes of the processors; then milliseconds a question.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from bench.ledger_size import timed
from sayso.knowledge.common_stems import rarities
from sayso.knowledge.gazetteer import load_gazetteer
from sayso.knowledge.registry import load_registry
from sayso.ledger import record
from sayso.ledger.search import query, rollups
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.prepared import Prepared, prepare
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.evidence import claim_id, report_id
from sayso.model import (
    Actor,
    Axes,
    Claim,
    ClaimType,
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
    When,
)

SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "mer", "sten")
TOWNS, OUTLETS, GROUPS = 300, 40, 60
COMMON = sorted(rarities())[::3]
A_DAY = 8  # happenings
TELLINGS = (1, 1, 1, 1, 2, 2, 3, 4, 6, 9)  # reports of a happening
COPIED = 12  # every so many-th report is a copy
START = date(2020, 1, 1)
HERE = Span(0, 0)
MADE_BY = MadeBy(sayso="0", model="none", knowledge="none")
STATES = ("nor", "swe", "fra", "deu", "esp")


@dataclass(frozen=True)
class Happening:
    """What its tellings have in common."""

    number: int
    day: date
    town: int
    by: str
    to: str
    dead: int
    words: tuple[str, ...]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000])
    options.add_argument("--batch", type=int, default=record.BATCH, help="reports of one call of add")
    options.add_argument("--workers", type=int, default=2, help="processes that read, and prepare what they read")
    given = options.parse_args()
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "bench.ledger", claims, given.batch, given.workers)


class Spent(NamedTuple):
    """Claims, and the seconds that they took: by the clock, of the writer's processor, of the readers' processors."""

    claims: int = 0
    clock: float = 0.0
    writing: float = 0.0
    preparing: float = 0.0

    def since(self, before: Spent) -> Spent:
        """Return what was spent since then."""
        claims, *seconds = (now - then for now, then in zip(self, before, strict=True))
        return Spent(int(claims), *seconds)

    def __str__(self) -> str:
        write, prepare = (round(1e6 * s / self.claims) for s in (self.writing, self.preparing))
        return f"{self.claims / self.clock:7.0f} a second; microseconds a claim: writing {write}, preparing {prepare}"


def measure(path: Path, claims: int, batch: int, workers: int) -> None:
    """Print the speed of every tenth of the claims and of the whole, and the time of every question."""
    engine, spent, said = open_ledger(path), Spent(), Spent()
    load_registry(), load_gazetteer()
    entries = list(stream(claims))
    with _prepared(entries, batch, workers) as coming:
        start, worked, preparing, done = time.perf_counter(), time.process_time(), 0.0, 0
        for made, seconds in coming:
            record.add(engine, made)
            done, preparing = done + sum(len(p.filings) for p in made), preparing + seconds
            spent = Spent(done, time.perf_counter() - start, time.process_time() - worked, preparing)
            if done - said.claims >= claims / 10:
                print(f"{done:8} claims  {spent.since(said)}", flush=True)
                said = spent
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    print(f"all {spent.claims:4} claims  {spent}; {size / spent.claims:.0f} bytes a claim")
    for name, ask in QUESTIONS.items():
        times, cpu, _ = timed(engine, ask)
        print(f"{name:40} {times[0]:7.0f} ms first, {min(times):5.0f} best, {cpu:5.0f} of the processor", flush=True)
    engine.dispose()


# --- who reads --------------------------------------------------------------------------------------------------------

HELD: list[Entry] = []  # what the processes that prepare have read before the clock starts: they are copies of this one


@contextmanager
def _prepared(entries: list[Entry], batch: int, workers: int) -> Iterator[Iterator[tuple[list[Prepared], float]]]:
    """Yield batches that other processes prepare, in order, each with its seconds; a few are in hand at a time."""
    HELD[:] = entries
    gc.freeze()  # else each process copies what it looks through
    slices = [slice(n, n + batch) for n in range(0, len(entries), batch)]
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        list(pool.map(_prepare, [slice(0, 5)] * workers))

        def coming() -> Iterator[tuple[list[Prepared], float]]:
            waiting: deque[Future[tuple[list[Prepared], float]]] = deque()
            for part in slices:
                waiting.append(pool.submit(_prepare, part))
                while len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        yield coming()


def _prepare(part: slice) -> tuple[list[Prepared], float]:
    start = time.process_time()
    made = [prepare(entry) for entry in HELD[part]]
    return made, time.process_time() - start


# --- invented reports -------------------------------------------------------------------------------------------------


def stream(claims: int) -> Iterator[Entry]:
    """Yield invented reports in the order of their days until they hold so many claims."""
    chance, made, number = random.Random(11), 0, 0
    before: list[Happening] = []
    while made < claims:
        told = _happening(chance, number)
        for n in range(chance.choice(TELLINGS)):
            outlet = f"Outlet {chance.randrange(OUTLETS)}"
            copied = n > 0 and chance.randrange(COPIED) == 0
            entry = _entry(told, chance.choice(before or [told]), f"{number}-{0 if copied else n}", outlet)
            made += len(entry.reading.claims)
            yield entry
        before = [*before[-20:], told]
        number += 1


def _happening(chance: random.Random, number: int) -> Happening:
    who = [*STATES, *(f"group {n}" for n in range(GROUPS))]
    return Happening(
        number=number, day=START + timedelta(days=number // A_DAY), town=min(int(chance.expovariate(0.02)), TOWNS - 1),
        by=chance.choice(who), to=chance.choice(who), dead=chance.randrange(1, 30), words=_words(chance, 12),
    )  # fmt: skip


def _words(chance: random.Random, count: int) -> tuple[str, ...]:
    return tuple("".join(chance.choices(SYLLABLES, k=4)) for _ in range(count))


def _entry(told: Happening, before: Happening, key: str, outlet: str) -> Entry:
    """Return a report with six claims in as many paragraphs; those of one key have the same words."""
    own = random.Random(key)
    published = (told.day + timedelta(days=own.randrange(2))).isoformat()
    said = _sentences(told, before, own)
    title = f"{told.by} shells town{told.town} {own.choice(told.words)}, {outlet} has it"
    text = "\n\n".join([title, *said])
    parts, at = [Part("title", Span(0, len(title)))], len(title) + 2
    for paragraph in said:
        parts.append(Part("body", Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    report = Report(id="", text=text, parts=tuple(parts), outlet=outlet, key=f"{key} {outlet}", published=published,
                    language="en", sha256="0" * 64, reader="text 1")  # fmt: skip
    report = replace(report, id=report_id(report))
    return Entry(reading=Reading(report=report, claims=tuple(_claims(report, told, before))))


def _sentences(told: Happening, before: Happening, own: random.Random) -> list[str]:
    """Return a sentence for each claim: a few rare words of its happening's, fewer of its own, the rest common."""
    used: list[str] = []
    for n in range(6):
        about = before if n == 5 else told
        words = [*own.sample(about.words, 3), *_words(own, 2), *own.sample(COMMON, 20)]
        own.shuffle(words)
        used.append(f"In town{about.town} {about.dead} died, {' '.join(words)}.")
    return used


def _claims(report: Report, told: Happening, before: Happening) -> Iterator[Claim]:
    kinds: tuple[tuple[ClaimType, str | None], ...] = (
        ("ASSAULT", "heavy-weapons"), ("COERCE", "arrest"), ("ACCUSE", None), ("REQUEST", None),
        ("ASSAULT", "aerial"), ("ASSAULT", None))  # fmt: skip
    for n, (kind, mode) in enumerate(kinds):
        yield _claim(report, before if n == 5 else told, kind, mode, report.parts[n + 1].span)


def _claim(report: Report, told: Happening, kind: ClaimType, mode: str | None, sentence: Span) -> Claim:
    day, trigger = told.day.isoformat(), Span(sentence.start + 3, sentence.start + 7)
    spoken = kind in ("ACCUSE", "REQUEST")
    cell = told.town * 7
    claim = Claim(
        id="", report=report.id, type=kind, mode=mode, quad=4, intensity=-9.0,
        status="attributed" if spoken else "reported", axes=(Axes(),),
        actors=(_actor(Actor, told.by),), recipients=(_actor(Recipient, told.to),),
        when=When(earliest=day, latest=day, precision="day"),
        where=() if spoken else (Place(
            name=f"town{told.town}", geonames=9_000_000 + told.town, country=STATES[told.town % 5].upper(),
            admin1=f"P{told.town % 40}", lat=cell % 130 - 60.0, lon=cell % 350 - 170.0, precision="town",
            text=f"town{told.town}", span=HERE),),
        figures=() if spoken else (Figure(kind="killed", who="people", low=told.dead, high=told.dead,
                                          text=str(told.dead), span=HERE),),
        sayso=(Source(kind="outlet"), *([Source(kind="named", actor=_actor(Actor, told.by))] if spoken else ())),
        evidence=Evidence(sentence=sentence, trigger=trigger, exact=report.text[trigger.start : trigger.end],
                          prefix="In ", suffix=" "),
        rule="assault.shell", construction=1, confidence=0.8, made_by=MADE_BY,
    )  # fmt: skip
    return replace(claim, id=claim_id(claim))


def _actor(kind: Callable[..., Any], who: str) -> Any:
    state = who in STATES
    return kind(id=who if state else None, name=who, kind="state" if state else "group", text=who, span=HERE,
                code=who.upper() if state else None)  # fmt: skip


# --- questions --------------------------------------------------------------------------------------------------------

MONTH: dict[str, Any] = {"since": "2020-01", "until": "2020-01"}
QUESTIONS: dict[str, Callable[[Any], Sequence[Any] | Any]] = {
    "claims by state, country, month": lambda c: query.find_claims(c, Filter(actor=("nor",), place=("NOR",), **MONTH)),
    "events by state, country, month": lambda c: query.find_events(c, Filter(actor=("nor",), place=("NOR",), **MONTH)),
    "claims by group and town": lambda c: query.find_claims(c, Filter(actor=("group 7",), place=("9000003",))),
    "first page of all events": lambda c: query.find_events(c, Filter()),
    "count of all": lambda c: query.count(c, Filter()),
    "rollup by month and type, all": lambda c: rollups.rollup(c, Filter()),
    "rollup by country, all": lambda c: rollups.rollup(c, Filter(), by=("country",)),
}


if __name__ == "__main__":
    main()
