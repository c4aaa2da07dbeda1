"""Speed of a ledger's questions at a size. usage: python -m bench.ledger_size LEDGER [--claims 1000000]

Makes the ledger of invented claims if it is not there, seven events to ten claims over ten years, written straight into
the tables; then prints a line a question, in milliseconds: the first time on a fresh connection, the best of four, and
the least of the processor's time, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple, get_args

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from sayso.knowledge.gazetteer import load_gazetteer
from sayso.knowledge.registry import load_registry
from sayso.ledger.likeness.marks import marks_of, to_text
from sayso.ledger.search import query, rollups
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.rows import cell
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
    Recipient,
    Report,
    Source,
    Span,
    Status,
    When,
)
from sayso.records import content_id, dumps

REPORT = 4  # claims of a report
BATCH = 20_000
DAYS = 3650
START = date(2015, 1, 1)
HERE = Span(0, 7)
STATUSES: tuple[Status, ...] = ("reported", "attributed", "denied", "planned", "demanded")
SAID = "Norland's army shelled the market of Tarn on Monday, killing three people, officials said on Tuesday."


class Happening(NamedTuple):
    """What is the same of an event's claims."""

    day: str
    type: ClaimType
    actor: str
    recipient: str
    place: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ledger")
    options.add_argument("--claims", type=int, default=1_000_000)
    given = options.parse_args()
    engine = open_ledger(given.ledger)
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(schema.memberships))
    if not there:
        start = time.perf_counter()
        build(engine, given.claims)
        print(f"made {given.claims} claims in {time.perf_counter() - start:.0f} s")
    load_registry(), load_gazetteer()
    for name, ask in QUESTIONS.items():
        times, cpu, found = timed(engine, ask)
        print(f"{name:48} {times[0]:7.0f} {min(times):7.0f} {cpu:7.0f}   {found}", flush=True)


# --- invented claims --------------------------------------------------------------------------------------------------


