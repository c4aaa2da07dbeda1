"""What people set right in a claim -> the claim as it is shown, found and compared; its record never changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from sayso.knowledge.claim_rules import load_rules
from sayso.ledger.judgement.judged import Judgement, judgements_on
from sayso.ledger.store import LedgerError
from sayso.ledger.tables import rows
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import (
    claim_actors,
    claim_figures,
    claim_places,
    claims,
    judgements,
    memberships,
    reports,
)
from sayso.ledger.upkeep.evidence import amiss
from sayso.model import Claim, Report
from sayso.records import dumps, from_json, loads, to_json

ASKED = 500
# To allow another field, add it: its value is JSON of the shape it has in the record.
FIELDS = ("type", "mode", "contexts", "status", "actors", "recipients", "when", "where", "figures")


class Orphan(NamedTuple):
    """A judgement that found no claim to stand on after its report was read anew, and the claim it stood on."""

    judgement: int
    claim: str


def corrected(claim: Claim, given: Iterable[Judgement]) -> tuple[Claim, tuple[str, ...]]:
    """Return a claim with the corrections that stand laid over it, and the fields they set; the later one holds.

    One that does not fit any more is left out; `verify` lists it.
    """
    values = {j.field: j.value for j in sorted(given) if j.kind == "correct" and j.claim == claim.id}
    laid: dict[str, str] = {}
    for field in FIELDS:
        if (value := values.get(field)) is not None:
            with suppress(LedgerError):
                claim = _with(claim, field, value)
                laid[field] = value
    return _settled(claim, laid), tuple(laid)


def check_correction(report: Report, claim: Claim, field: str, value: str) -> Claim:
    """Return the claim with one field set right; raise LedgerError if the value does not fit, or is not of the text."""
    if field not in FIELDS:
        raise LedgerError(f"{field} cannot be corrected; {', '.join(FIELDS)} can")
    made = _settled(_with(claim, field, value), {field: value})
    if wrong := amiss(report.text, getattr(made, field)):
        raise LedgerError(f"a correction of {field} must point at the report's words: {wrong[0]}")
    info = load_rules().types[made.type]
    if made.mode is not None and made.mode not in info.modes:
        raise LedgerError(f"{made.type} has no mode {made.mode!r}; it has {', '.join(info.modes) or 'none'}")
    if unknown := set(made.contexts) - load_rules().contexts.keys():
        raise LedgerError(f"there is no context {', '.join(sorted(unknown))}")
    return made


def check_on(connection: Connection, key: str, field: str, value: str) -> None:
    """Raise LedgerError if a correction does not fit a claim as it stands with the corrections of its other fields."""
    report, claim = _record(connection, key)
    given = [j for j in judgements_on(connection, [key]) if j.field != field]
    check_correction(report, corrected(claim, given)[0], field, value)


def lay_into(connection: Connection, key: str) -> None:
    """Write anew what a claim is found, counted and compared by, as its corrections have it; its record stays."""
    report, claim = _record(connection, key)
    made, _ = corrected(claim, judgements_on(connection, [key]))
    row = rows.claim_row(report, made) | {"record": claims.c.record}
    connection.execute(update(claims).where(claims.c.id == key).values(row))
    day = row["first_day"]
    for table, found in (
        (claim_actors, rows.actor_rows(made, day)), (claim_places, rows.place_rows(made, day)),
        (claim_figures, rows.figure_rows(made)),
    ):  # fmt: skip
        connection.execute(delete(table).where(table.c.claim == key))
        if found:
            connection.execute(insert(table), found)
    same = update(memberships).where(memberships.c.claim == key).values(event=memberships.c.event)
    connection.execute(same)  # so that it is counted anew: ledger/tables/counted.py


def carry_over(connection: Connection, old: Iterable[str], new: Iterable[str]) -> tuple[Orphan, ...]:
    """Give the judgements on claims that a newer reading has replaced to their heirs; return those without one.

    Heirs are among the `new` claims: one that was there before is another, and was not judged. To be called when the
    old rows are gone and the new ones there, before these are placed. The anchor stays as it was written, so that many
    upgrades do not lead a judgement astray.
    """
    come = frozenset(new)
    orphans: list[Orphan] = []
    for part in batched(sorted(set(old)), ASKED):
        found = _judgements_of(connection, part)
        anchors = [(r.claim, r.anchor) for r in found] + [(r.other, r.other_anchor) for r in found if r.other]
        for row in found:
            one = _heir(connection, row.claim, anchors, come)
            two = _heir(connection, row.other, anchors, come) if row.other else None
            if one is None or (row.other and two in (None, one)):
                orphans.append(Orphan(row.number, row.claim if one is None else row.other))
            else:
                change = update(judgements).where(judgements.c.number == row.number)
                connection.execute(change.values(claim=one, other=two))
                if row.kind == "correct":
                    lay_into(connection, one)
    return tuple(orphans)


# --- laying over --------------------------------------------------------------------------------------------------


def _with(claim: Claim, field: str, value: str) -> Claim:
    """Return the claim with a field's value out of JSON; raise LedgerError where it does not fit."""
    try:
        given = json.loads(value, parse_constant=_no_number)
        made = from_json(Claim, {**to_json(claim), field: given})
        dumps(made)  # what cannot be written, as half a surrogate pair, is no text
    except (ValueError, TypeError, RecursionError) as error:
        said = (str(error).strip().splitlines() or ["it nests too deep"])[0]
        raise LedgerError(f"a correction of {field} does not fit: {said[:200]}") from error
    return made


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _settled(claim: Claim, given: Mapping[str, str]) -> Claim:
    """Return a claim whose quad class, score and code follow from a corrected type or mode, as they do in reading."""
    if given.keys().isdisjoint(("type", "mode")):
        return claim
    info = load_rules().types[claim.type]
    mode = claim.mode if claim.mode in info.modes or "mode" in given else None
    score = info.modes.get(mode) if mode is not None else None
    root = info.cameo_root
    cameo = claim.cameo if claim.cameo and claim.cameo.startswith(root) else root
    return replace(claim, mode=mode, quad=info.quad, intensity=info.score if score is None else score, cameo=cameo)


