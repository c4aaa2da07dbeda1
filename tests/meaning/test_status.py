"""What embeds an act decides its status."""

import pytest

from sayso.meaning.predicates import predicates_of
from sayso.meaning.status import standing_of, status_of
from sayso.model import Axes
from tests.make import parse

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


def test_attributed_only_where_nothing_else_holds() -> None:
    assert status_of(Axes(), attributed=True) == "attributed"
    assert status_of(Axes(certainty="PS"), attributed=True) == "possible"
    assert status_of(Axes(polarity="-"), attributed=True) == "negated"
