"""Phrases without a plain number -> quantities: shares of a number, "a man", "soldiers were killed", "no one"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.knowledge.units import units
from sayso.meaning.figure.numerals import read_number
from sayso.meaning.figure.quantities import Quantity
from sayso.meaning.figure.titles import is_title
from sayso.meaning.syntax.once import lowered
from sayso.model import Parse

# Numerator and denominator of the words before "of".
_SHARES: dict[tuple[str, ...], tuple[int, int]] = {
    ("half",): (1, 2), ("a", "third"): (1, 3), ("one", "third"): (1, 3), ("two", "thirds"): (2, 3),
    ("two", "-", "thirds"): (2, 3), ("two-thirds",): (2, 3), ("a", "quarter"): (1, 4), ("one", "quarter"): (1, 4),
    ("three", "quarters"): (3, 4), ("three-quarters",): (3, 4),
}  # fmt: skip
_PERCENT = (("%",), ("percent",), ("per", "cent"))
SHARE_ENDS = frozenset(words[-1] for words in (*_SHARES, *_PERCENT))
_ARTICLES = frozenset({"the", "its", "their", "his", "these", "those"})
_ONE = frozenset({"a", "an", "another"})
_THE = frozenset({"the", "this", "that"})  # one is meant, whether owned ("his driver") or known ("the leader")
_PATIENTS = frozenset({"obj", "nsubj:pass", "conj"})
_SHOT = frozenset({"obj", "nsubj:pass"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})
_PRONOUNS = {"nobody": 0, "none": 0, "he": 1, "him": 1, "she": 1, "her": 1}


def share_quantities(words: Sequence[str], length: int, counted: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield "half of the 40 hostages" and "20 per cent of 400 staff" as numbers; the base stays a figure of its own."""
    for i in range(length):
        if words[i] == "of" and i and (share := _share_before(words, i, counted)):
            first, numerator, denominator = share
            base = read_number(words, i + 2 if words[i + 1] in _ARTICLES else i + 1)
            if base and base.value:
                n, rest = divmod(base.value * numerator, denominator)
                yield Quantity(first, first, i, i, n, n + (rest > 0), "about" if rest else "exact")


def _share_before(words: Sequence[str], i: int, counted: Sequence[Quantity]) -> tuple[int, int, int] | None:
    """Return first word, numerator and denominator of the share that ends before word `i`."""
    if words[i - 1] not in SHARE_ENDS:
        return None
    for form, (numerator, denominator) in _SHARES.items():
        if tuple(words[max(i - len(form), 0) : i]) == form:
            return i - len(form), numerator, denominator
    for form in _PERCENT:
        if tuple(words[max(i - len(form), 0) : i]) == form:
            number = next((q for q in counted if q.end == i - len(form) and q.operator == "exact"), None)
            return (number.first, number.low, 100) if number and number.low <= 100 else None
    return None


def implied_quantities(parse: Parse, first: int, length: int) -> Iterator[Quantity]:
    """Yield what counts without a number; the caller keeps people whom harm befell, and what was fired or shot down."""
    persons, events, single = units().persons, units().events, units().single
    low = lowered(parse)
    for i in range(first, first + length):
        upos = parse.upos[i]
        if upos == "NOUN":
            lemma = parse.lemmas[i].lower()
            if lemma in persons or lemma in events or lemma in ("report", "one"):
                yield from _of_noun(parse, i, lemma)
            elif lemma in single and parse.relations[i] in _SHOT and (q := _of_thing(parse, i)) is not None:
                yield q
        elif upos == "PRON" and low[i] in _PRONOUNS:
            number = _PRONOUNS[low[i]]
            yield Quantity(i, i, i + 1, i + 1, number, number, implied=True)
        elif upos == "ADJ" and low[i] == "other" and parse.relations[i] in _ARGUMENTS:
            if (det := parse.child(i, "det")) is not None and parse.lower(det) == "the":  # "and the other was injured"
                yield Quantity(det, i, i + 1, i + 1, 1, 1, implied=True)
        elif low[i] == "both" and parse.relations[i] in _ARGUMENTS:
            yield Quantity(i, i, i + 1, i + 1, 2, 2, implied=True)


