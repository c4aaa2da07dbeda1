"""Claim rules, word classes, modes and contexts: YAML files -> RuleBook, checked and cached.

Word lists are written with commas or as YAML lists; `$name` stands for the words of a class of classes.yaml. A rule's
type is the first part of its id. A user's overlay is a folder laid out like `claims/`, or one file of rules: its rules
come first, one with a known id replaces that rule; its classes, modes and contexts add words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

import yaml

from sayso.knowledge.overlay import overlay_rules
from sayso.model import ClaimType

_Loader: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

HERE: Final = Path(__file__).parent
TABLES: Final = ("classes", "modes", "contexts")
ROLES: Final = frozenset(
    {"agent", "patient", "beneficiary", "clause", "instrument", "modifier", "particle", "with", "on", "at", "against",
     "in", "into", "to", "for", "from", "over", "of", "between", "about", "toward", "by", "as", "after", "during",
     "under", "within", "through", "around", "near", "off", "outside", "beside", "behind", "among", "along", "purpose",
     "participle", "means", "out of"}
)  # fmt: skip
KEYS: Final = frozenset(
    {"id", "mode", "cameo", "contexts", "verbs", "nouns", "where", "unless", "needs", "actors", "recipients", "both",
     "speech", "content", "matches", "rejects"}
)  # fmt: skip

Condition = tuple[tuple[str, ...], frozenset[str]]
Words = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a rule must match, and a word of each actor and recipient that must come out."""

    text: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """How words become a claim: triggers, conditions (any of the roles holds any of the words), roles of the slots."""

    id: str
    type: ClaimType
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    actors: tuple[str, ...] = ("agent",)
    recipients: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    speech: bool = False
    content: tuple[str, ...] = ()
    matches: tuple[Example, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeInfo:
    """A PLOVER type: quad class 1-4, score, modes with theirs (None: the type's), and its CAMEO root."""

    quad: int
    score: float
    modes: Mapping[str, float | None]
    recipient_required: bool
    cameo_root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules in order of precedence, by first word of the verb phrase and by last word of the noun phrase."""

    rules: tuple[ClaimRule, ...]
    by_verb: Mapping[str, tuple[ClaimRule, ...]]
    by_noun: Mapping[str, tuple[ClaimRule, ...]]
    classes: Words
    modes: Mapping[str, Words]
    contexts: Words
    types: Mapping[str, TypeInfo]


@lru_cache
def load_rules(overlay: Path | None = None, *, sentences: bool = False) -> RuleBook:
    """Return the shipped rules with the overlay's; raise ValueError naming file and rule where one does not fit.

    The overlay is a folder or a file; by default the user's own, where there is one. `sentences` loads the test
    sentences too, which reading a report does not need.
    """
    ontology = _read(HERE / "ontology.yaml")
    types = {name: _type_info(entry) for name, entry in ontology["types"].items()}
    overlay = overlay_rules() if overlay is None else overlay
    _expect(overlay is None or overlay.exists(), overlay, "there are no rules here")
    folders = [HERE / "claims"] if overlay is None else [overlay, HERE / "claims"]
    classes = _table(folders, "classes")
    contexts = dict.fromkeys(ontology["contexts"], frozenset[str]()) | _table(folders, "contexts")
    _expect(contexts.keys() == ontology["contexts"].keys(), "contexts.yaml", "a context that the ontology lacks")
    found: dict[str, ClaimRule] = {}
    for folder in folders:
        for entry, examples, file in _entries(folder, sentences):
            rule = _rule(entry, examples, classes, file)
            _check(rule, types, contexts, file)
            found.setdefault(rule.id, rule)
    return _book(tuple(found.values()), classes, _modes(folders, types), contexts, types)


def ids_in(overlay: Path) -> frozenset[str]:
    """Return the ids of the rules of a file or folder."""
    return frozenset(entry["id"] for entry, _, _ in _entries(overlay, sentences=False))


def _book(
    rules: tuple[ClaimRule, ...],
    classes: Words,
    modes: Mapping[str, Words],
    contexts: Words,
    types: Mapping[str, TypeInfo],
) -> RuleBook:
    order = list(types)
    rules = tuple(sorted(rules, key=lambda r: order.index(r.type)))  # stable: the order in a file is kept
    return RuleBook(
        rules=rules,
        by_verb=_index((phrase.split()[0], r) for r in rules for phrase in r.verbs),
        by_noun=_index((phrase.split()[-1], r) for r in rules for phrase in r.nouns),
        classes=MappingProxyType(dict(classes)),
        modes=MappingProxyType(dict(modes)),
        contexts=MappingProxyType(dict(contexts)),
        types=MappingProxyType(dict(types)),
    )


def _index(keyed: Iterable[tuple[str, ClaimRule]]) -> Mapping[str, tuple[ClaimRule, ...]]:
    index: dict[str, dict[str, ClaimRule]] = {}
    for key, rule in keyed:
        index.setdefault(key, {})[rule.id] = rule
    return MappingProxyType({key: tuple(rules.values()) for key, rules in index.items()})


# --- files --------------------------------------------------------------------------------------------------------


def _read(file: Path) -> Any:
    try:
        return _plain(yaml.compose(file.read_text(encoding="utf8"), Loader=_Untyped)) or {}
    except (yaml.YAMLError, RecursionError, TypeError) as error:  # no YAML, a loop of aliases, a list as a key
        raise ValueError(f"{file}: {error}") from error


class _Untyped(_Loader):  # type: ignore[misc]
    """Gives no node a type: every scalar stays the text it is (`on` is a preposition, 0871 a code)."""

    def resolve(self, kind: type, value: str, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: object, index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


def _plain(node: yaml.Node | None) -> Any:
    """Return a tree of YAML as dicts, lists and text; with all types left aside half the time of yaml's own way."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node and node.value


def _entries(folder: Path, sentences: bool) -> Iterator[tuple[Any, Any, Path]]:
    """Yield every rule as written with its test sentences and its file."""
    files = [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))
    for file in (f for f in files if f.stem not in TABLES):
        beside = file.parent / "sentences" / file.name
        examples = _read(beside) if sentences and beside.is_file() else {}
        entries = _read(file).get("rules", [])
        ids = [entry.get("id") if isinstance(entry, dict) else None for entry in entries]
        _expect(all(isinstance(i, str) for i in ids), file, "an entry is not a rule with an id")
        _expect(len(ids) == len(set(ids)), file, f"an id stands twice among {ids}")
        _expect(examples.keys() <= set(ids), beside, f"sentences of no rule: {sorted(examples.keys() - set(ids))}")
        yield from ((entry, examples.get(entry.get("id"), {}), file) for entry in entries)


