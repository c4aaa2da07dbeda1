"""Fields of a report, as feeds, tables and JSON give them -> Draft: title, byline and body as parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.model import Capture, PartKind, ReportError, Span
from sayso.read.formats.decode import fit
from sayso.read.formats.draft import Draft
from sayso.read.formats.moments import moment_of
from sayso.read.formats.pages import squeezed
from sayso.read.layout.paragraphs import paragraphs_of
from sayso.read.layout.parts import mark
from sayso.read.layout.release import day_filed
from sayso.settings import Settings

NAME = "fields 1"  # raise the number when the same bytes give another text
MEDIA_TYPE = "application/vnd.sayso.fields+json"
SEPARATOR = "\n\n"

# To add one, add its name here, its place in `read_fields`, and what columns are guessed to hold it in columns.py.
FIELDS = ("text", "html", "title", "byline", "outlet", "published", "url", "key")


def fields_capture(fields: Mapping[str, str | None], name: str, retrieved: str | None = None) -> Capture:
    """Return fields of a report as the bytes of a JSON object; those without a value are left out."""
    kept = {field: fit(value) for field in FIELDS if (value := fields.get(field)) and value.strip()}
    raw = json.dumps(kept, ensure_ascii=False).encode("utf8")
    return Capture(raw=raw, name=name, url=kept.get("url"), retrieved=retrieved, media_type=MEDIA_TYPE, charset="utf-8")


def read_fields(capture: Capture, settings: Settings) -> Draft:
    """Return the report that fields hold: its text is the title, the byline and the body, the body to the character."""
    given = _given(capture)
    body = given.get("text") or _shown(given.get("html", ""), capture.name)
    text, spans, known = _joined(squeezed(given.get("title", "")), squeezed(given.get("byline", "")), body)
    parts = mark(text, spans, known) if len(text) <= settings.max_text else ()
    return Draft(
        text=text,
        parts=parts,
        reader=NAME,
        outlet=squeezed(given.get("outlet", "")) or None,
        published=_published(given, capture.name) or day_filed(text, parts),
        url=given.get("url"),
        key=given.get("key"),
    )


def _given(capture: Capture) -> dict[str, str]:
    try:
        found: Any = json.loads(capture.raw)
    except (ValueError, RecursionError):
        raise ReportError(capture.name, "its fields are no JSON") from None
    if not isinstance(found, dict):
        raise ReportError(capture.name, "its fields are no JSON object")
    return {k: fit(v) for k, v in found.items() if k in FIELDS and isinstance(v, str)}


def _published(given: Mapping[str, str], name: str) -> str | None:
    stated = given.get("published")
    moment = moment_of(stated) if stated else None
    if stated and moment is None:
        raise ReportError(name, f"its date is not understood, or may be read in two ways: {stated[:40]!r}")
    return moment


def _joined(title: str, byline: str, body: str) -> tuple[str, list[Span], dict[int, PartKind]]:
    """Return the text, its paragraphs and what is known of them; the title is not said twice."""
    below = paragraphs_of(body)
    repeated = bool(title and below) and _letters(body[slice(*below[0])]) == _letters(title)
    above: list[tuple[str, PartKind]] = [(title, "title")] if title and not repeated else []
    above += [(byline, "byline")] if byline else []
    text = SEPARATOR.join([*(words for words, _ in above), body])
    spans = [*_spans(words for words, _ in above)]
    start = len(text) - len(body)
    known: dict[int, PartKind] = {n: kind for n, (_, kind) in enumerate(above)}
    if repeated:
        known[len(above)] = "title"
    return text, [*spans, *(Span(start + s.start, start + s.end) for s in below)], known


def _spans(words: Iterator[str]) -> Iterator[Span]:
    start = 0
    for paragraph in words:
        yield Span(start, start + len(paragraph))
        start += len(paragraph) + len(SEPARATOR)


def _shown(markup: str, name: str) -> str:
    """Return the lines that a piece of HTML shows, as paragraphs."""
    if not markup.strip():
        return ""
    from lxml import etree, html

    from sayso.read.formats.surroundings import visible_lines

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ReportError(name, "its HTML cannot be read") from None
    return fit(SEPARATOR.join(visible_lines(tree)))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
