"""What is added comes out as it was; adding twice changes nothing; the narrow rows follow whatever is written."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

import sayso
from sayso.ledger import record
from sayso.ledger.merge import place_claims, unplace_claims
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.rollups import rollup
from sayso.ledger.store import writing
from sayso.ledger.tables.counted import TALLIED
from sayso.ledger.tables.rows import Entry
from sayso.ledger.tables.schema import copies, counted, every_claim, memberships, tallies
from sayso.model import Capture, Failure
from tests.ledger.invented import entries
from tests.ledger.told import told

TEXT = "Norland's army shelled Tarn on Monday, killing three people, officials said."


def test_a_reading_comes_back(ledger: Engine) -> None:
    reading = sayso.read_text(TEXT, published="2024-03-05", outlet="Coast Wire")
    entry = Entry(reading=reading, capture=Capture(raw=TEXT.encode(), name="a.txt"))
    assert record.add(ledger, [entry]).new == (reading.report.id,)
    assert list(query.readings(ledger)) == [reading]
    assert record.add(ledger, [entry]).known == (reading.report.id,)
    assert len(list(query.readings(ledger))) == 1


def test_failures_are_kept_once(ledger: Engine) -> None:
    failure = Failure(name="a.txt", reason="empty", stage="read")
    record.add_failure(ledger, failure)
    record.add_failure(ledger, failure)
    assert query.all_failures(ledger) == [failure]


def test_narrow_rows_follow_the_memberships(ledger: Engine) -> None:
    made = entries(40)
    keys = [c.id for e in made for c in e.reading.claims]
    record.add(ledger, made)
    _agree(ledger, len(keys))
    with writing(ledger) as connection:
        unplace_claims(connection, keys[:10])
    _agree(ledger, 30)
    with writing(ledger) as connection:
        place_claims(connection, keys[:10])
    _agree(ledger, 40)
    with writing(ledger) as connection:
        connection.execute(delete(memberships).where(memberships.c.claim.in_(keys[5:25])))
    _agree(ledger, 20)
    with writing(ledger) as connection:
        connection.execute(update(memberships).values(event="0" * 20))
    _agree(ledger, 20)


def test_narrow_rows_follow_the_copies(ledger: Engine) -> None:
    made = [told(f"Coast guards fired at a boat off {town}.", outlet=town, published="2024-03-05")
            for town in ("Tarn", "Ostra", "Velm")]  # fmt: skip
    record.add(ledger, made)
    first, *others = [e.reading.report.id for e in made]
    with writing(ledger) as connection:
        connection.execute(delete(copies))
    assert _sources(ledger) == 3
    with writing(ledger) as connection:
        connection.execute(insert(copies), [_copy(key, first) for key in others])
    _agree(ledger, 3)
    assert _sources(ledger) == 1
    with writing(ledger) as connection:
        connection.execute(update(copies).where(copies.c.report == others[1]).values(group=others[1]))
    _agree(ledger, 3)
    assert _sources(ledger) == 2
    with writing(ledger) as connection:
        connection.execute(delete(copies))
    _agree(ledger, 3)
    assert _sources(ledger) == 3


def _copy(report: str, group: str) -> dict[str, object]:
    return {"report": report, "group": group, "share": 1.0, "kind": "same"}


def _sources(ledger: Engine) -> int:
    with ledger.connect() as connection:
        (row,) = rollup(connection, Filter())
    return row.sources


def _agree(ledger: Engine, claims: int) -> None:
    """The narrow rows are those of the view, and the tallies what they add up to."""
    with ledger.connect() as connection:
        rows = connection.execute(select(counted).order_by(counted.c.claim)).all()
        view = select(every_claim).where(every_claim.c.event != "").order_by(every_claim.c.claim)
        assert rows == connection.execute(view).all()
        assert len(rows) == claims
        found = {(r.name, r.month, r.key): (r.claims, r.events, r.sources) for r in connection.execute(select(tallies))}
    cells: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in rows:
        for name in TALLIED:
            cells[name, row.month, (getattr(row, name) or "") if name else ""].append(row)
    assert found == {
        cell: (len(these), len({x.event for x in these}), len({x.source for x in these}))
        for cell, these in cells.items()
    }
