import numpy as np

from sayso.language.lemmas import lemma_of
from sayso.language.names import best_tags, names_of
from sayso.model import Name


def test_scripts_turn_words_into_lemmas() -> None:
    assert lemma_of("Struck", "l|3|ike") == "strike"
    assert lemma_of("was", "=be") == "be"
    assert lemma_of("Ostra", "k|0|") == "Ostra"
    assert lemma_of("a", "l|3|ike") == "a"


def test_tags_become_names() -> None:
    assert names_of(["B-person", "I-person", "O", "I-place", "B-place", "I-event"]) == [
        Name(0, 2, "person"), Name(3, 4, "place"), Name(4, 5, "place"), Name(5, 6, "event"),
    ]  # fmt: skip


def test_the_likeliest_tags_that_are_names() -> None:
    labels = ["O", "B-person", "I-person", "B-place", "I-place"]
    row = {"O": [2, 0, 0, 0, 0], "B": [0, 2, 0, 0, 0], "I": [0, 1, 2, 0, 0], "other I": [0, 0, 1.5, 0, 2]}

    def tags(*names: str) -> list[str]:
        return best_tags(np.array([row[n] for n in names], dtype=np.float32), labels)

    assert tags("O", "B", "I") == ["O", "B-person", "I-person"]
    assert tags("O", "I") == ["O", "B-person"]
    assert tags("B", "other I", "O") == ["B-person", "I-person", "O"]
    assert tags("I") == ["B-person"]
