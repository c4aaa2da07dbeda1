"""News items in the IPTC's JSON (ninjs 1 to 3) -> captures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sayso.read.formats.fields import fields_capture
from sayso.read.streams.json_objects import objects
from sayso.read.streams.opened import Collection, Columns, Members, Opened, failed, member
from sayso.settings import Settings

_STATES = re.compile(rb'"(?:body_(?:text|x?html)|bodies|headlines|versioncreated|versionCreated)"\s*:')
_HTML = re.compile(r"html", re.I)
WITHHELD = frozenset({"canceled", "cancelled", "withheld"})


def split(source: Opened, settings: Settings, columns: Columns) -> Members:
    """Yield a capture for each item of text that is for use."""
    for number, item in enumerate(objects(source.stream, settings.max_bytes), 1):
        if isinstance(item, str):
            yield failed(source.name, number, item)
        elif (reason := _unfit(item)) is not None:
            yield failed(source.name, number, reason)
        else:
            yield fields_capture(fields_of(item), member(source.name, number))


def fields_of(item: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the fields of an item of any version: 1 has body_text, 2 and 3 have bodies, each with its content type."""
    bodies = {"html": _first(item, "body_html", "body_xhtml"), "text": _first(item, "body_text")}
    for body in _objects(item.get("bodies")):
        kind = str(body.get("contentType") or body.get("contenttype") or "")
        bodies["html" if _HTML.search(kind) else "text"] = _first(body, "value")
    return {
        "text": bodies["text"],
        "html": None if bodies["text"] else bodies["html"],
        "title": _first(item, "headline", "title") or _of_list(item.get("headlines"), "value"),
        "byline": _first(item, "byline", "by") or _of_list(item.get("bylines"), "value"),
        "outlet": _of_list(item.get("infosource") or item.get("infoSources") or item.get("infosources"), "name")
        or _first(item, "copyrightholder", "copyrightHolder"),
        "published": _first(item, "firstcreated", "firstCreated", "versioncreated", "versionCreated"),
        **_address(item),
    }


def _address(item: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the item's identifier as a key, as a URL too where it is one."""
    uri = _first(item, "uri", "altid")
    page = _of_list(item.get("renditions"), "href") if isinstance(item.get("renditions"), list) else None
    return {"key": uri, "url": uri if uri and uri.startswith(("http://", "https://")) else page}


def _unfit(item: Mapping[str, Any]) -> str | None:
    kind, status = item.get("type", "text"), item.get("pubstatus") or item.get("pubStatus")
    if kind not in ("text", "composite"):
        return f"is not text but {str(kind)[:20]}"
    if status in WITHHELD:
        return f"is {status} by its provider"
    fields = fields_of(item)
    return None if fields["text"] or fields["html"] else "has no text"


def _first(item: Mapping[str, Any], *names: str) -> str | None:
    return next((v for n in names if isinstance(v := item.get(n), str) and v.strip()), None)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _of_list(value: Any, name: str) -> str | None:
    return next((found for v in _objects(value) if (found := _first(v, name))), None)


def _looks_like(first: bytes) -> bool:
    """True of JSON; a page may have such an item in a script."""
    is_json = first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    return is_json and _STATES.search(first) is not None and b'"uri"' in first


NINJS = Collection(split=split, looks_like=_looks_like)
