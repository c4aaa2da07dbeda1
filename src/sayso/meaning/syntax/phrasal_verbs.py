"""Noun and the verb over it -> whether verb and preposition together do the act: "pressed ahead with the offensive".

Who goes on with a raid, relents on it or resorts to it is its doer, as with a light verb.
"""

from __future__ import annotations

from sayso.meaning.syntax.arguments import case_of
from sayso.model import Parse

# Lemma, particle, preposition; of those without a preposition the act is the object.
PHRASAL_VERBS = frozenset(
    {"press ahead with", "press on with", "press forward with", "push ahead with", "push on with", "push forward with",
     "forge ahead with", "go ahead with", "move ahead with", "go on with", "carry on with", "get on with",
     "continue with", "proceed with", "persist in", "persist with", "relent on", "relent in", "let up on", "let up in",
     "ease up on", "embark on", "resort to", "desist from", "refrain from", "keep up", "call off", "wind down",
     "scale back", "scale down", "put off"}
)  # fmt: skip


def carries(parse: Parse, verb: int, noun: int) -> bool:
    """True if a verb does the act of the noun that stands under it with a preposition or as its object."""
    relation = parse.relations[noun]
    if parse.upos[verb] != "VERB" or relation not in ("obl", "obj", "nsubj:pass"):
        return False
    lemma = parse.lemmas[verb].lower()
    case = f" {case_of(parse, noun)}" if relation == "obl" else ""
    particles = (parse.lower(c) for c in parse.children(verb, "compound:prt", "advmod"))
    return f"{lemma}{case}" in PHRASAL_VERBS or any(f"{lemma} {p}{case}" in PHRASAL_VERBS for p in particles)
