"""A predicate -> the words of its sentence that tell of the same happening, and so share its place and its time.

During a raid in Tarn on Monday, troops seized a lorry and held two men      raid, seized, held
A force searching for weapons held two men                                   searching, held
Troops held a man who attacked the port                                      held: he did that elsewhere, before
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.knowledge.happenings import load_happenings
from sayso.knowledge.roles import load_roles
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.predicates import LIGHT_VERBS
from sayso.model import ROOT, Parse, Sentence

FARTHEST = 32  # heads climbed, and words gathered; bounds the cost of hostile sentences
_CASES = frozenset("in during at on throughout amid following by with through of into as after bare".split())
_MARKS = frozenset({"while", "as", "when", "by", "in", "during", "with"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "compound", "xcomp"})
_OUTCOMES = frozenset({"result", "lead", "cause", "leave", "end"})  # "a raid which resulted in four arrests"
# What is done in order to do something is done in the same place: "a raid to free the crew in Tarn".
_OPERATIONS = frozenset(
    "operation raid mission patrol search sweep offensive strike airstrike assault ambush drill exercise".split()
)
_CONTENT = ("ccomp", "parataxis")
_UNREAL = frozenset({"MD"})
_FORMER = frozenset({"previously", "formerly", "historically"})
# Verbs by which a drill has an act as a part of it.
_HOLDS = frozenset("include feature involve simulate practise practice rehearse comprise see envisage".split())


def together(parse: Parse, head: int, people: frozenset[int]) -> tuple[int, ...]:
    """Return the predicates and event nouns that share the place and time of `head`, nearest first, itself included.

    `people` are the heads of phrases for actors: what they are said to have done besides is another happening.
    """
    found = dict.fromkeys((head, *_above(parse, head, people)))
    todo = list(found)
    while todo and len(found) < FARTHEST:
        below = [c for c in _below(parse, todo.pop(0), people) if c not in found]
        found |= dict.fromkeys(below)
        todo += below
    return tuple(found)


def told_in(parse: Parse, sentence: Sentence) -> tuple[int, ...]:
    """Return the predicates that a sentence tells, below its verbs of saying; nothing where it is only thought of.

    Without a clause, what is said is a noun: "confirmed the death of a guard after a raid in Tarn".
    """
    at = next((_headline(parse, i) for i in range(sentence.first, sentence.end) if parse.heads[i] == ROOT), None)
    for _ in range(FARTHEST):
        if at is None or any(parse.xpos[c] in _UNREAL for c in parse.children(at, "aux")):
            return ()
        if parse.lemmas[at].lower() not in load_roles().reporting:
            return (at,)
        content = parse.child(at, *_CONTENT, "xcomp")
        if content is None:
            beside = (c for c in parse.children(at, "obl") if case_of(parse, c) in ("after", "during", "following"))
            return (*parse.children(at, "obj", "nsubj:pass"), *beside)
        at = content
    return ()


def _headline(parse: Parse, root: int) -> int:
    """Return the predicate of a headline: behind a label ("UPDATE: Tarn shelled"), below its noun ("two men held")."""
    if parse.upos[root] == "VERB":
        return root
    behind = [
        c
        for c in parse.children(root, "appos", "parataxis")
        if any(p < c and parse.word(p) == ":" for p in parse.children(c, "punct"))
    ]
    told = next((c for c in behind if parse.upos[c] == "VERB"), behind[0] if behind else root)
    held = parse.child(told, "acl") if parse.upos[told] == "NOUN" else None
    return held if held is not None and parse.xpos[held] == "VBN" else told


def is_played(parse: Parse, act: int) -> bool:
    """Say whether an act is only part of a drill: "the exercise included strikes on dummy targets".

    What happens to a drill, or while it goes on, is real: "gunmen attacked a military exercise".
    """
    known = load_happenings()
    aims = [act, *parse.children(act, "obj", "nmod", "obl", "nsubj:pass")]
    if any(parse.lemmas[c].lower() in known.played for w in aims for c in parse.children(w, "amod", "compound")):
        return True
    while parse.relations[act] == "conj" and parse.upos[act] == "NOUN":
        act = parse.heads[act]
    verb = parse.heads[act]
    if verb == ROOT or parse.relations[act] != "obj" or parse.lemmas[verb].lower() not in _HOLDS:
        return False
    return any(_is_drill(parse, c) for c in parse.children(verb, "nsubj"))


def _is_drill(parse: Parse, noun: int) -> bool:
    lemma = parse.lemmas[noun].lower()
    joined = (f"{parse.lemmas[c].lower()} {lemma}" for c in parse.children(noun, "compound"))
    return any(form in load_happenings().drills for form in (lemma, *joined))


def is_former(parse: Parse, words: Iterable[int]) -> bool:
    """Say whether a happening is set before the story: "the town has previously come under fire"."""
    return any(parse.lower(c) in _FORMER for w in words if w != ROOT for c in parse.children(w, "advmod"))


def is_past(parse: Parse, head: int) -> bool:
    """Say whether a clause tells what was done: "went", "has gone", but not "goes" or "is gone"."""
    now = [i for i in (head, *parse.children(head, "aux", "aux:pass", "cop")) if parse.xpos[i] in ("VBZ", "VBP")]
    return all(parse.lemmas[i].lower() == "have" and i != head for i in now)


def _above(parse: Parse, head: int, people: frozenset[int]) -> Iterator[int]:
    at = head
    for _ in range(FARTHEST):
        over = parse.heads[at]
        if over == ROOT or over in people or not (_shares(parse, at) or parse.relations[at] == "conj"):
            return
        if parse.lemmas[over].lower() in load_roles().reporting:
            return
        yield over
        at = over


def _below(parse: Parse, head: int, people: frozenset[int]) -> Iterator[int]:
    for child in parse.children(head):
        if child not in people and parse.upos[child] in ("VERB", "NOUN") and _shares(parse, child):
            yield child


def _shares(parse: Parse, word: int) -> bool:
    """Say whether a word tells of the happening of its head."""
    relation, head = parse.relations[word], parse.heads[word]
    if relation in _ARGUMENTS:
        return True
    if relation == "obj":  # "conducted a raid", but not "assessed the raid"
        return parse.lemmas[head].lower() in LIGHT_VERBS
    if relation.split(":")[0] in ("obl", "nmod"):
        return relation != "nmod:poss" and case_of(parse, word) in _CASES
    if relation == "conj":
        return parse.child(word, "nsubj", "nsubj:pass") is None
    marks = {parse.lower(c) for c in parse.children(word, "mark")}
    if relation == "advcl":
        return marks <= _MARKS and (bool(marks) or parse.xpos[word] in ("VBG", "VBN"))
    if relation == "acl":
        return parse.xpos[word] == "VBG" or ("to" in marks and parse.lemmas[head].lower() in _OPERATIONS)
    return relation == "acl:relcl" and _tells_more(parse, word)


def _tells_more(parse: Parse, clause: int) -> bool:
    """Say whether a relative clause goes on with the happening: "in which two died", "which led to four arrests"."""
    if parse.lemmas[clause].lower() in _OUTCOMES:
        return True
    below = parse.children(clause, "obl", "advmod")
    inside = any(parse.lower(c) == "which" and case_of(parse, c) in ("in", "during") for c in below)
    return inside or any(parse.lower(c) in ("where", "when") for c in below)
