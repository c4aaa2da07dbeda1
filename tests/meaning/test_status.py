"""What embeds an act decides its status."""

from itertools import product
from typing import Literal, get_args

import pytest

from sayso.meaning.factuality.commitment import commitment_of
from sayso.meaning.status import standing_of, status_of
from sayso.meaning.syntax.predicates import predicates_of
from sayso.model import Axes
from tests.make import parse

Polarity = Literal["+", "-", "u"]
Certainty = Literal["CT", "PR", "PS", "U"]
Environment = Literal["antecedent", "consequent", "question", "purpose", "directive", "counterfactual"]
Time = Literal["past", "ongoing", "future", "habitual"]

CASES = [
    ("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2", "reported"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 shell/VB/root Ostra/NNP/obj>4", "negated"),
    ("Norland/NNP/nsubj>2 threatened=threaten/VBD/root to/TO/mark>4 shell/VB/xcomp>2 Ostra/NNP/obj>4", "threatened"),
    ("Norland/NNP/nsubj>2 denied=deny/VBD/root shelling=shell/VBG/xcomp>2 Ostra/NNP/obj>3", "denied"),
    ("Norland/NNP/nsubj>2 tried=try/VBD/root to/TO/mark>4 shell/VB/xcomp>2 Ostra/NNP/obj>4", "attempted"),
    ("Norland/NNP/nsubj>2 failed=fail/VBD/root to/TO/mark>4 shell/VB/xcomp>2 Ostra/NNP/obj>4", "failed"),
    ("Norland/NNP/nsubj>2 plans=plan/VBZ/root to/TO/mark>4 shell/VB/xcomp>2 Ostra/NNP/obj>4", "planned"),
    ("Sarvia/NNP/nsubj>2 urged=urge/VBD/root Norland/NNP/obj>2 to/TO/mark>5 shell/VB/xcomp>2 Ostra/NNP/obj>5", "demanded"),
    ("Analysts=analyst/NNS/nsubj>2 expect/VBP/root Norland/NNP/nsubj>5 to/TO/mark>5 shell/VB/ccomp>2 Ostra/NNP/obj>5", "expected"),
    ("Norland/NNP/nsubj>3 may/MD/aux>3 shell/VB/root Ostra/NNP/obj>3", "possible"),
    ("Norland/NNP/nsubj>3 will/MD/aux>3 shell/VB/root Ostra/NNP/obj>3", "planned"),
    ("Norland/NNP/nsubj>2 managed=manage/VBD/root to/TO/mark>4 shell/VB/xcomp>2 Ostra/NNP/obj>4", "reported"),
    ("Norland/NNP/nsubj>4 would/MD/aux>4 have/VB/aux>4 shelled=shell/VBN/root Ostra/NNP/obj>4", "counterfactual"),
    ("Norland/NNP/nsubj>6 ,/,/punct>6 if/IN/mark>4 attacked=attack/VBN/advcl>6 will/MD/aux>6 shell/VB/root Ostra/NNP/obj>6", "conditional"),
    ("Has=have/VBZ/aux>3 Norland/NNP/nsubj>3 shelled=shell/VBN/root Ostra/NNP/obj>3 ?/./punct>3", "questioned"),
    ("moved=move/VBD/root tanks=tank/NNS/obj>1 to/TO/mark>4 shell/VB/advcl>1 Ostra/NNP/obj>4", "planned"),
    ("Guards=guard/NNS/nsubj>2 prevented=prevent/VBD/root the/DT/det>4 shelling/NN/obj>2 of/IN/case>6 Ostra/NNP/nmod>4", "prevented"),
    ("Norland/NNP/nsubj>2 nearly/RB/advmod>3 shelled=shell/VBD/root Ostra/NNP/obj>3", "counterfactual"),
    ("an/DT/det>3 alleged/JJ/amod>3 shelling/NN/root of/IN/case>5 Ostra/NNP/nmod>3", "reported"),
    ("the/DT/det>3 planned/JJ/amod>3 shelling/NN/root of/IN/case>5 Ostra/NNP/nmod>3", "planned"),
    ("Sarvia/NNP/nsubj>2 condemned=condemn/VBD/root the/DT/det>4 shelling/NN/obj>2 of/IN/case>6 Ostra/NNP/nmod>4", "reported"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 fail/VB/root to/TO/mark>6 shell/VB/xcomp>4 Ostra/NNP/obj>6", "reported"),
]  # fmt: skip

# What is handed down from word to word: mood, negation, conditions, time, and what stands beside or is taken for granted.
HANDED_DOWN = [
    ("If/IN/mark>3 Norland/NNP/nsubj>3 attacks=attack/VBZ/advcl>7 ,/,/punct>3 Sarvia/NNP/nsubj>7 will/MD/aux>7 respond/VB/root ././punct>7", "conditional"),
    ("If/IN/mark>4 Norland/NNP/nsubj>4 had=have/VBD/aux>4 attacked=attack/VBN/advcl>9 ,/,/punct>4 Sarvia/NNP/nsubj>9 would/MD/aux>9 have/VB/aux>9 left=leave/VBN/root ././punct>9", "counterfactual"),
    ("Had=have/VBD/aux>3 Norland/NNP/nsubj>3 attacked=attack/VBN/advcl>8 ,/,/punct>3 Sarvia/NNP/nsubj>8 would/MD/aux>8 have/VB/aux>8 left=leave/VBN/root ././punct>8", "counterfactual"),
    ("Should/MD/aux>3 Norland/NNP/nsubj>3 attack/VB/advcl>7 ,/,/punct>3 ships=ship/NNS/nsubj>7 will/MD/aux>7 leave/VB/root ././punct>7", "conditional"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 threaten/VB/root to/TO/mark>6 attack/VB/xcomp>4 Ostra/NNP/obj>6 ././punct>4", "negated"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 say/VB/root that/IN/mark>7 rebels=rebel/NNS/nsubj>7 attacked=attack/VBD/ccomp>4 Ostra/NNP/obj>7 ././punct>4", "possible"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 regret/VB/root attacking=attack/VBG/xcomp>4 Ostra/NNP/obj>5 ././punct>4", "reported"),
    ("Norland/NNP/nsubj>4 would/MD/aux>4 not/RB/advmod>4 attack/VB/root Ostra/NNP/obj>4 ././punct>4", "negated"),
    ("Norland/NNP/nsubj>4 may/MD/aux>4 have/VB/aux>4 tried=try/VBN/root to/TO/mark>6 attack/VB/xcomp>4 Ostra/NNP/obj>6 ././punct>4", "possible"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 arrest/VB/root or/CC/cc>6 attack/VB/conj>4 anyone/NN/obj>6 ././punct>4", "negated"),
    ("Norland/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 flee/VB/root but/CC/cc>6 attacked=attack/VBD/conj>4 Ostra/NNP/obj>6 ././punct>4", "reported"),
    ("Neither/DT/det>2 side/NN/nsubj>3 attacked=attack/VBD/root Ostra/NNP/obj>3 ././punct>3", "negated"),
    ("Few/JJ/amod>2 rebels=rebel/NNS/nsubj>3 attacked=attack/VBD/root Ostra/NNP/obj>3 ././punct>3", "negated"),
    ("Norland/NNP/nsubj>4 no/RB/advmod>3 longer=long/RBR/advmod>4 attacks=attack/VBZ/root Ostra/NNP/obj>4 ././punct>4", "negated"),
    ("Norland/NNP/nsubj>2 stopped=stop/VBD/root short/JJ/advmod>2 of/IN/mark>5 attacking=attack/VBG/advcl>3 Ostra/NNP/obj>5 ././punct>2", "negated"),
    ("Norland/NNP/nsubj>2 came=come/VBD/root close/RB/advmod>2 to/IN/mark>5 attacking=attack/VBG/advcl>3 Ostra/NNP/obj>5 ././punct>2", "counterfactual"),
    ("Norland/NNP/nsubj>2 fled=flead/VBD/root rather/RB/cc>5 than/IN/fixed>3 attack/VB/conj>2 Ostra/NNP/obj>5 ././punct>2", "counterfactual"),
    ("Norland/NNP/nsubj>2 fled=flead/VBD/root before/IN/mark>5 rebels=rebel/NNS/nsubj>5 attacked=attack/VBD/advcl>2 Ostra/NNP/obj>5 ././punct>2", "reported"),
    ("Norland/NNP/nsubj>3 will/MD/aux>3 flee/VB/root before/IN/mark>6 rebels=rebel/NNS/nsubj>6 attack/VBP/advcl>3 Ostra/NNP/obj>6 ././punct>3", "planned"),
    ("Norland/NNP/nsubj>2 feared=fear/VBD/root that/IN/mark>6 rebels=rebel/NNS/nsubj>6 had=have/VBD/aux>6 attacked=attack/VBN/ccomp>2 Ostra/NNP/obj>6 ././punct>2", "possible"),
    ("Norland/NNP/nsubj>2 asked=ask/VBD/root whether/IN/mark>5 rebels=rebel/NNS/nsubj>5 attacked=attack/VBD/ccomp>2 Ostra/NNP/obj>5 ././punct>2", "questioned"),
    ("Norland/NNP/nsubj>2 insisted=insist/VBD/root that/IN/mark>6 the/DT/det>5 rebels=rebel/NNS/nsubj>6 attack/VB/ccomp>2 Ostra/NNP/obj>6 ././punct>2", "demanded"),
    ("Attack/VB/root Ostra/NNP/obj>1 now/RB/advmod>1 !/./punct>1", "demanded"),
    ("Norland/NNP/root to/TO/mark>3 attack/VB/acl>1 Ostra/NNP/obj>3 ././punct>1", "planned"),
    ("Pirates=pirate/NNS/nsubj>2 attack/VBP/root ships=ship/NNS/obj>2 ././punct>2", "habitual"),
    ("Norland/NNP/nsubj>3 often/RB/advmod>3 attacked=attack/VBD/root ships=ship/NNS/obj>3 ././punct>3", "habitual"),
    ("There/EX/expl>2 were=be/VBD/root no/DT/det>4 reports=report/NNS/nsubj>2 of/IN/case>7 an=a/DT/det>7 attack/NN/nmod>4 ././punct>2", "negated"),
    ("There/EX/expl>2 was=be/VBD/root no/DT/det>4 attack/NN/nsubj>2 ././punct>2", "negated"),
    ("No/DT/det>2 one/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 killed=kill/VBN/root in/IN/case>7 an=a/DT/det>7 attack/NN/obl>4 ././punct>4", "reported"),
    ("The/DT/det>3 failed=fail/VBN/amod>3 attack/NN/nsubj>4 angered=anger/VBD/root Norland/NNP/obj>4 ././punct>4", "failed"),
    ("Why/WRB/advmod>4 did=do/VBD/aux>4 Norland/NNP/nsubj>4 attack/VB/root Ostra/NNP/obj>4 ?/./punct>4", "reported"),
    ("Did=do/VBD/aux>3 Norland/NNP/nsubj>3 flee/VB/root and/CC/cc>5 attack/VB/conj>3 Ostra/NNP/obj>5 ?/./punct>3", "questioned"),
    ("The/DT/det>2 order/NN/nsubj>6 to/TO/mark>4 attack/VB/acl>2 Ostra/NNP/obj>4 came=come/VBD/root late/RB/advmod>6 ././punct>6", "demanded"),
    ("The/DT/det>2 army/NN/nsubj>3 fears=fear/VBZ/root an=a/DT/det>5 attack/NN/obj>3 ././punct>3", "expected"),
    ("Norland/NNP/nsubj>4 was=be/VBD/cop>4 the/DT/det>4 first/JJ/root to/TO/mark>6 attack/VB/acl>4 Ostra/NNP/obj>6 ././punct>4", "reported"),
    ("The/DT/det>2 men=man/NNS/nsubj>7 who/WP/nsubj>4 attacked=attack/VBD/acl:relcl>2 Ostra/NNP/obj>4 may/MD/aux>7 flee/VB/root ././punct>7", "reported"),
    ("Norland/NNP/nsubj:pass>4 could/MD/aux>4 be/VB/aux:pass>4 seen=see/VBN/root attacking=attack/VBG/advcl>4 Ostra/NNP/obj>5 ././punct>4", "reported"),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "status"), HANDED_DOWN)
def test_status_of_the_attack(notation: str, status: str) -> None:
    made = parse(notation)
    attack = next(p for p in predicates_of(made, {"attack"}) if p.lemma == "attack")
    assert status_of(standing_of(made, attack, 4).axes, attributed=False) == status


@pytest.mark.parametrize(("notation", "status"), CASES)
def test_status_of_the_shelling(notation: str, status: str) -> None:
    made = parse(notation)
    shelling = next(p for p in predicates_of(made, {"shelling"}) if p.lemma in ("shell", "shelling"))
    standing = standing_of(made, shelling, 4)
    assert status_of(standing.axes, attributed=False) == status


def test_an_alleged_act_has_an_unspecified_source() -> None:
    made = parse("an/DT/det>3 alleged/JJ/amod>3 shelling/NN/root")
    (shelling,) = predicates_of(made, {"shelling"})
    assert standing_of(made, shelling, 4).sourceless == 1


def test_what_is_regretted_is_not_the_word_of_who_regrets_it() -> None:
    made = parse(
        "Oda/NNP/nsubj>2 regretted=regret/VBD/root that/IN/mark>5 Norland/NNP/nsubj>5 shelled=shell/VBD/ccomp>2 Ostra/NNP/obj>5"
    )
    shelled = next(p for p in predicates_of(made, ()) if p.lemma == "shell")
    assert standing_of(made, shelled, 4).presupposer == 1


def test_a_rejected_proposal_was_made_and_what_it_proposes_was_not() -> None:
    made = parse(
        "Oda/NNP/nsubj>2 rejected=reject/VBD/root a/DT/det>4 plan/NN/obj>2 to/TO/mark>6 shell/VB/acl>4 Ostra/NNP/obj>6"
    )
    plan, shell = (p for p in predicates_of(made, {"plan"}) if p.lemma in ("plan", "shell"))
    assert status_of(standing_of(made, plan, 4).axes, attributed=False) == "reported"
    assert status_of(standing_of(made, shell, 4).axes, attributed=False) == "negated"


def test_threats_are_of_hostile_acts() -> None:
    made = parse("Norland/NNP/nsubj>2 vowed=vow/VBD/root to/TO/mark>4 leave/VB/xcomp>2")
    leave = next(p for p in predicates_of(made, ()) if p.lemma == "leave")
    assert [status_of(standing_of(made, leave, quad).axes, attributed=False) for quad in (4, 2)] == [
        "threatened",
        "pledged",
    ]


def test_commitment_follows_polarity_and_certainty() -> None:
    held, possible, denied = (commitment_of(a) for a in (Axes(), Axes(certainty="PS"), Axes(polarity="-")))
    assert 3 >= held > possible > 0 > denied >= -3
    assert commitment_of(Axes(polarity="-", certainty="U")) > denied
    axes = [Axes(polarity=p, certainty=c, environment=e, time=t, force=f, phase=ph) for p, c, e, t, f, ph in product(
        *(get_args(hint) for hint in (Polarity, Certainty, Environment, Time)), (None, "expect", "deny"), (None, "attempt"))]  # fmt: skip
    assert all(-3 <= commitment_of(a) <= 3 for a in axes)


def test_a_very_deep_sentence_is_read() -> None:
    words = "Norland/NNP/nsubj>2 shelled=shell/VBD/root"
    made = parse(words + "".join(f" shelled=shell/VBD/ccomp>{n}" for n in range(2, 500)))
    deepest = list(predicates_of(made, ()))[-1]
    assert status_of(standing_of(made, deepest, 4).axes, attributed=False) == "reported"


def test_attributed_only_where_nothing_else_holds() -> None:
    assert status_of(Axes(), attributed=True) == "attributed"
    assert status_of(Axes(certainty="PS"), attributed=True) == "possible"
    assert status_of(Axes(polarity="-"), attributed=True) == "negated"
