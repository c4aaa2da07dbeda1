"""Parse -> the roles of a verb, borrowed ones included: of passives, clauses on nouns, joined and controlled verbs.

"Norland shelled Ostra", "Ostra was shelled by Norland" and "Norland, shelling Ostra, ..." give the same roles. Numbers
of constructions are those of methods.md 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.meaning.syntax.arguments import case_of, expand, inner
from sayso.model import Parse

Roles = dict[str, list[int]]
NOMINAL = range(16, 39)  # constructions

OBJECT_CONTROL = frozenset(
    "order force urge ask tell allow permit compel call press invite instruct command encourage advise warn help "
    "enable authorize authorise request require persuade push beg want expect send deploy let make appeal lead "
    "accuse blame suspect prevent stop bar ban".split()
)
PLAIN = {
    "nsubj": "agent", "nsubj:pass": "patient", "obj": "patient", "iobj": "beneficiary", "obl:agent": "agent",
    "ccomp": "clause", "xcomp": "clause", "csubj": "clause", "compound:prt": "particle",
}  # fmt: skip
# Verbs whose passive subject is whom something is given: "the drivers were given an ultimatum".
DITRANSITIVE = frozenset("give hand offer grant award send promise deny issue show lend".split())
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


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
    speaker = _misplaced_speaker(parse, verb)
    for child in parse.children(verb):
        relation = parse.relations[child]
        role = None if child == speaker else _role_of(parse, child, relation)
        if role is not None:
            fillers = [child] if role == "clause" else expand(parse, child)
            roles.setdefault(role, []).extend(fillers)
        elif relation == "xcomp":  # "were set ablaze by militiamen"
            for by in parse.children(child, "obl", "obl:agent"):
                if case_of(parse, by) == "by" and is_passive(parse, verb):
                    roles.setdefault("agent", []).extend(expand(parse, by))
    given = _given_to(parse, verb)
    if given and "beneficiary" not in roles:
        roles["beneficiary"] = given
    for role, fillers in under(parse, parse.children(verb, "obj", "nsubj:pass")):
        givers = role == "agent" and "beneficiary" in roles and is_passive(parse, verb)
        if role not in roles and (givers or role not in ("agent", "bare", "in", "of")):
            roles[role] = fillers
    return roles


def _misplaced_speaker(parse: Parse, verb: int) -> int | None:
    """Return the second subject that a parse gives to what somebody said: "shots were fired, Oda, the mayor, said"."""
    subjects = parse.children(verb, "nsubj", "nsubj:pass")
    if len(subjects) < 2 or parse.relations[verb] not in ("ccomp", "parataxis") or subjects[-1] < verb:
        return None
    saying = parse.heads[verb]
    return subjects[-1] if saying > subjects[-1] and parse.child(saying, "nsubj") is None else None


def _given_to(parse: Parse, verb: int) -> list[int]:
    """Return to whom something is given where the tree has them as its first word: "gave the rebels missiles"."""
    if parse.lemmas[verb].lower() not in DITRANSITIVE or parse.child(verb, "iobj") is not None:
        return []
    things = parse.children(verb, "obj")
    return [c for thing in things for c in parse.children(thing, "compound") if parse.xpos[c] == "NNS" and c < thing]


def under(parse: Parse, things: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
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
    if relation == "nsubj:pass" and parse.lemmas[head].lower() in DITRANSITIVE and parse.child(head, "obj") is not None:
        return "beneficiary"
    if relation == "nsubj:outer" and any(parse.lower(c) == "to" for c in parse.children(head, "mark")):
        return "agent"  # "Oda is to visit Sarvia"
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
