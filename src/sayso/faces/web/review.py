"""People's judgements -> a page of forms and of all that was judged; what is sent is written into the ledger.

Everyone may read; only one who has logged in with the token may judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from sayso.faces.cli_keep import write_judgement as write_judgement  # what `sayso judge` does
from sayso.faces.cli_start import key_of
from sayso.faces.web.asked import connected, engine_of
from sayso.faces.web.pages import page
from sayso.faces.web.token import COOKIE, Judging, Session, fits, from_here, give_cookie, session_of, sessions_of
from sayso.ledger import reading
from sayso.ledger.event.view import corrected_claims, event_of, report_heads
from sayso.ledger.judgement.corrections import FIELDS
from sayso.ledger.judgement.decisions import take_back
from sayso.ledger.judgement.log import judgement_log
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Connection, LedgerError, writing
from sayso.ledger.upkeep import changes
from sayso.model import Claim
from sayso.records import to_json

router = APIRouter(include_in_schema=False)
LISTED = 50  # judgements of a page
CHANGES = 200  # shown at once
Short = Annotated[str, Form(max_length=200)]
Reason = Annotated[str, Form(max_length=2_000)]
Key = Annotated[str, Query(max_length=40)]
Number = Annotated[int | None, Query(ge=0, le=2**53)]

ASKS = {"same": ("other",), "different": ("other",), "reject": (), "correct": ("field", "value")}  # beside the claim


class Sent(BaseModel):
    """A judgement as a form sends it."""

    kind: str = Field("", max_length=20)
    claim: str = Field("", max_length=40)
    other: str = Field("", max_length=40)
    field: str = Field("", max_length=20)
    value: str = Field("", max_length=20_000)
    by: str = Field("", max_length=200)
    reason: str = Field("", max_length=2_000)


@router.get("/review")
def review(
    request: Request, claim: Key = "", other: Key = "", change: Number = None, before: Number = None,
    done: Number = None,
) -> HTMLResponse:  # fmt: skip
    """Return the page of judgements; `claim` and `other` fill its forms, `change` is the last change known."""
    with connected(request) as connection:
        log = judgement_log(connection, before=before, limit=LISTED + 1)
        values = {
            "log": log[:LISTED], "before": log[LISTED - 1].judgement.number if len(log) > LISTED else None,
            "claim": _shown(connection, claim), "other": _shown(connection, other), "done": done,
            "change": change, "last_change": changes.last_change(connection),
            "changed": changes.changes_since(connection, change, limit=CHANGES) if change is not None else [],
        }  # fmt: skip
    return _page(request, session_of(request), **values)


@router.post("/review/login")
def login(request: Request, token: Short = "") -> Response:
    """Begin a session of one who gives the token."""
    from_here(request)
    kept, sessions = request.app.state.token, sessions_of(request)
    if kept is None:
        raise HTTPException(403, "this page is for reading only: sayso serve --allow-judging lets people judge")
    if not sessions.may_try():
        raise HTTPException(429, "too many wrong tokens were tried; wait a minute")
    if not fits(token.strip(), kept):
        sessions.was_wrong()
        raise HTTPException(403, "that is not the token")
    answer = RedirectResponse("/review", 303)
    give_cookie(answer, request, sessions.begin())
    return answer


@router.post("/review/logout")
def logout(request: Request, session: Judging) -> Response:
    """End a session."""
    sessions_of(request).end(request.cookies.get(COOKIE))
    answer = RedirectResponse("/review", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.post("/review/judge")
def judge(request: Request, session: Judging, given: Annotated[Sent, Form()]) -> Response:
    """Write one judgement down and show its number."""
    asked = given.model_dump(include={"kind", "claim", "by", "reason", *ASKS.get(given.kind, ())})
    if given.kind not in ASKS:
        raise HTTPException(422, "a judgement is same, different, reject or correct")
    with _deciding(request) as connection:
        keys: dict[str, str] = {
            name: key_of(connection, "claim", asked[name]) for name in ("claim", "other") if name in asked
        }
        if len(set(keys.values())) < len(keys):
            raise LedgerError("two claims are asked for, and these are one")
        number = write_judgement(connection, {**asked, **keys})
    return RedirectResponse(f"/review?done={number}", 303)


@router.post("/review/take-back")
def undo(
    request: Request, session: Judging, number: Annotated[int, Form(ge=1, le=2**53)] = 1, by: Short = "",
    reason: Reason = "",
) -> Response:  # fmt: skip
    """Take a judgement back; it stays on record."""
    with _deciding(request) as connection:
        if not by.strip() or not reason.strip():
            raise LedgerError("to take a judgement back needs a name and a reason")
        take_back(connection, number, by=by.strip(), reason=reason.strip())
    return RedirectResponse(f"/review?done={number}", 303)


@contextmanager
def _deciding(request: Request) -> Iterator[Connection]:
    """Yield a connection to write a decision with, whole or not at all; what does not fit is answered with 422."""
    try:
        with writing(engine_of(request)) as connection:
            yield connection
    except (LedgerError, ValueError) as error:
        raise HTTPException(422, str(error)) from error
    except RecursionError as error:
        raise HTTPException(422, "a value that nests too deep") from error


def _page(request: Request, session: Session | None, **values: Any) -> HTMLResponse:
    made = page(request, "review.html", asked=Filter(), session=session, fields=FIELDS, **values)
    made.headers["cache-control"] = "no-store"  # its forms carry a word of the session
    return made


def _shown(connection: Connection, key: str) -> Mapping[str, Any] | None:
    """Return a claim as the forms show it: its sentence, its event, and the fields that can be set right."""
    if not key.strip():
        return None
    try:
        found = key_of(connection, "claim", key)
    except (LedgerError, ValueError) as error:
        raise HTTPException(404, str(error)) from error
    claim = corrected_claims(connection, [found])[found]
    report = reading.report(connection, claim.report)
    start, end = claim.evidence.sentence
    return {
        "claim": claim, "report": report_heads(connection, [claim.report])[claim.report],
        "event": event_of(connection, found), "quote": report.text[start:end] if report else "",
        "values": _values(claim),
    }  # fmt: skip


def _values(claim: Claim) -> dict[str, str]:
    """Return the fields of a claim that can be set right, as they are typed: a word, or JSON."""
    given = {name: to_json(getattr(claim, name)) for name in FIELDS}
    return {n: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False, indent=1) for n, v in given.items()}
