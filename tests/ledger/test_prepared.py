"""A reading that another process prepared comes to the same rows; where claims are looked for is what blocks.py says."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from sayso.ledger import record
from sayso.ledger.likeness import blocks
from sayso.ledger.likeness.candidates import Candidates, candidates
from sayso.ledger.likeness.marks import Marks, marks_of
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.counted import TALLIED
from sayso.ledger.tables.filing import PERIOD, columns, filing, rows
from sayso.ledger.tables.prepared import Prepared, prepare
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.verify import verify
from sayso.model import Reading
from tests.claims import told
from tests.ledger.invented import entries
from tests.ledger.test_merge import TELLINGS

MOMENTS = {"added", "made"}


def through_a_pipe(made: Prepared) -> Prepared:
    found = pickle.loads(pickle.dumps(made))
    assert isinstance(found, Prepared)
    return found


def contents(engine: Engine) -> dict[str, Counter[str]]:
    """Return the rows of every table, without the moments at which they were written."""
    with engine.connect() as connection:
        return {
            name: Counter(
                repr(sorted((k, v) for k, v in row.items() if k not in MOMENTS))
                for row in connection.execute(select(table)).mappings()
            )
            for name, table in schema.metadata.tables.items()
        }


def test_prepared_readings_come_to_the_same_rows(ledger: Engine, tmp_path: Path) -> None:
    made = entries(12)
    first = [through_a_pipe(prepare(e)) for e in made[:6]]
    assert record.add(ledger, [*first, *made[6:], first[0]]).new == tuple(e.reading.report.id for e in made)
    assert record.add(ledger, first).known == tuple(e.reading.report.id for e in made[:6])
    assert verify(ledger) == []
    plain = open_ledger(tmp_path / "plain.db")
    record.add(plain, made)
    if ledger.dialect.name == "sqlite":
        assert contents(ledger) == contents(plain)


def pairs_of(found: Candidates) -> set[tuple[str, str]]:
    ends = zip(found.one.tolist(), found.two.tolist(), strict=True)
    return {(min(x), max(x)) for x in ((found.ids[a], found.ids[b]) for a, b in ends)}


def asks_for(one: Marks, other: Marks) -> bool:
    kept = blocks.filed(other)
    return any(key == s.key and s.start <= day <= s.end for s in blocks.searches(one) for key, day in kept)


@settings(max_examples=40, deadline=None)
@given(st.lists(TELLINGS, max_size=7))
def test_claims_are_found_where_they_stand_and_are_looked_for(readings: list[Reading]) -> None:
    """An undated one is looked for in all periods of days: here in three, years apart."""
    years = [told(f"y{n}", day=f"{n}-03-05", published=f"{n}-03-06", words="Zubrin Habrel fell.") for n in (1990, 2034)]
    undated = told("u", day=None, published=None, words="Zubrin Habrel fell.")
    marks = {m.claim: m for r in (*readings, *years, undated) for m in (marks_of(r.report, c) for c in r.claims)}
    filings = {claim: filing(m) for claim, m in marks.items()}
    with TemporaryDirectory() as folder:
        engine = open_ledger(Path(folder) / "ledger.db")
        with writing(engine) as connection:
            for claim, found in filings.items():
                made = [{"key": key, "day": day, "claim": claim} for _, key, day in columns([found.rows], 2).T.tolist()]
                connection.execute(schema.blocks.insert(), made)
            pairs = pairs_of(candidates(connection, filings))
        engine.dispose()
    assert pairs == {(a, b) for a in marks for b in marks if a < b and asks_for(marks[a], marks[b])}


def test_an_undated_claim_is_looked_for_in_every_period(ledger: Engine) -> None:
    words = "Zubrin Habrel was shot by the Qastel ferry near Odrin."
    far = [told(f"y{n}", day=f"{n}-03-05", published=f"{n}-03-06", words=words) for n in (1931, 1990, 2034)]
    record.add(ledger, [Entry(reading=r) for r in far])
    last = told("u", day=None, published=None, words=words)
    m = marks_of(last.report, last.claims[0])
    with writing(ledger) as connection:
        pairs = pairs_of(candidates(connection, {m.claim: filing(m)}))
    assert pairs == {tuple(sorted((m.claim, r.claims[0].id))) for r in far}


def test_claims_of_one_time_stand_together() -> None:
    """Rows of one day have keys of one period, so that adding news of a week touches few pages of a large ledger."""
    m = marks_of(TARN.report, TARN.claims[0])
    assert len({key >> 54 for key, _ in rows(m)}) == 1
    later = m._replace(first=m.first + 2 * PERIOD, last=m.last + 2 * PERIOD)
    assert {key >> 54 for key, _ in rows(m)} != {key >> 54 for key, _ in rows(later)}


TARN = told("a", killed=3)


def test_nothing_is_left_to_tally(ledger: Engine) -> None:
    record.add(ledger, entries(9))
    record.add(ledger, entries(18))
    with ledger.connect() as connection:
        assert connection.execute(select(func.count()).select_from(schema.untallied)).scalar() == 0
        for name in TALLIED:
            claims = select(func.sum(schema.tallies.c.claims)).where(schema.tallies.c.name == name)
            assert connection.execute(claims).scalar() == 18
