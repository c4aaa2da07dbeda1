"""Claims of one report -> incidents: what is one happening, who did it and how surely, to whom, with what."""

from __future__ import annotations

import pytest

import sayso
from sayso.knowledge.happenings import load_happenings
from sayso.model import Incident, Reading


def read(*sentences: str) -> Reading:
    return sayso.read_text(" ".join(sentences), published="2024-03-06")


def incidents(*sentences: str) -> tuple[Incident, ...]:
    return read(*sentences).incidents


def test_a_second_telling_is_the_same_happening() -> None:
    reading = read(
        "A bomb exploded at a bank in Bogota on Monday.",
        "The explosion wounded two guards, police said.",
        "Three customers were also hurt in the attack.",
    )
    assert len(reading.incidents) == 1
    first, *others = reading.incidents[0].claims
    assert {(k.relation, k.claim) for c in reading.claims if c.id in others for k in c.links} == {
        ("same happening", first)
    }


@pytest.mark.parametrize(
    "second",
    [
        "On Sunday, guerrillas attacked a bank in Bogota.",  # another day
        "Guerrillas also attacked a bank in Cali.",  # another town
        "Police arrested two students.",  # another kind of act
        "The guerrillas threatened to attack a bank.",  # another stage
    ],
)
def test_what_excludes_each_other_is_apart(second: str) -> None:
    assert len(incidents("On Monday, guerrillas attacked a bank in Bogota.", second)) == 2


@pytest.mark.parametrize(
    "sentence",
    ["The army denied that it shelled Ostra.", "The army may shell Ostra next year.", "Troops did not shell Ostra."],
)
def test_what_did_not_happen_is_no_incident(sentence: str) -> None:
    assert incidents(sentence) == ()


def test_a_threat_is_an_incident_that_is_threatened() -> None:
    stages = [i.stage for i in incidents("The Harbour Brigade threatened to bomb the port of Ostra.")]
    assert "accomplished" not in stages


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("Gunmen killed a farmer in Tarn.", {"Gunmen": "fact"}),
        ("Suspected gunmen killed a farmer in Tarn.", {"Suspected gunmen": "suspected or accused"}),
        ("A bomb killed two farmers. Hamas claimed responsibility for the attack.", {"Hamas": "claimed or admitted"}),
        ("A bomb killed two farmers. Police attributed the attack to Hamas.",
         {"Hamas": "suspected or accused by authorities"}),
        ("A bomb killed two farmers. The army said that Hamas was responsible for the attack.",
         {"Hamas": "suspected or accused by authorities"}),
        ("A bomb killed two farmers. The attack was claimed by Hamas.", {"Hamas": "claimed or admitted"}),
        ("A bomb killed two farmers. Residents blamed Hamas for the attack.", {"Hamas": "suspected or accused"}),
    ],
)  # fmt: skip
def test_how_sure_a_report_is_of_the_perpetrator(sentences: str, expected: dict[str, str]) -> None:
    (incident,) = incidents(sentences)
    assert {p.actor.text: p.confidence for p in incident.perpetrators} == expected


@pytest.mark.parametrize(
    "second",
    [
        "Hamas denied responsibility for the attack.",
        "No one claimed responsibility for the attack.",
        "Hamas has not claimed responsibility for the attack.",
        "None of the armed groups has claimed responsibility for the attack.",
        "Hamas visited the town.",
        "The army said that Hamas was responsible for starting the war.",
        "The army attributed the victory to Hamas.",
    ],
)
def test_nobody_is_made_a_perpetrator_by_standing_near(second: str) -> None:
    assert incidents("A bomb killed two farmers.", second)[0].perpetrators == ()


def test_the_rebels_of_a_report_that_names_one_group_are_that_group() -> None:
    told = incidents("The ELN released a hostage in Cali on Sunday.", "The rebels shot a farmer in Neiva on Monday.")
    assert [p.actor.id for i in told if i.type == "ASSAULT" for p in i.perpetrators] == ["eln"]


def test_targets_are_persons_or_things_with_number_and_effect() -> None:
    (incident,) = incidents("Gunmen with rifles killed two farmers, wounded a nurse and burned a bus in Tarn.")
    told = {(t.text, t.kind, t.effect, t.number.low if t.number else None) for t in incident.targets}
    assert ("two farmers", "person", "killed", 2) in told
    assert any(t[1:3] == ("person", "injured") for t in told)


