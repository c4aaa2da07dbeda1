"""An actor of the registry -> its page: roles over time, what it does and undergoes, with whom, who calls it what.

Persons and groups outside the registry have no page: nothing joins what different reports say of a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from sayso.faces import words
from sayso.faces.web.asked import address, asked_filter, connected
from sayso.faces.web.event_lines import line
from sayso.faces.web.pages import page
from sayso.knowledge.registry import Entry, Office, Registry, load_registry
from sayso.ledger import reading
from sayso.ledger.event.view import views
from sayso.ledger.event.voices import outlet_of
from sayso.ledger.search import chosen, query
from sayso.ledger.search.filter_actors import meant_by
from sayso.ledger.search.filters import Filter
from sayso.ledger.search.query import ClaimRow
from sayso.ledger.search.rollups import UNKNOWN, dealings
from sayso.ledger.store import Connection
from sayso.model import Actor, Claim, Reading, Source

router = APIRouter(include_in_schema=False)
ROLES = ("actor", "recipient", "speaker")
LATEST = 6  # events shown of each role
OTHERS, FIRST_OTHERS = 40, 12  # dyads shown, and of them at first sight
SAID = 8  # statements shown each way
LOOKED = 200  # latest claims of each role whose words are counted
OFFICES = 100  # shown


class Role(NamedTuple):
    """A claim's actor in a role, with how many events there are and the latest of them."""

    name: str
    counted: query.Counted
    events: list[dict[str, Any]]
    href: str


@dataclass(slots=True)
class Dyad:
    """What an actor does to another and has done to it; sums of intensity, told by an outlet itself or by others."""

    id: str
    name: str
    does: int = 0
    undergoes: int = 0
    cooperation: float = 0.0
    conflict: float = 0.0


class Said(NamedTuple):
    """A statement about somebody: who says it of whom, by which verb, in which words, on which day."""

    row: ClaimRow
    speaker: str
    about: str
    cue: str
    words: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word used for an actor, whose it is, and how often."""

    text: str
    whose: str
    count: int


@router.get("/actors/{actor}")
def shown(request: Request, actor: str) -> HTMLResponse:
    """Return the page of an actor of the registry."""
    registry = load_registry()
    entry = entry_of(registry, actor)
    asked = asked_filter(request)
    with connected(request) as connection:
        roles = [_role(connection, asked, name, actor) for name in ROLES]
        rows = {n: query.find_claims(connection, _narrowed(asked, n, actor), limit=LOOKED).rows for n in ROLES}
        dyads = _dyads(connection, asked, actor, registry)
        by_it = _said(connection, rows["speaker"], actor, of_it=False)
        of_it = _said(connection, [*rows["actor"], *rows["recipient"]], actor, of_it=True)
        counted = query.count(connection, asked)
    return page(
        request, "actor.html", asked=asked, counted=counted, entry=entry, roles=roles,
        country=registry.entries.get(entry.country),
        offices=registry.roles_of(actor), holders=_holders(registry, actor), registry=registry.entries,
        dyads=dyads[:OTHERS], at_first=FIRST_OTHERS, more_dyads=max(0, len(dyads) - OTHERS), by_it=by_it, of_it=of_it,
        words=words_for(actor, {r.claim.id: r for n in ROLES for r in rows[n]}.values()),
        looked=LOOKED if any(len(rows[n]) == LOOKED for n in ROLES) else None,
    )  # fmt: skip


def entry_of(registry: Registry, actor: str) -> Entry:
    """Return the registry's entry; raise 404 with the reason where there is none."""
    if (found := registry.entries.get(actor)) is None:
        raise HTTPException(404, (
            "Only actors of the registry have a page. Whoever else is named, or described in passing, has none: "
            "that two reports mean the same one by a name is not known."))  # fmt: skip
    return found


def name_of(registry: Registry, actor: str) -> str:
    """Return the name of an actor, its id if the registry has none."""
    return registry.entries[actor].name if actor in registry.entries else actor


