"""One event: all that is told of it side by side, who denies it, its tolls, why it is one, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sayso.faces import words
from sayso.faces.event_sentence import bounds, number, plain, sentence
from sayso.faces.event_table import days
from sayso.faces.table import count
from sayso.faces.web import toll_chart
from sayso.faces.web.asked import connected
from sayso.faces.web.comparison import columns_of, compared, same_page
from sayso.faces.web.pages import page
from sayso.ledger.event import history
from sayso.ledger.event.view import view, views
from sayso.ledger.event.voices import originals, outlet_of, standing, voice
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import Connection
from sayso.model import EventView, Reported, Telling, Toll

router = APIRouter(include_in_schema=False)
LISTED = 50  # sources of a page of the grid
QUOTED = 12  # sentences on a side
TOLD = 60  # figures in a table
PARTS = 30  # parts of a wave that are named
GONE = ("event {} is gone since {}: no claim is left of which it was made. Reports may have been withdrawn or erased, "
        "claims rejected, or read anew.")  # fmt: skip
NOT_KEPT = {"cache-control": "no-cache"}
STAGES = {"occurred": "a past act", "tried": "an attempt", "ahead": "still ahead", "demanded": "a demand",
          "apart": "no act of one time"}  # fmt: skip
REASONS = {
    "alone": "the only claim of the event", "same report": "told in the same report",
    "same sentence": "the same sentence in both reports", "same town": "the same town",
    "near": "places within 25 km of each other", "same province": "the same province",
    "same country": "the same country", "place unknown": "a place is stated in one of them at most",
    "same day": "the same day", "days meet": "days that overlap", "next day": "days next to each other",
    "day unknown": "a day is stated in one of them at most", "same actor": "the same actor",
    "other actor": "other actors (counts against it)", "same recipient": "done to the same",
    "other recipient": "done to others (counts against it)", "same victim": "the same victim by name",
    "same number": "the same number", "close number": "numbers close to each other",
    "other number": "other numbers (counts against it)", "other name": "places of other names (counts against it)",
    "sides swapped": "the same two sides the other way round", "told as another": "told as another (counts against it)",
    "day and town": "the same day and town", "undated words": "rare words in common, no day stated",
    "same way": "the same means", "other way": "other means (counts against it)",
}  # fmt: skip
JUDGED = {"same": "judged to be one happening with", "different": "judged to be another happening than",
          "reject": "judged to be no claim", "correct": "set right"}  # fmt: skip


class Quote(NamedTuple):
    """Who says so, when, in which words, and where that stands."""

    voice: str
    status: str
    published: str | None
    sentence: str
    href: str


class Drawing(NamedTuple):
    """A toll as a chart and as the rows of a table."""

    title: str
    chart: str
    rows: list[tuple[Reported, str, str, str, bool]]
    not_stated: str
    more: int  # figures that are not in the table


@router.get("/events/{key}", response_model=None)
def event(request: Request, key: str, after: str = "0") -> Response:
    """Return the page of an event; an id that was merged leads to the one that it has now."""
    with connected(request) as connection:
        now = current(connection, key)
        if now != key:  # a merge can be taken back, so the browser must ask again
            return RedirectResponse(f"/events/{now}", 308 if len(key) == len(now) else 307, NOT_KEPT)
        found = view(connection, now)
        values = _values(connection, found, int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0)
    return page(request, "event.html", asked=Filter(), **values)


def current(connection: Connection, key: str) -> str:
    """Return the id that an event has now; raise HTTPException 404 that says why there is none."""
    try:
        found = query.resolve(connection, key)
    except ValueError as error:
        raise HTTPException(404, str(error)) from error
    if found is None or found.kind != "event":
        raise HTTPException(404, f"no event {key}")
    if found.id is None:
        raise HTTPException(404, _why_gone(connection, key))
    return found.id


def claim_href(telling: Telling) -> str:
    """Return the address of a claim's sentence, highlighted in its report."""
    return f"/reports/{telling.report.id}#c-{telling.claim.id}"


def _why_gone(connection: Connection, key: str) -> str:
    last = next((c for c in history.changes_of(connection, key, 1)), None)
    moment = last.made if last else ""
    said = [f"At that moment {c.what} by {c.by}: {c.reason}." for c in history.causes_at(connection, moment)]
    return plain(" ".join([GONE.format(key, moment[:10] or "an unknown day"), *said]))


def _values(connection: Connection, found: EventView, start: int) -> dict[str, Any]:
    grid = compared(found, start, LISTED)
    hrefs = {t.claim.id: claim_href(t) for t in found.tellings}
    sides = _sides(found)
    texts = _texts(connection, [t for side in sides.values() for t in side[:QUOTED]])
    return {
        "event": found, "stage": STAGES.get(found.stage, found.stage), "sentence": sentence(found),
        "days": days(found), "places": _places(found),
        "counts": _counts(found), "columns": columns_of(grid.rows), "grid": grid,
        "start": start, "following": f"/events/{found.id}?after={start + LISTED}" if start + LISTED < grid.all else "",
        "sides": {k: ([_quote(t, texts) for t in side[:QUOTED]], len(side)) for k, side in sides.items() if side},
        "tolls": [_drawing(t, hrefs, n) for n, t in enumerate(found.tolls)], "draws_on": list(_draws_on(found)),
        "merged": [_merged(t, hrefs, found) for r in grid.rows for t in (r.telling, *r.folded)],
        "history": history.changes_of(connection, found.id),
        "judged": _judged(connection, found), "judged_words": JUDGED, "wave": _lines(connection, [found.part_of]),
        "parts": _lines(connection, found.parts[:PARTS]), "claim_href": claim_href, "outlet_of": outlet_of,
        "plain": plain, "export": Filter(event=(found.id,)),
    }  # fmt: skip


