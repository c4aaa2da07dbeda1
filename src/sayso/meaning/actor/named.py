"""Parse -> the names in it that the registry knows, with traps like "us", "Chad" and "Jordan Valley" left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.knowledge.registry import Alias, Entry, Registry, Use, pieces_of
from sayso.knowledge.roles import load_roles
from sayso.meaning.time.days import Calendar, Days
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


def find_names(parse: Parse, days: Calendar, registry: Registry) -> Names:
    """Return the names of the parse; an ambiguous one, like bare "Korea", names nobody."""
    parsed = _parsed_names(parse)
    hits = [(first, end, a) for first, end, a in _hits(parse, registry) if _plausible(parse, parsed, first, end, a)]
    sure = {s for _, _, aliases in hits if (s := _one_state(aliases, registry))}
    named: dict[int, Named] = {}
    for first, end, aliases in hits:
        head = top(parse, first, end)
        likely = [a for a in aliases if _state(a, registry) in sure] or [a for a in aliases if not a.weak]
        chosen = _choose(likely, parse, head, days.at(head), registry)
        if chosen is not None and not _namesake(chosen, sure, hits, registry):
            entry = registry.entries[chosen.id]
            named |= dict.fromkeys(range(first, end), Named(first, end, head, entry, chosen.use))
    return Names(named, parsed)


def _parsed_names(parse: Parse) -> dict[int, Name]:
    """Return the parse's names by word, and later surnames of persons named in full that it left out."""
    proper = [m for n in parse.names if (m := _without_title(parse, n)) is not None]
    found = {i: n for n in proper for i in range(n.first, n.end)}
    surnames: dict[str, int] = {}
    for n in proper:
        if n.kind == "person" and n.end - n.first > 1:
            surnames.setdefault(parse.word(n.end - 1), n.end)
    for i in range(len(parse)) if surnames else ():
        if i not in found and parse.upos[i] == "PROPN" and surnames.get(parse.word(i), i + 1) <= i:
            found[i] = Name(i, i + 1, "person")
    return found


def _without_title(parse: Parse, name: Name) -> Name | None:
    """Return a name without the office before it; None for "the President", and for what has no proper noun in it."""
    roles, first = load_roles(), name.first
    while name.kind == "person" and first < name.end - 1 and parse.lower(first) in roles.nouns:
        first += 1
    if name.end - name.first == 1 and _is_generic(parse, name):
        return None
    proper = any(parse.upos[i] == "PROPN" for i in range(first, name.end))
    return Name(first, name.end, name.kind) if proper else None


def _is_generic(parse: Parse, name: Name) -> bool:
    roles, word = load_roles(), parse.lower(name.first)
    if name.kind == "organisation":
        return word in roles.belonging
    return word in roles.nouns and parse.child(name.first, "det") is not None


def top(parse: Parse, first: int, end: int) -> int:
    """Return the word of [first, end) whose head lies outside."""
    return next((i for i in range(first, end) if not first <= parse.heads[i] < end), end - 1)


def _hits(parse: Parse, registry: Registry) -> Iterator[tuple[int, int, tuple[Alias, ...]]]:
    words = [parse.text[s.start : s.end].replace("’", "'") for s in parse.spans]
    pieces = pieces_of(words)
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.end:
            if not pieces[i] or (words[i][0].islower() and pieces[i][0] not in registry.lower):
                i += 1
                continue
            found = [(e, a) for e, a in registry.match(words, pieces, i) if e <= sentence.end]
            end = max((e for e, _ in found), default=i + 1)
            if found:
                yield i, end, tuple(a for e, a in found if e == end)
            i = end


def _plausible(parse: Parse, parsed: dict[int, Name], first: int, end: int, aliases: tuple[Alias, ...]) -> bool:
    """True unless the words are part of a longer name, a hyphenated word, or no noun at all."""
    if end == first + 1 and not _may_be_name(parse, first):
        return False
    if _hyphenated(parse, first, end) or _continues_a_name(parse, first, end):
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
    return all(parse.word(j).isupper() for j in range(s.first, min(s.end, s.first + 40)) if parse.word(j).isalpha())


def _continues_a_name(parse: Parse, first: int, end: int) -> bool:
    """True for "America" in "Latin America" and "Congress" in "Harbour Congress"."""
    before = first - 1
    if before < parse.sentence(first).first or parse.sentence(first).part == "title":
        return False
    inside = first <= parse.heads[before] < end and parse.relations[before] in ("compound", "amod", "flat")
    name = parse.upos[before] == "PROPN" and parse.word(before)[0].isupper()
    return inside and name and parse.lower(before) not in load_roles().nouns


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


def _choose(aliases: Sequence[Alias], parse: Parse, head: int, days: Days | None, registry: Registry) -> Alias | None:
    """Return the one alias that is meant, or None if several actors may be."""
    kept = [a for a in aliases if registry.entries[a.id].holds(*(days or (None,)))] or list(aliases)
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
