"""Second tellings: of a happening (claims) and of an utterance (statements)."""

from __future__ import annotations

import sayso
from sayso.model import Claim, Reading


def read(text: str) -> Reading:
    return sayso.read_text(text, published="2024-03-06")


def of_type(reading: Reading, kind: str) -> list[Claim]:
    return [c for c in reading.claims if c.type == kind]


def test_the_noun_that_takes_an_act_up_again_is_no_second_claim() -> None:
    reading = read("Gunmen attacked a bank in Tarn on Monday. Four guards were killed in the attack.")
    (claim,) = of_type(reading, "ASSAULT")
    assert {(f.kind, f.low) for f in claim.figures} == {("killed", 4)}
    assert [reading.report.text[a:b] for a, b in claim.retold] == ["attack"]


def test_a_headline_is_a_telling_of_what_the_text_attributes() -> None:
    reading = read(
        "Rebels attack village near Ostra\n\nRebels attacked a village near Ostra on Monday, the army said.\n"
    )
    (claim,) = of_type(reading, "ASSAULT")
    assert claim.status == "attributed"
    assert len(claim.retold) == 1


def test_what_another_source_says_is_a_claim_of_its_own() -> None:
    reading = read(
        "The army said that rebels shelled Ostra on Monday. The mayor said that rebels shelled Ostra on Monday."
    )
    first, second = of_type(reading, "ASSAULT")
    assert first.sayso != second.sayso
    assert [k.relation for k in second.links] == ["same happening"]


def test_an_utterance_in_headline_and_body_is_tied() -> None:
    reading = read(
        "Oda: port will stay closed to foreign ships\n\n"
        "The port will stay closed to all foreign ships, Minister Oda said on Monday.\n"
    )
    first, second = reading.statements
    assert (first.same_as, second.same_as) == (None, first.id)
    assert not {"altered wording"} & {*first.flags, *second.flags}


def test_two_wordings_of_one_quotation_are_flagged() -> None:
    reading = read(
        '"We will never leave this harbour to the pirates," Minister Oda said on Monday.\n\n'
        '"We shall not leave that harbour to any pirates," Minister Oda said.\n'
    )
    first, second = reading.statements
    assert second.same_as == first.id
    assert "altered wording" in first.flags
    assert "altered wording" in second.flags


def test_a_quotation_cut_short_is_not_altered() -> None:
    reading = read(
        '"We will never leave this harbour to the pirates," Minister Oda said on Monday.\n\n'
        '"We will never leave this harbour," Minister Oda said.\n'
    )
    first, second = reading.statements
    assert second.same_as == first.id
    assert "altered wording" not in second.flags
