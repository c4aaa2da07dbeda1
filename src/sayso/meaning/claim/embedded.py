"""Acts within acts: a threat and the attack threatened are two drafts, the second the content of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.claim.slots import as_recipient
from sayso.meaning.claims import Draft
from sayso.model import Actor, Parse, Recipient

ASKING = frozenset({"REQUEST", "ACCUSE"})


def outer_of(parse: Parse, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Return for each trigger the threat, demand or accusation that it is the content of; the innermost counts."""
    found: dict[int, tuple[int, Draft]] = {}
    triggers = {d.predicate.trigger for d in drafts}
    for outer in drafts:
        words = _content(parse, outer) & triggers
        for trigger in words:
            if trigger not in found or len(words) < found[trigger][0]:
                found[trigger] = len(words), outer
    return {trigger: outer for trigger, (_, outer) in found.items()}


def _content(parse: Parse, draft: Draft) -> set[int]:
    """Return the words of what a speech act is about."""
    if not draft.rule.speech:
        return set()
    heads = draft.predicate.fillers("|".join(draft.rule.content or ("clause",)))
    return {w for h in heads for w in parse.subtree(h)} - {draft.predicate.trigger}


def addressed(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; a speech act that names nobody it is aimed at has whom its content is to reach.

    Who threatens to strike Sarvia threatens Sarvia; who demands that Sarvia withdraw demands it of Sarvia.
    """
    outer = outer_of(parse, drafts)
    reached: dict[int, tuple[Recipient, ...]] = {}
    for inner in drafts:
        if (above := outer.get(inner.predicate.trigger)) is not None:
            reached.setdefault(above.predicate.trigger, _reached(above, inner))
    return [replace(d, recipients=d.recipients or reached.get(d.predicate.trigger, ())) for d in drafts]


def _reached(outer: Draft, inner: Draft) -> tuple[Recipient, ...]:
    others = [a for a in inner.actors if not _among(a, outer.actors)]
    if others:
        return tuple(as_recipient(a, "aimed at") for a in others) if outer.rule.type in ASKING else ()
    return tuple(replace(r, part="aimed at") for r in inner.recipients if not _among(r, outer.actors))


def _among(actor: Actor, actors: Sequence[Actor]) -> bool:
    return any(same_actor(actor, a) for a in actors)
