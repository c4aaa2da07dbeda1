"""Four writers and eight readers at once on either store, and fifty kills: no error, nothing lost, nothing doubled.

SAYSO_SOAK_SECONDS shortens the load: 20 for a look, 300 without it.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from sqlalchemy import Engine, func, select

from sayso.ledger import record, schema
from sayso.ledger.removal import restore, withdraw
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.verify import verify
from tests.ledger import conftest
from tests.ledger.invented import entry
from tests.ledger.test_kills import killed_while_adding, reports_in

SECONDS = float(os.environ.get("SAYSO_SOAK_SECONDS", "300"))
WRITERS, READERS = 4, 8
KILLS = 50
address, closed, ledger, server = conftest.address, conftest.closed, conftest.ledger, conftest.server  # fixtures


def write(where: str, number: int, seconds: float) -> list[str]:
    """Add reports until it is time, of which every third is another writer's too; hide one now and then, and show it again."""
    engine = open_ledger(where)
    until = time.time() + seconds  # from when this process is ready: starting twelve takes a while
    added: list[str] = []
    n = 0
    while time.time() < until:
        made = [entry((n + k) * WRITERS + (number if k % 3 else 0), k % 3) for k in range(5)]
        record.add(engine, made)
        added.extend(e.reading.report.id for e in made)
        if n % 50 == 0:
            hide_and_show(engine, made[1].reading.report.id)
        n += 5
    return added


def hide_and_show(engine: Engine, report: str) -> None:
    for act in (withdraw, restore):
        with writing(engine) as connection:
            act(connection, report, by="a writer", reason="to see")


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
        assert there >= before
        before, asked = there, asked + 1
        time.sleep(chance.uniform(0.0, 0.1))
    engine.dispose()
    return asked


def at_once(where: str, seconds: float) -> tuple[Sequence[list[str]], Sequence[int]]:
    with ProcessPoolExecutor(WRITERS + READERS, mp_context=get_context("spawn")) as pool:
        writers = [pool.submit(write, where, n, seconds) for n in range(WRITERS)]
        readers = [pool.submit(read, where, n, seconds) for n in range(READERS)]
        return [w.result() for w in writers], [r.result() for r in readers]


def test_writers_and_readers_at_once(ledger: Engine, address: str) -> None:
    added, asked = at_once(address, SECONDS)
    wanted = {report for share in added for report in share}
    print(
        f"{ledger.dialect.name}: {len(wanted)} reports by {WRITERS}, {sum(asked)} questions by {READERS} in {SECONDS:.0f} s"
    )
    assert all(added) and all(asked)
    assert reports_in(ledger) == wanted
    assert verify(ledger) == []


def test_fifty_kills(ledger: Engine, address: str) -> None:
    killed_while_adding(ledger, address, times=KILLS, reports=2100)
