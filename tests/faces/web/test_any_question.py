"""Whatever is asked, nothing fails; tests/soak asks more."""

from pathlib import Path

from tests.faces.web.asked import ask_every_call, ask_every_page, ledger_of_three


def test_every_call_answers_as_it_is_described(tmp_path: Path) -> None:
    ask_every_call(ledger_of_three(tmp_path), 8)


def test_every_page_answers_any_words(tmp_path: Path) -> None:
    ask_every_page(ledger_of_three(tmp_path), 150)
