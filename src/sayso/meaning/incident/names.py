"""Scene -> names of who is only described or named in short: "the mayor" by its chain, "Lir" by "Bohan Lir"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.meaning.scene import Scene
from sayso.model import Actor, Parse, Span

BODIES = frozenset({"military", "police", "armed group", "unidentified armed group", "criminal group", "crowd"})
NAMESAKES = 30  # longest names with a word that a short one is compared with; bounds the cost
TITLES = frozenset("gen general col colonel lt capt captain maj major sgt dr father msgr monsignor judge".split())
ARMED = frozenset({"armed group", "unidentified armed group"})


def named_in_chains(scene: Scene) -> dict[int, Actor]:
    """Return persons and groups by the head words of what stands for them, where a chain names only one."""
    persons = {m.head: m.what for m in scene.actors if m.what.kind == "person" and m.what.name}
    groups = {m.head: m.what for m in scene.actors if m.what.kind in BODIES and m.what.id}
    found: dict[int, Actor] = {}
    for chain in scene.parse.chains:
        words = [w for first, end in chain for w in range(first, end)]
        named = _only([persons[w] for w in words if w in persons]) or _only([groups[w] for w in words if w in groups])
        if named is not None:
            heads = (
                w for first, end in chain for w in range(first, end) if scene.parse.heads[w] not in range(first, end)
            )
            found |= dict.fromkeys(heads, named)
    return _definites(scene) | found


def _definites(scene: Scene) -> dict[int, Actor]:
    """Return "the rebels", "the rebel attack" of a report that names one armed group, once it has; no loaded word."""
    groups = [m for m in scene.actors if m.what.kind in ARMED and m.what.id]
    if len({m.what.id for m in groups}) != 1:
        return {}
    first = groups[0]
    later = [m for m in scene.actors if m.what.kind in ARMED and not m.what.id and m.first > first.first]
    return {m.head: first.what for m in later if not m.what.descriptors and _is_definite(scene.parse, m.head)}


def _is_definite(parse: Parse, head: int) -> bool:
    noun = parse.heads[head] if parse.relations[head] in ("compound", "amod") else head
    return parse.upos[noun] == "NOUN" and any(parse.lower(c) == "the" for c in parse.children(noun, "det"))


def _only(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if len({a.id or a.name for a in actors}) == 1 else None


def full_names(scene: Scene) -> dict[str, str]:
    """Return the fullest form of each personal name of a report, where all that hold it are forms of one name."""
    names = {m.what.name for m in scene.actors if m.what.kind == "person" and m.what.name and not m.what.id}
    by_word: dict[str, list[list[str]]] = {}
    for written in sorted((_bare(n) for n in names), key=len):
        for word in {w.casefold() for w in written}:
            by_word.setdefault(word, []).append(written)
    found: dict[str, str] = {}
    for name in names:
        words = _bare(name)
        bearers = [b for b in by_word[words[-1].casefold()][-NAMESAKES:] if _holds(b, words)]
        if bearers and all(_holds(bearers[-1], b) for b in bearers):
            found[name] = " ".join(bearers[-1])
    return found


def _bare(name: str) -> list[str]:
    """Return the words of a name without the title that was taken for one: "Col Lir"."""
    words = name.split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in TITLES:
        words = words[1:]
    return words


def _holds(full: Sequence[str], short: Sequence[str]) -> bool:
    """True if a name has the words of another, in their order and together; a first name alone stands for nobody."""
    one, two = ([w.casefold() for w in words] for words in (full, short))
    starts = range(len(two) == 1 < len(one), len(one) - len(two) + 1)
    return any(one[i : i + len(two)] == two for i in starts)


def named_as(parse: Parse, actor: Actor, known: Mapping[int, Actor]) -> Actor:
    """Return an actor with the name that its chain gives: "the mayor" is Bohan Lir, named before or after."""
    head = head_of(parse, actor.span)
    named = known.get(head) if head is not None and actor.id is None and actor.name is None else None
    return actor if named is None else replace(named, text=actor.text, span=actor.span, basis="coreference")


def head_of(parse: Parse, span: Span) -> int | None:
    """Return the first word of a phrase whose head lies outside."""
    words = parse.words_in(span)
    return next((w for w in words if parse.heads[w] not in words), None)


def lemma_of(parse: Parse, span: Span) -> str:
    """Return the lemma of the head of a phrase."""
    head = head_of(parse, span)
    return "" if head is None else parse.lemmas[head].lower()
