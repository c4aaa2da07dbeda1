"""Personal names with their titles -> persons: "Harbour Brigade leader Mira Oda", "Oda, the defence minister"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.knowledge.registry import Entry, Office
from sayso.meaning.actor.described import Described, Scene, code_of, owners, role_of
from sayso.meaning.actor.named import Named, top
from sayso.meaning.syntax.noun_phrases import phrase
from sayso.meaning.time.days import Days
from sayso.model import Name

TITLE = ("compound", "nmod:desc", "flat", "appos", "amod")
# Which of several offices held at once a person is coded by.
WEIGHT = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "PRM", "UAF", "OPP", "PTY")
OFFICES = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY"}
LEFT, HELD = {"former", "not_yet"}, "present"
# What a title's noun is called in the registry's roles.
IN_FULL = {"pm": "minister", "premier": "minister"}
MEMORY = 3000  # words back that a surname may repeat a name from; bounds the cost of long reports
HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "mr.", "mrs.", "ms.", "dr."}


class TitleWords(NamedTuple):
    """The nouns of a name's titles, and what the words beside them say: "former", "present", "not_yet"."""

    nouns: frozenset[str]
    overrides: frozenset[str]


def person_at(scene: Scene, head: int) -> tuple[Described, int, int] | None:
    """Return the person whose name or title has this head, with the words [first, end) of both, or None.

    The words that the person is thereby known by, an apposition's among them, are in its `used`.
    """
    name = _name_at(scene, head)
    if name is None:
        return None
    inside = top(scene.parse, name.first, name.end)
    titles = [head] if not name.first <= head < name.end else list(_titles(scene, name, inside))
    said = next((d for t in titles for d in scene.title(t, inside)), None)
    entry = _registered(scene, name, said)
    first, end = _extent(scene, head, name, titles)
    if entry is None:
        person = override(scene, _unknown(scene, name, inside, said), first, end)
    else:
        nouns = frozenset(scene.parse.lemmas[t].lower().removeprefix("ex-") for t in titles)
        about = TitleWords(nouns, frozenset(_overrides(scene, first, end)))
        person = _known(scene, entry, scene.days.at(head), said, about)
    spoken_for = frozenset(i for t in titles for i in range(*phrase(scene.parse, t)))
    return replace(person, used=person.used | spoken_for), first, end


def bearer(scene: Scene, named: Named) -> Entry | None:
    """Return whom a name names on the day: of several of one name and state, the only one in office, or None."""
    written = " ".join(scene.parse.word(i) for i in range(named.first, named.end))
    found = [e for e in scene.registry.find(written) if e.kind == "person" and e.country == named.entry.country]
    if len(found) < 2:
        return named.entry
    held = [e for e in found if _in_office(scene, e.id, named.head)]
    return held[0] if len(held) == 1 else None


def override(scene: Scene, what: Described, first: int, end: int) -> Described:
    """Return the actor as "former", "-elect" and the like before its office leave it."""
    said = _overrides(scene, first, end)
    sector = what.code[-3:]
    if sector not in OFFICES or not said & LEFT or what.kind not in ("person", "government", "parliament"):
        return what
    code = what.code[:-3] + ("ELI" if "former" in said else "")
    return replace(what, code=code) if what.kind == "person" else Described(kind="person", code=code, used=what.used)


def _overrides(scene: Scene, first: int, end: int) -> set[str]:
    """Return what the words beside a title say of it: "former", "present" ("then", "acting") or "not_yet".

    Of "then-Minister Oda", cut at the hyphen, the word before counts, too.
    """
    if first >= 2 and scene.parse.word(first - 1) == "-":
        first -= 2
    words = {scene.parse.lower(i).removesuffix("-") for i in range(first, end)}
    said = {scene.roles.overrides[w] for w in words if w in scene.roles.overrides}
    return said | {"former"} if any(w.startswith("ex-") for w in words) else said


def _name_at(scene: Scene, head: int) -> Name | None:
    """Return the personal name that a word heads, or that stands beside it as its title's bearer."""
    parse, parsed = scene.parse, scene.names.parsed
    name = parsed.get(head)
    if name is not None:
        return name if name.kind == "person" and top(parse, name.first, name.end) == head else None
    if parse.upos[head] not in ("NOUN", "PROPN") or parse.xpos[head] in ("NNS", "NNPS"):
        return None
    beside = [c for c in parse.children(head, "flat", "appos", "nmod:desc") if c > head]
    after = phrase(parse, head, frozenset(_complement(scene, head)))[1]
    if (
        after < len(parse)
        and parse.heads[after] == parse.heads[head]
        and parse.relations[after] == parse.relations[head]
    ):
        beside.append(after)  # parsers take "Minister Mira Oda" for two subjects at times
    for child in beside:
        name = parsed.get(child)
        if name is not None and name.kind == "person" and _is_title(scene, head):
            return name
    return None


def _complement(scene: Scene, head: int) -> Iterator[int]:
    """Yield the words of "of State" in "Secretary of State"."""
    for child in scene.parse.children(head, "nmod"):
        if child > head:
            yield from scene.parse.subtree(child)


def _is_title(scene: Scene, head: int) -> bool:
    role = role_of(scene, head)
    noun = scene.parse.lemmas[head].lower()
    return role.member if role is not None else noun in scene.roles.belonging or noun.rstrip(".") in HONORIFICS


