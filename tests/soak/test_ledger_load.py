"""Four writers and eight readers at once on either store, and fifty kills: no error, nothing lost, nothing doubled.

SAYSO_SOAK_SECONDS shortens the load: 20 for a look, 300 without it.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Engine, func, select

from sayso.knowledge.claim_rules import load_rules
from sayso.ledger import record
from sayso.ledger.event.view import views
from sayso.ledger.judgement.decisions import decide, take_back
from sayso.ledger.judgement.judged import Decision
from sayso.ledger.reading import readings
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.query import find_events
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep import rereading
from sayso.ledger.upkeep.removal import restore, withdraw
from sayso.ledger.upkeep.verify import verify
from tests.ledger import conftest
from tests.ledger.invented import entry
from tests.ledger.test_kills import killed_while_adding
from tests.ledger.test_rereading import moved

SECONDS = float(os.environ.get("SAYSO_SOAK_SECONDS", "300"))
WRITERS, READERS = 4, 8
WHY: dict[str, Any] = {"by": "a writer", "reason": "to see"}
KILLS = 50
address, closed, ledger, server = conftest.address, conftest.closed, conftest.ledger, conftest.server  # fixtures


def write(where: str, number: int, seconds: float) -> list[Entry]:
    """Add reports until it is time, of which every third is another writer's too; decide, and read again, now and then."""
    engine = open_ledger(where)
    load_rules()
    until = time.time() + seconds  # from when this process is ready: starting twelve takes a while
    added: list[Entry] = []
    n = 0
    while time.time() < until:
        made = [entry((n + k) * WRITERS + (number if k % 3 else 0), k % 3) for k in range(5)]
        record.add(engine, made)
        added += made
        if n % 50 == 0:
            hide_and_show(engine, made[1])
            judge_and_take_back(engine, made[2])
            read_again(engine, made[2])
        n += 5
    engine.dispose()
    return added


def hide_and_show(engine: Engine, made: Entry) -> None:
    for act in (withdraw, restore):
        with writing(engine) as connection:
            act(connection, made.reading.report.id, **WHY)


def judge_and_take_back(engine: Engine, made: Entry) -> None:
    claim = made.reading.claims[0].id
    with writing(engine) as connection:
        numbers = [decide(connection, Decision(kind="correct", claim=claim, field="mode", value='"aerial"', **WHY)),
                   decide(connection, Decision(kind="reject", claim=claim, **WHY))]  # fmt: skip
    for number in numbers:
        with writing(engine) as connection:
            take_back(connection, number, **WHY)


def read_again(engine: Engine, made: Entry) -> None:
    """Let a newer sayso find the claim some words further on, and the one after that where it was."""
    claim = moved(made, 8)
    for claims in ((claim,), made.reading.claims):
        done = rereading.replace(engine, [replace(made.reading, claims=claims)])
        assert (done.come, done.gone, done.orphans) == (1, 1, ())


def read(where: str, number: int, seconds: float) -> int:
    """Ask until it is time; every event must have as many claims as it says, and what was there must stay there."""
    engine = open_ledger(where, must_exist=True)
    until = time.time() + seconds
    chance, asked, before = random.Random(number), 0, 0
    of = select(schema.memberships.c.event, func.count().label("n")).group_by(schema.memberships.c.event).subquery()
    wrong = select(schema.events.c.id).join(of, of.c.event == schema.events.c.id, isouter=True)
    while time.time() < until:
        with engine.connect() as connection:
            assert connection.execute(wrong.where(func.coalesce(of.c.n, 0) != schema.events.c.claims)).all() == []
            there = connection.execute(select(func.count()).select_from(schema.claims)).scalar_one()
            found = find_events(connection, Filter.from_words({"since": [str(chance.randint(2000, 2024))]}), limit=20)
            shown = list(views(connection, [row.id for row in found.rows]))
        assert there >= before
        assert all(view.tellings for view in shown)
        before, asked = there, asked + 1
        time.sleep(chance.uniform(0.0, 0.1))
    engine.dispose()
    return asked


def at_once(where: str, seconds: float) -> tuple[Sequence[list[Entry]], Sequence[int]]:
    with ProcessPoolExecutor(WRITERS + READERS, mp_context=get_context("spawn")) as pool:
        writers = [pool.submit(write, where, n, seconds) for n in range(WRITERS)]
        readers = [pool.submit(read, where, n, seconds) for n in range(READERS)]
        return [w.result() for w in writers], [r.result() for r in readers]


def test_writers_and_readers_at_once(ledger: Engine, address: str) -> None:
    added, asked = at_once(address, SECONDS)
    wanted = {e.reading.report.id: e.reading for share in added for e in share}
    print(
        f"{ledger.dialect.name}: {len(wanted)} reports by {WRITERS}, {sum(asked)} questions by {READERS} in {SECONDS:.0f} s"
    )
    assert all(added) and all(asked)
    assert {r.report.id: r for r in readings(ledger)} == wanted
    with ledger.connect() as connection:
        judged, back = (connection.execute(select(func.count()).select_from(t)).scalar_one()
                        for t in (schema.judgements, schema.withdrawals))  # fmt: skip
    assert judged == back > 0
    assert verify(ledger) == []


def test_fifty_kills(ledger: Engine, address: str) -> None:
    killed_while_adding(ledger, address, times=KILLS, reports=2100)