def test_an_instrument_has_its_kind() -> None:
    (incident,) = incidents("A car bomb exploded in front of the bank in Tarn.")
    assert [(i.text, i.kind) for i in incident.instruments] == [("car bomb", "vehicle bomb")]
    assert [(t.text, t.kind, t.effect) for t in incident.targets] == [("bank", "thing", None)]


def test_a_victim_is_named_by_its_chain() -> None:
    (incident,) = incidents("Gunmen shot the mayor in Tarn. The mayor, Ricardo Lamas, died.")
    assert any(t.actor is not None and t.actor.name == "Ricardo Lamas" for t in incident.targets)


def test_every_span_is_evidence() -> None:
    reading = read("Gunmen killed two farmers in Tarn with a bomb.", "The attack also destroyed a bridge.")
    text = reading.report.text
    for incident in reading.incidents:
        spans = [(t.span, t.text) for t in incident.targets] + [(i.span, i.text) for i in incident.instruments]
        assert all(text[span.start : span.end] == told for span, told in spans)


def test_swapping_sides_swaps_the_incident() -> None:
    one, two = (
        incidents(f"{a} shelled {b} on Monday, killing four civilians.")[0]
        for a, b in (("Russia", "Ukraine"), ("Ukraine", "Russia"))
    )
    assert (one.type, one.stage, len(one.targets)) == (two.type, two.stage, len(two.targets))
    assert [p.confidence for p in one.perpetrators] == [p.confidence for p in two.perpetrators]


def test_a_report_of_many_acts_stays_quick_and_whole() -> None:
    reading = read(*(f"The gunmen killed {n} of the farmers at the bank, and the army fired." for n in range(2, 150)))
    told = [c for i in reading.incidents for c in i.claims]
    assert len(told) == len(set(told))


def test_no_word_of_the_data_is_of_two_minds() -> None:
    known = load_happenings()
    assert not known.people & known.things
    assert set(known.wider.values()) <= set(known.instruments.values())
    assert known.effects.keys() == {"person", "thing"}


BOMB = "A bomb exploded at a bank in Bogota."


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("Guerrillas of the ELN have claimed credit for the terrorist act.", "claimed or admitted"),
        ("Troops pursued the ELN guerrillas, who have claimed responsibility for the attack.", "claimed or admitted"),
        ("The bishop said the ELN was behind the bombing.", "suspected or accused"),
        ("Police said the ELN was behind the bombing.", "suspected or accused by authorities"),
        ("Minister Oda accused the ELN of the attack.", "suspected or accused"),
    ],
)
def test_who_is_told_to_be_behind_it(sentence: str, confidence: str) -> None:
    blamed = [p for p in incidents(BOMB, sentence)[0].perpetrators if p.actor.id == "eln"]
    assert [p.confidence for p in blamed] in ([confidence], ["suspected or accused by authorities"])


@pytest.mark.parametrize(
    "sentence",
    [
        "The ELN was behind the talks.",
        "The ELN was not behind the bombing.",
        "Oda denied that the ELN was behind the attack.",
        "Oda accused the ELN of lying.",
        "Oda accused the ELN of corruption.",
        "The car of the ELN was behind the bank.",
    ],
)
def test_who_is_told_something_else_is_not_blamed(sentence: str) -> None:
    assert [p for p in incidents(BOMB, sentence)[0].perpetrators if p.actor.id == "eln"] == []


def test_what_is_told_as_apparent_is_no_fact() -> None:
    (incident,) = incidents("Six priests were killed in Bogota, apparently by the ELN.")
    assert [p.confidence for p in incident.perpetrators] == ["suspected or accused"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Residents said the attack was blamed on Hamas.", {"Hamas": "suspected or accused"}),
        ("Police arrested two men suspected of the attack.", {"two men": "suspected or accused"}),
        ("The crime was committed by Hamas.", {"Hamas": "fact"}),
        ("Police linked Hamas to the attack.", {"Hamas": "suspected or accused by authorities"}),
    ],
)
def test_who_is_tied_to_an_act(sentence: str, expected: dict[str, str]) -> None:
    told = incidents("A bomb killed two farmers in Tarn.", sentence)[0].perpetrators
    assert {p.actor.text: p.confidence for p in told} == expected


def test_nobody_is_tied_to_an_act_by_a_denial() -> None:
    (incident,) = incidents("A bomb killed two farmers in Tarn.", "Hamas was not linked to the attack.")
    assert incident.perpetrators == ()


