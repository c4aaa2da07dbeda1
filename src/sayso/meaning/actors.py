"""Parse -> the actors it names or describes, each with the words it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.knowledge.registry import Registry, Use, load_registry
from sayso.knowledge.roles import load_roles
from sayso.meaning.actor.antecedents import GROUP, mentions_in, resolve_definite
from sayso.meaning.actor.antecedents import resolve_pronoun as resolve_pronoun
from sayso.meaning.actor.described import Described, Scene, code_of, descriptors, named_head, owners, role_of
from sayso.meaning.actor.named import find_names, top
from sayso.meaning.actor.persons import bearer, override, person_at
from sayso.meaning.syntax.noun_phrases import phrase, text_of
from sayso.meaning.time.days import calendar_of
from sayso.model import ROOT, Actor, ActorBasis, Mention, Name, Parse, When

WITH = {"with", "between", "by"}
ARGUMENTS = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "root", "appos"}
DATELINE = {"-", "–", "—", "--", "("}
MEMORY = 400  # mentions that "the army" is looked for among; bounds the cost of long reports
PLAIN = {"the", "royal", "national", "armed", "federal", "of", "and"}
NOMINAL = {"NOUN", "PROPN", "ADJ", "X"}

Mentions = tuple[Mention[Actor], ...]


def find_actors(
    parse: Parse, *, on: str | None, times: Iterable[Mention[When]] = (), registry: Registry | None = None
) -> Mentions:
    """Return the actors of a parse in order of the text.

    Offices are those held when it happened: at the time that dates an actor's clause, else on the ISO day `on`.
    """
    registry = registry or load_registry()
    days = calendar_of(parse, on, times)
    scene = Scene(parse, days, registry, load_roles(), find_names(parse, days, registry))
    found: list[Mention[Actor]] = []
    taken: set[int] = set()
    for i in sorted((i for i in range(len(parse)) if parse.upos[i] in NOMINAL), key=_depths(parse).__getitem__):
        if i not in taken:
            for mention, used in _mentions_at(scene, i):
                found.append(mention)
                taken |= used
    found.sort(key=lambda m: (m.first, m.head))
    return tuple(_definites(parse, list(_carried_on(scene, found))))


def actor_of(parse: Parse, head: int, mentions: Mentions) -> Actor | None:
    """Return the actor whose phrase has this head: "dozens of fighters" are the fighters."""
    near = mentions_in(mentions, parse.sentence(head))
    at = {m.head: m.what for m in reversed(near)}
    for m in near:  # a title and its bearer may stand side by side in the tree
        if m.what.kind == "person" and m.first <= head < m.end and parse.upos[head] == "PROPN":
            at.setdefault(head, m.what)
    return _actor_of(parse, head, at, 4)


def same_actor(a: Actor, b: Actor) -> bool:
    """True if two mentions of one report are surely of the same actor."""
    if a.id is not None or b.id is not None:
        return a.id == b.id
    if a.kind != b.kind:
        return False
    if a.kind in ("person", "organisation") and a.name and b.name:
        return a.name.casefold() == b.name.casefold()
    return a.text.casefold() == b.text.casefold() and a.code == b.code


def _actor_of(parse: Parse, head: int, at: dict[int, Actor], depth: int) -> Actor | None:
    if head in at or not depth:
        return at.get(head)
    below = [c for c in parse.children(head, "flat", "appos") if c > head]
    if parse.lemmas[head].lower() in load_roles().partitives or parse.upos[head] == "NUM":
        below += [c for c in parse.children(head, "nmod", "obl") if _case(parse, c) in ("of", "among")]
    found = next((a for c in below if (a := _actor_of(parse, c, at, depth - 1)) is not None), None)
    if found is None and parse.relations[head] in ("flat", "goeswith", "fixed"):
        return _actor_of(parse, parse.heads[head], at, depth - 1)
    return found


def _depths(parse: Parse) -> list[int]:
    """Return how far each word is from the root, so that a phrase comes before what stands within it."""
    depths = [0] * len(parse)
    for s in parse.sentences:
        todo = [i for i in range(s.first, s.end) if parse.heads[i] == ROOT]
        while todo:
            i = todo.pop()
            for c in parse.children(i):
                depths[c] = depths[i] + 1
                todo.append(c)
    return depths


def _mentions_at(scene: Scene, i: int) -> Iterator[tuple[Mention[Actor], set[int]]]:
    """Yield the mentions with this head, and the words that are thereby spoken for."""
    person = person_at(scene, i)
    if person is not None:
        what, first, end = person
        basis: ActorBasis = "named" if what.name else "described"
        yield _mention(scene, i, (first, end), what, basis), {*range(first, end), *what.used}
        return
    name = scene.names.parsed.get(i)
    if named_head(scene, i) is not None:
        yield from _named(scene, i)
    elif name is not None and name.kind == "organisation" and name.end - name.first >= 1:
        yield from _organisation(scene, i, name)
    elif name is not None and name.kind == "place":
        yield from _place(scene, i, name)
    elif i not in scene.names.named:
        yield from _described(scene, i)


def _named(scene: Scene, i: int) -> Iterator[tuple[Mention[Actor], set[int]]]:
    n, parse = scene.names.named[i], scene.parse
    if n.use == "capital" and not _acts(scene, i, WITH):
        return
    e = bearer(scene, n) if n.entry.kind == "person" else n.entry
    if e is None:
        return
    what = Described(e.id, e.name, e.kind, e.code)
    if _is_one(parse, i, n.use):
        what = Described(None, None, "person", code_of(e.country, "", scene.registry))
    first, end = phrase(parse, i) if n.use == "people" or _is_one(parse, i, n.use) else (n.first, n.end)
    yield _mention(scene, i, (min(first, n.first), max(end, n.end)), what, "named"), set(range(n.first, n.end))


def _is_one(parse: Parse, i: int, use: Use) -> bool:
    """True for "an Israeli" and "a Frenchman", not for "the French" and "Israelis"."""
    if use == "adjective":
        return parse.xpos[i] in ("NN", "NNP") and parse.relations[i] in ARGUMENTS
    det = parse.child(i, "det")
    one = det is not None and parse.lower(det) in ("a", "an", "one", "another")
    return use == "people" and one and parse.xpos[i] not in ("NNS", "NNPS")


def _described(scene: Scene, i: int) -> Iterator[tuple[Mention[Actor], set[int]]]:
    for d in scene.described(i):
        first, end = phrase(scene.parse, i, d.used)
        what = override(scene, d, first, i + 1)
        yield _mention(scene, i, (first, end), what, "described"), {i, *d.used, *range(first, i)}


def _organisation(scene: Scene, i: int, name: Name) -> Iterator[tuple[Mention[Actor], set[int]]]:
    """A state's body by its proper name, or else an organisation that only the text knows."""
    if top(scene.parse, name.first, name.end) != i:
        return
    role = role_of(scene, i)
    owned = owners(scene, i)
    first, end = phrase(scene.parse, i)
    extent = (min(first, name.first), max(end, name.end))
    if role is not None and owned and not (role.pure and _has_further_words(scene, i, name)):
        known = [d for d in scene.described(i) if d.id is not None]
        yield from ((_mention(scene, i, extent, d, "named"), {*range(*extent), *d.used}) for d in known)
        if known:
            return
    kind, sector = (role.kind, role.sector) if role is not None and not role.pure else ("organisation", "")
    inside = [n.entry for j in range(name.first, name.end) if (n := scene.names.named.get(j)) is not None]
    state = next((e.country for e in [*(o.entry for o in owned), *inside]), "")
    text, _ = text_of(scene.parse, name.first, name.end)
    what = Described(None, text, kind, code_of(state, sector, scene.registry))
    yield _mention(scene, i, extent, what, "named"), set(range(*extent))


