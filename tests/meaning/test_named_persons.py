"""Which person a name is on the day, and what "former", "then" and a namesake change."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.knowledge.registry import Registry, load_registry
from sayso.meaning.actors import find_actors
from sayso.model import Actor
from tests.make import parse

END = "said=say/VBD/root ././punct>"
NORWAY = "Norwegians/NNPS/nsubj>2 said=say/VBD/root ././punct>2"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "persons.tsv").write_text(
        "id\tname\taliases\trole\tbody\tsector\tcountry\tstart\tend\tbasis\n"
        "oda\tMira Oda\t~Old Oda\tminister\tnor.gov\tGOV\tnor\t2010-01-01\t2014-06-01\t\n"
        "tam-oda\tTam Oda\t~Old Oda\tprime minister\tnor.gov\tGOV\tnor\t2014-06-01\t2018-01-01\t\n"
        "roe\tAna Roe\t~Ana Roe\tmayor\tnor.gov\tGOV\tnor\t2010-01-01\t\t\n"
        "kim\tZeb Jong-min\t=Zeb\tpresident\tnor.gov\tGOV\tnor\t2010-01-01\t\t\n"
    )
    return load_registry(tmp_path)


def found(notation: str, on: str | None, registry: Registry, people: str = "Oda") -> list[Actor]:
    return [m.what for m in find_actors(parse(notation, people=people), on=on, registry=registry)]


def titled(word: str, title: str) -> str:
    return f"{word}/JJ/amod>3 {title}/NN/compound>3 Mira/NNP/nsubj>5 Oda/NNP/flat>3 {END}5"


@pytest.mark.parametrize(
    ("word", "title", "on", "code"),
    [
        ("former", "minister", "2012-01-01", "NORELI"), ("former", "minister", "2020-01-01", "NORELI"),
        ("former", "general", "2012-01-01", "NORGOV"), ("former", "general", "2020-01-01", "NORELI"),
        ("then", "minister", "2020-01-01", "NORGOV"), ("acting", "minister", "2015-01-01", "NORGOV"),
        ("late", "minister", "2020-01-01", "NORELI"), ("designate", "minister", "2009-01-01", "NOR"),
        ("tall", "minister", "2020-01-01", "NOR"), ("tall", "minister", "2012-01-01", "NORGOV"),
    ],
)  # fmt: skip
def test_words_before_a_title(registry: Registry, word: str, title: str, on: str, code: str) -> None:
    (actor,) = found(titled(word, title), on, registry)
    assert (actor.id, actor.code) == ("oda", code)


@pytest.mark.parametrize(
    ("on", "id_"), [("2012-01-01", "oda"), ("2016-01-01", "tam-oda"), ("2020-01-01", None), (None, None)]
)
def test_one_name_of_two_is_whoever_holds_an_office(registry: Registry, on: str | None, id_: str | None) -> None:
    bare = f"Oda/NNP/nsubj>2 {END}2 || {NORWAY}"
    assert found(bare, on, registry)[0].id == id_
    alias = f"Old/NNP/nsubj>3 Oda/NNP/flat>1 {END}3 || {NORWAY}"
    assert found(alias, on, registry)[0].id == id_


def test_a_family_name_that_comes_first(registry: Registry) -> None:
    bare = f"Zeb/NNP/nsubj>2 {END}2 || {NORWAY}"
    assert found(bare, "2012-01-01", registry, people="Zeb")[0].id == "kim"
    assert found(f"Zeb/NNP/nsubj>2 {END}2", "2012-01-01", registry, people="Zeb")[0].id is None


def test_a_surname_is_the_person_named_in_full_before(registry: Registry) -> None:
    text = f"{NORWAY} || Ana/NNP/nsubj>3 Oda/NNP/flat>1 {END}3 || Oda/NNP/nsubj>2 {END}2"
    assert [(a.id, a.name) for a in found(text, "2012-01-01", registry)[1:]] == [(None, "Ana Oda"), (None, "Ana Oda")]
    again = f"{NORWAY} || Tam/NNP/nsubj>3 Oda/NNP/flat>1 {END}3 || Oda/NNP/nsubj>2 {END}2"
    assert [a.id for a in found(again, "2012-01-01", registry)[1:]] == ["tam-oda", "tam-oda"]


def test_a_name_that_many_bear_needs_a_sign(registry: Registry) -> None:
    text = f"Ana/NNP/nsubj>3 Roe/NNP/flat>1 {END}3"
    assert found(text, "2012-01-01", registry, people="Roe")[0].id is None
    assert found(f"{text} || {NORWAY}", "2012-01-01", registry, people="Roe")[0].id == "roe"
