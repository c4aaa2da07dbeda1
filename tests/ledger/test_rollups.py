"""A row of a rollup is the count of the filter narrowed to it; conflict and cooperation by dyad."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from sayso.ledger import record
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.rollups import CELLS, UNKNOWN, balance, dealings, rollup
from tests.ledger.told import TOWN, told

ALL = Filter()
MADE = (
    told("Shells hit Tarn.", outlet="Coast Wire", published="2024-03-06", day="2024-03-05", actor="nor.mil",
         recipient="swe", place=TOWN),
    told("Tarn was shelled, Sarvia says.", outlet="Hill Post", published="2024-03-06", day="2024-03-05", actor="nor.mil",
         recipient="swe", speaker="swe.gov", status="attributed", place=TOWN, intensity=-8.0),
    told("Raid on a depot, Sarvia says.", outlet="Hill Post", published="2024-03-12", day="2024-03-11", actor="nor.mil",
         recipient="swe", speaker="swe.gov", status="attributed", intensity=-7.0,
         place={**TOWN, "name": "Ostra", "geonames": 12, "lat": 65.0}),
    told("No raid, Norland says.", outlet="Coast Wire", published="2024-03-12", day="2024-03-11", actor="nor.mil",
         recipient="swe", speaker="nor.gov", status="denied", intensity=-7.0,
         place={**TOWN, "name": "Ostra", "geonames": 12, "lat": 65.0}),
    told("Envoys met.", outlet="Coast Wire", published="2024-04-01", day="2024-03-31", type="CONSULT", intensity=4.0,
         actor="nor.gov", recipient="swe.gov"),
    told("The brigade marched.", outlet="Hill Post", actor="Harbour Brigade", type="MOBILIZE", intensity=-6.0),
)  # fmt: skip


@pytest.fixture
def filled(ledger: Engine) -> Engine:
    record.add(ledger, MADE)
    return ledger


def test_by_month_and_type(filled: Engine) -> None:
    with filled.connect() as connection:
        rows = rollup(connection, ALL)
        assert [(r.keys, r.events, r.claims, r.sources) for r in rows] == [
            (("2024-03", "ASSAULT"), 2, 4, 3), (("2024-03", "CONSULT"), 1, 1, 1), ((None, "MOBILIZE"), 1, 1, 1),
        ]  # fmt: skip
        assert rows == rollup(connection, Filter(confidence=0.1))
        assert rows == rollup(connection, Filter(withdrawn=True))


def test_a_row_is_the_count_of_its_filter(filled: Engine) -> None:
    with filled.connect() as connection:
        for name in ("day", "month", "type", "status", "stage", "outlet"):
            for row in rollup(connection, ALL, by=(name,)):
                (key,) = row.keys
                if key is None:
                    continue
                words = {"since": [key], "until": [key]} if name in ("day", "month") else {name: [key]}
                counts = query.count(connection, Filter.from_words(words))
                assert (row.events, row.claims) == (counts.events, counts.claims)


@pytest.mark.parametrize(
    "by, keys",
    [
        ("week", ["2024-03-04", "2024-03-11", "2024-03-25", None]),
        ("year", ["2024", None]),
        ("country", ["NOR", None]),
        ("stage", ["occurred"]),
        ("mode", [None]),
        ("dyad", ["nor.gov > swe.gov", "nor.mil > swe", None]),
        ("countries", ["NOR > SWE", None]),
        ("actor", ["nor.gov", "nor.mil", UNKNOWN]),
        ("recipient", ["swe", "swe.gov", None]),
    ],
)  # fmt: skip
def test_what_is_counted_by(filled: Engine, by: str, keys: list[str | None]) -> None:
    with filled.connect() as connection:
        rows = rollup(connection, ALL, by=(by,))
    assert [r.keys[0] for r in rows] == keys
    assert sum(r.claims for r in rows) == len(MADE)


def test_two_actors_of_one_country_count_a_claim_once(ledger: Engine) -> None:
    entry = MADE[0]
    claim = entry.reading.claims[0]
    both = replace(claim, actors=(*claim.actors, replace(claim.actors[0], id="nor.gov", code="NOR")))
    record.add(ledger, [replace(entry, reading=replace(entry.reading, claims=(both,)))])
    with ledger.connect() as connection:
        (row,) = rollup(connection, ALL, by=("countries",))
        assert (row.claims, row.events) == (1, 1)
        (sums,) = balance(connection, ALL)
        assert (sums.reported, sums.reported_conflict) == (1, -9.0)
        assert len(rollup(connection, ALL, by=("dyad", "actor", "recipient"))) == 2


def test_conflict_and_cooperation(filled: Engine) -> None:
    """The shelling is told by an outlet in its own voice: reported, once; the raid hangs on a speaker; a denial is neither."""
    with filled.connect() as connection:
        months = balance(connection, ALL)
        raid = balance(connection, Filter(since="2024-03-11", until="2024-03-11"), by=("dyad",))
    here = next(b for b in months if b.keys == ("2024-03", "NOR > SWE"))
    assert (here.reported, here.reported_cooperation, here.reported_conflict) == (2, 4.0, -8.5)
    assert (here.attributed, here.attributed_cooperation, here.attributed_conflict) == (1, 0.0, -7.0)
    assert [(b.keys, b.reported, b.attributed) for b in raid] == [(("nor.mil > swe",), 0, 1)]


def test_dealings_are_what_both_give(filled: Engine) -> None:
    with filled.connect() as connection:
        for by in ("recipient", "actor"):
            events = {row.keys[0]: row.events for row in rollup(connection, ALL, by=(by,))}
            sums = {row.keys[0]: row for row in balance(connection, ALL, by=(by,))}
            found = dealings(connection, ALL, by)
            assert {row.key: row.events for row in found} == events
            for row in found:
                one = sums[row.key]
                assert row.cooperation == pytest.approx(one.reported_cooperation + one.attributed_cooperation)
                assert row.conflict == pytest.approx(one.reported_conflict + one.attributed_conflict)
        denied = Filter.from_words({"status": ["denied"]})
        assert [(row.events, row.conflict) for row in dealings(connection, denied, "recipient")] == [(1, 0.0)]


def test_what_cannot_be_counted_by_is_named(filled: Engine) -> None:
    with filled.connect() as connection:
        for by in ((), ("month", "month"), ("colour",)):
            with pytest.raises(ValueError, match=r"^by: .*month"):
                rollup(connection, ALL, by=by)
        assert rollup(connection, Filter(type=("AID",))) == []
        assert balance(connection, Filter(type=("AID",))) == []
        for name in CELLS:
            assert rollup(connection, Filter(withdrawn=True), by=(name,))