def test_a_group_has_the_name_set_beside_it() -> None:
    (incident,) = incidents("A rebel unit, the Harbour Brigade, killed two farmers in Tarn.")
    assert [p.actor.text for p in incident.perpetrators] == ["Harbour Brigade"]


def test_a_person_by_name_is_one_target_with_the_title() -> None:
    (incident,) = incidents(
        "Gunmen killed Bohan Lir, director of the port of Tarn, on Monday.", "Lir was killed in his car, police said."
    )
    assert [t.text for t in incident.targets] == ["Bohan Lir, director of the port of Tarn"]


def test_a_group_spelled_out_by_names_is_these_persons() -> None:
    (incident,) = incidents("Gunmen killed reporters Bohan Lir and Mara Oda in Tarn.")
    assert {t.actor.name for t in incident.targets if t.actor} == {"Bohan Lir", "Mara Oda"}


def test_harm_done_by_others_is_no_facet() -> None:
    claims = read("Troops shelled the camp after rebels killed two guards.").claims
    assert [[(f.kind, f.low) for f in c.figures] for c in claims if c.evidence.exact == "shelled"] == [[]]
    assert [[(f.kind, f.low) for f in c.figures] for c in claims if c.evidence.exact == "killed"] == [[("killed", 2)]]


@pytest.mark.parametrize(
    ("sentences", "confidence"),
    [
        ("Guerrillas killed two guards in Bogota. Police hold the FARC responsible for the attack.", "by authorities"),
        ("Two guards were killed in Bogota. The FARC is to blame for the killing, residents said.", "accused"),
        ("General Bohan Oda accused the FARC of murdering two guards in Bogota.", "by authorities"),
        ("The FARC killed two guards in Bogota. The FARC denied responsibility for the killing.", "accused"),
        ("The FARC killed two guards in Bogota. A bishop was sad.", "fact"),
        ("Two gunmen from Boko Haram killed two guards in Maiduguri.", "fact"),
    ],
)
def test_who_is_held_responsible(sentences: str, confidence: str) -> None:
    found = [p.confidence for i in incidents(sentences) for p in i.perpetrators if p.actor.id]
    assert found
    assert found[0].endswith(confidence)


def test_a_denial_alone_accuses_nobody() -> None:
    found = incidents("Two guards were killed in Bogota.", "The FARC denied involvement in the killing.")
    assert all(not i.perpetrators for i in found)


def test_who_was_killed_is_killed_once_whoever_is_called_the_doer() -> None:
    told = incidents("Guerrillas killed Mayor Bohan Lir in Bogota.", "A union said that the army killed Bohan Lir.")
    assert len(told) == 1


def test_a_mayor_who_speaks_is_no_victim() -> None:
    told = incidents("At least five people, three of them civilians, were killed in an attack on the bridge at Lornfell "
                     "on Monday night, the mayor of the Sarvian border town said.")  # fmt: skip
    assert not any("mayor" in t.text for i in told for t in i.targets)
    assert {f.low for i in told for f in i.figures} == {5, 3}


@pytest.mark.parametrize(
    "sentence",
    [
        "A caller who spoke on behalf of Hamas claimed responsibility for the attack.",
        "An anonymous caller claimed responsibility for the attack on behalf of Hamas.",
        "The attack was claimed in the name of Hamas.",
        "A man who said he was a member of Hamas claimed responsibility for the attack.",
    ],
)
def test_who_owns_up_for_a_group(sentence: str) -> None:
    (incident,) = incidents("A bomb damaged a bank in Bogota.", sentence)
    assert {p.confidence for p in incident.perpetrators if p.actor.name == "Hamas"} == {"claimed or admitted"}


@pytest.mark.parametrize(
    ("sentences", "confidence"),
    [
        ("A bomb damaged a bank. Police said the attack was the work of Hamas.", "suspected or accused by authorities"),
        ("Gunmen killed a judge. Police think the killers belong to Hamas.", "suspected or accused by authorities"),
        ("Gunmen in the service of Hamas killed a judge.", "fact"),
        ("Two farmers were killed by members of the Tarn front of Hamas.", "fact"),
    ],
)
def test_the_group_behind_a_described_doer(sentences: str, confidence: str) -> None:
    (incident,) = incidents(sentences)
    assert {p.confidence for p in incident.perpetrators if p.actor.name == "Hamas"} == {confidence}


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said the attack was not the work of Hamas.",
        "Gunmen who do not belong to Hamas attacked it.",
        "A caller who spoke of Hamas claimed responsibility for the attack.",
    ],
)
def test_who_is_told_not_to_belong_did_nothing(sentence: str) -> None:
    found = incidents("A bomb damaged a bank in Bogota.", sentence)
    assert not {p.actor.name for i in found for p in i.perpetrators} & {"Hamas"}


