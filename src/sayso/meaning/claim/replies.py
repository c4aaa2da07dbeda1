"""An act of a sentence -> whether it answers another, is answered by it, or went before it.

Four were killed in the Brigade's attacks, prompting airstrikes       airstrikes: answer
The army shelled Tarn in retaliation for an attack                    attack: cause
The army bombed the village after rebels killed six soldiers          killed: before
Rebels have previously shelled the port                               shelled: former
"""

from __future__ import annotations

from typing import Literal

from sayso.knowledge.happenings import load_happenings
from sayso.meaning.claim.happening import is_former
from sayso.meaning.syntax.arguments import case_of
from sayso.model import ROOT, Parse

Reply = Literal["answer", "cause", "before", "former"]

FARTHEST = 6  # heads climbed
_ANSWERED = frozenset({"to", "for", "against", "of"})
_PROMPTED = frozenset({"obj", "nsubj:pass", "xcomp", "ccomp"})


def reply_of(parse: Parse, trigger: int) -> Reply | None:
    """Return how an act stands to the other acts that its sentence may tell of; None where it just tells it."""
    if parse.lemmas[trigger].lower() in load_happenings().answering:
        return "answer"
    if is_former(parse, (trigger, parse.heads[trigger]) if parse.upos[trigger] == "NOUN" else (trigger,)):
        return "former"
    word = trigger
    for _ in range(FARTHEST):
        above = parse.heads[word]
        if above == ROOT:
            return None
        if (found := _under(parse, word, above)) is not None:
            return found
        word = above
    return None


def _under(parse: Parse, word: int, above: int) -> Reply | None:
    known, lemma, relation = load_happenings(), parse.lemmas[above].lower(), parse.relations[word]
    if lemma in known.prompting and relation in _PROMPTED:
        return "answer"
    if lemma in known.answering and relation in ("obl", "advcl"):
        return "cause" if case_of(parse, word) in _ANSWERED else "answer"
    if lemma in known.answers and relation in ("nmod", "acl", "obl"):
        return "cause" if case_of(parse, word) in _ANSWERED else None
    after = relation == "advcl" and any(parse.lower(c) == "after" for c in parse.children(word, "mark"))
    return "before" if after else None
