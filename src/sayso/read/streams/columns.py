"""A record of a table or of JSON Lines -> the fields of a report, by a column map or by usual names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.read.formats.fields import FIELDS
from sayso.read.formats.moments import in_order
from sayso.read.streams.opened import Columns

# To add a name that columns go by, add it where it should be tried: the first that a record has a value in is taken.
USUAL = {
    "text": "text body body_text bodytext content full_text fulltext article_text article_content articlebody"
    " article maintext main_text story_text story document_text document doc",
    "html": "html body_html bodyhtml body_xhtml content_html",
    "title": "title headline heading head article_title",
    "byline": "byline author authors writer",
    "outlet": "outlet media_name publication publisher newspaper source_name sitename site_name source domain"
    " source_domain",
    "published": "published published_at publish_date publishdate date_published datepublished date_publish pub_date"
    " pubdate publication_date publicationdate versioncreated date datetime",
    "url": "url link canonical_url article_url page_url web_url document_identifier documentidentifier sourceurl",
    "key": "key id uri guid stories_id story_id article_id articleid doc_id docid document_id uuid",
}
DATES = ("dmy", "mdy")  # what `dates=` may say of 05/11/2021
_USUAL = {field: names.split() for field, names in USUAL.items()}


def columns_of(words: str) -> dict[str, str]:
    """Return a column map: "text=body,published=date,dates=mdy"; raise ValueError for a field that there is not."""
    found: dict[str, str] = {}
    for pair in filter(None, (p.strip() for p in words.split(","))):
        field, equals, column = (p.strip() for p in pair.partition("="))
        if field == "dates" and column not in DATES:
            raise ValueError(f"dates= is one of {', '.join(DATES)}, not {column!r}")
        if not equals or not column or field not in (*FIELDS, "dates"):
            raise ValueError(f"{pair!r} is no column map: FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}")
        found[field] = column
    return found


def fields_of(record: Mapping[str, Any], columns: Columns) -> dict[str, str]:
    """Return the fields that a record holds; a field that the map names is taken from nowhere else."""
    usual = {_bare(name): value for name, value in record.items() if isinstance(name, str)}
    found: dict[str, str] = {}
    for field in FIELDS:
        named = columns.get(field)
        values = [_at(record, named)] if named else [usual.get(name) for name in _USUAL[field]]
        if field == "url" and not named:
            values = [v for v in values if _words(v).startswith(("http://", "https://"))]
        if words := next((w for v in values if (w := _words(v)).strip()), ""):
            found[field] = words
    if order := columns.get("dates"):
        found |= {"published": in_order(found["published"], order)} if "published" in found else {}
    return found


def missing(names: Mapping[str, Any], columns: Columns) -> str | None:
    """Return which column of a map a table has not."""
    return next((c for field, c in columns.items() if field != "dates" and _at(names, c) is None), None)


def _bare(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _at(record: Mapping[str, Any], name: str) -> Any:
    """Return the value under a name, or under names parted by points: "article.body"."""
    if name in record:
        return record[name]
    value: Any = record
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _words(value: Any) -> str:
    """Return a value as words; of a list its words, of an object its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(w for v in value[:100] if not isinstance(v, list) and (w := _words(v)))
    return "" if value is None or isinstance(value, bool) else str(value)[:1000]
