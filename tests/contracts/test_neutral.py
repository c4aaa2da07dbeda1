"""Two like sides are treated alike.

The sentences are invented. The whole reading may differ in two of a hundred, since the network has seen some names
more often than others; what stands above the parse may not differ at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from sayso.language import parse
from sayso.model import Parse, Reading
from tests.contracts.swapping import Swap, cores, forms, registered, swap_of, swapped_parse, understood
from tests.make import report

LEAST = 0.98
BY_NAME = {"groups": ("where", "confidence")}  # a group may be called like a place: the gazetteer may say so
GIVEN = yaml.safe_load(Path(__file__).with_name("neutral_templates.yaml").read_text(encoding="utf8"))


class Case(NamedTuple):
    """A sentence of two sides, and the swap of them."""

    text: str
    swap: Swap


def cases(kind: str) -> Iterator[Case]:
    for template, (a, b) in itertools.product(GIVEN["templates"][kind], GIVEN["pairs"][kind]):
        slots = {"a": a["name"], "b": b["name"]}
        slots |= {f"{s}_{k}": v for s, side in (("a", a), ("b", b)) for k, v in side.items()}
        words = [pair for k in a for pair in zip(a[k].split(), b[k].split(), strict=True)]
        yield Case(template.format(**slots), swap_of({x: y for x, y in words if x != y}))


def reading_of(text: str) -> tuple[Parse, Reading]:
    source = report(text, published="2024-03-05")
    made = parse(source)
    return made, understood(source, made)


def test_swapping_the_sides_swaps_the_reading() -> None:
    every = [case for kind in GIVEN["pairs"] for case in cases(kind)]
    differ = [c.text for c in every if not alike(reading_of(c.text)[1], reading_of(c.swap(c.text))[1], c.swap)]
    assert len(differ) <= (1 - LEAST) * len(every), "\n".join([f"{len(differ)} of {len(every)} differ:", *differ])


@pytest.mark.parametrize("kind", GIVEN["pairs"])
def test_what_is_made_of_a_parse_never_asks_who_it_is(kind: str) -> None:
    for case in cases(kind):
        made, first = reading_of(case.text)
        second = understood(first.report, swapped_parse(made, case.swap))
        assert _without(kind, forms(second, case.swap)) == _without(kind, forms(first)), case.text


def _without(kind: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in record.items() if k not in BY_NAME.get(kind, ())} for record in records]


def alike(first: Reading, second: Reading, swap: Swap) -> bool:
    """True if the second says of the one side what the first says of the other, and each is still who it is."""
    one, two = registered(first), registered(second)
    named = [text for text in one.keys() & two.keys() if swap.touches(text)]
    return cores(second, swap) == cores(first) and all(one[text] == two[text] for text in named)
