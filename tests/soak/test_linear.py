"""Reading costs what its length says: texts of one unit again and again, and four times as many of them.

Each text is read once before it is measured, so that the network is not: it reads sentence by sentence, each once.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from functools import lru_cache

import pytest

from sayso.language import parse
from sayso.language.backends import Analysis, Backend
from sayso.language.parser import load_backend
from sayso.meaning.understand import understand
from sayso.model import Capture, MadeBy, ReportError
from sayso.read import read
from sayso.settings import Settings

# To add a unit, add a line: a stretch of text that may be gone through again for each time it stands there.
UNITS = (
    "a ", "\n", "a\n", "a\n\n", "Aa\n", ", ", "a, ", ". ", "A. ", "“a” ", "“a ", "” ", '"a" ', "' ", "1 ", "1, ", "1,000 ", "1", "(", "(a) ",
    "- ", "—", "/", "and a ", "and Tarn ", "of the ", "of Tarn ", "Mr. A. ", "Oda ", "Oda, ", "http://a ", "a@b.c ", "said ", "he said ",
    "he said that ", "killed 3 and ", "on Monday ", "Monday, ", "March 3, 2024 ", "3 of the 5 ", "Norland, ", "in Norland ", "Norland’s ",
    "Norland and ", "the army ", "troops, ", "the army shelled the army, ", "The army shelled Tarn. ", "who shelled ", "if ", "not ", "to ",
    "He ", "He shelled it. ", "Oda said Oda ", "“Oda said,” Oda said. ", "(Photo: A/B) ", "By Jane Doe\n", "TARN, May 11 (A) - ", "\u2028",
    "\u00a0", "\ufeff", "👍🏽", "e\u0301", "İ", "<p>", "&amp;", "«", "% ", "$5 million ", "5.30pm ", "between 3 and 5 ", "more than ",
)  # fmt: skip
PAGES = (
    "<p>Gunmen shelled Tarn.</p>", "<div>", "<div>a</div>", "<li>a</li>", "<tr><td>a</td></tr>", "<br>", "a<br>", "<a href=x>a</a>", "<b>a",
    "<figcaption>a</figcaption>", "<figure>", "<span>a ", "<!--", "<", "&#", "<p>a<p>", "<img src=x>", "<h1>a</h1>", "<blockquote>",
    "<script>", "<meta name=date content=x>", "<link rel=canonical href=x>", "<td>", "<ul><li>", "<p style='display:none'>a</p>",
)  # fmt: skip
LENGTH = 20_000  # characters of the shorter text
LONGER = 4
MOST_RATIO = 6.0
FREE = 0.5  # seconds in which nothing is asked
ANY = Settings(any_language=True, max_text=10_000_000)
MADE_BY = MadeBy(sayso="", model="", knowledge="")


@lru_cache(maxsize=100)
def analysis(words: tuple[str, ...]) -> Analysis:
    return load_backend().analyse(words)


def analyse(words: Sequence[str]) -> Analysis:
    return copy.deepcopy(analysis(tuple(words)))


BACKEND = Backend("", analyse)


def seconds(capture: Capture) -> float:
    """Return the processor's seconds that reading takes, or saying that it cannot be read."""
    start = time.process_time()
    try:
        report = read(capture, published="2024-03-05", settings=ANY)
        understand(report, parse(report, BACKEND), MADE_BY)
    except ReportError:
        pass
    return time.process_time() - start


def text(unit: str, length: int) -> Capture:
    return Capture(raw=(unit * (length // len(unit))).encode(), name="x", media_type="text/plain")


def page(unit: str, length: int) -> Capture:
    raw = f"<html><body><article>{unit * (length // len(unit))}<p>Gunmen shelled Tarn on Monday.</p></article></body></html>"
    return Capture(raw=raw.encode(), name="x", media_type="text/html")


def ratio(made: tuple[Capture, Capture]) -> float:
    """Return how many times as long the longer text takes; where it is much, the least of three goes."""
    least = 0.0
    for capture in made:
        seconds(capture)
    for _ in range(3):
        short, long = map(seconds, made)
        found = 1.0 if long < FREE else long / max(short, 1e-3)
        least = min(least or found, found)
        if least <= MOST_RATIO:
            break
    return least


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_one_unit(unit: str) -> None:
    assert ratio((text(unit, LENGTH), text(unit, LONGER * LENGTH))) <= MOST_RATIO


@pytest.mark.parametrize("unit", PAGES)
def test_a_page_of_one_unit(unit: str) -> None:
    assert ratio((page(unit, LENGTH), page(unit, LONGER * LENGTH))) <= MOST_RATIO
