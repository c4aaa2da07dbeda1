"""Standing of a word and its link to one under it -> the context that is handed down to that one (methods.md 2.5)."""

from __future__ import annotations

from dataclasses import replace

from sayso.knowledge.cue_words import EmbeddingClass, embedding_class
from sayso.meaning.factuality.embedding import Link, is_told
from sayso.meaning.factuality.markers import FUTURE, WOULD, markers_of
from sayso.meaning.factuality.standing import KEPT, PRESENT, Standing, axes_under, made_uncertain
from sayso.meaning.syntax.definiteness import perfect
from sayso.meaning.syntax.predicates import Predicate
from sayso.model import Axes, Parse

HOSTILE = frozenset({3, 4})  # quad classes: verbal and material conflict
VERBAL = frozenset({1, 3})
VERBAL_CONFLICT, MATERIAL_COOPERATION, MATERIAL_CONFLICT = 3, 2, 4
PROMISING = frozenset({"promise", "pledge", "offer", "guarantee", "assure", "commit", "undertake", "volunteer"})
# What it is to fear, agree or warn that something took place.
LOOKING_BACK = {"expectation": "believe", "intention": "say", "commitment": "say", "threat": "say"}
BESIDE = frozenset({"as", "while", "whilst", "where"})  # "as they have fired" tells of it, "once they have" may not
SHIFTED = frozenset({"until", "till", "once", "when", "as", "before"})  # "he would stay until they left": not yet
GOING_ON = frozenset({"continue", "persist", "resume", "escalate", "intensify", "spread", "worsen"})
TO_COME = frozenset({"before", "until", "till", "after", "once"})  # "before they fire" it is open whether they do


def handed_down(parse: Parse, own: Standing, link: Link, act: tuple[Predicate, int]) -> Standing:
    """Return the context that a word's standing makes for the one under it, on the way to an act of that quad class."""
    by = link.by
    if _goes_on(parse, own, link):
        return Standing(Axes(presupposed=True))
    if by is None:
        return _unembedded(own, link)
    general = own.axes.certainty != "CT" and parse.xpos[link.child] in PRESENT
    if by.name == "temporal" or (by.name == "background" and general):
        return Standing(_in_time(parse, own.axes, link.child))
    if by.positive == by.negative == "+" and by.name != "ending":
        taken = replace(Axes(), **{k: v for k, v in by.axes.items() if k in KEPT})
        return Standing(taken, presupposer=link.head if by.name != "background" else None)
    return _embedded(parse, own, link, _looked_back(parse, link, by), act)


def _goes_on(parse: Parse, own: Standing, link: Link) -> bool:
    """ "If the protests continue" there are protests; "if they start" there may be none."""
    subject = parse.relations[link.child] == "nsubj" and own.axes.environment == "antecedent"
    return subject and parse.lemmas[link.head].lower() in GOING_ON


def _looked_back(parse: Parse, link: Link, by: EmbeddingClass) -> EmbeddingClass:
    """ "Feared that he had fled" and not "feared that he would flee"."""
    if by.name in LOOKING_BACK and parse.relations[link.child] == "ccomp" and _past(parse, link.child):
        return embedding_class(LOOKING_BACK[by.name], "VERB") or by
    return by


def _embedded(parse: Parse, own: Standing, link: Link, by: EmbeddingClass, act: tuple[Predicate, int]) -> Standing:
    axes = own.axes
    if parse.lemmas[link.head] == "have" and parse.xpos[link.head] == "VBD" and axes == Axes():
        return own  # "they had to withdraw": and did
    if parse.lemmas[link.head] == "vote" and act[1] in VERBAL:
        by = embedding_class("manage", "VERB") or by  # who votes to condemn does so; who votes to send troops may yet
    if by.name == "refusal" and parse.upos[link.child] == "NOUN" and is_told(parse, link.child):
        by = embedding_class("deny", "VERB") or by  # who rejects an accusation denies it
    if by.name == "condition":  # the negation of the main clause does not reach into it
        axes = replace(axes, polarity="+", force=None, phase=None)
    changed = axes_under(axes, by)
    if by.name == "report" and axes.polarity == "-" and parse.upos[link.head] == "NOUN":
        changed = {"certainty": "PR", "polarity": "-"}  # "there were no reports of an attack"
    if by.name == "condition" and _unmet(parse, link):
        changed |= {"environment": "counterfactual", "polarity": "-"}
    if by.name == "report" and _announces(parse, link, *act):
        changed["force"] = "threat"
    if by.name in ("threat", "commitment") and "force" in changed:
        changed["force"] = _threat_or_pledge(parse, link.head, *act)
    sourceless = link.head if _passive_cue(parse, link.head, by) else own.sourceless
    return Standing(replace(axes, **changed), sourceless, own.presupposer)


