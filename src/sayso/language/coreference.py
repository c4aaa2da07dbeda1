"""Parse -> coreference chains: names and noun phrases are linked by rules, pronouns by a small ranker that may abstain.

Sentence by sentence, left to right: first the names and noun phrases of a sentence find the entity they belong to,
then its pronouns. An entity is what the phrases linked so far stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from sayso.language.antecedents import best
from sayso.language.entities import (
    DEFINITE,
    Document,
    Entity,
    initials,
    link,
    name_words,
    noun_with_modifiers,
    quoted_words,
)
from sayso.language.phrases import Phrase, phrases_of
from sayso.model import Parse

Chains = tuple[tuple[tuple[int, int], ...], ...]
Rank = Callable[[Document, Phrase], Entity | None]

GROUP_WORDS = frozenset(
    "agency alliance association bank bloc body club coalition company corporation court faction firm force front "
    "group institution militia ministry movement network newspaper organisation organization outfit paper party team "
    "union university".split()
)
PLACE_WORDS = frozenset(
    "area capital city country county district enclave island kingdom nation peninsula port province region republic "
    "state territory town village".split()
)
NEAR = 2  # sentences back in which "the group" finds its name
FAR = 12  # sentences back in which "the minister" finds a minister


def chains(parse: Parse, rank: Rank = best) -> Chains:
    """Return the phrases of every entity with more than one, as half-open ranges of words in order of the text."""
    document = resolve(parse, rank)
    found = [sorted({(p.first, p.end) for p in e.phrases}) for e in document.entities]
    return tuple(sorted(tuple(c) for c in found if len(c) > 1))


def resolve(parse: Parse, rank: Rank = best) -> Document:
    """Return the document with all its entities; `rank` chooses the antecedent of a pronoun, or none."""
    document = Document(parse, quoted=quoted_words(parse))
    for _, group in groupby(phrases_of(parse), key=lambda p: p.sentence):
        phrases = list(group)
        for phrase in phrases:
            if phrase.kind != "pronoun":
                link(document, phrase, _entity_of(document, phrase))
        for phrase in phrases:
            if phrase.kind == "pronoun":
                link(document, phrase, rank(document, phrase))
    return document


def _entity_of(document: Document, phrase: Phrase) -> Entity | None:
    """Return the entity that a name or noun phrase belongs to, if it is known."""
    parse, head = document.parse, phrase.head
    if phrase.kind == "several":
        return None
    owner = document.at.get(parse.heads[head]) if parse.relations[head] == "appos" else None
    if owner is not None and _agrees(owner, phrase):
        return owner
    if phrase.kind == "name":
        return _by_name(document, phrase) or _by_last_word(document, phrase)
    return _by_role(document, phrase) or _by_kind(document, phrase)


def _agrees(entity: Entity, phrase: Phrase) -> bool:
    for one, other in ((entity.plural, phrase.plural), (entity.human, phrase.human), (entity.gender, phrase.gender)):
        if one is not None and other is not None and one != other:
            return False
    return True


def _by_name(document: Document, phrase: Phrase) -> Entity | None:
    """Return the last entity with the same name, a fuller or a shorter one, or its initials."""
    words = name_words(document.parse, phrase)
    for word in dict.fromkeys((words[-1], words[0], initials(words))):
        for entity in document.with_word(word):
            if _kinds_agree(entity, phrase) and any(_same_name(words, n, entity) for n in entity.names):
                return entity
    return None


def _kinds_agree(entity: Entity, phrase: Phrase) -> bool:
    if entity.gender and phrase.gender and entity.gender != phrase.gender:
        return False
    return not (entity.kind and phrase.name and (entity.kind == "person") != (phrase.name == "person"))


def _same_name(one: tuple[str, ...], other: tuple[str, ...], entity: Entity) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return False
    if entity.kind == "person":
        return (short[-1] == long[-1] and set(short) <= set(long)) or (len(short) == 1 and short[0] == long[0])
    return len(short) == 1 and len(long) > 1 and short[0] == initials(long)


def _by_last_word(document: Document, phrase: Phrase) -> Entity | None:
    """Return the one entity whose name ends as "the Strip" does."""
    parse, head = document.parse, phrase.head
    if phrase.name == "person" or not _is_definite(parse, head) or len(name_words(parse, phrase)) > 1:
        return None
    word = parse.lower(head)
    return _only(e for e in document.with_word(word) if any(len(n) > 1 and n[-1] == word for n in e.names))


def _only(entities: Iterable[Entity]) -> Entity | None:
    found = list(entities)
    return found[0] if len(found) == 1 else None


def _is_definite(parse: Parse, head: int) -> bool:
    return any(parse.lower(c) in DEFINITE for c in parse.children(head, "det"))


def _by_role(document: Document, phrase: Phrase) -> Entity | None:
    """Return the last entity that "the minister" or "the dead soldier" was said of; no new word may be added."""
    parse = document.parse
    wanted = noun_with_modifiers(parse, phrase.head)
    if not _is_definite(parse, phrase.head) or any(
        parse.relations[c] in ("nmod", "acl", "acl:relcl") for c in parse.children(phrase.head)
    ):
        return None
    for entity in document.with_word(wanted[-1]):
        if phrase.sentence - entity.last.sentence > FAR or not _agrees(entity, phrase):
            continue
        if any(r[-1] == wanted[-1] and set(wanted) <= set(r) for r in entity.roles):
            return entity
    return None


def _by_kind(document: Document, phrase: Phrase) -> Entity | None:
    """Return the one organisation or place named shortly before that "the group" or "the town" can stand for."""
    parse, lemma = document.parse, document.parse.lemmas[phrase.head].lower()
    kind = "organisation" if lemma in GROUP_WORDS else "place" if lemma in PLACE_WORDS else None
    if kind is None or phrase.plural or not _is_definite(parse, phrase.head) or phrase.end - phrase.first != 2:
        return None
    return _only(e for e in document.near(phrase.sentence, NEAR) if e.kind == kind)
