"""What speaks for and against two claims' being one happening."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from sayso.ledger.likeness.alike import SAME, Likeness, likeness, nearness
from sayso.ledger.likeness.marks import Count, Marks, marks_of
from sayso.model import Reading
from tests.claims import COAST, FARVIK, OSTRA, place, told
from tests.ledger.test_merge import TELLINGS


def marks(reading: Reading) -> Marks:
    return marks_of(reading.report, reading.claims[0])


def alike(one: Reading, two: Reading) -> Likeness | None:
    return likeness(marks(one), marks(two))


def score(one: Reading, two: Reading) -> float:
    found = alike(one, two)
    assert found is not None
    return found.score


BASE = told("a", killed=3)


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        (told("b", killed=3), told("b", killed=4)),
        (told("b", killed=3), told("b", killed=3, day="2024-03-05")),
        (told("b", killed=3), told("b", killed=3, at=COAST)),
        (told("b", killed=3), told("b", killed=3, by="xsa.mil")),
        (told("b", killed=4, at=OSTRA), told("b", killed=4, at=COAST)),
    ],
)
def test_the_more_is_told_alike_the_surer(likelier: Reading, than: Reading) -> None:
    assert score(BASE, likelier) > score(BASE, than)


def test_days_and_towns_exclude_and_actors_and_figures_do_not() -> None:
    assert alike(BASE, told("b", day="2024-03-08")) is None
    assert alike(BASE, told("b", at=FARVIK)) is None
    assert alike(BASE, told("b", status="threatened")) is None
    assert alike(BASE, told("b", by="xsa.mil", killed=90)) is not None


def test_rare_words_of_both_reports_make_up_for_a_day_that_neither_tells() -> None:
    text = "Zubrin Habrel was shot by the Qastel ferry near Odrin, said Maluk Tervan of Odrin."
    one, two = (told(k, day=None, published=None, words=text) for k in "ab")
    other = told("b", day=None, published=None, words="Ivara Soln was shot by the mill of Penwick, said Jorun Abak.")
    assert score(one, two) >= SAME > score(one, other)


def test_boilerplate_is_no_evidence_and_a_telling_sentence_is() -> None:
    plain = "No one was hurt in the operation and the army said that it was over."
    one, two = (marks(told(k, day=None, at=None, by=None, words=plain)) for k in "ab")
    found = likeness(one._replace(told="x"), two._replace(told="x", story={}))
    assert found is not None
    assert found.score < SAME
    rare = [m._replace(told="x", telling=14, story={}) for m in (one, two)]
    assert likeness(*rare) == Likeness(0.99, ("same sentence",))


def test_one_report_may_tell_a_happening_twice_and_two_happenings() -> None:
    first = marks(told("a", killed=3))
    again = first._replace(claim="z")
    assert likeness(first, again).score >= SAME  # type: ignore[union-attr]
    assert likeness(first, again._replace(another=True, counts=())).score < SAME  # type: ignore[union-attr]
    assert likeness(first, marks(told("a", killed=9))._replace(claim="z")).score < SAME  # type: ignore[union-attr]


def test_a_clash_is_told_from_either_side() -> None:
    here, there = told("a", by="xno.mil", to="xsa.mil"), told("b", by="xsa.mil", to="xno.mil")
    found = alike(here, there)
    assert found is not None
    assert "sides swapped" in found.reasons
    assert not {"other actor", "other recipient"} & set(found.reasons)


def test_a_town_and_the_province_of_its_name_are_two_things() -> None:
    spots = [marks(told("a", at=p)).spots[0] for p in (place("Coast", 10.0, 20.0, 5), COAST)]
    assert nearness(*spots) == "same province"
    assert nearness(spots[0], spots[0]) == "same town"


def test_what_one_accuses_is_not_what_another_accuses() -> None:
    def accused(key: str, by: str) -> Marks:
        reading = told(key, by=by)
        return marks_of(reading.report, replace(reading.claims[0], type="ACCUSE"))

    assert likeness(accused("a", "xno.gov"), accused("b", "xsa.gov")) is None
    assert likeness(accused("a", "xno.gov"), accused("b", "xno.gov")) is not None


def test_a_small_number_says_less_than_a_large_one() -> None:
    def both(killed: int) -> float:
        return score(told("a", killed=killed), told("b", killed=killed))

    assert both(2) < both(17) == both(3)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, TELLINGS)
def test_it_is_the_same_either_way_round(one: Reading, two: Reading) -> None:
    assert alike(one, two) == alike(two, one)


def test_a_suicide_attack_is_one_with_explosives_and_bombs_may_fall_from_the_air() -> None:
    def by(mode: str) -> Marks:
        return marks(told(mode, killed=3))._replace(mode=mode)

    reasons = {pair: likeness(by(pair[0]), by(pair[1])) for pair in (
        ("explosives", "suicide-attack"), ("aerial", "explosives"), ("aerial", "firearms"))}  # fmt: skip
    ways = [next((r for r in found.reasons if r.endswith("way")), None) for found in reasons.values() if found]
    assert ways == ["same way", None, "other way"]


def test_more_of_what_a_report_told_is_the_same_happening() -> None:
    first = marks(told("a", killed=1))
    more = first._replace(claim="z", counts=(Count("killed", 9, 9),), spots=marks(told("a", at=FARVIK)).spots)
    assert likeness(first, more) is None
    found = likeness(first, more._replace(together=True))
    assert found is not None
    assert found.score >= SAME
    assert "told together" in found.reasons


def test_more_of_what_was_told_is_not_known_by_itself() -> None:
    assert score(BASE, told("b", killed=3)) > likeness_of(
        marks(BASE), marks(told("b", killed=3))._replace(together=True)
    )


def likeness_of(one: Marks, two: Marks) -> float:
    found = likeness(one, two)
    assert found is not None
    return found.score


def test_two_known_speakers_of_one_report_are_two() -> None:
    one = marks(told("a"))._replace(family="ACCUSE occurred", actors=("xno.gov",))
    assert likeness(one, one._replace(claim="z", actors=("xsa.gov",))) is None
    assert likeness(one, one._replace(claim="z", actors=("~she",))) is not None


def test_the_toll_of_a_war_is_one_whenever_it_is_told_and_no_wave() -> None:
    may, july = told("a", killed=320_000), told("b", killed=320_000, day="2024-07-01")
    assert score(may, july) >= SAME
    assert alike(may, told("b", killed=3, day="2024-02-01", last="2024-07-01")) is None
