"""Figures that are told in other words: others, more, also, both, shot dead, along with; and sums over clauses."""

import pytest

from sayso.meaning.figures import find_figures
from tests.make import parse

MEN = "men=man/NNS"
V = "It/PRP/nsubj>2 killed=kill/VBD/root"
CASES = [
    # "others" beside another kind of harm are all of their own kind; beside the same kind they are added
    ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 killed=kill/VBN/root and/CC/cc>7 three/CD/nummod>6 "
     "others=other/NNS/nsubj:pass>7 wounded=wound/VBN/conj>3",
     [("killed", 9, "total"), ("injured", 3, "total")]),
    ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 killed=kill/VBN/root || Three/CD/nummod>2 others=other/NNS/nsubj>3 "
     "died=die/VBD/root", [("killed", 9, "total"), ("killed", 3, "increment")]),
    (f"Police/NNS/nsubj>2 held=arrest/VBD/root a/DT/det>4 man/NN/obj>2 || They/PRP/nsubj>3 also/RB/advmod>3 "
     f"arrested=arrest/VBD/root two/CD/nummod>5 {MEN}/obj>3", [("detained", 1, "total"), ("detained", 2, "increment")]),
    # the subject of a clause that the parser took for part of the one before
    ("28/CD/nummod>2 people/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 killed=kill/VBN/root and/CC/cc>8 37/CD/conj>2 "
     "were=be/VBD/aux:pass>8 injured=injure/VBN/conj>4", [("killed", 28, "total"), ("injured", 37, "total")]),
    # what came of it
    (f"Gunmen=gunman/NNS/nsubj>2 shot=shoot/VBD/root dead/JJ/xcomp>2 three/CD/nummod>5 {MEN}/obj>2",
     [("killed", 3, "total")]),
    (f"He/PRP/nsubj>2 stabbed=stab/VBD/root two/CD/nummod>4 {MEN}/obj>2 to/IN/case>6 death/NN/obl>2",
     [("killed", 2, "total")]),
    (f"Two/CD/nummod>2 {MEN}/nsubj:pass>4 were=be/VBD/aux:pass>4 shot=shoot/VBN/root and/CC/cc>6 "
     "killed=kill/VBN/conj>4", [("killed", 2, "total")]),
    (f"Two/CD/nummod>2 {MEN}/nsubj:pass>4 were=be/VBD/aux:pass>4 taken=take/VBN/root into/IN/case>6 custody/NN/obl>4",
     [("detained", 2, "total")]),
    ("Twelve/CD/nummod>2 people/NNS/nsubj>3 suffered=suffer/VBD/root burns=burn/NNS/obj>3", [("injured", 12, "total")]),
    ("Six/CD/nummod>2 people/NNS/nsubj>3 became=become/VBD/root injured/JJ/xcomp>3", [("injured", 6, "total")]),
    # one, both, none
    ("The/DT/det>2 courier/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 captured=capture/VBN/root",
     [("detained", 1, "total")]),
    ("His/PRP$/nmod:poss>2 driver/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 killed=kill/VBN/root",
     [("killed", 1, "total")]),
    ("He/PRP/nsubj:pass>3 was=be/VBD/aux:pass>3 killed=kill/VBN/root", [("killed", 1, "total")]),
    (f"Both/DT/det>2 {MEN}/nsubj:pass>4 were=be/VBD/aux:pass>4 arrested=arrest/VBN/root", [("detained", 2, "total")]),
    ("No/DT/det>2 women=woman/NNS/nsubj:pass>6 or/CC/cc>4 children=child/NNS/conj>2 were=be/VBD/aux:pass>6 "
     "hurt=hurt/VBN/root", [("injured", 0, "total")]),
    ("25/CD/nsubj>2 died=die/VBD/root ,/,/punct>2 with/IN/case>5 three/CD/obl>2 being=be/VBG/cop>7 "
     "medics=medic/NNS/acl>5",
     [("killed", 25, "total"), ("killed", 3, "subset")]),
    ("They/PRP/nsubj>2 foiled=foil/VBD/root three/CD/nummod>5 attempted/JJ/amod>5 murders=murder/NNS/obj>2",
     [("other", 3, "total")]),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), CASES)
def test_kinds_and_natures(notation: str, expected: list[tuple[str, int, str]]) -> None:
    found = [m.what for m in find_figures(parse(notation))]
    assert [(f.kind, f.low, f.nature) for f in found] == expected


