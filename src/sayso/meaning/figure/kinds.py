"""Counted words in a parse -> what they are counted as: killed, projectiles, ..."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sayso.knowledge.units import BODILY, Units, units
from sayso.meaning.figure.states import (
    INJURIES,
    PATIENTS,
    STATES,
    case_of,
    has_injury,
    has_patient,
    is_injured_to,
    joint,
    lemma_of,
    predicated_state,
    shares,
    state_of,
)
from sayso.meaning.figure.tolls import is_toll, toll_kind, toll_of, total_kind
from sayso.model import ROOT, Parse

Nature = Literal["total", "increment", "subset", "rate"]
_PARTS = frozenset({"including", "among", "include", "of", "from"})
TOGETHER = frozenset({"along", "alongside", "together"})  # "along with two others": as many more of the same kind
_NOT_DONE = frozenset({"attempted", "failed", "foiled", "thwarted", "planned", "averted"})
_SUFFERED = frozenset({"suffer", "sustain", "receive", "get", "have"})
_CARED_FOR = frozenset({"treat", "rush", "take", "bring", "transport", "airlift", "admit", "evacuate", "leave"})
_HAD = frozenset({"suffered", "sustained", "received"})
_OVER = frozenset({"over", "around", "about", "above", "under", "up", "to", "some"})  # "injure over 30", read as a case
_TRANSPARENT = frozenset({"group", "total", "number", "team", "crowd", "family", "dozen", "score", "hundred",
    "thousand", "life", "couple", "handful", "rest", "member", "crew", "band", "gang"})  # fmt: skip
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obj", "csubj")


class Reading(NamedTuple):
    """What a counted noun is counted as, the predicate that says so, and what part of a count it is."""

    kind: str | None
    predicate: int | None
    nature: Nature | None = None


def kind_at(parse: Parse, argument: int, noun: int | None) -> Reading:
    """Return the reading of a counted noun, or of a number without one (`noun` None), that stands at `argument`."""
    table = units()
    lemma = lemma_of(parse, noun) if noun is not None else ""
    if noun is not None and lemma in table.things and _is_qualified(parse, noun, lemma, table):
        return Reading(table.things[lemma], None)
    if noun not in (None, argument) and _worsened(parse, argument, noun, table):
        return Reading("killed", argument, "increment")
    state = state_of(parse, argument, table) or (state_of(parse, noun, table) if noun is not None else None)
    if state and lemma not in table.inanimate:
        return Reading(state, argument)
    if (
        lemma in table.events
        and noun is not None
        and any(parse.lower(c) in _NOT_DONE for c in parse.children(noun, "amod"))
    ):
        return Reading(None, None)
    if lemma in table.events and parse.lower(argument) != "one":  # "one of the largest displacements"
        return Reading(table.events[lemma], noun)
    if lemma in table.remains:
        verb = parse.heads[argument]
        dead = verb != ROOT and lemma_of(parse, verb) in table.recovering
        return Reading("killed", verb) if dead else Reading(None, None)
    if kind := toll_of(parse, argument, table):
        return Reading(kind, argument)
    if noun is not None and lemma in INJURIES and any(parse.lower(c) in _HAD for c in parse.children(noun, "amod")):
        return Reading("injured", noun)  # "12 sustained wounds", its verb taken for an adjective
    found = Reading(None, None)
    if lemma not in table.inanimate:
        found = _climb(parse, argument, table)
        person = noun is None or lemma in table.persons or parse.upos[noun] == "PROPN"
        if found.kind and (person or found.kind != "released"):  # albums and films are released too
            return found
    kind = table.people.get(lemma)
    return Reading(kind, None if kind else found.predicate)


def _worsened(parse: Parse, argument: int, noun: int, table: Units) -> bool:
    """See "two of the injured died later", which adds to the dead."""
    hurt = table.adjectives.get(parse.lower(noun)) == "injured" or lemma_of(parse, noun) == "survivor"
    return hurt and _climb(parse, argument, table).kind == "killed"


def _is_qualified(parse: Parse, noun: int, lemma: str, table: Units) -> bool:
    """Tell rounds of ammunition from rounds of talks."""
    needed = table.qualified.get(lemma)
    if needed is None:
        return True
    above = list(parse.ancestors(noun))
    doers = [c for verb in above[:1] for c in parse.children(verb, "nsubj")]  # "aircraft carried out four raids"
    beside = [*parse.children(noun, "compound", "amod", "nmod", "nummod"), *above, *doers]
    return any(lemma_of(parse, i) in needed for i in beside)


def _climb(parse: Parse, i: int, table: Units) -> Reading:
    """Go up from an argument, past coordination and "including", to the predicate that says its kind."""
    nature: Nature | None = None
    while (head := parse.heads[i]) != ROOT:
        verb = _resumed(parse, i) or _passive_after(parse, i)
        if verb is not None:
            return Reading(table.adjectives.get(parse.lower(verb)), verb)
        relation = parse.relations[i]
        head = parse.heads[head] if parse.relations[head] == "aux:pass" else head
        if relation in ("conj", "appos", "flat", "nummod", "list") or _is_more(parse, head):
            if parse.upos[head] == "VERB" and relation != "nummod":
                return Reading(_verb_kind(parse, i, head, table), head, nature)
        elif relation.startswith(("nmod", "obl")) and case_of(parse, i) & {"including", "among", "include"}:
            nature = "subset"
        elif relation.startswith(("nmod", "obl")) and case_of(parse, i) & TOGETHER:
            patient = head if parse.upos[head] != "VERB" else parse.child(head, *PATIENTS)
            if patient is None or patient > i:
                return Reading(None, None, nature)
            return _climb(parse, patient, table)._replace(nature=nature)
        elif relation.startswith("nmod") and is_injured_to(parse, i):
            return Reading("injured", head, nature)
        elif relation.startswith("nmod") and "of" in case_of(parse, i) and parse.upos[head] in ("NOUN", "NUM"):
            lemma = lemma_of(parse, head)
            if lemma in table.events:
                return Reading(table.events[lemma], head, nature)
            if lemma in table.tolls and (kind := toll_kind(parse, head, table)):
                return Reading(kind, head, nature)
            if lemma not in _TRANSPARENT and parse.upos[head] != "NUM":
                break
        else:
            return Reading(_verb_kind(parse, i, head, table), head, nature)
        state = state_of(parse, head, table) if parse.upos[head] != "VERB" else None
        if state:
            return Reading(state, head, nature)
        i = head
    return Reading(None, None, nature)


def _is_more(parse: Parse, i: int) -> bool:
    """See "60 more injured", where the number hangs on "more"."""
    return parse.lower(i) == "more" and parse.relations[i] == "advmod"


def _verb_kind(parse: Parse, i: int, verb: int, table: Units) -> str | None:
    """Return what a predicate makes of its argument `i`."""
    relation, lemma = parse.relations[i], lemma_of(parse, verb)
    if is_toll(parse, i, verb, table):
        return total_kind(parse, verb, table)
    if relation in _SUBJECTS or relation in ("conj", "orphan") or parse.lower(i) in ("more", "others"):
        doer = relation == "nsubj" and parse.child(verb, "obj") is not None  # "gunmen shot dead three"
        if not doer and (state := predicated_state(parse, verb, table)) and (relation != "obj" or lemma in STATES):
            return state
        if relation == "nsubj" and lemma in _SUFFERED and has_injury(parse, verb):
            return "injured"
        if relation.startswith("nsubj") and lemma in table.subjects:
            return joint({table.subjects[lemma], *_conjoined(parse, verb, table.subjects)})
        if relation == "nsubj" and lemma in table.life_verbs and _has_lives(parse, verb):
            return "killed"
    if lemma in table.life_verbs and lemma_of(parse, i) == "life":
        return "killed"
    if relation == "obl" and is_injured_to(parse, i):
        return "injured"
    more = relation == "advmod" and parse.lower(i) in ("more", "others")  # "and injured around 120 more"
    if (
        more
        or relation in PATIENTS
        or _is_approximated(parse, i, verb)
        or (relation in ("nsubj", "conj", "dep") and is_bare_passive(parse, verb))
    ):
        return _harm(parse, i, verb, table)
    return None


def _is_approximated(parse: Parse, i: int, verb: int) -> bool:
    """See the object of "injure over 30", whose "over" looks like a preposition."""
    counted = parse.upos[i] == "NUM" or parse.child(i, "nummod") is not None
    case = case_of(parse, i)
    return counted and parse.relations[i] == "obl" and bool(case) and case <= _OVER and _lacks_patient(parse, verb)


def _harm(parse: Parse, i: int, verb: int, table: Units) -> str | None:
    """Return the kind of a verb's patient; "killed or wounded 20" shares it, "killed 4 and wounded 9" does not."""
    kind = _kind_of_verb(parse, verb, table)
    if kind is None:
        return None
    kinds = {kind, *_conjoined(parse, verb, table.verbs, before=i if i > verb else None)}
    if i < verb:  # "was stabbed and later died"
        kinds |= _conjoined(parse, verb, table.subjects)
    governor = parse.heads[verb]
    if i > verb and parse.relations[verb] == "conj" and governor != ROOT and _lacks_patient(parse, governor):
        kinds |= {k for k in (table.verbs.get(lemma_of(parse, governor)),) if k}
    return joint(kinds)


