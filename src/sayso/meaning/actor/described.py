"""Noun phrases -> the actors they describe: "Norland's army", "two gunmen", "a Harbour Brigade spokesman"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.knowledge.registry import BODIES, Entry, Registry
from sayso.knowledge.roles import Role, Roles
from sayso.meaning.actor.named import Named, Names
from sayso.meaning.syntax.noun_phrases import text_of
from sayso.meaning.syntax.once import lowered
from sayso.meaning.time.days import Calendar
from sayso.model import Descriptor, Parse

OWNING = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat")
OWNED_BY = {"of", "for", "'s", "’s", "'", "’"}
# Who acts for an organisation acts as it; who only stands near it does not.
ACTS_FOR = {"MIL", "COP", "SPY", "GOV", "LEG", "JUD", "PTY", "OPP", "REB", "PRM", "UAF", "NGO", "MED"}
# What an army is called that need not be a state's.
NO_STATES_ARMY = {"heroising", "aim", "violence label"}
STATES = {"state", "territory"}
UNIDENTIFIED = "unidentified armed group"


@dataclass(frozen=True, slots=True)
class Described:
    """What a noun phrase says of an actor; `used` are the words it was taken from, beside the head."""

    id: str | None = None
    name: str | None = None
    kind: str = "unknown"
    code: str = ""
    used: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scene:
    """A parse with the knowledge it is read with."""

    parse: Parse
    days: Calendar
    registry: Registry
    roles: Roles
    names: Names
    _seen: dict[int, tuple[Described, ...]] = field(default_factory=dict)
    nouns: dict[int, tuple[str, ...]] = field(default_factory=dict)  # what `noun_at` found, by word

    def described(self, head: int) -> tuple[Described, ...]:
        """Return the actors that a noun with its modifiers describes: none, one, or one for each owner."""
        if head not in self._seen:
            self._seen[head] = ()  # what is asked for while it is being found is nobody
            self._seen[head] = tuple(_describe(self, head, owners(self, head)))
        return self._seen[head]

    def title(self, head: int, name: int) -> tuple[Described, ...]:
        """Return what the title of a name describes; its modifiers may hang on either."""
        return tuple(_describe(self, head, owners(self, head) or owners(self, name)))


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody named beside a noun whose body or member the noun is; only its state, if `loose` (a capital)."""

    entry: Entry
    used: frozenset[int]
    loose: bool = False


def noun_at(scene: Scene, head: int) -> tuple[str, ...]:
    """Return what to look a noun up by, longest first: "prime minister", "minister"; before it "chief of police"."""
    if head not in scene.nouns:
        scene.nouns[head] = tuple(_nouns_at(scene.parse, head))
    return scene.nouns[head]


def _nouns_at(parse: Parse, head: int) -> list[str]:
    low, sentence = lowered(parse), parse.sentence(head)
    word = low[head]
    last = dict.fromkeys((word, parse.lemmas[head].lower(), word.removeprefix("ex-")))
    if head + 2 < sentence.end and low[head + 1] == "of":
        last = dict.fromkeys((*(f"{w} of {low[head + 2]}" for w in last), *last))
    found = list(last)
    for i in range(head - 1, max(sentence.first, head - 2) - 1, -1):
        found = [*(f"{low[i]} {w}" for w in found[: len(last)]), *found]
    return found


def role_of(scene: Scene, head: int) -> Role | None:
    """Return the role that a noun gives, as a lawful reading of a proper name, too."""
    if scene.parse.upos[head] not in ("NOUN", "PROPN", "ADJ", "X") or scene.parse.xpos[head] == "JJ":
        return None
    return next((scene.roles.nouns[n] for n in noun_at(scene, head) if n in scene.roles.nouns), None)


def descriptors(scene: Scene, first: int, end: int) -> tuple[Descriptor, ...]:
    """Return the loaded words among [first, end), but for those within a name."""
    parse, roles = scene.parse, scene.roles
    return tuple(
        Descriptor(text=parse.word(i), span=parse.spans[i])
        for i in range(first, end)
        if i not in scene.names.named and not _in_proper_name(scene, i)
        and (_word(parse, i) in roles.loaded_modifiers or _word(parse, i) in roles.loaded)
    )  # fmt: skip


def code_of(state: str, sector: str, registry: Registry) -> str:
    """Return country code and sector, each "" where unknown."""
    entry = registry.entries.get(state)
    return (entry.code if entry else "") + sector


