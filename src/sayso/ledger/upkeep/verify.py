"""A ledger -> what in it is damaged: every hash made again, every row held against the record it was made from.

A claim's and a statement's id are hashes of their records, a report's of its outlet, address, date and words; they are
made again here. What is judged (files, memberships, events) is held against what it is judged from.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, Table, func, select, text

from sayso.ledger.judgement.corrections import check_on, corrected
from sayso.ledger.judgement.judged import Judgement, hidden_reports, judgements_on, rulings_on
from sayso.ledger.merge import load_marks
from sayso.ledger.store import LedgerError
from sayso.ledger.tables import filing, rows
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.keyed import rows_under
from sayso.ledger.tables.schema import (
    blocks,
    captures,
    claim_actors,
    claim_figures,
    claim_places,
    claims,
    counted,
    events,
    every_claim,
    judgements,
    likenesses,
    memberships,
    reports,
    statements,
    tallies,
)
from sayso.ledger.tables.tallied import sums
from sayso.ledger.upkeep.evidence import amiss, claim_id, report_id, statement_id
from sayso.model import Claim, Report, Statement
from sayso.records import loads

BATCH = 200  # reports looked at together
ADDED = 8  # recipients among which those are looked for that a claim was named by
Kept = TypeVar("Kept", Report, Statement, Claim)
Row = Mapping[str, Any]


class Damage(NamedTuple):
    """What is wrong with a row: its table, its key, and why."""

    table: str
    id: str
    what: str


def verify(engine: Engine) -> list[Damage]:
    """Return all damage found; it takes about as long as adding the reports did."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection:  # one state of the ledger, while others write
        return damage_in(connection)


def damage_in(connection: Connection) -> list[Damage]:
    """Return all damage that a transaction sees."""
    if found := list(_file(connection)):
        return found  # what a broken file says of its rows is no finding
    found.extend(_read(connection))
    found.extend(_lost(connection))
    filed = connection.execute(select(blocks.c.claim, func.count()).group_by(blocks.c.claim))
    rows_of = {row[0]: row[1] for row in filed}
    for keys in batched([*connection.execute(select(claims.c.id)).scalars()], BATCH):
        found.extend(_judged(connection, keys))
        found.extend(_filed(connection, keys, rows_of))
    found.extend(_events(connection))
    found.extend(_counted(connection))
    found.extend(_corrections(connection))
    return found


def _file(connection: Connection) -> Iterator[Damage]:
    if connection.dialect.name != "sqlite":
        return  # a server checks its pages itself
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield Damage("(file)", "", said)
    for table, row, other, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Damage(table, f"row {row}", f"hangs on a row of {other} that is not there")


# --- what was read ------------------------------------------------------------------------------------------------


def _read(connection: Connection) -> Iterator[Damage]:
    searched = _searched(connection)
    keys = list(connection.execute(select(reports.c.id)).scalars())
    for part in batched(keys, BATCH):
        known: dict[str, Report] = {}
        yield from _reports(connection, part, known)
        yield from _captures(connection, known)
        yield from _words(searched, known, connection.dialect.name == "sqlite")
        yield from _statements(connection, known)
        yield from _claims(connection, known)
    for key in sorted(searched.keys() - set(keys)):
        yield Damage("report_words", key, "there is no such report")


def _reports(connection: Connection, keys: Sequence[str], known: dict[str, Report]) -> Iterator[Damage]:
    """Yield what is wrong with reports, and put those that can be read into `known`."""
    for row in _rows(connection, reports, reports.c.id, keys):
        report, wrong = _loaded(Report, row)
        if report is not None:
            known[row["id"]] = report
            wrong += _differing(row, rows.report_row(report, row["added"]))
            wrong += ["its id is not the hash of its record"] if report_id(report) != row["id"] else []
            wrong += amiss(report.text, report)
        yield from (Damage("reports", row["id"], w) for w in wrong)


def _captures(connection: Connection, known: Mapping[str, Report]) -> Iterator[Damage]:
    for row in _rows(connection, captures, captures.c.report, known):
        try:
            sha256 = hashlib.sha256(zlib.decompress(row["raw"])).hexdigest()
        except zlib.error:
            yield Damage("captures", row["report"], "its bytes cannot be unpacked")
            continue
        if sha256 != known[row["report"]].sha256:
            yield Damage("captures", row["report"], "its bytes are not those that were read (sha256)")


