"""What is added comes out as it was; adding twice changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

import sayso
from sayso.ledger import query, record
from sayso.model import Failure, Reading

TEXT = "Norland's army shelled Tarn on Monday, killing three people, officials said."


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return record.open_ledger(tmp_path / "ledger.db")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sayso.read_text(TEXT, published="2024-03-05", outlet="Coast Wire")


def test_a_reading_comes_back(engine: Engine, reading: Reading) -> None:
    assert record.add(engine, reading, TEXT.encode())
    assert list(query.readings(engine)) == [reading]


def test_adding_twice_changes_nothing(engine: Engine, reading: Reading) -> None:
    assert record.add(engine, reading)
    assert not record.add(engine, reading)
    assert len(list(query.readings(engine))) == 1


def test_failures_are_kept_once(engine: Engine) -> None:
    failure = Failure(name="a.txt", reason="empty", stage="read")
    record.add_failure(engine, failure)
    record.add_failure(engine, failure)
    assert query.all_failures(engine) == [failure]
