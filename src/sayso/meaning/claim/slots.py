"""Roles of a predicate -> the actors and recipients of a claim, and its instruments."""

from __future__ import annotations

from functools import lru_cache

from sayso.knowledge.claim_rules import ClaimRule, load_rules
from sayso.meaning.actor.antecedents import resolve_several
from sayso.meaning.actor.owners import owned
from sayso.meaning.actors import actor_of, resolve_pronoun
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of, mentions_in
from sayso.meaning.syntax.noun_phrases import named_by
from sayso.meaning.syntax.predicates import DAYS, PATIENT_NOUNS, Predicate
from sayso.model import Actor, Recipient, RecipientPart

# Things that belong to whom an act is aimed at: "strikes on Harbour Brigade positions".
TARGETS = frozenset("target position site stronghold hideout facility base camp headquarters outpost convoy".split())
AIMED = frozenset({"at", "on", "toward", "against", "into"})
# Bodies of people that act as one, whose kind the word alone does not tell.
DOERS = frozenset(
    "group council agency committee commission delegation delegate party side union league state museum court body "
    "organisation organization network lender donor bank panel board authority association federation alliance "
    "coalition bloc movement faction team embassy consulate mission office country nation administration institute "
    "foundation charity parent family member supporter follower ally partner minister leader army navy "
    "unit militiaman force coastguard firefighter rescuer paramedic medic counterpart colleague deputy aide brother "
    "sister son daughter wife husband father mother cousin nephew uncle widow friend neighbour neighbor stranger rival "
    "bodyguard assailant attacker bomber sniper extremist jihadist thug vigilante robber thief bandit pirate "
    "trafficker warder jailer deserter veteran settler herder peasant passenger lover".split()
)
# Lands and peoples are spoken to as people are: "autonomy for the province".
LANDS = frozenset("province island region territory enclave town city village republic kingdom community public "
                  "population electorate voter winner".split())  # fmt: skip
LEAGUES = frozenset({"coalition", "alliance"})  # whose raids are told as "coalition raids"
PRONOUNS = frozenset({"PRON"})
# What is said is said to somebody and of somebody: a plan, a visit, an exercise is no recipient of it.
WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
NO_SOMEBODY = frozenset({"<event>", "<other>"})
UNNAMED = frozenset({"those", "others", "some", "many", "several", "everyone"})
OCCASIONS = DAYS | {"occasion", "time", "eve", "anniversary"}


def actors_in(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Actor, ...]:
    """Return who did it: the first role of the rule that holds actors; a drone or a blast is none."""
    for role in rule.actors:
        found = [actor for i in predicate.fillers(role) for actor in doers_at(scene, i)]
        if found:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(a for i in predicate.fillers("modifier") if (a := _modifier_actor(scene, i))))


def recipients_in(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Recipient, ...]:
    """Return to whom: all fillers of the first role that is filled; what was fired is no recipient, nor is a day."""
    no_recipients = _shots_and_days(scene, predicate) | _idiom(scene, rule, predicate)
    for role in rule.recipients:
        heads = _without_acts(scene, [i for i in predicate.fillers(role) if i not in no_recipients])
        found = [r for i in heads for r in _recipients_at(scene, i, rule, role)]
        if found:
            return tuple(dict.fromkeys(found))
    return _each_other(scene, rule, predicate)


def _each_other(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Recipient, ...]:
    """Return all sides of what two do to each other with no word of it: "Norland and Sarvia exchanged fire"."""
    if not rule.both or any(predicate.fillers(role) for role in rule.both if role != "agent"):
        return ()
    sides = [a for i in predicate.fillers("agent") for a in doers_at(scene, i)]
    return tuple(dict.fromkeys(as_recipient(a, "unclear") for a in sides)) if len(set(sides)) > 1 else ()


def _shots_and_days(scene: Scene, predicate: Predicate) -> set[int]:
    here = scene.parse.sentence(predicate.trigger)
    found = {m.head for m in mentions_in(scene.figures, here) if m.what.kind in ("projectiles", "strikes")}
    found |= {i for m in mentions_in(scene.times, here) for i in range(m.first, m.end)}
    return found | {i for i in predicate.fillers("patient") if scene.parse.lemmas[i].lower() in weapons()}


