"""The ledger's tables, the same in SQLite and PostgreSQL. Append-only: a row is never changed, only added to."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

reports = Table(
    "reports", metadata,
    Column("id", String(20), primary_key=True),
    Column("outlet", Text), Column("published", Text), Column("url", Text), Column("title", Text),
    Column("sha256", String(64), nullable=False),
    Column("raw", LargeBinary), Column("record", JSON, nullable=False),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("id", String(20), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("record", JSON, nullable=False),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    Column("id", String(20), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("type", Text, nullable=False), Column("status", Text, nullable=False),
    Column("earliest", Text), Column("latest", Text), Column("confidence", Float, nullable=False),
    Column("record", JSON, nullable=False),
    Index("claims_by_day", "latest", "type"),
)  # fmt: skip

failures = Table(
    "failures", metadata,
    Column("name", Text, primary_key=True), Column("reason", Text, primary_key=True),
    Column("stage", Text, nullable=False),
)  # fmt: skip
