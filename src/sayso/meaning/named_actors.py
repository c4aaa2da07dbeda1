"""Parse -> the names in it that the registry knows, with traps like "us", "Chad" and "Jordan Valley" left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.knowledge.registry import Alias, Entry, Registry, Use, pieces_of
from sayso.model import Name, Parse

# Acronyms that are a common word in a headline in capitals.
COMMON_WORDS = {"us", "who", "it", "is", "pa", "all", "aids", "un", "car", "sars", "ran", "plan", "mud", "ira"}
# Read as the first only where the second is not named, or the first is named otherwise, too.
NAMESAKES = {"geo": "usa"}
MODIFIERS = {"amod", "compound", "nmod:poss", "nmod:desc", "nmod", "det", "flat"}


@dataclass(frozen=True, slots=True)
class Named:
    """Words [first, end) that are a name of `entry`; `head` is their syntactic head."""

    first: int
    end: int
    head: int
    entry: Entry
    use: Use


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a parse: those of the registry by each of their words, and those of the parse by each of theirs."""

    named: dict[int, Named] = field(default_factory=dict)
    parsed: dict[int, Name] = field(default_factory=dict)

    def of_registry(self) -> Iterator[Named]:
        """Yield each registry name once, in order."""
        return (n for i, n in sorted(self.named.items()) if n.first == i)



def find_names(parse: Parse, on: str | None, registry: Registry) -> Names:
    """Return the names of the parse; an ambiguous one, like bare "Korea", names nobody."""
    parsed = {i: n for n in parse.names for i in range(n.first, n.end)}
    hits = [(first, end, a) for first, end, a in _hits(parse, registry) if _plausible(parse, parsed, first, end, a)]
    sure = {s for _, _, aliases in hits if (s := _one_state(aliases, registry))}
    named: dict[int, Named] = {}
    for first, end, aliases in hits:
        head = top(parse, first, end)
        likely = [a for a in aliases if _state(a, registry) in sure] or [a for a in aliases if not a.weak]
        chosen = _choose(likely, parse, head, on, registry)
        if chosen is not None and not _namesake(chosen, sure, hits, registry):
            entry = registry.entries[chosen.id]
            named |= dict.fromkeys(range(first, end), Named(first, end, head, entry, chosen.use))
    return Names(named, parsed)


def top(parse: Parse, first: int, end: int) -> int:
    """Return the word of [first, end) whose head lies outside."""
    return next((i for i in range(first, end) if not first <= parse.heads[i] < end), end - 1)


def _hits(parse: Parse, registry: Registry) -> Iterator[tuple[int, int, tuple[Alias, ...]]]:
    words = [parse.text[s.start : s.end].replace("’", "'") for s in parse.spans]
    pieces = pieces_of(words)
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.end:
            found = list(registry.match(words, pieces, i)) if pieces[i] and pieces[i][0] in registry.names else []
            end = max((e for e, _ in found if e <= sentence.end), default=i)
            if end > i:
                yield i, end, tuple(a for e, a in found if e == end)
            i = max(end, i + 1)


def _plausible(parse: Parse, parsed: dict[int, Name], first: int, end: int, aliases: tuple[Alias, ...]) -> bool:
    """True unless the words are part of a longer name, a hyphenated word, or no noun at all."""
    if end == first + 1 and not _may_be_name(parse, first):
        return False
    if _hyphenated(parse, first, end):
        return False
    name = parsed.get(first)
    if name is None or (first <= name.first and name.end <= end) or name.kind == "organisation":
        return True
    if name.kind == "person":  # "Chad Oda"; but "Russian President Oda" may have been taken for one name
        return any(a.use == "adjective" for a in aliases) and first == name.first and name.end > end + 1
    return all(parse.lower(i) in {"the", "'s", "’s"} for i in range(name.first, name.end) if not first <= i < end)


def _may_be_name(parse: Parse, i: int) -> bool:
    word = parse.word(i)
    if word.isupper() and word.lower() in COMMON_WORDS:
        return parse.upos[i] in {"PROPN", "NOUN"} or not _shouts(parse, i)
    return parse.upos[i] in {"PROPN", "ADJ", "NOUN", "X", "DET"}


def _shouts(parse: Parse, i: int) -> bool:
    s = parse.sentence(i)
    return all(parse.word(j).isupper() for j in range(s.first, s.end) if parse.word(j).isalpha())


def _hyphenated(parse: Parse, first: int, end: int) -> bool:
    """True for "anti-Sarvian" and "Sarvian-backed", in whichever way they are cut."""
    before = parse.text[parse.spans[first].start - 1] if parse.spans[first].start else " "
    after = parse.text[parse.spans[end - 1].end : parse.spans[end - 1].end + 2]
    return before == "-" or (after[:1] == "-" and after[1:].islower())


def _state(alias: Alias, registry: Registry) -> str:
    return registry.entries[alias.id].country


def _one_state(aliases: Sequence[Alias], registry: Registry) -> str:
    """Return the state that all aliases belong to, or "" if they differ or may be somebody else."""
    states = {_state(a, registry) for a in aliases}
    return states.pop() if len(states) == 1 and not any(a.weak for a in aliases) else ""


def _choose(
    aliases: Sequence[Alias], parse: Parse, head: int, on: str | None, registry: Registry
) -> Alias | None:
    """Return the one alias that is meant, or None if several actors may be."""
    kept = [a for a in aliases if registry.entries[a.id].holds(on)] or list(aliases)
    if len({_state(a, registry) or a.id for a in kept}) != 1:
        return None
    if len({a.id for a in kept}) == 1:
        return kept[0]
    people = _is_noun(parse, head)
    return _first(kept, ("people", "name", "adjective") if people else ("name", "adjective", "people", "seat"))


def _first(aliases: Sequence[Alias], order: Iterable[str]) -> Alias:
    return next((a for use in order for a in aliases if a.use == use), aliases[0])


def _is_noun(parse: Parse, i: int) -> bool:
    """True for the word as a noun phrase of its own ("the French said"), not before a noun ("French troops")."""
    return parse.relations[i] not in MODIFIERS or (parse.relations[i] == "nmod" and parse.upos[i] != "ADJ")


def _namesake(
    chosen: Alias, sure: set[str], hits: Sequence[tuple[int, int, tuple[Alias, ...]]], registry: Registry
) -> bool:
    other = NAMESAKES.get(chosen.id)
    if chosen.use != "name" or other not in sure:
        return False
    uses = {a.written for _, _, aliases in hits for a in aliases if _state(a, registry) == chosen.id}
    return uses <= {chosen.written}