def _table(folders: list[Path], name: str) -> dict[str, frozenset[str]]:
    """Return the word lists of a table; the overlay's words are added to the shipped ones."""
    table: dict[str, frozenset[str]] = {}
    for file in _tables(folders, name):
        for key, value in _read(file).items():
            table[key] = table.get(key, frozenset()) | frozenset(_parted(_words(value, file)))
    return table


def _modes(folders: list[Path], types: Mapping[str, TypeInfo]) -> dict[str, Words]:
    modes: dict[str, dict[str, frozenset[str]]] = {name: {} for name in types}
    for file in _tables(folders, "modes"):
        for name, lists in _read(file).items():
            for mode, value in lists.items():
                _expect(name in types and mode in types[name].modes, file, f"{name} has no mode {mode}")
                modes[name][mode] = modes[name].get(mode, frozenset()) | frozenset(_parted(_words(value, file)))
    return {name: MappingProxyType(lists) for name, lists in modes.items()}


def _tables(folders: list[Path], name: str) -> list[Path]:
    return [file for folder in reversed(folders) if (file := folder / f"{name}.yaml").is_file()]


# --- entries ------------------------------------------------------------------------------------------------------


def _type_info(entry: Mapping[str, Any]) -> TypeInfo:
    scores = entry.get("modes", {})
    return TypeInfo(
        quad=int(entry["quad"]),
        score=float(entry["score"]),
        modes=MappingProxyType({mode: float(score) if score else None for mode, score in scores.items()}),
        recipient_required=entry["recipient_required"] == "true",
        cameo_root=entry["cameo_root"],
    )


