"""Web page -> Draft: title, byline and paragraphs of the report, its captions, then the furniture around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.model import Capture, PartKind, ReportError, Span
from sayso.read.formats.decode import decode, fit
from sayso.read.formats.draft import Draft
from sayso.read.formats.pages import (
    MOST_ELEMENTS,
    canonical_link,
    lighten,
    size,
    squeezed,
    stated_moment,
    take_captions,
)
from sayso.read.formats.surroundings import drop_hidden, remaining, visible_lines
from sayso.read.layout.paragraphs import paragraphs_of
from sayso.read.layout.parts import mark
from sayso.read.layout.release import day_filed
from sayso.settings import Settings

VERSION = "html 3"  # raise the number when the same bytes give another text
SEPARATOR = "\n\n"
# Of the text around the report; a front page of links has about 10,000 characters, and only endless comments have more.
MOST_FURNITURE = 20_000
# `extensive_search` would guess a date from the text; a bound of today would let a reading hang on its day.
# Attributes of one tag. libxml2 takes time by their square: 10,000 a tenth of a second, a million a quarter of an hour.
MOST_ATTRIBUTES = 10_000
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}

_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?+(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_TAG = re.compile(rf"<[a-zA-Z](?:[^>\"']++|{_QUOTED.pattern})*+")
_BLOCKS = frozenset({"p", "head", "quote", "item", "list", "row", "table", "code", "div", "fw", "body"})

Paragraph = tuple[str, PartKind | None]


def looks_like_html(raw: bytes) -> bool:
    """Return whether bytes begin as a web page does, in whatever encoding."""
    return _START.match(raw[:3000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def read_html(capture: Capture, settings: Settings) -> Draft:
    """Return the report's text of a web page and its parts, with what the page states about itself."""
    page = decode(capture.raw, capture.name, capture.charset or _declared(capture.raw))
    try:
        return _draft(page, capture, settings)
    except (ReportError, ImportError):  # a broken installation is no fault of the page
        raise
    except Exception as error:  # extraction by others over hostile pages: whatever it raises, this page is unread
        raise ReportError(capture.name, f"the page cannot be read ({type(error).__name__})") from error


def _declared(raw: bytes) -> str | None:
    found = _META_CHARSET.search(raw[:4096])
    return found[1].decode("ascii", "replace") if found else None


def _draft(page: str, capture: Capture, settings: Settings) -> Draft:
    import trafilatura

    tree = _tree(page, capture.name)
    drop_hidden(tree)
    url = canonical_link(tree, capture.url)
    captions = take_captions(tree)
    shown = visible_lines(tree)  # now, since extraction changes the tree
    lighten(tree)
    if (elements := size(tree)) > MOST_ELEMENTS:
        raise ReportError(capture.name, f"the page has too many elements ({elements:,}; {MOST_ELEMENTS:,} are read)")
    document: Any = trafilatura.bare_extraction(
        tree, url=url, favor_recall=True, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    body = [] if document is None or document.body is None else list(_paragraphs(document.body))
    if not body:
        raise ReportError(capture.name, "the page holds no report")
    own: list[Paragraph] = [*_heading(document, body), *captions]
    text, spans, known = _joined([*own, *_around(shown, own, settings.max_text)])
    parts = mark(text, spans, known) if len(text) <= settings.max_text else ()
    day = document.date
    return Draft(
        text=text,
        parts=parts,
        reader=f"{VERSION}, trafilatura {trafilatura.__version__}",
        outlet=document.sitename or None,
        published=(stated_moment(tree, day) or day) if day else day_filed(text, parts),
        url=url,
    )


def _attributes(page: str) -> int:
    """Return how many attributes the fullest tag has; tags too short to have too many are not counted."""
    long = (t for t in map(re.Match.group, _TAG.finditer(page)) if len(t) > MOST_ATTRIBUTES)
    return max((len(_QUOTED.sub(" ", t).split()) for t in long), default=0)


def _tree(page: str, name: str) -> Any:
    from lxml import etree, html

    if _attributes(page) > MOST_ATTRIBUTES:
        raise ReportError(name, f"a tag of the page has more than {MOST_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # One class for all elements spares a call for each that is looked at; forms and inputs are not filled in here.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        return html.document_fromstring(page.encode("utf8"), parser=parser)
    except etree.ParserError:
        raise ReportError(name, "the page is empty") from None


def _heading(document: Any, body: list[str]) -> list[Paragraph]:
    """Return title, byline and body; the title is not repeated where the body begins with it."""
    title = _title(document.title or "", document.sitename or "")
    author = squeezed(document.author or "")
    if title and _letters(body[0]) == _letters(title):
        body = body[1:]
    head: list[Paragraph] = [(title, "title")] if title else []
    if author:
        head.append((author, "byline"))
    return [*head, *((paragraph, None) for paragraph in body)]


def _around(shown: list[str], own: list[Paragraph], most: int) -> list[Paragraph]:
    """Return what else the page shows as furniture; it must not make a report too long that fits by itself."""
    kept = [words for words, _ in own]
    kept += [f"by {words}" for words, kind in own if kind == "byline"]
    room = most - sum(len(words) + len(SEPARATOR) for words in kept)
    return [(line, "furniture") for line in remaining(shown, kept, min(MOST_FURNITURE, room))]


def _title(title: str, site: str) -> str:
    """Return the title without the outlet's name at its end: "Ostra port shut | Ostra Times"."""
    return re.sub(rf"\s+[|–—-]\s+{re.escape(site)}$", "", squeezed(title), flags=re.I) if site else squeezed(title)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _paragraphs(body: Any) -> Iterator[str]:
    for block in _blocks(body):
        lines = "\n".join(squeezed(line) for line in block.split("\n"))
        for start, end in paragraphs_of(lines):
            yield squeezed(lines[start:end])


def _blocks(element: Any) -> Iterator[str]:
    """Yield the text of an element, cut where a block begins or ends; <lb/> is a line break."""
    inline = _plain(element.text)
    for child in element:
        if child.tag in _BLOCKS:
            yield inline
            inline = ""
            yield from _blocks(child)
        else:
            *before, last = _blocks(child)
            yield from before
            inline += {"lb": "\n", "cell": "\t"}.get(child.tag, "") + last
        inline += _plain(child.tail)
    yield inline


def _plain(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _joined(paragraphs: list[Paragraph]) -> tuple[str, list[Span], dict[int, PartKind]]:
    pieces: list[str] = []
    spans: list[Span] = []
    known: dict[int, PartKind] = {}
    length = 0
    for words, kind in paragraphs:
        if not words:
            continue
        if kind is not None:
            known[len(spans)] = kind
        spans.append(Span(length, length + len(words)))
        pieces.append(words)
        length += len(words) + len(SEPARATOR)
    return fit(SEPARATOR.join(pieces)), spans, known
