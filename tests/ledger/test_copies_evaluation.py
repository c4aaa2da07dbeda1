"""The evaluation of copies: pairs made by construction, labels without text, any file of the layout."""

import csv
import random
from pathlib import Path

import pytest

from sayso.evaluate.corpora.copies import LABELS, evaluate, key, score_of
from sayso.evaluate.corpora.copies_generated import pairs_from
from sayso.model import ReportError

WORDS = """the the the of of to and in on for with was were said that by from it not they after harbour boats town police
farmers market bridge fire doctors three eleven Monday winter price road school water night soldiers left found built closed
opened asked told saw old new long small""".split()


def story(seed: int) -> str:
    """Return ten paragraphs of English words in any order, so that no ten stand twice in a row."""
    chance = random.Random(seed)
    return " ### ".join(" ".join(["The", *chance.choices(WORDS, k=28)]) + "." for _ in range(10))


def put(folder: Path, texts: list[str]) -> Path:
    file = folder / "articles.csv"
    with file.open("w", encoding="utf8", newline="") as out:
        csv.writer(out).writerows([("id", "text"), *((n, text) for n, text in enumerate(texts))])
    return file


def test_a_file_without_labels_gives_the_generated_scores(tmp_path: Path) -> None:
    n, scores = evaluate(put(tmp_path, [story(1), story(2)]))
    assert n == 2
    assert scores == {"generated_precision": 1, "generated_recall": 1, "generated_f1": 1}
    assert evaluate(put(tmp_path, [story(1), story(2)]), 1).n == 1


@pytest.mark.parametrize("written", ["", "id,body\n1,Gunmen fled.\n", "id,text\n1,\0\n2,\n", "\ufffe"])
def test_another_layout_is_told(written: str, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text(written, encoding="utf8")
    if "\0" not in written:
        with pytest.raises(ReportError):
            evaluate(file)
    else:
        assert evaluate(file).scores == {}


def test_pairs_are_made_the_same_each_time() -> None:
    assert list(pairs_from([story(1), "too short"])) == list(pairs_from([story(1)]))
    assert [label for _, _, label in pairs_from([story(1)])] == ["copy", "copy", "none", "passage"]


def test_scores_of_known_pairs() -> None:
    same, other = story(1), story(2)
    assert score_of([(same, same, "copy"), (same, other, "copy"), (same, same, "none")]) == pytest.approx(
        {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    )
    assert score_of([(same, other, "none")])["precision"] == 1


def test_labels_are_hashes_a_label_and_a_short_reason() -> None:
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf8").splitlines()]
    assert rows[0] == ["a", "b", "label", "reason"]
    assert {len(row) for row in rows} == {4}
    assert {row[2] for row in rows[1:]} == {"copy", "passage", "none"}
    assert all(len(row[0]) == len(row[1]) == len(key("")) and len(row[3]) < 100 for row in rows[1:])
    assert len({frozenset(row[:2]) for row in rows[1:]}) == len(rows) - 1
