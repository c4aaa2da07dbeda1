"""A record -> its id made again from its parts, and what of it is not as its report's text says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from sayso.model import Claim, Evidence, Report, Span, Statement
from sayso.records import content_id, span_key


def report_id(report: Report) -> str:
    """Return the id of a report: a hash of outlet, address or key, date, and its words without furniture."""
    own = (report.text[p.span.start : p.span.end] for p in report.parts if p.kind != "furniture")
    words = "\n".join(own) or report.text
    return content_id(report.outlet, report.url or report.key, report.published, words)


def statement_id(statement: Statement) -> str:
    """Return the id of a statement: a hash of its report and of the spans of cue, content and source."""
    cue = statement.cue.span if statement.cue else None
    source = statement.source.span if statement.source else None
    return content_id(statement.report, span_key(cue), *map(span_key, statement.content), span_key(source))


def claim_id(claim: Claim) -> str:
    """Return the id of a claim: a hash of its report, its type, and the spans of its trigger and of all roles."""
    roles = [a.span for a in (*claim.actors, *claim.recipients)]
    return content_id(claim.report, claim.type, span_key(claim.evidence.trigger), *map(span_key, roles))


def amiss(text: str, record: Any) -> list[str]:
    """Return what in a record does not fit the report's text: spans that lie outside, words that are not there."""
    found = list(dict.fromkeys(_amiss(text, record)))
    return found if len(found) <= 3 else [*found[:3], f"and {len(found) - 3} more of the kind"]


def _amiss(text: str, value: Any) -> Iterator[str]:
    if isinstance(value, Span):
        if not 0 <= value.start <= value.end <= len(text):
            yield f"{value.start}-{value.end} lies outside the text"
    elif isinstance(value, tuple):
        for item in value:
            yield from _amiss(text, item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _words(text, value)
        for field in dataclasses.fields(value):
            yield from _amiss(text, getattr(value, field.name))


def _words(text: str, value: Any) -> Iterator[str]:
    for span, words in _quoted(value):
        if text[span.start : span.end] != words:
            yield f"the words at {span.start}-{span.end} are others"


def _quoted(value: Any) -> Iterator[tuple[Span, str]]:
    """Yield spans of a record with the words that it says stand there."""
    if isinstance(value, Evidence):
        start, end = value.trigger
        yield value.trigger, value.exact
        yield Span(max(0, start - len(value.prefix)), start), value.prefix
        yield Span(end, end + len(value.suffix)), value.suffix
    elif isinstance(value, Statement):
        if len(value.content) == 1:
            yield value.content[0], value.text
    elif (span := getattr(value, "span", None)) is not None and (words := getattr(value, "text", None)) is not None:
        yield span, words
