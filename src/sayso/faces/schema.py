"""Types of the model -> JSON Schema of the records that sayso writes."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from sayso.model import SCHEMA, Claim, EventView, Failure, Incident, Report, Statement

RECORDS: dict[str, type] = {"claim": Claim, "event": EventView, "incident": Incident, "statement": Statement,
                            "report": Report, "failure": Failure}  # fmt: skip


def schema_of(record: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one kind of record; its lines carry `"record": KIND` besides."""
    made = TypeAdapter(RECORDS[record]).json_schema()
    made["properties"]["record"] = {"const": record, "description": "the kind of record, in JSON Lines"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": record, "version": SCHEMA}
