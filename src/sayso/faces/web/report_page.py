"""One report: its text as it stands with what was found in it marked, its versions, its copies, or why it is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sayso.faces import words
from sayso.faces.event_sentence import plain
from sayso.faces.ledger_tables import one_sentence
from sayso.faces.web.asked import connected
from sayso.faces.web.comparison import say_so
from sayso.faces.web.highlight import Block, Mark, blocks
from sayso.faces.web.pages import page
from sayso.ledger.event import history
from sayso.ledger.event.view import corrected_claims, repeated_by, report_heads
from sayso.ledger.event.voices import outlet_of
from sayso.ledger.reading import Kind
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Connection
from sayso.ledger.upkeep.removal import Removal, removed
from sayso.ledger.upkeep.versions import Change, versions_of, what_changed
from sayso.model import Actor, Claim, Reading, Report, ReportHead, Span, Statement, Telling

router = APIRouter(include_in_schema=False)
EVENTS = 2_000  # of a report, whose number of reports is told
KINDS = {"claim": "Claims", "statement": "Statements", "actor": "Actors", "figure": "Figures"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim beside the text: what it says in a sentence, on whose word, and the event that it is of."""

    claim: Claim
    sentence: str
    say_so: str
    figures: str
    sure: str
    event: str | None
    reports: int  # that tell of the event
    judged: tuple[history.Judged, ...]
    placed: bool  # its sentence stands in the text, and can be gone to


@router.get("/claims/{key}", response_model=None)
def claim(request: Request, key: str) -> Response:
    """Lead to a claim's sentence in its report."""
    with connected(request) as connection:
        found = query.claim(connection, _id(connection, key, "claim"))
    assert found is not None
    return RedirectResponse(f"/reports/{found.report}#c-{found.id}", 307)


@router.get("/statements/{key}", response_model=None)
def statement(request: Request, key: str) -> Response:
    """Lead to a statement in its report."""
    with connected(request) as connection:
        found = query.statement(connection, _id(connection, key, "statement"))
    assert found is not None
    return RedirectResponse(f"/reports/{found.report}#s-{found.id}", 307)


@router.get("/reports/{key}", response_model=None)
def report(request: Request, key: str) -> Response:
    """Return the page of a report; of one that is hidden or gone, that it is, since when and why."""
    with connected(request) as connection:
        if (removal := _removal(connection, key)) is not None:
            return _hidden(request, connection, removal)
        if (now := _id(connection, key, "report")) != key:
            return RedirectResponse(f"/reports/{now}", 307)
        found = query.reading(connection, now)
        assert found is not None
        values = _values(connection, found)
    return page(request, "report.html", asked=Filter(), **values)


@router.get("/reports/{key}/versions", response_model=None)
def versions(request: Request, key: str) -> Response:
    """Return the versions of a report's page, with what each changed."""
    with connected(request) as connection:
        if (removal := _removal(connection, key)) is not None:
            return _hidden(request, connection, removal)
        if (now := _id(connection, key, "report")) != key:
            return RedirectResponse(f"/reports/{now}/versions", 307)
        made = versions_of(connection, now)
        found = [r for v in made if (r := query.report(connection, v.report)) is not None]
        heads = report_heads(connection, [now])
    changed = [what_changed(old, new) for old, new in pairwise(found)]
    pairs = [(old, new, edits) for (old, new), edits in zip(pairwise(made), changed, strict=True)]
    return page(
        request, "versions.html", asked=Filter(), head=heads[now], outlet=plain(outlet_of(heads[now])),
        pairs=pairs, versions=made, plain=plain,
    )  # fmt: skip


def _id(connection: Connection, key: str, kind: Kind) -> str:
    """Return the whole id of a record; raise HTTPException 404 if there is none of the kind."""
    try:
        found = query.resolve(connection, key)
    except ValueError as error:
        raise HTTPException(404, str(error)) from error
    if found is None or found.kind != kind or found.id is None:
        raise HTTPException(404, f"no {kind} {key}")
    return found.id


def _removal(connection: Connection, key: str) -> Removal | None:
    return next((r for r in removed(connection) if r.report == key), None)


def _hidden(request: Request, connection: Connection, removal: Removal) -> Response:
    head = report_heads(connection, [removal.report]).get(removal.report)
    return page(
        request, "report.html", status=410, asked=Filter(), removal=removal, title=f"Report {removal.kind}",
        outlet=plain(outlet_of(head)) if head else None, published=head.published if head else None,
    )  # fmt: skip


