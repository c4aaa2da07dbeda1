"""How two texts are alike: copies, cuttings, rewrites, passages, quotations, and what must not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.copy.credits import credited
from sayso.ledger.copy.likeness import Likeness, compare
from sayso.ledger.copy.sketch import BANDS, BOTTOM, containment, sketch
from sayso.model import Part, PartKind, Span
from sayso.read.layout.parts import parts_of

STORY = """Norland's army shelled the port of Ostra for a third day on Monday, setting two grain stores on fire.

Minister Oda said the strikes had been aimed at boats of the Harbour Brigade. "We will go on until the last boat has left \
our waters, and nobody should doubt it," she told reporters in Tarn.

Three dockers were killed and eleven people were treated for burns, according to the town's hospital. Rescue teams were \
still looking for a night watchman.

Sarvia called the shelling a breach of the truce that both states signed in March and asked for its monitors to be let \
into the harbour.

Grain prices rose by four per cent on the news. Traders in Tarn said that forty ships were waiting outside the bay, more \
than at any time since the blockade began two years ago.

The Harbour Brigade did not comment. It has denied in the past that it moves weapons through the port."""
OTHER = """Thousands of farmers drove their tractors through Tarn on Tuesday to protest against a tax on diesel that the \
government of Norland wants to bring in next spring.

Police closed four bridges and sent the column over the ring road. One officer was hurt when a trailer rolled back on a \
ramp near the stadium, the city's traffic office said in the evening."""