def owners(scene: Scene, head: int) -> tuple[Owner, ...]:
    """Return who is named as the owner: "Norland's army", "the army of Norland", "Norlandic and Sarvian troops"."""
    named = [n for i in _owner_words(scene, head) if (n := scene.names.named.get(i)) is not None]
    found: dict[str, Owner] = {}
    for n in dict.fromkeys(named):
        used, loose = frozenset(range(n.first, n.end)), n.use == "capital"
        state = scene.registry.entries.get(n.entry.country)
        entry = state if n.use in ("capital", "people") and state is not None else n.entry
        if entry.kind != "person" and not n.first <= head < n.end:
            found.setdefault(entry.id, Owner(entry, used, loose))
    return tuple(found.values())


def _owner_words(scene: Scene, head: int) -> Iterator[int]:
    """Yield the words beside a noun that may name its owner, nearest relation first."""
    parse = scene.parse
    for child in parse.children(head, *OWNING):
        if parse.relations[child] == "nmod" and not _owned_by(parse, child):
            continue
        if child > head and parse.relations[child] in ("amod", "compound"):
            continue
        yield child
        yield from (c for c in parse.children(child, "conj") if parse.relations[child] != "compound")
        if parse.relations[child] == "amod" or child in scene.names.named:
            yield from (c for c in parse.children(child, "compound", "amod") if c in scene.names.named)


def _owned_by(parse: Parse, child: int) -> bool:
    case = parse.child(child, "case")
    return case is not None and parse.lower(case) in OWNED_BY


def _describe(scene: Scene, head: int, named: tuple[Owner, ...]) -> Iterator[Described]:
    if scene.parse.upos[head] not in ("NOUN", "PROPN", "ADJ", "X"):
        return
    role = role_of(scene, head)
    if role is not None and not (_in_belonging(scene, head) and any(_inner(scene, head, named))):
        yield from _of_role(scene, head, role, named)
    elif (loaded := _loaded_head(scene, head)) is not None:
        yield from _of_loaded(loaded, named, scene)
    else:
        yield from _belonging(scene, head, named)


def _of_role(scene: Scene, head: int, role: Role, named: tuple[Owner, ...]) -> Iterator[Described]:
    if _other_army(scene, head, role):
        role = Role(UNIDENTIFIED, "UAF", "", False, role.member)
    if not named:
        body = (_unknown_body(scene, head) or _inner_body(scene, head, role)) if role.sector in ACTS_FOR else None
        yield body or _unowned(scene, head, role)
    for owner in named:
        yield _owned(owner, role, scene)


def _inner_body(scene: Scene, head: int, role: Role) -> Described | None:
    """Return the body inside the phrase; "Sarvian government forces" are the state's forces, not its government."""
    inner = next((d for d in _inner(scene, head, ()) if d.id is not None), None)
    if inner is None or inner.id is None:
        return None
    state = scene.registry.entries.get(scene.registry.entries[inner.id].country)
    if state is None or not inner.id.startswith(f"{state.id}."):
        return inner
    return _owned(Owner(state, inner.used), role, scene)


def _in_belonging(scene: Scene, head: int) -> bool:
    return scene.parse.lemmas[head].lower() in scene.roles.belonging


def _owned(owner: Owner, role: Role, scene: Scene) -> Described:
    """Return the body of a state, the organisation itself, or an unnamed group of that country."""
    entry, registry = owner.entry, scene.registry
    body = registry.body(entry.id, role.part) if role.part and not owner.loose else None
    if body is not None:
        return Described(body.id, body.name, body.kind, body.code, owner.used)
    if entry.kind not in STATES and role.sector in ACTS_FOR:
        return Described(entry.id, entry.name, entry.kind, entry.code, owner.used)
    code = code_of(entry.country, role.sector, registry)
    return Described(None, _label(role.kind, entry, registry), role.kind, code, owner.used)


def _unowned(scene: Scene, head: int, role: Role) -> Described:
    """Return the role with no registry owner; a body of a place that only the text knows is named after it."""
    place = _unknown_place(scene, head) if role.part else None
    if place is None:
        return Described(None, None, role.kind, role.sector)
    title = BODIES[role.part][2]
    name = f"{title} of {scene.parse.text[slice(*scene.parse.span(*place))]}"
    return Described(None, name, BODIES[role.part][0], role.sector, frozenset(range(*place)))


def _unknown_body(scene: Scene, head: int) -> Described | None:
    """Return the organisation beside a noun that only the text knows: "Harbour Brigade fighters"."""
    for i in _owner_words(scene, head):
        name = scene.names.parsed.get(i)
        if name is not None and name.kind == "organisation" and not name.first <= head < name.end:
            used = frozenset(range(name.first, name.end))
            return Described(None, text_of(scene.parse, name.first, name.end)[0], "organisation", "", used)
    return None


