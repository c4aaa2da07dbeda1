import pytest

from sayso.read.layout.parts import parts_of

BODY = "The Harbour Brigade shelled the port of Ostra on Monday, officials said."
MORE = "“We will not leave,” Minister Oda said. The army of Norland did not comment."


def cut(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.span.start : p.span.end]) for p in parts_of(text)]


def kinds(*paragraphs: str) -> list[str]:
    return [kind for kind, _ in cut("\n\n".join(paragraphs))]


def test_a_whole_report() -> None:
    text = (
        "Norland leader declares 'new balance' after fire on Ostra\n"
        "Norland leader Ana Oda. (File photo: AFP/Jane Doe)\n\n"
        f"By John Roe\n\nTARN, May 11 (Agency) - {BODY}\n\n{MORE}\n\nrecommend to friends"
    )
    assert cut(text) == [
        ("title", "Norland leader declares 'new balance' after fire on Ostra"),
        ("caption", "Norland leader Ana Oda."),
        ("credit", "(File photo: AFP/Jane Doe)"),
        ("byline", "By John Roe"),
        ("dateline", "TARN, May 11 (Agency) -"),
        ("body", BODY),
        ("body", MORE),
        ("furniture", "recommend to friends"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "BY JANE DOE AND JOHN ROE",
        "By Jane Doe and John Roe, Ostra Times",
        "Jane Doe, Ostra Times",
        "Jane Doe",
        "Authored by Jane Doe via Ostra.example,",
        "by Jane Doe - May 11, 2021 7:00 am",
        "Reuters",
    ],
)
def test_bylines(line: str) -> None:
    assert kinds("Norland shells Ostra", line, BODY, MORE) == ["title", "byline", "body", "body"]


def test_writers_named_at_the_end() -> None:
    assert kinds(BODY, "(Reporting by Jane Doe; editing by John Roe)") == ["body", "byline"]


@pytest.mark.parametrize(
    "line",
    ["By Monday the port had fallen to the army.", "By the sea, people waited.", "Tarn, too, was quiet."],
)
def test_what_is_no_byline(line: str) -> None:
    assert kinds("Norland shells Ostra", line, MORE) == ["title", "body", "body"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Photo: Jane Doe/AP)", ["credit"]),
        ("Jane Doe / Getty Images", ["credit"]),
        ("Getty Images", ["credit"]),
        ("File photo", ["credit"]),
        ("Credit Jane Doe/Reuters", ["credit"]),
        ("Photo by Jane Doe", ["credit"]),
        ("Image: Harbour Museum.", ["credit"]),
        ("Smoke over the port. Photo: Jane Doe", ["caption", "credit"]),
        ("Smoke over the port Image: Jane Doe", ["caption", "credit"]),
        ("Smoke over the port. [Photo/Agencies]", ["caption", "credit"]),
        ("Smoke (Jane Doe/AFP) over the port of Ostra", ["caption", "credit", "caption"]),
    ],
)
def test_captions_and_credits(line: str, expected: list[str]) -> None:
    assert kinds("Norland shells Ostra", BODY, line, MORE) == ["title", "body", *expected, "body"]


def test_the_line_before_a_credit_is_its_caption_and_a_copy_of_a_caption_is_one_too() -> None:
    caption = "Smoke over the port of Ostra on Monday"
    assert kinds(BODY, caption, "(Photo: Jane Doe/AP)", MORE) == ["body", "caption", "credit", "body"]
    twice = kinds(BODY, "Oda spoke.", MORE, "Oda spoke. (AFP/Jane Doe)")
    assert twice == ["body", "caption", "body", "caption", "credit"]


