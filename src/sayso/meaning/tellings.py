"""Claims that tell one happening more than once -> one claim for each of its sources and statuses.

The shooting and "the attack" that takes it up again: the mention that says most stays, the others become its `retold`
and give what it lacks. What another source says of the happening is a claim of its own, linked. A headline drops who
said so: it is a telling of what the text under it tells first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.incident_groups import PEOPLE
from sayso.meaning.predicates import NOMINAL
from sayso.model import Claim, Figure, Incident, Link

LEAD = 4  # sentences with claims under a headline that it may sum up


def told_once(
    claims: Sequence[Claim], incidents: Sequence[Incident], title_end: int
) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    """Return the claims without second tellings, in order, and the incidents with the claims that are left."""
    by_id = {c.id: c for c in claims}
    stands_for: dict[str, str] = {}
    for group in (*(i.claims for i in incidents), *_headlines(claims, incidents, title_end)):
        for tellings in _by_source([by_id[i] for i in group], title_end):
            fullest = max((c for c in tellings if not _in(c, title_end)), default=tellings[0], key=_fullness)
            stands_for |= {c.id: fullest.id for c in tellings}
            by_id[fullest.id] = _joined(fullest, [c for c in tellings if c is not fullest])
    kept = tuple(dict.fromkeys(stands_for.get(c.id, c.id) for c in claims))
    left = tuple(replace(i, claims=tuple(dict.fromkeys(stands_for[c] for c in i.claims))) for i in incidents)
    first = {claim: i.claims[0] for i in left for claim in i.claims[1:]}
    return tuple(_linked(by_id[i], stands_for, first) for i in kept), left


def _headlines(claims: Sequence[Claim], incidents: Sequence[Incident], title_end: int) -> Iterable[tuple[str, str]]:
    """Yield a headline's claim that no incident has with the one in the lead that it sums up: a demand, a threat."""
    grouped = {c for i in incidents for c in i.claims}
    loose = [c for c in claims if c.id not in grouped]
    sentences = sorted({c.evidence.sentence for c in claims if not _in(c, title_end)})[:LEAD]
    lead = [c for c in loose if c.evidence.sentence in sentences]
    for claim in loose:
        if _in(claim, title_end):
            under = (c for c in lead if (c.type, c.status) == (claim.type, claim.status) and _agree(c, claim))
            if (told := next(under, None)) is not None:
                lead.remove(told)
                yield claim.id, told.id


def _agree(one: Claim, other: Claim) -> bool:
    if not one.actors or not other.actors:
        return True
    return any(same_actor(a, b) for a in one.actors for b in other.actors)


def _in(claim: Claim, title_end: int) -> bool:
    return claim.evidence.trigger.end <= title_end


def _by_source(claims: Sequence[Claim], title_end: int) -> list[list[Claim]]:
    """Return the claims of one happening that tell the same, those of the headline with the first."""
    found: list[list[Claim]] = []
    headline = [c for c in claims if _in(c, title_end)]
    for claim in [c for c in claims if not _in(c, title_end)]:
        same = next((told for told in found if all(_tell_one(claim, other) for other in told)), None)
        if same is None:
            found.append([claim])
        else:
            same.append(claim)
    return [[*headline, *found[0]], *found[1:]] if found else [headline]


def _tell_one(one: Claim, other: Claim) -> bool:
    """True of two mentions with one status and chain of sources that do not differ in a number of people.

    Two verbs of one sentence tell of two acts: "attacked the village and burned the school".
    """
    if one.status != other.status or _chain(one) != _chain(other) or _numbers_differ(one, other):
        return False
    verbs = one.construction not in NOMINAL and other.construction not in NOMINAL
    return not (verbs and one.evidence.sentence == other.evidence.sentence)


def _numbers_differ(one: Claim, other: Claim) -> bool:
    counts = [{f.kind: (f.low, f.high) for f in c.figures if f.kind in PEOPLE} for c in (one, other)]
    return any(counts[1].get(kind, number) != number for kind, number in counts[0].items())


def _chain(claim: Claim) -> tuple[str, ...]:
    return tuple(_source(s.actor.id or s.actor.name or s.actor.text) if s.actor else s.kind for s in claim.sayso)


def _source(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _fullness(claim: Claim) -> tuple[int, int]:
    """How much a mention says; of two that say as much, the first in the text."""
    said = (*claim.actors, *claim.recipients, *claim.figures, *(p for p in claim.where if p.basis == "stated"))
    dated = claim.when is not None and claim.when.basis == "stated"
    return len(said) + dated, -claim.evidence.trigger.start


def _joined(claim: Claim, others: Sequence[Claim]) -> Claim:
    """Return a claim with what the other tellings say and it does not."""
    counted = {f.kind for f in claim.figures}
    further = {_counted(f): f for c in others for f in c.figures if f.kind not in counted}
    places = [c.where for c in (claim, *others) if any(p.basis == "stated" for p in c.where)]
    times = [c.when for c in (claim, *others) if c.when is not None and c.when.basis == "stated"]
    retold = sorted({s for c in others for s in (c.evidence.trigger, *c.retold)} | set(claim.retold))
    return replace(
        claim, mode=claim.mode or next((c.mode for c in others if c.mode), None),
        contexts=tuple(sorted({x for c in (claim, *others) for x in c.contexts})),
        actors=claim.actors or next((c.actors for c in others if c.actors), ()),
        recipients=claim.recipients or next((c.recipients for c in others if c.recipients), ()),
        when=times[0] if times else claim.when, where=places[0] if places else claim.where,
        figures=(*claim.figures, *further.values()), retold=tuple(retold),
    )  # fmt: skip


def _counted(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.low, figure.high


def _linked(claim: Claim, stands_for: dict[str, str], first: dict[str, str]) -> Claim:
    links = [replace(k, claim=stands_for.get(k.claim, k.claim)) for k in claim.links]
    if claim.id in first:
        links.append(Link(relation="same happening", claim=first[claim.id]))
    return replace(claim, links=tuple(links))
