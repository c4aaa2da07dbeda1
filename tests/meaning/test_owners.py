"""Whose army, whose fighters."""

from sayso.meaning.actor.owners import owned
from sayso.meaning.actors import find_actors
from sayso.model import Actor
from tests.make import parse


def owner(notation: str, word: str) -> Actor:
    made = parse(notation)
    mentions = find_actors(made, on=None)
    head = next(i for i in range(len(made)) if made.word(i) == word)
    mention = next(m for m in mentions if m.head == head)
    return owned(made, head, mention.what, mentions)


def test_a_states_army() -> None:
    army = owner("Egypt/NNP/nsubj>2 denied=deny/VBD/root that/IN/mark>6 its/PRP$/nmod:poss>5 army/NN/nsubj>6 "
                 "fired=fire/VBD/ccomp>2", "army")  # fmt: skip
    assert (army.id, army.basis) == ("egy.mil", "coreference")


def test_a_groups_fighters() -> None:
    fighters = owner("Hamas/NNP/nsubj>2 said=say/VBD/root its/PRP$/nmod:poss>4 fighters=fighter/NNS/nsubj>5 "
                     "withdrew=withdraw/VBD/ccomp>2", "fighters")  # fmt: skip
    assert fighters.id == "hamas"


def test_an_army_without_an_owner_stays_nameless() -> None:
    army = owner("its/PRP$/nmod:poss>2 army/NN/nsubj>3 fired=fire/VBD/root", "army")
    assert army.id is None
