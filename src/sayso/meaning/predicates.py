"""Parse -> predicates: a verb or event noun with its roles, whatever the syntax (methods.md 3.3).

"Norland shelled Ostra", "Ostra was shelled by Norland", "Norland's shelling of Ostra" and "Norland carried out the
shelling of Ostra" give the same roles: agent Norland, patient Ostra. Numbers of constructions are those of methods.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from sayso.meaning.arguments import case_of, expand, inner
from sayso.model import ROOT, Parse

Roles = dict[str, list[int]]
NOMINAL = range(16, 39)  # constructions

LIGHT_VERBS = frozenset(
    "carry conduct launch mount stage make commit perform open hold impose give take have undertake execute wage "
    "unleash deliver inflict issue reach sign declare stage intensify step resume begin start continue suffer sustain "
    "face do lead host organize organise announce pay exchange trade engage provide offer send receive "
    "end halt stop suspend lift enter file bring level initiate plan prepare attempt escalate "
    "expand extend agree implement observe break violate grant submit put "
    "express voice repeat reiterate renew lodge".split()
)
HAPPEN_VERBS = frozenset("happen occur erupt take break follow continue resume begin start come unfold rage".split())
# Nouns whose possessor undergoes the act: "the judge's assassination" (construction 20).
PATIENT_NOUNS = frozenset(
    "assassination murder killing death arrest release capture fall abduction kidnapping deportation overthrow "
    "execution detention imprisonment expulsion ouster removal extradition defeat resignation conviction "
    "sentencing trial prosecution torture rape beheading destruction".split()
)
OBJECT_CONTROL = frozenset(
    "order force urge ask tell allow permit compel call press invite instruct command encourage advise warn help "
    "enable authorize authorise request require persuade push beg want expect send deploy let make appeal lead "
    "accuse blame suspect prevent stop bar ban".split()
)
PLAIN = {
    "nsubj": "agent", "nsubj:pass": "patient", "obj": "patient", "iobj": "beneficiary", "obl:agent": "agent",
    "ccomp": "clause", "xcomp": "clause", "csubj": "clause", "compound:prt": "particle",
}  # fmt: skip
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FROM_NOUNS = frozenset("fire shelling attack strike rocket missile shot gunfire barrage".split())


@dataclass(frozen=True, slots=True)
class Predicate:
    """An act: its trigger word, lemma, roles (heads of phrases by role) and how it was built.

    `verb` is the verb that carries tense and negation, the same word unless a light verb stands before a noun.
    """

    trigger: int
    lemma: str
    verb: int
    construction: int
    roles: Roles = field(default_factory=dict)
    passive: bool = False

    @property
    def by_noun(self) -> bool:
        """True if a noun tells of the act; 39 is the infinitive of a noun ("a plot to kill him")."""
        return self.construction in NOMINAL

    def fillers(self, role: str) -> list[int]:
        """Return the heads that fill a role; "a|b" asks for either."""
        return [i for name in role.split("|") for i in self.roles.get(name, [])]


def predicates_of(parse: Parse, event_nouns: Container[str]) -> Iterator[Predicate]:
    """Yield the predicates of a parse in order of the text; nouns only where `event_nouns` has their lemma."""
    for i, upos in enumerate(parse.upos):
        if parse.sentence(i).part == "caption":
            continue
        said_of = upos == "ADJ" and parse.child(i, "cop") is not None  # "Norland was responsible for it"
        if said_of or (upos == "VERB" and parse.relations[i] not in ("amod", "case", "mark", "fixed")):
            yield verb_predicate(parse, i)
        elif upos in ("NOUN", "PROPN") and parse.lemmas[i].lower() in event_nouns and not _only_names(parse, i):
            yield noun_predicate(parse, i)


def _only_names(parse: Parse, noun: int) -> bool:
    """True for a noun that only says which: "air raid shelters", "the peace talks venue"."""
    return parse.relations[noun] == "compound" and parse.sentence(noun).part != "title"


# --- verbs --------------------------------------------------------------------------------------------------------


def verb_predicate(parse: Parse, verb: int) -> Predicate:
    """Return a verb with its roles, borrowed ones included."""
    roles = _own_roles(parse, verb)
    passive = is_passive(parse, verb)
    construction = 3 if passive and roles.get("agent") else 4 if passive else 1
    relation = parse.relations[verb]
    if relation.startswith("acl"):
        construction = _clause_of_noun(parse, verb, roles, passive)
    elif relation == "conj":
        construction = _conjoined(parse, verb, roles, passive)
    elif relation in ("xcomp", "advcl") and not _has_subject(roles, passive):
        construction = _controlled(parse, verb, roles, passive)
    return Predicate(verb, parse.lemmas[verb].lower(), verb, construction, roles, passive)


def is_passive(parse: Parse, verb: int) -> bool:
    """True for passives, reduced ones included ("a boat sunk by Norland", "20 killed in blast")."""
    if parse.child(verb, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
        return True
    bare = parse.xpos[verb] == "VBN" and parse.child(verb, "aux", "nsubj", "obj") is None
    return bare and (
        parse.relations[verb] in ("acl", "root", "parataxis", "advcl", "amod") or _conj_passive(parse, verb)
    )


def _conj_passive(parse: Parse, verb: int) -> bool:
    return parse.relations[verb] == "conj" and is_passive(parse, parse.heads[verb])


def _own_roles(parse: Parse, verb: int) -> Roles:
    roles: Roles = {}
    for child in parse.children(verb):
        relation = parse.relations[child]
        role = _role_of(parse, child, relation)
        if role is not None:
            fillers = [child] if role == "clause" else expand(parse, child)
            roles.setdefault(role, []).extend(fillers)
        elif relation == "xcomp":  # "were set ablaze by militiamen"
            for by in parse.children(child, "obl", "obl:agent"):
                if case_of(parse, by) == "by" and is_passive(parse, verb):
                    roles.setdefault("agent", []).extend(expand(parse, by))
    for role, fillers in _under(parse, parse.children(verb, "obj", "nsubj:pass")):
        if role not in roles and role not in ("agent", "bare", "in", "of"):
            roles[role] = fillers
    return roles


def _under(parse: Parse, things: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the prepositional roles that hang on a thing: "fired rockets on Tarn", "suspended aid to Sarvia"."""
    for thing in things:
        for word in {thing, inner(parse, thing)}:
            for below in parse.children(word, "nmod"):
                case = case_of(parse, below)
                yield "agent" if case == "by" else case, expand(parse, below)


