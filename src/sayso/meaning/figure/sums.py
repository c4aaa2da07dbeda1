"""Figures of one sentence -> the same with the totals of phrases of victims: "an officer and four soldiers" is five."""

from __future__ import annotations

from dataclasses import replace

from sayso.knowledge.units import HARMS
from sayso.meaning.figure.kinds import TOGETHER
from sayso.meaning.figure.states import case_of
from sayso.meaning.syntax.arguments import name_at
from sayso.model import Figure, Mention, Operator, Parse


def with_sums(parse: Parse, figures: list[Mention[Figure]]) -> list[Mention[Figure]]:
    """Add the total of each coordination whose every part is a figure or a person's name; its parts become subsets."""
    if sum(m.what.kind in HARMS for m in figures) == 0:
        return figures
    found = list(figures)
    for items, parts in _coordinated(parse, found):
        _add(parse, found, items, parts)
    for items, parts in _conjoined_clauses(parse, found):
        _add(parse, found, items, parts)
    return found


def _add(parse: Parse, found: list[Mention[Figure]], items: list[int], parts: list[int]) -> None:
    found.append(_sum(parse, items, [found[n] for n in parts]))
    for n in parts:
        found[n] = replace(found[n], what=replace(found[n].what, nature="subset"))


def _coordinated(parse: Parse, figures: list[Mention[Figure]]) -> list[tuple[list[int], list[int]]]:
    """Return the words of "an officer and four soldiers" with the numbers of the figures among them."""
    numbers = {_argument(parse, m): n for n, m in enumerate(figures) if m.what.kind in HARMS}
    found = []
    for top in sorted({parse.heads[i] if parse.relations[i] == "conj" else i for i in numbers}):
        if (parse.relations[top] == "appos" and parse.heads[top] in numbers) or _is_spelled_out(
            parse, top, numbers, figures
        ):
            continue
        items = [top, *parse.children(top, "conj"), *_listed(parse, top, numbers, figures), *_with(parse, top)]
        parts = [n for i in items if (n := numbers.get(i)) is not None]
        if (
            len(items) > 1
            and all(i in numbers or _is_person(parse, i) for i in items)
            and _alike([figures[n] for n in parts])
        ):
            found.append((items, parts))
    return found


def _is_person(parse: Parse, word: int) -> bool:
    name = name_at(parse, word)
    return name is not None and name.kind == "person"


def _listed(parse: Parse, top: int, numbers: dict[int, int], figures: list[Mention[Figure]]) -> list[int]:
    """Return the rest of "a candidate, his driver and a guard": no apposition, for three are not one."""
    for c in parse.children(top, "appos"):
        items = [c, *parse.children(c, "conj")]
        if len(items) > 1 and top in numbers and all(i in numbers for i in items):
            whole, parts = figures[numbers[top]].what.low, [figures[numbers[i]].what.low for i in items]
            return items if whole < sum(parts) else []
    return []


def _is_spelled_out(parse: Parse, top: int, numbers: dict[int, int], figures: list[Mention[Figure]]) -> bool:
    """See "three people, a woman and her two children", whose parts make up the first number."""
    listed, joined = parse.children(top, "appos"), parse.children(top, "conj")
    if top not in numbers or not listed or not joined:
        return False
    parts = [figures[numbers[i]].what.low if i in numbers else 1 for i in (*listed, *joined)]
    return figures[numbers[top]].what.low == sum(parts)


def _with(parse: Parse, top: int) -> list[int]:
    """Return the nouns of "along with two guards" beside an argument."""
    beside = parse.children(top, "nmod") + (parse.children(parse.heads[top], "obl") if parse.heads[top] >= 0 else ())
    return [c for c in beside if c > top and case_of(parse, c) & TOGETHER]


def _conjoined_clauses(parse: Parse, figures: list[Mention[Figure]]) -> list[tuple[list[int], list[int]]]:
    """Return the objects of "arrested a leader and detained three men", whose verbs do the same in other words."""
    patients = {
        parse.heads[i]: (i, n)
        for n, m in enumerate(figures)
        if m.what.kind in HARMS and m.what.nature in ("total", "increment")
        and parse.relations[i := _argument(parse, m)] in ("obj", "nsubj:pass")
    }  # fmt: skip
    found = []
    for verb, (i, n) in patients.items():
        top = parse.heads[verb]
        if parse.relations[verb] == "conj" and top in patients and _alike([figures[patients[top][1]], figures[n]]):
            found.append(([patients[top][0], i], [patients[top][1], n]))
    return found


def _argument(parse: Parse, mention: Mention[Figure]) -> int:
    """Return the word of a mention that hangs on a word outside it."""
    i = mention.head
    while mention.first <= parse.heads[i] < mention.end:
        i = parse.heads[i]
    return i


def _alike(parts: list[Mention[Figure]]) -> bool:
    return len({m.what.kind for m in parts}) == 1 and not any(m.what.nature in ("subset", "rate") for m in parts)


def _sum(parse: Parse, items: list[int], parts: list[Mention[Figure]]) -> Mention[Figure]:
    """Return the total: open where a part is open; a person named counts one."""
    named = len(items) - len(parts)
    highs = [m.what.high for m in parts]
    high = None if None in highs else named + sum(h for h in highs if h is not None)
    first, end = min(*items, *(m.first for m in parts)), max(*(i + 1 for i in items), *(m.end for m in parts))
    span = parse.span(first, end)
    text = parse.text[span.start : span.end]
    exact = all(m.what.operator == "exact" for m in parts)
    vague = not named and all(m.what.operator == "vague" for m in parts)
    operator: Operator = "exact" if exact else "vague" if vague else "at least" if high is None else "range"
    figure = Figure(
        kind=parts[0].what.kind, who=text, low=named + sum(m.what.low for m in parts), high=high, operator=operator,
        text=text, span=span,
    )  # fmt: skip
    return Mention(items[0], first, end, figure)
