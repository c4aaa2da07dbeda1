"""Drafts of one sentence -> one draft a happening: "rocket fire hit a bus, killing four" is one act with a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.meaning.actors import same_actor
from sayso.meaning.syntax.verb_predicates import Predicate, verb_predicate
from sayso.model import Parse, Recipient

if TYPE_CHECKING:
    from sayso.meaning.claims import Draft

CAUSES = "agent|in|by|means|from|during|after|when"
# Verbs that tell what an act did, and so are figures of it and no act beside it.
HARM_TO_PEOPLE = frozenset({"kill", "wound", "injure", "die", "hurt", "maim", "leave"})
HARM = HARM_TO_PEOPLE | {"claim", "hit", "strike", "damage", "destroy"}
# Conjunctions before a clause that tells of another act: what went before it, brought it on or is only supposed.
APART = frozenset("after before since because when if unless until although though whereas".split())
JOINS = frozenset({"advcl", "conj", "acl", "acl:relcl", "parataxis", "xcomp"})


def joined(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with every facet folded into the act it belongs to."""
    acts = _acts(drafts)
    owner = {d.predicate.trigger: act.predicate.trigger for d in drafts if (act := _act_of(parse, d, acts))}
    kept = {d.predicate.trigger: d for d in drafts if _top(owner, d.predicate.trigger) == d.predicate.trigger}
    for draft in drafts:
        top = _top(owner, draft.predicate.trigger)
        if top != draft.predicate.trigger:
            kept[top] = _with_facet(kept[top], draft)
    return list(kept.values())


def _acts(drafts: list[Draft]) -> dict[int, Draft]:
    """Return the assaults and the clashes of protests by trigger, and by light verb where one carries them."""
    assaults = [d for d in drafts if d.rule.type == "ASSAULT" or (d.rule.type == "PROTEST" and d.predicate.by_noun)]
    light = {d.predicate.verb: d for d in assaults if d.predicate.construction == 16}
    return light | {d.predicate.trigger: d for d in assaults}


def _top(owner: dict[int, int], trigger: int) -> int:
    """Follow the owners upward; two drafts that own each other stay as they are."""
    seen = {trigger}
    at = trigger
    while at in owner:
        at = owner[at]
        if at in seen:
            return trigger
        seen.add(at)
    return at


def _with_facet(act: Draft, facet: Draft) -> Draft:
    return replace(
        act, facets=(*act.facets, facet.predicate), recipients=_reached(act, facet),
        actors=act.actors or facet.actors, mode=act.mode or facet.mode,
    )  # fmt: skip


def _reached(act: Draft, facet: Draft) -> tuple[Recipient, ...]:
    """Return whom an act reached: its target, with who is known of those hurt: "a strike on a car killed Lund"."""
    known = [r for r in facet.recipients if (r.id or r.name) and facet.predicate.lemma in HARM_TO_PEOPLE]
    first = act.recipients or facet.recipients
    before = facet.recipients if facet.predicate.trigger < act.predicate.trigger and _is_harm(facet) else ()
    return tuple(dict.fromkeys((*known, *first, *before)))


def _is_harm(facet: Draft) -> bool:
    return facet.predicate.lemma in HARM_TO_PEOPLE and not facet.predicate.by_noun


def _act_of(parse: Parse, draft: Draft, acts: dict[int, Draft]) -> Draft | None:
    """Return the act that a draft is only a facet of, or None."""
    predicate = draft.predicate
    if draft.rule.type != "ASSAULT":
        return None
    if predicate.lemma not in HARM:
        return _done_by(parse, predicate.trigger, acts)
    for cause in (*predicate.fillers(CAUSES), *_told_after(parse, predicate)):
        if cause in acts:  # "the blast killed two", "nine were killed in a blast"
            return acts[cause]
    relation, head = parse.relations[predicate.trigger], parse.heads[predicate.trigger]
    if relation == "xcomp" and parse.lemmas[head] == "leave":  # "leaving dozens injured"
        return next((acts[a] for a in parse.ancestors(head) if a in acts), None)
    if relation in JOINS and (relation != "conj" or predicate.lemma in HARM_TO_PEOPLE):
        act = acts.get(head)
        return None if act is None or _is_of_others(parse, draft, act) else act
    return None


def _done_by(parse: Parse, trigger: int, acts: dict[int, Draft]) -> Draft | None:
    """Return the act that another one is how it was done: "broke the truce by firing mortars"."""
    by = parse.relations[trigger] == "advcl" and "by" in map(parse.lower, parse.children(trigger, "mark"))
    act = acts.get(parse.heads[trigger]) if by else None
    return act if act is not None and act.predicate.lemma not in HARM else None


def _told_after(parse: Parse, harm: Predicate) -> list[int]:
    """Return what did the harm in "nine died and 50 were hurt when a bomb went off", at whichever verb it stands."""
    if not harm.passive and harm.lemma != "die":
        return []
    beside = (c for c in parse.children(harm.trigger, "conj") if parse.lemmas[c].lower() in HARM_TO_PEOPLE)
    verbs = [verb_predicate(parse, c) for c in beside]
    clauses = (c for v in (harm, *verbs) for c in parse.children(v.trigger, "advcl"))
    opened = [c for c in clauses if "when" in map(parse.lower, parse.children(c, "mark", "advmod"))]
    return [*(cause for v in verbs for cause in v.fillers("in|by")), *opened]


def _is_of_others(parse: Parse, draft: Draft, act: Draft) -> bool:
    """True of harm that somebody else did, or that was done before: "shelled the camp after rebels killed two"."""
    marks = {parse.lower(c) for c in parse.children(draft.predicate.trigger, "mark", "advmod")}
    if marks & APART:
        return True
    return bool(draft.actors and act.actors) and not any(same_actor(a, b) for a in draft.actors for b in act.actors)