SUMS = [
    ("It/PRP/nsubj>2 held=detain/VBD/root two/CD/nummod>4 couriers=courier/NNS/obj>2 along/IN/case>8 with/IN/case>8 "
     "two/CD/nummod>8 guards=guard/NNS/obl>2", 4, 4),
    ("It/PRP/nsubj>2 held=detain/VBD/root a/DT/det>4 courier/NN/obj>2 and/CC/cc>6 several/JJ/conj>4 of/IN/case>9 "
     "his/PRP$/nmod:poss>9 helpers=helper/NNS/nmod>6", 4, None),
    ("It/PRP/nsubj>2 arrested=arrest/VBD/root a/DT/det>4 courier/NN/obj>2 and/CC/cc>6 detained=detain/VBD/conj>2 "
     "two/CD/nummod>8 guards=guard/NNS/obj>6", 3, 3),
    (f"{V} a/DT/det>4 candidate/NN/obj>2 ,/,/punct>7 his/PRP$/nmod:poss>7 driver/NN/appos>4 and/CC/cc>10 a/DT/det>10 "
     "guard/NN/conj>7", 3, 3),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "low", "high"), SUMS)
def test_sums(notation: str, low: int, high: int | None) -> None:
    found = [m.what for m in find_figures(parse(notation))]
    (total,) = (f for f in found if f.nature == "total")
    assert (total.low, total.high) == (low, high)
    assert {f.nature for f in found if f is not total} == {"subset"}


def test_an_apposition_that_says_who_is_not_added() -> None:
    p = parse(
        f"{V} two/CD/nummod>4 {MEN}/obj>2 ,/,/punct>7 a/DT/det>7 driver/NN/appos>4 and/CC/cc>10 a/DT/det>10 "
        "guard/NN/conj>7"
    )
    assert max(m.what.low for m in find_figures(p)) == 2


def test_an_object_before_a_second_verb_is_not_shared() -> None:
    p = parse(
        f"{V} nine/CD/nummod>4 {MEN}/obj>2 ,/,/punct>6 wounding=wound/VBG/conj>2 and/CC/cc>8 "
        "kidnapping=kidnap/VBG/conj>2 others=other/NNS/obj>8"
    )
    assert [(m.what.kind, m.what.low) for m in find_figures(p)] == [("killed", 9)]


def test_a_number_of() -> None:
    p = parse(
        "A/DT/det>2 number/NN/nsubj:pass>6 of/IN/case>4 rebels=rebel/NNS/nmod>2 were=be/VBD/aux:pass>6 "
        "detained=detain/VBN/root"
    )
    (mention,) = (m for m in find_figures(p) if m.what.text.startswith("A number"))
    assert (mention.what.kind, mention.what.low, mention.what.high, mention.what.operator) == (
        "detained",
        2,
        None,
        "vague",
    )
    assert mention.what.convention == "sayso, after ACLED: a number = 2"