def _role_of(parse: Parse, child: int, relation: str) -> str | None:
    if relation == "ccomp" and child < parse.heads[child] and parse.lemmas[parse.heads[child]] in ("tell", "ask"):
        return None  # words quoted to somebody, not what he is told to do
    head = parse.heads[child]
    if relation == "iobj" and parse.child(head, "xcomp") is not None and parse.child(head, "obj") is None:
        return "patient"  # "urged Sarvia to leave"
    if relation in PLAIN:
        return PLAIN[relation]
    if relation == "obl":
        case = case_of(parse, child)
        return "agent" if case == "by" and is_passive(parse, parse.heads[child]) else case
    if relation == "advcl":
        marks = [parse.lower(c) for c in parse.children(child, "mark")]
        return {"to": "purpose", "by": "means"}.get(marks[0], marks[0]) if marks else "participle"
    return None


def _has_subject(roles: Roles, passive: bool) -> bool:
    return bool(roles.get("patient" if passive else "agent"))


def _clause_of_noun(parse: Parse, verb: int, roles: Roles, passive: bool) -> int:
    """Constructions 6, 7, 9, 10, 39: the noun before the clause fills a role of the verb."""
    noun = parse.heads[verb]
    if parse.relations[verb] == "acl:relcl":
        return _relative(parse, verb, noun, roles, passive)
    if passive:
        roles.setdefault("patient", expand(parse, noun))
        return 6
    if parse.xpos[verb] == "VBG":
        roles.setdefault("agent", expand(parse, noun))
        return 7
    owner = parse.child(noun, "nmod:poss")
    if owner is not None:
        roles.setdefault("agent", expand(parse, owner))
    return 39


def _relative(parse: Parse, verb: int, noun: int, roles: Roles, passive: bool) -> int:
    for role, fillers in roles.items():
        if any(parse.lower(i) in RELATIVE for i in fillers):
            roles[role] = expand(parse, noun)
            return 9
    if not roles.get("patient") and roles.get("agent") and not passive:
        roles["patient"] = expand(parse, noun)
    return 10


