"""A noun -> the words of its phrase, without clauses, conjuncts and appositions."""

from __future__ import annotations

from collections.abc import Container

from sayso.model import Parse, Span

BEFORE = {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "advmod", "punct"}
AFTER = {"flat", "compound", "nmod:desc", "fixed", "goeswith"}
ARTICLES = {"the", "a", "an"}

# Put aside from a source's noun phrase: what describes it at length, and what it is joined to.
_ASIDE = frozenset({"acl", "acl:relcl", "appos", "conj", "cc", "parataxis", "advcl", "case", "mark", "punct",
                    "cc:preconj", "cop", "aux", "advmod", "nsubj", "obl", "ccomp", "obj"})  # fmt: skip


def phrase(parse: Parse, head: int, used: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Return [first, end) of a noun with its modifiers; words after it only as far as they are in `used`."""
    kept = {head, *used}
    for child in parse.children(head):
        relations = BEFORE if child < head else AFTER
        if parse.relations[child] in relations and _modifies(parse, child):
            kept.update(parse.subtree(child))
    first = head
    while first - 1 in kept:
        first -= 1
    end, last = head + 1, max(kept)
    while end <= last and (end in kept or _links(parse, end)):
        end += 1
    while end - 1 not in kept:
        end -= 1
    return first, end


def whole_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """Return [first, end) of a noun with its title and all that belongs to it, clauses and conjuncts put aside."""
    kept = {head}
    for child in parse.children(head):
        if parse.relations[child] not in _ASIDE:
            kept.update(parse.subtree(child))
    return stretch(kept, head)


def stretch(kept: Container[int], head: int) -> tuple[int, int]:
    """Return [first, end) of the unbroken run of kept words around a head."""
    first, end = head, head + 1
    while first - 1 in kept:
        first -= 1
    while end in kept:
        end += 1
    return first, end


def named_by(parse: Parse, head: int) -> tuple[str, Span]:
    """Return text and span of a noun with its modifiers and what it is of: "outskirts of Ostra"."""
    of = [c for c in parse.children(head, "nmod") if any(parse.lower(m) == "of" for m in parse.children(c, "case"))]
    used = frozenset(i for c in of for i in range(*phrase(parse, c)))
    return text_of(parse, *phrase(parse, head, used))


def text_of(parse: Parse, first: int, end: int) -> tuple[str, Span]:
    """Return text and span of the words, without an article at their beginning and an apostrophe at their end."""
    while first < end - 1 and (parse.lower(first) in ARTICLES or parse.upos[first] == "PUNCT"):
        first += 1
    span = parse.span(first, end)
    return parse.text[span.start : span.end], span


def _modifies(parse: Parse, child: int) -> bool:
    """True unless the dependent is a mark or an adverb of the whole clause ("also the army")."""
    if parse.relations[child] == "punct":
        return parse.word(child) in {"-", "–"}
    return parse.relations[child] != "advmod" or parse.lower(child) in {"then", "now", "former", "formerly"}


def _links(parse: Parse, i: int) -> bool:
    return parse.upos[i] in ("ADP", "DET") or parse.relations[i] in ("case", "det", "amod", "compound")
