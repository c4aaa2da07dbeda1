"""What phrases of a report stand for: entities, with what their phrases tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from sayso.language.phrases import Gender, Phrase
from sayso.model import NameKind, Parse

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SKIPPED_IN_NAMES = frozenset({"'s", "’s", "'", "’", "the", "-", ".", ",", '"'})
MOST = 20  # entities with a word in common that are looked at
SMALL_WORDS = frozenset({"of", "for", "and", "in", "to", "on", "de"})


@dataclass(slots=True, eq=False)
class Entity:
    """Phrases that stand for one person or thing, with what they tell of it."""

    phrases: list[Phrase] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[tuple[str, ...]] = field(default_factory=set)  # noun with its modifiers: ("prime", "minister")
    kind: NameKind | None = None
    gender: Gender | None = None
    plural: bool | None = None
    human: bool | None = None
    subjects: int = 0
    first: int = 0  # the sentence it comes up in

    @property
    def last(self) -> Phrase:
        """The phrase that was linked last."""
        return self.phrases[-1]


@dataclass(slots=True)
class Document:
    """A parse with the entities found so far, and where to look them up so that long reports cost no more a word."""

    parse: Parse
    quoted: list[bool] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    at: dict[int, Entity] = field(default_factory=dict)  # by head of a phrase; coordinations are not in it
    by_word: dict[str, dict[Entity, None]] = field(default_factory=dict)  # of a name or role, or initials
    by_sentence: dict[int, dict[Entity, None]] = field(default_factory=dict)

    def near(self, sentence: int, back: int) -> dict[Entity, None]:
        """Return the entities spoken of in a sentence and so many before it."""
        found: dict[Entity, None] = {}
        for number in range(max(0, sentence - back), sentence + 1):
            found.update(self.by_sentence.get(number, {}))
        return found

    def with_word(self, word: str) -> Iterator[Entity]:
        """Return some entities with a word in a name or role, the newest first."""
        return islice(reversed(self.by_word.get(word, {})), MOST)


def link(document: Document, phrase: Phrase, entity: Entity | None) -> Entity:
    """Add a phrase to an entity, or to a new one."""
    if entity is None:
        entity = Entity(first=phrase.sentence)
        document.entities.append(entity)
    entity.phrases.append(phrase)
    if phrase.kind != "several":
        document.at[phrase.head] = entity
    entity.kind = entity.kind or phrase.name
    entity.gender = entity.gender or phrase.gender
    entity.plural = phrase.plural if entity.plural is None else entity.plural
    entity.human = phrase.human if entity.human is None else entity.human
    entity.subjects += document.parse.relations[phrase.head].startswith("nsubj")
    document.by_sentence.setdefault(phrase.sentence, {})[entity] = None
    if phrase.kind == "name":
        _call(document, entity, name_words(document.parse, phrase))
    for role in roles_of(document.parse, phrase):
        entity.roles.add(role)
        document.by_word.setdefault(role[-1], {})[entity] = None
    return entity


def _call(document: Document, entity: Entity, name: tuple[str, ...]) -> None:
    entity.names.add(name)
    for word in (*name, initials(name)):
        document.by_word.setdefault(word, {})[entity] = None


def initials(name: tuple[str, ...]) -> str:
    """Return the first letters of a name's words but the small ones."""
    return "".join(w[0] for w in name if w not in SMALL_WORDS)


def name_words(parse: Parse, phrase: Phrase) -> tuple[str, ...]:
    """Return the lower-cased words of a name without its small words."""
    first, end = phrase.proper or (phrase.head, phrase.head + 1)
    words = (parse.lower(i) for i in range(first, end))
    return tuple(w for w in words if w not in SKIPPED_IN_NAMES) or (parse.lower(phrase.head),)


def roles_of(parse: Parse, phrase: Phrase) -> set[tuple[str, ...]]:
    """Return the nouns said of a phrase, with what stands before them: its own, its titles, its predicate."""
    if phrase.kind in ("pronoun", "several"):
        return set()
    head, heads = phrase.head, []
    if parse.upos[head] == "NOUN":
        heads.append(head)
    heads += [c for c in parse.children(head, "appos", "nmod:desc", "compound") if parse.upos[c] in ("NOUN", "PROPN")]
    if parse.relations[head] == "nsubj" and parse.child(parse.heads[head], "cop") is not None:
        heads.append(parse.heads[head])
    return {noun_with_modifiers(parse, h) for h in heads}


def noun_with_modifiers(parse: Parse, head: int) -> tuple[str, ...]:
    """Return the lemmas of a noun's adjectives and compounds, then its own."""
    before = parse.children(head, "amod", "compound", "nmod:poss", "nummod", "nmod:desc")
    return (*(parse.lemmas[c].lower() for c in before if c < head), parse.lemmas[head].lower())


def quoted_words(parse: Parse) -> list[bool]:
    """Return for each word whether it stands between quotation marks; a new paragraph closes them."""
    inside, quoted, end = False, [], 0
    for i in range(len(parse)):
        word, start = parse.word(i), parse.spans[i].start
        if "\n\n" in parse.text[end:start]:
            inside = False
        end = parse.spans[i].end
        if word in ('"', "“", "”", "``", "''", "«", "»"):
            inside = word in ("“", "``", "«") or (word == '"' and not inside)
        quoted.append(inside)
    return quoted
