"""The description of the REST interface -> a page for people, made here: it loads nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.faces.web.pages import page
from sayso.ledger.search.filters import FIELDS, Filter

router = APIRouter(include_in_schema=False)
Described = Mapping[str, Any]


@router.get("/api/docs")
def docs(request: Request) -> HTMLResponse:
    """Return the page of the interface."""
    described = request.app.openapi()
    calls = [_call(method, path, call) for path, calls in described["paths"].items() for method, call in calls.items()]
    shapes = described.get("components", {}).get("schemas", {})
    return page(
        request, "api.html", asked=Filter(), calls=calls, filter_fields=_filter_help(),
        base=str(request.base_url).rstrip("/"),
        shapes={name: _fields(shape) for name, shape in sorted(shapes.items())},
        told={name: shape.get("description", "") for name, shape in shapes.items()},
    )  # fmt: skip


def _call(method: str, path: str, call: Described) -> dict[str, Any]:
    parameters = [_parameter(p) for p in call.get("parameters", ())]
    asks = {p["name"] for p in parameters}
    return {
        "id": f"{method}-{path.strip('/').replace('/', '-').translate({ord('{'): None, ord('}'): None})}",
        "method": method.upper(), "path": path, "about": call.get("description") or call.get("summary", ""),
        "takes_filter": set(FIELDS) <= asks,
        "parameters": [p for p in parameters if not (set(FIELDS) <= asks and p["name"] in FIELDS)],
        "body": _body(call), "gives": _kind(_answer(call)), "shape": _shape(_answer(call)),
    }  # fmt: skip


def _parameter(p: Described) -> dict[str, Any]:
    shape = p.get("schema", {})
    return {"name": p["name"], "in": p["in"], "required": p.get("required", False), "kind": _kind(shape),
            "about": p.get("description") or shape.get("description", ""), "default": shape.get("default"),
            "example": next(iter(shape.get("examples", ())), None)}  # fmt: skip


def _body(call: Described) -> str | None:
    shape = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return None if shape is None else _shape(shape)


def _answer(call: Described) -> Described:
    found: Described = call["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _shape(schema: Described) -> str | None:
    """Return the name of the shape that a schema refers to, by itself or in a list."""
    if "items" in schema:
        return _shape(schema["items"])
    reference = schema.get("$ref")
    return reference.rpartition("/")[2] if reference else None


def _kind(schema: Described) -> str:
    """Return a schema in words: "list of EventRow", "text or null"."""
    if name := (schema.get("$ref") or "").rpartition("/")[2]:
        return str(name)
    if options := schema.get("anyOf"):
        return " or ".join(_kind(o) for o in options)
    if "enum" in schema or "const" in schema:
        return "one of " + ", ".join(json.dumps(v) for v in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items') or {})}"
    named = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object"}
    return named.get(schema.get("type", ""), schema.get("type") or "JSON")


def _fields(shape: Described) -> list[dict[str, str]]:
    return [
        {"name": name, "kind": _kind(field), "about": field.get("description", "")}
        for name, field in shape.get("properties", {}).items()
    ]


def _filter_help() -> list[tuple[str, str]]:
    from sayso.faces.cli_filters import HELP

    return [(name, HELP[name]) for name in FIELDS]
