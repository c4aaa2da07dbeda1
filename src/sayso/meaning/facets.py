"""Drafts of one sentence -> one draft a happening: "rocket fire hit a bus, killing four" is one act with a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model import Parse

if TYPE_CHECKING:
    from sayso.meaning.claims import Draft

CAUSES = ("in", "by", "from", "during", "after", "when")
# Verbs that tell what an act did to people, and so are figures of it and no act beside it.
HARM = frozenset("kill wound injure maim leave claim die hurt hit strike damage destroy".split())

HARM_TO_PEOPLE = frozenset({"kill", "wound", "injure", "die", "hurt", "maim", "leave"})


def joined(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with every facet folded into the act it belongs to."""
    by_head = {
        h: d
        for d in drafts
        for h in (d.predicate.trigger, d.predicate.verb)
        if h == d.predicate.trigger or d.predicate.construction == 16
    }
    owner: dict[int, int] = {}
    for draft in drafts:
        act = _act_of(parse, draft, by_head)
        if act is not None and act.predicate.trigger != draft.predicate.trigger:
            owner[draft.predicate.trigger] = act.predicate.trigger
    kept = {d.predicate.trigger: d for d in drafts if d.predicate.trigger not in owner}
    for draft in drafts:
        top = _top(owner, draft.predicate.trigger)
        if top != draft.predicate.trigger and top in kept:
            kept[top] = _with_facet(kept[top], draft)
    return list(kept.values())


def _top(owner: dict[int, int], trigger: int) -> int:
    seen: set[int] = set()
    while trigger in owner and trigger not in seen:
        seen.add(trigger)
        trigger = owner[trigger]
    return trigger


def _with_facet(act: Draft, facet: Draft) -> Draft:
    return replace(
        act,
        facets=(*act.facets, facet.predicate),
        recipients=act.recipients or facet.recipients,
        actors=act.actors or facet.actors,
        mode=act.mode or facet.mode,
    )


def _act_of(parse: Parse, draft: Draft, by_head: dict[int, Draft]) -> Draft | None:
    """Return the act that a draft is only a facet of, or None."""
    predicate = draft.predicate
    if draft.rule.type != "ASSAULT" or predicate.lemma not in HARM:
        return None
    for i in predicate.fillers("agent"):  # "the blast killed two"
        if _assault(by_head.get(i)):
            return by_head[i]
    for i in predicate.fillers("|".join(CAUSES)):  # "nine were killed in a blast"
        if _assault(by_head.get(i)):
            return by_head[i]
    relation, head = parse.relations[predicate.trigger], parse.heads[predicate.trigger]
    if relation in ("advcl", "conj", "acl", "acl:relcl", "parataxis", "xcomp"):
        governor = by_head.get(head)
        if _assault(governor) and (relation != "conj" or predicate.lemma in HARM_TO_PEOPLE):
            return governor
        if relation == "xcomp" and parse.lemmas[head] == "leave":  # "leaving dozens injured"
            return next((by_head[a] for a in parse.ancestors(head) if _assault(by_head.get(a))), None)
    return None


def _assault(draft: Draft | None) -> bool:
    return draft is not None and draft.rule.type == "ASSAULT"
