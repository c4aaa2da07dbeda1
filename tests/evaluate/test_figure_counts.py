"""How the figures of a reading become one number a kind, as ISAF and as Wikipedia's list count."""

import pytest

from sayso.evaluate.corpora.figures import day_of, least, written
from sayso.model import Axes, Claim, Evidence, Figure, MadeBy, Operator, Reading, Report, Source, Span, When

DAY = "2021-05-11"


def figure(text: str, at: int, low: int, operator: Operator = "exact", nature: str = "total") -> Figure:
    return Figure(
        kind="killed", who=text.split()[-1], low=low, high=None, operator=operator, nature=nature, text=text,
        span=Span(at, at + len(text)),
    )  # type: ignore[arg-type]  # fmt: skip


def reading(*figures: Figure, when: When | None = None) -> Reading:
    evidence = Evidence(sentence=Span(0, 1), trigger=Span(0, 1), exact="", prefix="", suffix="")
    claim = Claim(
        id="c", report="r", type="ASSAULT", quad=4, intensity=0, status="reported", axes=(Axes(),), when=when,
        figures=figures, sayso=(Source(kind="outlet"),), evidence=evidence, rule="x", construction=1, confidence=1,
        made_by=MadeBy(sayso="", model="", knowledge=""),
    )  # fmt: skip
    return Reading(report=Report(id="r", text="", parts=(), published=DAY), claims=(claim,))


CASES = [
    ((), 0, 0),
    ((figure("nine men", 0, 9), figure("four men", 20, 4)), 9, 9),
    ((figure("nine men", 0, 9), figure("four men", 20, 4, nature="increment")), 13, 13),
    ((figure("nine men", 0, 9), figure("nine men", 20, 9, nature="increment")), 9, 9),  # told again
    ((figure("about 70 men", 0, 63, "about"),), 70, 70),
    ((figure("more than 30 men", 0, 31, "more than"),), 31, 30),
    ((figure("numerous men", 0, 2, "vague"),), 4, 2),
    ((figure("a chief and multiple men", 0, 3, "at least"), figure("multiple men", 12, 2, "vague", "subset")), 4, 3),
    ((figure("four bombers", 0, 4),), 4, 0),
    ((figure("nine rebels", 0, 9), figure("four men", 20, 4)), 9, 4),
    ((figure("nine rebels", 0, 9),), 9, 9),
    ((figure("a 40-year-old man", 0, 1),), 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "isaf", "wikipedia"), CASES)
def test_one_number_a_kind(figures: tuple[Figure, ...], isaf: int, wikipedia: int) -> None:
    assert (least(reading(*figures), "killed"), written(reading(*figures), "killed")) == (isaf, wikipedia)


def test_what_a_release_recalls_is_not_counted() -> None:
    old, new = (When(earliest=day, latest="2021-05-10") for day in ("2021-04-01", "2021-05-10"))
    assert least(reading(figure("nine men", 0, 9), when=old), "killed") == 0
    assert least(reading(figure("nine men", 0, 9), when=new), "killed") == 9


def test_the_day_is_the_first_stated_else_that_of_the_report() -> None:
    night = When(earliest="2021-05-09", latest="2021-05-10")
    month = When(earliest="2021-05-01", latest="2021-05-31", precision="month")
    assert [day_of(reading(when=w)) for w in (night, month, None)] == ["2021-05-09", DAY, DAY]
