"""The ledger's tables, the same in SQLite and PostgreSQL.

What was read is only added to: captures, reports, statements, claims, failures, judgements, corrections, removals,
changes. What is judged from it can be thrown away and built again: copies, likenesses, events, memberships.
Days are ISO dates, moments ISO with zone (UTC); coordinates are degrees (WGS 84).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
)

from sayso.ledger.tables.counted import STATEMENTS

metadata = MetaData()
Key = String(20)  # a content hash: records.content_id
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER PRIMARY KEY

facts = Table("ledger_facts", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

# --- what was read ------------------------------------------------------------------------------------------------

reports = Table(
    "reports", metadata,
    Column("id", Key, primary_key=True),
    Column("outlet", Text), Column("published", Text), Column("day", String(10)),  # of publication
    Column("address", Text),  # url, else outlet and key: what versions of one page share
    Column("title", Text), Column("sha256", String(64), nullable=False), Column("added", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("reports_by_address", "address"), Index("reports_by_day", "day", "id"), Index("reports_by_outlet", "outlet"),
)  # fmt: skip

captures = Table(
    "captures", metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("raw", LargeBinary, nullable=False),  # zlib
    Column("name", Text, nullable=False), Column("url", Text), Column("retrieved", Text),
    Column("media_type", Text), Column("charset", Text), Column("headers", Text, nullable=False),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("id", Key, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False), Column("place", Integer, nullable=False),
    Column("speaker", Text), Column("stance", Text), Column("record", Text, nullable=False),
    Index("statements_by_report", "report", "place"), Index("statements_by_speaker", "speaker"),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    Column("id", Key, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("place", Integer, nullable=False),  # offset of the trigger: the order in the text
    Column("type", String(12), nullable=False), Column("mode", Text), Column("status", String(16), nullable=False),
    Column("first_day", String(10)), Column("last_day", String(10)),
    Column("dated", Boolean, nullable=False),  # by its own words or its happening's; else by the report's date
    Column("country", String(3)), Column("speaker", Text),  # None: the outlet's own voice
    Column("confidence", Float, nullable=False), Column("intensity", Float, nullable=False),
    Column("marks", Text, nullable=False),  # what it is compared by: alike.Marks
    Column("record", Text, nullable=False),
    Index("claims_by_report", "report", "place"),
)  # fmt: skip

claim_actors = Table(
    "claim_actors", metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("role", String(9), primary_key=True),  # actor, recipient, speaker
    Column("actor", Text, primary_key=True),  # registry id, else "~" and the name or words in lower case
    Column("country", String(3)), Column("first_day", String(10)),
    Index("claim_actors_by_actor", "actor", "first_day", "role", "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

claim_places = Table(
    "claim_places", metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("role", String(4), nullable=False), Column("name", Text, nullable=False), Column("geonames", Number),
    Column("country", String(3)), Column("admin1", Text), Column("precision", String(8), nullable=False),
    Column("lat", Float), Column("lon", Float), Column("cell", String(8)),  # degrees cut to whole ones: "35/-117"
    Column("first_day", String(10)),
    Index("claim_places_by_entry", "geonames", "first_day", "claim"),
    Index("claim_places_by_province", "country", "admin1", "first_day", "claim"),
    Index("claim_places_by_country", "country", "first_day", "claim"),
    Index("claim_places_by_cell", "cell", "first_day", "claim"),
    Index("claim_places_by_name", "name", "first_day", "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

claim_figures = Table(
    "claim_figures", metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False), Column("low", Number, nullable=False), Column("high", Number),
    Index("claim_figures_by_kind", "kind", "low", "claim"),
    sqlite_with_rowid=False,
)  # fmt: skip

failures = Table(
    "failures", metadata,
    Column("name", Text, primary_key=True), Column("reason", Text, primary_key=True),
    Column("stage", Text, nullable=False), Column("added", Text, nullable=False),
)  # fmt: skip

# --- what people decide -------------------------------------------------------------------------------------------

judgements = Table(
    "judgements", metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("kind", String(12), nullable=False),  # same, different, reject, correct
    Column("claim", Key, nullable=False), Column("other", Key),  # no keys of other tables: they outlive an upgrade
    Column("anchor", Text, nullable=False),  # report, type and trigger of the claim: finds it again under a new id
    Column("other_anchor", Text), Column("field", Text), Column("value", Text),
    Column("by", Text, nullable=False), Column("reason", Text, nullable=False), Column("made", Text, nullable=False),
    Index("judgements_by_claim", "claim"),
)  # fmt: skip

withdrawals = Table(
    "withdrawals", metadata,
    Column("judgement", ForeignKey("judgements.number"), primary_key=True),
    Column("by", Text, nullable=False), Column("reason", Text, nullable=False), Column("made", Text, nullable=False),
)  # fmt: skip

removals = Table(
    "removals", metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("report", Key, nullable=False), Column("sha256", String(64), nullable=False),
    Column("kind", String(9), nullable=False),  # withdrawn, restored, erased; the last one holds
    Column("by", Text, nullable=False), Column("reason", Text, nullable=False), Column("made", Text, nullable=False),
    Index("removals_by_report", "report", "number"),
)  # fmt: skip

# --- what is judged, and can be judged again ----------------------------------------------------------------------

copies = Table(
    "copies", metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("group", Key, nullable=False),  # the report whose text it repeats
    Column("share", Float, nullable=False),  # of its words
    Index("copies_by_group", "group"),
)  # fmt: skip

# These three are in the order of days first, and have no index by report or claim: a writer then touches few pages.
copy_keys = Table(  # what a report's copies are looked up by: copy_keys.py
    "copy_keys", metadata,
    Column("key", BigInteger, primary_key=True), Column("report", ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

copy_pairs = Table(  # copies.Alike
    "copy_pairs", metadata,
    Column("shorter", ForeignKey("reports.id"), primary_key=True),
    Column("longer", ForeignKey("reports.id"), primary_key=True),
    Column("share", Float, nullable=False), Column("jaccard", Float, nullable=False),
    Column("cutting", Boolean, nullable=False),
    Index("copy_pairs_by_longer", "longer"),
)  # fmt: skip

blocks = Table(  # what claims may be one with which others: ledger/likeness/blocks.py, filing.py
    "blocks", metadata,
    Column("key", BigInteger, primary_key=True), Column("day", Integer, primary_key=True),
    Column("claim", Key, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

likenesses = Table(
    "likenesses", metadata,
    Column("day", String(10), primary_key=True),  # the first of `one`; "": none
    Column("one", Key, primary_key=True), Column("other", Key, primary_key=True),  # both ways round
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("id", Key, primary_key=True),
    Column("type", String(12), nullable=False), Column("mode", Text), Column("stage", String(8), nullable=False),
    Column("first_day", String(10)), Column("last_day", String(10)),
    Column("country", String(3)), Column("claims", Integer, nullable=False),
    Index("events_by_day", "first_day", "type", "country"), Index("events_by_type", "type", "first_day"),
)  # fmt: skip

memberships = Table(
    "memberships", metadata,
    Column("claim", Key, primary_key=True),
    Column("event", Key, nullable=False),
    Column("score", Float, nullable=False), Column("reasons", Text, nullable=False),
    Index("memberships_by_event", "event", "claim"),
)  # fmt: skip

changes = Table(
    "changes", metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("event", Key, nullable=False), Column("what", String(10), nullable=False),  # made, changed, redirected, gone
    Column("to", Key), Column("made", Text, nullable=False),
    Column("claim", Key),  # of a claim that a newer reading brought or took; its event is then ""
    Index("changes_by_event", "event", "number"), Index("changes_by_heir", "to"), Index("changes_by_claim", "claim"),
)  # fmt: skip

# --- what is counted: kept by the database: counted.py, tallied.py ----------------------------------------------------


def _counted_columns() -> tuple[Column[Any], ...]:
    return (
        Column("claim", Key, primary_key=True), Column("event", Key, nullable=False),
        Column("report", Key, nullable=False), Column("outlet", Text),
        Column("day", String(10), nullable=False), Column("month", String(7), nullable=False),  # "": none
        Column("type", String(12), nullable=False), Column("mode", Text), Column("status", String(16), nullable=False),
        Column("country", String(3)),
        Column("source", Text, nullable=False),  # who says it: speaker, else outlet of the text that the report copies
        Column("confidence", Float, nullable=False), Column("intensity", Float, nullable=False),
    )  # fmt: skip


counted = Table(  # one narrow row a claim that is of an event
    "counted", metadata, *_counted_columns(),
    Index("counted_by_day", "day", "claim"),
    Index("counted_by_type", "type", "day", "claim", "event", "report", "outlet"),  # all that count() asks of a type
    Index("counted_by_event", "event"), Index("counted_by_report", "report"),
    Index("counted_by_source", "source", "month", "type", "status", "country", "claim"),  # all that tallied.py asks
)  # fmt: skip

every_claim = Table("every_claim", MetaData(), *_counted_columns())  # the same of all claims; a view

tallies = Table(  # how many rows of counted, by month and one column more; counted.TALLIED names them, "" is none
    "tallies", metadata,
    Column("name", String(8), primary_key=True), Column("month", String(7), primary_key=True),
    Column("key", Text, primary_key=True), Column("claims", Integer, nullable=False),
    Column("events", Integer, nullable=False), Column("sources", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

untallied = Table(  # claims counted otherwise in this transaction: the row before, or none; empty at its end
    "untallied", metadata,
    Column("claim", Key, primary_key=True),
    Column("month", String(7)), Column("type", String(12)), Column("status", String(16)), Column("country", String(3)),
    Column("event", Key), Column("source", Text),
    sqlite_with_rowid=False,
)  # fmt: skip

for _dialect, _statements in STATEMENTS.items():
    for _statement in _statements:
        _made: Any = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(metadata, "after_create", _made.execute_if(dialect=_dialect))
