"""Claims that tell one happening more than once -> one claim for each of its sources and statuses.

The shooting and "the attack" that takes it up again: the mention that says most stays, the others become its `retold`
and give what it lacks. What another source says of the happening is a claim of its own, linked. A headline drops who
said so: it is a telling of what the text under it tells first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.claim.tellings_joined import of_one_act, with_tellings
from sayso.meaning.incident.groups import PEOPLE, may_be_one
from sayso.meaning.syntax.predicates import NOMINAL
from sayso.model import Claim, Incident, Link, Source

LEAD = 4  # sentences with claims under a headline that it may sum up
TOLD = frozenset({"reported", "attributed"})
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[^\W\d_]+(?:-[^\W\d_]+)*\s+){0,2}$", re.I)
_SINCE = re.compile(
    r"\b(?:since|until|before)\s+the\s+(?:(?:start|outbreak|beginning|onset|end)\s+of\s+the\s+)?(?:[^\W\d_]+\s+)?$",
    re.I,
)
_OF_SOMEBODY = re.compile(r"\s(?:at|from|in|inside|of|with|to|for|on|close|near|who|speaking)\s.*|,.*")
MOST = 40  # tellings of one happening that another is compared with; beyond that a text repeats itself without end


def told_once(
    claims: Sequence[Claim], incidents: Sequence[Incident], title_end: int
) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    """Return the claims without second tellings, in order, and the incidents with the claims that are left."""
    claims, incidents = _without_dates(claims, incidents)
    by_id = {c.id: c for c in claims}
    stands_for: dict[str, str] = {}
    for group in (*(i.claims for i in incidents), *_headlines(claims, incidents, title_end)):
        for tellings in _by_source([by_id[i] for i in group], title_end):
            fullest = max((c for c in tellings if not _in(c, title_end)), default=tellings[0], key=_fullness)
            stands_for |= {c.id: fullest.id for c in tellings}
            others = (c for c in tellings if c is not fullest)
            by_id[fullest.id] = with_tellings(fullest, sorted(others, key=lambda c: _in(c, title_end)))
    kept = tuple(dict.fromkeys(stands_for.get(c.id, c.id) for c in claims))
    left = tuple(replace(i, claims=tuple(dict.fromkeys(stands_for[c] for c in i.claims))) for i in incidents)
    first = {claim: i.claims[0] for i in left for claim in i.claims[1:]}
    return tuple(_linked(by_id[i], stands_for, first) for i in kept), left


def _without_dates(
    claims: Sequence[Claim], incidents: Sequence[Incident]
) -> tuple[Sequence[Claim], Sequence[Incident]]:
    """Leave out what is named only to say when ("since the uprising"), unless something else tells of it."""
    alone = {i.claims for i in incidents if len(i.claims) == 1}
    grouped = {c for i in incidents for c in i.claims}
    left_out = {c.id for c in claims if _only_dates(c) and (c.id not in grouped or (c.id,) in alone)}
    if not left_out:
        return claims, incidents
    return [c for c in claims if c.id not in left_out], [i for i in incidents if left_out.isdisjoint(i.claims)]


def _only_dates(claim: Claim) -> bool:
    return claim.construction in NOMINAL and _is_bare(claim) and _SINCE.search(claim.evidence.prefix) is not None


def _is_bare(claim: Claim) -> bool:
    """True of a mention without a role, a number, or a place or time of its own."""
    dated = claim.when is not None and claim.when.basis == "stated"
    placed = any(p.basis == "stated" for p in claim.where)
    return not (claim.actors or claim.recipients or claim.figures or dated or placed)


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


# --- which mentions tell the same ---------------------------------------------------------------------------------


def _by_source(claims: Sequence[Claim], title_end: int) -> list[list[Claim]]:
    """Return the claims of one happening that tell the same, those of the headline with the first."""
    found: list[list[Claim]] = []
    headline = [c for c in claims if _in(c, title_end)]
    for claim in [c for c in claims if not _in(c, title_end)]:
        near = found[-MOST:]
        same = next((told for told in near if all(_tell_one(other, claim) for other in told[-MOST:])), None)
        if same is None and _takes_up(claim, [c for told in near for c in told[-MOST:]]):
            same = next((told for told in found if told[0].status in TOLD), None)
        if same is None:
            found.append([claim])
        else:
            same.append(claim)
    return [[*headline, *found[0]], *found[1:]] if found else [headline]


def _tell_one(first: Claim, later: Claim) -> bool:
    """True of two mentions with one status and chain of sources that do not differ in a number of people.

    Two verbs of one sentence tell of two acts ("attacked the village and burned the school") unless the second tells
    what the first did.
    """
    if first.status != later.status or not _one_chain(first, later) or _numbers_differ(first, later):
        return False
    verbs = first.construction not in NOMINAL and later.construction not in NOMINAL
    return not (verbs and first.evidence.sentence == later.evidence.sentence) or of_one_act(first, later)


def _takes_up(claim: Claim, before: Sequence[Claim]) -> bool:
    """True of "the attack" in the outlet's voice that says nothing which others were not named for before."""
    if claim.construction not in NOMINAL or claim.status != "reported" or claim.figures:
        return False
    if _DEFINITE.search(claim.evidence.prefix) is None:
        return False
    places = {p.name for c in before for p in c.where}
    doers = [a for c in before for a in (*c.actors, *c.recipients)]
    told = all(any(same_actor(a, b) for b in doers) for a in (*claim.actors, *claim.recipients))
    return told and all(p.name in places for p in claim.where if p.basis == "stated")


