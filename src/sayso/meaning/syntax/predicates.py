"""Parse -> predicates: a verb or event noun with its roles, whatever the syntax (methods.md 3.3).

"Norland shelled Ostra", "Ostra was shelled by Norland", "Norland's shelling of Ostra" and "Norland carried out the
shelling of Ostra" give the same roles: agent Norland, patient Ostra. Numbers of constructions are those of methods.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from sayso.meaning.syntax.arguments import case_of, expand, inner
from sayso.meaning.syntax.phrasal_verbs import carries
from sayso.meaning.syntax.responsibility import owners_of
from sayso.meaning.syntax.verb_predicates import NOMINAL as NOMINAL
from sayso.meaning.syntax.verb_predicates import Predicate as Predicate
from sayso.meaning.syntax.verb_predicates import Roles, dies, under
from sayso.meaning.syntax.verb_predicates import verb_predicate as verb_predicate
from sayso.model import ROOT, Parse

LIGHT_VERBS = frozenset(
    "carry conduct launch mount stage make commit perform open hold impose give take have undertake execute wage "
    "unleash deliver inflict issue reach sign declare stage intensify step resume begin start continue suffer sustain "
    "face do lead host organize organise announce pay exchange trade engage provide offer send receive "
    "end halt stop suspend lift enter file bring level initiate plan prepare attempt escalate "
    "expand extend agree implement observe break violate grant submit put perpetrate "
    "express voice repeat reiterate renew lodge".split()
)
HAPPEN_VERBS = frozenset("happen occur erupt take break follow continue resume begin start come unfold rage".split())
# Nouns whose possessor undergoes the act: "the judge's assassination" (construction 20).
PATIENT_NOUNS = frozenset(
    "assassination murder killing death arrest release capture fall abduction kidnapping deportation overthrow "
    "execution detention imprisonment expulsion ouster removal extradition defeat resignation conviction "
    "sentencing trial prosecution torture rape beheading destruction".split()
)
FROM_NOUNS = frozenset("fire shelling attack strike rocket missile shot gunfire barrage".split())
# "Took part in a raid", "engaged in clashes": whoever does so is among those who do it.
BROKERING = frozenset({"broker", "mediate", "negotiate"})  # what is brokered comes about by `means` of it
TAKING_PART = frozenset("engage participate partake involve engaged involved".split())
UNSURE = frozenset(
    "not n't n’t never no nor none nobody neither hardly allegedly reportedly possibly perhaps apparently maybe "
    "?".split()
)
GROUNDS = frozenset({"over", "against", "about", "concerning", "regarding"})
# Verbs whose "for" gives a ground: "held two men for the raid", but not "flew to Tarn for talks".
HELD_FOR = frozenset(
    "arrest detain hold jail imprison try convict sentence charge indict punish blame fine execute seek want".split()
)
AIMED = frozenset({"target", "aim", "direct"})
UNDERGONE = frozenset({"suffer", "sustain", "face", "receive", "come", "fall"})
# "Monday's rocket fire" is nobody's; "last week's raid" neither.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight day night morning "
    "afternoon evening week weekend month year century decade january february march april may june july august "
    "september october november december spring summer autumn winter".split()
)


def predicates_of(parse: Parse, event_nouns: Container[str]) -> Iterator[Predicate]:
    """Yield the predicates of a parse in order of the text; nouns only where `event_nouns` has their lemma."""
    told = (i for s in parse.sentences if s.part != "caption" for i in range(s.first, s.end))
    for i in told:
        upos = parse.upos[i]
        said_of = upos == "ADJ" and parse.child(i, "cop") is not None  # "Norland was responsible for it"
        if said_of or (upos == "VERB" and parse.relations[i] not in ("amod", "case", "mark", "fixed")):
            yield _owned_up(parse, verb_predicate(parse, i))
        elif upos in ("NOUN", "PROPN") and _noun_lemma(parse, i) in event_nouns and not _only_names(parse, i):
            yield noun_predicate(parse, i)


def _owned_up(parse: Parse, predicate: Predicate) -> Predicate:
    """Return "responsibility for killing the mayor" with who took it as who killed."""
    owners = owners_of(parse, predicate.trigger) if parse.xpos[predicate.trigger] == "VBG" else []
    return replace(predicate, roles={**predicate.roles, "agent": owners}) if owners else predicate


def _noun_lemma(parse: Parse, noun: int) -> str:
    """Return a noun's lemma in lower case; a gerund's may be that of its verb, which is another word."""
    lemma, form = parse.lemmas[noun].lower(), parse.lower(noun)
    return form.removesuffix("s") if form.endswith(("ing", "ings")) and not lemma.endswith("ing") else lemma


def _only_names(parse: Parse, noun: int) -> bool:
    """True for a noun that only says which: "air raid shelters", "the peace talks venue"."""
    return parse.relations[noun] == "compound" and parse.sentence(noun).part != "title"


def noun_predicate(parse: Parse, noun: int) -> Predicate:
    """Return an event noun with its roles; a light verb over it lends its subject and prepositions."""
    roles = _noun_roles(parse, noun)
    light = light_verb(parse, noun)
    lemma = _noun_lemma(parse, noun)
    if light is None:
        if "agent" not in roles and (owners := owners_of(parse, noun)):
            roles["agent"] = owners
        return Predicate(noun, lemma, _carrier(parse, noun), 17 if roles else 21, roles)
    outer = verb_predicate(parse, light)
    for role, fillers in _lent(outer):
        kept = [i for i in fillers if noun not in (i, inner(parse, i))]
        if kept and (role != "agent" or "agent" not in roles):
            roles.setdefault(role, []).extend(kept)
    return Predicate(noun, lemma, light, 16, roles)


def _lent(outer: Predicate) -> Iterator[tuple[str, list[int]]]:
    """Yield the roles that a light verb lends its noun; who came under attack underwent it."""
    for role, fillers in outer.roles.items():
        if role == "patient" and outer.passive and outer.lemma in TAKING_PART:
            yield "agent", fillers
        elif role == "agent" and outer.lemma in UNDERGONE:
            yield "patient", fillers
        elif role == "by" and outer.lemma in UNDERGONE:
            yield "agent", fillers
        elif role == "beneficiary":
            yield from ((role, fillers), ("to", fillers))
        elif role not in ("clause", "particle", "patient"):
            yield role, fillers


def _pronoun_owner(parse: Parse, noun: int) -> bool:
    """True for "its raid" under a verb: whoever the verb's subject is, the raid is theirs."""
    owner = parse.child(noun, "nmod:poss")
    verb = light_verb(parse, noun)
    return owner is not None and verb is not None and parse.upos[owner] == "PRON"


