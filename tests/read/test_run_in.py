"""Headlines and lines of date that were run into the first paragraph."""

from __future__ import annotations

import time

import pytest

from sayso.read.layout.parts import parts_of
from sayso.read.layout.run_in import repeated_in, run_in

TITLE = "Norland shells port of Ostra, killing four"
TEXT = "The army of Norland fired on the port on Monday, officials said. Four guards died."


def cut(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.span.start : p.span.end]) for p in parts_of(text)]


@pytest.mark.parametrize(
    "opening",
    [
        "Norland shells port of Ostra, killing four",
        "Norland shells port of Ostra, killing four.",
        "NORLAND SHELLS PORT OF OSTRA, KILLING FOUR",
        "Norland Shells Port of Ostra Killing Four -",
        "Norland shells port of Ostra, killing four |",
        "“Norland shells port of Ostra, killing four”",
        "May 11 2021 Norland shells port of Ostra, killing four",
        "May 11, 2021 Norland shells port of Ostra, killing four.",
        "11 May 2021 Norland Shells Port of Ostra Killing Four.",
        "Tue 11 May 2021 Norland shells port of Ostra killing four",
        "Tuesday, 11 May 2021 Norland shells port of Ostra, killing four!",
        "2021-05-11 Norland shells port of Ostra, killing four.",
        "Published May 11 2021 Norland shells port of Ostra, killing four.",
        "Posted on May 11 2021 by Ada Lem Norland shells port of Ostra, killing four",
        "Last updated at May 11 2021 Norland shells port of Ostra, killing four",
        "First published on 11 May 2021 Norland shells port of Ostra killing four.",
        "Norland shells port of Ostra, killing four May 11 2021",
        "Norland shells port of Ostra, killing four. 11 May 2021",
        "May 11 2021 Norland shells port of Ostra, killing four:",
        "Updated: May 11 2021 Norland shells port of Ostra, killing four.",
    ],
)
def test_a_title_printed_again(opening: str) -> None:
    parts = cut(f"{TITLE}\n\n{opening} {TEXT}\n")
    assert parts[0] == ("title", TITLE)
    assert "furniture" in [kind for kind, _ in parts]
    assert parts[-1] == ("body", TEXT)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{TITLE} people and wounding nine, the mayor said.",
        f"{TITLE} Monday, the mayor said.",
        f"{TITLE} on Monday in what the mayor called revenge.",
        f"{TITLE}, the mayor said.",
        f"{TITLE}; the mayor fled.",
        f"{TITLE} (two of them guards), the mayor said.",
        f"The mayor said: {TITLE}. {TEXT}",
        f"It is war. {TITLE}. {TEXT}",
        f"On Tuesday the radio said that {TITLE}. {TEXT}",
        "Norland shells port of Ostra. The army fired on Monday.",
        "Norland shells the port of Ostra, killing four. The army fired.",
        "Sarvia shells port of Ostra, killing four. The army fired.",
        "The army shelled the port of Ostra, killing four.",
        f"{TEXT} {TITLE}.",
        "",
        "May 11 2021",
        "Norland",
        f"{TITLE}",
        f"{TITLE}.",
        f"{TITLE}'s guards.",
    ],
)
def test_what_is_no_title_again(paragraph: str) -> None:
    assert repeated_in(TITLE, paragraph) is None


def test_a_first_line_that_is_repeated_is_the_title() -> None:
    parts = cut(f"{TITLE}.\n\nTue 11 May 2021 {TITLE}. {TEXT}\n")
    assert [kind for kind, _ in parts] == ["title", "dateline", "furniture", "body"]


@pytest.mark.parametrize(
    "opening",
    [
        "May 11 2021 Norland Shells Port of Ostra.",
        "Norland Army Kills Eleven Near the Port of Ostra.",
        "11 May 2021 Four Guards Die as Norland Shells Ostra.",
        "Tue 11 May 2021 Norland army fires on Ostra port.",
        "Published May 11 2021 Four Guards Die in Ostra Port Shelling.",
        "Date of publication 11 May 2021 Four Guards Die in Ostra Port Shelling.",
    ],
)
def test_a_headline_without_a_line_of_its_own(opening: str) -> None:
    kinds = [(kind, words) for kind, words in cut(f"{opening} {TEXT}") if kind in ("title", "body")]
    assert [kind for kind, _ in kinds] == ["title", "body"]
    assert opening.endswith(kinds[0][1])


@pytest.mark.parametrize(
    "paragraph",
    [
        TEXT,
        f"On May 11 2021 {TEXT}",
        f"May 11, 2021, {TEXT}",
        "May 11 2021 was a dark day in Ostra. The port burned.",
        "11 May 2021 saw the port of Ostra burn. The port burned for days.",
        "Minister Oda of Norland Met General Lir of Sarvia in Ostra",
        "THE ARMY OF NORLAND FIRED ON THE PORT. FOUR GUARDS DIED.",
        "The Harbour Brigade of Ostra fired. It hit the port.",
        "Ana Oda left. Norland mourns.",
        "The port was shut Reuters Tuesday 11 May 2021 said. Two men were held.",
        "The port of Ostra was shut. AFP Tuesday 11 May 2021 The port of Ostra was quiet.",
    ],
)
def test_running_text_has_no_headline(paragraph: str) -> None:
    assert "title" not in [kind for kind, _ in run_in(None, paragraph)]


def test_a_headline_with_agency_and_date_behind_it() -> None:
    pieces = cut(f"Army of Norland fires on port AFP Tuesday 11 May 2021 {TEXT}")
    assert pieces[:2] == [("title", "Army of Norland fires on port"), ("dateline", "AFP Tuesday 11 May 2021")]
    assert pieces[2] == ("body", TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Date of publication 11 May 2021", "AFP Tuesday 11 May 2021", "Reuters 11 May 2021",
        "Originally published May 11, 2021 Updated May 13, 2021", "Date of publication: 11 May 2021.",
    ],
)  # fmt: skip
def test_a_labelled_date_before_the_text_is_no_part_of_it(line: str) -> None:
    assert cut(f"{TITLE}\n\n{line} {TEXT}") == [("title", TITLE), ("dateline", line), ("body", TEXT)]


def test_a_date_before_the_text_is_no_part_of_it() -> None:
    assert cut(f"{TITLE}\n\n11 May 2021 {TEXT}") == [("title", TITLE), ("dateline", "11 May 2021"), ("body", TEXT)]
    assert [kind for kind, _ in cut(f"{TITLE}\n\nMay 11 {TEXT}")] == ["title", "body"]


@pytest.mark.parametrize(
    "text", ["May 11 2021 " * 20_000, "a b c d\n\n" + "a b c " * 50_000, "A" * 200 + "\n\n" + "-_ " * 50_000]
)
def test_hostile_openings_stay_quick(text: str) -> None:
    start = time.perf_counter()
    parts = parts_of(text)
    assert time.perf_counter() - start < 2
    assert "".join(text[p.span.start : p.span.end] for p in parts).split() == text.split() or parts
