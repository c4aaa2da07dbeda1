"""cues/*.yaml -> the words that signal an attribution, and the classes of predicates that embed an act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, get_args

import yaml

from sayso.model import Stance

Signature = Literal["+", "-", "u"]
Complement = Literal["clause", "infinitive", "gerund", "noun"]
Frames = Mapping[str, Stance]

FOLDER = resources.files("sayso.knowledge") / "cues"
STANCES: tuple[Stance, ...] = get_args(Stance)
VERB_FRAMES = frozenset(
    {"clause", "person", "object", "infinitive", "gerund", "name", "as", "of", "for", "to", "on", "with", "speech",
     "said", "bid", "raised", "wish", "thing", "fact"}
)  # fmt: skip
NOUN_FRAMES = frozenset({"clause", "of", "wish", "topic"})
ADJECTIVE_FRAMES = frozenset({"clause", "wish", "topic"})
MEMBERS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs",
           "PART": "adverbs", "ADP": "prepositions", "SCONJ": "prepositions"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with the words it needs: ("call", ("for",)) takes what follows `for`."""

    words: tuple[str, ...]
    frame: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The lexicon. Verbs, nouns and adjectives give, per frame they stand in, their stance there.

    `topics` are verbs that only speak or think of what follows a preposition, by preposition: "talked about the raid".
    """

    verbs: Mapping[str, Frames]
    nouns: Mapping[str, Frames]
    adjectives: Mapping[str, Frames]
    topics: Mapping[str, Frames]
    phrases: Mapping[str, tuple[Phrase, ...]]
    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    tallies: Frames
    adverbs: Frames
    participles: Frames
    documents: frozenset[str]
    speakers: frozenset[str]
    light_verbs: frozenset[str]
    onward_verbs: frozenset[str]
    showing_verbs: frozenset[str]
    quoting_verbs: frozenset[str]
    names_follow: frozenset[str]
    works: frozenset[str]
    modals: frozenset[str]
    conditions: frozenset[str]
    negations: frozenset[str]
    no_cues: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingClass:
    """What a predicate makes of the act under it (methods.md 2.5).

    `positive` and `negative` are the act's worth when the predicate is affirmed and negated. `status` is the act's
    status where the predicate is affirmed; None keeps that of the context. `axes` are values of `model.Axes`.
    """

    name: str
    positive: Signature
    negative: Signature
    status: str | None
    axes: Mapping[str, Any]
    complements: tuple[Complement, ...]


@lru_cache(maxsize=1)
def cue_words() -> CueWords:
    """Return the lexicon of cues."""
    tables: dict[str, dict[str, dict[str, Stance]]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "topics": {}}
    phrases: dict[str, list[Phrase]] = {}
    for stance in STANCES:
        data = _load(stance)
        for kind, table in tables.items():
            _add_frames(table, data.get(kind), stance)
        for frame, listed in (data.get("phrases") or {}).items():
            for lemma, *rest in map(str.split, _items(listed)):
                phrases.setdefault(lemma, []).append(Phrase(tuple(rest), frame, stance))
    longest_first = {k: tuple(sorted(v, key=lambda p: -len(p.words))) for k, v in phrases.items()}
    return CueWords(verbs=tables["verbs"], nouns=tables["nouns"], adjectives=tables["adjectives"],
                    topics=tables["topics"], phrases=longest_first, **_unspoken(), **_sources())  # fmt: skip


def embedding_class(lemma: str, pos: str) -> EmbeddingClass | None:
    """Return the class of a lemma, or of "lemma preposition", with a universal tag; the first listed class wins."""
    return _embedding().get((MEMBERS.get(pos, ""), lemma))


def embedding_classes(lemma: str, pos: str) -> tuple[EmbeddingClass, ...]:
    """Return all classes that list a lemma: "forget" is factive with a clause, implicative with an infinitive."""
    return _embeddings().get((MEMBERS.get(pos, ""), lemma), ())


@lru_cache(maxsize=1)
def _embeddings() -> Mapping[tuple[str, str], tuple[EmbeddingClass, ...]]:
    found: dict[tuple[str, str], tuple[EmbeddingClass, ...]] = {}
    for name, data in _load("embedding").items():
        positive, negative = data["signature"]
        status = None if data["status"] == "keep" else data["status"]
        made = EmbeddingClass(name=name, positive=positive, negative=negative, status=status, axes=data["axes"],
                              complements=tuple(data["complements"]))  # fmt: skip
        for kind in set(MEMBERS.values()):
            for member in _items(data.get(kind)):
                found[kind, member] = (*found.get((kind, member), ()), made)
    return found


@lru_cache(maxsize=1)
def _embedding() -> Mapping[tuple[str, str], EmbeddingClass]:
    return {key: classes[0] for key, classes in _embeddings().items()}


def _load(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where libyaml is there
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)
    return loaded


def _items(listed: str | Iterable[str] | None) -> list[str]:
    """Return the words of a list that is written as one comma-parted text."""
    words = listed.split(",") if isinstance(listed, str) else (listed or ())
    return [" ".join(w.split()) for w in words if w.strip()]


def _add_frames(table: dict[str, dict[str, Stance]], frames: Mapping[str, str] | None, stance: Stance) -> None:
    for frame, listed in (frames or {}).items():
        for lemma in _items(listed):
            table.setdefault(lemma, {}).setdefault(frame, stance)


def _unspoken() -> dict[str, Any]:
    data = _load("unspoken")
    prepositions: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, listed in data["prepositions"].items():
        for phrase in _items(listed):
            words = tuple(re.split(r"\s+", phrase))
            prepositions.setdefault(words[0], []).append((words, stance))
    rows = {kind: {w: s for s, listed in data[kind].items() for w in _items(listed)}
            for kind in ("tallies", "adverbs", "participles")}  # fmt: skip
    ordered = {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in prepositions.items()}
    return {"prepositions": ordered, **rows}


def _sources() -> dict[str, Any]:
    return {name: frozenset(_items(listed)) for name, listed in _load("sources").items()}
