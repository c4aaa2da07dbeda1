from tests.make import parse


def test_a_parse_from_its_notation() -> None:
    p = parse("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2 ././punct>2", places="Ostra")
    assert p.text == "Norland shelled Ostra."
    assert p.lemmas[1] == "shell"
    assert p.children(1, "nsubj", "obj") == (0, 2)
    assert [(p.word(n.first), n.kind) for n in p.names] == [("Norland", "organisation"), ("Ostra", "place")]
    assert list(p.words_in(p.spans[1])) == [1]
