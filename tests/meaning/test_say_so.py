"""Whose word it is in whole sentences: cues at the end, bylines before them, speakers who go on speaking."""

import pytest

import sayso

SOURCES = [
    ("AFP Thursday 2 Jun 2016 Six children were killed Thursday in army shelling of Tarn the civil defence said.",
     "the civil defence", "killed"),
    ("Two men were shot in Ostra the mayor of Tarn said.", "the mayor of Tarn", "shot"),
    ("Two men were shot in Ostra, the mayor of Tarn, Rael Oda, said.", "the mayor of Tarn, Rael Oda", "shot"),
    ("Afp - The death toll in a bomb attack on buses has risen to at least 112 a monitoring group said Sunday.",
     "a monitoring group", "risen"),
    ("The army took two villages while battles raged in Ostra said the Observatory which tracks the war.",
     "the Observatory", "took"),
    ("The air force destroyed a convoy near Tarn and killed a hundred militants according to local media.",
     "local media", "destroyed"),
    ("Proposals so far from the minister, Karin Oda, to raise taxes, he added, amount to tinkering.", "he", "amount"),
    ("The paradox of Lund, says Karl Rin, historian at the National Library, is that she was strong.",
     "Karl Rin, historian at the National Library", "strong"),
    ("In a poll by the Tarn Herald, Oda led by nine points.", "a poll by the Tarn Herald", "led"),
    ('Oda said,“They have to go. They have been here too long.”', "Oda", "long"),
    ("Oda's claim that Norland shelled Tarn came on Monday.", "Oda", "shelled"),
    ("The army took villages while battles raged in Ostra and Ratain said the Observatory which tracks them.",
     "the Observatory", "took"),
    ("Oda said Norland expects a big harvest, while Sarvia will likely see a small one.", "Oda", "see"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "word"), SOURCES)
def test_source_of_a_word(text: str, source: str, word: str) -> None:
    at = text.index(word)
    holding = [s for s in sayso.read_text(text).statements if any(a <= at < b for a, b in s.content)]
    assert source in {s.source.text for s in holding if s.source}


@pytest.mark.parametrize(
    ("title", "body", "speaker"),
    [
        ("Brigade leader says port is closed", "Brigade leader Rael Oda said the port was closed.", "Rael Oda"),
        ("Minister says port is closed", "Defence Minister Mira Oda and Foreign Minister Ann Lund met.", None),
    ],
)
def test_who_a_headline_has_by_title(title: str, body: str, speaker: str | None) -> None:
    first = sayso.read_text(f"{title}\n\n{body}").statements[0]
    assert first.source is not None and first.source.name == speaker


def test_a_spokesman_introduced_behind_his_name() -> None:
    text = "Rael Oda, the spokesman for the council, met the press.\n\nTwo men were shot in Tarn, the spokesman said."
    assert [s.source.name for s in sayso.read_text(text).statements if s.source] == ["Rael Oda"]


def test_two_who_disagree_in_one_sentence() -> None:
    text = "Police said four died, while the hospital said nine did."
    told = {s.source.text: s.text for s in sayso.read_text(text).statements if s.source}
    assert told == {"Police": "four died", "the hospital": "nine did"}


def test_a_speaker_goes_on_as_a_pronoun() -> None:
    text = "The Ostra Observatory said the Harbour Brigade captured two posts. It said troops launched a raid."
    names = [s.source.name for s in sayso.read_text(text).statements if s.source]
    assert names == ["Ostra Observatory", "Ostra Observatory"]


def test_he_is_no_organisation() -> None:
    text = "Norland said the port was shut. Marwah Rin, an envoy, said it would stay shut. He added that it was full."
    names = [s.source.name for s in sayso.read_text(text).statements if s.source]
    assert names[-1] == "Marwah Rin"


def test_a_monitor_is_the_one_that_the_report_names() -> None:
    text = "A raid killed four people, a monitor said. The Ostra Observatory said two were children."
    first = sayso.read_text(text).statements[0].source
    assert first is not None
    assert (first.text, first.name, first.basis) == ("a monitor", "Ostra Observatory", "coreference")


def test_a_monitor_beside_two_is_neither() -> None:
    text = "A raid killed four, a monitor said. The Ostra Observatory and the Tarn Observatory said two were children."
    first = sayso.read_text(text).statements[0].source
    assert first is not None
    assert first.name is None
