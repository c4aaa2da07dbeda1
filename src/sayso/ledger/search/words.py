"""Words of reports -> the reports they stand in: full-text search, as SQLite and PostgreSQL have it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, TextClause, text

TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE report_words USING fts5(report UNINDEXED, title, body, "
        "tokenize = 'porter unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE report_words (report VARCHAR(20) PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX report_words_by_word ON report_words USING gin (words)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO report_words (report, title, body) VALUES (:report, :title, :body)",
    "postgresql": "INSERT INTO report_words (report, words) "
                  "VALUES (:report, to_tsvector('english', left(:title || ' ' || :body, 500000)))",
}  # fmt: skip
_FIND = {
    "sqlite": "SELECT report FROM report_words WHERE report_words MATCH :asked",
    "postgresql": "SELECT report FROM report_words WHERE words @@ websearch_to_tsquery('english', :asked)",
}
_REMOVE = "DELETE FROM report_words WHERE report = :report"
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


def add_words(connection: Connection, rows: Iterable[tuple[str, str, str]]) -> None:
    """Make (report, title, body) findable."""
    values = [{"report": r, "title": title, "body": body} for r, title, body in rows]
    if values:
        connection.execute(text(_ADD[connection.dialect.name]), values)


def remove_words(connection: Connection, report: str) -> None:
    """Make a report not findable any more."""
    connection.execute(text(_REMOVE), {"report": report})


def reports_with(dialect: str, asked: str) -> TextClause:
    """Return a query for the reports that have all the words asked for; "in quotation marks" is one phrase."""
    return text(_FIND[dialect]).bindparams(asked=_quoted(asked) if dialect == "sqlite" else asked)


def _quoted(asked: str) -> str:
    """Return what was asked with every word quoted, so that nothing in it is an operator of FTS5's."""
    found = [phrase or word for phrase, word in _PHRASE.findall(asked.replace("\0", " "))]
    quoted = [p.replace('"', '""') for p in found]
    return " ".join(f'"{p}"' for p in quoted) or '""'
