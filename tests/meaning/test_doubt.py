"""What the rules hold for certain and the network reads as not so is possible; all else is as the rules say."""

from dataclasses import replace

from sayso.meaning.status import ruled_standing, standing_of, status_of
from sayso.meaning.syntax.predicates import verb_predicate
from sayso.model import Parse
from tests.make import parse

SHELLED = parse("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2 ././punct>2")
SHELLING = parse("Norland/NNP/nsubj>2 shelling=shell/VBG/root Ostra/NNP/obj>2 ././punct>2")
MAY = parse("Norland/NNP/nsubj>3 may/MD/aux>3 shell/VB/root Ostra/NNP/obj>3 ././punct>3")


def rated(made: Parse, *scores: float) -> Parse:
    return replace(made, scores={"commitment": tuple((x,) for x in scores)})


def status(made: Parse, verb: int) -> str:
    return status_of(standing_of(made, verb_predicate(made, verb), 4).axes, attributed=False)


def test_a_doubt_of_the_network_makes_it_possible_and_is_marked() -> None:
    made = rated(SHELLING, 0, -1.5, 0, 0)
    standing = standing_of(made, verb_predicate(made, 1), 4)
    assert (status(made, 1), standing.doubted) == ("possible", True)
    assert not ruled_standing(made, verb_predicate(made, 1), 4).doubted


def test_without_a_doubt_or_without_a_head_the_rules_decide() -> None:
    assert status(rated(SHELLING, 0, 2.5, 0, 0), 1) == "reported"
    assert status(SHELLING, 1) == "reported"


def test_a_verb_with_a_tense_is_not_doubted() -> None:
    assert status(rated(SHELLED, 0, -1.5, 0, 0), 1) == "reported"


def test_the_network_never_makes_certain_what_the_rules_do_not() -> None:
    assert status(rated(MAY, 0, 0, 3.0, 0, 0), 2) == "possible"
