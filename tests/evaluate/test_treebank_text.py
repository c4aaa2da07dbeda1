import gzip
import lzma
from pathlib import Path

import pytest

from sayso.evaluate.corpora.conllu import GoldSentence, sentences_of
from sayso.evaluate.corpora.treebank_text import Paragraph, paragraphs, words_and_sentences
from sayso.model import ROOT, ReportError

ROW = "{0}\t{1}\t_\tX\tX\t_\t0\troot\t_\t{2}\n"


def sentence(text: str | None, *rows: str, comments: str = "") -> str:
    """Rows are "id form notes"; notes may be left out."""
    cells = [[*row.split(), "_"][:3] for row in rows]
    given = f"# text = {text}\n" if text is not None else ""
    return f"{comments}{given}" + "".join(ROW.format(*c) for c in cells) + "\n"


TINY = (
    sentence(
        "Oda didn't go.", "1 Oda", "2-3 didn't", "2 did", "3 n't", "4 go SpaceAfter=No", "5 .", comments="# newdoc\n"
    )
    + sentence("He stayed", "1 He", "1.1 who", "2 stayed SpacesAfter=\\n")
    + sentence("Tarn's port", "1-2 Tarn's", "1 Tarn", "2 's", "3 port", comments="# newpar id = 2\n")
)


def read(folder: Path, text: str) -> list[GoldSentence]:
    file = folder / "tiny.conllu"
    file.write_bytes(text.encode())
    return list(sentences_of(file))


def texts(folder: Path, text: str) -> list[Paragraph]:
    return list(paragraphs(read(folder, text)))


def test_paragraphs_are_rebuilt(tmp_path: Path) -> None:
    first, second = texts(tmp_path, TINY)
    assert first.text == "Oda didn't go. He stayed"
    assert [first.text[a:b] for a, b in first.words] == ["Oda", "did", "n't", "go", ".", "He", "stayed"]
    assert [first.text[a:b] for a, b in first.sentences] == ["Oda didn't go.", "He stayed"]
    assert [second.text[a:b] for a, b in second.words] == ["Tarn", "'s", "port"]


def test_without_newdoc_and_newpar_all_is_one_paragraph(tmp_path: Path) -> None:
    (only,) = texts(tmp_path, sentence("Oda left.", "1 Oda", "2 left SpaceAfter=No", "3 .") * 3)
    assert only.text == "Oda left. Oda left. Oda left."
    assert len(only.sentences) == 3


@pytest.mark.parametrize("text", [None, "Oda was elsewhere.", "Oda left. Then", "Oda"])
def test_text_that_is_missing_or_another_is_spelled_by_the_rows(tmp_path: Path, text: str | None) -> None:
    (only,) = texts(tmp_path, sentence(text, "1 Oda", "2-3 isn't SpacesAfter=\\s\\s", "2 is", "3 n't", "4 here"))
    assert only.text == "Oda isn't  here"
    assert [only.text[a:b] for a, b in only.words] == ["Oda", "is", "n't", "here"]


def test_white_space_inside_a_word_may_differ(tmp_path: Path) -> None:
    row = ROW.format("1", "10 000", "_") + ROW.format("2", "men", "_")
    (only,) = texts(tmp_path, f"# text = 10\u00a0000 men\n{row}\n")
    assert [only.text[a:b] for a, b in only.words] == ["10\u00a0000", "men"]


def test_heads_point_into_the_paragraph(tmp_path: Path) -> None:
    one = "1\tOda\t_\tX\tX\t_\t2\tnsubj\t_\t_\n2\tleft\t_\tX\tX\t_\t0\troot\t_\t_\n\n"
    (only,) = texts(tmp_path, one * 2)
    assert only.heads == [1, ROOT, 3, ROOT]


@pytest.mark.parametrize("name", ["a.conllu", "a.conllu.xz", "a.CONLLU.GZ"])
def test_all_right_is_one_also_when_compressed(tmp_path: Path, name: str) -> None:
    pack = {".xz": lzma.compress, ".GZ": gzip.compress}.get(Path(name).suffix, bytes)
    (tmp_path / name).write_bytes(pack(TINY.encode()))
    scores = words_and_sentences(paragraphs(sentences_of(tmp_path / name)))
    assert scores == {"words_f1": 1.0, "sentences_f1": 1.0}


