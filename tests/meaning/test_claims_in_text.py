"""Kinds of sentences that news tells happenings with, read with the real parser: what is a claim, whose, and when."""

import pytest

import sayso
from sayso.ledger.upkeep.evidence import claim_id
from sayso.model import Claim

DAY = "2026-11-21"  # a Saturday


def claims_in(text: str, kind: str | None = None) -> list[Claim]:
    found = sayso.read_text(text, published=DAY).claims
    return [c for c in found if kind in (None, c.type)]


def speakers(claim: Claim) -> list[str]:
    return [s.actor.text if s.actor else s.kind for s in claim.sayso[1:]]


# --- who takes an act upon himself ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "doer", "says"),
    [
        ("The Harbour Brigade claimed responsibility for the attack on the port.", "Harbour Brigade", "The Harbour Brigade"),
        ("A man from Ostra claimed responsibility for killing the mayor.", "man", "A man from Ostra"),
        ("The Post had received a letter in which the Harbour Brigade claimed responsibility for the bombings.",
         "Harbour Brigade", "the Harbour Brigade"),
        ("A man who said he was a spokesman of the Harbour Brigade claimed responsibility for the attacks, Oda said.",
         "man", "A man"),
    ],
)  # fmt: skip
def test_who_claims_responsibility_is_the_doer_by_his_own_word(text: str, doer: str, says: str) -> None:
    (claim,) = claims_in(text, "ASSAULT")
    assert claim.status == "attributed" and "self-claim" in claim.flags
    assert [a.text for a in claim.actors] == [doer]
    assert speakers(claim)[-1] == says


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the attack on the port.",
        "The Harbour Brigade has not claimed responsibility for the attack on the port.",
        "The Harbour Brigade may claim responsibility for the attack on the port.",
    ],
)
def test_what_nobody_has_claimed_has_no_doer(text: str) -> None:
    assert all(not c.actors and "self-claim" not in c.flags for c in claims_in(text, "ASSAULT"))


@pytest.mark.parametrize(
    "what", ["responsibility for the attack on the port", "involvement in the kidnapping of a nurse"]
)
def test_who_denies_responsibility_denies_to_be_the_doer(what: str) -> None:
    (claim,) = claims_in(f"The Harbour Brigade denied {what}.", "ASSAULT")
    assert (claim.status, claim.flags) == ("denied", ())
    assert [a.text for a in claim.actors] == ["Harbour Brigade"]


def test_to_perpetrate_an_attack_is_to_attack() -> None:
    (claim,) = claims_in("Rebels perpetrated an attack on the port of Ostra on Monday.")
    assert [a.text for a in claim.actors] == ["Rebels"]


# --- the ground of an arrest or a march ----------------------------------------------------------------------------


def test_what_an_arrest_is_over_has_its_own_day_and_toll() -> None:
    text = "Police arrested three men on Saturday over the bombings that killed 200 people in Ostra on Thursday."
    arrest, bombing = claims_in(text)
    assert arrest.when and arrest.when.earliest == "2026-11-21"
    assert bombing.when and bombing.when.earliest == "2026-11-19"
    assert [f.kind for f in bombing.figures] == ["killed"]


def test_what_a_march_is_against_is_not_of_its_day() -> None:
    march, bombing = claims_in(
        "Thousands of people marched on Friday against the bombings that killed 199 people in Ostra."
    )
    assert march.when and march.when.text == "Friday"
    assert bombing.when is None or bombing.when.text is None


def test_talks_that_one_travels_for_keep_place_and_day() -> None:
    for claim in claims_in("Minister Oda travelled to Norland on Friday for talks with the president.", "CONSULT"):
        assert claim.when and claim.when.text == "Friday"


# --- one happening, two verbs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "At least 192 people were killed and about 1,400 were injured when bombs tore through trains in Ostra on Thursday.",
        "Nine people died and 50 were hurt in an explosion at a market in Ostra on Thursday.",
    ],
)
def test_harm_before_its_cause_is_one_claim(text: str) -> None:
    (claim,) = claims_in(text)
    assert {f.kind for f in claim.figures} == {"killed", "injured"}
    assert claim.when and claim.when.earliest == "2026-11-19"


def test_harm_and_its_cause_have_one_standing() -> None:
    (plain,) = claims_in("Two soldiers were killed when rockets struck a bridge near Ostra.")
    assert (plain.status, plain.flags) == ("reported", ())
    assert [r.text for r in plain.recipients] == ["bridge", "Two soldiers"]
    (spared,) = [
        c for c in claims_in("Nobody was killed when rebels attacked a post.") if c.evidence.exact == "attacked"
    ]
    assert spared.status == "reported"


def test_harm_before_another_attack_is_two() -> None:
    assert len(claims_in("Rebels killed two soldiers on Monday and the army shelled a village on Tuesday.")) == 2


# --- what is no attack ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Police blew up three further devices that had not exploded.",
        "Army sappers detonated a bomb that was found near the station.",
        "Engineers destroyed two mines on the beach.",
    ],
)
def test_a_controlled_explosion_is_no_attack(text: str) -> None:
    assert claims_in(text, "ASSAULT") == []


@pytest.mark.parametrize("text", ["Rebels blew up a bridge in Ostra.", "Gunmen detonated a bomb in a market in Ostra."])
def test_other_explosions_are(text: str) -> None:
    assert [c.status for c in claims_in(text, "ASSAULT")] == ["reported"]


def test_a_speaker_behind_his_words_was_not_fired() -> None:
    text = "Four rockets were fired from Sarvian territory, an army spokesman, Major Olin Reed, said on Tuesday."
    assert [c.type for c in claims_in(text)] == ["ASSAULT"]


# --- what is said, wished and left open -----------------------------------------------------------------------------


def test_a_letter_that_claims_bombings_makes_no_statement() -> None:
    reading = sayso.read_text("Toll rises to 192 as letter claims bombings\n\nA letter was found on Monday.")
    assert reading.statements == ()


def test_what_must_be_done_is_demanded_and_not_done() -> None:
    assert [c.status for c in claims_in('"We must support the pact," he said.', "SUPPORT")] == ["demanded"]
    assert [c.status for c in claims_in('"We condemn the raid on the port," he said.', "ACCUSE")] == ["reported"]


def test_what_is_not_ruled_out_is_no_refusal() -> None:
    assert claims_in("Minister Oda did not rule out talks with Sarvia.", "REJECT") == []
    assert len(claims_in("Minister Oda ruled out talks with Sarvia.", "REJECT")) == 1


def test_what_goes_on_is_there_also_under_if() -> None:
    (going,) = claims_in("The army will act if the protests continue, Oda said.", "PROTEST")
    assert going.status == "attributed"
    (open_,) = claims_in("The army will act if protests break out, Oda said.", "PROTEST")
    assert open_.status == "conditional"


@pytest.mark.parametrize("rank", ["deputy commissioner of police", "inspector general of police", "chief of police"])
def test_ranks_of_the_police_are_police(rank: str) -> None:
    (claim,) = claims_in(f"The {rank} arrested two men in Ostra.")
    assert [a.code for a in claim.actors] == ["COP"]
    (claim,) = claims_in("The commissioner of trade met Minister Oda.")
    assert claim.actors[0].code == "GOV"


def test_a_claim_is_named_by_what_it_holds_in_the_end() -> None:
    text = "A blast hit a market in Ostra on Monday. Rebels carried out the attack on the market, killing four people."
    assert any(c.retold and c.actors for c in claims_in(text))
    assert all(c.id == claim_id(c) for c in claims_in(text))