def _numbers_differ(one: Claim, other: Claim) -> bool:
    """True if they count people of a kind and no two of these figures can be one."""
    counts = [[f for f in c.figures if f.kind in PEOPLE] for c in (one, other)]
    kinds = {f.kind for f in counts[0]} & {f.kind for f in counts[1]}
    return not kinds <= {f.kind for f in counts[0] for g in counts[1] if may_be_one(f, g)}


def _one_chain(first: Claim, later: Claim) -> bool:
    if len(first.sayso) != len(later.sayso):
        return False
    return all(_one_source(a, b) for a, b in zip(first.sayso, later.sayso, strict=True))


def _one_source(a: Source, b: Source) -> bool:
    if a.actor is None or b.actor is None:
        return a.actor is b.actor and a.kind == b.kind
    one, other = (s.id or s.name or s.text for s in (a.actor, b.actor))
    return _key(one) == _key(other) or (not (a.actor.id or b.actor.id) and _is_that(one, other))


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _is_that(first: str, later: str) -> bool:
    """True of "a source at the Tarn police" and, later, "the source"; not of "an army source", "the police source"."""
    article, *one = first.casefold().split()
    the, *other = _OF_SOMEBODY.sub("", later.casefold()).split()
    if article not in ("a", "an") or the != "the" or not other:
        return False
    head = _OF_SOMEBODY.sub("", " ".join(one)).split()[-1:]
    return head == other[-1:] and (set(other) <= set(one) or len(_OF_SOMEBODY.sub("", " ".join(one)).split()) == 1)


def _fullness(claim: Claim) -> tuple[int, int]:
    """How much a mention says; of two that say as much, the first in the text."""
    said = (*claim.actors, *claim.recipients, *claim.figures, *(p for p in claim.where if p.basis == "stated"))
    dated = claim.when is not None and claim.when.basis == "stated"
    return len(said) + dated, -claim.evidence.trigger.start


def _linked(claim: Claim, stands_for: dict[str, str], first: dict[str, str]) -> Claim:
    links = [replace(k, claim=stands_for.get(k.claim, k.claim)) for k in claim.links]
    if claim.id in first:
        links.append(Link(relation="same happening", claim=first[claim.id]))
    return replace(claim, links=tuple(links))
