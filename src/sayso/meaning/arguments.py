"""Heads of phrases -> the words that matter in them: conjuncts, prepositions, the noun inside "dozens of"."""

from __future__ import annotations

from sayso.model import Parse, Span

# Quantity nouns: in "dozens of fighters" the fighters are meant (construction 45).
PARTITIVES = frozenset(
    "hundred thousand million billion ten dozen score number group series couple handful majority half part lot "
    "rest most some many several all any each both few one two three four five six seven eight nine pair wave "
    "barrage member string round bunch batch spate total third quarter".split()
)
PREPOSITIONS = {"towards": "toward", "upon": "on", "onto": "on", "amongst": "among", "amidst": "amid"}
SMALL = frozenset({"det", "punct", "case", "cc", "mark", "appos", "acl:relcl", "acl", "parataxis", "conj", "advmod"})


def case_of(parse: Parse, word: int) -> str:
    """Return the preposition of a phrase in lower case, "because of" as two words; "bare" if there is none."""
    case = parse.child(word, "case")
    if case is None:
        return "bare"
    words = [parse.lower(case), *(parse.lower(c) for c in parse.children(case, "fixed"))]
    text = " ".join(words)
    return PREPOSITIONS.get(text, text)


def inner(parse: Parse, word: int) -> int:
    """Return the noun inside a partitive: "hundreds of airstrikes" -> airstrikes; else the word itself."""
    seen = word
    for _ in range(4):
        below = [c for c in parse.children(seen, "nmod") if case_of(parse, c) == "of"]
        if not below or parse.lemmas[seen].lower() not in PARTITIVES:
            return seen
        seen = below[0]
    return seen


def expand(parse: Parse, word: int) -> list[int]:
    """Return the heads a coordinated phrase stands for, partitives looked through."""
    heads = [word, *(c for c in parse.children(word, "conj") if parse.upos[c] != "VERB")]
    return [inner(parse, h) for h in heads]


def phrase_words(parse: Parse, head: int) -> list[int]:
    """Return the words of a noun phrase as a person would name it: no clauses, asides or conjuncts."""
    kept, todo = [head], [head]
    while todo:
        for child in parse.children(todo.pop()):
            if parse.relations[child] not in SMALL and not (parse.relations[child] == "nmod" and _aside(parse, child)):
                kept.append(child)
                todo.append(child)
            elif parse.relations[child] == "case" and parse.heads[child] != head:
                kept.append(child)
    kept += [c for c in parse.children(head, "det") if parse.lower(c) not in ("the", "a", "an")]
    return sorted(kept)


def phrase_span(parse: Parse, head: int) -> Span:
    """Return the characters of the noun phrase around a head."""
    words = phrase_words(parse, head)
    first = last = words.index(head)
    while first and words[first] - words[first - 1] <= 2:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 2:
        last += 1
    return parse.span(words[first], words[last] + 1)


def _aside(parse: Parse, child: int) -> bool:
    return case_of(parse, child) not in ("of", "bare")