def marked(*parts: tuple[PartKind, str]) -> tuple[str, tuple[Part, ...]]:
    text, found = "", []
    for kind, words in parts:
        found.append(Part(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    return text, tuple(found)


def test_the_same_text() -> None:
    found = compare(STORY, STORY)
    assert (found.kind, found.jaccard, found.shares) == ("same text", 1, (1, 1))
    assert found.stretches == ((Span(0, len(STORY) - 1), Span(0, len(STORY) - 1)),)


def test_other_news_shares_nothing() -> None:
    assert compare(STORY, OTHER) == Likeness()
    assert not compare(STORY, "").is_copy


def test_first_paragraphs_are_an_excerpt() -> None:
    first = "\n\n".join(STORY.split("\n\n")[:2])
    found = compare(first, STORY)
    assert (found.kind, found.containment) == ("excerpt", 1)
    assert compare(STORY, first).shares == found.shares[::-1]


def test_an_edited_and_retitled_cutting_is_a_rewrite() -> None:
    paragraphs = STORY.split("\n\n")
    edited = "\n\n".join(["Fires in Ostra as shells fall again", *paragraphs[:3], *OTHER.split("\n\n")])
    assert compare(edited, STORY).kind == "rewrite from the bottom"


def test_a_text_with_every_sentence_edited_is_a_copy() -> None:
    words = STORY.split()
    edited = " ".join("then" if n % 7 == 4 and n > 20 else word for n, word in enumerate(words))
    found = compare(edited + " " + OTHER, STORY)
    assert found.containment < 0.6 < found.kept
    assert found.is_copy


def test_one_paragraph_in_common_is_a_passage() -> None:
    third = STORY.split("\n\n")[2]
    found = compare(OTHER + "\n\n" + third, STORY)
    assert found.kind == "shared passage"
    assert not found.is_copy
    ((ours, theirs),) = found.stretches
    assert STORY[theirs.start : theirs.end] == third[:-1] == (OTHER + "\n\n" + third)[ours.start : ours.end]


@pytest.mark.parametrize("quoted", ['"{}," Oda said.', "“{},” Oda said.", "‘‘{},’’ Oda said.", "'{},' Oda said.", "{}\n— Mara Oda (@oda) July 3, 2024"])  # fmt: skip
def test_who_quotes_the_same_words_has_copied_nothing(quoted: str) -> None:
    words = "We will go on until the last boat has left our waters and nobody in Sarvia or in Ostra should doubt that we don't forget"
    one = "The minister spoke after a night of fire. " + "\n" + quoted.format(words)
    two = "There was no word from the other side of the bay." + "\n" + quoted.format(words)
    assert compare(one, two).kind == "shared passage"


def test_case_marks_space_and_hidden_signs_do_not_matter_but_figures_do() -> None:
    changed = STORY.upper().replace('"', "“").replace(" ", "  ").replace("HARBOUR", "HAR\u00adBOUR").replace("'", "’")
    assert compare(STORY, changed).jaccard == 1
    assert compare("U.S. café", "US cafe\u0301").jaccard == compare("a", "b").jaccard == 0
    assert compare("the U.S. café in Tarn burned", "the US cafe\u0301 in Tarn burned").jaccard == 1
    assert compare("then 11 people in Ostra", "then 12 people in Ostra").jaccard == 0


def test_only_the_body_counts() -> None:
    body = STORY.split("\n\n")[0]
    one = marked(
        ("title", "Shells on Ostra"), ("byline", "By Mara Lund"), ("dateline", "TARN (Norland Press) -"), ("body", body)
    )
    two = marked(
        ("title", "Third day of fire"), ("body", body), ("furniture", "Sign up for our newsletter"), ("caption", OTHER)
    )
    assert compare(one[0], two[0], one[1], two[1]).jaccard == 1
    assert sketch(*one) == sketch(*two)


@pytest.mark.parametrize("caption", [
    "FILE - In this May 3, 2024, file photo, Minister Oda leaves her office in Tarn.",
    "In this May 3, 2024 photo, Minister Oda leaves her office in Tarn",
    "Minister Oda leaves her office in Tarn on Monday, May 3, 2024. (AP Photo/Mara Lund)",
    "Minister Oda leaves her office in Tarn on Monday. (Mara Lund/Pool via AP) less",
    "Minister Oda leaves her office in Tarn on Monday. Mara Lund AP",
])  # fmt: skip
def test_a_caption_that_was_taken_for_body_does_not_count(caption: str) -> None:
    one, two = marked(("body", STORY), ("body", caption)), marked(("body", OTHER), ("body", caption))
    assert compare(one[0], two[0], one[1], two[1]) == Likeness()
    alone = marked(("body", caption))
    assert compare(*(alone[0], alone[0]), *(alone[1], alone[1])).jaccard == 1


@pytest.mark.parametrize("line", ["She leaves (via Tarn) on Monday.", "The port was shut (Photo: none) as she spoke.", "In this war, a photo tells little."])  # fmt: skip
def test_running_text_is_no_caption(line: str) -> None:
    one = marked(("body", OTHER), ("body", line))
    assert compare(one[0], line, one[1]).jaccard > 0


def test_a_caption_between_two_paragraphs_is_not_part_of_the_stretch() -> None:
    first, second = STORY.split("\n\n")[:2]
    one = marked(("body", first), ("caption", OTHER), ("body", second))
    found = compare(one[0], f"{first}\n\n{second}", one[1], parts_of(f"{first}\n\n{second}"))
    assert [one[0][s.start : s.end] for s, _ in found.stretches] == [first[:-1], second[:-1]]


def test_a_sketch_is_plain_and_never_changes() -> None:
    made = sketch(STORY)
    assert made.shingles == len(made.bottom) < BOTTOM
    assert len(made.bands) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in made.keys)
    assert (made.bottom[0], made.bands[0], made.sentences[0], made.quotations[0]) == PINNED


PINNED = (-8950905244467909167, -9222308645882480710, 7232795907651164376, -6553349768388156407)  # ledgers hold them


def test_copies_share_keys_and_others_do_not() -> None:
    first = sketch("\n\n".join(STORY.split("\n\n")[:2]))
    assert set(first.keys) & set(sketch(STORY).keys)
    assert not set(sketch(OTHER).keys) & set(sketch(STORY).keys)
    quoting = OTHER + ' "We will go on until the last boat has left our waters, and nobody should doubt it," she said.'
    assert set(sketch(quoting).quotations) == set(sketch(STORY).quotations)


def test_containment_is_estimated_from_sketches() -> None:
    long = " ".join(f"word{n}" for n in range(6000))
    part = " ".join(f"word{n}" for n in range(2000, 4000)) + " " + " ".join(f"else{n}" for n in range(2000))
    assert abs(containment(sketch(long), sketch(part)) - 0.5) < 0.1
    assert containment(sketch(""), sketch(long)) == 0


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_compared_and_order_does_not_matter(a: str, b: str) -> None:
    one, two = compare(a, b), compare(b, a)
    assert (one.jaccard, one.shares, one.kind) == (two.jaccard, two.shares[::-1], two.kind)
    assert sketch(a) == sketch(a)
    for of_a, of_b in one.stretches:
        assert 0 <= of_a.start < of_a.end <= len(a)
        assert 0 <= of_b.start < of_b.end <= len(b)
    credited(a, parts_of(a))


@pytest.mark.parametrize("line", ["'a ", "‘‘", '"', "\u00ad", "a.b.", "a ", "(Coast Press ", "\n— x (@a)"])
def test_hostile_text_is_read_in_time(line: str) -> None:
    compare(line * 20000, line * 19999)
    sketch(line * 20000)


CREDITED: list[tuple[tuple[tuple[PartKind, str], ...], tuple[str, ...]]] = [
    ((("dateline", "OSTRA (Norland News Agency) -"), ("body", OTHER)), ("Norland News Agency",)),
    ((("byline", "By Mara Lund, Ostra Wire"), ("body", OTHER)), ("Ostra Wire",)),
    ((("byline", "AFP"), ("body", OTHER), ("body", "With files from Reuters")), ("Agence France-Presse", "Reuters")),
    ((("body", OTHER), ("body", "Associated Press writer Mara Lund in Tarn contributed to this report.")), ("Associated Press",)),
    ((("body", OTHER), ("furniture", "Copyright 2024 The Associated Press. All rights reserved.")), ("Associated Press",)),
    ((("body", OTHER + " (Norland News Agency)"),), ("Norland News Agency",)),
    ((("body", "Oda told the Norland News Agency on Monday that the port would stay shut."),), ()),
    ((("credit", "(AP Photo/Mara Lund)"), ("caption", "The port. AP Photo"), ("body", OTHER)), ()),
    ((("body", OTHER),), ()),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "agencies"), CREDITED)
def test_agencies_are_credited(parts: tuple[tuple[PartKind, str], ...], agencies: tuple[str, ...]) -> None:
    assert credited(*marked(*parts)) == agencies
