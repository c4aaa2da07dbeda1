"""Parse -> the roles of a verb, borrowed ones included: of passives, clauses on nouns, joined and controlled verbs.

"Norland shelled Ostra", "Ostra was shelled by Norland" and "Norland, shelling Ostra, ..." give the same roles. Numbers
of constructions are those of methods.md 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.meaning.syntax.arguments import case_of, expand, inner
from sayso.meaning.syntax.shared_objects import same_act, set_off, sharing
from sayso.model import Parse

Roles = dict[str, list[int]]
NOMINAL = range(16, 39)  # constructions

OBJECT_CONTROL = frozenset(
    "order force urge ask tell allow permit compel call press invite instruct command encourage advise warn help "
    "enable authorize authorise request require persuade push beg want expect send deploy let make appeal lead "
    "accuse blame suspect prevent stop bar ban".split()
)
PERCEIVING = frozenset("show see hear watch film photograph catch spot find observe depict picture".split())
OBJECT_MARKS = frozenset("of from into with for against about over".split())  # "accused Sarvia of shelling Ostra"
TURNED_TO = {"call": "on|upon", "appeal": "to", "plead": "with", "lean": "on", "prevail": "on|upon"}  # "... to leave"
PLAIN = {
    "nsubj": "agent", "nsubj:pass": "patient", "obj": "patient", "iobj": "beneficiary", "obl:agent": "agent",
    "ccomp": "clause", "xcomp": "clause", "csubj": "clause", "compound:prt": "particle",
}  # fmt: skip
# Verbs whose passive subject is whom something is given: "the drivers were given an ultimatum".
DITRANSITIVE = frozenset("give hand offer grant award send promise deny issue show lend".split())
# Nouns whose infinitive their owner does, and verbs whose subject is that owner: "made efforts to".
OWN_ACTS = frozenset(
    "attempt bid effort try plan plot pledge promise threat vow offer decision refusal intention commitment move drive "
    "campaign operation push struggle agreement".split()
)
WRITINGS = frozenset("statement letter message note communique leaflet declaration open-letter petition".split())
MAKING = frozenset(
    "make have launch mount undertake begin start continue step redouble intensify resume repeat renew give issue "
    "announce lead abandon drop keep stage take release publish send post sign write read circulate".split()
)
MEASURES = frozenset("ton tonne kilogram kilo pound gallon litre liter barrel shipment consignment load".split())
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
    elif _may_be_controlled(parse, verb) and not _has_subject(roles, passive):
        construction = _controlled(parse, verb, roles, passive)
    if not passive and "patient" not in roles and (holder := sharing(parse, verb)) is not None:
        roles = _with_shared(parse, verb, roles, holder)
    return Predicate(verb, parse.lemmas[verb].lower(), verb, construction, roles, passive)


def is_passive(parse: Parse, verb: int) -> bool:
    """True for passives, reduced ones included ("a boat sunk by Norland", "20 killed in blast")."""
    by = parse.child(verb, "obl:agent") is not None and parse.child(verb, "nsubj") is None
    if by or parse.child(verb, "nsubj:pass", "aux:pass", "csubj:pass") is not None:
        return not dies(parse, verb)
    bare = parse.xpos[verb] == "VBN" and parse.child(verb, "aux", "nsubj", "obj") is None
    return bare and (
        parse.relations[verb] in ("acl", "root", "parataxis", "advcl", "amod") or _conj_passive(parse, verb)
    )


def dies(parse: Parse, verb: int) -> bool:
    """True of a verb without a passive: in "died in a strike by the army" the army struck, wherever the tree has it."""
    return parse.lemmas[verb].lower() in ("die", "perish") and parse.child(verb, "aux:pass") is None


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
    goods = [c for thing in roles.get("patient", ()) for c in _measured(parse, thing)]
    if goods:
        roles["patient"] += goods
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
        for word in {thing, inner(parse, thing), *_measured(parse, thing)}:
            for below in parse.children(word, "nmod"):
                case = case_of(parse, below)
                yield "agent" if case == "by" else case, expand(parse, below)


def _measured(parse: Parse, thing: int) -> list[int]:
    """Return what there is so much of: "500 tonnes of food to Sarvia"."""
    return [c for c in parse.children(thing, "nmod") if parse.lemmas[thing].lower() in MEASURES]


def _role_of(parse: Parse, child: int, relation: str) -> str | None:
    if relation == "ccomp" and child < parse.heads[child] and parse.lemmas[parse.heads[child]] in ("tell", "ask"):
        return None  # words quoted to somebody, not what he is told to do
    head = parse.heads[child]
    if relation == "iobj" and parse.child(head, "obj") is None and _has_them_do(parse, head):
        return "patient"  # "urged Sarvia to leave"
    if relation == "nsubj:pass" and parse.lemmas[head].lower() in DITRANSITIVE and parse.child(head, "obj") is not None:
        return "beneficiary"
    if relation == "nsubj:outer" and any(parse.lower(c) == "to" for c in parse.children(head, "mark")):
        return "agent"  # "Oda is to visit Sarvia"
    if relation == "obl:agent" and dies(parse, head):
        return "by"
    if relation == "obl:agent" and not is_passive(parse, head):
        return "by"  # "called for action by the council"
    if relation in PLAIN:
        return PLAIN[relation]
    if relation == "obl":
        case = case_of(parse, child)
        if case == "bare" and set_off(parse, child):
            return "patient"
        return "agent" if case == "by" and is_passive(parse, head) else case
    if relation == "advcl":
        marks = [parse.lower(c) for c in parse.children(child, "mark")]
        if marks and marks[0] == "to" and parse.lemmas[head] in ("call", "appeal"):
            return "clause"  # "called on Norland to leave"
        return {"to": "purpose", "by": "means"}.get(marks[0], marks[0]) if marks else "participle"
    return None


def _has_them_do(parse: Parse, verb: int) -> bool:
    """True of a verb with a clause that its object is the subject of: "urge Sarvia to", "accuse Sarvia of"."""
    if parse.child(verb, "xcomp") is not None:
        return True
    gerunds = (c for c in parse.children(verb, "advcl") if parse.xpos[c] == "VBG")
    return any(parse.lower(m) in OBJECT_MARKS for c in gerunds for m in parse.children(c, "mark"))


def _with_shared(parse: Parse, verb: int, roles: Roles, holder: int) -> Roles:
    """Return the roles of a verb with the object of the one it is joined to; of the same act told again, with all."""
    theirs = _own_roles(parse, holder)
    if same_act(parse, verb, holder):
        return {**{k: v for k, v in theirs.items() if k not in ("agent", "clause", "particle")}, **roles}
    hanging = dict(under(parse, parse.children(holder, "obj")))
    return {**{k: v for k, v in hanging.items() if k != "agent"}, **roles, "patient": theirs.get("patient", [])}


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
        roles.setdefault("agent", _writers(parse, noun) or expand(parse, noun))
        return 7
    owners = _owners(parse, noun)
    if owners:
        roles.setdefault("agent", owners)
    return 39


def _writers(parse: Parse, noun: int) -> list[int]:
    """Return who says what a letter says: "issued a statement asking", "the union's letter demanding"."""
    return _owners(parse, noun) if parse.lemmas[noun].lower() in WRITINGS else []


def _owners(parse: Parse, noun: int) -> list[int]:
    """Return whose an effort, promise or threat is: "Norland's", "by Norland", "Norland made"."""
    owner = parse.child(noun, "nmod:poss")
    if owner is not None:
        return expand(parse, owner)
    if parse.lemmas[noun].lower() not in OWN_ACTS | WRITINGS:
        return []
    by = next((c for c in parse.children(noun, "nmod") if case_of(parse, c) == "by"), None)
    by = by if by is not None else parse.child(noun, "compound")  # "a United Nations move to"
    if by is not None:
        return expand(parse, by)
    verb = parse.heads[noun]
    made = parse.relations[noun] == "obj" and parse.lemmas[verb].lower() in MAKING
    return _own_roles(parse, verb).get("agent", []) if made and not is_passive(parse, verb) else []


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
        fillers = _controllers(parse, verb, verb_predicate(parse, governor))
    if fillers:
        roles["patient" if passive else "agent"] = list(fillers)
    return 8 if parse.relations[verb] == "advcl" else 13


def _may_be_controlled(parse: Parse, verb: int) -> bool:
    seen = parse.relations[verb] == "ccomp" and parse.xpos[verb] == "VBG"
    return parse.relations[verb] in ("xcomp", "advcl") or (seen and parse.lemmas[parse.heads[verb]] in PERCEIVING)


def _controllers(parse: Parse, verb: int, outer: Predicate) -> list[int]:
    """Return whom the verb above has do it: its object, whom it turns to, or its subject."""
    theirs = outer.roles.get("patient", [])
    if outer.lemma in PERCEIVING and not outer.passive and parse.relations[verb] != "advcl":
        return theirs or outer.roles.get("beneficiary", [])
    marks = {parse.lower(c) for c in parse.children(verb, "mark")}
    if parse.relations[verb] == "xcomp":
        others = theirs if outer.lemma in OBJECT_CONTROL or outer.passive else []
    else:
        others = theirs if parse.xpos[verb] == "VBG" and marks & OBJECT_MARKS else []
    if outer.passive and "in" in marks:
        return []  # "killed in intensifying raids"
    if "to" in marks:
        others = others or outer.fillers(TURNED_TO.get(outer.lemma, ""))
    return others or outer.roles.get("patient" if outer.passive else "agent", [])
