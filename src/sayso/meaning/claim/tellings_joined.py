"""A claim and the other tellings of it -> the claim with what they say and it does not.

Of a number told twice the one of the text stands before that of the headline. What a verb beside it tells of harm
("shelled the port, killing two") adds whom it befell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.incident.groups import PEOPLE
from sayso.model import Claim, Figure, Recipient

# Rules for what an act did to people, and so for no act beside one told before it in the sentence.
HARM_RULES = frozenset({"assault.kill", "assault.wound", "assault.injure", "assault.die-in"})


def with_tellings(claim: Claim, others: Sequence[Claim]) -> Claim:
    """Return a claim with what the other tellings, those of the text first, say and it does not."""
    places = [c.where for c in (claim, *others) if any(p.basis == "stated" for p in c.where)]
    times = [c.when for c in (claim, *others) if c.when is not None and c.when.basis == "stated"]
    retold = sorted({s for c in others for s in (c.evidence.trigger, *c.retold)} | set(claim.retold))
    return replace(
        claim, mode=claim.mode or next((c.mode for c in others if c.mode), None),
        contexts=tuple(sorted({x for c in (claim, *others) for x in c.contexts})),
        actors=claim.actors or next((c.actors for c in others if c.actors), ()),
        recipients=_recipients(claim, others), when=times[0] if times else claim.when,
        where=places[0] if places else claim.where, figures=_figures(claim, others), retold=tuple(retold),
    )  # fmt: skip


def of_one_act(first: Claim, later: Claim) -> bool:
    """True if a later verb of a sentence only tells what the act of the first did: "fired at a bus, killing two"."""
    return later.rule in HARM_RULES and first.evidence.trigger.start < later.evidence.trigger.start


def _recipients(claim: Claim, others: Sequence[Claim]) -> tuple[Recipient, ...]:
    found = [*(claim.recipients or next((c.recipients for c in others if c.recipients), ()))]
    beside = [c for c in others if c.evidence.sentence == claim.evidence.sentence and c.rule in HARM_RULES]
    for one in (r for c in beside for r in c.recipients):
        if not any(same_actor(one, known) for known in found):
            found.append(one)
    return tuple(found)


def _figures(claim: Claim, others: Sequence[Claim]) -> tuple[Figure, ...]:
    """Return the figures of a claim, of each further kind those of the first telling that has it, and what is added.

    A number stands in for a vague word of another telling: "numerous suspects" were more than five.
    """
    found = list(claim.figures)
    for other in others:
        better = (_firm(other.figures) & PEOPLE) - _firm(found)
        found = [f for f in found if f.kind not in better]
        kinds = {f.kind for f in found}
        further = (f for f in _once(other.figures) if f.kind not in kinds or f.nature == "increment")
        found += [f for f in further if not _is_known(f, found)]
    return tuple(found)


def _firm(figures: Iterable[Figure]) -> set[str]:
    """Return the kinds that a number is told of, and no vague word or part alone."""
    return {f.kind for f in figures if f.operator != "vague" and f.nature != "subset"}


def _once(figures: Iterable[Figure]) -> Iterable[Figure]:
    return {(f.kind, f.low, f.high): f for f in figures}.values()


def _is_known(figure: Figure, found: Sequence[Figure]) -> bool:
    """True of a number told before, and of "eight" of a headline that the text tells to have been eight dead."""
    kinds = {figure.kind} if figure.kind != "other" else PEOPLE
    return any(f.kind in kinds and _is_same(f, figure) for f in found)


def _is_same(known: Figure, figure: Figure) -> bool:
    """True of equal bounds, and of 58 that were told as "more than 58" before."""
    rounded = known.operator == "more than" and known.low - 1 == figure.low
    return rounded or (known.low, known.high) == (figure.low, figure.high)
