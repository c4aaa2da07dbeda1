"""Counted words in a parse -> what they are counted as (killed, projectiles, ...), and the predicates they hang on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from sayso.knowledge.units import HARMS, Units, units
from sayso.model import ROOT, Figure, Mention, Parse

Nature = Literal["total", "increment", "subset", "rate"]
_PATIENTS = ("obj", "nsubj:pass", "csubj:pass")
_PARTS = frozenset({"including", "among", "include", "of", "from"})
# Verbs that say in what state people are left: "leaving six dead", "were found dead", "remain missing".
_STATES = frozenset({"leave", "find", "report", "remain", "go", "be", "list", "shoot", "feel", "lie", "declare"})
_TRANSPARENT = frozenset({"group", "total", "number", "team", "crowd", "family", "dozen", "score", "hundred",
    "thousand", "couple", "handful", "rest", "member", "crew", "band", "gang"})  # fmt: skip
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obj", "csubj")
_CAUSES = frozenset({"in", "by", "during", "after", "when", "from", "with"})
_RESULT_RELATIONS = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "advcl:relcl"})


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
            kinds |= {table.adjectives.get(parse.lower(d)) for d in parse.children(c, "conj")}
    for c in parse.children(i, "conj"):
        if kinds - {None} and parse.child(c, "nummod", "det", "nsubj") is None:
            kinds.add(table.adjectives.get(parse.lower(c)))
    return _joint({k for k in kinds if k})


def _joint(kinds: set[str]) -> str | None:
    """Return one kind; killed and injured together are casualties, which no one may count as killed."""
    return (
        next(iter(kinds)) if len(kinds) == 1 else "casualties" if kinds & {"killed", "injured", "casualties"} else None
    )


def _climb(parse: Parse, i: int, table: Units) -> Reading:
    """Go up from an argument, past coordination and "including", to the predicate that says its kind."""
    nature: Nature | None = None
    while (head := parse.heads[i]) != ROOT:
        relation = parse.relations[i]
        if relation in ("conj", "appos", "flat", "nummod", "list"):
            if parse.upos[head] == "VERB" and relation != "nummod":
                return Reading(_verb_kind(parse, i, head, table), head, nature)
        elif relation.startswith(("nmod", "obl")) and _case(parse, i) & {"including", "among", "include"}:
            nature = "subset"
        elif relation.startswith("nmod") and "of" in _case(parse, i) and parse.upos[head] in ("NOUN", "NUM"):
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


def _case(parse: Parse, i: int) -> set[str]:
    return {parse.lower(c) for c in parse.children(i, "case", "mark")}


def _verb_kind(parse: Parse, i: int, verb: int, table: Units) -> str | None:
    """Return what a predicate makes of its argument `i`."""
    relation, lemma = parse.relations[i], _lemma(parse, verb)
    if _is_toll(parse, i, verb, table):
        return _total_kind(parse, verb, table)
    if relation in _SUBJECTS or relation in ("conj", "orphan"):
        if (state := _predicated_state(parse, verb, table)) and (relation != "obj" or lemma in _STATES):
            return state
        if relation.startswith("nsubj") and lemma in table.subjects:
            return _joint({table.subjects[lemma], *_conjoined(parse, verb, table.subjects)})
        if relation == "nsubj" and lemma in table.life_verbs and _has_lives(parse, verb):
            return "killed"
    if lemma in table.life_verbs and _lemma(parse, i) == "life":
        return "killed"
    if relation in _PATIENTS or (relation in ("nsubj", "conj", "dep") and _is_bare_passive(parse, verb)):
        return _harm(parse, verb, table)
    return None


def _harm(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the kind of a verb's patients; "killed or wounded 20" shares them, "killed 4 and wounded 9" does not."""
    kind = table.verbs.get(_lemma(parse, verb))
    if kind is None:
        return None
    kinds = {kind, *_conjoined(parse, verb, table.verbs)}
    governor = parse.heads[verb]
    if parse.relations[verb] == "conj" and governor != ROOT and not _has_patient(parse, governor):
        kinds |= {k for k in (table.verbs.get(_lemma(parse, governor)),) if k}
    return _joint(kinds)


