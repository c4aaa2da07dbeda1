"""Who did it on whose word, in whole sentences: accusations, charges, denials, what people say of themselves."""

import pytest

import sayso
from sayso.model import Claim

NOBODY, UNNAMED = "", "?"
ACTS = [  # text, act, status, who did it, who says so (the innermost source; "" is the outlet alone, "?" nobody named)
    # whom an accusation names did it, and not who accuses
    ("Norland accused Sarvia of shelling Ostra.", "shelling", "attributed", "Sarvia", "Norland"),
    ("Israel accused Hamas of shelling Ashdod.", "shelling", "attributed", "Hamas", "Israel"),
    ("Norland hit the depot after accusing Sarvia of arming rebels.", "arming", "attributed", "Sarvia", "Norland"),
    ("Prosecutors charged three officers with torturing prisoners.", "torturing", "attributed", "officers", "Prosecutors"),
    ("Norland blamed the Harbour Brigade for killing four people.", "killing", "attributed", "Brigade", "Norland"),
    ("Police arrested two men for killing a journalist.", "killing", "attributed", "men", "Police"),
    ("Two men were arrested for shooting a guard in Ostra.", "shooting", "attributed", "men", UNNAMED),
    ("The army sacked two officers for beating prisoners.", "beating", "attributed", "officers", "army"),
    ("The group criticised Norland for bombing hospitals.", "bombing", "attributed", "Norland", "group"),
    ("A court acquitted Oda of killing protesters.", "killing", "denied", "Oda", "court"),
    ("Police arrested two men over the bombing that killed four in Ostra.", "bombing", "reported", NOBODY, NOBODY),
    # of whom something is asked does it, and not who asks
    ("Norland called on Sarvia to withdraw its troops from Ostra.", "withdraw", "demanded", "Sarvia", "Norland"),
    ("Norland appealed to Sarvia to release the prisoners.", "release", "demanded", "Sarvia", "Norland"),
    ("Norland responded by shelling Ostra.", "shelling", "reported", "Norland", NOBODY),
    ("Norland attacked Ostra without warning residents.", "attacked", "reported", "Norland", NOBODY),
    # what is denied, in whatever words
    ("Sarvia has repeatedly denied arming the rebels.", "arming", "denied", "Sarvia", "Sarvia"),
    ("The ministry rejected the allegation that police tortured detainees.", "tortured", "denied", "police", UNNAMED),
    ("Russia rejected Ukrainian accusations that it had shelled Odesa.", "shelled", "denied", "it", "Ukrainian"),
    ("Oda said the claim that Norland bombed the hospital was false.", "bombed", "denied", "Norland", UNNAMED),
    ("It is false that Norland bombed the hospital, Oda said.", "bombed", "denied", "Norland", "Oda"),
    ("Reports that three people had been killed in Ostra were wrong, police said.", "killed", "denied", NOBODY, UNNAMED),
    ("The report that Norland shelled Ostra is a lie, Oda said.", "shelled", "denied", "Norland", UNNAMED),
    ("The attack on Ostra was wrong, Oda said.", "attack", "attributed", NOBODY, "Oda"),
    # what people say of themselves
    ("Rebels said they had shot down a helicopter.", "shot", "attributed", "they", "Rebels"),
    ("The army says it has destroyed 20 tanks.", "destroyed", "attributed", "it", "army"),
    ("A spokesman for the Harbour Brigade said it had attacked a convoy.", "attacked", "attributed", "it", "Brigade"),
    ("Responsibility for the blast was claimed by the Harbour Brigade.", "blast", "attributed", "Brigade", "Brigade"),
    ("Al-Shabab claimed the attack on a hotel in Mogadishu.", "attack", "attributed", "Shabab", "Shabab"),
    ("The attack was claimed by the Harbour Brigade.", "attack", "attributed", "Brigade", "Brigade"),
    ("No group has claimed the attack.", "attack", "possible", NOBODY, NOBODY),
    # who saw it, who has it reported
    ("Local media reported clashes in the town.", "clashes", "attributed", NOBODY, "Local media"),
    ("Witnesses told of soldiers firing into the crowd.", "firing", "attributed", "soldiers", "Witnesses"),
    # what is talked about has been
    ("Norland said it would raise the shelling of Ostra at the council.", "shelling", "attributed", NOBODY, "Norland"),
    ("Norland will discuss Sarvia's attack on Ostra with the envoys.", "attack", "reported", "Sarvia", NOBODY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "act", "status", "doer", "speaker"), ACTS)
def test_an_act_has_its_doer_and_its_speaker(text: str, act: str, status: str, doer: str, speaker: str) -> None:
    claim = _claim_of(text, act)
    doers = " ".join(a.text for a in claim.actors)
    last = claim.sayso[-1]
    said = NOBODY if last.kind == "outlet" else last.actor.text if last.actor else UNNAMED
    assert claim.status == status
    assert (doer in doers) if doer else doers == ""
    assert (speaker in said) if speaker else said == ""


