"""What holds for the trees of all English sentences."""

from sayso.language.grammar import one_subject_each


def test_a_verb_of_saying_leaves_the_subject_of_what_is_said_to_it() -> None:
    # The report is a lie , Oda said
    heads, relations = [1, 6, 4, 4, 6, 6, -1], ["det", "nsubj", "cop", "det", "ccomp", "nsubj", "root"]
    one_subject_each(heads, relations)
    assert heads == [1, 4, 4, 4, 6, 6, -1]
    assert relations[1] == "nsubj"


def test_the_subject_of_a_passive_is_called_so() -> None:
    # Shots were fired Oda said
    heads, relations = [4, 2, 4, 4, -1], ["nsubj", "aux:pass", "ccomp", "nsubj", "root"]
    one_subject_each(heads, relations)
    assert (heads[0], relations[0]) == (2, "nsubj:pass")


def test_what_is_said_keeps_its_own_subject() -> None:
    # Oda said Rin left
    heads, relations = [1, -1, 3, 1], ["nsubj", "root", "nsubj", "ccomp"]
    one_subject_each(heads, relations)
    assert heads == [1, -1, 3, 1]