def light_verb(parse: Parse, noun: int) -> int | None:
    """Return the light verb whose object (or passive subject) the noun is, through "hundreds of", or None."""
    top = noun
    while (
        parse.relations[top] in ("nmod", "conj") and parse.heads[top] != ROOT and inner(parse, parse.heads[top]) == noun
    ):
        top = parse.heads[top]
    if parse.relations[top] == "conj":
        top = parse.heads[top]
    verb = parse.heads[top]
    if verb == ROOT or parse.upos[verb] not in ("VERB", "ADJ", "NOUN"):
        return None
    over = _taken_part_in(parse, top, verb)
    over = _fallen_victim_to(parse, top, verb) if over is None else over
    if over is not None and _plainly_told(parse, over):
        return over
    lemma, relation = parse.lemmas[verb].lower(), parse.relations[top]
    if parse.upos[verb] != "VERB":
        return None
    if lemma in LIGHT_VERBS and relation in ("obj", "nsubj:pass"):
        return verb
    if relation == "obl" and lemma == "come" and case_of(parse, top) == "under":  # construction 35
        return verb
    if carries(parse, verb, top):
        return verb
    return verb if lemma in HAPPEN_VERBS and relation == "nsubj" else None


def _taken_part_in(parse: Parse, noun: int, head: int) -> int | None:
    """Return the verb of "took part in the raid", "engaged in clashes", whichever word the tree hangs the noun on."""
    if parse.relations[noun] not in ("obl", "nmod") or case_of(parse, noun) != "in":
        return None
    verb = parse.heads[head] if parse.lemmas[head] == "part" and parse.heads[head] != ROOT else head
    parts = [c for c in parse.children(verb, "obj") if parse.lemmas[c] == "part"]
    takes = parse.lemmas[verb] in ("take", "play") and bool(parts)
    joins = parse.lemmas[verb].lower() in TAKING_PART and parse.upos[verb] in ("VERB", "ADJ")
    return verb if takes or joins else None


def _fallen_victim_to(parse: Parse, noun: int, head: int) -> int | None:
    """Return the verb of "fell victim to a bombing", whichever word the tree hangs the noun on (construction 36)."""
    if parse.relations[noun] not in ("obl", "nmod") or case_of(parse, noun) != "to":
        return None
    verb = parse.heads[head] if parse.lemmas[head] == "victim" and parse.heads[head] != ROOT else head
    victims = [c for c in parse.children(verb, "obj", "xcomp") if parse.lemmas[c] == "victim"]
    return verb if victims and parse.lemmas[verb] == "fall" else None


def _plainly_told(parse: Parse, verb: int) -> bool:
    """True of what the sentence itself tells as done: who "did not take part in the attack" is none of its doers."""
    top = verb
    while parse.relations[top] == "conj" and parse.heads[top] != ROOT:
        top = parse.heads[top]
    if parse.relations[top] not in ("root", "acl:relcl", "parataxis"):
        return False
    subjects = parse.children(verb, "nsubj", "nsubj:pass")
    beside = (verb, *parse.children(verb), *(c for s in subjects for c in parse.children(s)))
    return not any(parse.xpos[i] in ("MD", "VB") or parse.lower(i) in UNSURE for i in beside)


