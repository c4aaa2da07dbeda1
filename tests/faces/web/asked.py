"""Questions that nobody would think of, put to every page and every call; shared by the tests and by tests/soak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from sayso.ledger.search.filters import FIELDS
from tests.claims import FARVIK, told
from tests.faces.web.serving import Served, served

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
PATHS = ("/", "/coverage", "/export", "/export/csv", "/export/events.csv/about", "/review", "/read", "/actors/swe",
         "/dyads/swe/nor", "/events/{event}", "/reports/{report}", "/reports/{report}/versions", "/api/docs",
         "/api/events", "/api/rollups", "/api/balances")  # fmt: skip
NAMES = (*FIELDS, "q", "after", "limit", "by", "unit", "count", "rule", "view", "mask_persons", "claim", "other",
         "change", "before", "start", "nonsense")  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40), st.integers().map(str), st.dates().map(str),
    st.sampled_from([
        "", "swe", "swe,nor", "ASSAULT", "denied", "killed>=3", "killed>=999999999999999999", "0", "-1", "1e400", "nan",
        "9999-12", "0001", "0000-00-00", "90,180,-90,-180", "-90,-180,90,180", "a~b", "2024-03-05~00000000000000000000",
        "~0", "month,day", "yes", "%00", "\ud7ff", "a" * 5000, "ffffffffffffffffffff", '"', "NEAR(", "a AND", "*",
    ]),
)  # fmt: skip


def ledger_of_three(folder: Path) -> Served:
    """Serve three reports of two states."""
    return served(folder, [
        told("a", by="swe.mil", to="nor", killed=3), told("b", "Hill Post", by="swe.mil", to="nor", killed=7),
        told("c", "Sun", by="nor", to="swe", at=FARVIK, day="2024-03-09", status="denied"),
    ])  # fmt: skip


def ask_every_call(site: Served, examples: int) -> None:
    """Ask all that the OpenAPI description allows, and what it does not: no 5xx, and answers fit their schema."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", site.client.app)
    for found in schema.get_all_operations():
        operation = found.ok()
        many = min(examples, 50) if operation.method == "post" else examples  # a reading takes its time

        @settings(
            max_examples=many, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()


def ask_every_page(site: Served, examples: int) -> None:
    """Ask every page with any words under any names: it answers, if only that they do not fit."""
    row = site.client.get("/api/claims").json()["rows"][0]
    paths = [p.format(event=row["event"], report=row["report"]["id"]) for p in PATHS]

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(st.sampled_from(paths), st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4))
    def ask(path: str, words: list[tuple[str, str]]) -> None:
        answer = site.client.get(path, params=words)
        assert answer.status_code in (200, 404, 422), (path, words, answer.text[:300])

    ask()