def build(engine: Engine, claims: int) -> None:
    """Write invented claims into an empty ledger; the database's own triggers count them."""
    chance = random.Random(7)
    happenings = list(_happenings(chance, claims * 7 // 10))
    for part in batched(range(claims), BATCH):
        with writing(engine) as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(text("PRAGMA cache_size=-2000000"))
            _write(connection, chance, part, happenings)
    with writing(engine) as connection:
        _write_events(connection, happenings)


def _happenings(chance: random.Random, number: int) -> Iterator[Happening]:
    """Few actors and places are told of often, many seldom, as it is with news."""
    registry = load_registry()
    actors = [i for i in sorted(registry.entries) if registry.entries[i].kind != "person"][::3] + [
        f"~group {n}" for n in range(2000)]  # fmt: skip
    chance.shuffle(actors)
    actors[:6] = ["nor", "nor.mil", "nor.gov", "swe", "swe.mil", "swe.gov"]
    often = list(accumulate(1 / (n + 3) for n in range(len(actors))))
    towns = list(accumulate(1 / (n + 10) for n in range(20_000)))
    for n in range(number):
        who = chance.choices(actors, cum_weights=often, k=2)
        (place,) = chance.choices(range(20_000), cum_weights=towns)
        day = (START + timedelta(days=n * DAYS // number)).isoformat()
        yield Happening(day, chance.choice(get_args(ClaimType)), who[0], who[1], place)


def _write(connection: Connection, chance: random.Random, numbers: Sequence[int], happenings: list[Happening]) -> None:
    """Write claims with their reports and rows, the memberships last."""
    made: dict[Any, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for n in numbers:
        if n % REPORT == 0:
            made[schema.reports].append(_report(chance, n // REPORT, happenings[n * 7 // 10].day))
        for table, row in _rows(chance, n, happenings[n * 7 // 10]):
            made[table].append(row)
    for table, rows in made.items():
        if rows:
            connection.execute(insert(table), rows)


def _report(chance: random.Random, number: int, day: str) -> dict[str, Any]:
    outlet, key = f"Outlet {min(int(chance.paretovariate(0.5)), 800)}", content_id("report", number)
    record = REPORT_RECORD.replace("THE_ID", key).replace("THE_OUTLET", outlet).replace("THE_DAY", day)
    return {"id": key, "outlet": outlet, "published": day, "day": day, "address": None, "title": SAID[:40],
            "sha256": "0" * 64, "added": day, "record": record}  # fmt: skip


def _rows(chance: random.Random, n: int, told: Happening) -> Iterator[tuple[Table, dict[str, Any]]]:
    """Yield the rows of one claim: itself, three actors, a place, a figure, its membership."""
    key, report, speaker = (
        content_id("claim", n),
        content_id("report", n // REPORT),
        f"~speaker {chance.randrange(5000)}",
    )
    country, place = COUNTRIES[told.place % len(COUNTRIES)], told.place
    status = chance.choice(STATUSES)
    record = CLAIM_RECORD.replace("THE_ID", key).replace("THE_REPORT", report).replace("THE_TYPE", told.type)
    yield schema.claims, {
        "id": key, "report": report, "place": n % REPORT, "type": told.type, "mode": "heavy-weapons", "status": status,
        "first_day": told.day, "last_day": told.day, "dated": True, "country": country,
        "speaker": None if status == "reported" else speaker, "confidence": chance.randrange(30, 99) / 100,
        "intensity": chance.choice((-9.0, -5.0, 3.0, 6.0)), "marks": MARKS, "record": record,
    }  # fmt: skip
    for role, who in (("actor", told.actor), ("recipient", told.recipient), ("speaker", speaker)):
        state = None if who[0] == "~" else who[:3].upper()
        yield schema.claim_actors, {"claim": key, "role": role, "actor": who, "country": state, "first_day": told.day}
    yield schema.claim_places, {
        "claim": key, "number": 0, "role": "at", "name": f"Town {place}", "geonames": 9_000_000 + place,
        "country": country, "admin1": f"Province {place % 1500}", "precision": "town", "lat": place % 140 - 60.0,
        "lon": place % 350 - 170.0, "cell": cell(place % 140 - 60.0, place % 350 - 170.0), "first_day": told.day,
    }  # fmt: skip
    yield schema.claim_figures, {"claim": key, "number": 0, "kind": "killed", "low": place % 40, "high": place % 40}
    yield schema.memberships, {
        "claim": key, "event": content_id("event", n * 7 // 10), "score": 1.0, "reasons": ALONE}  # fmt: skip


def _example() -> tuple[str, str, str]:
    """Return records of a report and a claim of a usual length, with the words that stand for theirs, and its marks."""
    report = Report(id="THE_ID", text=SAID * 12, parts=(Part("body", Span(0, len(SAID) * 12)),), outlet="THE_OUTLET",
                    published="2020-03-05", sha256="0" * 64)  # fmt: skip
    who: dict[str, Any] = {"kind": "military", "code": "NORMIL", "span": HERE}
    claim = Claim(
        id="THE_ID", report="THE_REPORT", type="ASSAULT", mode="heavy-weapons", quad=4, intensity=-9.0,
        status="attributed", axes=(Axes(), Axes(source=1)), when=When(earliest="2020-03-05", latest="2020-03-05"),
        actors=(Actor(id="nor.mil", name="Military of Norland", text="the army", **who),),
        recipients=(Recipient(name="Military of Sarvia", text="the market of Tarn", **who),),
        where=(Place(name="Tarn", geonames=9_000_000, country="NOR", admin1="Velm", lat=60.5, lon=10.2, text="Tarn",
                     precision="town", span=HERE),),
        figures=(Figure(kind="killed", who="people", low=3, high=3, text="three people", span=HERE),),
        sayso=(Source(kind="outlet"), Source(kind="named", actor=Actor(name="Ilvar Oda", text="Ilvar Oda", **who))),
        evidence=Evidence(sentence=HERE, trigger=HERE, exact="shelled", prefix=SAID[:32], suffix=SAID[:32]),
        rule="assault.shell", construction=1, confidence=0.8, made_by=MadeBy(sayso="0", model="none", knowledge="none"),
    )  # fmt: skip
    return (dumps(report).replace("2020-03-05", "THE_DAY"), dumps(claim).replace("ASSAULT", "THE_TYPE"),
            to_text(marks_of(report, claim)))  # fmt: skip


COUNTRIES = ["NOR", "SWE", *(e.code for e in load_registry().entries.values() if e.kind == "state")][:120]
REPORT_RECORD, CLAIM_RECORD, MARKS = _example()
ALONE = '{"like":null,"reasons":["alone"]}'
TABLES = (schema.reports, schema.claims, schema.claim_actors, schema.claim_places, schema.claim_figures,
          schema.memberships)  # fmt: skip


def _write_events(connection: Connection, happenings: list[Happening]) -> None:
    for part in batched(enumerate(happenings), BATCH):
        connection.execute(insert(schema.events), [
            {"id": content_id("event", n), "type": h.type, "mode": "heavy-weapons", "stage": "occurred",
             "first_day": h.day, "last_day": h.day, "country": COUNTRIES[h.place % len(COUNTRIES)], "claims": 1}
            for n, h in part])  # fmt: skip


# --- questions --------------------------------------------------------------------------------------------------------


def timed(engine: Engine, ask: Callable[[Connection], Any]) -> tuple[list[float], float, Any]:
    """Return milliseconds on a fresh connection, then again; the least of the processor's time; what was found."""
    engine.dispose()
    times, worked = [], []
    with engine.connect() as connection:
        for _ in range(4):
            start, used = time.perf_counter(), time.process_time()
            answer = ask(connection)
            times.append(1000 * (time.perf_counter() - start))
            worked.append(1000 * (time.process_time() - used))
    found = getattr(answer, "rows", answer)
    return times, min(worked), found if isinstance(found, query.Counted) else len(found)


MONTH = {"since": "2020-03", "until": "2020-03"}
BUSY = Filter(actor=("nor",), place=("NOR",), **MONTH)  # type: ignore[arg-type]
RARE = Filter(actor=("group 700",), place=("9000042",), **MONTH)  # type: ignore[arg-type]
WIDE = Filter(type=("ASSAULT",))
OLD = "2016-01-01~" + "8" * 20

QUESTIONS: dict[str, Callable[[Connection], Any]] = {
    "claims by state, country, month": lambda c: query.find_claims(c, BUSY),
    "claims by group, town, month": lambda c: query.find_claims(c, RARE),
    "events by state, country, month": lambda c: query.find_events(c, BUSY),
    "reports by state, country, month": lambda c: query.find_reports(c, BUSY),
    "count by state, country, month": lambda c: query.count(c, BUSY),
    "claims by state and country, ten years": lambda c: query.find_claims(c, Filter(actor=("nor",), place=("NOR",))),
    "count by state and country, ten years": lambda c: query.count(c, Filter(actor=("nor",), place=("NOR",))),
    "claims by pair of states, a year": lambda c: query.find_claims(
        c, Filter(between=("nor,swe",), since="2020", until="2020")
    ),
    "count by figure and month": lambda c: query.count(c, Filter(figure=("killed>=30",), **MONTH)),  # type: ignore[arg-type]
    "first page of all claims": lambda c: query.find_claims(c, Filter()),
    "first page of all events": lambda c: query.find_events(c, Filter()),
    "first page of all reports": lambda c: query.find_reports(c, Filter()),
    "a page of claims nine years back": lambda c: query.find_claims(c, Filter(), after=OLD),
    "a page of events nine years back": lambda c: query.find_events(c, Filter(), after=OLD),
    "first page of claims of one type": lambda c: query.find_claims(c, WIDE),
    "first page of events of one type": lambda c: query.find_events(c, WIDE),
    "count of all": lambda c: query.count(c, Filter()),
    "count of one type": lambda c: query.count(c, WIDE),
    "count of one month": lambda c: query.count(c, Filter(**MONTH)),  # type: ignore[arg-type]
    "rollup by month and type, all": lambda c: rollups.rollup(c, Filter()),
    "rollup by day and type, a month": lambda c: rollups.rollup(c, Filter(**MONTH), by=("day", "type")),  # type: ignore[arg-type]
    "rollup by month and type, of a state": lambda c: rollups.rollup(c, Filter(actor=("nor",))),
    "rollup by month and status, all": lambda c: rollups.rollup(c, Filter(), by=("month", "status")),
    "rollup by year, all": lambda c: rollups.rollup(c, Filter(), by=("year",)),
    "rollup by country, all": lambda c: rollups.rollup(c, Filter(), by=("country",)),
    "rollup by dyad, a month": lambda c: rollups.rollup(c, Filter(**MONTH), by=("dyad",)),  # type: ignore[arg-type]
    "balance of a pair by month": lambda c: rollups.balance(c, Filter(between=("nor,swe",))),
    "balance by month and countries, all": lambda c: rollups.balance(c, Filter()),
}


if __name__ == "__main__":
    main()
