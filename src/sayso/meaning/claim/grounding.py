"""Act -> its places and its time, from the words around its trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sayso.knowledge.roles import load_roles
from sayso.meaning.claim.happening import is_past
from sayso.meaning.claims import Draft
from sayso.meaning.place.phrases import is_setting, is_venue
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import mentions_in
from sayso.meaning.time.days import day_of, printed_day
from sayso.meaning.times import when_of
from sayso.model import ROOT, Actor, Axes, Mention, Parse, Place, Sentence, When

PHYSICAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
AHEAD = frozenset({"threat", "commit", "direct", "intend", "expect"})
MEETING = frozenset({"CONSULT", "COOPERATE"})


def places_of(scene: Scene, draft: Draft) -> tuple[Place, ...]:
    """Return the places that hang on the act itself and on no other verb.

    What is said or agreed has a place only by its own words: who condemns a raid in Tarn need not be there.
    """
    near: Iterable[Mention[Place]] = mentions_in(scene.places, scene.parse.sentence(draft.predicate.trigger))
    heads = frozenset(draft.heads)
    if draft.rule.type not in PHYSICAL:
        journey = draft.rule.type in MEETING
        near = (m for m in near if is_venue(scene.parse, m.head, journey=journey))
        near = (m for m in near if journey or _governor(scene.parse, m) in heads)
    return _hanging(scene, near, heads)


def _governor(parse: Parse, mention: Mention[Place]) -> int:
    """Return the word that a place hangs on, over those it is joined to or lies in."""
    at = parse.heads[mention.head]
    while at != ROOT and parse.upos[at] == "PROPN" and parse.heads[at] != ROOT:
        at = parse.heads[at]
    return at


def settings_on(scene: Scene, sentence: Sentence, heads: frozenset[int]) -> tuple[Place, ...]:
    """Return the places of a sentence where what the words tell may have happened; not "with Norland", "from Ostra"."""
    near = (m for m in mentions_in(scene.places, sentence) if m.what.role != "from")
    parse = scene.parse
    return _hanging(scene, (m for m in near if is_setting(parse, m.head, country=m.what.precision == "country")), heads)


def _hanging(scene: Scene, near: Iterable[Mention[Place]], heads: frozenset[int]) -> tuple[Place, ...]:
    found = [m.what for m in near if not _names_actor(scene, m) and _hangs_on(scene.parse, m.head, heads)]
    return tuple(dict.fromkeys(found))


def when_of_act(scene: Scene, draft: Draft, axes: Axes) -> When | None:
    """Return the time stated for the act, else what the date of the report and the tense allow."""
    parse, trigger = scene.parse, draft.predicate.trigger
    for head in (*doing_heads(parse, draft), *_verbs_above(parse, trigger)):
        near = tuple(mentions_in(scene.times, parse.sentence(head)))
        stated = when_of(parse, head, near)
        if stated is not None and (_is_ahead(axes) or not _to_come(scene, draft, stated)):
            return stated
    planned = _planned_for(scene, trigger) if _is_ahead(axes) else None
    day = _told_by(scene, trigger, axes)
    if planned is not None or day is None:
        return planned
    counted: Literal["dateline", "published"] = "dateline" if printed_day(scene.report) else "published"
    if _is_ahead(axes):
        return When(earliest=day, latest=None, precision="interval", counted_from=counted, basis="inferred")
    earliest = day if axes.time == "ongoing" else None
    return When(earliest=earliest, latest=day, precision="interval", counted_from=counted, basis="inferred")


def _to_come(scene: Scene, draft: Draft, when: When) -> bool:
    """True of a time after the report, which is of no act that is told as done: "will discuss the attack on Friday"."""
    today, act = day_of(scene.report), draft.predicate
    done = act.by_noun or is_past(scene.parse, act.verb)
    return done and today is not None and when.earliest is not None and when.earliest[:10] > today


def _told_by(scene: Scene, trigger: int, axes: Axes) -> str | None:
    """Return the day by which an act was told of: that of the report, or of the saying: "said on Monday that ..."."""
    day = day_of(scene.report)
    if day is None or _is_ahead(axes):
        return day
    said = (f.statement.when for f in scene.statements_over(trigger))
    days = (w.latest[:10] for w in said if w is not None and w.latest and w.basis == "stated" and _is_day(w))
    return min([day, *days])


def _is_ahead(axes: Axes) -> bool:
    """True of what is to come, or should: "the army must leave Tarn"."""
    return axes.time == "future" or axes.force in AHEAD or axes.environment == "directive"


def _is_day(when: When) -> bool:
    return bool(when.earliest and when.latest and when.earliest[:10] == when.latest[:10])


def doing_heads(parse: Parse, draft: Draft) -> tuple[int, ...]:
    """Return the words for the happening without a verb of saying above it: "today confirmed a strike"."""
    reporting, trigger = load_roles().reporting, draft.predicate.trigger
    return tuple(h for h in draft.heads if h == trigger or parse.lemmas[h].lower() not in reporting)


def _planned_for(scene: Scene, trigger: int) -> When | None:
    """Return the day of "on Friday he plans to meet them", which is that of the meeting and not of the plan."""
    parse, today = scene.parse, day_of(scene.report)
    at = trigger
    while parse.relations[at] == "xcomp" and parse.upos[parse.heads[at]] in ("VERB", "ADJ"):
        at = parse.heads[at]
        stated = when_of(parse, at, tuple(mentions_in(scene.times, parse.sentence(at))))
        if stated is not None:
            return stated if today and stated.earliest and stated.earliest[:10] > today else None
    return None


def _verbs_above(parse: Parse, trigger: int) -> Iterator[int]:
    """Yield the verbs whose time a participle shares: "shelled Tarn on Monday, killing two"."""
    at = trigger
    while parse.relations[at] == "advcl" and parse.xpos[at] == "VBG" and parse.child(at, "mark", "nsubj") is None:
        at = parse.heads[at]
        if parse.lemmas[at].lower() in load_roles().reporting:
            return
        yield at


def _hangs_on(parse: Parse, word: int, heads: frozenset[int]) -> bool:
    """True if the first predicate above a word is one of the act's own words."""
    at = word
    while at != ROOT:
        if at in heads:
            return True
        if at != word and parse.upos[at] == "VERB" and not _only_aims(parse, at):
            return False
        at = parse.heads[at]
    return False


def _only_aims(parse: Parse, verb: int) -> bool:
    """True of "shells aimed at a tower in Tarn", which land where they are aimed."""
    return parse.relations[verb] == "acl" and parse.lemmas[verb] in ("aim", "target", "direct")


def _actors_near(scene: Scene, mention: Mention[Place]) -> Sequence[Mention[Actor]]:
    return mentions_in(scene.actors, scene.parse.sentence(mention.head))


def _names_actor(scene: Scene, mention: Mention[Place]) -> bool:
    """ "Norland shelled Ostra": Norland acts there and is not where it happened."""
    head = mention.head
    while scene.parse.relations[head] == "conj":
        head = scene.parse.heads[head]
    relation = scene.parse.relations[head]
    return relation in ("nsubj", "obl:agent", "nmod:poss") or (
        relation in ("compound", "amod") and any(a.first <= mention.head < a.end for a in _actors_near(scene, mention))
    )
