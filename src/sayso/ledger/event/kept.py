"""Groups of claims -> events with ids that last: the largest successor keeps the id, the others point to it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select

from sayso.ledger.likeness.alike import likeness
from sayso.ledger.likeness.alike_columns import Pair
from sayso.ledger.likeness.marks import STAGES, Marks
from sayso.ledger.store import now
from sayso.ledger.tables.batches import among, batched, insert_rows, insert_tuples, update_rows
from sayso.ledger.tables.schema import changes, claims, events, memberships
from sayso.records import content_id

ASKED = 500
MEMBER = ("claim", "event", "score", "reasons")
ALONE = json.dumps({"like": None, "reasons": ["alone"]})


class Group(NamedTuple):
    """Claims of one event, and how alike the pairs of them are that do not exclude each other."""

    claims: Sequence[Marks]
    like: Mapping[Pair, float]


def keep_events(connection: Connection, groups: Sequence[Group], gone: Sequence[str] = ()) -> None:
    """Write down which claims are of which event, and what became of the events they were of; `gone` are of none."""
    old = _events_of(connection, [m.claim for g in groups for m in g.claims] + list(gone))
    ids = _inherit(connection, groups, old)
    moved = {m.claim: ids[n] for n, g in enumerate(groups) for m in g.claims}
    touched = {old[c] for c in gone if c in old}
    touched |= {e for c, new in moved.items() if old.get(c) != new for e in (old.get(c), new) if e}
    changed = {ids[n]: g for n, g in enumerate(groups) if ids[n] in touched}
    _write_members(connection, changed, old, gone)
    if touched:
        tell(connection, touched, old, moved)


def _events_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    m = memberships.c
    query = select(m.claim, m.event).where(among(connection, m.claim, sorted(set(keys))))
    return {claim: event for claim, event in connection.execute(query).all()}  # noqa: C416


def _inherit(connection: Connection, groups: Sequence[Group], old: Mapping[str, str]) -> list[str]:
    """Return an id for each group: that of the event most of whose claims it has, each given once; else a new one."""
    shares = sorted(
        ((-n, event, i) for i, g in enumerate(groups)
         for event, n in Counter(old[m.claim] for m in g.claims if m.claim in old).items()),
    )  # fmt: skip
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, event, i in shares:
        if i not in given and event not in taken:
            given[i] = event
            taken.add(event)
    return _with_new(connection, groups, given)


def _with_new(connection: Connection, groups: Sequence[Group], given: Mapping[int, str]) -> list[str]:
    wanted = {i: content_id("event", g.claims[0].claim) for i, g in enumerate(groups) if i not in given}
    taken = set(given.values())
    there = select(changes.c.event).where(among(connection, changes.c.event, sorted(wanted.values())))
    taken.update(connection.execute(there).scalars())
    ids = dict(given)
    for i, key in wanted.items():
        n = count(2)
        while key in taken:
            key = content_id("event", groups[i].claims[0].claim, next(n))
            taken.update(connection.execute(select(changes.c.event).where(changes.c.event == key)).scalars())
        taken.add(key)
        ids[i] = key
    return [ids[i] for i in range(len(groups))]


def _write_members(
    connection: Connection, changed: Mapping[str, Group], old: Mapping[str, str], gone: Sequence[str]
) -> None:
    """Write the members of events that changed; one that stays where it is costs no counting."""
    rows = [row for event, group in changed.items() for row in _member_rows(group, event)]
    stay = [dict(zip(MEMBER, row, strict=True)) for row in rows if old.get(row[0]) == row[1]]
    come = [row for row in rows if old.get(row[0]) != row[1]]
    for part in batched([c for c in (*(row[0] for row in come), *gone) if c in old], ASKED):
        connection.execute(delete(memberships).where(memberships.c.claim.in_(part)))
    update_rows(connection, memberships, ("claim",), stay)
    insert_tuples(connection, memberships, MEMBER, come)


def _member_rows(group: Group, event: str) -> Iterator[tuple[str, str, float, str]]:
    """Yield a row a claim, with the average likeness to the others and the reasons of the likest."""
    marks = {m.claim: m for m in group.claims}
    found: dict[str, list[tuple[float, str]]] = {claim: [] for claim in marks}
    for a, b in combinations(sorted(marks), 2):
        if (score := group.like.get((a, b))) is not None:
            found[a].append((score, b))
            found[b].append((score, a))
    reasons: dict[Pair, str] = {}  # two are often the likest of each other
    for claim, others in found.items():
        if not others:
            yield claim, event, 1.0, ALONE
            continue
        best = max(others)[1]
        pair = (claim, best) if claim < best else (best, claim)
        if pair not in reasons:
            reasons[pair] = json.dumps(getattr(likeness(marks[claim], marks[best]), "reasons", ()))
        why = f'{{"like": "{best}", "reasons": {reasons[pair]}}}'
        yield claim, event, round(sum(score for score, _ in others) / len(others), 4), why


def tell(connection: Connection, touched: set[str], old: Mapping[str, str], moved: Mapping[str, str]) -> None:
    """Write the rows of events that changed, and what happened to each."""
    members: dict[str, list[Any]] = defaultdict(list)
    m, c, listed = memberships.c, claims.c, sorted(touched)
    query = (
        select(m.event, c.type, c.mode, c.first_day, c.last_day, c.country, c.dated, c.status)
        .join(claims, c.id == m.claim).where(among(connection, m.event, listed))
    )  # fmt: skip
    for row in connection.execute(query).all():
        members[row.event].append(row)
    before = set(old.values())
    connection.execute(delete(events).where(among(connection, events.c.id, listed)))
    insert_rows(connection, events, [_event_row(event, members[event]) for event in listed if members[event]])
    told = [_change(event, event in before, bool(members[event]), old, moved) for event in listed]
    insert_rows(connection, changes, told)


def _event_row(event: str, rows: Sequence[Any]) -> dict[str, Any]:
    dated = [r for r in rows if r.dated] or rows
    first = Counter(sorted(r.first_day for r in dated if r.first_day))
    last = Counter(sorted(r.last_day for r in dated if r.last_day))
    modes, countries = (
        Counter(sorted(x for x in xs if x)) for xs in zip(*((r.mode, r.country) for r in rows), strict=True)
    )
    return {
        "id": event, "type": rows[0].type, "mode": _commonest(modes), "stage": STAGES[rows[0].status],
        "first_day": _commonest(first), "last_day": _commonest(last), "country": _commonest(countries),
        "claims": len(rows),
    }  # fmt: skip


def _commonest(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _change(
    event: str, known: bool, alive: bool, old: Mapping[str, str], moved: Mapping[str, str]
) -> dict[str, str | None]:
    if alive:
        return {"event": event, "what": "changed" if known else "made", "to": None, "made": now()}
    heirs = Counter(sorted(moved[c] for c, was in old.items() if was == event and c in moved))
    heir = _commonest(heirs)
    return {"event": event, "what": "redirected" if heir else "gone", "to": heir, "made": now()}
