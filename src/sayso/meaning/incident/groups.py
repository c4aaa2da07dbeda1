"""Claims of one report -> groups that tell of one happening, by average link with cannot-links.

Two claims cannot be one happening when their families, stages, stated days, stated places or named doers exclude each
other. Else they are likelier one the more they share: a name, a place, a day, a number, a word that takes the act up
again ("the attack"). Each claim joins the group to whose claims it is likest on average, or begins one; a victim by
name decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.knowledge.claim_rules import load_rules
from sayso.knowledge.happenings import load_happenings
from sayso.meaning.actors import same_actor
from sayso.meaning.claim.replies import Reply, reply_of
from sayso.meaning.claims import DEFINITE
from sayso.meaning.syntax.arguments import case_of
from sayso.model import Actor, Claim, Figure, Parse, Place, Stage

if TYPE_CHECKING:
    from sayso.meaning.understand import Made

ENOUGH = 0.3  # average likeness from which a claim joins a group
GROUPS, MEMBERS = 40, 12  # latest groups and claims of each that a claim is compared with; bounds the cost
NEAR, FAR = 2, 8  # sentences
VAGUE = 10  # times the least that a vague word says, up to which it may be a number: "several" is no 126
LEAD = 4  # sentences under a headline that tell what it sums up
# Fitted on the MUC-3 development texts. Places and doers weigh little, since they exclude where they differ.
WEIGHTS = {
    "resumed": 0.3, "recipient": 0.55, "other recipient": -0.3, "actor": 0.05, "place": 0.05, "day": 0.4,
    "number": 0.1, "numbers": 0.5, "other number": -0.4, "mode": 0.0, "other mode": -0.15, "lemma": 0.05,
    "same sentence": 0.3, "near": 0.3, "between": 0.1, "far": -0.2, "headline": 0.3, "aside": -0.4,
}  # fmt: skip
TAKEN_UP = frozenset({"in", "during", "after", "from", "by", "of", "following", "bare"})
EXACT = frozenset({"point", "town", "district"})
# Modes that a blast, shots and fire tell apart; what only says how it was meant ("targeted") excludes nothing.
WAYS = frozenset(
    {"explosives", "suicide-attack", "firearms", "aerial", "drone", "destroy", "sexual", "torture", "heavy-weapons"}
)
PEOPLE = frozenset({"killed", "injured", "abducted", "detained", "released", "displaced"})
ARMED = frozenset({"armed group", "unidentified armed group", "criminal group"})
FORCES = frozenset({"military", "police", "government", "state", "intelligence service"})
ONCE = frozenset("kill murder assassinate assassination killing slay execute execution abduct kidnap".split())


@dataclass(frozen=True, slots=True)
class Act:
    """A claim with what it is compared by."""

    made: Made
    sentence: int
    headline: bool
    aside: bool
    family: str
    stage: Stage
    definite: bool
    doers: tuple[Actor, ...]
    reached: frozenset[str]
    people: frozenset[str]
    reply: Reply | None

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.made.claim

    @property
    def lemma(self) -> str:
        """The lemma of its trigger."""
        return self.made.draft.predicate.lemma


def grouped(acts: Iterable[Act]) -> list[list[Act]]:
    """Return the acts in groups, each in order of the text."""
    groups: list[list[Act]] = []
    for act in acts:
        best, most = None, ENOUGH
        for group in groups[-GROUPS:]:
            likeness = _likeness(group[-MEMBERS:], act)
            if likeness is not None and likeness >= most:
                best, most = group, likeness
        if best is None:
            groups.append([act])
        else:
            best.append(act)
    return groups


def act_of(parse: Parse, made: Made, stage: Stage, sentence: int, full: Mapping[str, str]) -> Act:
    """Return a claim with what it is compared by; `full` has the fullest form of each name."""
    claim = made.claim
    reached = (_head_word(parse, r) for r in claim.recipients)
    people = (full.get(r.name, r.name).casefold() for r in claim.recipients if r.kind == "person" and r.name)
    trigger = made.draft.predicate.trigger
    headline = parse.sentence(trigger).part == "title"
    return Act(
        made, sentence, headline, _is_aside(parse, trigger), _family(claim), stage, _takes_up(parse, made),
        tuple(a for a in claim.actors if not _is_pronoun(parse, a)), frozenset(filter(None, reached)),
        frozenset(people), reply_of(parse, trigger),
    )  # fmt: skip


def _is_aside(parse: Parse, trigger: int) -> bool:
    """ "A man who had attacked a school": what somebody did before is another happening."""
    return parse.relations[trigger] == "acl:relcl" and any(parse.lower(c) == "had" for c in parse.children(trigger))


def _takes_up(parse: Parse, made: Made) -> bool:
    """True for "the attack", "two were killed in the attack" and "the blast damaged a shop"."""
    book, known = load_rules().by_noun, load_happenings()
    heads = made.draft.heads
    below = [c for h in heads for c in parse.children(h, "obl", "nmod") if case_of(parse, c) in TAKEN_UP]
    doing = [c for h in heads for c in parse.children(h, "nsubj")]
    nouns = (w for w in (*heads, *below, *doing) if parse.upos[w] == "NOUN")
    known_before = (w for w in nouns if any(parse.lower(c) in DEFINITE for c in parse.children(w, "det")))
    return any(parse.lemmas[w].lower() in known.resuming or parse.lemmas[w].lower() in book for w in known_before)


def _family(claim: Claim) -> str:
    if claim.type == "ASSAULT":
        return "abduct" if claim.mode == "abduct" else "ASSAULT"
    return f"{claim.type} {claim.mode}"


def _head_word(parse: Parse, actor: Actor) -> str:
    words = parse.words_in(actor.span)
    return parse.lemmas[words[-1]].casefold() if words and not _is_pronoun(parse, actor) else ""


def _is_pronoun(parse: Parse, actor: Actor) -> bool:
    words = parse.words_in(actor.span)
    return len(words) == 1 and parse.upos[words[0]] == "PRON" and actor.id is None and actor.name is None


# --- how alike ----------------------------------------------------------------------------------------------------


def _likeness(group: Sequence[Act], act: Act) -> float | None:
    """Return the average likeness; one where a person by name befell both, as nobody is killed twice."""
    found = [likeness(other, act) for other in group]
    told = [x for x in found if x is not None]
    if not told or len(told) < len(found):
        return None
    return 1.0 if any(other.people & act.people for other in group) else sum(told) / len(told)


def likeness(a: Act, b: Act) -> float | None:
    """Return how far two acts are alike, about 0 to 1; None where they cannot be one."""
    if a.family != b.family or _excluded(a, b):
        return None
    return sum(WEIGHTS[reason] for reason in _reasons(a, b))


def _reasons(a: Act, b: Act) -> Iterable[str]:
    apart = abs(b.sentence - a.sentence)
    yield "same sentence" if apart == 0 else "near" if apart <= NEAR else "far" if apart > FAR else "between"
    if sums_up := _sums_up(a, b):
        yield "headline"
    if a.aside != b.aside:
        yield "aside"
    if b.definite:
        yield "resumed"
    if a.reached & b.reached:
        yield "recipient"
    elif a.reached and b.reached and a.lemma == b.lemma and not sums_up:
        yield "other recipient"
    if any(same_actor(x, y) for x in a.doers for y in b.doers):
        yield "actor"
    if _exact(a.claim.where) & _exact(b.claim.where):
        yield "place"
    if _dated(a.claim) and _dated(a.claim) == _dated(b.claim):
        yield "day"
    yield from _ways(a, b)
    yield from _numbers(_people(a), _people(b), rounded=sums_up)


def _sums_up(a: Act, b: Act) -> bool:
    return a.headline and not b.headline and abs(b.sentence - a.sentence) <= LEAD


def _ways(a: Act, b: Act) -> Iterable[str]:
    ways = {a.claim.mode, b.claim.mode} & WAYS
    if len(ways) == 2:
        yield "other mode"
    elif a.claim.mode == b.claim.mode and ways:
        yield "mode"
    if a.lemma == b.lemma:
        yield "lemma"


def _people(act: Act) -> list[Figure]:
    return [f for f in act.claim.figures if f.kind in PEOPLE]


def _numbers(one: Sequence[Figure], two: Sequence[Figure], *, rounded: bool) -> Iterable[str]:
    """Yield whether a number of people is told twice; a headline rounds: "ten" is "more than ten" of the text."""
    kinds = [(f, g) for f in one for g in two if f.kind == g.kind]
    equal = {f.kind for f, g in kinds if f.low == g.low > 1}
    if len(equal) > 1:
        yield "numbers"
    elif any(f.low == g.low or (rounded and abs(f.low - g.low) <= max(1, f.low // 10)) for f, g in kinds):
        yield "number"
    elif kinds and not any(may_be_one(f, g) for f, g in kinds):
        yield "other number"


def may_be_one(a: Figure, b: Figure) -> bool:
    """True of two figures of a kind that are equal, or of which one is vague and the other can be it: "many" and 14."""
    if a.kind != b.kind:
        return False
    vague, other = (a, b) if a.operator == "vague" else (b, a)
    near = vague.operator == "vague" and vague.low <= other.low <= VAGUE * vague.low
    return (a.low, a.high) == (b.low, b.high) or near


# --- what excludes ------------------------------------------------------------------------------------------------


def _excluded(a: Act, b: Act) -> bool:
    return (
        a.stage != b.stage
        or _days_apart(a.claim, b.claim)
        or _elsewhere(a.claim.where, b.claim.where)
        or (_others(a.doers, b.doers) and not _one_victim(a, b) and not (_sums_up(a, b) and _one_toll(a, b)))
        or _replies(a, b)
        or bool(a.people and b.people and a.people.isdisjoint(b.people) and abs(a.sentence - b.sentence) > NEAR)
    )


def _one_victim(a: Act, b: Act) -> bool:
    """True of two tellings of who was killed or abducted, by name: whoever is called the doer, it happened once."""
    return bool(a.people & b.people) and a.lemma in ONCE and b.lemma in ONCE


def _one_toll(a: Act, b: Act) -> bool:
    """True of a headline that has the number of dead or hurt of the text, whoever it calls the doer."""
    return bool({(f.kind, f.low) for f in _people(a)} & {(f.kind, f.low) for f in _people(b)})


def _replies(a: Act, b: Act) -> bool:
    """True if one of two acts is told to answer, to cause or to go before the other."""
    if a.reply == b.reply or (a.sentence != b.sentence and b.definite):
        return False
    before = "before" in (a.reply, b.reply)
    apart = bool(a.doers and b.doers) and not any(same_actor(x, y) for x in a.doers for y in b.doers)
    return a.sentence == b.sentence and apart if before else True


def _dated(claim: Claim) -> tuple[str, str] | None:
    when = claim.when
    if when is None or when.basis != "stated" or not when.earliest or not when.latest:
        return None
    return when.earliest[:10], when.latest[:10]


def _days_apart(a: Claim, b: Claim) -> bool:
    one, two = _dated(a), _dated(b)
    return one is not None and two is not None and (one[1] < two[0] or two[1] < one[0])


def _exact(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(p.name.casefold() for p in places if p.precision in EXACT and p.basis == "stated")


def _elsewhere(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """True if both are told to be somewhere, and no place of one is, holds or lies in one of the other."""
    one, two = ([p for p in places if p.basis == "stated" and p.geonames] for places in (a, b))
    return bool(one and two) and not any(_meet(p, q) for p in one for q in two)


def _meet(p: Place, q: Place) -> bool:
    if p.geonames == q.geonames:
        return True
    if p.country != q.country:
        return False
    if {p.precision, q.precision} & {"country", "region"}:
        return True
    return p.admin1 == q.admin1 and ("province" in (p.precision, q.precision) or p.precision != q.precision)


def _others(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    """True if both name doers and share none, or one tells of a state's forces and the other of an armed group."""
    if not a or not b or any(same_actor(x, y) for x in a for y in b):
        return False
    one, two = ({x.id for x in side if x.id} for side in (a, b))
    if one and two and one.isdisjoint(two) and not _one_side(a, b):
        return True
    kinds = [{x.kind for x in side} for side in (a, b)]
    return any(k <= ARMED and o <= FORCES for k, o in (kinds, kinds[::-1]))


def _one_side(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    """True if some code of one begins like one of the other: Norland and its army."""
    codes = [{(x.code or "")[:3] for x in side} - {""} for side in (a, b)]
    return bool(codes[0] & codes[1])