def _titles(scene: Scene, name: Name, inside: int) -> Iterator[int]:
    """Yield the nouns beside a name that may be its title, nearest first."""
    outside = [c for c in scene.parse.children(inside, *TITLE) if not name.first <= c < name.end]
    nouns = [c for c in outside if scene.parse.upos[c] in ("NOUN", "PROPN") and _is_title(scene, c)]
    yield from sorted(nouns, key=lambda c: abs(c - inside))


def _extent(scene: Scene, head: int, name: Name, titles: list[int]) -> tuple[int, int]:
    first, end = phrase(scene.parse, head)
    close = [phrase(scene.parse, t)[0] for t in titles if t < name.first and name.first - t <= 2]
    return min([first, name.first, *close]), max(end if end <= name.end else name.end, name.end)


def _registered(scene: Scene, name: Name, said: Described | None) -> Entry | None:
    """Return the registry's person of that name; for a bare surname only with a sign that it is this one."""
    named = next((n for i in range(name.first, name.end) if (n := scene.names.named.get(i))), None)
    if named is not None and named.entry.kind == "person" and named.end >= name.end:
        return bearer(scene, named)
    if name.end - name.first > 1:
        return None
    persons = scene.registry.surnames.get(scene.parse.lower(name.first).replace("’", "'"), ())
    if not persons:
        return None
    before = _in_full_before(scene, name)
    if before is not None:
        named = scene.names.named.get(before.first)
        return named.entry if named is not None and named.entry.id in persons else None
    in_office = ((scene.registry.entries[p], held) for p in persons if (held := _in_office(scene, p, name.first)))
    likely = [e for e, held in in_office if _expected(scene, held, said)]
    return likely[0] if len(likely) == 1 else None


def _in_full_before(scene: Scene, name: Name) -> Name | None:
    """Return the last person of several words before a bare surname whom it may repeat: "Arjun Oda said ... Oda"."""
    word, i = scene.parse.lower(name.first), name.first - 1
    while i >= max(0, name.first - MEMORY):
        found = scene.names.parsed.get(i)
        if found is not None and found.kind == "person" and found.end - found.first > 1:
            if word in (scene.parse.lower(k) for k in range(found.first, found.end)):
                return found
            i = found.first
        i -= 1
    return None


def _in_office(scene: Scene, person: str, word: int) -> tuple[Office, ...]:
    """Return the offices that a person holds on the days a word tells of; none if those are unknown."""
    days = scene.days.at(word)
    return scene.registry.roles_of(person, *days) if days else ()


def _expected(scene: Scene, offices: Iterable[Office], said: Described | None) -> bool:
    """True if the title fits one who holds these offices, or the report names their state or organisation."""
    if said is not None and said.code:
        return any(said.id == o.body or said.code in _codes(scene, o) for o in offices)
    here = {n.entry.id for n in scene.names.named.values()} | {n.entry.country for n in scene.names.named.values()}
    return any(o.body in here or o.country in here for o in offices)


def _codes(scene: Scene, office: Office) -> tuple[str, str]:
    return code_of(office.country, office.sector, scene.registry), office.sector


def _known(scene: Scene, entry: Entry, days: Days | None, said: Described | None, said_of: TitleWords) -> Described:
    """Return a registry person as on the days; outside of every office only the country is known.

    "Former" takes away the office that is named beside it and no other: "former minister Oda", now the president, is
    that. "Then" and "acting" give the office of the title, "former" a former official's.
    """
    overrides = said_of.overrides
    held = scene.registry.roles_of(entry.id, *(days or ()))
    offices = [o for o in held if not (overrides & LEFT and _left(o, said_of.nouns))]
    sector = _sector_said(said, overrides, bool(held))
    if offices and not (sector and HELD in overrides):
        sector = _sector_of(offices, days, said, said_of.nouns)
    country = next((o.country for o in offices if o.sector == sector), entry.country)
    return Described(entry.id, entry.name, "person", code_of(country, sector, scene.registry))


def _sector_of(offices: Sequence[Office], days: Days | None, said: Described | None, nouns: frozenset[str]) -> str:
    """Return the weightiest sector on the days; where that changes within them, the title's, or ""."""
    held = {o.sector for o in offices}
    changing = held if days is None else {_weightiest(o.sector for o in offices if o.holds(d)) for d in days} - {""}
    titled = {o.sector for o in offices if _is_named(o, nouns)} or held & {said.code[-3:] if said else ""}
    return next((s.pop() for s in (changing, held, titled) if len(s) == 1), "")


def _weightiest(sectors: Iterable[str]) -> str:
    held = set(sectors)
    return next((s for s in (*WEIGHT, *sorted(held)) if s in held), "")


def _left(office: Office, nouns: frozenset[str]) -> bool:
    """True if a title names the office, or none is named."""
    return office.sector in OFFICES and (not nouns or _is_named(office, nouns))


def _is_named(office: Office, nouns: frozenset[str]) -> bool:
    return any(IN_FULL.get(n, n) in office.role.split() for n in nouns)


def _sector_said(said: Described | None, overrides: frozenset[str], left: bool) -> str:
    office = said.code[-3:] if said is not None and said.code[-3:] in OFFICES else ""
    if "former" in overrides and (office or left):
        return "ELI"
    return office if HELD in overrides else ""


def _unknown(scene: Scene, name: Name, inside: int, said: Described | None) -> Described:
    span = scene.parse.span(name.first, name.end)
    code = said.code if said is not None else next((o.entry.code for o in owners(scene, inside)), "")
    return Described(None, scene.parse.text[span.start : span.end], "person", code, said.used if said else frozenset())
