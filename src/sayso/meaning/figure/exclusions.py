"""A quantity in its sentence -> whether it is no count: an age, a distance, a label, part of a name, a percentage."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile

from sayso.knowledge.units import units
from sayso.meaning.figure.numerals import HYPHENS
from sayso.meaning.figure.phrases import SHARE_ENDS
from sayso.meaning.figure.quantities import Quantity
from sayso.meaning.syntax.arguments import contrasted
from sayso.model import ROOT, Parse

_PERCENT = frozenset({"%", "percent", "percentage", "pc"})
_CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "o'clock", "o’clock", ":"})
_LABELS = frozenset({"no.", "no", "nr", "number", "#", "room", "article", "resolution", "route", "channel", "+", "aged",
    "age", "ages", "chapter", "page", "section", "phase", "highway", "grade", "group", "agenda"})  # fmt: skip
_NOT_ONE = frozenset({"no", "not", "every", "any", "this", "that", "each", "which", "some", "the", "only", "such"})
_METRES = re.compile(r"[\d.,]+m\Z")
_LABEL_RELATIONS = frozenset(
    {"nummod", "nmod", "nmod:unmarked", "nmod:desc", "compound", "flat", "dep", "appos", "obl"}
)


def is_excluded(parse: Parse, low: list[str], q: Quantity, noun: int | None) -> bool:
    """Say whether a quantity counts nothing that a report's figures are about."""
    if noun is not None and contrasted(parse, noun):
        return True
    if q.implied:
        return False
    if noun is not None and _is_no_noun(parse, low, q, noun):
        return True
    return (
        _is_measured(parse, low, q)
        or _is_glued(parse, low, q, noun)
        or _is_named(parse, q)
        or _is_pronoun_one(parse, low, q, noun)
        or (noun is None and _is_label(parse, low, q))
    )


def _is_no_noun(parse: Parse, low: list[str], q: Quantity, noun: int) -> bool:
    """See measures, inches and other signs, and house numbers ("1200 Harbour Building")."""
    lemma, table = parse.lemmas[noun].lower(), units()
    if lemma in table.measures or low[noun] in table.measures or not low[noun][:1].isalpha():
        return True
    if lemma == "pound" and q.low < 1000:  # of weight more often than of money
        return True
    return parse.xpos[noun] == "NNP" and q.operator == "exact" and q.low > 99


def _is_measured(parse: Parse, low: list[str], q: Quantity) -> bool:
    end = parse.sentence(q.core).end
    after = low[q.end] if q.end < end else ""
    share = low[q.end_core - 1] in SHARE_ENDS
    per_cent = after == "per" and q.end + 1 < end and low[q.end + 1] == "cent"
    metres = _METRES.match(low[q.core]) is not None and (
        after in ("high", "long", "wide", "deep", "tall", "away", "from")
    )
    return not share and (after in _PERCENT or per_cent or after in _CLOCK or after == "point" or metres)


def _is_glued(parse: Parse, low: list[str], q: Quantity, noun: int | None) -> bool:
    """See F-16, 12-year-old, 3-2, 9/11, telephone numbers."""
    before, after = q.first - 1, q.end
    if before >= 0 and low[before] in HYPHENS | {"/"} and parse.spans[before].end == parse.spans[q.first].start:
        return True
    if after < len(low) and low[after] in HYPHENS | {"/"} and parse.spans[after].start == parse.spans[after - 1].end:
        return True
    if before >= 0 and low[before] in ("[", "point"):  # a footnote; "two point five million"
        return True
    score = q.operator == "range" and noun is None and any(low[i] in HYPHENS for i in range(q.core, q.end_core))
    beside = (before, after) if noun is None else (before,)
    return score or any(0 <= i < len(low) and low[i].replace("-", "").isdigit() for i in beside)


def _is_named(parse: Parse, q: Quantity) -> bool:
    """See Group of 77 and Boeing 737 where the names say so."""
    sentence = parse.sentence(q.core)
    at = bisect_left(parse.names, sentence.first, key=lambda n: n.first)
    names = takewhile(lambda n: n.first <= q.core, islice(parse.names, at, None))
    return any(q.core < n.end and (n.first < q.core or n.end > q.end_core) for n in names)


def _is_pronoun_one(parse: Parse, low: list[str], q: Quantity, noun: int | None) -> bool:
    if low[q.core] != "one" or q.end_core != q.core + 1:
        return False
    before = low[q.core - 1] if q.core else ""
    after = low[q.end] if q.end < len(low) else ""
    return parse.xpos[q.core] != "CD" or before in _NOT_ONE or after in ("another", "day") or q.operator == "range"


def _is_label(parse: Parse, low: list[str], q: Quantity) -> bool:
    """See Resolution 1701, aged 12, and the age in "Oda, 34, said"."""
    if q.first and low[q.first - 1] in _LABELS and parse.upos[q.core] == "NUM":
        return True
    head = parse.heads[q.core]
    if (
        head == ROOT
        or head > q.core
        or parse.relations[q.core] not in _LABEL_RELATIONS
        or not low[q.core][:1].isdigit()
    ):
        return False
    return parse.upos[head] in ("NOUN", "PROPN", "SYM") and parse.child(q.core, "case") is None
