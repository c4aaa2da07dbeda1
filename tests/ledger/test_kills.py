"""A process that is killed while it adds reports loses nothing that it had added, and doubles nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, select

from sayso.ledger import record
from sayso.ledger.tables import schema
from sayso.ledger.upkeep.verify import verify
from tests.ledger.invented import BATCH, entries
from tests.ledger.test_stores import happenings, kept, partition

ROOT = Path(__file__).parents[2]
REPORTS = 210


def test_killed_while_adding(ledger: Engine, address: str) -> None:
    killed_while_adding(ledger, address, times=3, reports=REPORTS)


def killed_while_adding(ledger: Engine, address: str, *, times: int, reports: int) -> None:
    """Kill a process that adds reports again and again, each time at a random moment of its work; then add the rest."""
    chance = random.Random(7)
    seen: set[str] = set()
    for _ in range(times):
        add_and_kill(address, reports, chance.randint(0, reports // BATCH // times), chance.uniform(0.0, 0.02))
        found = reports_in(ledger)
        assert seen <= found  # nothing lost
        assert len(found) % BATCH == 0 or len(found) == reports  # a batch whole, or not at all
        assert verify(ledger) == []
        seen = found
    made = entries(reports)
    record.add(ledger, made)
    with ledger.connect() as connection:
        assert reports_in(ledger) == {e.reading.report.id for e in made}
        rows = kept(connection)
        assert (rows["reports"], rows["captures"], rows["claims"]) == (reports, reports, reports)
        assert partition(connection) == happenings(made)
    assert verify(ledger) == []


def add_and_kill(address: str, reports: int, batches: int, seconds: float) -> None:
    """Let a process add so many batches, and work so long on the next, and kill it."""
    command = [sys.executable, "-m", "tests.ledger.invented", address, str(reports)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"adding\n"
        for _ in range(batches):
            assert process.stdout.readline() == b"added\n"
        time.sleep(seconds)
        process.kill()
    assert process.returncode == -signal.SIGKILL  # it was at work


def reports_in(ledger: Engine) -> set[str]:
    with ledger.connect() as connection:
        return set(connection.execute(select(schema.reports.c.id)).scalars())
