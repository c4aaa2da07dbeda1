"""The real report of ../shared: what a careful coder writes, as far as this version must give it."""

from functools import lru_cache
from pathlib import Path

import pytest

import sayso
from sayso.model import Claim, Reading

REPORT = Path(__file__).parents[3] / "shared" / "reports" / "jerusalem-2021.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="../shared is not here")


@lru_cache
def reading() -> Reading:
    return sayso.read(str(REPORT), published="2021-05-11")


def claims(kind: str) -> list[Claim]:
    return [c for c in reading().claims if c.type == kind]


def by(claim: Claim) -> set[str | None]:
    return {a.name for a in claim.actors}


def test_caption_credit_and_last_line_are_no_body() -> None:
    report = reading().report
    kinds = [p.kind for p in report.parts]
    assert kinds[:3] == ["title", "caption", "credit"]
    assert kinds[-1] == "furniture"
    assert all(report.part_at(c.evidence.trigger.start) in ("title", "body") for c in reading().claims)


def test_statements_of_both_men() -> None:
    said = [(s.source.name, s.text) for s in reading().statements if s.source is not None]
    wanted = [
        ("Ismail Haniyeh", "set a new balance of power"), ("Ismail Haniyeh", "We have achieved victory"),
        ("Ismail Haniyeh", "axis of conflict"), ("Ismail Haniyeh", "in contact with leaders"),
        ("Ismail Haniyeh", "Israel was responsible"), ("Ismail Haniyeh", "ready for every scenario"),
        ("Ismail Haniyeh", "will not abandon Jerusalem"), ("Ismail Haniyeh", "rocket fire success"),
        ("Ismail Haniyeh", "an honor for our people"), ("Ismail Haniyeh", "There is a new balance"),
        ("Benjamin Netanyahu", "Israel will not relent"), ("Benjamin Netanyahu", "pay a heavy price"),
    ]  # fmt: skip
    found = [w for w in wanted if any(w[0] == name and w[1] in text for name, text in said)]
    assert len(found) >= 10, set(wanted) - set(found)


def test_the_rockets() -> None:
    (rockets,) = [c for c in claims("ASSAULT") if c.evidence.exact == "fired"]
    assert rockets.status == "reported"
    assert rockets.mode == "heavy-weapons"
    (actor,) = rockets.actors
    assert (actor.kind, actor.id) == ("unidentified armed group", None)
    assert [d.text for d in actor.descriptors] == ["terrorists"]
    assert [r.name for r in rockets.recipients] == ["Israel"]
    figures = {(f.kind, f.low, f.high) for f in rockets.figures}
    assert figures == {("projectiles", 1001, None), ("killed", 4, 4), ("injured", 12, None)}
    assert rockets.when is not None
    assert (rockets.when.earliest, rockets.when.latest) == ("2021-05-10", "2021-05-11")


def test_the_airstrikes() -> None:
    (strikes,) = [c for c in claims("ASSAULT") if c.evidence.exact == "airstrikes"]
    assert by(strikes) == {"Military of Israel"}
    assert {r.name for r in strikes.recipients} == {"Hamas", "Palestinian Islamic Jihad"}
    assert {r.part for r in strikes.recipients} == {"called a target"}
    assert [(f.kind, f.low, f.high) for f in strikes.figures] == [("strikes", 100, None)]


def test_a_rejection_and_a_threat() -> None:
    assert [by(c) for c in claims("REJECT")] == [{"Ismail Haniyeh"}]
    assert any(by(c) == {"Benjamin Netanyahu"} and c.status == "reported" for c in claims("THREATEN"))


def test_contact_an_accusation_and_a_march_that_was_stopped() -> None:
    (contact,) = [c for c in claims("CONSULT") if c.evidence.exact == "contact"]
    assert "Hamas" in by(contact)
    assert (contact.status, contact.sayso[-1].actor and contact.sayso[-1].actor.name) == (
        "attributed",
        "Ismail Haniyeh",
    )
    (accused,) = claims("ACCUSE")
    assert (by(accused), {r.name for r in accused.recipients}) == ({"Ismail Haniyeh"}, {"Israel"})
    (march,) = [c for c in claims("PROTEST") if c.evidence.exact == "march"]
    assert march.status == "prevented"
    assert [a.text for a in march.actors] == ["right-wing groups"]


def test_what_the_outlet_says_beside_a_quotation_is_its_own() -> None:
    (rockets,) = [c for c in claims("ASSAULT") if c.evidence.exact == "fired"]
    assert len(rockets.retold) == 1  # the rocket fire of the sentence before, on nobody else's word
    assert [s.kind for s in rockets.sayso] == ["outlet"]


def test_a_quotation_without_a_cue_is_an_orphan_of_its_speaker() -> None:
    orphans = {s.text: s.source and s.source.name for s in reading().statements if "orphan" in s.flags}
    assert {text.split()[0]: who for text, who in orphans.items()} == {
        "Hamas": "Ismail Haniyeh", "There": "Ismail Haniyeh"
    }  # fmt: skip


def test_their_attacks_are_those_of_both_groups() -> None:
    (attacks,) = [c for c in claims("ASSAULT") if c.evidence.exact == "attacks"]
    assert by(attacks) == {"Hamas", "Palestinian Islamic Jihad"}
    assert {a.basis for a in attacks.actors} == {"coreference"}
    assert [r.name for r in attacks.recipients] == ["Israel"]


def test_the_mediators_are_named() -> None:
    (mediators,) = [c for c in claims("CONSULT") if c.rule == "consult.mediate"]
    assert {"Egypt", "Qatar"} < by(mediators)
    assert mediators.recipients == ()


def test_what_must_never_be_said() -> None:
    for claim in claims("ASSAULT"):
        assert "Hamas" not in by(claim) or claim.evidence.exact == "attacks"
        if claim.status not in ("reported", "attributed"):
            continue
        assert "victory" not in claim.evidence.exact
        in_gaza = any(p.name == "Gaza Strip" and p.role == "at" for p in claim.where)
        assert not (in_gaza and {f.kind for f in claim.figures} & {"killed", "injured"})
    loaded = ("terrorist", "resistance", "Guardian of the Walls")
    own_voice = [a.name or "" for c in reading().claims for a in (*c.actors, *c.recipients)]
    own_voice += [c.type + (c.mode or "") for c in reading().claims]
    assert not [w for w in own_voice for bad in loaded if bad.lower() in w.lower()]


def test_the_headline_is_the_words_of_the_person() -> None:
    assert {s.source.name for s in reading().statements[:2] if s.source} == {"Ismail Haniyeh"}


def test_a_truce_tried_for_and_a_campaign_that_goes_on() -> None:
    (truce,) = [c for c in claims("RETREAT") if c.mode == "ceasefire"]
    assert (truce.evidence.exact, truce.status) == ("ceasefire", "attempted")
    (campaign,) = [c for c in claims("ASSAULT") if c.evidence.exact == "campaign"]
    assert by(campaign) == {"Israel"}
    assert not claims("CONCEDE")
    (threat,) = [c for c in claims("THREATEN") if c.rule == "threaten.pay"]  # of what they will pay, not what they have
    assert threat.evidence.exact == "pay"