def _of_noun(parse: Parse, i: int, lemma: str) -> Iterator[Quantity]:
    det = parse.child(i, "det")
    word = parse.lower(det) if det is not None else ""
    if det is not None and word == "no":
        if any(parse.lower(c) == "with" for c in parse.children(i, "case")):  # "found dead, with no injuries": a body
            return
        high = None if lemma == "report" or _is_reported(parse, i) else 0
        end = i + 1 if lemma in ("report", "one") else det + 1
        yield Quantity(det, det, end, end, 0, high, "exact" if high == 0 else "at least", implied=True)
    elif lemma == "one" and det is not None and (word == "another" or (word == "a" and _is_ordinal(parse, i))):
        yield Quantity(det, i, i + 1, i + 1, 1, 1, implied=True)
    elif lemma in units().persons and (parse.relations[i] != "appos" or parse.child(i, "conj") is not None):
        yield from _of_people(parse, i, det, word)


def _of_thing(parse: Parse, i: int) -> Quantity | None:
    """Read "a helicopter was shot down", "fired a rocket" as one of its kind."""
    det = parse.child(i, "det")
    if parse.xpos[i] != "NN" or det is None or parse.lower(det) not in _ONE or parse.child(i, "nummod") is not None:
        return None
    verb = parse.heads[i]
    if verb < 0 or parse.lemmas[verb].lower() not in units().shot:
        return None
    return Quantity(det, det, det + 1, det + 1, 1, 1, implied=True)


def _is_ordinal(parse: Parse, i: int) -> bool:
    """See "a second one"."""
    return any(parse.lower(c) in ("second", "third", "fourth") for c in parse.children(i, "amod"))


def _of_people(parse: Parse, i: int, det: int | None, word: str) -> Iterator[Quantity]:
    """Read "a man", "another man", "both men", "his driver", "the leader", "soldiers"."""
    if parse.child(i, "nummod") is not None or is_title(parse, i):
        return
    if parse.xpos[i] == "NN":
        owner = parse.child(i, "nmod:poss")
        if det is not None and word in _ONE:
            yield Quantity(det, det, det + 1, det + 1, 1, 1, implied=True)
        elif (first := det if word in _THE else owner if det is None else None) is not None:
            yield Quantity(parse.subtree(first)[0], i, i + 1, i + 1, 1, 1, implied=True)
        elif det is None and (parse.relations[i] in _PATIENTS or parse.sentence(i).part == "title"):
            yield Quantity(i, i, i + 1, i + 1, 1, 1, implied=True)  # "captured rebel commander Oda Lund"
    elif det is not None and word == "both" and parse.xpos[i] == "NNS":
        yield Quantity(det, det, det + 1, det + 1, 2, 2, implied=True)
    elif det is None and parse.xpos[i] == "NNS" and parse.lemmas[i].lower() != "other" and _is_bare(parse, i):
        yield Quantity(i, i, i + 1, i + 1, 2, None, "vague", implied=True)


def _is_bare(parse: Parse, noun: int) -> bool:
    """Say whether a plural has neither number nor owner, nor is itself what a number is taken of."""
    if parse.child(noun, "nummod", "nmod:poss", "case") is not None or _is_denied(parse, noun):
        return False
    return not any(parse.lower(c) in ("many", "several", "numerous", "few", "various", "multiple", "most", "some")
                   for c in parse.children(noun, "amod", "det"))  # fmt: skip


def _is_denied(parse: Parse, noun: int) -> bool:
    """See "no women or children"."""
    head = parse.heads[noun]
    return parse.relations[noun] == "conj" and any(parse.lower(d) == "no" for d in parse.children(head, "det"))


def _is_reported(parse: Parse, noun: int) -> bool:
    """Tell "no casualties were reported", which leaves it open, from "there were no casualties"."""
    head = parse.heads[noun]
    return head >= 0 and parse.lemmas[head] in ("report", "confirm") and parse.relations[noun].startswith("nsubj")