def test_the_attacks_are_all_whose_doer_is_not_named() -> None:
    found = incidents(
        "On Monday, a bomb killed two guards in Bogota.", "On Tuesday, a mortar shell hit a school in Cali.",
        "Hamas claimed responsibility for the attacks.",
    )  # fmt: skip
    assert [[p.actor.name for p in i.perpetrators] for i in found] == [["Hamas"], ["Hamas"]]


def test_an_attack_on_a_home_is_aimed_at_whose_it_is() -> None:
    (incident,) = incidents("Rebels attacked the home of President Bohan Lir in Bogota.")
    assert {(t.kind, t.actor.name if t.actor else None, t.effect) for t in incident.targets} == {
        ("thing", None, None), ("person", "Bohan Lir", None),
    }  # fmt: skip
    (incident,) = incidents("Rebels attacked the school of President Bohan Lir in Bogota.")
    assert [t.kind for t in incident.targets] == ["thing"]


def test_several_titles_are_one_person() -> None:
    (incident,) = incidents("Gunmen killed Bohan Lir, president of the Harbour Company and mayor of Tarn.")
    assert [t.actor.name for t in incident.targets if t.actor] == ["Bohan Lir"]
    assert not incident.figures


def test_a_surname_is_the_only_one_who_bears_it() -> None:
    (incident,) = incidents("Carlos Rinco Ossa spoke in Bogota.", "Later, gunmen killed Mr Rinco at his office.")
    assert [t.actor.name for t in incident.targets if t.actor] == ["Carlos Rinco Ossa"]
    (incident,) = incidents("Carlos Rinco and John Rinco spoke in Bogota.", "Gunmen killed Mr Rinco at his office.")
    assert {t.actor.name for t in incident.targets if t.actor} <= {"Rinco", "Mr Rinco"}


def test_who_was_told_of_is_named_afterwards() -> None:
    (incident,) = incidents(
        "Guerrillas killed three farmers in Bogota on Monday.",
        "The victims were identified as Bohan Lir, John Oda and Carlos Rinco.",
    )
    assert {(t.actor.name, t.effect) for t in incident.targets if t.actor} == {
        ("Bohan Lir", "killed"), ("John Oda", "killed"), ("Carlos Rinco", "killed"),
    }  # fmt: skip


def test_the_dead_and_the_injured_are_told_apart_when_they_are_named() -> None:
    (incident,) = incidents(
        "One guard was killed and a policeman was injured in a bomb attack in Bogota.",
        "The guard who was killed has been identified as Carlos Rinco, and the injured policeman is John Oda.",
    )
    assert {(t.actor.name, t.effect) for t in incident.targets if t.actor} == {
        ("Carlos Rinco", "killed"), ("John Oda", "injured"),
    }  # fmt: skip


def test_a_couple_spelled_out_by_names_is_these_persons() -> None:
    (incident,) = incidents("Gunmen kidnapped a young couple, Silvia Lopez and Victor Rodriguez, in Bogota.")
    assert [t.actor.name for t in incident.targets if t.actor] == ["Silvia Lopez", "Victor Rodriguez"]


def test_a_bomb_at_a_home_is_aimed_at_whose_it_is() -> None:
    (incident,) = incidents("A bomb exploded at the residence of John Oda in Bogota.")
    assert [(t.kind, t.actor.name if t.actor else None) for t in incident.targets] == [
        ("thing", None), ("person", "John Oda"),
    ]  # fmt: skip


def test_a_suspect_who_is_named_is_no_victim() -> None:
    (incident,) = incidents("Gunmen killed a farmer in Bogota.", "The gunman was identified as John Oda.")
    assert not {t.actor.name for t in incident.targets if t.actor} & {"John Oda"}


def test_what_only_people_suffer_befalls_no_town() -> None:
    (incident,) = incidents("Gunmen killed Lir on Monday.")
    assert [t.kind for t in incident.targets] == ["person"]
