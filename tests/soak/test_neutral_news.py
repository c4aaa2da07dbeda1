"""Real reports with two states exchanged -> the share of records that are exchanged with them, and what the rest hangs on.

usage: python -m tests.soak.test_neutral_news [REPORTS [whole|meaning]]   lists each record that differs, by what differs
beneath it

Names, adjectives, peoples and capitals change places; whatever else belongs to a state (its towns, its ministers) stays,
so a report may then say what is not so. Records are compared as swapping.cores has them. The report is read anew with the
names exchanged; and, apart from that, the names are exchanged in its parse, which leaves out what the network makes of them.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sayso.language import parse
from sayso.model import Parse, Reading
from tests.contracts.swapping import Swap, cores, swap_of, swapped_parse, understood
from tests.make import report

DATA = Path(__file__).parents[3] / "shared/data/news"
NEWS = {"syria_rival_outlets.csv": "article_content", "helsinki_syndicated/helsinki_articles.csv": "text"}
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
REPORTS = 200
LENGTH = 3000  # characters of each
LEAST = 0.98
# Of one shape each: length, ending, article, and an adjective of its own.
PAIRS = [
    ("Russia Russian Russians Moscow", "Turkey Turkish Turks Ankara"),
    ("Syria Syrian Syrians Damascus", "Libya Libyan Libyans Tripoli"),
    ("Iran Iranian Iranians Tehran", "Iraq Iraqi Iraqis Baghdad"),
    ("Jordan Jordanian Jordanians Amman", "Lebanon Lebanese Lebanese Beirut"),
]
SWAPS = [swap_of(dict(zip(a.split(), b.split(), strict=True))) for a, b in PAIRS]


class Read(NamedTuple):
    """A text's parse and reading."""

    parse: Parse
    reading: Reading


class Compared(NamedTuple):
    """How many records two readings share, of how many; each that differs, with what differs beneath it."""

    same: int
    of: int
    differ: list[tuple[str, str, str]]  # class, sentence, record


def texts(count: int) -> Iterator[tuple[str, Swap]]:
    """Yield texts, each with a swap of names that stand in it, the swaps by turns."""
    found = [text[:LENGTH] for name, column in NEWS.items() for text in _column(DATA / name, column)]
    found = found or [p.read_text(encoding="utf8") for p in EXAMPLES]
    fitting = [(text, [swap for swap in SWAPS if swap.touches(text)]) for text in found]
    fitting = [(text, swaps) for text, swaps in fitting if swaps]
    for n in range(min(count, len(fitting))):
        text, swaps = fitting[n * len(fitting) // min(count, len(fitting))]
        yield text, swaps[n % len(swaps)]


def _column(file: Path, column: str) -> list[str]:
    if not file.exists():
        return []
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf8", errors="replace", newline="") as rows:
        return [row[column].replace(" ### ", "\n\n") for row in csv.DictReader(rows) if row[column]]


def read(text: str) -> Read:
    source = report(text, published="2018-01-10")
    made = parse(source)
    return Read(made, understood(source, made))


def read_anew(one: Read, swap: Swap) -> Read:
    return read(swap(one.parse.text))


def exchange(one: Read, swap: Swap) -> Read:
    made = swapped_parse(one.parse, swap)
    return Read(made, understood(one.reading.report, made))


TWINS: dict[str, Callable[[Read, Swap], Read]] = {"whole": read_anew, "meaning": exchange}


def compared(one: Read, swap: Swap, twin: str) -> Compared:
    """Compare the records of a reading with those of its swapped twin, sentence by sentence."""
    two = TWINS[twin](one, swap)
    first, second = placed(one, str), placed(two, swap)
    differ = []
    for (n, record), times in sorted((first - second).items()):
        differ += [(beneath(one.parse, two.parse, n), sentence(one.parse, n), record)] * times
    return Compared((first & second).total(), max(first.total(), second.total()), differ)


def placed(found: Read, back: Callable[[str], str]) -> Counter[tuple[int, str]]:
    """Return the records with the number of their sentence."""
    starts = [claim.evidence.trigger.start for claim in found.reading.claims]
    starts += [statement.content[0].start for statement in found.reading.statements]
    ends = [found.parse.span(s.first, s.end).end for s in found.parse.sentences]
    return Counter(
        (sum(end <= at for end in ends), repr(core))
        for at, core in zip(starts, cores(found.reading, back), strict=True)
    )


def sentence(made: Parse, n: int) -> str:
    s = made.sentences[n]
    start, end = made.span(s.first, s.end)
    return " ".join(made.text[start:end].split())


def beneath(one: Parse, two: Parse, n: int) -> str:
    """Return the first layer beneath a record that differs between two parses."""
    if one.sentences != two.sentences:
        return "words and sentences"
    s = one.sentences[n]
    for layer, columns in (("tags", ("upos", "xpos")), ("tree", ("heads", "relations"))):
        if any(getattr(one, c)[s.first : s.end] != getattr(two, c)[s.first : s.end] for c in columns):
            return layer
    within = [[name for name in made.names if s.first <= name.first < s.end] for made in (one, two)]
    if within[0] != within[1]:
        return "names"
    return "coreference" if one.chains != two.chains else "registry, gazetteer or another sentence"


def summary(results: list[Compared]) -> str:
    same, of = sum(r.same for r in results), sum(r.of for r in results)
    differ = [d for r in results for d in r.differ]
    layers = Counter(layer for layer, _, _ in differ)
    return "\n".join([f"{same} of {of} records swap ({same / max(1, of):.4f}), {len(results)} reports",
                      *(f"{count:5} {layer}" for layer, count in layers.most_common()),
                      *(f"{layer} | {words} | {record}" for layer, words, record in differ)])  # fmt: skip


def share(twin: str) -> tuple[float, str]:
    results = [compared(read(text), swap, twin) for text, swap in texts(REPORTS)]
    return sum(r.same for r in results) / max(1, sum(r.of for r in results)), summary(results)


def test_meaning_swaps_with_two_states_in_the_news(capsys: pytest.CaptureFixture[str]) -> None:
    swapped, told = share("meaning")
    with capsys.disabled():
        print(f"\nmeaning alone: {told}")
    assert swapped >= LEAST


def test_the_whole_reading_swaps_with_two_states_in_the_news(capsys: pytest.CaptureFixture[str]) -> None:
    swapped, told = share("whole")
    with capsys.disabled():
        print(f"\nwhole reading: {told}")
    assert swapped >= LEAST


if __name__ == "__main__":
    given = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    which = sys.argv[2] if len(sys.argv) > 2 else "whole"
    print(summary([compared(read(text), swap, which) for text, swap in texts(given)]))
