"""A pasted text -> a page of its claims and statements with the text marked; nothing is kept.

Addresses are not fetched: a page that fetches what a visitor names would lend them this machine's network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from sayso.faces.event_sentence import sentence
from sayso.faces.web.highlight import Mark, blocks
from sayso.faces.web.pages import page
from sayso.faces.web.rest import LONGEST
from sayso.faces.web.token import from_here
from sayso.faces.web.turns import read_in_turn
from sayso.faces.words import standing
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.likeness.marks import STAGES
from sayso.ledger.search.filters import Filter
from sayso.model import Claim, Reading, ReportError, ReportHead, Telling

router = APIRouter(include_in_schema=False)
ADDRESS = re.compile(r"\s*(https?://|www\.)\S+\s*", re.IGNORECASE)
FETCHES_NONE = (
    "That is an address, and this page fetches none. Paste the text of the report; or let the command fetch it: "
    "sayso add ADDRESS --ledger LEDGER."
)
Short = Annotated[str, Form(max_length=200)]


@router.get("/read")
def form(request: Request) -> HTMLResponse:
    """Return the page with the box to paste a text into."""
    return _page(request)


@router.post("/read")
def read(
    request: Request, text: Annotated[str, Form()] = "", published: Short = "", outlet: Short = ""
) -> HTMLResponse:
    """Read a text and return the page of what it claims."""
    if "origin" in request.headers:
        from_here(request)  # a page elsewhere is not to keep this machine busy
    given: dict[str, Any] = {"text": text, "published": published.strip(), "outlet": outlet.strip()}
    if not text.strip():
        return _page(request, status=422, **given, reason="There is no text to read.")
    if ADDRESS.fullmatch(text):
        return _page(request, status=422, **given, reason=FETCHES_NONE)
    if len(text) > LONGEST:
        reason = f"A text may have {LONGEST:,} characters; this has {len(text):,}."
        return _page(request, status=413, **given, reason=reason)
    try:
        found = read_in_turn(text, given["published"] or None, given["outlet"] or None)
    except (ReportError, ValueError) as error:
        reason = error.failure.reason if isinstance(error, ReportError) else str(error)
        return _page(request, status=422, **given, reason=f"That cannot be read: {reason}.")
    return _page(request, **given, found=_found(found))


def _page(request: Request, *, status: int = 200, **values: Any) -> HTMLResponse:
    shown = {"text": "", "published": "", "outlet": "", "reason": None, "found": None, **values}
    return page(request, "read.html", status=status, asked=Filter(), longest=LONGEST, **shown)


def _found(reading: Reading) -> dict[str, Any]:
    text = reading.report.text
    claims = [
        {"n": n, "claim": c, "sentence": _sentence(reading, c), "standing": standing(c),
         "quote": text[slice(*c.evidence.sentence)]}
        for n, c in enumerate(reading.claims, 1)
    ]  # fmt: skip
    marks = list(_marks(reading, [str(c["sentence"]) for c in claims]))
    return {"claims": claims, "statements": reading.statements, "report": reading.report,
            "blocks": blocks(text, reading.report.parts, marks)}  # fmt: skip


def _marks(reading: Reading, told: list[str]) -> Iterator[Mark]:
    """Yield what is marked in the text: triggers that lead to their claims, cues and who speaks."""
    for n, (claim, said) in enumerate(zip(reading.claims, told, strict=True), 1):
        yield Mark(span=claim.evidence.trigger, kind="claim", label=said, id=f"t{n}", href=f"#c{n}")
        for actor in (*claim.actors, *claim.recipients):
            yield Mark(span=actor.span, kind="actor", label=actor.name)
        for figure in claim.figures:
            yield Mark(span=figure.span, kind="figure", label=figure.kind)
    for statement in reading.statements:
        for span in statement.content:
            yield Mark(span=span, kind="statement")


def _sentence(reading: Reading, claim: Claim) -> str:
    """Return a claim in the words in which events are told."""
    report = reading.report
    head = ReportHead(id=report.id, outlet=report.outlet, published=report.published, url=report.url)
    event = EventHead(claim.id, claim.type, claim.mode, STAGES[claim.status], None, None)
    return sentence(view_of(event, [Telling(claim=claim, report=head, score=1.0)]))