@pytest.mark.parametrize("text", [t for t, *_ in ACTS if " they " in t or "it ha" in t])
def test_who_speaks_of_himself_is_known_to(text: str) -> None:
    claim = sayso.read_text(text).claims[0]
    assert ("self-claim" in claim.flags) == (claim.status == "attributed")


def _claim_of(text: str, act: str) -> Claim:
    return next(c for c in sayso.read_text(text, published="2024-03-06").claims if c.evidence.exact == act)


SIDES = [  # text, type, a word of each actor, a word of each recipient
    ("The presidents of Russia and Turkey met in Sochi.", "CONSULT", ("presidents", "presidents"), ("presidents",) * 2),
    ("Putin called his Turkish counterpart on Friday.", "CONSULT", ("Putin", "counterpart"), ("Putin", "counterpart")),
    ("Protesters set fire to the town hall.", "PROTEST", ("Protesters",), ("hall",)),
    ("Norland agreed to a prisoner swap with the Harbour Brigade.", "RETREAT", (), ("Brigade",)),
    ("Oda was shot dead by a bodyguard.", "ASSAULT", ("bodyguard",), ("Oda",)),
    ("An Israeli strike on a convoy killed a Hamas commander.", "ASSAULT", ("Israeli",), ("Hamas", "convoy")),
    ("Clashes between police and protesters left 12 injured.", "PROTEST", ("police", "protesters"), ("police", "protesters")),
    ("The president declared a state of emergency.", "COERCE", ("president",), ()),
    ("Japan sent 500 tonnes of food aid to Yemen.", "AID", ("Japan",), ("Yemen",)),
    ("Twelve men were killed in intensifying bombing of Ostra.", "ASSAULT", (), ("Ostra", "men")),
    ("Footage showed soldiers beating a protester.", "ASSAULT", ("soldiers",), ("protester",)),
    ("Oda called the attack a massacre.", "ASSAULT", (), ()),
    ("The strike killed militants, not civilians.", "ASSAULT", (), ("militants",)),
    ("The army has been accused of torturing prisoners, a charge it denies.", "ACCUSE", (), ("army",)),
    ("Norland called for action by the United Nations.", "REQUEST", ("Norland",), ("United Nations",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "doers", "reached"), SIDES)
def test_an_act_has_its_sides(text: str, kind: str, doers: tuple[str, ...], reached: tuple[str, ...]) -> None:
    claims = [c for c in sayso.read_text(text, published="2024-03-06").claims if c.type == kind]
    assert len(claims) == 1
    for words, found in ((doers, claims[0].actors), (reached, claims[0].recipients)):
        assert len(found) == len(words)
        assert all(word in one.text for word, one in zip(words, found, strict=True))


def test_an_act_that_is_done_has_no_day_to_come() -> None:
    claims = sayso.read_text("Ministers will discuss the shelling of Ostra on Friday.", published="2024-03-06").claims
    shelling = next(c for c in claims if c.type == "ASSAULT")
    assert shelling.when is None or shelling.when.basis == "inferred"


def test_to_say_that_gunmen_did_it_accuses_nobody() -> None:
    told = "Gunmen ambushed a convoy near Ostra on Monday, killing four soldiers, the defence ministry said."
    assert [c.type for c in sayso.read_text(told).claims] == ["ASSAULT"]
    told = "Ukraine's government said Russian forces had shelled Odesa."
    assert {c.type for c in sayso.read_text(told).claims} == {"ASSAULT", "ACCUSE"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A spokeswoman for Norland's defence ministry, Captain Ines Holt,", "Ines Holt"),
        ("An army spokesman, Major Olin Reed,", "Olin Reed"),
        ("A spokesman for Russia's defence ministry, General Igor Konashenkov,", "Igor Konashenkov"),
    ],
)
def test_a_spokesman_has_the_name_that_stands_behind_him(source: str, name: str) -> None:
    (said,) = sayso.read_text(f"{source} said the depot was hit.").statements
    assert said.source is not None
    assert said.source.name == name
    assert said.source.text == source.strip(",")


def test_a_spokesman_is_not_who_he_speaks_for() -> None:
    (said,) = sayso.read_text("A spokesman for the president, Recep Tayyip Erdogan, said the depot was hit.").statements
    assert said.source is not None
    assert said.source.kind != "person" or said.source.name != "Recep Tayyip Erdogan"


def test_nobody_captures_his_own_pilot() -> None:
    claims = sayso.read_text("Pakistan shot down an Indian jet and captured its pilot.").claims
    assert not any(r.code and r.code.startswith("PAK") for c in claims for r in c.recipients)