def _words(searched: Mapping[str, list[bytes]], known: Mapping[str, Report], whole: bool) -> Iterator[Damage]:
    for key, report in known.items():
        if searched.get(key) != [_digest(rows.words_row(report)) if whole else b""]:
            yield Damage("report_words", key, "is not searched by its words, once")


def _searched(connection: Connection) -> dict[str, list[bytes]]:
    """Return for each report a hash of what it is searched by; a server keeps no words, only that it is."""
    whole = connection.dialect.name == "sqlite"
    found: dict[str, list[bytes]] = defaultdict(list)
    for row in connection.execute(text(f"SELECT report{', title, body' if whole else ''} FROM report_words")):
        found[row.report].append(_digest(tuple(row)) if whole else b"")
    return found


def _digest(row: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\0".join(row).encode("utf8", "backslashreplace")).digest()[:8]


def _statements(connection: Connection, known: Mapping[str, Report]) -> Iterator[Damage]:
    for row in _rows(connection, statements, statements.c.report, known):
        statement, wrong = _loaded(Statement, row)
        if statement is not None:
            wrong += _differing(row, rows.statement_row(statement))
            wrong += ["its id is not the hash of its record"] if statement_id(statement) != row["id"] else []
            wrong += amiss(known[row["report"]].text, statement)
        yield from (Damage("statements", row["id"], w) for w in wrong)


def _claims(connection: Connection, known: Mapping[str, Report]) -> Iterator[Damage]:
    found: dict[str, tuple[Claim, str | None]] = {}
    kept = _rows(connection, claims, claims.c.report, known)
    given: dict[str, list[Judgement]] = defaultdict(list)
    for j in judgements_on(connection, [row["id"] for row in kept]):
        given[j.claim].append(j)
    for row in kept:
        claim, wrong = _loaded(Claim, row)
        if claim is not None:
            report = known[row["report"]]
            shown, _ = corrected(claim, given.get(claim.id, ()))
            made = rows.claim_row(report, shown) | {"record": row["record"]}
            found[row["id"]] = shown, made["first_day"]
            wrong += _differing(row, made)
            wrong += ["its id is not the hash of its record"] if row["id"] not in _ids_of(claim) else []
            wrong += amiss(report.text, claim)
        yield from (Damage("claims", row["id"], w) for w in wrong)
    yield from _slots(connection, claim_actors, found, rows.actor_rows)
    yield from _slots(connection, claim_places, found, rows.place_rows)
    yield from _slots(connection, claim_figures, found, lambda claim, _: rows.figure_rows(claim))


def _ids_of(claim: Claim) -> Iterator[str]:
    """Yield the ids that a claim may have: one told again was named before its other tellings added who did what."""
    yield claim_id(claim)
    if claim.retold:
        some = claim.recipients[:ADDED]
        for n, actors in product(range(len(some) + 1), (claim.actors, ())):
            for own in combinations(some, n):
                yield claim_id(replace(claim, actors=actors, recipients=own))


def _slots(
    connection: Connection, table: Table, known: Mapping[str, tuple[Claim, str | None]],
    make: Callable[[Claim, str | None], list[rows.Row]],
) -> Iterator[Damage]:  # fmt: skip
    """Yield claims whose rows in a table are not those that their record makes."""
    kept: dict[str, list[str]] = defaultdict(list)
    for keys in batched(known, BATCH):
        for row in _rows(connection, table, table.c.claim, keys):
            kept[row["claim"]].append(repr(sorted(row.items())))
    for key, (claim, day) in known.items():
        if sorted(kept[key]) != sorted(repr(sorted(row.items())) for row in make(claim, day)):
            yield Damage(table.name, key, "its rows are not those of its claim's record")


def _rows(connection: Connection, table: Table, column: Any, keys: Iterable[str]) -> list[Row]:
    return [*connection.execute(select(table).where(column.in_(list(keys)))).mappings()]


def _loaded(kind: type[Kept], row: Row) -> tuple[Kept | None, list[str]]:
    try:
        return loads(kind, row["record"]), []
    except ValueError as error:
        return None, [f"its record cannot be read ({str(error).splitlines()[0]})"]


def _differing(row: Row, made: Row) -> list[str]:
    wrong = [name for name in made if row[name] != made[name]]
    return [f"differs from its record in {', '.join(wrong)}"] if wrong else []


# --- what is judged -----------------------------------------------------------------------------------------------


def _lost(connection: Connection) -> Iterator[Damage]:
    """Yield rows about claims that are not there, or stand twice where they may once."""
    there = select(claims.c.id)
    for table, column in ((memberships, memberships.c.claim), (blocks, blocks.c.claim), (likenesses, likenesses.c.one)):
        for key in connection.execute(select(column).where(column.not_in(there)).distinct()).scalars():
            yield Damage(table.name, key, "there is no such claim")
    day = func.coalesce(claims.c.first_day, "")
    query = select(likenesses.c.one).join(claims, claims.c.id == likenesses.c.one).where(likenesses.c.day != day)
    for key in connection.execute(query.distinct()).scalars():
        yield Damage("likenesses", key, "stands under another day than its claim's")
    one, other = likenesses, likenesses.alias()
    back = (one.c.one == other.c.other) & (one.c.other == other.c.one) & (one.c.score == other.c.score)
    query = select(one.c.one, one.c.other).join(other, back, isouter=True).where(other.c.one.is_(None))
    for a, b in connection.execute(query):
        yield Damage("likenesses", f"{a} {b}", "is not kept both ways round")


def _judged(connection: Connection, keys: Sequence[str]) -> Iterator[Damage]:
    """Yield claims that are not of exactly one event though they are shown."""
    query = select(claims.c.id, claims.c.report).where(claims.c.id.in_(keys))
    report_of = {row.id: row.report for row in connection.execute(query)}
    hidden = hidden_reports(connection, set(report_of.values()))
    rejected = rulings_on(connection, keys).rejected
    members = set(connection.execute(select(memberships.c.claim).where(memberships.c.claim.in_(keys))).scalars())
    for key, report in report_of.items():
        if (key in members) != (report not in hidden and key not in rejected):
            state = "is of an event, and hidden or rejected" if key in members else "is of no event"
            yield Damage("memberships", key, state)


def _filed(connection: Connection, keys: Sequence[str], rows_of: Mapping[str, int]) -> Iterator[Damage]:
    wanted = {key: {(*row, key) for row in filing.rows(m)} for key, m in load_marks(connection, keys).items()}
    asked = sorted({row[0] for made in wanted.values() for row in made})
    kept = {tuple(row) for part in rows_under(connection, blocks, asked) for row in part}
    for key, made in wanted.items():
        if not made <= kept or len(made) != rows_of.get(key, 0):
            yield Damage("blocks", key, "is not filed under its marks")


def _events(connection: Connection) -> Iterator[Damage]:
    query = (
        select(memberships.c.event, claims.c.type, func.count().label("n"))
        .join(claims, claims.c.id == memberships.c.claim).group_by(memberships.c.event, claims.c.type)
    )  # fmt: skip
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(query):
        types[row.event][row.type] += row.n
    written = {row["id"]: row for row in connection.execute(select(events)).mappings()}
    for key in sorted(chain(types.keys() - written.keys(), written.keys() - types.keys())):
        yield Damage("events", key, "has no row" if key in types else "has no claim")
    for key in sorted(types.keys() & written.keys()):
        if types[key].total() != written[key]["claims"]:
            yield Damage("events", key, f"says {written[key]['claims']} claims and has {types[key].total()}")
        if written[key]["type"] not in types[key]:
            yield Damage("events", key, f"is of type {written[key]['type']}, and none of its claims")


def _counted(connection: Connection) -> Iterator[Damage]:
    """Yield what the database counts otherwise than its rows are."""
    shown, kept = select(*every_claim.c).where(every_claim.c.event != ""), select(*counted.c)
    for one, other in ((shown, kept), (kept, shown)):
        for row in connection.execute(one.except_(other)):
            yield Damage("counted", row.claim, "is not counted as its claim and its event are")
    kept_sums = {tuple(row) for row in connection.execute(select(*tallies.c))}
    made_sums = {tuple(row) for query in sums("counted") for row in connection.execute(text(query))}
    for wrong in sorted(kept_sums ^ made_sums):
        yield Damage("tallies", " ".join(wrong[:3]), "does not add up")


def _corrections(connection: Connection) -> Iterator[Damage]:
    query = select(judgements.c.claim).join(claims, claims.c.id == judgements.c.claim)
    for part in batched(set(connection.execute(query.where(judgements.c.kind == "correct")).scalars()), BATCH):
        for j in judgements_on(connection, part):
            if j.kind == "correct" and j.field is not None and j.value is not None:
                try:
                    check_on(connection, j.claim, j.field, j.value)
                except LedgerError as error:
                    yield Damage("judgements", str(j.number), str(error))
