"""Press releases: a letterhead, then "TARN, Norland (May 11, 2021)"."""

import pytest

from sayso.read.layout.parts import parts_of
from sayso.read.layout.release import day_filed, filed_in, is_filed_line

BODY = "The army of Norland detained two men in the port yesterday. They were unharmed."
HEADS = [
    ("Norland Command\n2021-05-S-011\nFor Immediate Release\n\nTARN, Norland (May 11, 2021)\n", "2021-05-11"),
    ("Norland Command\n2021-05-S-011\nFor Immediate Release\n\nTARN, Norland (May 11, 2021) – ", "2021-05-11"),
    ("Men Held in Tarn\nNorland Command 2021-05-S-011 For Immediate Release   TARN, Norland (May 11, 2021) ", "2021-05-11"),
    ("Men Held in Tarn\n\n2021-05-S-011\nFor Immediate Release\nDownload\nContact\n\nTARN, Norland (May 11, 2021) - ",
     "2021-05-11"),
    ("2021-05-S-011\nFor Immediate Release\n\nTARN, Norland (May 11)\n", "2021-05-11"),
    ("2021-06-S-011\nFor Immediate Release\n\nTARN, Norland (May 11)\n", None),
    ("2021-05-S-011 2020-05-S-012\nFor Immediate Release\n\nTARN, Norland (May 11)\n", None),
    ("2021-04-S-099\n2021-05-S-011\nFor Immediate Release\n\nTARN, Norland (May 11)\n", "2021-05-11"),
    ("For Immediate Release\n\nTARN, Norland (May 11)\n", None),
    ("For Immediate Release\n\nTARN, Norland (Feb. 30, 2021)\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "day"), HEADS)
def test_the_day_of_a_release(head: str, day: str | None) -> None:
    text = head + BODY
    parts = parts_of(text)
    assert day_filed(text, parts) == day
    line = next(p for p in parts if p.kind == "dateline")
    assert text[line.span.start :].startswith("TARN")
    assert parts[-1].kind == "body"
    assert text[parts[-1].span.start : parts[-1].span.end] == BODY


def test_the_first_of_two_releases_dates_both() -> None:
    first = "2021-05-S-011\nFor Immediate Release\n\nTARN, Norland (May 11)\n" + BODY
    text = first + "\n\nFor Immediate Release\n\nTARN, Norland (May 14, 2021)\n" + BODY
    assert day_filed(text, parts_of(text)) == "2021-05-11"


def test_the_day_that_opens_a_headline() -> None:
    head = "May 11: Two Men Held in Tarn and Ostra\nNorland Command\n2021-05-S-011\nFor Immediate Release\n\n"
    for text, day in ((head + BODY, "2021-05-11"), (head.replace("-05-", "-06-") + BODY, None)):
        assert day_filed(text, parts_of(text)) == day


@pytest.mark.parametrize(
    "paragraph",
    [
        "The port was shut. NATO (May 11, 2021) The alliance said so.",
        "Minister Oda (May 11, 1950) The boy from Tarn.",
        "The TARN (May 11, 2021) and the fleet sailed.",
        "",
    ],
)
def test_a_date_in_running_text_is_no_dateline(paragraph: str) -> None:
    assert filed_in(paragraph) is None


def test_a_line_of_place_and_date() -> None:
    assert is_filed_line("TARN, Norland (May 11, 2021) –")
    assert not is_filed_line("TARN, Norland (May 11, 2021) The army")
    assert not is_filed_line("Tarn (May 11, 2021)")
