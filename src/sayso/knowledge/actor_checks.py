"""The registry -> what is wrong with it, and what is doubtful: ids, codes, dates, offices, shared names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sayso.knowledge.overlay import ACROSS_BORDERS, CODE, SECTORS, is_before, is_day
from sayso.knowledge.registry import Entry, Office, Registry, overlap
from sayso.knowledge.roles import load_roles

# Offices of which a body has one at a time; "acting president" and the like are doubtful beside a "president".
SINGLE = {
    "president", "prime minister", "premier", "king", "queen", "emperor", "emir", "sultan", "supreme leader",
    "chancellor", "foreign minister", "defence minister", "interior minister", "finance minister", "home minister",
    "chief of staff", "chief of army staff", "speaker", "leader", "general secretary", "secretary-general",
    "director-general", "secretary of state", "secretary of defense", "foreign secretary", "defence secretary",
    "home secretary", "pope", "head of the political bureau", "head of state", "commander-in-chief",
    "chairman of the Joint Chiefs of Staff", "high commissioner for human rights", "high commissioner for refugees",
}  # fmt: skip
IN_PLACE = re.compile(r"(acting|interim|transitional|caretaker) (.+)")
# Two who claimed an office at once, or led together.
RIVALS = {
    frozenset({"yahya-jammeh", "adama-barrow"}),
    frozenset({"manuel-marulanda", "jacobo-arenas"}),
}


class Finding(NamedTuple):
    """A line of the check; an error is to be mended, a warning to be looked at."""

    level: str
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.what}"


def check(registry: Registry) -> list[Finding]:
    """Return all findings, errors first."""
    offices = [o for held in registry.offices.values() for o in held]
    errors = [
        *registry.problems,
        *(f for e in registry.entries.values() for f in _entry_errors(registry, e)),
        *(f for o in offices for f in _office_errors(registry, o)),
        *_held_twice(offices),
        *_names_of_two(registry, weak=False),
    ]
    warnings = [
        *(f for o in offices for f in _outside_of_body(registry, o)),
        *_held_in_place(offices),
        *_names_of_two(registry, weak=True),
        *(f"{e.id}: {w!r} in the name {e.name!r} judges" for e in registry.entries.values() for w in _loaded(e)),
    ]
    return [Finding("error", f) for f in errors] + [Finding("warning", f) for f in warnings]


def _entry_errors(registry: Registry, e: Entry) -> Iterator[str]:
    if not e.name.strip():
        yield f"{e.id}: no name"
    if (
        e.kind != "person"
        and e.country
        and (e.country not in registry.entries or registry.entries[e.country].kind not in STATES)
    ):
        yield f"{e.id}: no country {e.country!r}"
    unknown = [] if CODE.fullmatch(e.code) else [e.code]
    groups = [e.code[i : i + 3] for i in range(0, len(e.code), 3)]
    if groups and groups[0] not in ACROSS_BORDERS:
        country = registry.entries[e.country].code[:3] if e.country in registry.entries else ""
        unknown += [g for g in groups[1:] if g not in SECTORS]
        unknown += [g for g in groups[:1] if g not in SECTORS and country and g != country]
    if unknown:
        yield f"{e.id}: code {e.code!r} has no known country or sector {unknown[0]!r}"
    yield from (f"{e.id}: {f}" for f in _date_errors(e.start, e.end))


STATES = ("state", "territory")


def _office_errors(registry: Registry, o: Office) -> Iterator[str]:
    if not o.role:
        yield f"{o.person}: an office without a role"
    if o.body and o.body not in registry.entries:
        yield f"{_label(o)}: no body {o.body!r}"
    if o.sector and o.sector not in SECTORS:
        yield f"{_label(o)}: no sector {o.sector!r}"
    if o.country and o.country not in registry.entries:
        yield f"{_label(o)}: no country {o.country!r}"
    yield from (f"{_label(o)}: {f}" for f in _date_errors(o.start, o.end))


def _date_errors(start: str, end: str) -> Iterator[str]:
    wrong = [d for d in (start, end) if d and not is_day(d)]
    yield from (f"{d!r} is no date" for d in wrong)
    if start and end and not wrong and (is_before(end, start) or start == end):
        yield f"starts {start} and ends {end}"


def _held_twice(offices: Sequence[Office]) -> Iterator[str]:
    """Yield the offices of which a body has one that two hold at once, or one person twice."""
    for (role, body), held in _by_office(offices).items():
        for a, b in combinations(held, 2):
            if a.person == b.person and _at_once(a, b):
                yield f"{_label(a)} of {body}: overlaps with that from {b.start or '?'}"
            elif role in SINGLE and _surely_at_once(a, b) and frozenset({a.person, b.person}) not in RIVALS:
                yield f"{role} of {body}: both {_label(a)} until {a.end or 'now'} and {_label(b)}"


def _held_in_place(offices: Sequence[Office]) -> Iterator[str]:
    """Yield those who act in an office while another holds it."""
    held = _by_office(offices)
    for (role, body), acting in held.items():
        found = IN_PLACE.fullmatch(role)
        for a in acting if found is not None and found[2] in SINGLE else ():
            for b in held.get((found[2] if found else "", body), ()):
                if a.person != b.person and _surely_at_once(a, b):
                    yield f"{body}: {_label(a)} beside {_label(b)}"


def _by_office(offices: Sequence[Office]) -> dict[tuple[str, str], list[Office]]:
    found: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for o in offices:
        if o.body:
            found[o.role, o.body].append(o)
    return found


def _surely_at_once(a: Office, b: Office) -> bool:
    return bool(a.start and b.start) and _at_once(a, b)


def _at_once(a: Office, b: Office) -> bool:
    return is_before(a.start, b.end or "9999") and is_before(b.start, a.end or "9999")


def _outside_of_body(registry: Registry, o: Office) -> Iterator[str]:
    """Yield an office in a body that did not exist yet, or no longer."""
    body = registry.entries.get(o.body)
    if body is None:
        return
    if body.start and (is_before(o.start or "9999", body.start) or is_before(o.end or "9999", body.start)):
        yield f"{_label(o)}: {body.id} began {body.start}"
    if body.end and (is_before(body.end, o.end or "9999") or is_before(body.end, o.start or "0000")):
        yield f"{_label(o)}: {body.id} ended {body.end}"


def _names_of_two(registry: Registry, *, weak: bool) -> Iterator[str]:
    """Yield the names of several actors of one day: an error where all bear it outright, else only ambiguous."""
    for same_start in registry.names.values():
        shared: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
        for pieces, alias in same_start:
            shared[pieces][alias.id] = alias.weak and shared[pieces].get(alias.id, True)
        for pieces, bearers in shared.items():
            strong = [i for i, is_weak in bearers.items() if not is_weak]
            ids = sorted(bearers if weak else strong)
            if _apart(ids) and overlap([registry.entries[i] for i in ids]) and not (weak and _apart(strong)):
                told = "ambiguous (weak)" if weak else "names two actors at once, mark it weak (~)"
                yield f"{' '.join(pieces)!r} {told}: {', '.join(ids)}"


def _apart(ids: Sequence[str]) -> bool:
    """True if the ids are not all of one state and its bodies."""
    return len({i.split(".")[0] for i in ids}) > 1


def _loaded(e: Entry) -> list[str]:
    """Return the words of an organisation's name that judge it by violence; nobody bears them by choice."""
    if e.kind in (*STATES, "person"):
        return []
    loaded = load_roles().loaded
    return [w for w in e.name.lower().split() if w in loaded and loaded[w].category == "violence label"]


def _label(o: Office) -> str:
    return f"{o.person}, {o.role} from {o.start or '?'}"
