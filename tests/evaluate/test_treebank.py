from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate.corpora import treebank
from sayso.language.backends import Analysis, Backend
from sayso.model import ROOT, Name, ReportError


def analyse(words: Sequence[str]) -> Analysis:
    """Every word is a noun, its own lemma in lower case, hung as `dep` to the word before it; the first is the root."""
    heads = [ROOT, *range(len(words) - 1)]
    relations = ["root", *["dep"] * (len(words) - 1)]
    kinds = ["NOUN" if word.islower() else "PROPN" for word in words]
    names = [Name(0, 1, "person")]
    return Analysis(kinds, ["NN"] * len(words), [w.lower() for w in words], heads, relations, names)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    seen: list[Sequence[str]] = []

    def counting(words: Sequence[str]) -> Analysis:
        seen.append(words)
        return analyse(words)

    monkeypatch.setattr(treebank, "backend_in_force", lambda: Backend("fake", counting))
    return seen


def row(number: int, form: str, head: int | str, relation: str = "dep", **cells: str) -> str:
    given = {"lemma": form.lower(), "upos": "NOUN", "xpos": "NN", "misc": "_"} | cells
    ten = (number, form, given["lemma"], given["upos"], given["xpos"], "_", head, relation, "_", given["misc"])
    return "\t".join(map(str, ten)) + "\n"


def score(folder: Path, text: str, limit: int | None = None) -> dict[str, float]:
    (folder / "tiny.conllu").write_text(text, encoding="utf8")
    return treebank.evaluate(folder / "tiny.conllu", limit).scores


RIGHT = row(1, "guards", 0, "root") + row(2, "fled", 1) + row(3, "quickly", 2) + row(4, "away", 3) + "\n"
ALL = {
    "uas", "las", "upos", "xpos", "lemmas", "las_capitals", "las_lower", "las_title", "words_f1", "sentences_f1",
    "uas_raw", "las_raw", "upos_raw", "lemmas_raw",
}  # fmt: skip


def test_all_right_is_one(tmp_path: Path) -> None:
    assert score(tmp_path, RIGHT) == dict.fromkeys(ALL, 1.0)


def test_gold_words_are_counted_one_by_one(tmp_path: Path) -> None:
    text = row(1, "guards", 0, "root", upos="VERB") + row(2, "fled", 1, "obj", xpos="VBD") + row(3, "far", 1, lemma="x")
    scores = score(tmp_path, text)
    wanted = {"uas": 2 / 3, "las": 1 / 3, "upos": 2 / 3, "xpos": 2 / 3, "lemmas": 2 / 3}
    assert {key: scores[key] for key in wanted} == pytest.approx(wanted)


def test_relations_are_compared_with_their_subtypes(tmp_path: Path) -> None:
    scores = score(tmp_path, RIGHT.replace("dep", "dep:whole", 1))
    assert (scores["las"], scores["las_raw"], scores["uas_raw"]) == (0.75, 0.75, 1.0)


def test_a_word_cut_otherwise_costs_in_raw_text_only(tmp_path: Path) -> None:
    scores = score(tmp_path, row(1, "well-fed", 0, "root") + row(2, "guards", 1) + row(3, "fled", 2))
    assert (scores["uas"], scores["las"]) == (1.0, 1.0)
    # of our "well", "-", "fed", "guards", "fled" two are aligned; the head of "guards" is not, that of "fled" is
    assert scores["words_f1"] == scores["upos_raw"] == scores["lemmas_raw"] == pytest.approx(2 * 2 / (3 + 5))
    assert scores["uas_raw"] == scores["las_raw"] == pytest.approx(2 * 1 / (3 + 5))


def test_a_sentence_cut_otherwise_costs_heads_in_raw_text(tmp_path: Path) -> None:
    text = "# text = fled. Tarn\n" + row(1, "fled", 0, "root") + row(2, ".", 1) + row(3, "Tarn", 2)
    scores = score(tmp_path, text)
    assert (scores["uas"], scores["words_f1"], scores["sentences_f1"]) == (1.0, 1.0, 0.0)
    assert scores["uas_raw"] == pytest.approx(2 / 3)


def test_words_of_a_token_and_empty_nodes(tmp_path: Path) -> None:
    text = (
        "# text = guards didn't\n"
        + row(1, "guards", 0, "root")
        + "2-3\tdidn't" + "\t_" * 8 + "\n"
        + row(2, "did", 1)
        + "2.1\tgo" + "\t_" * 8 + "\n"
        + row(3, "n't", 2)
    )  # fmt: skip
    assert score(tmp_path, text) == dict.fromkeys(ALL, 1.0)


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        ({"xpos": "_"}, {"xpos"}),
        ({"lemma": "_"}, {"lemmas", "lemmas_raw"}),
        ({"upos": "_"}, {"upos", "upos_raw"}),
    ],
)
def test_what_a_file_leaves_blank_is_left_out(tmp_path: Path, cells: dict[str, str], lost: set[str]) -> None:
    scores = score(tmp_path, row(1, "guards", 0, "root", **cells) + row(2, "fled", 1, **cells))
    assert scores == dict.fromkeys(ALL - lost, 1.0)


def test_a_file_without_trees_has_no_score_of_trees(tmp_path: Path) -> None:
    scores = score(tmp_path, row(1, "guards", "_", "_") + row(2, "fled", "_", "_"))
    assert scores == dict.fromkeys(
        ("upos", "xpos", "lemmas", "words_f1", "sentences_f1", "upos_raw", "lemmas_raw"), 1.0
    )


def test_several_roots_and_none_are_scored_as_they_are(tmp_path: Path) -> None:
    two = row(1, "guards", 0, "root") + row(2, "fled", 0, "root") + "\n"
    none = row(1, "guards", 2) + row(2, "fled", 1) + "\n"
    scores = score(tmp_path, two + none)
    assert (scores["uas"], scores["uas_raw"]) == (0.5, 0.5)


def test_a_lemma_left_blank_counts_as_right_in_raw_text_as_in_the_shared_task(tmp_path: Path) -> None:
    scores = score(tmp_path, row(1, "guards", 0, "root", lemma="_") + row(2, "fled", 1, lemma="flee"))
    assert (scores["lemmas"], scores["lemmas_raw"]) == (0.0, 0.5)


def test_each_sentence_is_read_once_a_condition(tmp_path: Path, fake: list[Sequence[str]]) -> None:
    score(tmp_path, row(1, "Oda", 0, "root", upos="PROPN") + row(2, "fled", 1))
    assert sorted(map(tuple, fake)) == [("ODA", "FLED"), ("Oda", "Fled"), ("Oda", "fled"), ("oda", "fled")]


def test_a_limit_takes_the_first_sentences_but_all_for_words(tmp_path: Path) -> None:
    wrong = row(1, "well-fed", 0, "root") + "\n"
    scores = score(tmp_path, RIGHT + "# newpar\n" + wrong, limit=1)
    assert scores["uas_raw"] == 1.0
    assert scores["words_f1"] == pytest.approx(2 * 4 / (5 + 7))


def test_a_file_without_a_sentence_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"tiny\.conllu: holds no sentence"):
        score(tmp_path, "# newdoc\n\n\n")
