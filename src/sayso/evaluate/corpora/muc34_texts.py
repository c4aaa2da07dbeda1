"""MUC-3/4 messages, in capitals with their head "TARN, 7 JUL 89 (ABC) -- [TEXT]" -> reports to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sayso.model import Part, Report, ReportError, Span
from sayso.records import content_id

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*\n", re.MULTILINE)
_HEAD = re.compile(
    r"\s*(?P<place>[^\n]*?),\s*(?:(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3})(?:\s+(?P<year>\d\d))?|NO\s+DATE)?"
    r"[^\[]{0,90}?--\s*"
)
_LABELS = re.compile(r"\s*(?:\[[^\]]*\]\s*)+")
_OMITTED = re.compile(r"\[[^\]]*(?:OMITTED|INDISTINCT|SIC|AS RECEIVED|AS HEARD|BEGIN|END)[^\]]*\]")


class Message(NamedTuple):
    """One message: its name in the key, and the report that it is."""

    id: str
    report: Report


def messages_in(folder: Path) -> Iterator[Message]:
    """Yield the messages of a folder's text files, those whose names do not begin with "key"."""
    found = False
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith("key"):
            pieces = _MESSAGE.split(file.read_text(encoding="latin-1"))
            for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
                found = True
                yield Message(name, report_of(body))
    if not found:
        raise ReportError(str(folder), "holds no MUC messages")


def report_of(body: str) -> Report:
    """Return a message as a report: its head as the dateline, its paragraphs as lines of the body."""
    head = _HEAD.match(body[:300])
    line = " ".join(head[0].split()) if head else ""
    rest = _OMITTED.sub(" ", _LABELS.sub("", body[head.end() :] if head else body, count=1))
    paragraphs = (" ".join(p.split()) for p in re.split(r"\n\s*\n", rest.translate({91: "(", 93: ")"})))
    told = "\n\n".join(p for p in paragraphs if p)
    text = f"{line}\n\n{told}" if line else told
    parts = [Part("dateline", Span(0, len(line)))] if line else []
    day = _day(head) if head else None
    return Report(
        id=content_id(None, None, day, text), text=text, published=day, published_basis="stated" if day else None,
        parts=(*parts, Part("body", Span(len(text) - len(told), len(text)))),
    )  # fmt: skip


def _day(head: re.Match[str]) -> str | None:
    if head["year"] is None or head["month"] not in MONTHS:
        return None
    try:
        return date(1900 + int(head["year"]), MONTHS.index(head["month"]) + 1, int(head["day"])).isoformat()
    except ValueError:
        return None
