"""Reports read again by a newer sayso -> their rows as they are read now; events keep their ids, people's word stands.

Claims that are read as they were stay untouched. One that is read otherwise is filed anew; one that is gone hands its
place in its event, and what people judged of it, to its heir: see `differences.heirs_of`, `corrections.carry_over`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from sayso.ledger.copy.found import place_copies, unplace_copies
from sayso.ledger.event.kept import keep_events, tell
from sayso.ledger.judgement.corrections import Orphan, carry_over, lay_into
from sayso.ledger.judgement.judged import hidden_reports
from sayso.ledger.merge import judge_again, likenesses_of, place_claims, unfile
from sayso.ledger.reading import reading
from sayso.ledger.record import insert_claims, insert_statements
from sayso.ledger.search.words import add_words, remove_words
from sayso.ledger.store import now, writing
from sayso.ledger.tables import rows
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import (
    changes,
    claim_actors,
    claim_figures,
    claim_places,
    claims,
    judgements,
    memberships,
    reports,
    statements,
)
from sayso.ledger.upkeep.differences import Compared, compare
from sayso.model import Reading, Report
from sayso.records import dumps

BATCH = 50  # reports of one transaction
ASKED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """Reports that are read otherwise, as before, and not there; and judgements that are left without a claim."""

    changed: tuple[str, ...]
    same: tuple[str, ...]
    unknown: tuple[str, ...]
    gone: int
    come: int
    otherwise: int  # claims of the same id that are read otherwise
    orphans: tuple[Orphan, ...]


def replace(engine: Engine, readings: Iterable[Reading]) -> Reread:
    """Put newer readings of reports in the place of the older ones; raise ValueError if a report's text is another."""
    found: list[tuple[str, Compared | None, tuple[Orphan, ...]]] = []
    for batch in batched(readings, BATCH):
        with writing(engine) as connection:
            found += [(r.report.id, *_replace(connection, r)) for r in batch]
    there = [(key, compared) for key, compared, _ in found if compared is not None]
    changed = [(key, c) for key, c in there if c.gone or c.come or c.changed]
    return Reread(
        changed=tuple(key for key, _ in changed), unknown=tuple(key for key, c, _ in found if c is None),
        same=tuple(key for key, c in there if not (c.gone or c.come or c.changed)),
        gone=sum(len(c.gone) for _, c in changed), come=sum(len(c.come) for _, c in changed),
        otherwise=sum(len(c.changed) for _, c in changed), orphans=tuple(o for *_, os in found for o in os),
    )  # fmt: skip


def _replace(connection: Connection, new: Reading) -> tuple[Compared | None, tuple[Orphan, ...]]:
    old = reading(connection, new.report.id)
    if old is None:
        return None, ()
    if old.report.text != new.report.text:
        raise ValueError(f"report {new.report.id}: its text is another now, and a report's text never changes")
    found = compare(old, new)
    if old.report != new.report:
        _write_report(connection, new.report)
    connection.execute(delete(statements).where(statements.c.report == new.report.id))
    insert_statements(connection, new.statements)
    _write_records(connection, old, new)
    if not (found.gone or found.come or found.changed):
        return found, ()
    return found, _exchange(connection, new, found)


def _write_report(connection: Connection, report: Report) -> None:
    """Write what of a report but its text is another now: its parts, or what was made out of its bytes."""
    row = rows.report_row(report, "")
    kept = {name: value for name, value in row.items() if name != "added"}
    connection.execute(update(reports).where(reports.c.id == report.id).values(kept))
    remove_words(connection, report.id)
    add_words(connection, [rows.words_row(report)])
    if not hidden_reports(connection, [report.id]):
        unplace_copies(connection, report.id)
        place_copies(connection, [report])


def _write_records(connection: Connection, old: Reading, new: Reading) -> None:
    """Write the records of claims that both readings have; what they are found by follows where it is another."""
    before = {c.id: c for c in old.claims}
    for claim in new.claims:
        if claim.id in before and claim != before[claim.id]:
            connection.execute(update(claims).where(claims.c.id == claim.id).values(record=dumps(claim)))


# --- the claims ---------------------------------------------------------------------------------------------------


def _exchange(connection: Connection, new: Reading, found: Compared) -> tuple[Orphan, ...]:
    touched = {*found.gone, *found.changed}
    around = {c for pair in likenesses_of(connection, touched) for c in pair} | fellows(connection, touched)
    unfile(connection, touched)
    insert_claims(connection, {c.id: (new.report, c) for c in new.claims if c.id in found.come})
    _inherit(connection, found.heirs)
    keep_events(connection, [], [key for key in found.gone if key not in found.heirs])
    _delete(connection, found.gone)
    orphans = carry_over(connection, _judged(connection, new.report.id, found.gone), found.come)
    for key in found.changed:
        lay_into(connection, key)
    placed = sorted({*found.come, *found.changed})
    place_claims(connection, placed)
    judge_again(connection, {*around, *placed} - set(found.gone))
    _tell(connection, found)
    return orphans


def fellows(connection: Connection, keys: Collection[str]) -> set[str]:
    """Return the claims of the events that claims are of."""
    m, found = memberships.c, set[str]()
    for part in batched(sorted(keys), ASKED):
        events = select(m.event).where(m.claim.in_(part))
        found.update(connection.execute(select(m.claim).where(m.event.in_(events))).scalars())
    return found


def _inherit(connection: Connection, heirs: Mapping[str, str]) -> None:
    """Put heirs where those that are gone were, so that a lone claim's event keeps its id."""
    for old, new in heirs.items():
        connection.execute(update(memberships).where(memberships.c.claim == old).values(claim=new))


def _delete(connection: Connection, keys: Collection[str]) -> None:
    for part in batched(keys, ASKED):
        for table in (claim_actors, claim_places, claim_figures):
            connection.execute(delete(table).where(table.c.claim.in_(part)))
        connection.execute(delete(claims).where(claims.c.id.in_(part)))


def _judged(connection: Connection, report: str, gone: Iterable[str]) -> list[str]:
    """Return the claims whose judgements look for heirs: those that are gone now, and that were lost before."""
    j = judgements.c
    query = select(j.claim, j.anchor, j.other, j.other_anchor).where(
        or_(j.anchor.startswith(f"{report} "), j.other_anchor.startswith(f"{report} ")))  # fmt: skip
    kept = {key for row in connection.execute(query) for key, anchor in ((row[0], row[1]), (row[2], row[3]))
            if key and anchor and anchor.startswith(report)}  # fmt: skip
    there = set(connection.execute(select(claims.c.id).where(claims.c.report == report)).scalars())
    return sorted({*gone, *kept - there})


def _tell(connection: Connection, found: Compared) -> None:
    """Write down that claims are new or gone; events may have other days, though the same claims."""
    m = memberships.c
    keys = sorted({*found.changed, *found.heirs.values()})
    now_of = {
        row.claim: row.event for part in batched(keys, ASKED)
        for row in connection.execute(select(m.claim, m.event).where(m.claim.in_(part)))
    }  # fmt: skip
    if now_of:
        tell(connection, set(now_of.values()), now_of, now_of)
    made = [{"claim": k, "what": "made", "to": None} for k in found.come]
    made += [{"claim": k, "what": "redirected", "to": v} for k, v in sorted(found.heirs.items())]
    made += [{"claim": k, "what": "gone", "to": None} for k in found.gone if k not in found.heirs]
    made += [{"claim": k, "what": "changed", "to": None} for k in found.changed]
    if made:
        connection.execute(insert(changes), [{**row, "event": "", "made": now()} for row in made])
