import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.sentences import LONGEST, cut_sentences
from sayso.language.words import cut_words


def sentences(text: str) -> list[str]:
    spans = cut_words(text)
    return [text[spans[a].start : spans[b - 1].end] for a, b in cut_sentences(text, spans)]


ENDS = [
    "Shells fell on Tarn.|Nobody was hurt.",
    "Is it over?|Yes!|It ended.",
    "“We won.”|He left.",
    "He spoke of 'victory.'|She did not.",
    'They call it "victory."|He left.',
    '"Stop!" he shouted.|They ran.',
    '"Is it over?" Minister Oda asked.|It was not.',
    "(He left at noon.)|She stayed.",
    "He fled [1].|Later he came back.[2]|He was tried.",
    "The port (what port?) was hit.",
    "He met Gen. Oda and Mr. Tarn at No. 5 Ostra St. on Jan. 5 at 6 a.m. on Monday.",
    "U.S. troops left.|They are in the U.S.|The war goes on.",
    "OSTRA, Norland, March 4 (Coast Wire) - The army fired; nobody was hurt: all had left.",
    "He waited ... and left.|Then ...|Nothing.",
    "the army left.|nobody stayed.",
    "THE U.S. ARMY LEFT.|GEN. ODA STAYED.",
    "1. Oda spoke.|2. Tarn answered.",
    "They met on 3. November in Tarn.|Nobody spoke.",
    "The King Jr. Avenue was closed.|Insp. Rin had left.",
    '"Who?" the minister of defence of Norland asked.',
    "• Guards fled|• Oda left",
    "It was great! :)|She smiled.",
    "Norland shells Ostra port",
]


@pytest.mark.parametrize("marked", ENDS)
def test_sentences_end_where_marked(marked: str) -> None:
    assert sentences(marked.replace("|", " ")) == marked.split("|")


def test_a_full_stop_without_a_space_ends_a_sentence() -> None:
    assert sentences("It ended.The army left.") == ["It ended.", "The army left."]


LINES = [
    "The army of Norland said on Monday that\nMinister Oda had left the town of Ostra\nbefore the shelling began.",
    "Killed in Tarn:|• two guards|• a driver",
    "Demands:|- free the prisoners|- open the port",
    "1) free the prisoners|2) open the port",
    "Ostra|Tarn and its port|Norland",
    "A first thing\n|Another thing",
]


@pytest.mark.parametrize("marked", LINES)
def test_new_lines_end_a_sentence_only_in_lists(marked: str) -> None:
    assert [s.strip() for s in sentences(marked.replace("|", "\n"))] == [s.strip() for s in marked.split("|")]


def test_a_very_long_sentence_is_cut_at_a_semicolon_or_comma() -> None:
    text = "word " * 100 + "; " + "word " * 100 + ", " + "word " * 400
    spans = cut_words(text)
    ranges = cut_sentences(text, spans)
    assert [end for _, end in ranges][:2] == [101, 202]
    assert all(end - first <= LONGEST for first, end in ranges)


def test_no_words_are_no_sentences() -> None:
    assert cut_sentences("", []) == []


PIECES = st.sampled_from(
    [". ", '."', "\n", "\n\n", "- ", "• ", "1. ", "Mr. ", "U.S. ", "The ", "[1]", "? ", "...", "\u200b"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=6), PIECES), max_size=40).map("".join))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    spans = cut_words(text)
    ranges = cut_sentences(text, spans)
    assert [i for first, end in ranges for i in range(first, end)] == list(range(len(spans)))
    assert all(0 < end - first <= LONGEST for first, end in ranges)


@pytest.mark.parametrize(
    "run", ["a ", ". ", '"', "'", "[1]", "a\n", "1. ", "- ", ".\n\n", 'a."', "( ", ":) ", "\n" + " " * 20_000, "a\t\n"]
)
def test_long_runs_take_linear_time(run: str) -> None:
    text = run * (200_000 // len(run))
    spans = cut_words(text)
    started = time.process_time()
    cut_sentences(text, spans)
    assert time.process_time() - started < 2