def _carrier(parse: Parse, noun: int) -> int:
    """The word whose tense and negation the noun lives under: the nearest verb above, else itself.

    What an arrest is for, or a march against, took place on a day of its own, and those held are none of its figures.
    """
    top = noun
    while parse.relations[top] == "conj":
        top = parse.heads[top]
    if _is_ground(parse, top) or owners_of(parse, noun):
        return noun
    return next((a for a in parse.ancestors(noun) if parse.upos[a] == "VERB"), noun)


def _is_ground(parse: Parse, noun: int) -> bool:
    if parse.relations[noun] != "obl":
        return False
    case = case_of(parse, noun)
    return case in GROUNDS or (case == "for" and parse.lemmas[parse.heads[noun]].lower() in HELD_FOR)


def _noun_roles(parse: Parse, noun: int) -> Roles:
    roles: Roles = {}
    lemma = _noun_lemma(parse, noun)
    for child in parse.children(noun):
        role = _noun_role(parse, child, lemma)
        if role is not None:
            roles.setdefault(role, []).extend(expand(parse, child))
    if _pronoun_owner(parse, noun):
        roles.pop("agent", None)
    for role, fillers in under(parse, [c for c in parse.children(noun, "nmod") if case_of(parse, c) == "of"]):
        if role not in roles and role not in ("bare", "of", "in"):
            roles[role] = fillers
    if parse.relations[noun] in ("obj", "nsubj:pass") and parse.lemmas[parse.heads[noun]] in BROKERING:
        roles["means"] = [parse.heads[noun]]
    if "agent" not in roles and parse.relations[noun] == "obl" and dies(parse, parse.heads[noun]):
        for by in (c for c in parse.children(parse.heads[noun], "obl:agent", "obl") if case_of(parse, c) == "by"):
            roles.setdefault("agent", []).extend(expand(parse, by))
    for role, fillers in (*_clause_roles(parse, noun), *_aimed_at(parse, noun), *_beside_quantity(parse, noun)):
        roles.setdefault(role, []).extend(fillers)
    return roles


def _clause_roles(parse: Parse, noun: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the roles that a participle on the noun gives: "a raid targeting a port", "a march staged by students"."""
    for clause in parse.children(noun, "acl", "acl:relcl"):
        lemma = parse.lemmas[clause].lower()
        if parse.xpos[clause] == "VBG" and lemma in ("target", "hit", "involve"):
            yield from (("against", expand(parse, c)) for c in parse.children(clause, "obj"))
        elif parse.xpos[clause] == "VBN" and (lemma in LIGHT_VERBS or lemma in AIMED):
            for below in parse.children(clause, "obl:agent", "obl"):
                case = case_of(parse, below)
                yield "agent" if case == "by" else case, expand(parse, below)


def _beside_quantity(parse: Parse, noun: int) -> Iterator[tuple[str, list[int]]]:
    """Yield what hangs on the quantity of an act: in "hundreds of raids on Ostra" it may be "hundreds" or "raids"."""
    above = parse.heads[noun]
    if parse.relations[noun] == "nmod" and above != ROOT and inner(parse, above) == noun:
        for child in parse.children(above, "nmod"):
            if child != noun and (case := case_of(parse, child)) in ("on", "against", "by", "in", "at"):
                yield "agent" if case == "by" else case, expand(parse, child)


def _aimed_at(parse: Parse, noun: int) -> Iterator[tuple[str, list[int]]]:
    """Yield what an act that is itself the subject is aimed at: "the blast targeted a port"."""
    verb = parse.heads[noun]
    if parse.relations[noun] == "nsubj" and verb != ROOT and parse.lemmas[verb] == "target":
        yield from (("on", expand(parse, c)) for c in parse.children(verb, "obj"))
        yield from (("in", expand(parse, c)) for c in parse.children(verb, "obl") if case_of(parse, c) == "in")


def _noun_role(parse: Parse, child: int, lemma: str) -> str | None:
    relation = parse.relations[child]
    if relation == "nsubj":  # "Norland was in contact with Sarvia"
        return "agent"
    if relation == "nmod:poss":
        if parse.lemmas[child].lower() in DAYS:
            return None
        return "patient" if lemma in PATIENT_NOUNS else "agent"
    if relation in ("nmod", "obl"):
        case = case_of(parse, child)
        return (
            {"by": "agent", "of": "patient"}.get(case, case) if case != "from" or lemma not in FROM_NOUNS else "agent"
        )
    if relation in ("compound", "amod", "nmod:desc"):
        return "modifier"
    if relation in ("acl", "ccomp") and parse.upos[child] in ("VERB", "ADJ", "NOUN"):
        light = parse.xpos[child] == "VBN" and parse.lemmas[child].lower() in LIGHT_VERBS
        return None if light else "clause"
    return None
