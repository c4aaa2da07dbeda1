"""Thousands of questions that nobody would think of, to every call and every page."""

from pathlib import Path

import pytest

from sayso.faces.web import guard
from tests.faces.web.asked import ask_every_call, ask_every_page, ledger_of_three


@pytest.fixture(autouse=True)
def as_fast_as_they_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BURST", 1e9)


def test_every_call_answers_as_it_is_described(tmp_path: Path) -> None:
    ask_every_call(ledger_of_three(tmp_path), 500)


def test_every_page_answers_any_words(tmp_path: Path) -> None:
    ask_every_page(ledger_of_three(tmp_path), 5000)
