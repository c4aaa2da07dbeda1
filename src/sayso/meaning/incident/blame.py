"""Scene -> who takes an act upon himself or is blamed for it, also in another sentence than tells of the act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.knowledge.claim_rules import load_rules
from sayso.knowledge.happenings import load_happenings
from sayso.knowledge.roles import load_roles
from sayso.meaning.actors import same_actor
from sayso.meaning.claim.slots import doer_at
from sayso.meaning.incident.membership import called, represented
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of, expand
from sayso.meaning.syntax.once import lowered
from sayso.model import Actor, Parse, Perpetrator, PerpetratorConfidence

AUTHORITIES = frozenset(
    {"government", "military", "police", "judiciary", "intelligence service", "state", "parliament"}
)
SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "SPY"})
TITLES = frozenset({"gen", "col", "lt", "capt", "maj", "sgt", "secretary"})

Speakers = dict[int, tuple[Actor, ...]]
ACCUSE = "accuse"
ACTS = frozenset({"ASSAULT", "COERCE"})
DENYING = frozenset({"deny", "doubt", "reject", "refute", "dismiss", "dispute"})
SHARING = frozenset({"involvement", "participation", "role", "part"})
WORK = frozenset({"work", "doing", "handiwork"})
BELONGING = frozenset({"belong", "member"})
ATTACKERS = frozenset(
    "attacker assailant gunman killer murderer assassin kidnapper hijacker bomber perpetrator culprit shooter".split()
)
IT = frozenset({"it", "this", "that", "which"})
LINKS = frozenset({"to", "with", "in"})
HOLDING = frozenset({"hold", "consider", "find", "think", "believe", "deem", "judge", "make"})
ALL = frozenset({"the", "these", "those", "all", "both"})
OPEN = frozenset({"whether", "if", "perhaps", "maybe", "possibly"})
DOUBT = frozenset({"apparently", "allegedly", "reportedly", "presumably", "supposedly", "probably"})
NO = frozenset({"no", "none", "nobody", "not", "n't", "never", "neither"})


@dataclass(frozen=True, slots=True)
class Blame:
    """Somebody said to have done it, and the word for what was done (or for the blame itself)."""

    perpetrator: Perpetrator
    act: int
    denied: bool = False  # by himself, which accuses nobody, but makes no fact of it either


def blames_in(scene: Scene) -> Iterator[Blame]:
    """Yield "the Brigade claimed responsibility for the attack" and "police attributed the attack to the Brigade"."""
    known, parse = load_happenings(), scene.parse
    said = _speakers(scene)
    shared, behind = known.owning | SHARING, "behind" in lowered(parse)
    for i, lemma in enumerate(parse.lemmas):
        word = lemma.lower()
        if word in shared and parse.lemmas[parse.heads[i]].lower() in DENYING:
            yield from _denied(scene, i)
        elif word in known.owning and _is_taken(parse, i):
            yield from _owned(scene, i, parse.heads[i])
        elif word in known.answerable:
            yield from _answerable(scene, i, said)
        elif word in WORK and parse.child(i, "cop") is not None:
            yield from _work_of(scene, i, said)
        elif word in BELONGING:
            yield from _of_group(scene, i, said)
        elif behind and _is_act(word) and case_of(parse, i) == "behind" and parse.child(i, "cop") is not None:
            yield from _behind(scene, i, said)
        elif parse.upos[i] != "VERB" or _negated(parse, i):
            continue
        elif word in known.claiming and (act := _act_claimed(parse, i)) is not None:
            yield from _owned(scene, act, i)
        elif word in known.attributing:
            act = [*parse.children(i, "obj", "nsubj:pass"), i][0]
            yield from _laid(scene, i, _with_case(parse, i, "to"), act, said)
        elif word in known.blaming:
            yield from _blamed(scene, i, said)
        elif word in known.linking:
            yield from _linked(scene, i, said)
        elif word in known.perpetrating:
            yield from _done(scene, i)


def _act_of(parse: Parse, word: int, otherwise: int) -> int:
    """Return what somebody is blamed for: "for the attack", "of starting the war"; else another word."""
    clauses = [c for c in parse.children(word, "advcl", "acl", "ccomp") if parse.child(c, "mark") is not None]
    acts = [*_with_case(parse, word, "for"), *_with_case(parse, word, "of"), *clauses]
    return acts[0] if acts else otherwise


def may_be_meant(parse: Parse, act: int) -> bool:
    """True if a word can stand for a happening told before: "the attack", "it", or nothing but the blame itself."""
    known, lemma = load_happenings(), parse.lemmas[act].lower()
    if parse.upos[act] in ("NOUN", "PROPN"):
        return lemma in known.owning | ATTACKERS or _is_act(lemma)
    return lemma in known.blaming | known.answerable | IT or lemma in known.effects["person"]


def is_several(parse: Parse, act: int) -> bool:
    """True of "the attacks", "these murders", which take up all that was told."""
    return parse.xpos[act] == "NNS" and any(parse.lower(c) in ALL for c in parse.children(act, "det", "det:predet"))


def _is_act(noun: str) -> bool:
    known = load_happenings()
    rules = load_rules().by_noun.get(noun, ())
    return noun in known.happenings or noun in known.resuming or any(r.type in ACTS for r in rules)


def _is_taken(parse: Parse, noun: int) -> bool:
    """True for "claimed responsibility"; not for "denied responsibility", nor for "may claim responsibility"."""
    if parse.relations[noun] not in ("obj", "nsubj:pass"):
        return False
    verb = parse.heads[noun]
    unreal = any(parse.xpos[c] == "MD" for c in parse.children(verb, "aux"))
    return parse.lemmas[verb].lower() in load_happenings().taking and not unreal


def _act_claimed(parse: Parse, verb: int) -> int | None:
    """Return the act of "the killing was claimed by the Brigade", "the Brigade claimed the attack"."""
    heads = parse.children(verb, "nsubj:pass", "obj")
    return next((h for h in heads if _is_act(parse.lemmas[h].lower())), None)


def _negated(parse: Parse, verb: int) -> bool:
    return any(parse.lower(c) in NO for c in parse.children(verb, "advmod"))


def accused(accusers: tuple[Actor, ...]) -> PerpetratorConfidence:
    """Return how sure an accusation is: authorities and others are told apart."""
    return "suspected or accused by authorities" if any(map(_is_authority, accusers)) else "suspected or accused"


def _owned(scene: Scene, noun: int, verb: int) -> Iterator[Blame]:
    """Yield who takes it upon himself; `noun` is the responsibility or the act."""
    parse = scene.parse
    act = _act_of(parse, noun, _act_of(parse, verb, noun))
    heads = parse.children(verb, "obl:agent") or [_antecedent(parse, c) for c in parse.children(verb, "nsubj")]
    for head in () if _negated(parse, verb) else heads or [noun]:
        owners = represented(scene, verb, head, noun) or [h for h in heads if h == head]
        for owner in (o for h in owners for o in _doers(scene, h)):
            yield Blame(Perpetrator(actor=owner, confidence="claimed or admitted"), act)


def _denied(scene: Scene, noun: int) -> Iterator[Blame]:
    """Yield who denies it: "the Brigade denied responsibility for the attack"."""
    parse, verb = scene.parse, scene.parse.heads[noun]
    acts = [*_with_case(parse, noun, "in"), _act_of(parse, noun, _act_of(parse, verb, noun))]
    subjects = parse.children(verb, "nsubj") if parse.relations[noun] == "obj" and not _negated(parse, verb) else ()
    for head in subjects:
        for one in _doers(scene, _antecedent(parse, head)):
            yield Blame(Perpetrator(actor=one, confidence="suspected or accused"), acts[0], denied=True)


def _antecedent(parse: Parse, subject: int) -> int:
    """Return whom "who" or "which" stands for: "the rebels, who claimed responsibility"."""
    clause = parse.heads[subject]
    relative = parse.relations[clause] == "acl:relcl" and parse.xpos[subject] in ("WP", "WDT")
    return parse.heads[clause] if relative else subject


def _answerable(scene: Scene, word: int, said: Speakers) -> Iterator[Blame]:
    """Yield "the Brigade is responsible for the attack", "they hold the Brigade responsible for it"."""
    parse, act = scene.parse, _act_of(scene.parse, word, word)
    if _negated(parse, word):
        return
    holder = _holder(parse, word)
    if holder is not None:
        yield from _laid(scene, holder, list(parse.children(holder, "obj", "nsubj:pass")), act, said)
    elif parse.child(word, "cop") is not None:
        yield from _laid(scene, word, list(parse.children(word, "nsubj")), act, said, own=True)


def _holder(parse: Parse, word: int) -> int | None:
    """Return the verb of "they hold the Brigade responsible", also where the word hangs on the name."""
    above, relation = parse.heads[word], parse.relations[word]
    if relation == "xcomp":
        return above
    after = relation in ("amod", "acl") and above < word and parse.relations[above] == "obj"
    return parse.heads[above] if after and parse.lemmas[parse.heads[above]].lower() in HOLDING else None


def _blamed(scene: Scene, verb: int, said: Speakers) -> Iterator[Blame]:
    """Yield "they blamed the Brigade for the attack", "the attack was blamed on it", "men suspected of the attack"."""
    parse = scene.parse
    if parse.child(verb, "cop") is not None:  # "the Brigade is to blame for it"
        yield from _laid(scene, verb, list(parse.children(verb, "nsubj")), _act_of(parse, verb, verb), said, own=True)
        return
    whom, on = _befallen(parse, verb), _with_case(parse, verb, "on")
    if on and whom and _is_act(parse.lemmas[whom[0]].lower()):
        yield from _laid(scene, verb, on, whom[0], said)
        return
    act = next((a for w in (verb, *whom) if (a := _act_of(parse, w, verb)) != verb), verb)
    if act != verb or parse.lemmas[verb].lower() != ACCUSE:  # people are accused of much else
        yield from _laid(scene, verb, whom, act, said)


def _befallen(parse: Parse, verb: int) -> list[int]:
    """Return the objects of a verb, or what a participle hangs on: "three men accused of the attack"."""
    found = list(parse.children(verb, "obj", "nsubj:pass"))
    alone = parse.relations[verb] == "acl" and parse.xpos[verb] == "VBN" and not found
    return [parse.heads[verb]] if alone else found


def _linked(scene: Scene, verb: int, said: Speakers) -> Iterator[Blame]:
    """Yield "the Brigade is linked to the attack", "they implicated it in the killing"."""
    parse = scene.parse
    acts = [c for c in parse.children(verb, "obl", "nmod") if case_of(parse, c) in LINKS]
    for act in (a for a in acts if _is_act(parse.lemmas[a].lower())):
        yield from _laid(scene, verb, _befallen(parse, verb), act, said)


def _done(scene: Scene, verb: int) -> Iterator[Blame]:
    """Yield "the crime was committed by the Brigade", where the word for the act tells too little to be a claim."""
    parse = scene.parse
    if any(parse.xpos[c] == "MD" for c in parse.children(verb, "aux")):
        return
    marks = {parse.lower(c) for c in parse.children(verb, "mark", "advmod")}
    sure: PerpetratorConfidence = "possible" if marks & OPEN else "suspected or accused" if marks & DOUBT else "fact"
    for act in (a for a in _befallen(parse, verb) if _is_act(parse.lemmas[a].lower())):
        for doer in (d for c in parse.children(verb, "obl:agent", "nsubj") for d in _doers(scene, c)):
            yield Blame(Perpetrator(actor=doer, confidence=sure), act)


def _behind(scene: Scene, act: int, said: Speakers) -> Iterator[Blame]:
    """Yield "the Brigade was behind the attack", unless that is denied."""
    parse = scene.parse
    if not _negated(parse, act) and not any(parse.lemmas[a].lower() in DENYING for a in parse.ancestors(act)):
        yield from _laid(scene, act, list(parse.children(act, "nsubj")), act, said, own=True)


def _work_of(scene: Scene, noun: int, said: Speakers) -> Iterator[Blame]:
    """Yield "the attack was the work of the Brigade"."""
    parse = scene.parse
    acts = [c for c in parse.children(noun, "nsubj") if may_be_meant(parse, c)]
    if acts and not _negated(parse, noun):
        yield from _laid(scene, noun, _with_case(parse, noun, "of"), acts[0], said, own=True)


def _of_group(scene: Scene, word: int, said: Speakers) -> Iterator[Blame]:
    """Yield "the gunmen were members of the Brigade", "the killers belong to the Brigade"."""
    parse = scene.parse
    case = "of" if parse.child(word, "cop") is not None else "to" if parse.upos[word] == "VERB" else ""
    attackers = [c for c in parse.children(word, "nsubj") if parse.lemmas[c].lower() in ATTACKERS]
    definite = [c for c in attackers if any(parse.lower(d) in ALL for d in parse.children(c, "det"))]
    if definite and not _negated(parse, word):
        yield from _laid(scene, word, _with_case(parse, word, case), definite[0], said, own=True)


def _laid(scene: Scene, verb: int, heads: list[int], act: int, said: Speakers, *, own: bool = False) -> Iterator[Blame]:
    """Yield those to whom an act is laid, by the subject of the verb or, if that is they (`own`), by who says so."""
    parse = scene.parse
    subjects = [] if own else parse.children(verb, "nsubj", "obl:agent")
    accusers = tuple(a for c in subjects for a in _doers(scene, c)) or said.get(verb, ())
    for head in heads:
        for one in _doers(scene, head):
            if not any(same_actor(one, a) for a in accusers):
                yield Blame(Perpetrator(actor=one, confidence=accused(accusers)), act)


def _speakers(scene: Scene) -> Speakers:
    """Return who says the words of each statement; of nested ones the innermost."""
    found: Speakers = {}
    for one in scene.statements:
        if one.statement.source is not None:
            found |= dict.fromkeys(one.content_words, (one.statement.source,))
    return found


def _doers(scene: Scene, head: int) -> list[Actor]:
    parse = scene.parse
    if parse.lower(head) in NO or any(parse.lower(c) in NO for c in parse.children(head, "det", "advmod")):
        return []  # "none of the groups has claimed responsibility"
    return [called(scene, a) for i in expand(scene.parse, head) if (a := doer_at(scene, i)) is not None]


def _with_case(parse: Parse, word: int, case: str) -> list[int]:
    return [c for c in parse.children(word, "nmod", "obl") if case_of(parse, c) == case]


def _is_authority(actor: Actor) -> bool:
    """True of a body of the state and of who bears its title: "General Oda"."""
    if actor.kind in AUTHORITIES or (actor.code or "")[3:6] in SECTORS:
        return True
    titles = {word.strip(".,") for word in actor.text.lower().split()} if actor.kind == "person" else set()
    nouns = load_roles().nouns
    return bool(titles & TITLES) or any(w in nouns and nouns[w].kind in AUTHORITIES for w in titles)