def _kind_of_verb(parse: Parse, verb: int, table: Units) -> str | None:
    """Return what a verb and the words that complete it do: "stabbed to death", "shot dead", "took into custody"."""
    for c in parse.children(verb, "obl", "xcomp", "advmod"):
        word, case = lemma_of(parse, c), case_of(parse, c)
        if (word == "death" and "to" in case) or word == "dead":
            return "killed"
        if word == "fatally" and table.verbs.get(lemma_of(parse, verb)) in BODILY:
            return "killed"
        if word == "custody" and case & {"into", "in"}:
            return "detained"
        if word in INJURIES and case & {"for", "with"} and lemma_of(parse, verb) in _CARED_FOR:
            return "injured"
        if word == "alive" and lemma_of(parse, verb) == "burn":
            return "killed"
    return table.verbs.get(lemma_of(parse, verb))


def _conjoined(parse: Parse, verb: int, table: Mapping[str, str], before: int | None = None) -> set[str]:
    """Return the kinds of the verbs that share an argument; an object they share stands after them all."""
    joined = (c for c in parse.children(verb, "conj") if shares(parse, c) and (before is None or c < before))
    return {k for c in joined if (k := table.get(lemma_of(parse, c)))}


def _resumed(parse: Parse, i: int) -> int | None:
    """Return the participle whose subject was taken for part of what comes before: "killed and 7 others injured"."""
    head = parse.heads[i]
    verb = head if parse.upos[head] in ("VERB", "ADJ") else parse.heads[head]
    if verb == ROOT or not verb < i or parse.relations[i] not in ("conj", "nsubj:pass", "nsubj"):
        return None
    joined = (c for c in parse.children(verb, "conj") if c > i and parse.xpos[c] in ("VBN", "VBD", "JJ"))
    return next((c for c in joined if not has_patient(parse, c) and parse.child(c, "cc") in (None, *range(i))), None)


