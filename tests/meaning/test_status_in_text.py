"""Status of acts in whole sentences: what a purpose, a plan, a date or a broker makes of them."""

import pytest

import sayso

PUBLISHED = "2021-05-12"  # a Wednesday
STATUSES = [
    ("Thousands marched in Tarn to protest against the tax.", "protest", "reported"),
    ("Thousands will march in Tarn to protest against the tax.", "protest", "planned"),
    ("The council voted to approve the treaty.", "approve", "reported"),
    ("A court indicted 12 Norlandic officers for hacking the election.", "hacking", "attributed"),
    ("It is the first to violate the truce through airstrikes carried out by its forces.", "airstrikes", "reported"),
    ("The army rejected calls by Minister Oda to halt the bombing.", "halt", "demanded"),
    ("Minister Oda called on the council to put pressure on the army to stop the massacres.", "massacres", "demanded"),
    ("The council voted to send observers to the area.", "send", "planned"),
    ("Norland agreed to leave as soon as Sarvian troops were evacuated.", "evacuated", "planned"),
    ("Roe sent two envoys to seek to secure the release of the hostages.", "release", "planned"),
    ("Norland secured the release of the hostages.", "release", "reported"),
    ("The army will resume the bombing of Ostra next week.", "bombing", "planned"),
    ("They said workers would start a five-day strike next week.", "strike", "planned"),
    ("With Sarvian support the army began to retake the town.", "retake", "reported"),
    ("Norland agreed to release the crew.", "release", "pledged"),
    ("Sarvia must act to stop the shelling of Tarn.", "stop", "demanded"),
    ("Minister Oda urged Norland to redouble its efforts to release the crew.", "release", "demanded"),
    ("The judge accused 12 officers of shelling Tarn.", "shelling", "attributed"),
    ("Sarvia vetoed a move to impose sanctions on Norland.", "sanctions", "prevented"),
    ("Oda and Minister Rin meet on Friday at the palace.", "meet", "planned"),
    ("Oda and Minister Rin met on Monday at the palace.", "met", "reported"),
    ("A court opened a probe into whether Norland shelled Tarn.", "shelled", "questioned"),
    ("Minister Oda is in a town where many people have criticized the army.", "criticized", "reported"),
    ("Envoys are trying to broker a ceasefire.", "broker", "reported"),
    ("Envoys are trying to broker a ceasefire.", "ceasefire", "attempted"),
    ("Norland said it would attack the port.", "attack", "threatened"),
    ("Norland said that rebels would attack the port.", "attack", "planned"),
    ("The army should have released the two editors.", "released", "counterfactual"),
    ('"Release the two editors now," Minister Oda said.', "Release", "demanded"),
    ("The army did not go ahead with the strike on Tarn.", "strike", "negated"),
    ("The army went ahead with the strike on Tarn.", "strike", "reported"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), STATUSES)
def test_status(text: str, trigger: str, status: str) -> None:
    claims = sayso.read_text(text, published=PUBLISHED).claims
    assert {c.evidence.exact: c.status for c in claims}.get(trigger) == status


def test_a_pledge_to_speak_is_no_threat() -> None:
    claims = sayso.read_text("Minister Oda promised to condemn the raid.").claims
    assert "threatened" not in {c.status for c in claims}


def test_what_is_told_beside_an_expectation_is_on_nobodys_word() -> None:
    claims = sayso.read_text("Norland is expected to answer after the rebels attacked Tarn.").claims
    assert [(c.status, len(c.sayso)) for c in claims if c.evidence.exact == "attacked"] == [("reported", 1)]


def test_what_lies_behind_a_pledge_is_not_the_word_of_who_pledges() -> None:
    claims = sayso.read_text("Norland agreed to free the crew after Sarvia shelled Tarn.").claims
    assert [(c.status, len(c.sayso)) for c in claims if c.evidence.exact == "shelled"] == [("reported", 1)]
    assert {c.sayso[-1].actor.text for c in claims if c.evidence.exact == "free" and c.sayso[-1].actor} == {"Norland"}
