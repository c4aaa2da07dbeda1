"""Head and what stands under it -> what the head makes of it: an embedding class, a way of standing, or nothing.

One step of the walk from the root of a sentence down to an act (methods.md 2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.knowledge.cue_words import EmbeddingClass, embedding_class, embedding_classes
from sayso.meaning.factuality.markers import form_of, inverted
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.definiteness import ANYBODY, definite, open_noun, perfect
from sayso.meaning.syntax.predicates import BROKERING, HAPPEN_VERBS, LIGHT_VERBS
from sayso.model import ROOT, Parse

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"})
NOUN_SLOTS = frozenset({"obj", "iobj", "nsubj:pass", "obl", "obl:agent", "obl:unmarked", "nmod", "compound"})
# Whose infinitive is what is meant, also where the tree has it as an adjunct.
TAKE_INFINITIVE = frozenset(
    {"commitment", "threat", "intention", "refusal", "directive", "attempt", "expectation", "wish", "implicative",
     "negative_implicative", "permission", "preventive", "causative", "tasking", "emotion"}
)  # fmt: skip
GATHERINGS = frozenset(
    "march rally strike demonstrate demonstration protest gather gathering assemble boycott walkout vigil".split()
)
VOICING = frozenset("demand press call denounce condemn decry oppose mourn support urge ask".split())
AGREED = frozenset("deal agreement accord pact truce treaty ceasefire plan resolution".split())
ACHIEVING = frozenset(
    "secure obtain win ensure achieve broker mediate negotiate arrange facilitate expedite complete begin".split()
)
RANKS = frozenset({"first", "last", "second", "third", "latest"})
LINKING = frozenset("be become".split())

# How what has no embedder over it stands to its head: it shares all that its head has ("same"), or only how certain its
# head is ("loose"), stands in its head's own context ("beside"), is taken for granted ("given"), is left open, or is
# what an unlisted verb says.
Standing = Literal["same", "loose", "beside", "given", "open", "unlisted"]


@dataclass(frozen=True, slots=True)
class Link:
    """What a head makes of the word under it: by an embedding class, or by how the two stand together."""

    head: int
    child: int
    by: EmbeddingClass | None = None
    standing: Standing = "same"


def path_to(parse: Parse, word: int) -> list[int]:
    """Return the words from the root of the sentence down to a word, at most 60 of them."""
    path = [word]
    while parse.heads[path[-1]] != ROOT and len(path) < 60:
        path.append(parse.heads[path[-1]])
    return path[::-1]


def link_of(parse: Parse, head: int, child: int) -> Link:
    """Return what `head` makes of `child`, which stands right under it."""
    if _voiced(parse, head, child):
        return Link(head, child)
    by = _class_over(parse, head, child)
    return Link(head, child, by) if by is not None else Link(head, child, standing=_standing(parse, head, child))


def _voiced(parse: Parse, head: int, child: int) -> bool:
    """True of what is voiced by an act and not only its aim: "marched to demand more pay", "a strike to protest"."""
    if parse.relations[child] not in ("advcl", "acl") or not _infinitive(parse, child):
        return False
    if parse.lemmas[child] == "protest":
        return parse.upos[head] == "VERB" or parse.lemmas[head].lower() in GATHERINGS
    return parse.lemmas[child] in VOICING and parse.lemmas[head].lower() in GATHERINGS


def _class_over(parse: Parse, head: int, child: int) -> EmbeddingClass | None:
    relation = parse.relations[child]
    if relation in ("conj", "advcl", "xcomp", "ccomp", "nmod") and (by := _by_idiom(parse, head, child)) is not None:
        return by
    if relation == "advcl" and complement_of(parse, child) == "infinitive":
        if (by := _by_call(parse, head, child)) is not None:
            return by
        by = _by_lemma(parse, head, child, None)
        if by is not None and by.name in TAKE_INFINITIVE:  # "promised on Monday to meet them"
            return by
    if relation in ("advcl", "advcl:relcl") and (how := inverted(parse, child)) is not None:
        return embedding_class("if", "SCONJ") if how != "had" else embedding_class("had", "SCONJ")
    if relation in ("acl", "advcl") and "whether" in map(parse.lower, parse.children(child, "mark")):
        return embedding_class("whether", "SCONJ")
    if relation.startswith(("advcl", "obl", "nmod", "acl")) and (by := _by_preposition(parse, child)) is not None:
        return by
    if relation in CLAUSES and (by := _by_form(parse, child)) is not None:
        return by
    if relation == "acl" and (by := _over_object(parse, head, child)) is not None:
        return by
    if relation in CLAUSES or relation == "acl" or _prepositional_gerund(parse, child):
        return _by_lemma(parse, head, child, None)
    if relation in NOUN_SLOTS:
        if relation == "obj" and parse.lemmas[head] in BROKERING and parse.xpos[head] == "VBG":
            return embedding_class("try", "VERB")  # "is mediating a truce": there is none yet
        oblique = relation.startswith(("obl", "nmod")) and relation != "nmod:poss"
        return _by_lemma(parse, head, child, case_of(parse, child) if oblique else None, "noun")
    if relation == "nsubj":
        return _over_subject(parse, head, child)
    return None


def _by_call(parse: Parse, head: int, child: int) -> EmbeddingClass | None:
    """ "Rejected calls by Oda to leave": the infinitive is what is called for, wherever the tree hangs it."""
    for noun in parse.children(head, "obj"):
        by = embedding_class(parse.lemmas[noun].lower(), "NOUN") if head < noun < child else None
        if by is not None and by.name == "directive":
            return by
    return None


def _by_idiom(parse: Parse, head: int, child: int) -> EmbeddingClass | None:
    """ "Arrested rather than shot", "stopped short of firing", "in case of an attack"."""
    if parse.relations[child] == "conj":
        joined = [f"{parse.lower(c)} {parse.lower(d)}" for c in parse.children(child, "cc") for d in parse.children(c)]
        return embedding_class(joined[0], "SCONJ") if joined else None
    if parse.relations[child] == "nmod":
        first = parse.child(head, "case")
        of = head + 1  # "in the event of an attack": the preposition stands right behind its noun
        if first is None or head - first > 2 or of >= child:
            return None
        return embedding_class(" ".join(map(parse.lower, range(first, of + 1))), "ADP")
    marks = parse.children(child, "mark")
    if parse.upos[head] not in ("ADV", "ADJ") or parse.heads[head] == ROOT or not marks:
        return None
    if parse.lower(marks[0]) == "as":  # "as long as they hold their fire"
        return embedding_class(f"as {parse.lower(head)} as", "SCONJ")
    return embedding_class(f"{parse.lemmas[parse.heads[head]]} {parse.lower(head)} {parse.lower(marks[0])}", "VERB")


def _by_form(parse: Parse, child: int) -> EmbeddingClass | None:
    """ "Asked whether they fired" leaves it open whatever the verb; "insisted that he be freed" asks for it."""
    marks = [parse.lower(c) for c in parse.children(child, "mark")]
    if "whether" in marks or "if" in marks:
        return embedding_class("whether", "SCONJ")
    helpers = parse.children(child, "aux", "aux:pass", "cop")
    first = parse.xpos[helpers[0]] if helpers else parse.xpos[child]
    subjunctive = "that" in marks and "to" not in marks and first == "VB"
    return embedding_class("urge", "VERB") if subjunctive else None


def _prepositional_gerund(parse: Parse, child: int) -> bool:
    """ "Prevented them from entering", "capable of striking": what the tree has as an adjunct."""
    marks = {parse.lower(c) for c in parse.children(child, "mark")}
    return (
        parse.relations[child] in ("advcl", "acl") and parse.xpos[child] == "VBG"
        and bool(marks & {"from", "of", "for", "at", "in", "on", "against", "to"})
    )  # fmt: skip


def _over_object(parse: Parse, noun: int, child: int) -> EmbeddingClass | None:
    """ "Accused officers of shelling Tarn", where the tree hangs the gerund on its object."""
    verb = parse.heads[noun]
    held = verb != ROOT and parse.relations[noun] in ("obj", "nsubj:pass", "nmod")
    if not held or not _prepositional_gerund(parse, child):
        return None
    by = _by_lemma(parse, verb, child, None)
    return by if by is not None and by.name == "report" else None


def _over_subject(parse: Parse, head: int, child: int) -> EmbeddingClass | None:
    """ "The attack failed", "an attack is likely"; what happens, begins or goes on is no such subject."""
    lemma = parse.lemmas[head].lower()
    if parse.upos[head] == "VERB" and lemma not in HAPPEN_VERBS:
        by = embedding_class(lemma, "VERB")
        return by if by is not None and by.name == "negative_implicative" else None
    if is_told(parse, child) and parse.child(head, "cop") is not None:
        return _belied(lemma, parse.upos[head])
    if parse.upos[head] == "ADJ" and parse.child(head, "xcomp", "ccomp") is None:
        by = embedding_class(lemma, "ADJ")
        return by if by is not None and by.name in OF_SUBJECTS else None
    return None


def is_told(parse: Parse, noun: int) -> bool:
    """True of a report, claim or accusation."""
    by = embedding_class(parse.lemmas[noun].lower(), "NOUN")
    return by is not None and by.name == "report"


def _belied(lemma: str, pos: str) -> EmbeddingClass | None:
    """ "The claim is false", "the report was a lie", "reports were wrong"."""
    by = embedding_class("false" if lemma == "wrong" else lemma, pos)
    return by if by is not None and by.name == "denial" else None


OF_SUBJECTS = frozenset({"belief", "expectation", "doubt", "interrogative", "preventive", "cancelling"})


def _by_preposition(parse: Parse, child: int) -> EmbeddingClass | None:
    words = _opener(parse, child)
    if words is None or (words == "to" and parse.upos[child] not in ("VERB", "AUX")):
        return None
    clause = parse.relations[child].startswith(("advcl", "acl"))
    if words == "under" and parse.lemmas[child].lower() in AGREED:
        return embedding_class("following", "ADP")  # "will leave under a deal brokered by Oda": there is one
    return embedding_class(words, "SCONJ" if clause else "ADP")


def _opener(parse: Parse, child: int) -> str | None:
    """Return the words that open a clause or phrase: "in order to", "because of", "when"."""
    if not parse.relations[child].startswith(("advcl", "acl")):
        return case_of(parse, child)
    first = parse.child(child, "mark", "case")
    if first is None:
        adverbs = [c for c in parse.children(child, "advmod") if c < child and parse.xpos[c] == "WRB"]
        return parse.lower(adverbs[0]) if adverbs and parse.relations[child].startswith("advcl") else None
    if parse.relations[child].startswith("acl") and parse.lower(first) == "to":
        return None  # what the noun makes of it
    return " ".join([parse.lower(first), *(parse.lower(c) for c in parse.children(first, "fixed"))])


def complement_of(parse: Parse, child: int) -> str:
    """Return how a clause is built: infinitive, gerund, or with a finite verb."""
    marks = [parse.lower(c) for c in parse.children(child, "mark")]
    if "to" in marks:
        return "infinitive"
    if parse.xpos[child] == "VBG" and parse.child(child, "aux") is None:
        return "gerund"
    return "infinitive" if parse.relations[child] == "xcomp" else "clause"


def _by_lemma(
    parse: Parse, head: int, child: int, case: str | None, complement: str | None = None
) -> EmbeddingClass | None:
    pos = parse.upos[head]
    complement = complement or complement_of(parse, child)
    if pos == "PROPN":
        return None
    for option in _options(parse, head, child, complement, case):
        classes = embedding_classes(option, pos)
        if complement == "clause":  # "told reporters that" reports; "told them to" directs
            classes = tuple(sorted(classes, key=lambda c: c.name != "report"))
        for by in classes:
            if complement in by.complements:
                return by
    return None


def _options(parse: Parse, head: int, child: int, complement: str, case: str | None) -> Iterator[str]:
    lemma = form_of(parse, head, parse.upos[head])
    marks = tuple(parse.lower(c) for c in parse.children(child, "mark"))
    for particle in parse.children(head, "compound:prt", "advmod"):
        if case is not None:  # "went ahead with the strike"
            yield f"{lemma} {parse.lower(particle)} {case}"
        if parse.upos[particle] == "ADP" or parse.xpos[particle] == "RP":
            yield f"{lemma} {parse.lower(particle)}"
    if case is None and complement == "infinitive" and parse.upos[head] == "VERB":  # "called on Norland to leave"
        yield from (f"{lemma} {case_of(parse, c)}" for c in parse.children(head, "obl") if head < c < child)
    if case is None and complement == "gerund":  # "criticised them for" before "criticised"
        yield from (f"{lemma} {m}" for m in marks)
    yield lemma if case in (None, "bare") else f"{lemma} {case}"
    if case in ("of", "to", "for", "on") and parse.upos[head] == "NOUN":
        yield lemma
    if case is None and complement == "gerund":
        yield from (f"{lemma} {m}" for m in marks or ("from", "of", "for", "at", "in"))


def _standing(parse: Parse, head: int, child: int) -> Standing:
    relation = parse.relations[child]
    if relation in ("conj", "parataxis", "list"):
        return "same" if parse.upos[child] in ("NOUN", "PROPN") and relation == "conj" else "beside"
    if relation in ("amod", "appos"):
        return "given" if parse.xpos[child] == "VBN" and definite(parse, head) else "same"
    if relation == "acl:relcl":
        told = any(parse.xpos[i] == "VBD" for i in (child, *parse.children(child, "aux", "aux:pass", "cop")))
        told = told or (perfect(parse, child) and parse.lower(head) not in ANYBODY)
        return "loose" if not told and open_noun(parse, head) else "given"
    if relation.startswith("acl"):
        return _under_noun(parse, head, child)
    if relation.startswith("advcl"):
        return "open" if complement_of(parse, child) == "infinitive" else "loose"
    if relation in CLAUSES:
        if parse.lower(head) == "going":
            return "same"
        if _infinitive(parse, child) and parse.lemmas[head].lower() not in LINKING | RANKS:
            return "open"
        return "unlisted" if relation == "ccomp" else "same"
    if relation == "obl" and not definite(parse, child):
        return "loose"
    if parse.upos[child] in ("NOUN", "PROPN") and relation not in ("root", "compound"):
        if relation == "obj" and _is_attempt(parse, child):
            return "same"
        return "same" if _brought_about(parse, head, child) or not definite(parse, child) else "given"
    return "same"


def _is_attempt(parse: Parse, noun: int) -> bool:
    """True of the object of "redoubled its efforts to": what the verb is, they are."""
    by = embedding_class(parse.lemmas[noun].lower(), "NOUN")
    return by is not None and by.name == "attempt"


def _infinitive(parse: Parse, child: int) -> bool:
    return any(parse.lower(c) == "to" for c in parse.children(child, "mark"))


def _under_noun(parse: Parse, head: int, child: int) -> Standing:
    """ "the first to enter" entered; "troops to guard it" may; "a boat carrying arms" does if the boat is real."""
    if _infinitive(parse, child):
        ranked = any(parse.lemmas[c].lower() in RANKS for c in (head, *parse.children(head, "amod")))
        return "same" if ranked else "open"
    return "open" if _prepositional_gerund(parse, child) else "loose"


def _brought_about(parse: Parse, head: int, child: int) -> bool:
    """True of what its verb brings about ("launched the attack"), which is as real as the verb."""
    lemma, relation = parse.lemmas[head].lower(), parse.relations[child]
    if relation == "nsubj":
        return lemma in HAPPEN_VERBS or (parse.upos[head] not in ("VERB", "AUX") and not definite(parse, child))
    return (lemma in LIGHT_VERBS or lemma in ACHIEVING) and relation in ("obj", "nsubj:pass")
