from sayso.language.lemmas import lemma_of
from sayso.language.names import names_of
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
