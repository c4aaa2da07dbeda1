"""A request -> what it asks of the ledger: the filter in its address, and a connection to read with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote_plus, urlencode

from fastapi import HTTPException, Request

from sayso.ledger.search.filters import FIELDS, Filter
from sayso.ledger.store import Connection, Engine

BESIDE = frozenset({"after", "limit", "by", "unit", "count", "rule", "view", "mask_persons"})  # no fields of the filter

MARK = "sayso-value"


def asked_filter(request: Request) -> Filter:
    """Return the filter in a request's address, `q` being its text; a field that does not fit is answered with 422."""
    words: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in BESIDE:
            words.setdefault("text" if name == "q" else name, []).append(value)
    try:
        return Filter.from_words(words)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def address(path: str, asked: Filter, **more: str | None) -> str:
    """Return the address of a page with a filter; a word of `more` takes the place of the filter's, None clears it."""
    words = {**asked.to_words(), **{k: [v] for k, v in more.items() if v is not None}}
    kept = {k: v for k, v in words.items() if more.get(k, "") is not None}
    query = urlencode({k: kept[k] for k in (*FIELDS, *(BESIDE & kept.keys())) if k in kept}, doseq=True)
    return f"{path}?{query}" if query else path


def addresses(path: str, asked: Filter, name: str) -> Callable[[str], str]:
    """Return what gives `address` for many values of one word."""
    head, _, tail = address(path, asked, **{name: MARK}).partition(MARK)
    return lambda value: f"{head}{quote_plus(value)}{tail}"


def engine_of(request: Request) -> Engine:
    """Return the ledger that the page shows."""
    engine: Engine = request.app.state.engine
    return engine


@contextmanager
def connected(request: Request) -> Iterator[Connection]:
    """Yield a connection that reads one state of the ledger."""
    with engine_of(request).connect() as connection:
        yield connection