def _conjoined(parse: Parse, verb: int, table: Mapping[str, str]) -> set[str]:
    joined = (c for c in parse.children(verb, "conj") if not _has_patient(parse, c) and not parse.child(c, "nsubj"))
    return {k for c in joined if (k := table.get(_lemma(parse, c)))}


def _has_patient(parse: Parse, verb: int) -> bool:
    return parse.child(verb, *_PATIENTS) is not None


def _has_lives(parse: Parse, verb: int) -> bool:
    return any(_lemma(parse, c) == "life" for c in parse.children(verb, "obj"))


def _is_bare_passive(parse: Parse, verb: int) -> bool:
    """Say whether a participle stands for a passive: "20 killed in blast", or its "were" was missed."""
    return (
        parse.xpos[verb] == "VBN"
        and parse.child(verb, "obj") is None
        and not any(_lemma(parse, a) == "have" for a in parse.children(verb, "aux"))
    )


def _predicated_state(parse: Parse, verb: int, table: Units) -> str | None:
    """Return the state that a predicate gives its subject or object: "are dead", "left wounded", "remain missing"."""
    words = [verb] if parse.child(verb, "cop") is not None else []
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


# --- the way from a figure to the predicates it belongs to ----------------------------------------------------------


def figures_of(parse: Parse, head: int, figures: tuple[Mention[Figure], ...]) -> tuple[Mention[Figure], ...]:
    """Return the figures that belong to the predicate `head`.

    Its own arguments do ("fired over 1,000 rockets"), and those of the verbs of harm attached to it ("..., killing four
    and leaving dozens injured"; "nine were killed in the strike"), but not those of clauses it embeds.
    """
    sentence = parse.sentence(head)
    return tuple(m for m in figures if sentence.first <= m.head < sentence.end and head in _owners(parse, m))


def _owners(parse: Parse, mention: Mention[Figure]) -> Iterator[int]:
    """Yield the predicates that a figure belongs to, nearest first."""
    yield mention.head
    predicate = _predicate_above(parse, mention)
    harm = mention.what.kind in HARMS
    for participle in parse.children(mention.head, "acl", "amod") if harm else ():  # "12 people killed in a raid"
        if _lemma(parse, participle) in units().verbs:
            yield participle
            yield from _causes(parse, participle)
    while predicate is not None:
        yield predicate
        if harm:
            yield from _causes(parse, predicate)
        predicate = _attached_to(parse, predicate) if harm else None


def _predicate_above(parse: Parse, mention: Mention[Figure]) -> int | None:
    """Return the verb, event noun or predicate that the counted noun is an argument of."""
    table, i = units(), mention.head
    while (head := parse.heads[i]) != ROOT:
        inside = mention.first <= head < mention.end
        relation = parse.relations[i].split(":")[0]
        event = parse.upos[head] == "VERB" or _lemma(parse, head) in table.events
        if not inside and (event or relation in ("nsubj", "obl", "acl", "obj")):
            return head
        i = head
    return None if i == mention.head else i


def _causes(parse: Parse, predicate: int) -> Iterator[int]:
    """Yield what did the harm: the subject of "the strike killed nine", the blast of "nine were killed in a blast"."""
    for c in parse.children(predicate):
        relation = parse.relations[c]
        if relation == "nsubj" or (relation.startswith("obl") and _case(parse, c) & _CAUSES):
            yield c


def _attached_to(parse: Parse, predicate: int) -> int | None:
    """Return the predicate that a verb of harm tells the result of; "arrested after killing four" tells none."""
    head, relation = parse.heads[predicate], parse.relations[predicate]
    if head == ROOT or relation not in _RESULT_RELATIONS:
        return None
    if relation == "advcl" and any(
        parse.lower(m) not in ("with", "thereby") for m in parse.children(predicate, "mark")
    ):
        return None
    if relation == "advcl" and parse.xpos[predicate] != "VBG":
        return None
    if relation == "parataxis" or (relation == "conj" and parse.child(predicate, "nsubj", "nsubj:pass") is not None):
        return None
    return head
