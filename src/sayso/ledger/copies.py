"""Reports that are alike, pair by pair -> groups of copies, the same in whatever order the reports arrive.

A report joins the group of every report that it repeats, or that repeats it, if the shorter of the two has at least
half of the longer's length. A shorter one is a cutting: it joins one group only, that of its best match, so that a
digest of the day, which holds a piece of everything, does not make one group of all it holds.

Groups are a function of the pairs, and of a group only those that hang together with it matter: when a report arrives,
`around` gathers these and `groups` is called on them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.ledger.copy.likeness import Likeness
from sayso.model import Copy

DAYS = 3  # before and after: copies follow within hours
CUTTING = 0.5  # of the longer's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What of a report its place in a group depends on."""

    report: str
    published: str | None
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two reports of which one repeats the other: `share` is that of the shorter's words."""

    shorter: str
    longer: str
    share: float
    jaccard: float
    cutting: bool


def alike(a: Member, b: Member, likeness: Likeness) -> Alike | None:
    """Return the pair if it is one of copies that were published within three days of each other."""
    if not likeness.is_copy or a.report == b.report or not near(a.published, b.published):
        return None
    (shorter, share), (longer, _) = sorted(
        zip((a, b), likeness.shares, strict=True), key=lambda m: (m[0].words, m[0].report)
    )
    return Alike(shorter=shorter.report, longer=longer.report, share=share, jaccard=likeness.jaccard,
                 cutting=shorter.words < CUTTING * longer.words)  # fmt: skip


def near(published_a: str | None, published_b: str | None) -> bool:
    """Return whether two dates allow of copies; a date that is missing or no date allows of any."""
    a, b = _moment(published_a), _moment(published_b)
    return a is None or b is None or abs((a.date() - b.date()).days) <= DAYS


def groups(members: Iterable[Member], pairs: Iterable[Alike]) -> tuple[tuple[Member, ...], ...]:
    """Return the groups of two or more, in each the original first, then by age; pairs of others are passed over."""
    known = {m.report: m for m in members}
    listed = [p for p in pairs if p.shorter in known and p.longer in known]
    heads = {report: report for report in known}
    for pair in listed:
        if not pair.cutting:
            _join(heads, pair.shorter, pair.longer)
    for best in _best_cuttings(heads, known, listed):
        _join(heads, best.shorter, best.longer)
    grouped: dict[str, list[Member]] = {}
    for member in sorted(known.values(), key=_age):
        grouped.setdefault(_head(heads, member.report), []).append(member)
    return tuple(tuple(group) for group in grouped.values() if len(group) > 1)


def copies(group: Iterable[Member], share: Callable[[str, str], float]) -> tuple[Copy, ...]:
    """Return the copies of a group, given what share of a report's words stands in another report.

    All are copies of the earliest published, of several the longest, of several the one with the smallest id.
    """
    original, *rest = sorted(group, key=_age)
    return tuple(Copy(report=m.report, of=original.report, share=share(m.report, original.report)) for m in rest)


def around(report: str, pairs_of: Callable[[str], Iterable[Alike]]) -> frozenset[Alike]:
    """Return all pairs that hang together with a report, given how to find the pairs of one."""
    found: set[Alike] = set()
    seen, todo = {report}, [report]
    while todo:
        for pair in pairs_of(todo.pop()):
            found.add(pair)
            fresh = {pair.shorter, pair.longer} - seen
            seen |= fresh
            todo.extend(fresh)
    return frozenset(found)


def _best_cuttings(heads: dict[str, str], known: Mapping[str, Member], pairs: list[Alike]) -> list[Alike]:
    """Return for each group that is not cut from itself the pair that tells best what it was cut from."""
    best: dict[str, Alike] = {}
    for pair in sorted((p for p in pairs if p.cutting), key=lambda p: _fit(p, known)):
        head = _head(heads, pair.shorter)
        if head != _head(heads, pair.longer):
            best.setdefault(head, pair)
    return list(best.values())


def _fit(pair: Alike, known: Mapping[str, Member]) -> tuple[float, float, tuple[object, ...], str]:
    """Return a key that puts first who holds most of the cutting, and of these who holds least beside it."""
    return -pair.share, -pair.jaccard, _age(known[pair.longer]), pair.shorter


def _age(member: Member) -> tuple[str, int, str]:
    """Return a key that puts the earliest first, then the longest; a day without its hour comes after its moments."""
    moment = _moment(member.published)
    if moment is None:
        return "~", -member.words, member.report
    clock = moment.isoformat() if len(member.published or "") > len("2021-05-11") else f"{moment.date()}~"
    return clock, -member.words, member.report


def _moment(published: str | None) -> datetime | None:
    """Return a date or a moment in UTC, or None; a moment without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(published or "")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _head(heads: dict[str, str], report: str) -> str:
    while heads[report] != report:
        heads[report] = heads[heads[report]]
        report = heads[report]
    return report


def _join(heads: dict[str, str], a: str, b: str) -> None:
    first, second = sorted((_head(heads, a), _head(heads, b)))
    heads[second] = first