def _unmet(parse: Parse, link: Link) -> bool:
    """ "If they had fired, he would have fled"."""
    return markers_of(parse, link.child).perfect and markers_of(parse, link.head).modal in (*WOULD, "could", "might")


def _unembedded(own: Standing, link: Link) -> Standing:
    axes = own.axes
    if link.standing == "same":
        return own
    if link.standing == "given":
        return Standing(Axes())
    if link.standing == "unlisted":
        return own if axes.polarity != "-" else Standing(made_uncertain(replace(axes, polarity="u"), "U"))
    if link.standing == "open" and axes.phase == "prevent":
        return own  # "vetoed a move to impose them"
    if link.standing == "open":
        return Standing(replace(made_uncertain(axes, "U"), environment=axes.environment or "purpose"))
    return Standing(replace(axes, polarity="+", phase=None))


def _in_time(parse: Parse, axes: Axes, child: int) -> Axes:
    """ "He fled when they fired" tells of two acts, "he will flee when they fire" of none yet."""
    opener = {parse.lower(c) for c in parse.children(child, "mark")}
    to_come = parse.xpos[child] in PRESENT and not opener.isdisjoint(TO_COME)
    past = _past(parse, child) and not (axes.time == "future" and not opener.isdisjoint(SHIFTED))
    told = past or (not opener.isdisjoint(BESIDE) and perfect(parse, child))
    if told or (axes.certainty == "CT" and not to_come):
        return Axes(presupposed=True)
    return made_uncertain(replace(axes, polarity="+", force=None, phase=None, time="future"), "U")


def _past(parse: Parse, word: int) -> bool:
    return any(parse.xpos[i] == "VBD" for i in (word, *parse.children(word, "aux", "aux:pass", "cop")))


def _threat_or_pledge(parse: Parse, word: int, predicate: Predicate, quad: int) -> str:
    """To vow a strike is a threat, to vow a release is none; to warn of what others will do is to expect it."""
    if parse.lemmas[word] == "agree":
        return "commit" if quad == MATERIAL_COOPERATION else "intend"
    if quad not in HOSTILE or (quad == VERBAL_CONFLICT and parse.lemmas[word] in PROMISING):
        return "commit"
    if parse.lemmas[word] in ("warn", "warning"):
        subject = {parse.lemmas[c] for c in parse.children(word, "nsubj")}
        agents = {parse.lemmas[i] for i in predicate.fillers("agent")}
        if agents and not agents & (subject | {"we", "I", "they", "he", "she", "it"}) and not _own_side(agents):
            return "expect"
    return "threat"


def _announces(parse: Parse, link: Link, predicate: Predicate, quad: int) -> bool:
    """ "Norland said it would attack the port": who says so of himself threatens it."""
    if quad != MATERIAL_CONFLICT or predicate.verb != link.child or parse.relations[link.child] != "ccomp":
        return False
    modal = markers_of(parse, link.child).modal
    subjects = {parse.lemmas[c].lower() for c in parse.children(link.child, "nsubj")}
    speaks = parse.child(link.head, "nsubj") is not None
    return speaks and modal in (*WOULD, *FUTURE) and bool(subjects) and subjects <= {"it", "we", "i"}


def _own_side(agents: set[str]) -> bool:
    """A head of government warns of what the state will do: the name of a place or people as agent."""
    return any(a[:1].isupper() for a in agents)


def _passive_cue(parse: Parse, verb: int, by: EmbeddingClass) -> bool:
    """ "is believed to have crossed", "arrested for crossing": an attribution that names no source."""
    if by.name == "charge" or parse.lemmas[verb].lower() in ("indict", "indictment"):
        return True  # whoever is held for it has not been found to have done it
    if by.name not in ("belief", "report", "expectation") or parse.upos[verb] != "VERB":
        return False
    passive = parse.child(verb, "aux:pass") is not None and parse.child(verb, "obl:agent") is None
    return passive or parse.lemmas[verb] in ("seem", "appear")