def test_a_byte_order_mark_line_ends_of_windows_and_no_last_blank_line(tmp_path: Path) -> None:
    plain = read(tmp_path, TINY)
    assert read(tmp_path, "\ufeff" + TINY.replace("\n", "\r\n")) == plain
    assert read(tmp_path, TINY.rstrip()) == plain


def test_genres_of_gum_are_told_apart(tmp_path: Path) -> None:
    one = sentence("He left.", "1 He", "2 left SpaceAfter=No", "3 .")
    news, talk = (f"# newdoc id = GUM_{genre}_tarn\n" for genre in ("news", "interview"))
    file = news + one + talk + "# newpar\n" + sentence("He. Left", "1 He", "2 .", "3 Left")
    scores = words_and_sentences(texts(tmp_path, file + "# newdoc id = GUM_vlog_tarn\n" + one))
    assert scores["sentences_f1_news"] == 1.0
    assert scores["sentences_f1_interview"] == 0.0
    assert scores["sentences_f1"] == pytest.approx(2 * 2 / (3 + 4))


def test_a_word_cut_otherwise_costs(tmp_path: Path) -> None:
    scores = words_and_sentences(texts(tmp_path, sentence("Oda left-handed.", "1 Oda", "2 left-handed.")))
    assert scores["words_f1"] == pytest.approx(2 / 7)
    assert scores["sentences_f1"] == 1.0


def test_an_expanded_word_is_one_span_for_each_part(tmp_path: Path) -> None:
    found = texts(tmp_path, sentence("He won't", "1 He", "2-3 won't", "2 will", "3 not"))
    assert words_and_sentences(found)["words_f1"] == 1.0


def test_nothing_to_score_is_nothing(tmp_path: Path) -> None:
    assert words_and_sentences(texts(tmp_path, "")) == {}


GOOD = ROW.format("1", "Oda", "_")
BROKEN = {
    "1 Oda _\n": "line 2: 1 columns",
    "1\tOda\t_\n": "line 2: 3 columns",
    ROW.format("2", "Oda", "_"): "line 2: the number of the word is not 1",
    ROW.format("one", "Oda", "_"): "line 2: the number of the word is not 1",
    ROW.format("²", "Oda", "_"): "line 2: the number of the word is not 1",
    ROW.format("9" * 5000, "Oda", "_"): "line 2: the number of the word is not 1",
    ROW.format("1", "", "_"): "line 2: the word is empty",
    GOOD.replace("\t0\t", "\thead\t"): "line 2: the head is not a number",
    GOOD.replace("\t0\t", "\t7\t"): "line 2: word 1 has the head 7 of 1",
    ROW.format("3-4", "isn't", "_"): "line 2: the range 3-4 does not begin with the next word, 1",
    ROW.format("1-2", "isn't", "_") + GOOD: "line 3: a range goes past its last word, 1",
    ROW.format("1-2", "isn't", "_") + GOOD + ROW.format("2-3", "isn't", "_"): "line 4: the range 2-3",
}


@pytest.mark.parametrize(("rows", "reason"), BROKEN.items(), ids=BROKEN.values())
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, rows: str, reason: str) -> None:
    with pytest.raises(ReportError, match=f"tiny.conllu: .*{reason}"):
        read(tmp_path, f"# sent_id = 1\n{rows}\n")


@pytest.mark.parametrize("name", ["a.conllu", "a.conllu.xz", "a.conllu.gz"])
def test_a_file_of_another_kind_is_told(tmp_path: Path, name: str) -> None:
    for raw in (b"\xff\xfe\x00", gzip.compress(TINY.encode())[:40], lzma.compress(TINY.encode())[:40]):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(ReportError, match="cannot be read"):
            list(sentences_of(tmp_path / name))
    with pytest.raises(ReportError, match="cannot be read"):
        list(sentences_of(tmp_path))
