import lzma
from pathlib import Path

import pytest

from sayso.evaluate.corpora.treebank_text import paragraphs, words_and_sentences

ROW = "{0}\t{1}\t_\tX\tX\t_\t0\troot\t_\t{2}\n"


def sentence(text: str, *rows: str, comments: str = "") -> str:
    """Rows are "id form notes"; notes may be left out."""
    cells = [[*row.split(), "_"][:3] for row in rows]
    return f"{comments}# text = {text}\n" + "".join(ROW.format(*c) for c in cells) + "\n"


TINY = (
    sentence(
        "Oda didn't go.", "1 Oda", "2-3 didn't", "2 did", "3 n't", "4 go SpaceAfter=No", "5 .", comments="# newdoc\n"
    )
    + sentence("He stayed", "1 He", "1.1 who", "2 stayed SpacesAfter=\\n")
    + sentence("Tarn's port", "1-2 Tarn's", "1 Tarn", "2 's", "3 port", comments="# newpar id = 2\n")
)


def test_paragraphs_are_rebuilt(tmp_path: Path) -> None:
    (tmp_path / "tiny.conllu").write_text(TINY, encoding="utf8")
    first, second = paragraphs(tmp_path / "tiny.conllu")
    assert first.text == "Oda didn't go. He stayed"
    assert [first.text[a:b] for a, b in first.words] == ["Oda", "did", "n't", "go", ".", "He", "stayed"]
    assert [first.text[a:b] for a, b in first.sentences] == ["Oda didn't go.", "He stayed"]
    assert [second.text[a:b] for a, b in second.words] == ["Tarn", "'s", "port"]


def test_all_right_is_one_also_when_compressed(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "tiny.conllu.xz", "wt", encoding="utf8") as file:
        file.write(TINY)
    assert words_and_sentences(tmp_path / "tiny.conllu.xz") == {"words_f1": 1.0, "sentences_f1": 1.0}


def test_a_word_cut_otherwise_costs(tmp_path: Path) -> None:
    (tmp_path / "odd.conllu").write_text(sentence("Oda left-handed.", "1 Oda", "2 left-handed.", comments=""))
    scores = words_and_sentences(tmp_path / "odd.conllu")
    assert scores["words_f1"] == pytest.approx(2 / 7)
    assert scores["sentences_f1"] == 1.0


def test_an_expanded_word_is_one_span_for_each_part(tmp_path: Path) -> None:
    (tmp_path / "won't.conllu").write_text(
        sentence("He won't", "1 He", "2-3 won't", "2 will", "3 not"), encoding="utf8"
    )
    assert words_and_sentences(tmp_path / "won't.conllu")["words_f1"] == 1.0


def test_nothing_to_score_is_zero(tmp_path: Path) -> None:
    (tmp_path / "empty.conllu").write_text("", encoding="utf8")
    assert words_and_sentences(tmp_path / "empty.conllu") == {"words_f1": 0.0, "sentences_f1": 0.0}
