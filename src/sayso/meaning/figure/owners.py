"""Figures in a parse -> the predicates they belong to: the act's own arguments, and the harm told beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.knowledge.units import BODILY, HARMS, units
from sayso.meaning.figure.kinds import is_bare_passive
from sayso.meaning.figure.states import case_of
from sayso.model import ROOT, Figure, Mention, Parse

STRAY_WITHIN = 2  # sentences after the act
# No sentence that people write goes beyond these; in one without an end, all would be compared with all.
REACH = 200  # words between a predicate and a figure of its
MOST_BESIDE = 60  # words that hang on a predicate
_AHEAD = frozenset({"to", "before", "until", "unless", "if"})
_CAUSES = frozenset({"in", "by", "during", "after", "when", "from", "with"})
_AFTER = frozenset({"when", "after", "as"})
_CUSTODY = frozenset({"detained", "released"})
_RESULT_RELATIONS = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "advcl:relcl"})


def figures_of(parse: Parse, head: int, figures: tuple[Mention[Figure], ...]) -> tuple[Mention[Figure], ...]:
    """Return the figures that belong to the predicate `head`.

    Its own arguments do ("fired over 1,000 rockets"), and those of the verbs of harm attached to it ("..., killing four
    and leaving dozens injured"; "nine were killed in the strike"), but not those of clauses it embeds.
    """
    sentence = parse.sentence(head)
    first, end = max(sentence.first, head - REACH), min(sentence.end, head + REACH)
    return tuple(m for m in figures if first <= m.head < end and head in _owners(parse, m))


def strays_of(
    parse: Parse, figures: Sequence[Mention[Figure]], acts: Sequence[int]
) -> dict[int, list[Mention[Figure]]]:
    """Return the harm told in a sentence of its own, by the act it is of: "A bomb went off in Tarn. Nine were hurt."

    It is that of the last act before it, at most two sentences back; what somebody did to them is an act of its own.
    """
    found: dict[int, list[Mention[Figure]]] = {}
    happened = {a for a in set(acts) if not _is_ahead(parse, a)}
    told = sorted(happened)
    for mention in figures:
        if mention.what.kind in BODILY and happened.isdisjoint(_owners(parse, mention)):
            predicate = _predicate_above(parse, mention)
            at = bisect_left(told, mention.first) - 1
            act = told[at] if at >= 0 else None
            if (
                act is not None
                and _is_near(parse, act, mention.head)
                and (predicate is None or _is_suffered(parse, predicate))
            ):
                found.setdefault(act, []).append(mention)
    return found


def _is_ahead(parse: Parse, act: int) -> bool:
    """See "set out to attack", "before they stormed it": what comes next befell nobody by that."""
    return any(parse.lower(c) in _AHEAD for c in parse.children(act, "mark"))


def _is_near(parse: Parse, act: int, head: int) -> bool:
    first = parse.sentence(head).first
    for _ in range(STRAY_WITHIN):
        first = parse.sentence(max(0, first - 1)).first
    return first <= act


def _owners(parse: Parse, mention: Mention[Figure]) -> Iterator[int]:
    """Yield the predicates that a figure belongs to, nearest first."""
    yield mention.head
    predicate = _predicate_above(parse, mention)
    harm, bodily = mention.what.kind in HARMS, mention.what.kind in BODILY
    for participle in parse.children(mention.head, "acl", "amod") if harm else ():  # "12 people killed in a raid"
        if _lemma(parse, participle) in units().verbs:
            yield participle
            yield from _causes(parse, participle, bodily)
    while predicate is not None:
        yield predicate
        if harm:
            yield from _causes(parse, predicate, bodily)
        for beside in (
            parse.children(predicate, "conj", "advcl", "parataxis")[:MOST_BESIDE] if bodily else ()
        ):  # "nine died and 50 were hurt in an attack"
            if _lemma(parse, beside) in units().verbs and _is_suffered(parse, beside):
                yield from _causes(parse, beside, bodily)
        predicate = _attached_to(parse, predicate, bodily) if harm else None


def _predicate_above(parse: Parse, mention: Mention[Figure]) -> int | None:
    """Return the verb, event noun or predicate that the counted noun is an argument of."""
    table, i = units(), mention.head
    while (head := parse.heads[i]) != ROOT:
        inside = mention.first <= head < mention.end
        relation = parse.relations[i].split(":")[0]
        event = parse.upos[head] == "VERB" or _lemma(parse, head) in table.events
        if not inside and (event or relation in ("nsubj", "obl", "acl", "obj")):
            return head
        i = head
    return None if i == mention.head else i


def _causes(parse: Parse, predicate: int, bodily: bool) -> Iterator[int]:
    """Yield what did the harm: the subject of "the strike killed nine", the blast of "nine were killed in a blast".

    "Nine were hurt when a bomb exploded" has it in a clause; of an arrest such a clause tells the ground, not the act.
    """
    for c in parse.children(predicate)[:MOST_BESIDE]:
        relation = parse.relations[c]
        told = (
            relation == "advcl"
            and bodily
            and not _AFTER.isdisjoint(map(parse.lower, parse.children(c, "mark", "advmod")))
        )
        if told or relation == "nsubj" or (relation.startswith("obl") and case_of(parse, c) & _CAUSES):
            yield c


def _attached_to(parse: Parse, predicate: int, bodily: bool) -> int | None:
    """Return the predicate that a verb of harm tells the result of; "arrested after killing four" tells none."""
    head, relation = parse.heads[predicate], parse.relations[predicate]
    if head == ROOT or relation not in _RESULT_RELATIONS:
        return None
    if relation == "advcl" and any(
        parse.lower(m) not in ("with", "thereby", "while") for m in parse.children(predicate, "mark")
    ):
        return None
    if relation == "advcl" and parse.xpos[predicate] != "VBG" and not bodily:
        return None
    harms = units().verbs.get(_lemma(parse, head)) not in _CUSTODY  # "one was detained, the other died": two acts
    if relation == "conj" and bodily and not harms:
        return None
    if relation in ("parataxis", "conj") and parse.child(predicate, "nsubj", "nsubj:pass") is not None:
        return head if harms and bodily and _is_suffered(parse, predicate) else None
    return None if relation == "parataxis" else head


def _is_suffered(parse: Parse, predicate: int) -> bool:
    """Say whether a clause tells what befell its subject and names nobody who did it: "and nine were injured"."""
    named = any(case_of(parse, c) & {"by"} for c in parse.children(predicate, "obl", "obl:agent"))
    active = parse.child(predicate, "nsubj:pass") is None and _lemma(parse, predicate) in units().verbs
    return not named and (not active or is_bare_passive(parse, predicate))


def _lemma(parse: Parse, i: int) -> str:
    return parse.lemmas[i].lower()
