from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.evaluate.corpora import names
from sayso.evaluate.corpora.gum_entities import gum_names, gum_spans
from sayso.language.backends import Analysis, Backend
from sayso.model import ROOT, Name, NameKind, ReportError

KNOWN: dict[str, NameKind] = {"Oda": "person", "Brigade": "organisation", "Tarn": "place", "ODA": "person"}


def analyse(words: Sequence[str]) -> Analysis:
    """Every word of KNOWN is a name of one word."""
    found = [Name(i, i + 1, KNOWN[word]) for i, word in enumerate(words) if word in KNOWN]
    blank = ["_"] * len(words)
    return Analysis(blank, blank, blank, [ROOT] * len(words), blank, found)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "backend_in_force", lambda: Backend("fake", analyse))


def put(folder: Path, text: str, name: str = "tiny.conll") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def columns(*rows: str) -> str:
    """Rows are cells with spaces between, which become tabs."""
    return "".join("\t".join(row.split()) + "\n" for row in rows) + "\n"


def spans(path: Path) -> list[tuple[str, str]]:
    return [
        (" ".join(s.words[n.first : n.end]), n.kind)
        for s in names.sentences_of(path)
        for n in names.names_of([tag or "O" for tag in s.tags])
    ]


UNER = columns("1 Oda B-PER - reader", "2 left O - -", "3 Port B-LOC - -", "4 Tarn I-LOC - -", "5 today B-OTH - -")
TAGS = [
    ("Oda B-PER|Rin I-PER|left O|Tarn B-LOC", [("Oda Rin", "person"), ("Tarn", "place")]),
    ("Oda I-PER|Rin B-PER|left O|Tarn I-LOC", [("Oda", "person"), ("Rin", "person"), ("Tarn", "place")]),
    ("Oda I-PER|Tarn I-LOC|Port I-LOC", [("Oda", "person"), ("Tarn Port", "place")]),
    ("Oda S-PER|Port B-LOC|of I-LOC|Tarn E-LOC", [("Oda", "person"), ("Port of Tarn", "place")]),
    ("Oda U-PER|Port B-LOC|of I-LOC|Tarn L-LOC", [("Oda", "person"), ("Port of Tarn", "place")]),
    ("Oda NNP B-NP B-PER|left VBD B-VP O", [("Oda", "person")]),
    ("1996 CD B-NP B-MISC|Tarn NNP B-NP B-LOC", [("Tarn", "place")]),
    ("Oda B-person|Brigade B-organization|Tarn B-location|Pad B-product|Five B-group",
     [("Oda", "person"), ("Brigade", "organisation"), ("Tarn", "place"), ("Five", "organisation")]),
    ("Oda B-PERSON|Brigade B-ORG|Sarvia B-GPE|Tarn B-LOC|Quay B-FAC|May B-DATE|Sarvian B-NORP",
     [("Oda", "person"), ("Brigade", "organisation"), ("Sarvia", "place"), ("Tarn", "place"), ("Quay", "place")]),
    ("# O|Tarn B-LOC|#ostra B-LOC", [("Tarn", "place"), ("#ostra", "place")]),
]  # fmt: skip


@pytest.mark.parametrize("between", [" ", "\t"])
@pytest.mark.parametrize(("rows", "wanted"), TAGS, ids=[rows for rows, _ in TAGS])
def test_columns_of_every_kind(tmp_path: Path, rows: str, wanted: list[tuple[str, str]], between: str) -> None:
    assert spans(put(tmp_path, rows.replace(" ", between).replace("|", "\n"))) == wanted


def test_numbered_rows_with_ranges_and_documents(tmp_path: Path) -> None:
    file = put(tmp_path, "# newdoc id = a\n# text = O\n" + UNER + "# newdoc\n1-2\tTarn's\t_\n" + UNER, "tiny.iob2")
    assert [s.document for s in names.sentences_of(file)] == [0, 1]
    assert spans(file)[:2] == [("Oda", "person"), ("Port Tarn", "place")]


def test_lines_between_documents_are_passed_over(tmp_path: Path) -> None:
    text = "-DOCSTART- -X- -X- O\n\nOda NNP B-NP B-PER\n\n-DOCSTART- -X- -X- O\n\n\nTarn NNP B-NP B-LOC"
    assert [s.words for s in names.sentences_of(put(tmp_path, text))] == [["Oda"], ["Tarn"]]


def test_a_byte_order_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    assert spans(put(tmp_path, "\ufeff" + UNER.replace("\n", "\r\n"))) == spans(put(tmp_path, UNER, "plain.iob2"))


def test_scores_over_exact_spans(tmp_path: Path) -> None:
    text = columns("Oda B-PER", "met O", "Rin B-PER", "at O", "Port B-LOC", "Tarn I-LOC", "the O", "Brigade B-ORG")
    n, scores = names.evaluate(put(tmp_path, text))
    assert n == 1
    assert scores == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 4, "f1": 4 / 7, "f1_person": 2 / 3, "f1_organisation": 1.0, "f1_place": 0.0,
         "f1_capitals": 2 / 5}
    )  # fmt: skip