def _record(connection: Connection, key: str) -> tuple[Report, Claim]:
    query = (
        select(reports.c.record.label("report"), claims.c.record.label("claim"))
        .join(claims, claims.c.report == reports.c.id).where(claims.c.id == key)
    )  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"no claim {key}")
    return loads(Report, row.report), loads(Claim, row.claim)


# --- heirs --------------------------------------------------------------------------------------------------------


def _judgements_of(connection: Connection, old: Sequence[str]) -> list[Any]:
    table = judgements.c
    query = select(judgements).where(or_(table.claim.in_(old), table.other.in_(old))).order_by(table.number)
    return list(connection.execute(query))


def _heir(connection: Connection, key: str, anchors: Iterable[tuple[str, str]], come: frozenset[str]) -> str | None:
    """Return the claim if it is still there, else the new one of its type with the nearest trigger in the sentence.

    A claim whose type was corrected has anchors of more types than one; any of them will do.
    """
    if connection.execute(select(claims.c.id).where(claims.c.id == key)).first() is not None:
        return key
    mine = [anchor.split(" ") for claim, anchor in anchors if claim == key and anchor.count(" ") == 2]
    best: tuple[int, str] | None = None
    for report, type_, place in mine:
        query = select(claims.c.record).where(claims.c.report == report, claims.c.type == type_)
        for claim in (loads(Claim, r) for r in connection.execute(query).scalars()):
            if claim.id in come and claim.evidence.sentence.start <= int(place) < claim.evidence.sentence.end:
                far = abs(claim.evidence.trigger.start - int(place)), claim.id
                best = far if best is None else min(best, far)
    return best[1] if best else None