STATES = [
    # two states, each with its own number
    ("It/PRP/nsubj>2 left=leave/VBD/root three/CD/nummod>4 people/NNS/obj>2 dead/JJ/xcomp>2 and/CC/cc>8 12/CD/conj>5 "
     "injured/JJ/conj>5", [("killed", 3), ("injured", 12)]),
    ("Three/CD/nsubj>2 dead/JJ/root and/CC/cc>4 12/CD/conj>2 injured/VBN/conj>2", [("killed", 3), ("injured", 12)]),
    ("It/PRP/nsubj>2 left=leave/VBD/root twenty/CD/nummod>4 people/NNS/obj>2 dead/JJ/xcomp>2 or/CC/cc>7 "
     "injured/JJ/conj>5", [("casualties", 20)]),
    # a number whose own predicate the parser hung elsewhere
    (f"Three/CD/nummod>2 {MEN}/nsubj:pass>4 were=be/VBD/aux:pass>4 killed=kill/VBN/root and/CC/cc>7 ten/CD/nummod>7 "
     "others=other/NNS/conj>4 ,/,/punct>10 5/CD/nummod>10 officers=officer/NNS/appos>7 and/CC/cc>13 5/CD/nummod>13 "
     "guards=guard/NNS/conj>10 ,/,/punct>7 injured=injure/VBN/conj>4",
     [("killed", 3), ("injured", 10), ("injured", 5), ("injured", 5)]),
    (f"{V} 18/CD/nummod>4 people/NNS/obj>2 including/VBG/case>7 ten/CD/nummod>7 soldiers=soldier/NNS/nmod>4 "
     "and/CC/cc>11 another/DT/det>11 27/CD/nummod>11 people/NNS/conj>7 were=be/VBD/aux:pass>13 "
     "wounded=wound/VBN/conj>2", [("killed", 18), ("killed", 10), ("injured", 27)]),
    ("Fifteen/CD/nummod>2 people/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 killed=kill/VBN/root and/CC/cc>7 60/CD/nsubj>7 "
     "more=more/RBR/advmod>8 injured=injure/VBN/conj>4", [("killed", 15), ("injured", 60)]),
    ("Three/CD/nummod>2 people/NNS/nsubj>3 killed=kill/VBD/root after/IN/case>6 a/DT/det>6 raid/NN/obl>3",
     [("killed", 3)]),
    ("It/PRP/nsubj>2 injures=injure/VBZ/root over/IN/case>4 30/CD/obl>2", [("injured", 31)]),
    # other words for it
    ("It/PRP/nsubj>2 caused=cause/VBD/root injuries=injury/NNS/obj>2 to/IN/case>6 12/CD/nummod>6 people/NNS/nmod>3",
     [("injured", 12)]),
    ("Twelve/CD/nummod>2 people/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 treated=treat/VBN/root for/IN/case>6 "
     "injuries=injury/NNS/obl>4", [("injured", 12)]),
    ("It/PRP/nsubj>2 left=leave/VBD/root two/CD/obj>2 in/IN/case>6 critical/JJ/amod>6 condition/NN/obl>2",
     [("injured", 2)]),
    ("The/DT/det>3 death/NN/compound>3 toll/NN/nsubj>5 was=be/VBD/cop>5 seven/CD/root", [("killed", 7)]),
    ("It/PRP/nsubj>2 claimed=claim/VBD/root the/DT/det>4 lives=life/NNS/obj>2 of/IN/case>7 three/CD/nummod>7 "
     "people/NNS/nmod>4", [("killed", 3)]),
    ("It/PRP/nsubj>2 injured=injure/VBD/root another/DT/det>4 dozen/CD/obj>2", [("injured", 12)]),
    # one of two
    (f"{V} a/DT/det>4 guard/NN/obj>2 and/CC/cc>6 wounded=wound/VBD/conj>2 another/DT/det>8 one/NN/obj>6",
     [("killed", 1), ("injured", 1)]),
    (f"One/CD/nsubj>5 of/IN/case>4 the/DT/det>4 {MEN}/nmod>1 died=die/VBD/root and/CC/cc>9 the/DT/det>8 "
     "other/JJ/nsubj:pass>10 was=be/VBD/aux:pass>10 injured=injure/VBN/conj>5", [("killed", 1), ("injured", 1)]),
    ("It/PRP/nsubj>2 injured=injure/VBD/root both/DT/obj>2 of/IN/case>5 them/PRP/nmod>3", [("injured", 2)]),
    ("A/DT/det>5 32/CD/nummod>3 year/NN/obl:unmarked>4 old/JJ/amod>5 man/NN/nsubj:pass>7 was=be/VBD/aux:pass>7 "
     "wounded=wound/VBN/root", [("injured", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), STATES)
def test_what_befell_the_counted(notation: str, expected: list[tuple[str, int]]) -> None:
    found = [m.what for m in find_figures(parse(notation))]
    assert [(f.kind, f.low) for f in found] == expected


def test_who_dies_of_wounds_is_added_to_the_dead() -> None:
    p = parse("Two/CD/nsubj>5 of/IN/case>4 the/DT/det>4 injured/JJ/nmod>1 died=die/VBD/root")
    assert [(m.what.kind, m.what.low, m.what.nature) for m in find_figures(p)] == [("killed", 2, "increment")]


def test_parts_that_spell_out_a_number_are_not_added() -> None:
    p = parse(
        "Three/CD/nummod>2 people/NNS/nsubj:pass>8 ,/,/punct>4 a/DT/det>5 woman/NN/appos>2 and/CC/cc>7 two/CD/nummod>8 "
        "children=child/NNS/conj>2 were=be/VBD/aux:pass>10 killed=kill/VBN/root"
    )
    assert max(m.what.low for m in find_figures(p)) == 3