def _has_further_words(scene: Scene, i: int, name: Name) -> bool:
    """True for "Harbour Liberation Army": a body of that name is nobody else's."""
    words = (j for j in range(name.first, name.end) if j != i and j not in scene.names.named)
    return any(scene.parse.lower(j) not in PLAIN for j in words)


def _place(scene: Scene, i: int, name: Name) -> Iterator[tuple[Mention[Actor], set[int]]]:
    """A place unknown to the registry is an actor where it does what places do not."""
    if top(scene.parse, name.first, name.end) == i and _acts(scene, i, {"by"}):
        text, _ = text_of(scene.parse, name.first, name.end)
        what = Described(None, text, "place")
        yield _mention(scene, i, (name.first, name.end), what, "named"), set(range(name.first, name.end))


def _acts(scene: Scene, i: int, with_: set[str]) -> bool:
    """True if a place's name stands where somebody who acts would stand."""
    parse = scene.parse
    relation, head = parse.relations[i], parse.heads[i]
    if i == parse.sentence(i).first and i + 1 < len(parse) and parse.word(i + 1) in DATELINE:
        return False
    if relation == "conj":
        return parse.upos[head] == "PROPN" and _acts(scene, head, with_)
    if relation == "nsubj":
        return parse.upos[head] == "VERB" and parse.lemmas[head].lower() not in scene.roles.places_do
    if relation in ("obl", "obl:agent", "nmod"):
        return _case(parse, i) in with_ and not (relation == "nmod" and parse.upos[head] == "PROPN")
    return relation == "nmod:poss" or (relation == "obj" and parse.lemmas[head].lower() in scene.roles.reporting)


