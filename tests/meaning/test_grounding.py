"""The time of a claim where its own words have none: that of the verb whose participle it is, never of a verb of saying."""

import pytest

from sayso.faces.api import read_text


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Norland's army stormed the port on Monday, killing two guards.", "killing", "2021-05-10"),
        ("Norland's army stormed the port on Monday, arresting two guards.", "arresting", "2021-05-10"),
        ("Minister Oda spoke on Monday, denouncing rebels who shelled Tarn on Sunday.", "shelled", "2021-05-09"),
    ],
)
def test_a_participle_shares_the_time_of_its_verb(text: str, trigger: str, day: str) -> None:
    claims = read_text(text, published="2021-05-11").claims
    whens = [c.when for c in claims if trigger in text[slice(*c.evidence.sentence)] and c.when is not None]
    assert day in {w.earliest for w in whens}


def test_not_of_the_saying() -> None:
    text = "Minister Oda said on Monday that troops had left, killing two guards in Tarn."
    for claim in read_text(text, published="2021-05-11").claims:
        assert claim.when is None or claim.when.earliest != "2021-05-10" or claim.evidence.exact == "said"


def test_what_was_said_on_a_day_had_happened_by_then() -> None:
    text = "On Sunday Norland's army said it had shelled positions inside Sarvia."
    whens = [c.when for c in read_text(text, published="2021-05-11").claims if c.type == "ASSAULT"]
    assert [(w.earliest, w.latest, w.basis) for w in whens if w] == [(None, "2021-05-09", "inferred")]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Oda held talks with Norway and Sweden.",
        "The council imposed sanctions on Norway.",
        "On Monday Norway and Sweden vetoed the draft.",
        "Minister Oda condemned the attacks in Norway.",
    ],
)
def test_parties_and_topics_are_no_places(text: str) -> None:
    spoken = [c for c in read_text(text).claims if c.type != "ASSAULT"]
    assert spoken
    assert not any(c.where for c in spoken)


def test_talks_are_held_where_they_are_held() -> None:
    claims = read_text("Minister Oda held talks with rebels in Norway.").claims
    assert [p.country for c in claims for p in c.where] == ["NOR"]


DAYS_OF_ACTS = [
    ("Mondays blast in Tarn killed two people.", "blast", ("2021-05-10", "2021-05-10")),
    ("Minister Oda spoke, and tomorrow he plans to meet the mayor.", "meet", ("2021-05-13", "2021-05-13")),
    ("Norland must withdraw its troops from Ostra.", "withdraw", ("2021-05-12", None)),
    ("Norland withdrew its troops from Ostra.", "withdrew", (None, "2021-05-12")),
]


@pytest.mark.parametrize(("text", "trigger", "days"), DAYS_OF_ACTS)
def test_the_days_of_an_act(text: str, trigger: str, days: tuple[str | None, str | None]) -> None:
    whens = {c.evidence.exact: c.when for c in read_text(text, published="2021-05-12").claims}
    when = whens[trigger]
    assert when is not None and (when.earliest, when.latest) == days
