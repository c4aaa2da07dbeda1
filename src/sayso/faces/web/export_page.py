"""A filter -> a page to choose a format on, and the file with exactly what fits, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from sayso.faces.cli_export import RULES, events_in_pages, ledger_version, maker, texts_of  # what `sayso export` writes
from sayso.faces.exports import LEDGER_EXPORTS, Export, ExportError, Scope, about_of, written
from sayso.faces.web.asked import asked_filter, connected, engine_of
from sayso.faces.web.filter_form import chips
from sayso.faces.web.pages import page
from sayso.faces.web.turns import AGAIN
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.place_names import names_of
from sayso.ledger.store import Connection

router = APIRouter(include_in_schema=False)
AT_ONCE = 6  # files: each keeps one of the ledger's fifteen connections for as long as its reader takes
_open = BoundedSemaphore(AT_ONCE)
YES = frozenset({"yes", "true", "1", "on"})
MEDIA = {
    ".csv": "text/csv; charset=utf-8", ".tsv": "text/tab-separated-values; charset=utf-8",
    ".jsonl": "application/x-ndjson", ".geojson": "application/geo+json", ".jsonld": "application/ld+json",
    ".json": "application/json", ".parquet": "application/vnd.apache.parquet",
}  # fmt: skip


@router.get("/export")
def choose(request: Request, rule: str | None = None, mask_persons: str = "") -> HTMLResponse:
    """Return the page of formats."""
    formats = [{"name": n, "about": e.about, "ending": e.ending, "shows_text": e.shows_text}
               for n, e in LEDGER_EXPORTS.items()]  # fmt: skip
    asked = asked_filter(request)
    with connected(request) as connection:
        asks = chips("/export", asked, names_of(connection, asked.place))
    return page(request, "export.html", asked=asked, formats=formats, rules=RULES, rule=_rule(rule) and rule,
                mask=mask_persons in YES, chips=asks)  # fmt: skip


@router.get("/export/{name}")
def export(request: Request, name: str, rule: str | None = None, mask_persons: str = "") -> Response:
    """Return the file of one format."""
    made, asked, named, masked = _format(name), asked_filter(request), _rule(rule), mask_persons in YES
    with connected(request) as connection:
        ledger = ledger_version(connection)
    chunks = _chunks(request, name, asked, ledger, named, masked)
    try:
        first = next(chunks, b"")  # what cannot be made is told before the file begins
    except ExportError as error:
        raise HTTPException(422, str(error)) from error
    kind = MEDIA.get(made.ending, "application/octet-stream")
    headers = {"content-disposition": f'attachment; filename="{_file(name, made)}"'}
    return StreamingResponse(chain([first], chunks), media_type=kind, headers=headers)


@router.get("/export/{name}/about")
def about(request: Request, name: str, rule: str | None = None, mask_persons: str = "") -> Response:
    """Return what a file of a format says of itself: query, versions, rules, columns."""
    made, asked = _format(name), asked_filter(request)
    with connected(request) as connection:
        scope = _scope(connection, asked, ledger_version(connection), _rule(rule), mask_persons in YES)
    return JSONResponse(about_of(name, made, scope))


def _chunks(
    request: Request, name: str, asked: Filter, ledger: str, rule: str | None, masked: bool
) -> Iterator[bytes]:  # fmt: skip
    """Yield a file from one state of the ledger, the connection open for as long as it is read."""
    if not _open.acquire(blocking=False):
        raise HTTPException(503, "too many files are being read; try again in a minute", AGAIN)
    try:
        with engine_of(request).connect() as connection:
            events = events_in_pages(connection, asked, rule)
            yield from written(name, events, _scope(connection, asked, ledger, rule, masked))
    finally:
        _open.release()


def _scope(connection: Connection, asked: Filter, ledger: str, rule: str | None, masked: bool) -> Scope:
    return Scope(
        query=urlencode(asked.to_words(), doseq=True), ledger=ledger, made_by=maker(), rule=rule,
        moment=datetime.now(UTC).isoformat(timespec="seconds"), mask_persons=masked, text_of=texts_of(connection),
    )  # fmt: skip


def _format(name: str) -> Export:
    if name not in LEDGER_EXPORTS:
        raise HTTPException(404, f"there is no format {name[:40]}; there are {', '.join(LEDGER_EXPORTS)}")
    return LEDGER_EXPORTS[name]


def _file(name: str, made: Export) -> str:
    """Return "sayso.csv", "sayso-events.csv"."""
    return (
        f"sayso{made.ending}" if f".{name}" == made.ending else f"sayso-{name.removesuffix(made.ending)}{made.ending}"
    )


def _rule(word: str | None) -> Any:
    """Return the name of a rule for tolls, None where none is asked for."""
    if not word:
        return None
    if word not in RULES:
        raise HTTPException(422, f"rule: lowest, highest or latest, not {word[:40]!r}")
    return RULES[word]