def _unknown_place(scene: Scene, head: int) -> tuple[int, int] | None:
    for i in _owner_words(scene, head):
        name = scene.names.parsed.get(i)
        if name is not None and name.kind == "place" and not name.first <= head < name.end:
            return name.first, name.end
    return None


def _of_loaded(who: str, named: tuple[Owner, ...], scene: Scene) -> Iterator[Described]:
    """A phrase of nothing but a loaded word classes nobody: "Gaza terrorists" is an unidentified armed group."""
    role = Role(UNIDENTIFIED, "UAF", "", False, True)
    if who == "government":
        role = Role("government", "GOV", "gov", False, False)
    if who in ("armed", "government"):
        yield from (_owned(o, role, scene) for o in named)
        if not named:
            yield Described(None, None, role.kind, role.sector) if who == "armed" else Described()
    elif named:
        yield from (
            Described(None, None, code=code_of(o.entry.country, "", scene.registry), used=o.used) for o in named
        )
    elif who == "unknown":
        yield Described()


def _belonging(scene: Scene, head: int, named: tuple[Owner, ...]) -> Iterator[Described]:
    """ "Hamas leader" is the organisation, "army spokesman" the army, "a spokesman" a person and no more."""
    noun = next((n for n in noun_at(scene, head) if n in scene.roles.belonging), None)
    if noun is None:
        return
    part = {"government": "gov", "military": "mil"}.get(scene.roles.belonging[noun], "")
    if all(o.entry.kind in STATES for o in named):
        inner = list(_inner(scene, head, named)) or [d for d in (_unknown_body(scene, head),) if d is not None]
        if inner:
            yield from inner
            return
    for owner in named:
        yield from _member(owner, part, noun, scene)
    if not named and noun in scene.roles.alone:
        yield Described(kind="person")


def _member(owner: Owner, part: str, noun: str, scene: Scene) -> Iterator[Described]:
    entry = owner.entry
    if entry.kind not in STATES:
        yield Described(entry.id, entry.name, entry.kind, entry.code, owner.used)
    elif part and (body := scene.registry.body(entry.id, part)) is not None:
        identity, name = (None, None) if owner.loose else (body.id, body.name)
        yield Described(identity, name, body.kind, body.code, owner.used)
    elif noun in scene.roles.alone:
        yield Described(kind="person", code=code_of(entry.country, "", scene.registry), used=owner.used)


def _inner(scene: Scene, head: int, outer: tuple[Owner, ...]) -> Iterator[Described]:
    """Yield the body that a noun inside the phrase describes: "army" in "army spokesman", "spokesman for the army"."""
    for child in _owner_words(scene, head):
        role = role_of(scene, child)
        if role is None or child in scene.names.named or (role.pure and _in_proper_name(scene, child)):
            continue
        for d in scene.described(child):
            used = d.used | {child}
            shared = [o for o in outer if d.id is None and not d.code[:-3]]
            yield from (_owned(Owner(o.entry, used | o.used, o.loose), role, scene) for o in shared)
            if not shared:
                yield Described(d.id, d.name, d.kind, d.code, used)


def _other_army(scene: Scene, head: int, role: Role) -> bool:
    """True for "separatist forces" and "resistance army": armed, but not shown to be a state's."""
    if role.part != "mil":
        return False
    words = (_word(scene.parse, c) for c in scene.parse.children(head, "amod", "compound"))
    return any(scene.roles.loaded_modifiers.get(w) in NO_STATES_ARMY for w in words)


def _label(kind: str, entry: Entry, registry: Registry) -> str | None:
    """Return a name as ACLED gives one: "Unidentified armed group (Norland)"."""
    state = entry if entry.kind in STATES else registry.entries.get(entry.country)
    return f"{kind.capitalize()} ({state.name})" if state is not None else None


def _loaded_head(scene: Scene, head: int) -> str | None:
    """Return what a loaded noun is taken for, or None if the word is none, or part of a name."""
    parse = scene.parse
    if parse.upos[head] not in ("NOUN", "PROPN") or head in scene.names.named or _in_proper_name(scene, head):
        return None
    loaded = next((scene.roles.loaded[n] for n in noun_at(scene, head) if n in scene.roles.loaded), None)
    return loaded.who if loaded is not None else None


def _in_proper_name(scene: Scene, i: int) -> bool:
    name = scene.names.parsed.get(i)
    return name is not None and name.end - name.first > 1


def _word(parse: Parse, i: int) -> str:
    return parse.lemmas[i].lower() if parse.upos[i] in ("NOUN", "PROPN") else parse.lower(i)


def named_head(scene: Scene, i: int) -> Named | None:
    """Return the registry name whose head a word is."""
    named = scene.names.named.get(i)
    return named if named is not None and named.head == i else None