def _idiom(scene: Scene, rule: ClaimRule, predicate: Predicate) -> set[int]:
    """Return the words that are part of the rule's trigger: the fire of "set fire to the hall"."""
    words = {w for phrase in rule.verbs for w in phrase.split()[1:] if phrase.split()[0] == predicate.lemma}
    return {i for i in predicate.fillers("patient") if scene.parse.lemmas[i].lower() in words}


def _without_acts(scene: Scene, heads: list[int]) -> list[int]:
    """Leave out the second act of "attacks on troops and assassinations", which only looks like a target."""
    if all(actor_at(scene, i) is None for i in heads):
        return heads
    acts = load_rules().by_noun
    return [i for i in heads if actor_at(scene, i) is not None or scene.parse.lemmas[i].lower() not in acts]


@lru_cache
def weapons() -> frozenset[str]:
    """Return the nouns for what is fired, thrown, set off or sprayed."""
    classes = load_rules().classes
    return frozenset().union(*(classes[c] for c in ("projectile", "small_shot", "explosive", "thrown", "irritant")))


@lru_cache
def people() -> frozenset[str]:
    """Return the nouns for people and for bodies of people."""
    classes = load_rules().classes
    named = ("person", "crowd", "captive", "police", "law_body", "armed_group", "office_holder", "diplomat", "needy",
             "worker", "court", "team", "players")  # fmt: skip
    return DOERS.union(LANDS, *(classes[c] for c in named))


@lru_cache
def vehicles() -> frozenset[str]:
    """Return the nouns for what troops fire from or come in."""
    classes = load_rules().classes
    return weapons().union(
        classes["aircraft"], classes["vehicle"], classes["arms"], ("warship", "gunboat", "artillery")
    )


def instruments_in(scene: Scene, predicate: Predicate) -> list[int]:
    """Return the heads of agents that are no actors, and of what was fired or used."""
    agents = [i for i in predicate.fillers("agent") if actor_at(scene, i) is None]
    return [*agents, *predicate.fillers("instrument|means"), *_things(scene, predicate)]


def actor_at(scene: Scene, head: int) -> Actor | None:
    """Return the actor that a phrase's head names, describes or stands for."""
    if scene.parse.upos[head] in PRONOUNS:
        mention = resolve_pronoun(scene.parse, head, scene.actors)
        return mention.what if mention is not None else None
    actor = actor_of(scene.parse, head, scene.actors)
    return None if actor is None else owned(scene.parse, head, actor, scene.actors)


def doers_at(scene: Scene, head: int) -> list[Actor]:
    """Return who stands at a head: one, nobody, or the two or more that "they" stands for."""
    here = mentions_in(scene.actors, scene.parse.sentence(head))
    several = resolve_several(scene.parse, head, scene.actors) or [m for m in here if m.head == head]
    if len(several) > 1:  # "the presidents of Norland and Sarvia"
        return [m.what for m in several]
    one = doer_at(scene, head)
    return [] if one is None else [one]


def doer_at(scene: Scene, head: int) -> Actor | None:
    """Return the actor at a head; a name or a body of people that no finder knows does things too ("the council").

    A thing acts for whom it belongs to, "Norland's artillery", "coalition jets"; by itself it does nothing.
    """
    actor = actor_at(scene, head)
    if actor is not None:
        return actor
    parse, lemma = scene.parse, scene.parse.lemmas[head].lower()
    if lemma in people():
        text, span = named_by(parse, head)
        return Actor(text=text, span=span, basis="described")
    owner = next((a for c in _belongs_to(scene, head) if (a := doer_at(scene, c)) is not None), None)
    if owner is not None and owner.kind == "person" and lemma not in vehicles():
        owner = None  # nobody's brother acts for him
    if owner is not None or lemma in weapons() or parse.upos[head] != "PROPN" or _in_time(scene, head):
        return owner
    text, span = named_by(parse, head)
    return Actor(name=text, text=text, span=span, basis="named")


def _belongs_to(scene: Scene, head: int) -> tuple[int, ...]:
    """Return the words that may say whose a thing is; of tanks and jets any modifier may."""
    relations = ("nmod:poss", "compound", "amod") if scene.parse.lemmas[head].lower() in vehicles() else ("nmod:poss",)
    return scene.parse.children(head, *relations)


