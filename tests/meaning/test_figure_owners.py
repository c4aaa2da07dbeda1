"""To which act a figure of harm belongs, in its own sentence and after it."""

import pytest

from sayso.meaning.figure.owners import figures_of, strays_of
from sayso.meaning.figures import find_figures
from tests.make import parse

BLAST = "A/DT/det>2 bomb/NN/nsubj>3 exploded=explode/VBD/root in/IN/case>5 Tarn/NNP/obl>3"


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        (f"{BLAST} and/CC/cc>9 nine/CD/nsubj:pass>9 were=be/VBD/aux:pass>9 wounded=wound/VBN/conj>3", 3, ["nine"]),
        (f"{BLAST} and/CC/cc>8 nine/CD/nsubj>8 died=die/VBD/conj>3", 3, ["nine"]),
        (f"{BLAST} and/CC/cc>9 nine/CD/nsubj:pass>9 were=be/VBD/aux:pass>9 arrested=arrest/VBN/conj>3", 3, []),
        (f"{BLAST} and/CC/cc>9 nine/CD/nsubj:pass>9 were=be/VBD/aux:pass>9 wounded=wound/VBN/conj>3 by/IN/case>11 "
         "guards=guard/NNS/obl:agent>9", 3, []),
        ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 hurt=hurt/VBN/root when/WRB/advmod>7 a/DT/det>6 bomb/NN/nsubj>7 "
         "exploded=explode/VBD/advcl>3", 7, ["Nine"]),
        ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 arrested=arrest/VBN/root after/IN/mark>7 a/DT/det>6 "
         "bomb/NN/nsubj>7 exploded=explode/VBD/advcl>3", 7, []),
        ("Nine/CD/nsubj>2 died=die/VBD/root and/CC/cc>6 two/CD/nsubj:pass>6 were=be/VBD/aux:pass>6 "
         "wounded=wound/VBN/conj>2 in/IN/case>9 a/DT/det>9 strike/NN/obl>6", 9, ["Nine", "two"]),
    ],
)  # fmt: skip
def test_figures_of_an_act(notation: str, head: int, expected: list[str]) -> None:
    p = parse(notation)
    assert [m.what.text for m in figures_of(p, head - 1, find_figures(p))] == expected


HURT = "Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 wounded=wound/VBN/root"
ENTERED = "Troops=troop/NNS/nsubj>2 came=come/VBD/root"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (HURT, ["Nine"]),
        (f"{ENTERED} || {HURT}", ["Nine"]),
        (f"{ENTERED} || {ENTERED} || {HURT}", []),
        (f"{HURT} by/IN/case>5 guards=guard/NNS/obl:agent>3", []),
        ("Guards=guard/NNS/nsubj>2 wounded=wound/VBD/root nine/CD/obj>2", []),
        ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 arrested=arrest/VBN/root", []),
    ],
)
def test_harm_told_in_a_sentence_of_its_own(after: str, expected: list[str]) -> None:
    p = parse(f"{BLAST} || {after}")
    found = strays_of(p, find_figures(p), [2])
    assert [m.what.text for m in found.get(2, [])] == expected


def test_harm_told_before_every_act_is_nobodys() -> None:
    p = parse(f"{HURT} || {BLAST}")
    assert strays_of(p, find_figures(p), [5]) == {}
