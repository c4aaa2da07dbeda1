import pytest

from sayso.model import Report
from sayso.read.layout.dateline import Dateline, dateline_of, head_of, is_date_line, stated_day
from sayso.read.layout.parts import parts_of


def line_of(text: str) -> Dateline | None:
    return dateline_of(Report(id="x", text=text, parts=parts_of(text)))


@pytest.mark.parametrize(
    ("head", "place", "date", "agency"),
    [
        ("TARN, May 11 (Agency) - ", "TARN", "May 11", "Agency"),
        ("OSTRA (AP) — ", "OSTRA", None, "AP"),
        ("Tarn, Norland — ", "Tarn, Norland", None, None),
        ("NEW OSTRA -- ", "NEW OSTRA", None, None),
        ("TARN, Norland, 11 May 2021 (Norland News) – ", "TARN, Norland", "11 May 2021", "Norland News"),
        ("TARN/OSTRA, Sunday, May 11, 2021 (AP/Reuters) - ", "TARN/OSTRA", "Sunday, May 11, 2021", "AP/Reuters"),
        ("TARN, Monday (AFP): ", "TARN", "Monday", "AFP"),
        ("Tarn (Reuters) ", "Tarn", None, "Reuters"),
        ("NEW OSTRA: ", "NEW OSTRA", None, None),
        ("TARN: ", "TARN", None, None),
        ("TARN/OSTRA: ", "TARN/OSTRA", None, None),
        ("TARN, May 11: ", "TARN", "May 11", None),
        ("(CNN) ", None, None, "CNN"),
        ("TARN, 4 FEB 90 (NNA-TARN) -- ", "TARN", "4 FEB 90", "NNA-TARN"),
    ],
)
def test_a_dateline_is_a_part_of_its_own(head: str, place: str | None, date: str | None, agency: str | None) -> None:
    text = "Norland shells Ostra\n\n" + head + "The army fired on the port, officials said."
    found = line_of(text)
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert text[found.span.start : found.span.end] == head.strip()
    if found.place_span:
        assert text[found.place_span.start : found.place_span.end] == place
    body = parts_of(text)[-1]
    assert text[body.span.start : body.span.end] == "The army fired on the port, officials said."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Tarn — a port of Norland — was shelled on Monday.",
        "Tarn — The Harbour at War is the title of his book.",
        "Minister Oda said on May 11 - the day of the march - that he would go.",
        "UPDATE - The port was shut.",
        "MINISTER ODA -- THE LEADER OF NORLAND -- SAID THAT THE PORT WAS SHUT.",
        "“We will go,” Oda said. TARN (AP) - The end.",
        "The army (AFP) said so.",
        "",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert head_of(paragraph) == 0


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday, May 11, 2021", "2021-05-11"),
        ("11 May 2021", "2021-05-11"),
        ("OSTRA TIMES Published 4:57 a.m. CT May 11, 2021", "2021-05-11"),
        ("Posted on May 11, 2021 at 16:30 GMT", "2021-05-11"),
        ("2021-05-11", "2021-05-11"),
        ("Date of publication Tuesday 11 May 2021", "2021-05-11"),
        ("Reuters Tuesday 11 May 2021", "2021-05-11"),
        ("Originally published May 11, 2021 Updated May 13, 2021", "2021-05-11"),
        ("Updated May 13, 2021; originally published May 11, 2021", "2021-05-11"),
        ("Published: May 11, 2021 at 4:57 a.m. Last updated: May 13, 2021", "2021-05-11"),
        ("Last updated: May 11, 2021", None),
        ("May 11", None),
        ("30 Feb 2021", None),
    ],
)
def test_a_line_with_its_date(line: str, day: str | None) -> None:
    text = f"Norland shells Ostra\n\n{line}\n\nThe army fired on the port, officials said."
    parts = parts_of(text)
    assert [p.kind for p in parts] == ["title", "dateline", "body"]
    assert stated_day(text, parts) == day


def test_a_title_with_a_date_is_no_line_of_date() -> None:
    assert not is_date_line("Norland marks May 11, 2021")
    assert not is_date_line("Attack published 11 May 2021 by rebels of the coast")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["ODA: The army has left the port of Ostra.", "REPORTER: Has it left the town as well?"],
        ["ODA: The army has left the port of Ostra.", "Roe: And what of the town?"],
        ["ODA: We will not leave the port of Ostra to them."],
        ["MINISTER ODA: The army has left the port of Ostra."],
        ["WHERE: The port of Ostra was shut by the army."],
        ["UPDATE: The port of Ostra was shut by the army."],
        ["TARN: The port was shut."],
        ["Tarn: The port of Ostra was shut by the army."],
        ["TARN: THE PORT OF OSTRA WAS SHUT BY THE ARMY."],
        ["NATO: a force that the army of Norland has long feared."],
    ],
)
def test_a_label_with_a_colon_is_no_dateline(paragraphs: list[str]) -> None:
    text = "\n\n".join(["Norland shells Ostra", *paragraphs, "The end of it was quiet, officials said."])
    assert "dateline" not in [p.kind for p in parts_of(text)]


def test_a_colon_makes_a_dateline_only_in_the_first_paragraph() -> None:
    text = "Norland shells Ostra\n\nTen died, officials said.\n\nTARN: The port of Ostra was shut by the army."
    assert "dateline" not in [p.kind for p in parts_of(text)]