def _rule(entry: Mapping[str, Any], examples: Mapping[str, Any], classes: Words, file: Path) -> ClaimRule:
    where = f"{file.name}: {entry.get('id')}"
    _expect(entry.keys() <= KEYS, where, f"unknown keys {sorted(entry.keys() - KEYS)}")
    return ClaimRule(
        id=entry["id"],
        type=cast(ClaimType, entry["id"].partition(".")[0].upper()),  # checked against the ontology below
        mode=_optional(entry.get("mode")),
        cameo=_optional(entry.get("cameo")),
        where=_conditions(entry.get("where"), classes, where),
        unless=_conditions(entry.get("unless"), classes, where),
        actors=_words(entry.get("actors", "agent"), where),
        nouns=_parted(_words(entry.get("nouns"), where)),
        speech=entry.get("speech") == "true",
        matches=tuple(_example(e) for e in chain(entry.get("matches", ()), examples.get("matches", ()))),
        rejects=(*entry.get("rejects", ()), *examples.get("rejects", ())),
        **{
            key: _words(entry.get(key), where)
            for key in ("contexts", "verbs", "needs", "recipients", "both", "content")
        },
    )


def _example(entry: Mapping[str, Any]) -> Example:
    return Example(
        text=entry["text"],
        actors=_words(entry.get("actors")),
        recipients=_words(entry.get("recipients")),
        status=entry.get("status"),
    )


def _conditions(entry: Mapping[str, Any] | None, classes: Words, where: str) -> tuple[Condition, ...]:
    return tuple(
        [(tuple(roles.split("|")), _expanded(_words(value, where), classes, where)) for roles, value in entry.items()]
        if entry
        else ()
    )


def _expanded(listed: tuple[str, ...], classes: Words, where: str) -> frozenset[str]:
    """Return the words with those of the classes they name."""
    text = " ".join(listed)
    if "$" not in text and "-" not in text:  # as in most lists: a seventh off loading
        return frozenset(listed)
    names = [word[1:] for word in listed if word.startswith("$")]
    for name in names:
        _expect(name in classes, where, f"no class {name}")
    own = [word for word in listed if not word.startswith("$")]
    parted = [word.replace("-", " ") for word in own if "-" in word]
    return frozenset().union(own, parted, *[classes[name] for name in names])


def _words(value: Any, where: object = "") -> tuple[str, ...]:
    if not value:
        return ()
    if isinstance(value, str):
        return tuple([word for w in value.split(",") if (word := w.strip())])
    _expect(isinstance(value, list) and all(isinstance(w, str) for w in value), where, f"no word list: {value!r}")
    return tuple(value)


def _parted(words: Iterable[str]) -> tuple[str, ...]:
    """Add "cease fire" to "cease-fire": UD words often end at a hyphen, and then both are compound and head."""
    found = list(words)
    return tuple(dict.fromkeys([*found, *[word.replace("-", " ") for word in found if "-" in word]]))


def _optional(value: str | None) -> str | None:
    return None if value in (None, "", "null", "~") else value


def _check(rule: ClaimRule, types: Mapping[str, TypeInfo], contexts: Iterable[str], file: Path) -> None:
    where = f"{file.name}: {rule.id}"
    _expect(rule.type in types, where, f"no type {rule.type}")
    _expect(rule.mode is None or rule.mode in types[rule.type].modes, where, f"{rule.type} has no mode {rule.mode}")
    _expect(set(rule.contexts) <= set(contexts), where, f"no such context among {rule.contexts}")
    _expect(bool(rule.verbs or rule.nouns), where, "neither verbs nor nouns")
    conditions = chain.from_iterable(roles for roles, _ in rule.where + rule.unless)
    used = {*conditions, *rule.needs, *rule.actors, *rule.recipients, *rule.both, *rule.content}
    _expect(used <= ROLES, where, f"no such role: {sorted(used - ROLES)}")


def _expect(fits: bool, where: object, message: str) -> None:
    if not fits:
        raise ValueError(f"{where}: {message}")