def _in_time(scene: Scene, head: int) -> bool:
    times = mentions_in(scene.times, scene.parse.sentence(head))
    return any(m.first <= head < m.end for m in times)


def _part(rule: ClaimRule, role: str) -> RecipientPart:
    """Return how an act reaches who fills the role; words hit nobody."""
    if role in AIMED or (rule.speech and role == "patient"):
        return "aimed at"
    died = role == "agent" and rule.type == "ASSAULT"
    return "hit" if role == "patient" or died else "unclear"


def _recipients_at(scene: Scene, head: int, rule: ClaimRule, role: str) -> list[Recipient]:
    parse, lemma = scene.parse, scene.parse.lemmas[head].lower()
    if lemma in TARGETS:
        owners = parse.children(head, "compound", "amod", "nmod:poss", "nmod")
        heads = [h for c in owners for h in (c, *parse.children(c, "conj"))]
        named = [a for h in heads if (a := actor_at(scene, h)) is not None]
        if named:
            return [as_recipient(a, "called a target") for a in named]
    actor = actor_at(scene, head)
    if actor is None and rule.type in WORDS and not _is_somebody(scene, head):
        return [as_recipient(a, "aimed at") for a in _answerable(scene, head)]
    nominal = parse.upos[head] in ("NOUN", "PROPN") or parse.lower(head) in UNNAMED
    if actor is None and nominal and lemma not in OCCASIONS:
        text, span = named_by(parse, head)
        actor = Actor(text=text, span=span, basis="described")
    return [as_recipient(actor, _part(rule, role))] if actor is not None else []


def _is_somebody(scene: Scene, head: int) -> bool:
    """True of a noun for people, and of a name unless it is that of a place or thing."""
    if scene.parse.upos[head] != "PROPN":
        return scene.parse.lemmas[head].lower() in people()
    kinds = scene.kinds.get(head, frozenset())
    return not kinds & NO_SOMEBODY or bool(kinds - NO_SOMEBODY)


def _answerable(scene: Scene, thing: int) -> list[Actor]:
    """Return whose a thing is that somebody rejects, welcomes or condemns: "Norland's offer", "the raid by police"."""
    parse = scene.parse
    heads = [c for c in parse.children(thing, "nmod") if case_of(parse, c) in ("by", "from")]
    for clause in parse.children(thing, "acl", "acl:relcl"):
        heads += [c for c in parse.children(clause, "obl:agent", "obl") if case_of(parse, c) == "by"]
    lemma = parse.lemmas[thing].lower()
    if lemma not in PATIENT_NOUNS:
        heads += parse.children(thing, "nmod:poss")
    if lemma not in load_rules().by_noun:  # "the decision of the court", but not "the shelling of Tarn"
        heads += [c for c in parse.children(thing, "nmod") if case_of(parse, c) == "of"]
    heads = [h for c in heads for h in (c, *parse.children(c, "conj"))]
    found = [a for h in heads if (a := actor_at(scene, h)) is not None]
    return found or [a for c in parse.children(thing, "amod", "compound") if (a := _modifier_actor(scene, c))]


def as_recipient(actor: Actor, part: RecipientPart) -> Recipient:
    """Return an actor as the recipient of an act."""
    fields = {name: getattr(actor, name) for name in Actor.__dataclass_fields__}
    return Recipient(**fields, part=part)


def _modifier_actor(scene: Scene, head: int) -> Actor | None:
    """Constructions 21 and 22: "police raid", "Norlandic airstrikes"."""
    mention = next((m for m in mentions_in(scene.actors, scene.parse.sentence(head)) if m.head == head), None)
    if mention is None and scene.parse.lemmas[head].lower() in LEAGUES:
        text, span = named_by(scene.parse, head)
        return Actor(text=text, span=span, basis="described")
    if mention is None or (mention.what.kind in ("person", "people") and mention.what.id is None):
        return None
    lemma = scene.parse.lemmas[head].lower()
    if lemma in vehicles() - people() or lemma in load_rules().classes["captive"]:
        return None  # "artillery fire" is fire from guns, whoever's they are; a "prisoner swap" is not by prisoners
    return mention.what


def _things(scene: Scene, predicate: Predicate) -> list[int]:
    return [i for i in predicate.fillers("patient") if actor_at(scene, i) is None]
