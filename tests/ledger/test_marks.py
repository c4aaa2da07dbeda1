"""Marks are what claims are compared by: places however they are spelt, the words of a story, days."""

from dataclasses import replace

import pytest

from sayso.ledger.likeness.marks import days_of, from_text, marks_of, to_text
from sayso.model import Reading, Span, When
from tests.claims import COAST, OSTRA, TARN, place, told

STORY = "Guns were heard in Qastel before dawn, said Zubrin Habrel, who keeps the ferry of Qastel."


def marks(reading: Reading):  # type: ignore[no-untyped-def]
    return marks_of(reading.report, reading.claims[0])


def test_marks_outlive_their_text() -> None:
    made = marks(told("a", killed=3, to="xsa", words=STORY))
    assert from_text(to_text(made)) == made
    assert hash(from_text(to_text(made))) == hash(made)


def test_a_name_is_known_however_it_is_spelt() -> None:
    spelt = {
        marks(told("a", at=place(n, 10.0, 20.0, 0))).spots[0].name for n in ("Kafr Zarta", "Kafrzarta", "Al-Kafr Zarta")
    }
    assert len(spelt) == 1
    assert marks(told("a", at=TARN)).spots[0].name != marks(told("a", at=OSTRA)).spots[0].name


def test_a_story_is_its_rare_words_names_and_repetitions_first() -> None:
    story = marks(told("a", words=STORY)).story
    assert max(story, key=lambda s: story[s]) == "qastel"
    assert "zubrin" in story and "habrel" in story
    assert story["zubrin"] > story.get("heard", 0)


def test_the_same_text_gives_the_same_story_and_another_hash_for_another_sentence() -> None:
    one, two = (marks(told(k, words=STORY)) for k in ("a", "b"))
    assert one.story == two.story
    assert marks(told("a", words="Another blast was heard.")).another
    assert not one.another


@pytest.mark.parametrize(("words", "another"), [
    ("Later, a mine went off in Tarn.", True), ("Hours later guns fired on Tarn.", True),
    ("A second mine went off in Tarn.", True), ("One guard fell, and they hurt the second.", False),
    ("The man was later identified as Zubrin.", False), ("They were hit and later taken to Ostra.", False),
])  # fmt: skip
def test_what_is_told_as_another(words: str, another: bool) -> None:
    assert marks(told("a", words=words)).another is another


@pytest.mark.parametrize(("words", "together"), [
    ("Two additional guards were held.", True), ("During the raid a gun was seized.", True),
    ("Another man was held during the raid.", False), ("During the night guns fired on Tarn.", False),
])  # fmt: skip
def test_more_of_what_was_told_has_no_place_of_its_own(words: str, together: bool) -> None:
    reading = told("a", words=words, at=None)
    assert marks(reading).together is together
    assert not marks(told("a", words=words, at=TARN)).together


def test_background_that_is_told_at_once_is_no_other_happening() -> None:
    words = "Four were held while guns fired on Tarn."
    made = told("a", words=words)
    start = words.index("fired")
    claim = made.claims[0]
    evidence = replace(claim.evidence, trigger=Span(start, start + 5), sentence=Span(0, len(words)))
    later = replace(claim, flags=("background",), evidence=evidence)
    assert not marks_of(made.report, later).another
    assert marks_of(made.report, replace(claim, flags=("background",))).another


def test_the_dead_of_a_war_are_no_wave_and_have_no_town() -> None:
    at = replace(TARN, basis="inferred")
    assert marks(told("a", killed=320_000, at=at)).family.endswith("war wave")
    assert marks(told("a", killed=320_000, at=at)).spots == ()
    assert marks(told("a", killed=3, at=at)).spots


def test_an_undated_claim_lies_in_the_days_before_its_report() -> None:
    made = marks(told("a", day=None))
    assert (made.last - made.first, made.dated) == (2, False)
    assert marks(told("a", day=None, published=None)).first == 0


def test_what_lasts_long_is_a_wave_and_little_known_is_vague() -> None:
    assert marks(told("a", day="2024-02-01", last="2024-03-10")).family.endswith("wave")
    assert marks(told("a", day=None, at=COAST, by=None)).vague
    assert not marks(told("a")).vague


def test_a_sentence_without_rare_words_tells_nothing() -> None:
    assert marks(told("", words="No one was killed by the army in the operation.")).telling == 0
    assert marks(told("", words=STORY)).telling >= 14


def test_what_was_by_its_reports_day_lies_in_the_days_before_as_what_has_none() -> None:
    told_by = told("a", published="2024-03-05")
    by_then = replace(
        told_by.claims[0], when=When(earliest=None, latest="2024-03-05", basis="inferred", precision="interval")
    )
    undated = replace(told_by.claims[0], when=None)
    assert days_of(told_by.report, by_then) == days_of(told_by.report, undated)
    assert not days_of(told_by.report, by_then)[2]


def test_a_province_that_is_only_inferred_is_no_place() -> None:
    (claim,) = (made := told("a", at=COAST)).claims[:1]
    inferred = replace(claim, where=tuple(replace(p, basis="inferred") for p in claim.where))
    assert claim.where[0].precision == "province"
    assert (len(marks_of(made.report, claim).spots), marks_of(made.report, inferred).spots) == (1, ())