def event_lines(connection: Connection, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return events as the overview lists them."""
    return [line(view) for view in views(connection, ids, waves=False)]


def _narrowed(asked: Filter, role: str, actor: str) -> Filter:
    # a field twice is either: what was asked of the same role gives way to the actor of the page
    return replace(asked, **{role: (actor,)})  # type: ignore[arg-type]


def _role(connection: Connection, asked: Filter, name: str, actor: str) -> Role:
    narrowed = _narrowed(asked, name, actor)
    fit = chosen.choose(connection, narrowed, places=False)
    ids = [row.id for row in chosen.find_events(connection, narrowed, fit, limit=LATEST).rows]
    return Role(name, chosen.count(connection, narrowed, fit), event_lines(connection, ids), address("/", narrowed))


# --- offices ----------------------------------------------------------------------------------------------------------


def _holders(registry: Registry, body: str) -> list[Office]:
    """Return who held office in a body, the latest first."""
    held = [o for offices in registry.offices.values() for o in offices if o.body == body]
    return sorted(held, key=lambda o: (o.end or "9999", o.start), reverse=True)[:OFFICES]


# --- dyads ------------------------------------------------------------------------------------------------------------


def _dyads(connection: Connection, asked: Filter, actor: str, registry: Registry) -> list[Dyad]:
    """Return those whom an actor does something to, or who do something to it, most events first."""
    found: dict[str, Dyad] = {}
    for role, other in (("actor", "recipient"), ("recipient", "actor")):
        narrowed = _narrowed(asked, role, actor)
        for row in dealings(connection, narrowed, other):
            if dyad := _dyad(found, row.key, registry):
                dyad.does += row.events if role == "actor" else 0
                dyad.undergoes += row.events if role == "recipient" else 0
                dyad.cooperation += row.cooperation
                dyad.conflict += row.conflict
    return sorted(found.values(), key=lambda d: (-d.does - d.undergoes, d.name))


def _dyad(found: dict[str, Dyad], key: str | None, registry: Registry) -> Dyad | None:
    if key is None or key == UNKNOWN:
        return None
    return found.setdefault(key, Dyad(key, name_of(registry, key)))


# --- what is said -----------------------------------------------------------------------------------------------------


def _said(connection: Connection, rows: Sequence[ClaimRow], actor: str, *, of_it: bool) -> list[Said]:
    """Return what an actor says of others, or others of it, the latest first; once each statement."""
    own = frozenset(meant_by([actor]).keys)
    readings: dict[str, Reading | None] = {}
    found: dict[tuple[str, str], Said] = {}
    for row in sorted(rows, key=lambda r: (r.day or "", r.claim.id), reverse=True):
        speaker, about = _last(row.claim.sayso), _others(row.claim, own)
        if speaker is None or (of_it and speaker.id in own) or not (of_it or about):
            continue
        key = row.report.id
        if key not in readings:
            readings[key] = reading.reading(connection, key)
        told = _words(readings[key], row.claim)
        if told:
            cue = row.claim.sayso[-1].cue
            said = Said(row, words.actor_name(speaker), about, cue.text if cue else "", told)
            found.setdefault((key, told), said)
        if len(found) >= SAID:
            break
    return list(found.values())


def _last(chain: Sequence[Source]) -> Actor | None:
    """Return who says it in the end, None for the outlet's own voice."""
    return chain[-1].actor if len(chain) > 1 else None


def _others(claim: Claim, own: frozenset[str]) -> str:
    named = (a for a in (*claim.actors, *claim.recipients) if a.id is not None and a.id not in own)
    return ", ".join(dict.fromkeys(words.actor_name(a) for a in named))


def _words(reading: Reading | None, claim: Claim) -> str:
    """Return the words of the innermost statement that a claim lies in, else its sentence."""
    if reading is None:
        return ""
    around = [s for s in reading.statements if any(c.holds(claim.evidence.trigger) for c in s.content)]
    if around:
        return min(around, key=lambda s: (len(s.text), s.id)).text
    return reading.report.text[slice(*claim.evidence.sentence)]


def words_for(actor: str, rows: Iterable[ClaimRow]) -> list[Word]:
    """Return the words used for an actor by outlet, or by whom an outlet quotes, with counts; theirs, not ours."""
    own = frozenset(meant_by([actor]).keys)
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for text, whose in _descriptors(row, own):
            counts[text][whose] += 1
    made = [Word(text, whose, n) for text, by in counts.items() for whose, n in by.items()]
    return sorted(made, key=lambda w: (-counts[w.text].total(), w.text, -w.count, w.whose))


def _descriptors(row: ClaimRow, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    claim, outlet = row.claim, outlet_of(row.report)
    speakers = (s.actor for s in claim.sayso if s.actor is not None)
    seen = set()
    for actor in (*claim.actors, *claim.recipients, *speakers):
        for d in actor.descriptors if actor.id in own else ():
            if d.span not in seen:
                seen.add(d.span)
                source = claim.sayso[d.source] if 0 < d.source < len(claim.sayso) else None
                yield d.text.casefold(), f"{words.source_name(source)}, in {outlet}" if source else outlet
