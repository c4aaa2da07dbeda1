from sayso.read.layout.paragraphs import paragraphs_of

WRAPPED = """\
The Harbour Brigade shelled the port of Ostra on Monday, officials in
the city said, and the army of Norland answered with fire of its own
until dusk.
Ten people were killed in the fighting, the mayor told reporters, and
the hospital of the town took in forty more.
"""


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in paragraphs_of(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert pieces("One is here.\n\nTwo is.\n \t\n\nThree.") == ["One is here.", "Two is.", "Three."]
    assert pieces("One is here.\r\n\r\nTwo is.") == ["One is here.", "Two is."]


def test_a_hard_wrapped_paragraph_stays_one() -> None:
    first, second = pieces(WRAPPED)
    assert first.endswith("until dusk.")
    assert second.startswith("Ten people")
    assert len(pieces(WRAPPED.upper())) == 2
    assert len(pieces(WRAPPED.replace("\n", "\r\n"))) == 2


def test_an_indent_begins_a_paragraph() -> None:
    text = WRAPPED.replace("Ten people", "   Ten people")
    text = text.replace("until dusk.", "until dusk came down over all of the town at last")
    assert len(pieces(text)) == 2


def test_every_line_a_paragraph() -> None:
    lines = ["Norland shells Ostra", "Ten people died in the city.", "“We mourn,” Oda said.", "The army was silent."]
    assert pieces("\n".join(lines)) == lines


def test_odd_space_and_none() -> None:
    assert pieces("") == []
    assert pieces(" \n\u2028 \x0b") == []
    assert pieces("\u3000One.\u2028\u2028Two.\x85") == ["One.", "Two."]
