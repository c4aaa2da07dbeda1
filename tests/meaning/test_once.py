"""What is worked out once for a parse is worked out again for the next one, equal or not."""

from sayso.meaning.syntax.once import lowered, once
from sayso.model import Parse
from tests.make import parse

TEXT = "Oda/NNP/2/nsubj left/VBD/0/root"


def test_one_answer_for_one_parse() -> None:
    asked: list[Parse] = []

    @once
    def words(given: Parse) -> list[str]:
        asked.append(given)
        return [given.word(i) for i in range(len(given))]

    first, second = parse(TEXT), parse(TEXT)
    assert words(first) is words(first)
    assert words(second) == words(first)
    assert [id(p) for p in asked] == [id(first), id(second), id(first)]


def test_words_in_lower_case() -> None:
    made = parse(TEXT)
    assert lowered(made) == [made.lower(i) for i in range(len(made))]
