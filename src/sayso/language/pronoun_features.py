"""Pronoun and its candidates -> named features of each, for the ranker: what it is, and how it lies to the pronoun."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from sayso.language.entities import DEFINITE, Document, Entity
from sayso.language.phrases import Phrase
from sayso.model import ROOT, Parse

ROLES = {
    "nsubj": "subject", "nsubj:pass": "passive", "nsubj:outer": "subject", "obj": "object", "iobj": "object",
    "obl": "oblique", "obl:agent": "agent", "nmod:poss": "owner", "nmod": "noun", "appos": "noun",
    "compound": "inside", "flat": "inside", "nmod:desc": "inside", "root": "root",
}  # fmt: skip
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "advcl:relcl"})


class Candidate(NamedTuple):
    """An entity and its phrase nearest to the pronoun."""

    entity: Entity
    phrase: Phrase


def features_of(document: Document, pronoun: Phrase, found: list[Candidate | None]) -> Iterator[list[str]]:
    """Yield the features of each candidate."""
    parse, word = document.parse, pronoun.pronoun
    role, quoted = role_of(parse, pronoun.head), document.quoted[pronoun.head]
    most = max((len(c.entity.phrases) for c in found if c is not None), default=0)
    subjects = 0
    for rank, candidate in enumerate(found):
        if candidate is None:
            yield [f"nobody {word}", f"nobody {role}", f"nobody {word} of {min(len(found) - 1, 4)}",
                   f"nobody quoted {quoted}", f"nobody {word} {role}"]  # fmt: skip
            continue
        theirs = role_of(parse, candidate.phrase.head)
        yield [
            *_of_entity(candidate, pronoun, most), *_of_place(document, pronoun, candidate, role, theirs),
            f"rank {min(rank, 6)}", f"rank {min(rank, 4)} {word}", f"subject rank {min(subjects, 3)} {theirs}",
            f"quoted {quoted} {document.quoted[candidate.phrase.head]}",
        ]  # fmt: skip
        subjects += theirs in ("subject", "passive")


def _of_entity(candidate: Candidate, pronoun: Phrase, most: int) -> list[str]:
    entity, phrase = candidate
    word, count = pronoun.pronoun, len(entity.phrases)
    kind = kind_of(entity)
    agrees = "none" if entity.gender is None or pronoun.gender is None else "same"
    return [
        f"{word} {kind}", f"{word} plural {entity.plural}", f"gender {agrees} {kind}", f"times {min(count, 6)}",
        f"most {count == most} {min(most, 4)}", f"subjects {min(entity.subjects, 4)}",
        f"leads {entity.first == 0}", f"{word} last {phrase.kind} {phrase.pronoun}",
        f"{word} human {entity.human}",
    ]  # fmt: skip


def kind_of(entity: Entity) -> str:
    """Return what is known of an entity in one or two words."""
    if entity.kind:
        return entity.kind
    if entity.names:
        return "name"
    kind = entity.phrases[0].kind
    return kind if kind != "noun" else {True: "human", False: "thing", None: "noun"}[entity.human]


def _of_place(document: Document, pronoun: Phrase, candidate: Candidate, role: str, theirs: str) -> list[str]:
    parse, word, phrase = document.parse, pronoun.pronoun, candidate.phrase
    kind = kind_of(candidate.entity)
    far = min(pronoun.sentence - phrase.sentence, 4)
    gap = pronoun.head - phrase.head
    steps = -1 if gap < 0 else min(int(math.log2(gap + 1)), 7)
    features = [
        f"far {far} {word}", f"far {far} {theirs}", f"far {far} {role} {theirs}",
        f"far {min(far, 2)} {word} {kind} {theirs}", f"steps {steps}", f"{word} steps {steps} far {min(far, 1)}",
        f"depth {depth(parse, phrase.head)} far {min(far, 2)}", f"article {_article(parse, phrase)}",
    ]  # fmt: skip
    if far == 0:
        path = path_between(parse, pronoun.head, phrase.head)
        features += [f"path {path}", f"path {path} {role} {theirs}", f"path {path} {word}", f"path {path} {kind}"]
    elif pronoun.head == parse.sentences[pronoun.sentence].first:
        features.append(f"opens {far} {theirs}")
    if governor(parse, pronoun.head) != ROOT and governor(parse, phrase.head) != ROOT:
        same = parse.lemmas[governor(parse, pronoun.head)] == parse.lemmas[governor(parse, phrase.head)]
        features.append(f"same verb {same} {role == theirs}")
    return features


def _article(parse: Parse, phrase: Phrase) -> str:
    if phrase.kind != "noun":
        return phrase.kind
    word = parse.lower(phrase.first)
    return "the" if word in DEFINITE else "a" if word in ("a", "an", "some") else "none"


def role_of(parse: Parse, i: int) -> str:
    """Return what a word does in its clause."""
    relation = parse.relations[i]
    if relation == "conj":
        return role_of(parse, parse.heads[i])
    return ROLES.get(relation, "other")


def governor(parse: Parse, i: int) -> int:
    """Return the head of the clause that a word is part of, or ROOT."""
    while parse.heads[i] != ROOT:
        below, i = i, parse.heads[i]
        if parse.upos[i] in ("VERB", "AUX") or parse.relations[below].startswith("nsubj"):
            return i
    return ROOT


def depth(parse: Parse, i: int) -> int:
    """Return how many clauses a word lies below the main one; at most 3."""
    return min(3, sum(parse.relations[a] in CLAUSES for a in (i, *parse.ancestors(i))))


def path_between(parse: Parse, pronoun: int, other: int) -> str:
    """Return how a pronoun lies to another word of its sentence: "up ccomp", "inside acl", "beside", ..."""
    above = [pronoun, *parse.ancestors(pronoun)]
    if other in above:
        return f"inside {parse.relations[above[above.index(other) - 1]]}"
    theirs = [other, *parse.ancestors(other)]
    if pronoun in theirs:
        return "around"
    meet = next(a for a in above if a in theirs)
    mine, its = above[above.index(meet) - 1], theirs[theirs.index(meet) - 1]
    down = parse.relations[mine]
    if mine == pronoun and its == other:
        return "arguments"
    if parse.relations[pronoun] == "nmod:poss" and parse.heads[pronoun] == mine:
        return f"owner {down} {parse.relations[its]}"
    side = "up" if its == other else "across"
    return f"{side} {down} {parse.relations[its] if its == other else ''}"