def _conjoined(parse: Parse, verb: int, roles: Roles, passive: bool) -> int:
    """Construction 11: "Gunmen stormed the post and took three guards"."""
    first = parse.heads[verb]
    if parse.upos[first] != "VERB" or _has_subject(roles, passive):
        return 3 if passive else 1
    shared = verb_predicate(parse, first)
    subject = shared.roles.get("patient" if shared.passive else "agent", [])
    if subject:
        roles["patient" if passive else "agent"] = list(subject)
    return 11


def _controlled(parse: Parse, verb: int, roles: Roles, passive: bool) -> int:
    """Constructions 8, 13 to 15: the missing subject is an argument of the governor."""
    governor = parse.heads[verb]
    if parse.upos[governor] != "VERB":
        subject = parse.child(governor, "nsubj")
        fillers = expand(parse, subject) if subject is not None else []
    else:
        outer = verb_predicate(parse, governor)
        own_object = outer.roles.get("patient", []) if outer.lemma in OBJECT_CONTROL or outer.passive else []
        fillers = own_object if parse.relations[verb] == "xcomp" and own_object else []
        fillers = fillers or outer.roles.get("patient" if outer.passive else "agent", [])
    if fillers:
        roles["patient" if passive else "agent"] = list(fillers)
    return 8 if parse.relations[verb] == "advcl" else 13


# --- event nouns --------------------------------------------------------------------------------------------------


def noun_predicate(parse: Parse, noun: int) -> Predicate:
    """Return an event noun with its roles; a light verb over it lends its subject and prepositions."""
    roles = _noun_roles(parse, noun)
    light = light_verb(parse, noun)
    lemma = parse.lemmas[noun].lower()
    if light is None:
        return Predicate(noun, lemma, _carrier(parse, noun), 17 if roles else 21, roles)
    outer = verb_predicate(parse, light)
    for role, fillers in outer.roles.items():
        kept = [i for i in fillers if noun not in (i, inner(parse, i))]
        if kept and role not in ("clause", "particle", "patient") and (role != "agent" or "agent" not in roles):
            roles.setdefault(role, []).extend(kept)
    if outer.lemma in ("suffer", "sustain", "face", "receive", "come") and "agent" in roles:
        roles.setdefault("patient", roles.pop("agent"))
    return Predicate(noun, lemma, light, 16, roles)


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
    if verb == ROOT or parse.upos[verb] != "VERB":
        return None
    lemma, relation = parse.lemmas[verb].lower(), parse.relations[top]
    if lemma in LIGHT_VERBS and relation in ("obj", "nsubj:pass"):
        return verb
    if relation == "obl" and lemma == "come" and case_of(parse, top) == "under":  # construction 35
        return verb
    return verb if lemma in HAPPEN_VERBS and relation == "nsubj" else None


def _carrier(parse: Parse, noun: int) -> int:
    """The word whose tense and negation the noun lives under: the nearest verb above, else itself."""
    return next((a for a in parse.ancestors(noun) if parse.upos[a] == "VERB"), noun)


def _noun_roles(parse: Parse, noun: int) -> Roles:
    roles: Roles = {}
    lemma = parse.lemmas[noun].lower()
    for child in parse.children(noun):
        role = _noun_role(parse, child, lemma)
        if role is not None:
            roles.setdefault(role, []).extend(expand(parse, child))
    if _pronoun_owner(parse, noun):
        roles.pop("agent", None)
    for role, fillers in _under(parse, [c for c in parse.children(noun, "nmod") if case_of(parse, c) == "of"]):
        if role not in roles and role not in ("bare", "of", "in"):
            roles[role] = fillers
    for role, fillers in _clause_roles(parse, noun):
        roles.setdefault(role, []).extend(fillers)
    return roles


def _clause_roles(parse: Parse, noun: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the roles that a participle on the noun gives: "a raid targeting a port", "a march staged by students"."""
    for clause in parse.children(noun, "acl", "acl:relcl"):
        if parse.xpos[clause] == "VBG" and parse.lemmas[clause] in ("target", "hit", "involve"):
            yield from (("against", expand(parse, c)) for c in parse.children(clause, "obj"))
        elif parse.xpos[clause] == "VBN" and parse.lemmas[clause].lower() in LIGHT_VERBS:
            for below in parse.children(clause, "obl:agent", "obl"):
                case = case_of(parse, below)
                yield "agent" if case == "by" else case, expand(parse, below)


def _noun_role(parse: Parse, child: int, lemma: str) -> str | None:
    relation = parse.relations[child]
    if relation == "nsubj":  # "Norland was in contact with Sarvia"
        return "agent"
    if relation == "nmod:poss":
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