def test_the_second_half_is_of_all_documents(tmp_path: Path) -> None:
    right, wrong = columns("Tarn B-LOC"), columns("Ostra B-LOC")
    text = "".join(f"# newdoc id = {i}\n{part}" for i, part in enumerate((wrong, right, right + wrong)))
    file = put(tmp_path, text)
    assert names.evaluate(file).scores["f1_second_half"] == pytest.approx(2 * 2 / (2 + 3))
    assert names.evaluate(file, 2).scores["f1_second_half"] == 1.0
    assert "f1_second_half" not in names.evaluate(file, 1).scores


def gum_row(number: int, form: str, upos: str, head: int, note: str = "") -> list[str]:
    return [str(number), form, form, upos, "_", "_", str(head), "dep", "_", f"Entity={note}|X=1" if note else "_"]


def text_of(rows: list[list[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows) + "\n"


GUM = [
    gum_row(1, "Minister", "PROPN", 2, "(1-person-new-ssnnn-cf1-2-sgl-Rin_Oda"),
    gum_row(2, "Oda", "PROPN", 5, "1)"),
    gum_row(3, "of", "ADP", 4),
    gum_row(4, "Tarn", "PROPN", 2, "(2-place-new-nnnnn-cf2-1-sgl)"),
    gum_row(5, "fled", "VERB", 0),
    gum_row(6, "the", "DET", 8, "(3-place-new-nnnnn-cf3-3-sgl"),
    gum_row(7, "Sarvian", "ADJ", 8),
    gum_row(8, "port", "NOUN", 5, "3)(4-person-giv:act-nnnnn-cf1*-1-ana)"),
]


def test_entities_of_one_word_and_of_several() -> None:
    assert sorted(gum_spans(GUM)) == [(0, 2, "person"), (3, 4, "place"), (5, 8, "place"), (7, 8, "person")]


def test_nested_entities_with_bare_kinds() -> None:
    rows = [
        gum_row(1, "a", "X", 0, "(1-place(2-person"),
        gum_row(2, "b", "X", 1, "2)1)"),
        gum_row(3, "c", "X", 1, "9)"),
    ]
    assert sorted(gum_spans(rows)) == [(0, 2, "person"), (0, 2, "place")]


def test_names_are_the_proper_nouns_around_the_head() -> None:
    assert gum_names(GUM) == ["O", "B-person", "O", "B-place", "O", "O", None, "O"]


NAMES = [
    ("University/PROPN of/ADP Tarn/PROPN", "BII"),
    ("the/DET port/NOUN city/NOUN Tarn/PROPN", "OOOB"),
    ("General/PROPN Rin/PROPN Oda/PROPN", "OBI"),
    ("guards/NOUN of/ADP Tarn/PROPN", "OOO"),
]


@pytest.mark.parametrize(("phrase", "tags"), NAMES)
def test_names_inside_entities(phrase: str, tags: str) -> None:
    words = [word.split("/") for word in phrase.split()]
    head = 1 if phrase.startswith(("U", "guards")) else len(words)
    rows = [gum_row(i, form, upos, 0 if i == head else head) for i, (form, upos) in enumerate(words, 1)]
    rows[0][9], rows[-1][9] = "Entity=(1-place-new-cf1-2-sgl", "Entity=1)"
    assert gum_names(rows) == ["O" if tag == "O" else f"{tag}-place" for tag in tags]


def test_what_touches_a_word_left_open_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, "# newdoc id = GUM_news_tarn\n" + text_of(GUM), "tiny.conllu")
    monkeypatch.setitem(KNOWN, "Sarvian", "place")
    scores = names.evaluate(file).scores
    assert scores["f1"] == scores["f1_second_half"] == 1.0
    monkeypatch.setitem(KNOWN, "port", "place")
    assert names.evaluate(file).scores["precision"] == pytest.approx(2 / 3)


def test_a_treebank_without_heads_or_of_another_name_is_read(tmp_path: Path) -> None:
    text = text_of([[*row[:6], "_", *row[7:]] for row in GUM])
    assert [len(s.words) for s in names.sentences_of(put(tmp_path, text, "tiny.txt"))] == [8]


BROKEN = {
    "": "holds no names",
    "Oda O\nleft O\n": "holds no names",
    "Oda B-PER\nleft\n": "line 2: no name tag",
    "Oda B-PER\nleft VBD\n": "line 2: no name tag",
    UNER.rstrip() + "\n6\tlate\n": "line 6: no name tag",
    text_of([[*row[:9], "_"] for row in GUM]): "holds no names",
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.items(), ids=BROKEN.values())
def test_another_layout_is_told(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ReportError, match=f"tiny.conll: {reason}"):
        names.evaluate(put(tmp_path, text))
