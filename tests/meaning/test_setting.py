"""Where and when an act took place whose own words do not say: as the happening it is part of."""

import pytest

import sayso
from sayso.model import Claim

PUBLISHED = "2011-05-11"  # a Wednesday


def claims(text: str) -> dict[str, Claim]:
    return {c.evidence.exact: c for c in sayso.read_text(text, published=PUBLISHED).claims}


def provinces(claim: Claim) -> set[str | None]:
    return {p.admin1 for p in claim.where}


def day(claim: Claim) -> str | None:
    return claim.when.earliest if claim.when else None


def test_the_day_and_place_of_the_sentence_before() -> None:
    found = claims(
        "Troops conducted a raid in Zhari district, Kandahar province, on Monday. The force detained two men."
    )
    detained = found["detained"]
    assert provinces(detained) == {"Kandahar"}
    assert {p.basis for p in detained.where} == {"inferred"}
    assert detained.when is not None
    assert (detained.when.earliest, detained.when.text, detained.when.basis) == ("2011-05-09", "Monday", "inferred")


def test_one_sentence_is_one_happening() -> None:
    found = claims("During a raid in Kandahar province on Monday, guards who were searching a house arrested two men.")
    assert provinces(found["arrested"]) == {"Kandahar"}
    assert day(found["arrested"]) == "2011-05-09"


def test_across_a_paragraph_no_more_than_the_province() -> None:
    found = claims("Troops raided a house in Kandahar on Monday.\n\nThe force detained two men.")
    assert [(p.precision, p.admin1) for p in found["detained"].where] == [("province", "Kandahar")]
    assert found["detained"].confidence < 0.9


def test_an_act_keeps_its_own() -> None:
    found = claims("Rebels attacked Kandahar on Monday. Troops killed two men in Herat on Tuesday.")
    assert provinces(found["killed"]) == {"Herat"}
    assert day(found["killed"]) == "2011-05-10"


def test_what_somebody_did_before_is_no_part_of_it() -> None:
    found = claims("Troops held a raid in Kandahar on Monday. They detained a man who had attacked a school.")
    assert day(found["attacked"]) != "2011-05-09"
    assert all(p.precision == "country" for p in found["attacked"].where)


def test_a_threat_and_a_speech_have_no_place_of_their_own() -> None:
    found = claims(
        "Troops raided a house in Kandahar on Monday. Minister Oda condemned the rebels. He will attack Tarn."
    )
    assert not found["condemned"].where
    assert not any(p.admin1 for c in found.values() if c.status == "planned" for p in c.where)


def test_nothing_told_is_nothing_inferred() -> None:
    for claim in claims("The army shelled the port. Guards arrested two men.").values():
        assert not claim.where
        assert claim.when is None or claim.when.span is None


def test_the_day_of_a_confirmation_is_not_that_of_the_act() -> None:
    found = claims("The ministry today confirmed an airstrike on a base.")
    assert all(c.when is None or c.when.text != "today" for k, c in found.items() if k == "airstrike")


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("Two guards were wounded.", "2024-03-04"),
        ("The army shelled the port.", "2024-03-04"),
        ("The port has previously come under rocket fire.", None),
        ("Rebels have previously shelled the port.", None),
        ("The Brigade, formerly an ally, shelled the port.", "2024-03-04"),
    ],
)
def test_what_was_before_the_story_has_not_its_day(second: str, day: str | None) -> None:
    text = f"Rebels attacked the port of Ostra on Monday, killing a nurse. {second}"
    claims = sayso.read_text(text, published="2024-03-06").claims
    told = [c for c in claims if c.evidence.sentence.start > 40 and c.type == "ASSAULT"] or claims
    assert told[-1].when is not None
    assert told[-1].when.earliest == day


def test_a_sentence_with_a_time_of_its_own_takes_no_other_day() -> None:
    found = claims("Rebels attacked Kandahar on Monday. Last month troops killed two men in Herat.")
    assert day(found["killed"]) != "2011-05-09"
