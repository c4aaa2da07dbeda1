import time

import pytest
from lxml import html

from sayso.model import ReportError
from sayso.read.formats.html import MOST_FURNITURE
from sayso.read.formats.surroundings import remaining, visible_lines
from tests.read.test_html import PAGE, cut, page

AROUND = """<header><a href="/">Ostra Times</a></header><div class="share"><a>Facebook</a><a>Twitter</a></div>
<div style="display: none">Hidden words</div><p hidden>More hidden words</p><script>var a = "code";</script>"""
BELOW = """<aside><h2>Related</h2><ul><li><a>Oda to meet envoys of Sarvia</a></li>
<li><a>Oda to meet envoys of Sarvia</a></li></ul></aside><div id="comments"><p>I was at the port that day, and saw none of it.</p></div>
<div class="cookies">We use cookies to give you the best experience on this site.</div><footer>"""


def furniture(markup: str) -> list[str]:
    return [words for kind, words in cut(page(markup)) if kind == "furniture"]


def test_what_stands_around_the_report_is_marked_in_its_order_and_once() -> None:
    found = furniture(PAGE.replace("<nav>", AROUND + "<nav>").replace("<footer>", BELOW))
    assert found == [
        "Share this article",
        "Ostra Times",
        "Facebook Twitter",
        "Home",
        "Sport",
        "Related",
        "Oda to meet envoys of Sarvia",
        "I was at the port that day, and saw none of it.",
        "We use cookies to give you the best experience on this site.",
        "Copyright 2021 Ostra Times. All rights reserved.",
    ]


def test_title_body_and_captions_are_not_said_twice() -> None:
    for word in ("The army of Norland", "She spoke in Tarn", "Norland shells Ostra", "Jane Doe", "Smoke over"):
        assert page(PAGE.replace("<footer>", "<p>By Jane Doe</p><footer>")).text.count(word) == 1


def test_a_line_of_furniture_within_the_body_stays_where_it_is() -> None:
    for line in ("Read more: Ostra port shut for a third day", "Also read: Tarn mourns its dead"):
        parts = cut(page(PAGE.replace("Share this article", line)))
        assert [kind for kind, _ in parts].index("furniture") == parts.index(("furniture", line)) == 5
        assert [words for _, words in parts].count(line) == 1


def test_the_furniture_is_capped() -> None:
    menu = "".join(f"<li>Report {n} of the archive</li>" for n in range(3000))
    report = page(PAGE.replace("<nav>", "<nav>" + menu))
    length = sum(p.span.end - p.span.start + 2 for p in report.parts if p.kind == "furniture")
    assert 0.9 * MOST_FURNITURE < length <= MOST_FURNITURE + 100  # and the one line within the body


def test_a_long_report_is_not_made_too_long() -> None:
    body = "".join(
        f"<p>{n} shells fell on the port of Ostra on Monday, officials in the city said.</p>" for n in range(12_600)
    )
    report = page(f"<html><body><article>{body}</article><footer>{'<p>Ostra Times</p><p>Tarn</p>' * 9}</footer></html>")
    assert 900_000 < len(report.text) <= 1_000_000


def test_the_language_is_that_of_the_report() -> None:
    menu = "".join(f"<li>Wetterbericht {n}</li>" for n in range(900))
    assert page(PAGE.replace("<nav>", "<nav>" + menu)).language == "en"


def test_lines_are_cut_at_blocks_and_breaks() -> None:
    tree = html.document_fromstring("<body>One <b>two</b><div>three<br>four</div> five<table><td>6<td>7</table></body>")
    assert visible_lines(tree) == ["One two", "three", "four", "five", "6 7"]


@pytest.mark.parametrize(
    ("lines", "kept", "expected"),
    [
        (["the port of Ostra", "Ostra"], ["the port of Ostra"], ["Ostra"]),
        (["one two three", "four five six"], ["one two three four five six"], []),
        (
            ["one two three four five six Share it with friends"],
            ["One, two three four five - six."],
            ["Share it with friends"],
        ),
        (["one two three four five six pic"], ["one two three four five six"], []),
        (["a b c d e f g h i j k l m"], ["b c d e f"], ["a b c d e f g h i j k l m"]),
        (["a", "*", "a"], [], ["a"]),
        ([], ["a"], []),
    ],
)
def test_remaining(lines: list[str], kept: list[str], expected: list[str]) -> None:
    assert remaining(lines, kept, 1000) == expected


@pytest.mark.parametrize(
    "hostile",
    [
        "".join(f"<figure><figcaption>Smoke {n} over the port.</figcaption></figure>" for n in range(30_000)),
        "<figcaption>" + "<span class=credit>AP</span> x" * 30_000 + "</figcaption>",
        "<p>" + "<b>a</b> " * 19_000,
        "<p>" + "<b>a</b> " * 150_000,
        "<p>" + "a<br>" * 250_000,
    ],
    ids=["captions", "credits", "bold", "more bold", "breaks"],
)
def test_hostile_pages_take_no_time(hostile: str) -> None:
    start = time.process_time()
    try:
        page(PAGE.replace("<footer>", hostile + "<footer>"))
    except ReportError as error:
        assert "too many elements" in error.failure.reason
    assert time.process_time() - start < 3
