"""Acts of one happening -> whom and what they were aimed at or befell, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sayso.knowledge.claim_rules import load_rules
from sayso.knowledge.happenings import load_happenings
from sayso.knowledge.roles import load_roles
from sayso.meaning.claim.slots import actor_at
from sayso.meaning.figure.titles import is_title
from sayso.meaning.incident.identified import Identified, with_names
from sayso.meaning.incident.merging import add, is_spelled_out
from sayso.meaning.incident.names import BODIES, head_of, lemma_of, named_as
from sayso.meaning.incident.owners import owners_of
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of, expand, mentions_in
from sayso.meaning.syntax.noun_phrases import named_by, phrase, text_of, whole_phrase
from sayso.meaning.syntax.predicates import Predicate
from sayso.model import ROOT, Actor, Figure, Parse, Recipient, Span, Target

if TYPE_CHECKING:
    from sayso.meaning.understand import Made

Kind = Literal["person", "thing"]
PATIENT = "patient"
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
PEOPLE = frozenset({"people", "civilians", "refugees", "labour", "agriculture", "opposition"})
BLASTS = frozenset({"explosives", "suicide-attack"})
SEVERAL = frozenset({"couple", "pair", "family", "trio", "team", "crew"})
UNKNOWN = (None, "place")  # kinds of names that may be a person's
FRONTS = frozenset({"front", "side", "entrance", "door", "outside"})
NEARBY = frozenset("at in inside outside near beside behind under next of against on opposite".split())
UNDONE = frozenset({"attempted", "failed", "prevented", "threatened"})  # what was not carried out harmed nobody
LONGEST = 20  # words of a name with what describes it
MOST = 60  # targets of one happening; bounds the cost of hostile reports


def targets_of(
    scene: Scene,
    group: Sequence[Made],
    persons: Mapping[int, Actor],
    full: Mapping[str, str],
    identified: Sequence[Identified] = (),
) -> tuple[Target, ...]:
    """Return whom and what the acts were aimed at or befell, each once.

    `persons` are named by the words that stand for them, `full` has the fullest form of each name, `identified` are who
    was told of before and is named afterwards.
    """
    found: list[Target] = []
    for made in group:
        for target in (*_befallen(scene, made), *_counted(scene, made)):
            if len(found) < MOST:
                add(scene.parse, found, _in_full(_who(scene.parse, target, persons), full))
    for one in identified:
        for target in with_names(scene.parse, found, one):
            add(scene.parse, found, _in_full(target, full))
    return tuple(t for t in found if not is_spelled_out(t, found))


def _who(parse: Parse, target: Target, known: Mapping[int, Actor]) -> Target:
    """Return a person with the name that the chain gives; several people are nobody by name."""
    if target.kind != "person" or (target.number is not None and target.number.low > 1):
        return target
    actor = named_as(parse, target.actor or Actor(text=target.text, span=target.span, basis="described"), known)
    return replace(target, actor=actor) if actor.kind == "person" and actor.name else target


def _in_full(target: Target, full: Mapping[str, str]) -> Target:
    """Return a person with the fullest name that the report has: "Lir" is Bohan Lir."""
    name = (target.actor.name or "") if target.actor is not None else ""
    if target.actor is None or full.get(name, name) == name:
        return target
    return replace(target, actor=replace(target.actor, name=full[name]))


def plain(recipient: Recipient) -> Actor:
    """Return a recipient as an actor."""
    return Actor(**{name: getattr(recipient, name) for name in Actor.__dataclass_fields__})


def _befallen(scene: Scene, made: Made) -> Iterator[Target]:
    """Yield the patients with the effect of their predicate, then the other recipients."""
    undone, reached = made.claim.status in UNDONE, made.claim.recipients
    for predicate in (made.draft.predicate, *made.draft.facets):
        for head in (h for i in predicate.fillers(PATIENT) for h in _members(scene, i) or [i]):
            if scene.parse.upos[head] not in NOMINAL or is_title(scene.parse, head):
                continue
            if target := _target_at(scene, head, predicate, reached):
                yield replace(target, effect=None) if undone else target
            yield from (_target(scene, a, None) for a in owners_of(scene, head))
    if made.claim.mode in BLASTS:
        yield from _beside(scene, made)
    for recipient in reached:
        at = head_of(scene.parse, recipient.span)
        if at is not None and not _members(scene, at) and not _is_act(scene, at) and not is_title(scene.parse, at):
            yield _target(scene, plain(recipient), None)
            yield from (_target(scene, a, None) for a in owners_of(scene, at))


def _is_act(scene: Scene, head: int) -> bool:
    return scene.parse.lemmas[head].lower() in load_happenings().happenings


def _members(scene: Scene, head: int) -> list[int]:
    """Return the persons whose names spell out a group: "reporters Bohan Lir and Mara Oda", "a couple, A and B"."""
    parse = scene.parse
    if parse.xpos[head] != "NNS" and parse.lemmas[head].lower() not in SEVERAL:
        return []
    above, relation = parse.heads[head], parse.relations[head]
    beside = [c for c in parse.children(above, relation) if c == head + 1] if above != ROOT else []  # two objects
    names = [n for c in (*parse.children(head, "appos"), *beside) if parse.upos[c] == "PROPN" for n in expand(parse, c)]
    return names if all("<person>" in scene.kinds.get(n, ()) for n in names) else []


def _beside(scene: Scene, made: Made) -> Iterator[Target]:
    """Yield the things that a blast was at: "a bomb went off in front of the bank"."""
    parse, known = scene.parse, load_happenings()
    obliques = [c for h in made.draft.heads for c in parse.children(h, "obl", "nmod")]
    fronts = [c for o in obliques if parse.lemmas[o].lower() in FRONTS for c in parse.children(o, "nmod")]
    for head in (*obliques, *fronts):
        if parse.lemmas[head].lower() in known.things and case_of(parse, head).split()[0] in NEARBY:
            text, span = named_by(parse, head)
            yield _target(scene, Actor(text=text, span=span, basis="described"), None)
            yield from (_target(scene, a, None) for a in owners_of(scene, head))


def _target_at(scene: Scene, head: int, predicate: Predicate, reached: Sequence[Recipient]) -> Target | None:
    parse = scene.parse
    known = next((r for r in reached if r.span.holds(parse.spans[head])), None)
    actor = plain(known) if known is not None else actor_at(scene, head)
    if _is_living(parse, head, predicate) and (actor is None or (actor.kind in UNKNOWN and not actor.id)):
        text, span = named_by(parse, head)
        return _target(scene, Actor(text=text, span=span, name=text, kind="person", basis="named"), predicate.lemma)
    if actor is None:
        if parse.upos[head] == "PRON" or not _may_be_target(scene, head):
            return None
        text, span = named_by(parse, head)
        actor = Actor(text=text, span=span, basis="described")
    return _target(scene, actor, predicate.lemma)


def _is_living(parse: Parse, head: int, predicate: Predicate) -> bool:
    """True of a name that something befell as only people suffer: "killed Tarn" is no town."""
    named = parse.xpos[head] == "NNP" and parse.child(head, "nummod", "det", "case") is None
    return named and predicate.lemma in load_happenings().bodily


def _may_be_target(scene: Scene, head: int) -> bool:
    """True unless the word is a weapon, an act or a time."""
    known, lemma = load_happenings(), scene.parse.lemmas[head].lower()
    times = mentions_in(scene.times, scene.parse.sentence(head))
    return (
        lemma not in known.instruments
        and lemma not in known.happenings
        and not any(m.first <= head < m.end for m in times)
    )


def _target(scene: Scene, actor: Actor, act: str | None) -> Target:
    """Return an actor or thing as a target; `act` is the lemma of what was done to it."""
    kind = _kind(scene, actor)
    effect = load_happenings().effects[kind].get(act) if act is not None else None
    named = actor.kind == "person" and actor.name is not None
    text, span = _with_title(scene.parse, actor.span) if named else (actor.text, actor.span)
    return Target(
        text=text, span=span, actor=actor if kind == "person" else None, kind=kind,
        number=_number(scene, actor.span), effect=effect,
    )  # fmt: skip


def _with_title(parse: Parse, span: Span) -> tuple[str, Span]:
    """Return a name with what says beside it who that is: "singer Bohan Lir", "Bohan Lir, director of the port"."""
    words, head = parse.words_in(span), head_of(parse, span)
    first, end = (words[0], words[-1] + 1) if words else (0, 0)
    if head is None:
        return parse.text[span.start : span.end], span
    above = parse.heads[head]
    if parse.relations[head] == "appos" and above == first - 1 and parse.xpos[above] == "NN":
        first = phrase(parse, above)[0]
    for c in parse.children(head, "appos"):
        begin, last = whole_phrase(parse, c)
        if begin == end + 1 and parse.word(end) == "," and parse.upos[c] == "NOUN" and last - first <= LONGEST:
            return text_of(parse, first, last)
    return text_of(parse, first, end)


def _number(scene: Scene, span: Span) -> Figure | None:
    """Return the shortest figure that counts a phrase, or part of it."""
    words, head = scene.parse.words_in(span), head_of(scene.parse, span)
    near = mentions_in(scene.figures, scene.parse.sentence(words[0])) if words else ()
    core = scene.parse.spans[head] if head is not None else span
    about = [m.what for m in near if m.what.span.holds(core) or span.holds(m.what.span)]
    return min(about, key=lambda f: f.span.end - f.span.start, default=None)


def _kind(scene: Scene, actor: Actor) -> Kind:
    """Who is known by a kind is a person, but for buildings called after whom they house ("the embassy")."""
    known, lemma = load_happenings(), lemma_of(scene.parse, actor.span)
    head = head_of(scene.parse, actor.span)
    named = head is not None and ("<person>" in scene.kinds.get(head, ()) or scene.parse.upos[head] == "NUM")
    if actor.kind == "person" or named:
        return "person"
    if lemma in known.things:
        return "thing"
    role = load_roles().nouns.get(lemma)
    if lemma in known.people or lemma in load_rules().classes["person"] or (role is not None and role.member):
        return "person"
    return "person" if actor.kind in BODIES or (role is None and actor.kind in PEOPLE) else "thing"


def _counted(scene: Scene, made: Made) -> Iterator[Target]:
    """Yield those whom the claim's figures count as killed, injured and so on; the parts, not their sum."""
    if made.claim.status in UNDONE:
        return
    figures = made.claim.figures[:MOST]
    for figure in figures:
        effect = load_happenings().figures.get(figure.kind)
        parted = any(f is not figure and f.kind == figure.kind and figure.span.holds(f.span) for f in figures)
        text, span = _group(scene.parse, figure)
        some = figure.nature == "subset" and figure.who is None  # "five people, three of them civilians"
        if effect and not parted and not some and figure.high != 0 and not _is_known(scene, span):
            yield Target(text=text, span=span, kind="person", number=figure, effect=effect)


def _is_known(scene: Scene, span: Span) -> bool:
    """True of words for an act, of those told by their names, and of what only says who somebody is: "Lir, mayor"."""
    head = head_of(scene.parse, span)
    return head is not None and (_is_act(scene, head) or _is_title_of(scene, head) or bool(_members(scene, head)))


def _is_title_of(scene: Scene, head: int) -> bool:
    parse, apposed = scene.parse, False
    while (relation := parse.relations[head]) in ("appos", "conj"):
        if relation == "conj" and parse.child(head, "det", "nmod:poss") is not None:
            return False  # "Lir, a guard and a driver" are three
        apposed = apposed or relation == "appos"
        head = parse.heads[head]
    return apposed and "<person>" in scene.kinds.get(head, ())


def _group(parse: Parse, figure: Figure) -> tuple[str, Span]:
    """Return the words for those who are counted, or all of the figure's."""
    if figure.who and (at := parse.text.find(figure.who, figure.span.start, figure.span.end)) >= 0:
        return figure.who, Span(at, at + len(figure.who))
    return figure.text, figure.span