def _case(parse: Parse, i: int) -> str:
    case = parse.child(i, "case")
    return parse.lower(case) if case is not None else ""


def _mention(scene: Scene, head: int, extent: tuple[int, int], what: Described, basis: ActorBasis) -> Mention[Actor]:
    first, end = extent
    text, span = text_of(scene.parse, first, end)
    actor = Actor(id=what.id, name=what.name, kind=what.kind, code=what.code, text=text, span=span, basis=basis,
                  descriptors=descriptors(scene, first, end))  # fmt: skip
    return Mention(head, first, end, actor)


def _carried_on(scene: Scene, found: list[Mention[Actor]]) -> Iterator[Mention[Actor]]:
    """Yield the mentions, a person named again by the last word of the name as the person named before."""
    known: dict[str, Actor | None] = {}
    for m in found:
        a = m.what
        if a.kind == "person" and a.name:
            last = a.name.split()[-1].casefold()
            before = known.get(last)
            if before is not None and before.name and a.id is None and _continues(a.name, before.name):
                a = replace(a, id=before.id, name=before.name, code=a.code or before.code)
                m = Mention(m.head, m.first, m.end, a)
            elif last in known and (before is None or before.name != a.name):
                known[last] = None  # two persons of one surname: from here on it names neither
                yield m
                continue
            known[last] = a
        yield m


def _continues(name: str, before: str) -> bool:
    """True if a name is the one before, or its last word."""
    return name.casefold() in (before.casefold(), before.split()[-1].casefold())


def _definites(parse: Parse, found: list[Mention[Actor]]) -> Iterator[Mention[Actor]]:
    """Yield the mentions in order, "the army" and "the group" as what was mentioned before."""
    at = {m.head: m for m in found}
    groups = (i for i in range(len(parse)) if i not in at and parse.lemmas[i].lower() in GROUP)
    heads: dict[int, list[Mention[Actor]]] = {}
    for m in found:
        heads.setdefault(m.head, []).append(m)
    before: list[Mention[Actor]] = []
    for i in sorted([*at, *groups]):
        definite = parse.child(i, "det") is not None
        resolved = resolve_definite(parse, i, at.get(i), before[-MEMORY:]) if definite else None
        here = heads.get(i, []) if resolved is None else [resolved]
        before += here
        yield from here
