"""The OpenAPI description -> docs/rest.md."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILTER = "See docs/queries.md."  # the description of every field of the filter


def rest() -> str:
    """Return the page."""
    return "\n".join(_lines(_description())).rstrip() + "\n"


def _lines(api: dict[str, Any]) -> Iterator[str]:
    yield "# REST\n"
    yield (
        "`sayso serve --ledger L` answers these beside its [pages](page.md); `/api/docs` shows them in the browser, without\n"
        "any other host. Written by `make pages` from the OpenAPI description (`/api/openapi.json`).\n"
    )
    for path, methods in api["paths"].items():
        for method, what in methods.items():
            yield f"## {method.upper()} {path}\n\n{(what.get('description') or what.get('summary') or '').strip()}\n"
            if rows := list(_parameters(what)):
                yield "| parameter | in | meaning |\n|---|---|---|"
                yield from rows
                yield ""
            answers = ", ".join(f"{c} {a.get('description', '')}".strip() for c, a in what["responses"].items())
            yield f"Answers: {answers}.\n"


def _parameters(what: dict[str, Any]) -> Iterator[str]:
    asked = what.get("parameters", ())
    if any(p.get("description") == FILTER for p in asked):
        yield "| the [filter](queries.md) | query | its fields, each any number of times |"
    for p in (p for p in asked if p.get("description") != FILTER):
        needed = " (needed)" if p.get("required") else ""
        yield f"| `{p['name']}`{needed} | {p['in']} | {_cell(p.get('description') or _kind(p.get('schema', {})))} |"


def _kind(schema: dict[str, Any]) -> str:
    kinds = [schema, *schema.get("anyOf", ())]
    return ", ".join(k["type"] for k in kinds if k.get("type") not in (None, "null"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _description() -> dict[str, Any]:
    from sayso.faces.web.app import create_app
    from sayso.ledger.store import open_ledger

    with tempfile.TemporaryDirectory() as folder:
        engine = open_ledger(Path(folder) / "empty.db")
        described: dict[str, Any] = json.loads(json.dumps(create_app(engine).openapi()))
        engine.dispose()
    return described
