"""Statements -> the same, with each that tells an earlier one again tied to it: headline and body, lead and full quote.

Two tellings are of one speaker and share most of their content words. Where both are in quotation marks and neither
holds the words of the other as they stand, the wording was altered: one of the two is not what was said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.meaning.actors import same_actor
from sayso.meaning.statements import Found
from sayso.model import Actor, Parse, Statement

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
LEAST = 3  # content words that both must share
SHARED = 0.7  # of the content words of the shorter one
ALTERED = "altered wording"
MOST = 400  # earlier statements of a speaker that one is compared with; bounds the cost of long reports


def with_retellings(parse: Parse, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the statements; of those that say again what one before them says, `same_as` is its id."""
    words = [_content(parse, f) for f in found]
    kept = list(found)
    by_source: dict[tuple[str, str], list[int]] = {}
    for n, later in enumerate(found):
        keys = _keys(later.statement.source)
        before = sorted({m for key in keys for m in by_source.get(key, [])[-MOST:]})
        earlier = next((m for m in before if _retells(later, words[n], found[m], words[m])), None)
        for key in keys:
            by_source.setdefault(key, []).append(n)
        if earlier is None:
            continue
        altered = _altered(found[earlier].statement, later.statement)
        first = kept[earlier].statement.same_as or kept[earlier].statement.id
        kept[n] = _with(kept[n], first, altered)
        if altered:
            kept[earlier] = _with(kept[earlier], kept[earlier].statement.same_as, altered)
    return tuple(kept)


def _content(parse: Parse, found: Found) -> frozenset[str]:
    return frozenset(parse.lemmas[w].lower() for w in found.content_words if parse.upos[w] in CONTENT)


def _keys(source: Actor | None) -> set[tuple[str, str]]:
    """Return what two tellings must have one of in common to be of one speaker."""
    if source is None:
        return set()
    own = ("text", source.text.casefold()) if source.id is None else ("id", source.id)
    return {own, *(("name", word) for word in (source.name or "").casefold().split()[-1:])}


def _retells(later: Found, words: frozenset[str], earlier: Found, before: frozenset[str]) -> bool:
    shared = len(words & before)
    if shared < LEAST or shared < SHARED * min(len(words), len(before)):
        return False
    if not later.content_words.isdisjoint(earlier.content_words):  # one inside the other, or joined sources
        return False
    one, other = later.statement.source, earlier.statement.source
    return one is not None and other is not None and (same_actor(one, other) or _one_name(one, other))


def _one_name(one: Actor, other: Actor) -> bool:
    """ "Oda" of a headline is "Minister Oda" of the text."""
    if not one.name or not other.name or (one.id and other.id):
        return False
    return one.name.casefold().split()[-1] == other.name.casefold().split()[-1]


def _altered(one: Statement, other: Statement) -> bool:
    """True of two quotations of which neither is a stretch of the other, cuts aside."""
    if one.form != "direct" or other.form != "direct":
        return False
    texts = [" ".join(re.findall(r"\w+", s.text.lower())) for s in (one, other)]
    parts = [
        [" ".join(re.findall(r"\w+", p)) for p in re.split(r"\.\.\.|…|\[.*?\]", s.text.lower())] for s in (one, other)
    ]
    held = (all(p in texts[1] for p in parts[0]), all(p in texts[0] for p in parts[1]))
    return not any(held)


def _with(found: Found, same_as: str | None, altered: bool) -> Found:
    flags = found.statement.flags
    if altered and ALTERED not in flags:
        flags = (*flags, ALTERED)
    return replace(found, statement=replace(found.statement, same_as=same_as, flags=flags))
