"""Commitment to predicates of a factuality corpus, on invented rows."""

import gzip
import json
from pathlib import Path

import pytest

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.status import Judged, evaluate, judge, scores_of
from sayso.evaluate.corpora.status_gold import Passage, head_of, parse_words, passages_of
from sayso.model import ReportError


def row(text: str, *targets: tuple[int, int, float]) -> str:
    return json.dumps({"text": text, "targets": [{"span1": [a, b], "label": label} for a, b, label in targets]})


def judged(text: str, word: str) -> Judged:
    at = text.split().index(word)
    passage = Passage(tuple(text.split()), ((at, at + 1, 0.0),))
    (found,) = judge(passage, parse_words(passage, backend_in_force()))
    return found


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [("Norland shelled Ostra .", "shelled", "reported"), ("Norland did not shell Ostra .", "shell", "negated"),
     ("Oda said Norland shelled Ostra .", "shelled", "attributed"), ("Norland may shell Ostra .", "shell", "possible"),
     ("Norland condemned the attack .", "attack", "reported"), ("Norland is ready to fight .", "ready", "reported")],
)  # fmt: skip
def test_any_word_is_judged(text: str, word: str, status: str) -> None:
    assert judged(text, word).status == status


def test_markers_alone_see_nothing_above_the_verb() -> None:
    found = judged("Norland threatened to shell Ostra .", "shell")
    assert (found.status, found.marked) == ("threatened", "reported")
    assert found.ours < found.markers
    assert found.violent


def test_harm_and_recall() -> None:
    def one(gold: float, status: str, *, violent: bool = False) -> Judged:
        return Judged(gold, 2.9, status, 2.9, "reported", violent, 2.9, None)  # type: ignore[arg-type]

    scores = scores_of([one(3, "reported"), one(-3, "reported", violent=True), one(2, "attributed"), one(2, "planned")])
    assert scores["harm"] == pytest.approx(1 / 3)
    assert scores["harm_violent"] == 1
    assert scores["harm_outlet"] == 0.5
    assert scores["reported_recall"] == pytest.approx(2 / 3)
    assert scores["outlet_recall"] == pytest.approx(1 / 3)
    assert scores["harm_all_reported"] == 0.25
    assert scores["r"] == 0


def test_scores_of_a_file(tmp_path: Path) -> None:
    rows = [
        row("Norland shelled Ostra .", (1, 2, 3.0)),
        row("Norland didn't shell Ostra .", (2, 3, -3.0)),
        "no row",
        "[]",
    ]
    file = tmp_path / "dev.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(rows).encode()))
    n, scores = evaluate(file)
    assert n == 2
    assert scores["r"] == pytest.approx(1)
    assert scores["harm"] == 0
    assert scores["harm_all_reported"] == 0.5
    assert evaluate(file, 1).n == 1


def test_words_that_are_two_keep_their_targets(tmp_path: Path) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_text(row("Norland hasn't shelled `` Ostra ''", (2, 3, -3.0), (4, 9, 1.0), (-1, 0, 1.0)))
    (passage,) = passages_of(file)
    assert passage.words == ("Norland", "has", "n't", "shelled", "“", "Ostra", "”")
    assert passage.targets == ((3, 4, -3.0),)


def test_a_clause_is_judged_by_its_head() -> None:
    passage = Passage(tuple("Oda said that Norland shelled Ostra .".split()), ())
    assert head_of(parse_words(passage, backend_in_force()), 3, 6) == 4


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}\n[1]\nnull"])
def test_another_layout_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "dev.jsonl"
    file.write_bytes(content)
    with pytest.raises(ReportError):
        evaluate(file)
