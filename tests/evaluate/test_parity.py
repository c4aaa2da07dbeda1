"""Recall of a state's violence and of armed groups', apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate.corpora import muc34, parity
from sayso.evaluate.corpora.muc34_templates import templates_in
from sayso.evaluate.corpora.parity import Act, scores_of
from sayso.model import ReportError
from tests.evaluate.test_muc34 import KEY, TEXTS

TEXT = (
    "French soldiers shelled the village on Monday. Rebels attacked a police station. Two women were killed. "
    "Rebels may attack the town."
)
CODED = (("shelled", "French soldiers"), ("attacked", "Rebels"), ("killed", ""), ("attack the", "Rebels"))


def coded(folder: Path, **changes: Any) -> Path:
    """Write a report coded act by act; the last one only may happen."""
    (folder / "text").mkdir(parents=True)
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf8")
    (folder / "index.json").write_text(json.dumps([{"id": "one", "published": "2021-05-12"}, "nothing"]))
    rows = [
        {"record": "claim", "report": "one", "type": "ASSAULT", "start": TEXT.index(trigger),
         "status": "possible" if trigger == "attack the" else "reported", "actors": [who] if who else []} | changes
        for trigger, who in CODED
    ]  # fmt: skip
    lines = [*rows, {"record": "statement", "report": "one"}]
    (folder / "claims.jsonl").write_text("".join(json.dumps(r) + "\n" for r in lines), encoding="utf8")
    return folder


def test_acts_are_counted_by_who_did_them(tmp_path: Path) -> None:
    n, scores = parity.evaluate(coded(tmp_path / "coded"))
    assert n == 1
    wanted = {"recall_state": 1, "recall_non_state": 1, "recall_unnamed": 1, "gap": 0, "named_state": 1,
              "named_non_state": 1}  # fmt: skip
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)


def test_acts_of_another_type_or_place_are_missed(tmp_path: Path) -> None:
    for n, changes in enumerate(({"type": "COERCE"}, {"start": -50}, {"start": None}, {"start": "early"})):
        _, scores = parity.evaluate(coded(tmp_path / str(n), **changes))
        assert scores["recall_state"] == scores["recall_unnamed"] == 0


def test_a_report_that_fails_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.evaluate.corpora.parity.reading_of", lambda *_: None)
    _, scores = parity.evaluate(coded(tmp_path / "coded"))
    assert scores["recall_state"] == scores["recall_non_state"] == scores["gap"] == 0


def test_the_gap_is_between_the_two_sides() -> None:
    acts = [
        Act("state", True, True),
        Act("state", False, False),
        Act("non_state", True, False),
        Act("other", True, True),
    ]
    scores = scores_of(acts)
    assert (scores["recall_state"], scores["recall_non_state"], scores["gap"], scores["named_gap"]) == (0.5, 1, 0.5, 1)
    assert scores_of([])["gap"] == 0


def test_messages_have_their_own_categories(tmp_path: Path) -> None:
    key = KEY.replace(
        "12. PHYS",
        '8.  PERP: INCIDENT CATEGORY         STATE-SPONSORED VIOLENCE\n10. PERP: ORGANIZATION ID           "ARMY"\n12. PHYS',
    )
    (tmp_path / "key-tst1").write_text(key, encoding="latin-1")
    (tmp_path / "tst1-muc3").write_text(TEXTS, encoding="latin-1")
    muc34.answers.cache_clear()
    n, scores = parity.evaluate(tmp_path)
    assert (n, scores["recall_state"], scores["named_state"], scores["gap"]) == (2, 1, 0, 1)


def test_a_key_that_leaves_the_choice_is_no_ones() -> None:
    both = '0.  MESSAGE: ID  A\n1.  MESSAGE: TEMPLATE  1\n8.  PERP: INCIDENT CATEGORY  {}\n9.  PERP: INDIVIDUAL ID  "MEN"\n'
    told = [templates_in(both.format(c))["A"][0] for c in ("TERRORIST ACT / STATE-SPONSORED VIOLENCE", "TERRORIST ACT")]
    assert [parity._category(t) for t in told] == [None, "non_state"]


def test_another_layout_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        parity.evaluate(tmp_path)
    (tmp_path / "claims.jsonl").write_text("")
    (tmp_path / "index.json").write_text("no json")
    with pytest.raises(ReportError):
        parity.evaluate(tmp_path)
