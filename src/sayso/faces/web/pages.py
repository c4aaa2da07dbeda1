"""Values and a template -> a page; templates/ has one a kind of page, all within base.html."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from sayso.faces import words
from sayso.faces.web.asked import address, asked_filter, connected
from sayso.ledger.event.slots import place_text
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.model import Place
from sayso.version import __version__

HERE = Path(__file__).parent


def page(
    request: Request, template: str, *, status: int = 200, asked: Filter | None = None,
    counted: query.Counted | None = None, **values: Any,
) -> HTMLResponse:  # fmt: skip
    """Return a page; `asked` is the filter that its search box shows, by default the one in the address."""
    asked = asked_filter(request) if asked is None else asked
    if counted is None:
        with connected(request) as connection:
            counted = query.count(connection, asked)
    made = templates().get_template(template).render(
        asked=asked, asked_words=asked.to_words(), counted=counted, path=request.url.path, version=__version__,
        demo=request.app.state.demo, may_judge=request.app.state.token is not None, **values,
    )  # fmt: skip
    return HTMLResponse(made, status)


@lru_cache
def templates() -> Environment:
    """Return the templates with their filters, made once."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals["address"] = address
    made.filters |= {"number": lambda n: f"{n:,}", "actor": words.actor_name, "when": words.when, "where": where,
                     "figure": words.figure, "say_so": words.say_so, "day": day}  # fmt: skip
    return made


def where(places: Sequence[Place]) -> str:
    """Return places with the names of their countries."""
    return ", ".join(dict.fromkeys(map(place_text, places)))


def day(iso: str | None) -> str:
    """Return "10 May 2021", or "no date"."""
    from datetime import date

    if not iso:
        return "no date"
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%B %Y}"
