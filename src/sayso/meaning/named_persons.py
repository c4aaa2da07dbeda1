"""Personal names with their titles -> persons: "Harbour Brigade leader Mira Oda", "Oda, the defence minister"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.knowledge.registry import Entry, Office
from sayso.meaning.described_actors import Described, Scene, code_of, owners, role_of
from sayso.meaning.named_actors import top
from sayso.meaning.noun_phrases import phrase
from sayso.model import Name

TITLE = ("compound", "nmod:desc", "flat", "appos", "amod")
# Which of several offices held at once a person is coded by.
WEIGHT = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "PRM", "UAF", "OPP", "PTY")
OFFICES = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY"}
HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "mr.", "mrs.", "ms.", "dr."}


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
    person = _known(scene, entry) if entry is not None else _unknown(scene, name, inside, said)
    spoken_for = frozenset(i for t in titles for i in range(*phrase(scene.parse, t)))
    return replace(override(scene, person, first, end), used=person.used | spoken_for), first, end


def override(scene: Scene, what: Described, first: int, end: int) -> Described:
    """Return the actor as "former", "-elect" and the like before its office leave it."""
    words = {scene.parse.lower(i) for i in range(first, end)}
    said = {scene.roles.overrides[w] for w in words if w in scene.roles.overrides}
    if any(w.startswith("ex-") for w in words):
        said.add("former")
    sector = what.code[-3:]
    if (
        sector not in OFFICES
        or not said & {"former", "not_yet"}
        or what.kind not in ("person", "government", "parliament")
    ):
        return what
    code = what.code[:-3] + ("ELI" if "former" in said else "")
    return replace(what, code=code) if what.kind == "person" else Described(kind="person", code=code, used=what.used)


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
        return named.entry
    if name.end - name.first > 1:
        return None
    persons = scene.registry.surnames.get(scene.parse.lower(name.first), ())
    in_office = [p for p in persons if scene.on and scene.registry.roles_of(p, scene.on)]
    if len(in_office) != 1:
        return None
    entry = scene.registry.entries[in_office[0]]
    return entry if _expected(scene, entry, said) else None


def _expected(scene: Scene, entry: Entry, said: Described | None) -> bool:
    """True if the title fits the person, or the report names the person's state or organisation."""
    offices = scene.registry.roles_of(entry.id, scene.on)
    if said is not None and said.code:
        return any(said.id == o.body or said.code in _codes(scene, o) for o in offices)
    here = {n.entry.id for n in scene.names.named.values()} | {n.entry.country for n in scene.names.named.values()}
    return any(o.body in here or o.country in here for o in offices)


def _codes(scene: Scene, office: Office) -> tuple[str, str]:
    return code_of(office.country, office.sector, scene.registry), office.sector


def _known(scene: Scene, entry: Entry) -> Described:
    """Return a registry person as on the day; outside of every office only the country is known."""
    offices = scene.registry.roles_of(entry.id, scene.on)
    sectors = {o.sector for o in offices}
    sector = next((s for s in (*WEIGHT, *sorted(sectors)) if s in sectors), "")
    if scene.on is None and len(sectors) > 1:
        sector = ""
    country = next((o.country for o in offices if o.sector == sector), entry.country)
    return Described(entry.id, entry.name, "person", code_of(country, sector, scene.registry))


def _unknown(scene: Scene, name: Name, inside: int, said: Described | None) -> Described:
    span = scene.parse.span(name.first, name.end)
    code = said.code if said is not None else next((o.entry.code for o in owners(scene, inside)), "")
    return Described(None, scene.parse.text[span.start : span.end], "person", code, said.used if said else frozenset())
