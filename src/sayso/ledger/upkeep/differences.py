"""Two readings of one report -> which claims are new, gone, or read otherwise now, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple

from sayso.model import Claim, MadeBy, Reading
from sayso.records import to_json

LEFT_OUT = frozenset({"id", "report", "made_by"})  # of a claim's fields: they say nothing of what was read
NOBODY = MadeBy(sayso="", model="", knowledge="")


class Difference(NamedTuple):
    """A claim that is new or gone, or one field of a claim that is another now; `now` is its id today."""

    report: str
    claim: str
    now: str | None
    what: Literal["new", "gone", "changed"]
    field: str | None = None
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Ids of the claims that one of two readings has, that both have otherwise; and who follows those that are gone."""

    gone: tuple[str, ...]
    come: tuple[str, ...]
    changed: tuple[str, ...]
    heirs: Mapping[str, str]


def compare(old: Reading, new: Reading) -> Compared:
    """Return what of a newer reading of a report is another than in the older; who made it does not count."""
    before, after = ({c.id: c for c in r.claims} for r in (old, new))
    gone = [c for key, c in before.items() if key not in after]
    come = [c for key, c in after.items() if key not in before]
    otherwise = old.report != new.report  # claims are compared by words of their report, too
    changed = [key for key, c in before.items() if key in after and (otherwise or _told(c) != _told(after[key]))]
    return Compared(gone=_ids(gone), come=_ids(come), changed=tuple(sorted(changed)), heirs=heirs_of(gone, come))


def differences(old: Reading, new: Reading) -> list[Difference]:
    """Return what a newer reading changes in the claims of a report, in the order of its text."""
    found = compare(old, new)
    before, after = ({c.id: c for c in r.claims} for r in (old, new))
    same = {key: key for key in before.keys() & after.keys()} | dict(found.heirs)
    report = old.report.id
    told = [
        (before[a].evidence.trigger, d) for a, b in same.items() for d in _changes(before[a], after[b], found.heirs)
    ]
    told += [(before[k].evidence.trigger, Difference(report, k, None, "gone")) for k in found.gone if k not in same]
    heirs = set(found.heirs.values())
    told += [(after[k].evidence.trigger, Difference(report, k, k, "new")) for k in found.come if k not in heirs]
    return [d for _, d in sorted(told, key=lambda t: (t[0], t[1].claim, t[1].field or ""))]


def heirs_of(gone: Sequence[Claim], come: Sequence[Claim]) -> dict[str, str]:
    """Return for claims that are gone those that came in their place, by id, each once.

    One that has the same trigger, else one of the same type whose trigger is nearest in the same sentence.
    """
    near = sorted((_distance(a, b), a.id, b.id) for a in gone for b in come if _may_follow(a, b))
    found: dict[str, str] = {}
    for _, old, new in near:
        if old not in found and new not in found.values():
            found[old] = new
    return found


def _may_follow(old: Claim, new: Claim) -> bool:
    a, b = old.evidence.trigger, new.evidence.trigger
    return a == b or (old.type == new.type and new.evidence.sentence.start <= a.start < new.evidence.sentence.end)


def _distance(old: Claim, new: Claim) -> tuple[int, bool, int]:
    a, b = old.evidence.trigger, new.evidence.trigger
    roles = [{x.span for x in (*c.actors, *c.recipients)} for c in (old, new)]
    return abs(a.start - b.start) + abs(a.end - b.end), old.type != new.type, -len(roles[0] & roles[1])


def _changes(old: Claim, new: Claim, heirs: Mapping[str, str]) -> Iterator[Difference]:
    was = to_json(_renamed(old, heirs))
    now = to_json(new)
    for field in (f.name for f in fields(Claim) if f.name not in LEFT_OUT):
        if was[field] != now[field]:
            yield Difference(old.report, old.id, new.id, "changed", field, was[field], now[field])


def _renamed(claim: Claim, heirs: Mapping[str, str]) -> Claim:
    """Return a claim whose links name the heirs of claims: that these have other ids is no difference of its own."""
    return replace(claim, links=tuple(replace(link, claim=heirs.get(link.claim, link.claim)) for link in claim.links))


def _told(claim: Claim) -> Claim:
    return replace(claim, made_by=NOBODY)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted(c.id for c in claims))
