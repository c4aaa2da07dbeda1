"""Scene -> drafts of claims: which rule fires at which predicate, and who fills its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.knowledge.claim_rules import ClaimRule, RuleBook
from sayso.meaning.claim.facets import joined
from sayso.meaning.claim.slots import actors_in, as_recipient, instruments_in, recipients_in, weapons
from sayso.meaning.claim.spoken import SPOKEN_RULES, spoken_acts
from sayso.meaning.factuality.markers import markers_of
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.predicates import Predicate, predicates_of
from sayso.model import ROOT, Actor, Parse, Recipient

IDIOM_RELATIONS = frozenset({"obj", "iobj", "compound:prt", "advmod", "xcomp", "nsubj:pass", "nsubj", "aux", "expl",
                             "obl:unmarked"})  # fmt: skip


HARMING = frozenset({"ASSAULT", "COERCE"})
NAMING = frozenset(
    "call brand label term dub describe denounce condemn decry portray depict characterise characterize".split()
)
# Words for a whole conflict or a struggle of any kind: an act only where the text names a side of it.
BROAD = frozenset("battle fight fighting combat war violence hostility conflict strike".split())
SIDES = frozenset({"agent", "patient", "between", "with", "against", "on", "at"})
# What a participle on a noun says of it in general: "groups fighting the army", "the province controlled by rebels".
LASTING = BROAD | {"control", "hold", "operate", "back", "clash", "battle"}
LEAVING_OPEN = frozenset({"rule", "exclude", "preclude"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that fired at a predicate; `facets` are further predicates of the same happening."""

    rule: ClaimRule
    predicate: Predicate
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Recipient, ...]
    contexts: tuple[str, ...] = ()
    facets: tuple[Predicate, ...] = ()

    @property
    def heads(self) -> tuple[int, ...]:
        """The words that stand for the happening: its trigger and verb, and those of its facets."""
        both = [w for p in (self.predicate, *self.facets) for w in (p.trigger, p.verb)]
        return tuple(dict.fromkeys(both))


def find_drafts(scene: Scene, book: RuleBook) -> list[Draft]:
    """Return one draft for each act of the report, in order of the text; facets of one act are joined."""
    found = [draft for p in predicates_of(scene.parse, book.by_noun) if (draft := draft_of(scene, p, book))]
    verbs = {d.predicate.trigger for d in found if not d.predicate.by_noun}
    # "lifted the curfew" is told by the verb's own rule; "carried out a raid" has none, and the noun tells it.
    kept = [d for d in found if d.predicate.construction != 16 or d.predicate.verb not in verbs]
    told = _first_told(scene.parse, joined(scene.parse, kept))
    spoken = [Draft(rule, p, None, by, to) for rule, p, by, to in spoken_acts(scene, told, book)]
    return sorted((*told, *spoken), key=lambda d: d.predicate.trigger)


