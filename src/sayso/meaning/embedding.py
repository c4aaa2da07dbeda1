"""Trigger -> what embeds it: markers on its own verb, and every predicate above it that changes how far it is real.

Walks from the trigger to the root of its sentence (methods.md 2.5). Each step yields an Effect, innermost first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.knowledge.cue_words import EmbeddingClass, embedding_class, embedding_classes
from sayso.meaning.arguments import case_of
from sayso.meaning.predicates import HAPPEN_VERBS, Predicate
from sayso.model import ROOT, Parse

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely"})
NO_WORDS = frozenset({"no", "none", "nobody", "neither", "nothing"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
NOUN_SLOTS = frozenset({"obj", "nsubj:pass", "obl", "nmod"})
# Whose infinitive is what is meant, also where the tree has it as an adjunct.
TAKE_INFINITIVE = frozenset({"commitment", "threat", "intention", "refusal", "directive", "attempt", "expectation"})
CONDITIONS = frozenset({"if", "unless", "provided", "should"})


@dataclass(frozen=True, slots=True)
class Effect:
    """One embedder, at a word, and whether it is itself negated; `kind` is how it stands over the act."""

    word: int
    by: EmbeddingClass
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Markers:
    """What stands on a verb itself: negation, modal, tense."""

    negated: bool
    modal: str | None
    perfect: bool
    future: bool
    condition: bool


def effects_on(parse: Parse, predicate: Predicate) -> Iterator[Effect]:
    """Yield the embedders of a predicate's act, innermost first."""
    yield from _adjectives(parse, predicate.trigger)
    at = predicate.trigger
    if predicate.verb != at and predicate.construction == 16:
        light = _class_over(parse, at, predicate.verb)
        if light is not None:
            yield light
        at = predicate.verb
    for _ in range(60):  # as deep as a sentence is long
        head = parse.heads[at]
        if head == ROOT or parse.relations[at] in ("acl:relcl", "appos", "parataxis"):
            return
        effect = _class_over(parse, at, head)
        if effect is not None:
            yield effect
        if effect is not None and effect.by.name == "background":
            return
        at = head


def markers_of(parse: Parse, verb: int) -> Markers:
    """Return the markers on a verb, those of the first verb of a coordination included."""
    verbs = [verb]
    if parse.relations[verb] == "conj" and parse.child(verb, "nsubj", "nsubj:pass", "aux") is None:
        verbs.append(parse.heads[verb])
    helpers = [c for v in verbs for c in parse.children(v, "aux", "aux:pass", "cop")]
    lemmas = [parse.lemmas[c].lower() for c in helpers]
    forms = [parse.lower(c) for c in helpers]
    modal = next((f for c, f in zip(helpers, forms, strict=True) if parse.xpos[c] == "MD"), None)
    return Markers(
        negated=any(negated(parse, v) for v in verbs),
        modal=modal,
        perfect="have" in lemmas,
        future=modal in ("will", "shall", "'ll", "’ll", "wo") or _going_to(parse, verb),
        condition=any(_has_condition(parse, v) for v in verbs),
    )


def negated(parse: Parse, word: int) -> bool:
    """True if a verb or noun is negated: "did not", "never", "no shots were fired"."""
    for child in parse.children(word):
        lemma = parse.lemmas[child].lower()
        if lemma in NEGATIONS and parse.relations[child] in ("advmod", "det", "aux", "cc", "advmod:neg"):
            return not _not_only(parse, child)
        argument = parse.relations[child] in ("nsubj", "nsubj:pass", "obj") and parse.upos[word] == "VERB"
        if argument and NO_WORDS & {lemma, *(parse.lower(c) for c in parse.children(child, "det"))}:
            return True
    return False


def _not_only(parse: Parse, child: int) -> bool:
    return child + 1 < len(parse) and parse.lower(child + 1) in ("only", "fewer", "less", "more", "just", "until")


def _going_to(parse: Parse, verb: int) -> bool:
    head = parse.heads[verb]
    return (
        parse.relations[verb] == "xcomp" and head != ROOT and parse.lemmas[head] in ("go", "set")
        and parse.child(verb, "mark") is not None
    )  # fmt: skip


