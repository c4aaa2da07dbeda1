"""Pronouns and documents of our own, in the layouts of GAP and GUM, with chains made by hand."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.corpora import coreference
from sayso.evaluate.corpora.coreference import (
    evaluate,
    heads_of,
    is_name,
    pronoun_sums,
    scores_of_chains,
    scores_of_names,
)
from sayso.evaluate.corpora.coreference_gold import Ambiguous, Document, ambiguous_in, documents_in
from sayso.language.backends import Analysis, Backend
from sayso.model import ROOT, Parse, ReportError, Span
from tests.make import parse

Chains = tuple[tuple[tuple[int, int], ...], ...]

# --- GAP ------------------------------------------------------------------------------------------------------------

HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
MET = parse(
    "The/DT/det>2 senator/NN/nsubj>5 Anna/NNP/flat>2 Oda/NNP/flat>2 met/VBD/root Mira/NNP/obj>5 Sarn/NNP/flat>6 "
    "after/IN/mark>10 she/PRP/nsubj>10 won/VBD/advcl>5 ././punct>5"
)
SENATOR, SARN, SHE = (0, 4), (5, 7), (8, 9)


def at(words: str, text: str = MET.text) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def row(pronoun: str, one: tuple[str, bool], other: tuple[str, bool], text: str = MET.text) -> Ambiguous:
    return Ambiguous(text, at(pronoun, text), ((at(one[0], text), one[1]), (at(other[0], text), other[1])))


ITEM = row("she", ("Anna Oda", True), ("Mira Sarn", False))


def line(item: Ambiguous, text: str | None = None) -> str:
    cells = [
        part for span, right in item.names for part in (item.text[slice(*span)], str(span.start), str(right).upper())
    ]
    pronoun = item.text[slice(*item.pronoun)], str(item.pronoun.start)
    return "\t".join(("tiny-1", text or item.text, *pronoun, *cells, "http://norland.example/oda")) + "\n"


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def test_gap_is_read_by_code_points(tmp_path: Path) -> None:
    text = "Öda 😀 — " + MET.text
    item = row("she", ("Anna Oda", True), ("Mira Sarn", False), text)
    assert list(ambiguous_in(put(tmp_path, "g.tsv", HEADER + line(item)))) == [item]


@pytest.mark.parametrize(
    ("mention", "name", "right"),
    [(SENATOR, "Anna Oda", True), ((3, 4), "Anna Oda", True), (SENATOR, "Oda", True), (SARN, "Anna Oda", False),
     (SARN, "Mira Sarn", True), ((0, 7), "Mira Sarn", False)],
)  # fmt: skip
def test_a_name_with_its_title_is_the_name(mention: tuple[int, int], name: str, right: bool) -> None:
    assert is_name(at(name), mention, MET) is right


def test_somebody_of_the_name_is_not_the_name() -> None:
    wife = parse("Oda/NNP/nmod:poss>3 's/POS/case>1 wife/NN/nsubj>4 left/VBD/root ././punct>4")
    assert not is_name(Span(0, 3), (0, 3), wife)


NAMED: list[tuple[Chains, dict[str, float]]] = [
    (((SENATOR, SHE),), {"f1": 1, "precision": 1, "recall": 1, "f1_feminine": 1, "f1_masculine": 0, "answered": 1}),
    (((SARN, SHE),), {"f1": 0, "precision": 0, "recall": 0, "answered": 1}),
    (((SENATOR, SARN, SHE),), {"f1": 2 / 3, "precision": 0.5, "recall": 1, "answered": 1}),
    (((SENATOR, SARN),), {"f1": 0, "answered": 0}),
    (((SHE,),), {"f1": 0, "answered": 0}),
    (((SENATOR, (7, 9)),), {"f1": 0, "answered": 0}),  # "after she" is not the pronoun
    ((), {"f1": 0, "precision": 0, "recall": 0, "bias": 0, "answered": 0}),
]


@pytest.mark.parametrize(("chains", "wanted"), NAMED)
def test_scores_of_one_pronoun(chains: Chains, wanted: dict[str, float]) -> None:
    scores = scores_of_names([ITEM], [replace(MET, chains=chains)])
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)


def test_bias_is_feminine_by_masculine() -> None:
    his = parse(
        "Tom/NNP/nsubj>4 Oda/NNP/flat>1 's/POS/case>1 met/VBD/root Ben/NNP/obj>4 and/CC/cc>8 his/PRP$/nmod>8 son/NN/conj>5"
    )
    man = row("his", ("Tom Oda", True), ("Ben", False), his.text)
    parses = [replace(MET, chains=((SENATOR, SARN, SHE),)), replace(his, chains=(((0, 2), (6, 7)),))]
    scores = scores_of_names([ITEM, man], parses)
    wanted = {"f1": 0.8, "f1_feminine": 2 / 3, "f1_masculine": 1, "bias": 2 / 3, "precision": 2 / 3, "recall": 1}
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)


def test_gap_from_file_to_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coreference, "parse", lambda *_: replace(MET, chains=((SENATOR, SHE),)))
    n, scores = evaluate(put(tmp_path, "g.tsv", HEADER + 3 * line(ITEM)), 2)
    assert (n, scores["f1"], scores["answered"]) == (2, 1, 1)


GOOD = line(ITEM)
BAD_ROWS = {
    "Text, Pronoun": ("ID\tURL\n", 1),
    "10 cells, not 11": (HEADER + GOOD + GOOD.rpartition("\t")[0] + "\n", 3),
    "neither TRUE nor FALSE": (HEADER + GOOD.replace("TRUE", "maybe"), 2),
    "Pronoun 'she' does not stand at '3'": (HEADER + GOOD.replace(f"\t{ITEM.pronoun.start}\t", "\t3\t"), 2),
    "does not stand at '-1'": (HEADER + GOOD.replace(f"\t{ITEM.pronoun.start}\t", "\t-1\t"), 2),
    "A '' does not stand": (HEADER + GOOD.replace("\tAnna Oda\t", "\t\t"), 2),
    "1 cells": (HEADER + "\n", 2),
}


@pytest.mark.parametrize(("why", "text", "number"), [(w, *x) for w, x in BAD_ROWS.items()], ids=list(BAD_ROWS))
def test_a_malformed_row_is_told(why: str, text: str, number: int, tmp_path: Path) -> None:
    file = put(tmp_path, "g.tsv", text)
    with pytest.raises(ReportError) as told:
        evaluate(file)
    assert why in str(told.value)
    assert f"{file}: line {number}: " in str(told.value)


# --- CoNLL-U --------------------------------------------------------------------------------------------------------

# form, universal tag, Penn tag, head, relation, notes
GUARDS = [
    ("The", "DET", "DT", 2, "det", "Entity=(1-person-new-2-coref"), ("guards", "NOUN", "NNS", 5, "nsubj", "_"),
    ("of", "ADP", "IN", 4, "case", "_"), ("Tarn", "PROPN", "NNP", 2, "nmod", "Entity=(2-place-new-1-coref)1)"),
    ("left", "VERB", "VBD", 0, "root", "_"), ("it", "PRON", "PRP", 5, "obj", "Entity=(2-place-giv-1-coref)|SpaceAfter=No"),
    (".", "PUNCT", ".", 5, "punct", "_"),
]  # fmt: skip
THEY = [
    ("They", "PRON", "PRP", 2, "nsubj", "Entity=(1-person-giv-1-coref)"), ("saw", "VERB", "VBD", 0, "root", "_"),
    ("Oda", "PROPN", "NNP", 2, "obj", "Entity=(3-person-new-1-sgl)"), ("and", "CCONJ", "CC", 5, "cc", "_"),
    ("rain", "NOUN", "NN", 3, "conj", "SpaceAfter=No"), (".", "PUNCT", ".", 2, "punct", "_"),
]  # fmt: skip
DECLARED = "# newdoc id = tiny\n# global.Entity = GRP-etype-infstat-minspan-link\n# newpar\n"
Row = tuple[str, str, str, int, str, str]


def conllu(rows: Sequence[Row]) -> str:
    cells = ((n, f, f.lower(), u, x, "_", h, r, "_", notes) for n, (f, u, x, h, r, notes) in enumerate(rows, 1))
    return "".join("\t".join(map(str, c)) + "\n" for c in cells) + "\n"


TINY = DECLARED + conllu(GUARDS) + conllu(THEY)
GUARDS_OF_TARN, TARN, IT, WE = (0, 4), (3, 4), (5, 6), (7, 8)


def document(folder: Path, text: str = TINY) -> Document:
    (made,) = documents_in(put(folder, "tiny.conllu", text))
    return made


def ours(gold: Document, chains: Chains) -> Parse:
    blank = ("",) * len(gold.spans)
    return Parse(text=gold.text, spans=gold.spans, lemmas=blank, upos=blank, xpos=gold.xpos, heads=gold.heads,
                 relations=gold.relations, sentences=gold.sentences, chains=chains)  # fmt: skip


def test_a_document_is_read(tmp_path: Path) -> None:
    gold = document(tmp_path)
    assert gold.text == "The guards of Tarn left it. They saw Oda and rain."
    assert [gold.text[a:b] for a, b in gold.spans[5:8]] == ["it", ".", "They"]
    assert [(s.first, s.end, s.part) for s in gold.sentences] == [(0, 7, "body"), (7, 13, "body")]
    assert gold.heads == (1, 4, 3, 1, ROOT, 4, 4, 8, ROOT, 8, 11, 9, 8)
    assert gold.entities == ((GUARDS_OF_TARN, WE), (TARN, IT), ((9, 10),))


def test_the_corpus_itself_is_all_right(tmp_path: Path) -> None:
    gold = document(tmp_path)
    assert set(scores_of_chains([gold], [ours(gold, gold.entities)]).values()) == {1.0}


def test_a_shorter_mention_counts_by_its_head(tmp_path: Path) -> None:
    gold = document(tmp_path)
    scores = scores_of_chains([gold], [ours(gold, (((0, 2), WE), (TARN, IT)))])
    assert scores["heads_conll_f1"] == scores["heads_mentions_f1"] == scores["pronouns_f1"] == 1
    assert scores["mentions_f1"] == pytest.approx(3 / 4)
    assert scores["muc_f1"] == pytest.approx(1 / 2)
    assert scores["ceafe_f1"] == pytest.approx(3 / 4)


RESOLVED: list[tuple[Chains, tuple[float, float, float, float]]] = [
    (((GUARDS_OF_TARN, WE), (TARN, IT)), (2, 2, 2, 2)),
    (((TARN, IT, WE),), (1, 2, 1, 2)),  # "They" is not Tarn, though Tarn stands inside the guards of Tarn
    (((IT, WE),), (0, 2, 0, 0)),  # a chain of pronouns says nothing
    ((((0, 2), (9, 10), WE),), (1, 2, 1, 1)),  # Oda comes only after it
    ((((9, 10), (11, 12)),), (0, 2, 0, 0)),
    ((), (0, 2, 0, 0)),
]


@pytest.mark.parametrize(("chains", "wanted"), RESOLVED)
def test_pronouns_stand_for_the_last_mention_before(
    chains: Chains, wanted: tuple[float, float, float, float], tmp_path: Path
) -> None:
    gold = document(tmp_path)
    sums = pronoun_sums(gold, ours(gold, chains))
    assert (sums.wanted_right, sums.wanted, sums.found_right, sums.found) == wanted


def test_a_pronoun_that_stands_for_nothing_should_stay_alone(tmp_path: Path) -> None:
    gold = document(tmp_path, TINY.replace("Entity=(2-place-giv-1-coref)|", ""))
    sums = pronoun_sums(gold, ours(gold, ((TARN, IT),)))
    assert (sums.wanted_right, sums.wanted, sums.found_right, sums.found) == (0, 1, 0, 1)


def test_a_coordination_is_another_mention_than_its_first_part(tmp_path: Path) -> None:
    gold = document(tmp_path)
    chains = heads_of(gold, (((9, 10), IT), ((9, 12), WE)))
    assert chains == [frozenset({(9, False), (5, False)}), frozenset({(9, True), (7, False)})]
    both = [(*GUARDS[5][:5], "Entity=(4-person-giv-1-coref)"), (*GUARDS[6][:5], "_")]
    pair = [(*r[:5], n) for r, n in zip(THEY[2:5], ("(4-x(3-x)", "_", "4)"), strict=True)]
    pair = [(f, u, x, h and max(0, h - 2), r, f"Entity={n}") for f, u, x, h, r, n in pair]
    text = DECLARED + conllu(pair).replace("Entity=_", "_") + conllu([(f, u, x, 0, r, n) for f, u, x, _, r, n in both])
    gold = document(tmp_path, text)
    assert pronoun_sums(gold, ours(gold, (((0, 3), (3, 4)),))).found_right == 1
    assert pronoun_sums(gold, ours(gold, (((0, 1), (3, 4)),))).found_right == 0


def rows(*notes: str) -> str:
    return conllu([(f"w{n}", "X", "X", min(n, 1), "dep", f"Entity={x}" if x else "_") for n, x in enumerate(notes)])


LAID_OUT: list[tuple[str, str, tuple[tuple[tuple[int, int], ...], ...]]] = [
    ("across sentences", DECLARED + rows("", "(7-x") + rows("7)", "(7-x)"), (((1, 3), (3, 4)),)),
    ("in pieces", DECLARED + rows("(7[1/2]-x", "7[1/2])", "", "(7[2/2]-x)", "(7-x)"), (((0, 4), (4, 5)),)),
    ("within itself", DECLARED + rows("(7-x(8-x)", "(7-x)", "7)"), (((0, 1),), ((0, 3), (1, 2)))),
    ("one after the other", DECLARED + rows("(7-x", "7)(8-x)(7-x)", "(8-x)"), (((0, 2), (1, 2)), ((1, 2), (2, 3)))),
    ("ids alone", DECLARED.replace("-etype-infstat-minspan-link", "") + rows("(7", "7)"), (((0, 2),),)),
    ("CorefUD", "# global.Entity = eid-etype-head-other\n" + rows("(e7-x-1-", "e7)"), (((0, 2),),)),
    ("id not first", "# global.Entity = etype-GRP\n" + rows("(x-7(x-8)", "7)"), (((0, 1),), ((0, 2),))),
    ("not declared", rows("(7-x)"), (((0, 1),),)),
]


@pytest.mark.parametrize(("text", "entities"), [x[1:] for x in LAID_OUT], ids=[x[0] for x in LAID_OUT])
def test_brackets(text: str, entities: tuple[tuple[tuple[int, int], ...], ...], tmp_path: Path) -> None:
    assert document(tmp_path, text).entities == entities


def test_words_written_as_one_and_empty_nodes(tmp_path: Path) -> None:
    first, second, third = rows("(7-x)", "", "").splitlines()[:3]
    glued = f"1-2\tw0w1\t{8 * '_' + chr(9)}SpaceAfter=No\n".replace("________", "\t".join(7 * "_"))
    empty = first.replace("1\tw0", "1.1\tnone", 1)
    gold = document(tmp_path, f"{glued}{first}\n{empty}\n{second}\n{third}\n\n")
    assert gold.text == "w0w1w2"
    assert gold.entities == (((0, 1),),)


def test_paragraphs_and_documents(tmp_path: Path) -> None:
    text = DECLARED + rows("(7-x)") + "# newpar\n" + rows("(7-x)")
    one, other = documents_in(put(tmp_path, "two.conllu", text + "# newdoc id = b\n" + rows("(7-x)").rstrip("\n")))
    assert one.text == "w0\n\nw0"
    assert one.entities == (((0, 1), (1, 2)),)
    assert other.entities == (((0, 1),),)


def test_files_packed_and_in_folders(tmp_path: Path) -> None:
    (tmp_path / "a.conllu.gz").write_bytes(gzip.compress(TINY.encode()))
    (tmp_path / "b.conllu.xz").write_bytes(lzma.compress(TINY.encode()))
    document(tmp_path)
    assert len(list(documents_in(tmp_path))) == 3


BAD_BRACKETS = {
    "closed and was not opened": (DECLARED + rows("", "7)"), 5),
    "entity 7 is never closed": (DECLARED + rows("", "(7-x") + rows(""), 5),
    "is not made of brackets": (DECLARED + rows("7-x"), 4),
    "declared without GRP or eid": ("# global.Entity = etype\n" + rows(""), 1),
    "ten columns": (DECLARED + rows("").replace("\tdep", ""), 4),
    "that begins with a number": (DECLARED + "text\n", 4),
    "lacks its number, form or head": (DECLARED + rows("", "").replace("2\tw1", "3\tw1"), 5),
    "no such head: 9": (DECLARED + rows("").replace("X\t_\t0", "X\t_\t9"), 5),
}


@pytest.mark.parametrize(("why", "text", "number"), [(w, *x) for w, x in BAD_BRACKETS.items()], ids=list(BAD_BRACKETS))
def test_malformed_conllu_is_told(why: str, text: str, number: int, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as told:
        document(tmp_path, text)
    assert why in str(told.value)
    assert f"tiny.conllu: line {number}: " in str(told.value)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_file_cut_off_is_told(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    file = tmp_path / ("a.conllu.gz" if pack is gzip.compress else "a.conllu.xz")
    file.write_bytes(pack(TINY.encode())[:-30])
    with pytest.raises(ReportError, match="cannot be read"):
        list(documents_in(file))


def test_nothing_of_this_layout_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        evaluate(tmp_path)
    with pytest.raises(ReportError):
        evaluate(put(tmp_path, "g.tsv", HEADER))
    with pytest.raises(ReportError):
        evaluate(put(tmp_path, "empty.tsv", ""))


def test_a_treebank_without_entities_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no entities"):
        evaluate(put(tmp_path, "plain.conllu", rows("", "")))


def analyse(words: Sequence[str]) -> Analysis:
    blank = ["X"] * len(words)
    return Analysis(blank, blank, list(words), [ROOT] + [0] * (len(words) - 1), blank, [])


def test_conllu_from_file_to_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chains = (((0, 4), WE), (TARN, IT))
    monkeypatch.setattr(coreference, "backend_in_force", lambda: Backend("hand-made", analyse))
    monkeypatch.setattr(coreference, "with_chains", lambda made: replace(made, chains=chains))
    n, scores = evaluate(put(tmp_path, "tiny.conllu", TINY), 1)
    assert n == 1
    assert scores["conll_f1"] == scores["mentions_f1"] == 1
    assert all(0 <= v <= 1 for v in scores.values())