def _first_told(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Leave out "the attack" that only takes up again what was told before: no role, no place, an act of its type."""
    kept: list[Draft] = []
    for draft in drafts:
        p = draft.predicate
        bare = p.construction in (17, 21) and not draft.facets and not set(p.roles) - {"modifier"}
        definite = any(parse.lower(c) in DEFINITE for c in parse.children(p.trigger, "det"))
        if not (bare and definite and any(k.rule.type == draft.rule.type for k in kept)):
            kept.append(draft)
    return kept


def draft_of(scene: Scene, predicate: Predicate, book: RuleBook) -> Draft | None:
    """Return what the first rule that fits makes of a predicate, or None."""
    rules = (r for r in candidates(predicate, book) if r.id not in SPOKEN_RULES)
    rule = next((r for r in rules if fits(scene, r, predicate)), None)
    if rule is None or not book_allows(scene, rule, predicate):
        return None
    if rule.both and (parties := parties_of(scene, rule, predicate)):
        return _made(scene, rule, predicate, book, parties, tuple(as_recipient(a, "unclear") for a in parties))
    return _made(scene, rule, predicate, book, actors_in(scene, rule, predicate), recipients_in(scene, rule, predicate))


def candidates(predicate: Predicate, book: RuleBook) -> Iterable[ClaimRule]:
    """Return the rules that a predicate's lemma may trigger, more particular ones first."""
    table = book.by_verb if predicate.trigger == predicate.verb and not predicate.by_noun else book.by_noun
    return sorted(table.get(predicate.lemma, ()), key=lambda r: -len(r.where))


def fits(scene: Scene, rule: ClaimRule, predicate: Predicate) -> bool:
    """True if the trigger phrase and all conditions of a rule hold."""
    return (
        triggered(scene.parse, rule, predicate)
        and all(predicate.fillers(role) for role in rule.needs)
        and all(_holds(scene, predicate, roles, words) for roles, words in rule.where)
        and not any(_holds(scene, predicate, roles, words) for roles, words in rule.unless)
    )


def triggered(parse: Parse, rule: ClaimRule, predicate: Predicate) -> bool:
    """True if the words of one of the rule's trigger phrases are there: "shoot down", "rocket fire"."""
    if predicate.trigger == predicate.verb and not predicate.by_noun:
        return _verb_phrase(parse, rule, predicate)
    nouns = (phrase.split() for phrase in rule.nouns if phrase.endswith(predicate.lemma))
    return any(_noun_phrase(parse, phrase, predicate) for phrase in nouns)


def _verb_phrase(parse: Parse, rule: ClaimRule, predicate: Predicate) -> bool:
    phrases = [p for phrase in rule.verbs if phrase.startswith(predicate.lemma)
               and (p := phrase.split())[0] == predicate.lemma]  # fmt: skip
    if not phrases or any(len(phrase) == 1 for phrase in phrases):
        return bool(phrases)
    below = parse.children(predicate.trigger)
    objects = {w for c in below if parse.relations[c] in IDIOM_RELATIONS for w in _own_words(parse, c)}
    obliques = [(_cases(parse, c), _own_words(parse, c)) for c in below if parse.relations[c] == "obl"]
    return any(set(phrase[1:]) <= objects | _oblique_words(obliques, phrase) for phrase in phrases)


def _oblique_words(obliques: list[tuple[set[str], set[str]]], phrase: list[str]) -> set[str]:
    """The prepositions, and the words behind those that an idiom has: "set on fire", "call for"."""
    return {w for cases, own in obliques for w in (cases | own if cases & set(phrase) else cases)}


def _cases(parse: Parse, child: int) -> set[str]:
    return {parse.lemmas[c].lower() for c in parse.children(child, "case")}


def _own_words(parse: Parse, child: int) -> set[str]:
    return {parse.lemmas[child].lower(), *(parse.lemmas[c].lower() for c in parse.children(child, "compound"))}


def _noun_phrase(parse: Parse, phrase: list[str], predicate: Predicate) -> bool:
    if phrase[-1] != predicate.lemma:
        return False
    modifiers = {parse.lemmas[c].lower() for c in parse.children(predicate.trigger)}
    return all(word in modifiers for word in phrase[:-1])


def _holds(scene: Scene, predicate: Predicate, roles: tuple[str, ...], words: frozenset[str]) -> bool:
    parse = scene.parse
    return any(
        parse.lemmas[i].lower() in words
        or not words.isdisjoint(scene.kinds.get(i, ()))
        or parse.lower(i) in words
        or _compound_in(parse, i, words)
        for role in roles
        for i in predicate.fillers(role)
    )


def _compound_in(parse: Parse, i: int, words: frozenset[str]) -> bool:
    """True if head and compound together are listed: "cease-fire deal", "tear gas"."""
    return any(
        f"{parse.lemmas[c].lower()} {parse.lemmas[i].lower()}" in words for c in parse.children(i, "compound", "amod")
    )


def book_allows(scene: Scene, rule: ClaimRule, predicate: Predicate) -> bool:
    """Nouns alone are claims only when they tell of an act: some role is filled, or a verb says it took place.

    Participles on a noun are none where they say what it is.
    """
    if _left_undone(scene.parse, rule, predicate) or _is_word_for_it(scene.parse, predicate):
        return False
    if predicate.construction not in (17, 21):
        return predicate.construction not in (6, 7) or predicate.lemma not in LASTING
    if rule.type != "ASSAULT":
        return bool(set(predicate.roles) - {"modifier", "clause"})
    return predicate.lemma not in BROAD or bool(set(predicate.roles) & SIDES)


def _is_word_for_it(parse: Parse, predicate: Predicate) -> bool:
    """True of the massacre of "called the raid a massacre", which is a word for the raid and no second act."""
    trigger = predicate.trigger
    verb = parse.heads[trigger]
    if not predicate.by_noun or verb == ROOT or parse.lemmas[verb].lower() not in NAMING:
        return False
    named = parse.relations[trigger] == "xcomp" or (
        parse.relations[trigger] == "obl" and case_of(parse, trigger) == "as"
    )
    return named and parse.child(verb, "obj", "nsubj:pass") is not None


def _left_undone(parse: Parse, rule: ClaimRule, predicate: Predicate) -> bool:
    """True of "devices that had not exploded", which says what they are, of "did not rule out talks", "have paid"."""
    if predicate.by_noun or not markers_of(parse, predicate.verb).negated:
        return not predicate.by_noun and _borne(parse, rule, predicate)
    unexploded = predicate.construction in (9, 10) and any(
        parse.lemmas[i].lower() in weapons() for i in predicate.fillers("agent|patient")
    )
    return (rule.type == "ASSAULT" and unexploded) or (rule.type == "REJECT" and predicate.lemma in LEAVING_OPEN)


def _borne(parse: Parse, rule: ClaimRule, predicate: Predicate) -> bool:
    """True of "they have paid a price" and "they paid one", which threaten nobody: who would bear it has borne it."""
    if rule.type != "THREATEN" or rule.recipients != ("agent",):
        return False
    helpers = [parse.xpos[c] for c in parse.children(predicate.verb, "aux")]
    return parse.xpos[predicate.verb] in ("VBD", "VBN") and "MD" not in helpers


def parties_of(scene: Scene, rule: ClaimRule, predicate: Predicate) -> tuple[Actor, ...]:
    """Return all sides of a reciprocal act: "clashes between X and Y", "X met with Y"."""
    heads = [i for role in rule.both for i in predicate.fillers(role)]
    if not heads:
        return ()
    named = actors_in(scene, replace(rule, actors=("agent",)), predicate)
    others = actors_in(scene, replace(rule, actors=rule.both), predicate)
    sides = tuple(dict.fromkeys((*named, *others)))
    return sides if len(sides) > 1 else ()


def mode_of(scene: Scene, rule: ClaimRule, predicate: Predicate, book: RuleBook) -> str | None:
    """Return the rule's mode, else the one that its instrument, modifier or trigger names."""
    if rule.mode is not None:
        return rule.mode
    words = {predicate.lemma, *_mode_words(scene, predicate)}
    for mode, names in book.modes.get(rule.type, {}).items():
        if words & names:
            return mode
    return None


def _mode_words(scene: Scene, predicate: Predicate) -> Iterator[str]:
    parse = scene.parse
    heads = [*predicate.fillers("modifier|with|use|participle"), *instruments_in(scene, predicate)]
    for i in heads:
        lemma = parse.lemmas[i].lower()
        yield lemma
        for c in parse.children(i, "compound", "amod", "obj"):
            yield parse.lemmas[c].lower()
            yield f"{parse.lemmas[c].lower()} {lemma}"


def _made(
    scene: Scene, rule: ClaimRule, predicate: Predicate, book: RuleBook, actors: tuple[Actor, ...],
    recipients: tuple[Recipient, ...],
) -> Draft:  # fmt: skip
    contexts = tuple(sorted({*rule.contexts, *_contexts(scene.parse, predicate.trigger, book)}))
    if rule.type in HARMING:
        recipients = tuple(_not_his_own(r, actors) for r in recipients)
    return Draft(rule, predicate, mode_of(scene, rule, predicate, book), actors, recipients, contexts)


def _not_his_own(reached: Recipient, doers: tuple[Actor, ...]) -> Recipient:
    """Return a recipient by its words alone, if it was taken for the doer's: "downed a jet and captured its pilot"."""
    own = {(a.code or "")[:3] for a in doers} - {""}
    if reached.basis != "coreference" or (reached.code or "")[:3] not in own:
        return reached
    return replace(reached, id=None, name=None, code=None, kind=None, basis="described")


def _contexts(parse: Parse, trigger: int, book: RuleBook) -> set[str]:
    sentence = parse.sentence(trigger)
    words = {parse.lemmas[i].lower() for i in range(sentence.first, sentence.end)}
    return {context for context, cues in book.contexts.items() if words & cues}
