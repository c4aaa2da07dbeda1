"""Second tellings: of a happening (claims) and of an utterance (statements)."""

from __future__ import annotations

from dataclasses import replace

import pytest

import sayso
from sayso.meaning.claim.tellings_joined import with_tellings
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
    assert [k.relation for k in second.links if k.relation != "content of"] == ["same happening"]


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


FIRST = "The Harbour Brigade bombed a bank in Tarn on Monday, police said. "


@pytest.mark.parametrize(
    "again",
    [
        "The attack shocked the town.",
        "The bombing was the first in a year.",
        "Minister Oda condemned the attack.",
        "Oda condemned the bombing as a crime.",
        "The deadly attack came at noon.",
        "Nobody has claimed the attack.",
        "There was no claim of responsibility for the attack.",
        "The attack prompted Oda to cancel a trip.",
        "The town mourned after the bombing.",
        "Shops stayed shut because of the bombing.",
        "The explosion was heard across the bay.",
        "The blast rattled windows.",
        "That attack changed the town.",
        "This bombing changed the town.",
        "Oda denounced the terrorist attack.",
        "The Monday bombing changed the town.",
        "The attack in Tarn changed the town.",
        "An inquiry into the attack began.",
        "The attack was the worst since 1990.",
        "Oda spoke of the attack.",
    ],
)
def test_a_bare_noun_that_takes_an_act_up_is_no_act(again: str) -> None:
    assert [c.status for c in of_type(read(FIRST + again), "ASSAULT") if c.status == "reported"] == []


@pytest.mark.parametrize(
    "further",
    [
        "Rebels attacked a school in Ostra on Tuesday.",
        "Another attack killed three guards.",
        "A bombing in Cali killed three guards.",
        "On Sunday, the army shelled Cali.",
        "The attack on a school in Cali last year killed nine.",
        "Last week's attack on a market killed nine.",
        "Troops shot dead four rebels.",
        "An attack on a market followed.",
        "Gunmen then attacked a mosque.",
        "The army shelled a camp of the Brigade.",
        "Two attacks on mosques followed.",
        "The shelling of Cali killed six guards last year.",
        "The army's shelling of Cali killed six.",
        "Soldiers killed a fisherman in Cali.",
        "A second blast killed a nurse.",
        "The kidnapping of a nurse by bandits in Cali shocked the town.",
        "Gunmen kidnapped a nurse.",
        "The bombing of Cali by the air force killed forty.",
        "Police killed a protester in Cali.",
        "The airstrikes on Cali killed forty.",
    ],
)
def test_an_act_of_its_own_stays(further: str) -> None:
    assert len([c for c in of_type(read(FIRST + further), "ASSAULT") if c.status == "reported"]) == 1


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "Gunmen fired at a bus in Tarn, killing two people and wounding five others.",
            {("killed", 2), ("injured", 5)},
        ),
        ("Gunmen attacked a bus in Tarn, killing two people.", {("killed", 2)}),
        ("Rebels shelled Tarn and killed two guards.", {("killed", 2)}),
        ("Rebels shelled Tarn and wounded two guards.", {("injured", 2)}),
        ("Gunmen killed two guards and wounded five in Tarn.", {("killed", 2), ("injured", 5)}),
    ],
)
def test_what_an_act_did_is_told_with_it(sentence: str, figures: set[tuple[str, int]]) -> None:
    (claim,) = of_type(read(sentence), "ASSAULT")
    assert {(f.kind, f.low) for f in claim.figures if f.kind != "other"} == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels attacked the village and burned the school.",
        "Rebels killed two guards and burned the school.",
    ],
)
def test_two_acts_of_one_sentence_stay_two(sentence: str) -> None:
    assert len(of_type(read(sentence), "ASSAULT")) == 2


def test_whom_it_befell_is_told_with_it() -> None:
    (act,) = of_type(read("Gunmen attacked a mosque in Tarn."), "ASSAULT")
    (harm,) = of_type(read("Gunmen killed a cleric."), "ASSAULT")
    beside = replace(harm, evidence=replace(harm.evidence, sentence=act.evidence.sentence))
    assert [r.text for r in with_tellings(act, [beside]).recipients] == ["mosque", "cleric"]
    assert [r.text for r in with_tellings(act, [harm]).recipients] == ["mosque"]


def test_a_number_stands_in_for_a_vague_word() -> None:
    text = (
        "Police detained many students in Tarn on Monday. Police detained 14 students in Tarn on Monday, Oda's rivals."
    )
    (claim,) = of_type(read(text), "COERCE")
    assert [(f.kind, f.low) for f in claim.figures] == [("detained", 14)]


def test_a_sum_over_months_is_not_several() -> None:
    text = "Police detained several students in Tarn. This year police detained 126 students."
    assert len(of_type(read(text), "COERCE")) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Dozens have fled since the uprising began.", 0),
        ("Dozens have fled Tarn since the outbreak of the uprising.", 0),
        ("Dozens fled before the uprising.", 0),
        ("Tarn rose: students staged an uprising on Monday. Dozens have fled since the uprising.", 1),
        ("Dozens have fled since the uprising in Tarn in May 2023.", 1),
    ],
)
def test_what_only_dates_is_not_told(text: str, number: int) -> None:
    assert len(of_type(read(text), "PROTEST")) == number


def test_the_source_is_a_source_named_before() -> None:
    text = (
        "An official in Tarn said that rebels killed two guards on Monday. "
        "The official said five guards were wounded in the attack."
    )
    (claim,) = of_type(read(text), "ASSAULT")
    assert {(f.kind, f.low) for f in claim.figures} == {("killed", 2), ("injured", 5)}
    other = text.replace("An official in", "An army official in").replace("The official", "The police official")
    assert len(of_type(read(other), "ASSAULT")) == 2


def test_a_headline_rounds() -> None:
    text = (
        "Ten killed in airstrike near Tarn\n\nPlanes bombed a farm near Tarn on Monday, killing more than ten people.\n"
    )
    (claim,) = of_type(read(text), "ASSAULT")
    assert [(f.kind, f.low) for f in claim.figures if f.kind == "killed"] == [("killed", 11)]
