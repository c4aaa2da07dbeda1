"""Measures -> the table in docs/accuracy.md."""

from pathlib import Path

import pytest

from sayso.evaluate.accuracy import Measure, laid_in, listed_in, measures, shown_as, tables
from sayso.evaluate.corpora import CORPORA

DOC = Path(__file__).parents[2] / "docs" / "accuracy.md"


def test_every_measure_names_a_corpus_and_is_in_the_docs() -> None:
    listed = measures()
    assert {m.corpus for m in listed} <= CORPORA.keys()
    assert list(listed_in(DOC.read_text(encoding="utf8"))) == [m.what for m in listed]


def test_a_missed_floor_is_bold_and_a_reached_aim_has_a_star() -> None:
    rows = [
        Measure("5", "low", "whole", "x", "type", ".75", ".90", ""),
        Measure("5", "high", "whole", "x", "status", ".75", ".90", "two readers: .96"),
        Measure("5", "harm", "whole", "x", "harm", ".30", ".12", ""),
    ]
    made = tables(rows, {"whole x": {"type": 0.5, "status": 0.95, "harm": 0.2}})
    assert "| low | **.500** |" in made
    assert "| high | .950 * | .75 | .90 | two readers: .96 |" in made
    assert "| harm | .200 |" in made


def test_only_what_is_between_the_marks_changes() -> None:
    page = "before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n"
    assert laid_in(page, "new") == "before\n<!-- measured: begin -->\n\nnew\n\n<!-- measured: end -->\nafter\n"
    with pytest.raises(ValueError, match="measured"):
        laid_in("a page", "new")


def test_shares_are_written_without_a_nought() -> None:
    assert (shown_as(0.9054), shown_as(1.24), shown_as(0)) == (".905", "1.240", ".000")
