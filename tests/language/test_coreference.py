"""Chains of coreference: names and noun phrases by rule; pronouns with a ranker of the test's own, and with ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.antecedents import candidates
from sayso.language.coreference import chains, resolve
from sayso.language.entities import Document, Entity, quoted_words
from sayso.language.parser import parse as read
from sayso.language.phrases import Phrase, given_names, phrases_of
from sayso.language.pronoun_features import path_between
from sayso.model import Parse, ReportError
from tests.make import parse, report


def nobody(document: Document, pronoun: Phrase) -> Entity | None:
    return None


def texts(made: Parse, found: tuple[tuple[tuple[int, int], ...], ...]) -> list[list[str]]:
    return [[made.text[slice(*made.span(*mention))] for mention in chain] for chain in found]


def by_rule(notation: str, **kinds: str) -> list[list[str]]:
    made = parse(notation, **kinds)
    return texts(made, chains(made, nobody))


ODA_SPOKE = "Anna/NNP/nsubj>3 Oda/NNP/flat>1 spoke=speak/VBD/root ././punct>3"


@pytest.mark.parametrize(
    ("second", "people", "wanted"),
    [
        ("Oda/NNP/nsubj>2 left=leave/VBD/root", "Oda", ["Anna Oda", "Oda"]),
        ("Anna/NNP/nsubj>2 left=leave/VBD/root", "Oda Anna", ["Anna Oda", "Anna"]),
        ("Anna/NNP/nsubj>3 Oda/NNP/flat>1 left=leave/VBD/root", "Oda", ["Anna Oda", "Anna Oda"]),
    ],
)
def test_a_short_name_is_the_full_one(second: str, people: str, wanted: list[str]) -> None:
    assert by_rule(f"{ODA_SPOKE} || {second}", people=people) == [wanted]


def test_other_persons_of_the_same_name_stay_apart() -> None:
    assert by_rule(f"{ODA_SPOKE} || Boris/NNP/nsubj>3 Oda/NNP/flat>1 left=leave/VBD/root", people="Oda") == []


def test_initials_stand_for_the_name() -> None:
    first = "Harbour/NNP/compound>2 Defence/NNP/compound>3 Force/NNP/nsubj>4 fired=fire/VBD/root"
    assert by_rule(f"{first} || HDF/NNP/nsubj>2 left=leave/VBD/root") == [["Harbour Defence Force", "HDF"]]
    assert by_rule(f"{first} || HDG/NNP/nsubj>2 left=leave/VBD/root") == []


def test_the_last_word_of_a_name_with_an_article_is_the_name() -> None:
    first = "Tarn/NNP/compound>2 Strip/NNP/nsubj>3 burned=burn/VBD/root"
    assert by_rule(f"{first} || the/DT/det>2 Strip/NNP/nsubj>3 slept=sleep/VBD/root", places="Strip") == [
        ["Tarn Strip", "the Strip"]
    ]


MINISTER = "Oda/NNP/nsubj>6 ,/,/punct>4 the/DT/det>4 minister/NN/appos>1 ,/,/punct>4 spoke=speak/VBD/root"


def test_an_apposition_and_what_it_says_later() -> None:
    later = "the/DT/det>2 minister/NN/nsubj>3 left=leave/VBD/root"
    assert by_rule(f"{MINISTER} || {later}", people="Oda") == [["Oda", "the minister", "the minister"]]


def test_a_new_word_makes_it_somebody_else() -> None:
    later = "the/DT/det>3 former/JJ/amod>3 minister/NN/nsubj>4 left=leave/VBD/root"
    assert by_rule(f"{MINISTER} || {later}", people="Oda") == [["Oda", "the minister"]]


GROUP = "the/DT/det>2 group/NN/nsubj>3 left=leave/VBD/root"


def test_the_group_is_the_one_organisation_named_before() -> None:
    one = "Hirak/NNP/nsubj>2 fired=fire/VBD/root"
    two = "Hirak/NNP/nsubj>2 fought=fight/VBD/root Sarva/NNP/obj>2"
    assert by_rule(f"{one} || {GROUP}") == [["Hirak", "the group"]]
    assert by_rule(f"{two} || {GROUP}") == []
    assert by_rule(f"{one} || {GROUP}", places="Hirak") == []


def test_only_what_agrees_is_a_candidate() -> None:
    made = parse("Anna/NNP/nsubj>3 Oda/NNP/flat>1 met=meet/VBD/root Hirak/NNP/obj>3 || He/PRP/nsubj>2 left/VBD/root",
                 people="Oda")  # fmt: skip
    document = resolve(made, nobody)
    he = next(p for p in phrases_of(made) if p.kind == "pronoun")
    assert given_names()["anna"] == "f"
    assert [c for c in candidates(document, he) if c is None or c.phrase.head != he.head] == [None]


@pytest.mark.parametrize(
    ("notation", "pronoun", "other", "path"),
    [
        ("Oda/NNP/nsubj>2 saw=see/VBD/root him/PRP/obj>2", 2, 0, "arguments"),
        ("Oda/NNP/nsubj>2 said=say/VBD/root he/PRP/nsubj>4 left=leave/VBD/ccomp>2", 2, 0, "up ccomp nsubj"),
        ("Oda/NNP/nsubj>2 saw=see/VBD/root his/PRP$/nmod:poss>4 son/NN/obj>2", 2, 0, "owner obj nsubj"),
        ("Oda/NNP/root with/IN/case>4 his/PRP$/nmod:poss>4 son/NN/nmod>1", 2, 0, "inside nmod"),
    ],
)
def test_paths_between_words(notation: str, pronoun: int, other: int, path: str) -> None:
    assert path_between(parse(notation), pronoun, other) == path


def test_quotation_marks() -> None:
    made = parse("Oda/NNP/nsubj>2 said=say/VBD/root \"/``/punct>4 war=war/NN/ccomp>2 \"/''/punct>4 again/RB/advmod>2")
    assert quoted_words(made) == [False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Minister Anna Oda left. She said her son was ill.", ["Minister Anna Oda", "She", "her"]),
        ("The Harbour Brigade denied it. The group said it had left Tarn.", ["The Harbour Brigade", "The group", "it"]),
        ("The prime minister arrived in Tarn. He was met by soldiers.", ["The prime minister", "He"]),
    ],
)
def test_pronouns_as_shipped(text: str, wanted: list[str]) -> None:
    made = read(report(text))
    assert any(set(wanted) <= set(chain) for chain in texts(made, made.chains))


def test_rain_is_nobody() -> None:
    made = read(report("The army left Tarn. It rained all day."))
    assert all("It" not in chain for chain in texts(made, made.chains))


@given(st.text(alphabet='aàOda She he it they the "”.,\n', max_size=120))
def test_chains_are_sorted_ranges_of_words(text: str) -> None:
    try:
        made = read(report(text))
    except ReportError:
        return
    for chain in made.chains:
        assert len(chain) > 1
        assert list(chain) == sorted(set(chain))
        assert all(0 <= first < end <= len(made) for first, end in chain)
