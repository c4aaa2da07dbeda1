"""Figures of one sentence -> the same with the totals of phrases of victims: "an officer and four soldiers" is five."""

from __future__ import annotations

from dataclasses import replace

from sayso.knowledge.units import HARMS
from sayso.model import Figure, Mention, Operator, Parse


def with_sums(parse: Parse, figures: list[Mention[Figure]]) -> list[Mention[Figure]]:
    """Add the total of each coordination whose every part is a figure or a person's name; its parts become subsets."""
    numbers = {_argument(parse, m): n for n, m in enumerate(figures) if m.what.kind in HARMS}
    if not numbers:
        return figures
    people = {i for name in parse.names if name.kind == "person" for i in range(name.first, name.end)}
    found = list(figures)
    for top in sorted({parse.heads[i] if parse.relations[i] == "conj" else i for i in numbers}):
        items = [top, *parse.children(top, "conj")]
        parts = [n for i in items if (n := numbers.get(i)) is not None]
        if len(items) > 1 and all(i in numbers or i in people for i in items) and _alike([figures[n] for n in parts]):
            found.append(_sum(parse, items, [figures[n] for n in parts]))
            for n in parts:
                found[n] = replace(figures[n], what=replace(figures[n].what, nature="subset"))
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
    operator: Operator = "exact" if exact else "at least" if high is None else "range"
    figure = Figure(
        kind=parts[0].what.kind, who=text, low=named + sum(m.what.low for m in parts), high=high, operator=operator,
        text=text, span=span,
    )  # fmt: skip
    return Mention(items[0], first, end, figure)