def _has_condition(parse: Parse, verb: int) -> bool:
    clauses = parse.children(verb, "advcl", "advcl:relcl")
    return any(parse.lower(m) in CONDITIONS for c in clauses for m in parse.children(c, "mark"))


def _adjectives(parse: Parse, trigger: int) -> Iterator[Effect]:
    """ "alleged attack", "planned talks", "attempted coup"; "reportedly" and "nearly" on a verb."""
    for child in parse.children(trigger, "amod", "advmod"):
        pos = "ADJ" if parse.relations[child] == "amod" else "ADV"
        by = embedding_class(_form(parse, child, pos), pos)
        if by is not None and by.name != "negator":
            yield Effect(child, by)


def _form(parse: Parse, word: int, pos: str) -> str:
    """Participles are listed as adjectives in their own form: "alleged", not "allege"."""
    return parse.lower(word) if pos == "ADJ" and parse.upos[word] == "VERB" else parse.lemmas[word].lower()


def _class_over(parse: Parse, at: int, head: int) -> Effect | None:
    """Return what `head` does to the act under it at `at`, or None if it changes nothing."""
    relation = parse.relations[at]
    if relation == "advcl" and _complement(parse, at) == "infinitive":
        effect = _by_lemma(parse, head, "infinitive", None)
        if effect is not None and effect.by.name in TAKE_INFINITIVE:  # "promised on Monday to meet them"
            return effect
    if relation in ("advcl", "obl", "nmod") and (by := _by_preposition(parse, at, relation)) is not None:
        return Effect(head, by)
    if relation in CLAUSES or relation.startswith("acl"):
        return _by_lemma(parse, head, _complement(parse, at), None)
    if relation in NOUN_SLOTS:
        return _by_lemma(parse, head, "noun", case_of(parse, at) if relation in ("obl", "nmod") else None)
    if relation == "nsubj" and parse.upos[head] == "VERB" and parse.lemmas[head] not in HAPPEN_VERBS:
        by = embedding_class(parse.lemmas[head].lower(), "VERB")
        return Effect(head, by) if by is not None and by.name == "negative_implicative" else None
    return None


def _by_preposition(parse: Parse, at: int, relation: str) -> EmbeddingClass | None:
    if relation == "advcl":
        mark = parse.child(at, "mark")
        if mark is None:
            return None
        words = " ".join([parse.lower(mark), *(parse.lower(c) for c in parse.children(mark, "fixed"))])
        return embedding_class(words, "SCONJ")
    case = case_of(parse, at)
    return None if case == "to" else embedding_class(case, "ADP")


def _complement(parse: Parse, at: int) -> str:
    if parse.xpos[at] == "VBG" and parse.child(at, "aux") is None:
        return "gerund"
    marks = [parse.lower(c) for c in parse.children(at, "mark")]
    return "infinitive" if "to" in marks or parse.relations[at] == "xcomp" else "clause"


def _by_lemma(parse: Parse, head: int, complement: str, case: str | None) -> Effect | None:
    lemma, pos = parse.lemmas[head].lower(), parse.upos[head]
    if pos == "PROPN":
        return None
    options = [f"{lemma} {case}"] if case is not None else [lemma]
    if case is not None and pos == "NOUN":
        options.append(lemma if case in ("of", "to", "for", "on") else "")
    particle = parse.child(head, "compound:prt")
    if particle is not None:
        options.insert(0, f"{lemma} {parse.lower(particle)}")
    if case is None and complement == "gerund":
        options += [f"{lemma} {m}" for m in ("from", "of", "for", "at", "in")]
    for option in options:
        classes = embedding_classes(option, pos)
        if complement == "clause":  # "told reporters that" reports; "told them to" directs
            classes = tuple(sorted(classes, key=lambda c: c.name != "report"))
        for by in classes:
            if complement in by.complements:
                return Effect(head, by, negated(parse, head) or _negated_passive(parse, head))
    return None


def _negated_passive(parse: Parse, head: int) -> bool:
    return parse.upos[head] == "NOUN" and any(parse.lower(c) in NO_WORDS for c in parse.children(head, "det"))
