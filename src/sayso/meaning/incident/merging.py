"""Targets of several tellings -> each once: "Bohan Lir" and "Lir", "two reporters" and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.incident.names import head_of, lemma_of
from sayso.model import Parse, Target


def add(parse: Parse, found: list[Target], target: Target) -> None:
    """Join a target to one told before, or add it."""
    for n, other in enumerate(found):
        if _same(parse, other, target):
            fuller, rest = (target, other) if _weight(target) > _weight(other) else (other, target)
            found[n] = replace(fuller, effect=fuller.effect or rest.effect, number=fuller.number or rest.number,
                               actor=fuller.actor or rest.actor)  # fmt: skip
            return
    found.append(target)


def _same(parse: Parse, a: Target, b: Target) -> bool:
    if (a.kind != b.kind and a.span != b.span) or (a.effect and b.effect and a.effect != b.effect):
        return False
    if a.span.holds(b.span) or b.span.holds(a.span):
        return True
    if a.number is not None and b.number is not None and a.number.low != b.number.low:
        return False
    if a.actor is not None and b.actor is not None and (same_actor(a.actor, b.actor) or _is_short_for(parse, a, b)):
        return True
    one, two = lemma_of(parse, a.span), lemma_of(parse, b.span)
    return one == two != "" and not (is_named(a) and is_named(b))


def _is_short_for(parse: Parse, a: Target, b: Target) -> bool:
    """True of "Bohan Lir" and, in another sentence, "Lir"; in one sentence they are two."""
    if a.actor is None or b.actor is None or (a.actor.id and b.actor.id) or {a.actor.kind, b.actor.kind} != {"person"}:
        return False
    one, two = ({*(t.actor.name or "").casefold().split()} for t in (a, b) if t.actor is not None)
    if not one or not two or not (one <= two or two <= one):
        return False
    heads = [head_of(parse, t.span) for t in (a, b)]
    return None not in heads and len({parse.sentence(h).first for h in heads if h is not None}) == 2


def is_named(target: Target) -> bool:
    """True of a target with a name."""
    return target.actor is not None and bool(target.actor.name)


def _weight(target: Target) -> tuple[bool, bool, int]:
    """Order mentions by how much they tell: no pronoun, a name, more words."""
    return len(target.text) > 4, is_named(target), len(target.text)


def is_spelled_out(group: Target, targets: Sequence[Target]) -> bool:
    """True of "two reporters" where two persons by name have the same effect."""
    number = group.number
    if group.kind != "person" or number is None or number.low < 2 or number.low != number.high or is_named(group):
        return False
    return sum(t.kind == "person" and is_named(t) and t.effect == group.effect for t in targets) == number.low