def _values(connection: Connection, found: Reading) -> dict[str, Any]:
    report, heads = found.report, report_heads(connection, [found.report.id])
    head = heads[report.id]
    claims = list(corrected_claims(connection, [c.id for c in found.claims]).values())
    claims.sort(key=lambda c: (c.evidence.trigger, c.id))
    seen: set[str] = set()
    text = blocks(report.text, report.parts, [*_of_claims(claims), *_of_statements(found.statements)], seen)
    versions = versions_of(connection, report.id)
    copies = repeated_by(connection, report.id)
    title = report.first("title")
    return {
        "removal": None, "report": report, "outlet": plain(outlet_of(head)), "title": plain(title or "") or "Report",
        "titled": any(b.kind == "title" for b in text), "groups": _groups(text), "kinds": KINDS,
        "claims": list(_shown(connection, head, claims, seen)),
        "statements": [(s, _says(s), f"t-{s.id}" in seen) for s in found.statements],
        "versions": versions, "changes": _changes(connection, report, [v.report for v in versions]),
        "copies": [(c, plain(outlet_of(c))) for c in copies], "copy_of": head.copy_of, "linked": _address(report.url),
        "plain": plain, "export": Filter(report=(report.id,)), "words_of": words,
    }  # fmt: skip


# --- the text ----------------------------------------------------------------------------------------------------


def _groups(text: Iterable[Block]) -> list[tuple[bool, list[Block]]]:
    """Return blocks in runs; True: furniture, what stood around the report."""
    return [(folded, list(run)) for folded, run in groupby(text, key=lambda b: b.kind == "furniture")]


def _of_claims(claims: Sequence[Claim]) -> Iterator[Mark]:
    """Yield the sentences to go to, the triggers, actors and figures, each stretch once a kind."""
    made: dict[tuple[str, Span], Mark] = {}
    for c in claims:
        yield Mark(span=c.evidence.sentence, kind="sentence", id=f"c-{c.id}")
        trigger = Mark(span=c.evidence.trigger, kind="claim", href=f"#l-{c.id}", label=f"{c.type}, {c.status}")
        made.setdefault(("claim", c.evidence.trigger), trigger)
        for span in c.retold:
            made.setdefault(("claim", span), Mark(span=span, kind="claim", href=f"#l-{c.id}", label="told again"))
        speakers = (s.actor for s in c.sayso if s.actor is not None)
        for actor in (*c.actors, *c.recipients, *speakers):
            made.setdefault(("actor", actor.span), _actor(actor))
        for f in c.figures:
            made.setdefault(("figure", f.span), Mark(span=f.span, kind="figure", label=plain(words.figure(f)),
                                                     href=f"#l-{c.id}"))  # fmt: skip
    yield from made.values()


def _of_statements(statements: Iterable[Statement]) -> Iterator[Mark]:
    for s in statements:
        for n, span in enumerate(s.content):
            yield Mark(span=span, kind="statement", id=None if n else f"t-{s.id}", label=_says(s))
        if s.cue is not None:
            yield Mark(span=s.cue.span, kind="statement cue", href=f"#s-{s.id}", label=f"says: {_says(s)}")
        if s.source is not None:
            yield _actor(s.source)


def _actor(actor: Actor) -> Mark:
    """Return a mark with the neutral name; a registry's actor leads to its page."""
    href = f"/actors/{quote(actor.id, safe='')}" if actor.id else None
    return Mark(span=actor.span, kind="actor", label=plain(words.actor_name(actor)), href=href)


# --- beside the text ---------------------------------------------------------------------------------------------


def _shown(connection: Connection, head: ReportHead, claims: Sequence[Claim], seen: set[str]) -> Iterator[Shown]:
    asked = Filter(report=(head.id,))
    rows = query.find_claims(connection, Filter(report=(head.id,), withdrawn=True), limit=max(1, len(claims))).rows
    events = {row.claim.id: row.event for row in rows}
    told = {row.id: row.reports for row in query.find_events(connection, asked, limit=EVENTS).rows}
    judged: dict[str, list[history.Judged]] = {}
    for j in history.judgements_of(connection, [c.id for c in claims]):
        judged.setdefault(j.judgement.claim, []).append(j)
    for c in claims:
        event = events.get(c.id)
        yield Shown(
            claim=c, sentence=one_sentence(Telling(claim=c, report=head, score=1.0)), say_so=say_so(c.sayso),
            figures=plain("; ".join(map(words.figure, c.figures))), sure=confidence(c.confidence), event=event,
            reports=told.get(event or "", 0), judged=tuple(judged.get(c.id, ())), placed=f"c-{c.id}" in seen,
        )  # fmt: skip


def confidence(share: float) -> str:
    """Return a confidence in words: "of such readings about 8 in 10 are right"."""
    tenths = round(10 * share)
    if tenths >= 10:
        return "of such readings nearly all are right"
    return f"of such readings {f'about {tenths}' if tenths else 'fewer than 1'} in 10 are right"


def _says(statement: Statement) -> str:
    return plain(words.actor_name(statement.source)) if statement.source else "unspecified source"


def _changes(connection: Connection, report: Report, versions: Sequence[str]) -> list[Change]:
    """Return what this version changed in the one before it."""
    at = versions.index(report.id) if report.id in versions else 0
    before = query.report(connection, versions[at - 1]) if at else None
    return what_changed(before, report) if before is not None else []


def _address(url: str | None) -> bool:
    """True if an address can be a link: of a page of the web, and nothing that runs."""
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False
