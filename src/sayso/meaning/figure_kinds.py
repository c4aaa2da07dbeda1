"""Counted words in a parse -> what they are counted as: killed, projectiles, ..."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sayso.knowledge.units import BODILY, Units, units
from sayso.model import ROOT, Parse

Nature = Literal["total", "increment", "subset", "rate"]
_PATIENTS = ("obj", "nsubj:pass", "csubj:pass")
_PARTS = frozenset({"including", "among", "include", "of", "from"})
# Verbs that say in what state people are left: "leaving six dead", "were found dead", "remain missing".
_STATES = frozenset({"leave", "find", "report", "remain", "go", "be", "list", "shoot", "feel", "lie", "declare",
    "become", "get"})  # fmt: skip
TOGETHER = frozenset({"along", "alongside", "together"})  # "along with two others": as many more of the same kind
_NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NOT_DONE = frozenset({"attempted", "failed", "foiled", "thwarted", "planned", "averted"})
_INJURIES = frozenset({"injury", "wound", "burn", "concussion", "fracture"})
_SUFFERED = frozenset({"suffer", "sustain", "receive"})
_TRANSPARENT = frozenset({"group", "total", "number", "team", "crowd", "family", "dozen", "score", "hundred",
    "thousand", "couple", "handful", "rest", "member", "crew", "band", "gang"})  # fmt: skip
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obj", "csubj")


class Reading(NamedTuple):
    """What a counted noun is counted as, the predicate that says so, and what part of a count it is."""

    kind: str | None
    predicate: int | None
    nature: Nature | None = None


def kind_at(parse: Parse, argument: int, noun: int | None) -> Reading:
    """Return the reading of a counted noun, or of a number without one (`noun` None), that stands at `argument`."""
    table = units()
    lemma = _lemma(parse, noun) if noun is not None else ""
    if noun is not None and lemma in table.things and _is_qualified(parse, noun, lemma, table):
        return Reading(table.things[lemma], None)
    state = _state(parse, argument, table) or (_state(parse, noun, table) if noun is not None else None)
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
    if lemma not in table.inanimate:
        found = _climb(parse, argument, table)
        person = noun is None or lemma in table.persons or parse.upos[noun] == "PROPN"
        if found.kind and (person or found.kind != "released"):  # albums and films are released too
            return found
    return Reading(table.people.get(lemma), None)


def _is_qualified(parse: Parse, noun: int, lemma: str, table: Units) -> bool:
    """Tell rounds of ammunition from rounds of talks."""
    needed = table.qualified.get(lemma)
    if needed is None:
        return True
    beside = [*parse.children(noun, "compound", "amod", "nmod", "nummod"), *parse.ancestors(noun)]
    return any(_lemma(parse, i) in needed for i in beside)


def _lemma(parse: Parse, i: int) -> str:
    return parse.lemmas[i].lower()


def _state(parse: Parse, i: int, table: Units) -> str | None:
    """Read the state of the counted themselves: "six dead", "nine wounded", "20 killed in a blast"."""
    kinds = set()
    if parse.upos[i] in ("ADJ", "VERB", "NOUN") and parse.xpos[i] not in ("VBD", "VBZ", "VBP", "VB", "VBG"):
        kinds.add(table.adjectives.get(parse.lower(i)))
    for c in parse.children(i, "amod", "acl", "advcl", "dep"):
        if parse.xpos[c] in ("JJ", "VBN", "VBD") and not (parse.relations[c] == "advcl" and parse.child(c, "nsubj")):
            kinds.add(table.adjectives.get(parse.lower(c)))
            kinds |= {table.adjectives.get(parse.lower(d)) for d in parse.children(c, "conj") if _shares(parse, d)}
    for c in parse.children(i, "conj"):
        if kinds - {None} and parse.child(c, "nummod", "det", "nsubj") is None:
            kinds.add(table.adjectives.get(parse.lower(c)))
    return _joint({k for k in kinds if k})


def _joint(kinds: set[str]) -> str | None:
    """Return one kind; killed and injured together are casualties, which no one may count as killed.

    "Shot and killed" is killed: the one tells what came of the other.
    """
    told = kinds - {"casualties"} or kinds
    return next(iter(told)) if len(told) == 1 else "casualties" if told and told <= BODILY else None


def _climb(parse: Parse, i: int, table: Units) -> Reading:
    """Go up from an argument, past coordination and "including", to the predicate that says its kind."""
    nature: Nature | None = None
    if parse.heads[i] != ROOT and (verb := _resumed(parse, i)) is not None:
        return Reading(table.adjectives.get(parse.lower(verb)), verb)
    while (head := parse.heads[i]) != ROOT:
        relation = parse.relations[i]
        head = parse.heads[head] if parse.relations[head] == "aux:pass" else head
        if relation in ("conj", "appos", "flat", "nummod", "list"):
            if parse.upos[head] == "VERB" and relation != "nummod":
                return Reading(_verb_kind(parse, i, head, table), head, nature)
        elif relation.startswith(("nmod", "obl")) and case_of(parse, i) & {"including", "among", "include"}:
            nature = "subset"
        elif relation.startswith(("nmod", "obl")) and case_of(parse, i) & TOGETHER:
            patient = head if parse.upos[head] != "VERB" else parse.child(head, *_PATIENTS)
            if patient is None or patient > i:
                return Reading(None, None, nature)
            return _climb(parse, patient, table)._replace(nature=nature)
        elif relation.startswith("nmod") and "of" in case_of(parse, i) and parse.upos[head] in ("NOUN", "NUM"):
            lemma = _lemma(parse, head)
            if lemma in table.events:
                return Reading(table.events[lemma], head, nature)
            if lemma in table.tolls and (kind := _toll_kind(parse, head, table)):
                return Reading(kind, head, nature)
            if lemma not in _TRANSPARENT and parse.upos[head] != "NUM":
                break
        else:
            return Reading(_verb_kind(parse, i, head, table), head, nature)
        state = _state(parse, head, table) if parse.upos[head] != "VERB" else None
        if state:
            return Reading(state, head, nature)
        i = head
    return Reading(None, None, nature)


def case_of(parse: Parse, i: int) -> set[str]:
    """Return the prepositions and marks of a word."""
    return {parse.lower(c) for c in parse.children(i, "case", "mark")}


def _verb_kind(parse: Parse, i: int, verb: int, table: Units) -> str | None:
    """Return what a predicate makes of its argument `i`."""
    relation, lemma = parse.relations[i], _lemma(parse, verb)
    if _is_toll(parse, i, verb, table):
        return _total_kind(parse, verb, table)
    if relation in _SUBJECTS or relation in ("conj", "orphan") or parse.lower(i) in ("more", "others"):
        doer = relation == "nsubj" and parse.child(verb, "obj") is not None  # "gunmen shot dead three"
        if not doer and (state := _predicated_state(parse, verb, table)) and (relation != "obj" or lemma in _STATES):
            return state
        if relation == "nsubj" and lemma in _SUFFERED and _has_injury(parse, verb):
            return "injured"
        if relation.startswith("nsubj") and lemma in table.subjects:
            return _joint({table.subjects[lemma], *_conjoined(parse, verb, table.subjects)})
        if relation == "nsubj" and lemma in table.life_verbs and _has_lives(parse, verb):
            return "killed"
    if lemma in table.life_verbs and _lemma(parse, i) == "life":
        return "killed"
    more = relation == "advmod" and parse.lower(i) in ("more", "others")  # "and injured around 120 more"
    if more or relation in _PATIENTS or (relation in ("nsubj", "conj", "dep") and is_bare_passive(parse, verb)):
        return _harm(parse, i, verb, table)
    return None


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
        kinds |= {k for k in (table.verbs.get(_lemma(parse, governor)),) if k}
    return _joint(kinds)


def _kind_of_verb(parse: Parse, verb: int, table: Units) -> str | None:
    """Return what a verb and the words that complete it do: "stabbed to death", "shot dead", "took into custody"."""
    for c in parse.children(verb, "obl", "xcomp", "advmod"):
        word, case = _lemma(parse, c), case_of(parse, c)
        if (word == "death" and "to" in case) or word == "dead":
            return "killed"
        if word == "fatally" and table.verbs.get(_lemma(parse, verb)) in BODILY:
            return "killed"
        if word == "custody" and case & {"into", "in"}:
            return "detained"
    return table.verbs.get(_lemma(parse, verb))


def _conjoined(parse: Parse, verb: int, table: Mapping[str, str], before: int | None = None) -> set[str]:
    """Return the kinds of the verbs that share an argument; an object they share stands after them all."""
    joined = (c for c in parse.children(verb, "conj") if _shares(parse, c) and (before is None or c < before))
    return {k for c in joined if (k := table.get(_lemma(parse, c)))}


def _shares(parse: Parse, verb: int) -> bool:
    """Say whether a conjoined verb has no patient or subject of its own."""
    if _has_patient(parse, verb) or parse.child(verb, "nsubj") is not None:
        return False
    return not any(parse.upos[i] in _NOMINALS for i in range(_joint_before(parse, verb) + 1, verb))


def _joint_before(parse: Parse, verb: int) -> int:
    """Return the "and" before a conjoined verb, or the verb itself."""
    return next((i for i in range(verb - 1, parse.heads[verb], -1) if parse.relations[i] == "cc"), verb)


def _resumed(parse: Parse, i: int) -> int | None:
    """Return the participle whose subject was taken for part of what comes before: "killed and 7 others injured"."""
    head = parse.heads[i]
    verb = head if parse.upos[head] == "VERB" else parse.heads[head]
    if verb == ROOT or not verb < i or parse.relations[i] not in ("conj", "nsubj:pass", "nsubj"):
        return None
    joined = (c for c in parse.children(verb, "conj") if c > i and parse.xpos[c] in ("VBN", "VBD", "JJ"))
    return next((c for c in joined if not _has_patient(parse, c) and _joint_before(parse, c) < i), None)


def _lacks_patient(parse: Parse, verb: int) -> bool:
    return not _has_patient(parse, verb) and not parse.relations[verb].startswith("acl")


def _has_patient(parse: Parse, verb: int) -> bool:
    return parse.child(verb, *_PATIENTS) is not None


def _has_injury(parse: Parse, verb: int) -> bool:
    """See "suffered injuries", "received several wounds"."""
    return any(_lemma(parse, c) in _INJURIES for c in parse.children(verb, "obj"))


def _has_lives(parse: Parse, verb: int) -> bool:
    return any(_lemma(parse, c) == "life" for c in parse.children(verb, "obj"))


def is_bare_passive(parse: Parse, verb: int) -> bool:
    """Return whether a participle stands for a passive: "20 killed in blast", or its "were" was missed."""
    return (
        parse.xpos[verb] == "VBN"
        and parse.child(verb, "obj") is None
        and not any(_lemma(parse, a) == "have" for a in parse.children(verb, "aux"))
    )


def _predicated_state(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the state that a predicate gives its subject or object: "are dead", "left wounded", "remain missing"."""
    words = [verb] if parse.xpos[verb] == "JJ" or parse.child(verb, "cop") is not None else []
    if _lemma(parse, verb) in _STATES:
        words += parse.children(verb, "xcomp", "advmod", "amod", "ccomp")
    kinds = {table.adjectives.get(parse.lower(w)) for w in words}
    kinds |= {table.adjectives.get(parse.lower(d)) for w in words for d in parse.children(w, "conj")}
    return _joint({k for k in kinds if k})


def _is_toll(parse: Parse, i: int, verb: int, table: Units) -> bool:
    if _lemma(parse, verb) not in table.toll_verbs or parse.relations[i] not in (
        "obl",
        "obj",
        "nmod",
        "obl:arg",
        "xcomp",
    ):
        return False
    return any(_lemma(parse, c) in table.tolls for c in parse.children(verb, "nsubj", "nsubj:pass", "obj"))


def _total_kind(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the kind of a running total; a bare "total" takes that of the harm told before it."""
    for toll in parse.children(verb, "nsubj", "nsubj:pass", "obj"):
        if kind := _toll_kind(parse, toll, table):
            return kind
    for governor in parse.ancestors(verb):
        lemma = _lemma(parse, governor)
        if kind := table.verbs.get(lemma) or table.subjects.get(lemma):
            return kind
    return None


def _toll_kind(parse: Parse, toll: int, table: Units) -> str | None:
    for c in parse.children(toll, "compound", "amod", "nmod"):
        if kind := table.events.get(_lemma(parse, c)) or table.adjectives.get(parse.lower(c)):
            return kind
    return "killed" if _lemma(parse, toll) == "toll" else None
