"""Parse -> its figures: how many of what, with bounds as the words state them (methods.md 4.3).

Ages, dates, distances, calibres, names, votes and percentages are no figures. Nothing is added up but the parts of one
phrase of victims ("an officer and four soldiers").
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.units import HARMS, units
from sayso.meaning.figure.exclusions import is_excluded
from sayso.meaning.figure.kinds import Nature, Reading, kind_at
from sayso.meaning.figure.numerals import PADDING
from sayso.meaning.figure.owners import figures_of
from sayso.meaning.figure.phrases import SHARE_ENDS, implied_quantities, share_quantities
from sayso.meaning.figure.quantities import Quantity, find_quantities
from sayso.meaning.figure.sums import with_sums
from sayso.meaning.syntax.once import lowered
from sayso.meaning.time.grammar import find_expressions
from sayso.model import Figure, Mention, Parse

__all__ = ["figures_of", "find_figures"]

IMPLIED = HARMS | {"projectiles", "aircraft", "vessels"}  # what counts without a number
LOOK_BACK = 20  # figures before a sentence, to which "two more" may add
_COUNTED = frozenset({"nummod", "amod", "det", "det:predet", "nmod", "nmod:unmarked", "compound", "advmod"})
_MORE = frozenset({"more", "other", "others", "additional", "further", "another"})
_ADDED = frozenset({"another", "further", "additional", "more", "other"})
_PRONOUNS = frozenset({"them", "whom", "us", "you", "which", "these", "those"})
_RATES = frozenset({"day", "week", "month", "year", "night", "hour"})
_CURRENCY = frozenset({"$", "€", "£", "us$", "¥"})


def find_figures(parse: Parse) -> tuple[Mention[Figure], ...]:
    """Return every figure, in order; a sum of parts stands after its parts, which are then subsets of it."""
    low = lowered(parse)
    dated: set[int] | None = None
    found: list[Mention[Figure]] = []
    for sentence in parse.sentences:
        first, length = sentence.first, sentence.end - sentence.first
        words = low[first : sentence.end] + PADDING
        here: list[Mention[Figure]] = []
        for quantity in _quantities(parse, words, first, length):
            if dated is None:
                dated = {i for a, b, _ in find_expressions(parse) for i in range(a, b)}
            mention = _figure(parse, low, quantity, dated, [*found[-LOOK_BACK:], *here])
            if mention and not (quantity.implied and any(m.head == mention.head for m in here)):
                here.append(mention)
        found.extend(sorted(with_sums(parse, here), key=lambda m: (m.head, m.end)))
    return tuple(found)


def _quantities(parse: Parse, words: list[str], first: int, length: int) -> Iterator[Quantity]:
    """Yield the quantities of a sentence with indices of the parse: numbers, shares, then what has no number."""
    counted = list(find_quantities(words, length))
    for q in (*counted, *share_quantities(words, length, counted)):
        yield q._replace(first=q.first + first, core=q.core + first, end_core=q.end_core + first, end=q.end + first)
    yield from implied_quantities(parse, first, length)


def _figure(
    parse: Parse, low: list[str], q: Quantity, dated: set[int], before: list[Mention[Figure]]
) -> Mention[Figure] | None:
    argument, noun, partitive = _counted(parse, low, q)
    if any(i in dated for i in range(q.core, q.end_core)) or is_excluded(parse, low, q, noun):
        return None
    money = q.first > 0 and low[q.first - 1] in _CURRENCY
    reading = Reading("money", None) if money else kind_at(parse, argument, noun)
    nature = _nature(parse, low, q, noun, partitive, reading)
    kind = reading.kind
    of_them = nature in ("subset", "increment") and (noun is None or low[noun] in _MORE or partitive)
    if kind is None and of_them and not _is_mixed(parse, argument, reading) and not _is_thing(parse, noun):
        kind = _kind_of_them(low, q, before)
    if (kind is None and (noun is None or low[q.core] == "one")) or (q.implied and kind not in IMPLIED):
        return None
    if kind is None and noun is not None and _is_definite(parse, noun) and parse.relations[noun] != "nmod":
        return None  # "the two leaders" are known, and only referred to
    if nature == "increment":
        nature = _added_to(parse, q, kind or "other", before)
    elif nature == "total" and _is_also(parse, kind, reading, before):
        nature = "increment"
    first, end = q.first - money, max(q.end, noun + 1 if noun is not None else q.end)
    if nature == "increment" and end == q.end and end < len(low) and low[end] in ("more", "others"):
        end += 1
    head = argument if noun is None or low[q.end_core - 1] in SHARE_ENDS else noun
    return _mention(parse, q._replace(first=first, end=end), (head, noun), kind or "other", nature)


def _mention(parse: Parse, q: Quantity, heads: tuple[int, int | None], kind: str, nature: Nature) -> Mention[Figure]:
    head, noun = heads
    span = parse.span(q.first, q.end)
    figure = Figure(
        kind=kind, who=_who(parse, q, noun), low=q.low, high=q.high, operator=q.operator, nature=nature,
        convention=q.convention, text=parse.text[span.start : span.end], span=span,
    )  # fmt: skip
    return Mention(head, q.first, q.end, figure)


def _counted(parse: Parse, low: list[str], q: Quantity) -> tuple[int, int | None, bool]:
    """Return the word that stands in the clause, the counted noun (None if elliptical), and whether "of" parts them."""
    top = _top(parse, q)
    sentence_end = parse.sentence(top).end
    itself = q.implied and q.core == top and parse.upos[top] == "NOUN" and low[top] != "one"  # "the mayor of Tarn"
    if q.end < sentence_end and low[q.end] == "of" and not itself:
        noun = next((c for i in range(q.end - 1, q.core - 1, -1) for c in parse.children(i, "nmod", "obl")
                     if c > q.end), None)  # fmt: skip
        if noun is not None:
            return top, None if low[noun] in _PRONOUNS else noun, True
    if q.implied and q.core == top and parse.upos[top] == "NOUN":
        return top, top, False
    head = parse.heads[top]
    one = q.implied and q.low  # "a 32-year-old man" is no list as "12,000, 8,000 and 5,000 dollars" is
    if not one and any(parse.upos[k] == "NUM" for k in range(q.end, head)):
        return top, None, False
    if (
        parse.relations[top] in _COUNTED
        and head >= q.end
        and parse.upos[head] in ("NOUN", "PROPN", "ADJ", "SYM", "PRON")
    ):
        return head, head, False
    return top, None, False


def _top(parse: Parse, q: Quantity) -> int:
    """Return the number word that hangs on a word outside the number."""
    words = range(q.core, q.end_core)
    return next((i for i in reversed(words) if parse.heads[i] not in words), q.core)


def _who(parse: Parse, q: Quantity, noun: int | None) -> str | None:
    """Return the counted group as written, without its number."""
    if noun is None or noun < q.core:
        return None
    first = q.end_core
    while first < noun and parse.lower(first) in ("of", "the", "these", "those", "more", "other"):
        first += 1
    while first < noun and parse.upos[first] in ("ADP", "PUNCT"):
        first += 1
    return parse.text[parse.spans[first].start : parse.spans[noun].end] if first <= noun else parse.word(noun)


def _nature(parse: Parse, low: list[str], q: Quantity, noun: int | None, partitive: bool, reading: Reading) -> Nature:
    end = q.end if noun is None else noun + 1
    rate = low[end : end + 2]
    if len(rate) == 2 and rate[0] in ("a", "per", "each", "every") and rate[1] in _RATES:
        return "rate"
    if reading.nature == "increment":
        return "increment"
    before = low[q.first - (not q.implied)] if q.first or q.implied else ""
    if before in _ADDED or (not q.implied and not _ADDED.isdisjoint(low[q.end : q.end + 1])):
        return "increment"
    if noun is not None and low[noun] in _MORE:
        return "increment"
    if q.first and low[q.first - 1] == "by" and reading.kind and noun is None:
        return "increment"
    if low[q.end : q.end + 1] == ["being"]:  # "25 were killed, with 3 being medics"
        return "subset"
    if partitive and (noun is None or _is_definite(parse, noun)):
        return "subset"
    if q.implied and low[q.core] == "other":  # "one of the men died and the other was injured"
        return "subset"
    return reading.nature or "total"


def _is_definite(parse: Parse, noun: int) -> bool:
    """Say whether "of" takes a part of a known group: "four of the soldiers" against "two of his guards"."""
    return any(parse.lower(c) in ("the", "these", "those") for c in parse.children(noun, "det"))


def _added_to(parse: Parse, q: Quantity, kind: str, before: list[Mention[Figure]]) -> Nature:
    """Tell "nine killed, three others shot dead" from "nine killed and three others wounded", which adds none."""
    harms = [m for m in before if m.what.kind in HARMS and m.first < q.first]
    first = parse.sentence(q.core).first
    near = [m.what.kind for m in harms if m.first >= first] or [m.what.kind for m in harms]
    return "increment" if kind not in HARMS or not near or kind in near else "total"


def _is_also(parse: Parse, kind: str | None, reading: Reading, before: list[Mention[Figure]]) -> bool:
    """See "the patrol also detained two men" after others were detained."""
    if reading.predicate is None or kind not in HARMS or not any(m.what.kind == kind for m in before):
        return False
    return any(parse.lower(c) == "also" for c in parse.children(reading.predicate, "advmod"))


def _is_mixed(parse: Parse, argument: int, reading: Reading) -> bool:
    """See "wounding and kidnapping dozens more": what befell them is told, and is no one kind."""
    verb = reading.predicate
    return verb is not None and parse.relations[argument] == "obj" and parse.lemmas[verb].lower() in units().verbs


def _is_thing(parse: Parse, noun: int | None) -> bool:
    """See "one of the explosions", "in one of the hallways": no part of those whom harm befell."""
    if noun is None or parse.upos[noun] != "NOUN":
        return False
    return parse.lemmas[noun].lower() not in units().persons and parse.lower(noun) not in _MORE


def _kind_of_them(low: list[str], q: Quantity, before: list[Mention[Figure]]) -> str | None:
    """Return the kind of the figure that "two of them" and "four others" look back to; "fatally" makes it killed."""
    last = next((m.what.kind for m in reversed(before) if m.first < q.first and m.what.kind in HARMS), None)
    return "killed" if last and "fatally" in low[q.end : q.end + 4] else last
