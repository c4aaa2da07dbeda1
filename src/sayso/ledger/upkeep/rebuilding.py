"""What was read and judged -> all that follows from it, made anew; events keep their ids.

What follows: the columns beside the records, copies, blocks, likenesses, events and their numbers. It takes about as
long as adding the reports did, without reading them.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from sayso.ledger.copy.found import place_copies
from sayso.ledger.event.kept import tell
from sayso.ledger.judgement.corrections import corrected
from sayso.ledger.judgement.judged import hidden_reports, judgements_on
from sayso.ledger.merge import judge_again, likenesses_of, place_claims
from sayso.ledger.reading import report_ids
from sayso.ledger.tables import rows
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import (
    blocks,
    claim_actors,
    claim_figures,
    claim_places,
    claims,
    copies,
    copy_keys,
    copy_pairs,
    counted,
    every_claim,
    likenesses,
    memberships,
    metadata,
    reports,
    tallies,
    untallied,
)
from sayso.ledger.tables.tallied import tally, tally_all
from sayso.ledger.upkeep.rereading import fellows
from sayso.model import Claim, Report
from sayso.records import loads

BATCH = 200  # reports
DERIVED = (untallied, tallies, counted, likenesses, blocks, copy_pairs, copy_keys, copies)  # thrown away whole
SHOWN = ("type", "mode", "status", "first_day", "last_day", "country", "dated")  # what an event is shown by
log = logging.getLogger(__name__)


def rebuild(connection: Connection) -> None:
    """Make anew what follows from the records and from people's judgements."""
    keys = report_ids(connection)
    if keys:
        log.warning("what follows from %s reports is made anew by this version of sayso", f"{len(keys):,}")
    _make_tables(connection)
    changed = {c for part in batched(keys, BATCH) for c in _write_columns(connection, part)}
    for part in batched(keys, BATCH):
        shown = sorted(set(part) - hidden_reports(connection, part))
        place_copies(connection, _reports(connection, shown))
    _count(connection)
    for part in batched(keys, BATCH):
        found = connection.execute(select(claims.c.id).where(claims.c.report.in_(part)).order_by(claims.c.id))
        place_claims(connection, list(found.scalars()))
        tally(connection)
    _part_events(connection)
    _tell(connection, changed)


# --- tables -------------------------------------------------------------------------------------------------------


def _make_tables(connection: Connection) -> None:
    """Make the derived tables, the view and the triggers as this version has them, empty."""
    _drop_triggers(connection)
    connection.execute(text("DROP VIEW IF EXISTS every_claim"))
    for table in DERIVED:
        table.drop(connection, checkfirst=True)
    metadata.create_all(connection)


def _drop_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in found.all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        return
    ours = "proname LIKE 'sayso\\_%' AND pronamespace = current_schema()::regnamespace"
    for name in connection.execute(text(f"SELECT proname FROM pg_proc WHERE {ours}")).scalars().all():
        connection.execute(text(f'DROP FUNCTION "{name}"() CASCADE'))  # with its trigger


def _count(connection: Connection) -> None:
    """Count the claims that are of an event and were not counted with their copies."""
    there = select(counted.c.claim)
    wanted = select(*every_claim.c).where(every_claim.c.event != "", every_claim.c.claim.not_in(there))
    connection.execute(insert(counted).from_select([c.name for c in every_claim.c], wanted))
    tally_all(connection)


# --- rows ---------------------------------------------------------------------------------------------------------


def _reports(connection: Connection, keys: Sequence[str]) -> list[Report]:
    query = select(reports.c.record).where(reports.c.id.in_(keys)).order_by(reports.c.id)
    return [loads(Report, record) for record in connection.execute(query).scalars()]


def _write_columns(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Write what claims of reports are found, counted and compared by; return those that events show otherwise now."""
    of = {r.id: r for r in _reports(connection, keys)}
    kept = connection.execute(select(claims).where(claims.c.report.in_(keys))).mappings().all()
    given = defaultdict(list)
    for judgement in judgements_on(connection, [row["id"] for row in kept]):
        given[judgement.claim].append(judgement)
    changed: set[str] = set()
    slots: dict[Any, list[rows.Row]] = {claim_actors: [], claim_places: [], claim_figures: []}
    for row in kept:
        claim, _ = corrected(loads(Claim, row["record"]), given[row["id"]])
        made = rows.claim_row(of[row["report"]], claim) | {"record": row["record"]}
        if made != dict(row):
            connection.execute(update(claims).where(claims.c.id == row["id"]).values(made))
        if any(made[name] != row[name] for name in SHOWN):
            changed.add(row["id"])
        _slots(slots, claim, made["first_day"])
    _write_slots(connection, [row["id"] for row in kept], slots)
    return changed


def _slots(into: dict[Any, list[rows.Row]], claim: Claim, day: str | None) -> None:
    into[claim_actors] += rows.actor_rows(claim, day)
    into[claim_places] += rows.place_rows(claim, day)
    into[claim_figures] += rows.figure_rows(claim)


def _write_slots(connection: Connection, keys: Sequence[str], made: dict[Any, list[rows.Row]]) -> None:
    for table, found in made.items():
        for part in batched(keys, BATCH):
            connection.execute(delete(table).where(table.c.claim.in_(part)))
        if found:
            connection.execute(insert(table), found)


# --- events -------------------------------------------------------------------------------------------------------


def _part_events(connection: Connection) -> None:
    """Judge each event of several claims with all that hangs together with it: claims may belong to it no longer."""
    m, done = memberships.c, set[str]()
    several = select(m.event).group_by(m.event).having(func.count() > 1).order_by(m.event)
    for event in connection.execute(several).scalars().all():
        mine = set(connection.execute(select(m.claim).where(m.event == event)).scalars())
        if not mine <= done:
            region = _region(connection, mine)
            judge_again(connection, sorted(region))
            done |= region


def _region(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Return all that hangs together with claims, by likeness or by the event that they were of."""
    found, todo = set[str](), set(keys)
    while todo:
        found |= todo
        like = {c for pair in likenesses_of(connection, todo) for c in pair}
        todo = (like | fellows(connection, todo)) - found
    return found


def _tell(connection: Connection, changed: Iterable[str]) -> None:
    m, now_of = memberships.c, dict[str, str]()
    for part in batched(sorted(changed), BATCH):
        now_of |= {
            row.claim: row.event for row in connection.execute(select(m.claim, m.event).where(m.claim.in_(part)))
        }
    if now_of:
        tell(connection, set(now_of.values()), now_of, now_of)
