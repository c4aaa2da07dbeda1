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