def _counts(found: EventView) -> str:
    c = found.counts
    told = [(c.reports, "report"), (c.outlets, "outlet"), (c.independent, "independent source"), (c.claims, "claim")]
    return ", ".join(count(n, noun) for n, noun in told)


def _places(found: EventView) -> str:
    """Return where it is told to have been, every account."""
    given = (v.text for v in found.slot("where").values if v.text and v.place is not None and v.place.role == "at")
    return plain(" / ".join(dict.fromkeys(given))) or "place not stated"


# --- who says so, in which words ---------------------------------------------------------------------------------


def _sides(found: EventView) -> dict[str, list[Telling]]:
    """Return who says that it happened, that it did not, and who leaves it open; each voice once."""
    sides: dict[str, dict[str, Telling]] = {"asserted": {}, "denied": {}, "doubted": {}}
    for telling in originals(found.tellings):
        sides[standing(telling.claim)].setdefault(voice(telling), telling)
    return {side: list(voices.values()) for side, voices in sides.items()}


def _texts(connection: Connection, tellings: Iterable[Telling]) -> dict[str, str]:
    found = {t.report.id: query.report(connection, t.report.id) for t in tellings}
    return {key: report.text for key, report in found.items() if report is not None}


def _quote(telling: Telling, texts: Mapping[str, str]) -> Quote:
    start, end = telling.claim.evidence.sentence
    text = texts.get(telling.report.id, "")[max(0, start) : max(0, end)]
    return Quote(
        plain(voice(telling)), telling.claim.status, telling.report.published, plain(text), claim_href(telling)
    )


def _draws_on(found: EventView) -> Iterator[tuple[str, str, list[str]]]:
    """Yield who draws on whom: a speaker and who quotes them, a text and who repeats it."""
    drawn: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    heads = {t.report.id: t.report for t in found.tellings}
    for telling in found.tellings:
        here = plain(outlet_of(telling.report))
        for source in telling.claim.sayso[1:]:
            if source.actor is not None:
                drawn[plain(words.source_name(source)), "is quoted by"].setdefault(here)
        original = heads.get(telling.report.copy_of or "")
        if original is not None and not same_page(original, telling.report):
            drawn[plain(outlet_of(original)), "is repeated by"].setdefault(here)
    yield from ((name, how, list(by)) for (name, how), by in sorted(drawn.items(), key=lambda item: item[0][1]))


# --- tolls -------------------------------------------------------------------------------------------------------


def _drawing(toll: Toll, hrefs: Mapping[str, str], n: int) -> Drawing:
    several = len(toll.revisions) > 1
    return Drawing(
        title=plain(f"{toll.kind} {bounds(toll)}"),
        chart=toll_chart.draw(toll, lambda claim: hrefs[claim], f"toll-{n}") if several else "",
        rows=[(r, number(r.low, r.high), plain(r.text), hrefs[r.claim], _bounding(toll, r))
              for r in toll.revisions[:TOLD]],
        not_stated=plain("; ".join(toll.not_stated)), more=max(0, len(toll.revisions) - TOLD),
    )  # fmt: skip


def _bounding(toll: Toll, reported: Reported) -> bool:
    """True if a figure lies within the toll's bounds: "dozens" sets none where others tell a number."""
    below_top = toll.high is None or (reported.high is not None and reported.high <= toll.high)
    return toll.low <= reported.low and below_top


# --- why one event, and since when -------------------------------------------------------------------------------


def _merged(telling: Telling, hrefs: Mapping[str, str], found: EventView) -> tuple[Telling, str, str, str]:
    """Return a claim, why it is of the event, and the claim that it is likest to, with its address."""
    like = next((t for t in found.tellings if t.claim.id == telling.like), None)
    why = ", ".join(REASONS.get(r, r) for r in telling.reasons)
    return telling, why, plain(voice(like)) if like else "", hrefs[like.claim.id] if like else ""


def _judged(connection: Connection, found: EventView) -> list[tuple[history.Judged, str, str]]:
    """Return people's judgements with the voices of the claims that they are about, as far as these are here."""
    voices = {t.claim.id: plain(voice(t)) for t in found.tellings}
    return [
        (j, voices.get(j.judgement.claim, "a claim that is not of this event now"),
         voices.get(j.judgement.other or "", "a claim that is not of this event now"))
        for j in history.judgements_of(connection, voices)
    ]  # fmt: skip


def _lines(connection: Connection, events: Sequence[str | None]) -> list[tuple[str, str, str]]:
    """Return other events by id, days and sentence."""
    made = views(connection, [e for e in events if e], waves=False)
    return [(v.id, days(v), sentence(v)) for v in made]