@pytest.mark.parametrize(
    "line",
    [
        "Photos by the Harbour Brigade showed ten bodies in the street.",
        "The report was carried by two agencies. (AFP/Reuters)",
        "He posted a picture of the port on Monday.",
        "Credits worth two million were granted to Sarvia.",
        "So far, he said, it is “not yet seen” by the Sarvian Navy.",
        "The port (by the Harbour Brigade) was shut on Monday.",
        "The loan came from a bank (Credit Norland) in Tarn.",
        "Map makers in Tarn drew a new border, Oda said.",
    ],
)
def test_text_is_no_credit(line: str) -> None:
    assert kinds("Norland shells Ostra", BODY, line) == ["title", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "recommend to friends",
        "CONNECT TWEET LINKEDIN COMMENTEMAILMORE",
        "Share this article",
        "Facebook",
        "Share on Facebook | Twitter | WhatsApp",
        "Read more: Ostra port shut for a third day",
        "READ ALSO | Tarn mourns",
        "Related articles",
        "Follow us on Twitter",
        "Sign up for our newsletter.",
        "We use cookies to give you the best experience on this site.",
        "Copyright 2021 Ostra Times",
        "© 2021 Ostra Times. All rights reserved.",
        "12 comments",
        "Comments (3)",
        "Advertisement",
        "* * *",
        "A   A",
    ],
)
def test_furniture(line: str) -> None:
    assert kinds("Norland shells Ostra", BODY, line, MORE) == ["title", "body", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Terms of the truce were not disclosed.",
        "Share of the vote went to Oda, officials said.",
        "Sponsored by Sarvia, the resolution passed on Monday.",
        "More from the south fled the fighting, officials said.",
        "Follow him, the crowd shouted at the gates of Tarn.",
        "Police found cookies and bread in the car, Oda said.",
        "The army of Norland left. Read more books, he told them.",
    ],
)
def test_text_is_no_furniture(line: str) -> None:
    assert kinds("Norland shells Ostra", BODY, line) == ["title", "body", "body"]


def test_headlines_below_related_articles_are_furniture() -> None:
    links = ("Related articles", "Tarn mourns its dead", "Oda to meet envoys")
    assert kinds("Norland shells Ostra", BODY, *links, MORE) == ["title", "body", *["furniture"] * 3, "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BODY}\n\n{MORE}", ["body", "body"]),
        ("Norland shells Ostra", ["body"]),
        ("TST1-MUC3-0001\n\n[TEXT] THE ARMY SHELLED THE PORT.\n\nTEN DIED.", ["body", "body", "body"]),
        (f"Norland leaves U.N.\n{BODY}\n{MORE}", ["title", "body", "body"]),
        (f"Will Norland leave Ostra?\n\n{BODY}", ["title", "body"]),
        ("***\n---", ["furniture", "furniture"]),
    ],
)
def test_titles_and_texts_without_one(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in cut(text)] == expected


def test_a_wire_text_in_capitals_is_body() -> None:
    text = (
        "THE HARBOUR BRIGADE SHELLED THE PORT OF OSTRA ON MONDAY, OFFICIALS IN\n"
        "THE CITY SAID, AND THE ARMY OF NORLAND ANSWERED WITH FIRE OF ITS OWN\nUNTIL DUSK."
    )
    assert cut(text) == [("body", text)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (["By Jane Doe", BODY], ["title", "byline", "body"]),
        (["Reuters", BODY, MORE], ["title", "byline", "body", "body"]),
        (["Jane Doe, Ostra Times", BODY], ["title", "byline", "body"]),
        ([f"TARN (AP) - {BODY}"], ["title", "dateline", "body"]),
        ([f"NEW TARN: {BODY}"], ["title", "dateline", "body"]),
        (["May 11, 2021", BODY], ["title", "dateline", "body"]),
        (["(Photo: Jane Doe/AP)", "By Jane Doe", BODY], ["title", "credit", "byline", "body"]),
        ([BODY, "By Jane Doe", MORE], ["body", "body", "byline", "body"]),
        (["(Reporting by Jane Doe)", BODY], ["body", "byline", "body"]),
        (["By Jane Doe"], ["body", "byline"]),
    ],
)
def test_a_headline_with_a_full_stop_is_a_title_before_a_byline_or_a_dateline(
    after: list[str], expected: list[str]
) -> None:
    assert kinds("Norland shells the port of Ostra.", *after) == expected


def test_two_sentences_are_no_title() -> None:
    assert kinds("Norland shells Ostra. Ten people die.", "By Jane Doe", BODY) == ["body", "byline", "body"]
