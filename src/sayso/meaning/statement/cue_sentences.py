"""Verb of saying -> the words of its sentence that it is said of, beyond the clause that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.meaning.statement.attribution import below, has_case, is_mark, without_mark
from sayso.meaning.statement.cue_sources import continues_speaker
from sayso.model import ROOT, Parse


def around(parse: Parse, i: int) -> frozenset[int]:
    """Return the clause that a parenthetical cue stands in: "Tarn, Oda said, was quiet", "as Oda said"."""
    head = parse.heads[i]
    as_clause = parse.relations[i] == "advcl" and has_case(parse, i, "as")
    if head == ROOT or not (parse.relations[i] == "parataxis" or as_clause):
        return frozenset()
    if parse.child(i, "obj", "xcomp") is not None and not as_clause:
        return frozenset()
    return without_mark(parse, head) - below(parse, (i,))


def said_around(parse: Parse, i: int, source: int) -> frozenset[int]:
    """Return the whole sentence where its cue is put in between, or closes it."""
    return _interrupted(parse, i, source) | _closed(parse, i, source)


def _interrupted(parse: Parse, i: int, source: int) -> frozenset[int]:
    """Return the sentence around a cue set off by commas: "If they come, Oda warned, we will go"."""
    if parse.relations[i] not in ("root", "parataxis"):
        return frozenset()
    own = sorted({i, *parse.subtree(source), *parse.children(i, "aux", "advmod", "obl:unmarked")})
    sentence = parse.sentence(i)
    first, last = own[0], own[-1]
    if own != list(range(first, last + 1)) or first <= sentence.first or last + 2 >= sentence.end:
        return frozenset()
    if parse.word(first - 1) != "," or parse.word(last + 1) != ",":
        return frozenset()
    return frozenset(range(sentence.first, sentence.end)) - set(own)


def _closed(parse: Parse, i: int, source: int) -> frozenset[int]:
    """Return the sentence before a cue that closes it: "They left while shells fell said Oda"; not "..., said Oda"."""
    sentence = parse.sentence(i)
    if source < i or min(parse.subtree(source)) != i + 1 or parse.word(i - 1) == ",":
        return frozenset()
    told = range(sentence.first, i)
    verbs = any(parse.xpos[w] in ("VBD", "VBZ", "VBP", "VBN") for w in told)
    return frozenset(told) if verbs and not any(is_mark(parse, w) for w in told) else frozenset()


def carried_on(parse: Parse, i: int, content: frozenset[int]) -> Iterator[int]:
    """Yield the words of participles in the content that carry the speaker on: "..., adding that ..."."""
    for w in content:
        if w > i and continues_speaker(parse, w) == i:
            yield from parse.subtree(w)