def _passive_after(parse: Parse, i: int) -> int | None:
    """Return the participle of "killed 18, including ten soldiers, and 27 others were wounded"."""
    auxiliary = i + 1
    if parse.relations[i] != "conj" or auxiliary >= parse.sentence(i).end or parse.relations[auxiliary] != "aux:pass":
        return None
    verb = parse.heads[auxiliary]
    return verb if verb > auxiliary and parse.xpos[verb] == "VBN" else None


def _lacks_patient(parse: Parse, verb: int) -> bool:
    return not has_patient(parse, verb) and not parse.relations[verb].startswith("acl")


def _has_lives(parse: Parse, verb: int) -> bool:
    return any(lemma_of(parse, c) == "life" for c in parse.children(verb, "obj"))


def is_bare_passive(parse: Parse, verb: int) -> bool:
    """Return whether a participle stands for a passive: "20 killed in blast", or its "were" was missed."""
    if parse.child(verb, "obj") is not None or any(lemma_of(parse, a) == "have" for a in parse.children(verb, "aux")):
        return False
    return parse.xpos[verb] == "VBN" or (parse.xpos[verb] == "VBD" and _is_cut_short(parse, verb))


def _is_cut_short(parse: Parse, verb: int) -> bool:
    """See "3 people killed and 12 injured after an attack", which the network takes for the past tense."""
    if units().verbs.get(lemma_of(parse, verb)) not in BODILY:
        return False
    beside = (verb, *parse.children(verb, "conj"))
    followed = parse.upos[verb + 1] if verb + 1 < len(parse.heads) else "PUNCT"
    return followed in ("ADP", "CCONJ", "PUNCT") and not any(has_patient(parse, v) for v in beside)
