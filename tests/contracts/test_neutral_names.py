"""No name, enum or template of ours holds a loaded word: such words are only ever their source's (methods.md 7.4)."""

from __future__ import annotations

import ast
import csv
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso
from sayso import model

PACKAGE = Path(sayso.__file__).parent
KNOWLEDGE = PACKAGE / "knowledge"


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf8"))


GIVEN = read(Path(__file__).with_name("loaded_names.yaml"))
LEXICON: dict[str, dict[str, list[str]]] = read(KNOWLEDGE / "actors/descriptors.yaml")
CHOSEN = {word for category in GIVEN["chosen"] for words in LEXICON[category].values() for word in words}
LOADED = {word for lists in LEXICON.values() for words in lists.values() for word in words} | set(GIVEN["acts"])
EXCEPTED = {*GIVEN["official"], *GIVEN["plover"], *GIVEN["meant literally"], *GIVEN["owed"]}


def pattern(words: set[str]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![a-z])(?:{longest})(?:s|es)?(?![a-z])", re.IGNORECASE)


ANY, SHARP = pattern(LOADED), pattern(LOADED - CHOSEN)


def loaded_in(text: str) -> str | None:
    found = ANY.search(text.replace("_", " "))
    return None if found is None or text in EXCEPTED else found[0]


def loaded_in_name(text: str) -> str | None:
    """The same for a proper name, in which words that groups choose for themselves may stand, in capitals."""
    low = next((w[0] for w in ANY.finditer(text) if w[0][0].islower()), None)
    sharp = SHARP.search(text)
    return None if text in EXCEPTED else low or (sharp[0] if sharp else None)


def rows(file: str) -> list[dict[str, str]]:
    lines = (KNOWLEDGE / file).read_text(encoding="utf8").split("\n")
    return list(csv.DictReader((x for x in lines if x and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))


def enums() -> Iterator[str]:
    for value in vars(model).values():
        if typing.get_origin(value) is typing.Literal:
            yield from map(str, typing.get_args(value))


def ontology() -> Iterator[str]:
    found = read(KNOWLEDGE / "ontology.yaml")
    for name, info in found["types"].items():
        yield from (name, info["about"], *info.get("modes", ()))
    yield from found["contexts"]
    yield from found["contexts"].values()


def rules() -> Iterator[str]:
    for file in sorted((KNOWLEDGE / "claims").glob("*.yaml")):
        found = read(file)
        yield from (rule["id"] for rule in found.get("rules", ()))
        yield from found


def cues_and_units() -> Iterator[str]:
    for file in sorted((KNOWLEDGE / "cues").glob("*.yaml")):
        yield from (file.stem, *read(file))
    for key, value in read(KNOWLEDGE / "units.yaml").items():
        yield from (key, *(value if isinstance(value, dict) else ()))


def roles() -> Iterator[str]:
    for role in read(KNOWLEDGE / "actors/roles.yaml")["roles"]:
        yield from (role["kind"], role["sector"])
    for file in ("states", "groups"):
        yield from (row["kind"] for row in rows(f"actors/{file}.tsv"))


def templates() -> Iterator[str]:
    """Yield all words that the faces can print, and their help."""
    for file in sorted((PACKAGE / "faces").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def registry() -> Iterator[str]:
    for file in ("states", "groups"):
        yield from (row["name"] for row in rows(f"actors/{file}.tsv"))
    for path in sorted((KNOWLEDGE / "actors").glob("persons*.tsv")):
        yield from (row["role"] for row in rows(f"actors/{path.name}"))


def places() -> Iterator[str]:
    for file in ("countries", "provinces", "spots"):
        yield from (row["name"] for row in rows(f"places/{file}.tsv") if row.get("name"))
    for entry in _entries(read(KNOWLEDGE / "places/regions.yaml")):
        yield entry["name"]


def _entries(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _entries(inner)


@pytest.mark.parametrize("words", [enums, ontology, rules, cues_and_units, roles, templates])
def test_no_word_of_ours_is_loaded(words: typing.Callable[[], Iterator[str]]) -> None:
    every = list(words())
    assert len(every) > 10
    assert {w: loaded_in(w) for w in every if loaded_in(w)} == {}


@pytest.mark.parametrize("names", [registry, places])
def test_no_name_is_loaded_but_an_official_one(names: typing.Callable[[], Iterator[str]]) -> None:
    every = list(names())
    assert len(every) > 100
    assert {n: loaded_in_name(n) for n in every if loaded_in_name(n)} == {}


def test_every_exception_is_still_needed() -> None:
    every = {w for f in (enums, ontology, rules, cues_and_units, roles, templates, registry, places) for w in f()}
    assert EXCEPTED - every == set()


def test_loaded_words_are_found() -> None:
    assert loaded_in("assault.terrorist-raid") == "terrorist"
    assert loaded_in_name("Tarn Liberation Army") is None
    assert loaded_in_name("liberation army of Tarn") == "liberation"
    assert loaded_in_name("Tarn Regime") == "Regime"
