"""The same act in other words gives the same roles."""

import pytest

from sayso.meaning.syntax.predicates import predicates_of
from sayso.model import Parse
from tests.make import parse

NOUNS = {"shelling", "attack", "strike", "assassination", "clash", "blast"}


def roles(made: Parse, trigger: str) -> dict[str, list[str]]:
    found = {made.word(p.trigger): p for p in predicates_of(made, NOUNS)}
    return {role: [made.word(i) for i in heads] for role, heads in found[trigger].roles.items()}


SHELLED = [
    ("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2 ././punct>2", "shelled"),
    ("Ostra/NNP/nsubj:pass>3 was=be/VBD/aux:pass>3 shelled=shell/VBN/root by/IN/case>5 Norland/NNP/obl:agent>3", "shelled"),
    ("Norland/NNP/nmod:poss>3 's/POS/case>1 shelling/NN/root of/IN/case>5 Ostra/NNP/nmod>3", "shelling"),
    ("The/DT/det>2 shelling/NN/root of/IN/case>4 Ostra/NNP/nmod>2 by/IN/case>6 Norland/NNP/nmod>2", "shelling"),
    ("Norland/NNP/nsubj>2 stopped=stop/VBD/root shelling=shell/VBG/xcomp>2 Ostra/NNP/obj>3", "shelling"),
    ("Norland/NNP/root ,/,/punct>3 shelling=shell/VBG/acl>1 Ostra/NNP/obj>3", "shelling"),
    ("a/DT/det>2 state/NN/root that/WDT/nsubj>4 shelled=shell/VBD/acl:relcl>2 Ostra/NNP/obj>4", "shelled"),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "trigger"), SHELLED)
def test_who_shelled_what(notation: str, trigger: str) -> None:
    found = roles(parse(notation), trigger)
    assert found["patient"] == ["Ostra"]
    assert found["agent"] == (["state"] if "state" in notation else ["Norland"])


def test_an_agentless_passive_has_no_agent() -> None:
    made = parse("Two=two/CD/nummod>2 boats=boat/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 sunk=sink/VBN/root")
    assert roles(made, "sunk") == {"patient": ["boats"]}


def test_a_light_verb_lends_its_subject_through_a_quantity() -> None:
    made = parse("Norland/NNP/nsubj>2 mounted=mount/VBD/root dozens=dozen/NNS/obj>2 of/IN/case>5 "
                 "strikes=strike/NNS/nmod>3 on/IN/case>7 Ostra/NNP/obl>2")  # fmt: skip
    assert roles(made, "strikes") == {"agent": ["Norland"], "on": ["Ostra"]}


def test_the_possessor_of_an_assassination_suffers_it() -> None:
    made = parse("the/DT/det>2 judge/NN/nmod:poss>4 's/POS/case>2 assassination/NN/root")
    assert roles(made, "assassination") == {"patient": ["judge"]}


def test_coordinated_verbs_share_their_subject() -> None:
    made = parse("Gunmen=gunman/NNS/nsubj>2 stormed=storm/VBD/root Tarn/NNP/obj>2 and/CC/cc>5 took=take/VBD/conj>2 "
                 "guards=guard/NNS/obj>5")  # fmt: skip
    assert roles(made, "took")["agent"] == ["Gunmen"]


def test_a_controlled_verb_has_the_object_as_agent() -> None:
    made = parse(
        "Oda/NNP/nsubj>2 ordered=order/VBD/root troops=troop/NNS/obj>2 to/TO/mark>5 enter/VB/xcomp>2 Tarn/NNP/obj>5"
    )
    assert roles(made, "enter") == {"agent": ["troops"], "patient": ["Tarn"]}


def test_rockets_fired_on_a_town_are_aimed_at_it() -> None:
    made = parse("Norland/NNP/nsubj>2 fired=fire/VBD/root rockets=rocket/NNS/obj>2 on/IN/case>5 Ostra/NNP/nmod>3")
    assert roles(made, "fired")["on"] == ["Ostra"]


def test_who_is_to_do_something_is_its_agent() -> None:
    made = parse("Oda/NNP/nsubj:outer>4 is=be/VBZ/cop>4 to/TO/mark>4 visit/VB/root Sarvia/NNP/obj>4")
    assert roles(made, "visit") == {"agent": ["Oda"], "patient": ["Sarvia"]}


def test_in_companies_of_soldiers_the_soldiers_are_meant() -> None:
    made = parse("Four/CD/nummod>2 companies=company/NNS/nsubj>5 of/IN/case>4 soldiers=soldier/NNS/nmod>2 "
                 "entered=enter/VBD/root Tarn/NNP/obj>5")  # fmt: skip
    assert roles(made, "entered") == {"agent": ["soldiers"], "patient": ["Tarn"]}
