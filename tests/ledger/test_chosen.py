"""What is read once is what the ledger counts when it is asked for each number."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger.record import add
from sayso.ledger.search import chosen, columns, places_of, query, rollups
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Engine, open_ledger, writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import withdraw
from sayso.model import Reading
from tests.claims import COAST, FARVIK, TARN, place, told

OSLO = place("Oslo", 59.91, 10.75, 3143244, admin1="Oslo", country="NOR")
READINGS = [
    told("a", at=TARN, killed=3), told("b", "Hill Post", at=TARN, killed=3), told("c", at=FARVIK, day="2024-03-09"),
    told("d", at=COAST, day="2024-05-01", by="nor.mil", to="swe", published="2024-05-02"),
    told("e", "Sun", at=OSLO, day="2021-12-31", published="2022-01-01", status="denied"),
    told("f", "Sun", at=None, day="2024-03-04", by="fin.mil"), told("g", "Sun", day=None, published=None),
    told("h", "S\x1fun", at=OSLO, day="2023-12-31", by="swe", to="nor"),
]  # fmt: skip
ASKED = [
    {"outlet": "Sun"}, {"status": "denied"}, {"stage": "occurred"}, {"confidence": "0"}, {"actor": "nor"}, {"place": "NOR"},
    {"between": "nor, swe"}, {"since": "2024"}, {"until": "2023"}, {"figure": "killed>=3"}, {"text": "attack"},
    {"text": "nowhere"}, {"withdrawn": "yes"}, {"withdrawn": "yes", "outlet": "Sun"},
]  # fmt: skip
ATTACKS = Filter.from_words({"type": ["ASSAULT"]})


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("chosen") / "ledger.db"
    engine = open_ledger(path)
    add(engine, [Entry(reading=r) for r in READINGS])
    with writing(engine) as connection:
        withdraw(connection, READINGS[4].report.id, by="Ada", reason="a test")
    return engine


@pytest.fixture(scope="module")
def prepared(engine: Engine) -> Engine:
    again = open_ledger(engine.url.database or "")
    with again.connect() as connection:
        chosen.prepare(connection)
        assert columns.kept(connection) is not None
    return again


@pytest.mark.parametrize("words", ASKED, ids=str)
def test_it_counts_what_the_ledger_counts(engine: Engine, words: dict[str, str]) -> None:
    counts_the_same(engine, Filter.from_words({name: [word] for name, word in words.items()}))


@pytest.mark.parametrize("words", [*ASKED, {}], ids=str)
def test_it_counts_the_same_from_what_was_prepared(prepared: Engine, words: dict[str, str]) -> None:
    counts_the_same(prepared, Filter.from_words({name: [word] for name, word in words.items()}))


def test_what_was_prepared_is_not_used_once_the_ledger_has_changed(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    add(engine, [Entry(reading=r) for r in READINGS[:5]])
    for change in (lambda: add(engine, [Entry(reading=r) for r in READINGS[5:]]), lambda: hide(engine, READINGS[0])):
        with engine.connect() as connection:
            chosen.prepare(connection)
            before = chosen.count(connection, ATTACKS, chosen.choose(connection, ATTACKS))
        change()
        with engine.connect() as connection:
            assert columns.kept(connection) is None
            assert chosen.count(connection, ATTACKS, chosen.choose(connection, ATTACKS)) != before
        counts_the_same(engine, ATTACKS)


def hide(engine: Engine, reading: Reading) -> None:
    with writing(engine) as connection:
        withdraw(connection, reading.report.id, by="Ada", reason="a test")


def counts_the_same(engine: Engine, asked: Filter) -> None:
    with engine.connect() as connection:
        fit = chosen.choose(connection, asked)
        assert fit is not None
        assert chosen.count(connection, asked, fit) == query.count(connection, asked)
        assert chosen.spots(connection, asked, fit) == places_of.spots(connection, asked)
        assert chosen.countries(connection, asked, fit) == places_of.countries(connection, asked)
        assert chosen.find_events(connection, asked, fit, limit=3) == query.find_events(connection, asked, limit=3)
        for unit in ("day", "week", "month", "year"):
            assert chosen.events_by(connection, asked, fit, unit) == rollups.events_by(connection, asked, unit)


def test_many_events_are_looked_for_among_the_latest(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "LOOKED_UP", 1)
    asked = Filter.from_words({"stage": ["occurred"]})
    with engine.connect() as connection:
        for looked_at in (1, 1000):  # too few of them fit; enough do
            monkeypatch.setattr(query, "LOOKED_AT", looked_at)
            first = chosen.find_events(connection, asked, chosen.choose(connection, asked), limit=2)
            assert first == query.find_events(connection, asked, limit=2)
            assert chosen.find_events(
                connection, asked, chosen.choose(connection, asked), after=first.after, limit=2
            ) == query.find_events(connection, asked, after=first.after, limit=2)


def test_a_large_ledger_is_counted_by_itself(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "MOST", 2)
    with engine.connect() as connection:
        asked = Filter.from_words({"status": ["denied"]})
        assert chosen.choose(connection, asked) is None
        assert chosen.count(connection, asked, None) == query.count(connection, asked)
        assert chosen.choose(connection, Filter.from_words({"actor": ["nor"]})) is not None
