"""Groups by average link: one misread telling parts no event, people's word holds, order says nothing."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.likeness.alike import SAME, likeness
from sayso.ledger.likeness.cluster import Rulings, connected, groups
from sayso.ledger.likeness.marks import Marks, marks_of
from tests.claims import FARVIK, OSTRA, TARN, told
from tests.ledger.test_merge import TELLINGS


def known(*readings) -> dict[str, Marks]:  # type: ignore[no-untyped-def]
    return {c.id: marks_of(r.report, c) for r in readings for c in r.claims}


def grouped(marks: dict[str, Marks], **ruled) -> list[list[str]]:  # type: ignore[no-untyped-def]
    edges = {}
    for a, b in combinations(sorted(marks), 2):
        like = likeness(marks[a], marks[b])
        if like is not None and like.score >= SAME:
            edges[a, b] = like.score
    return groups(marks, edges, Rulings(**{k: frozenset(v) for k, v in ruled.items()}))


def pair(marks: dict[str, Marks], one: int, two: int) -> tuple[str, str]:
    keys = list(marks)
    return min(keys[one], keys[two]), max(keys[one], keys[two])


THREE = known(told("a", killed=3), told("b", killed=3), told("c", killed=3))
ABROAD = known(*(told(k, killed=3) for k in "ab"), told("z", at=FARVIK, killed=3))


def test_what_is_alike_is_one_group_and_what_excludes_is_not() -> None:
    assert len(grouped(THREE)) == 1
    assert sorted(map(len, grouped(ABROAD))) == [1, 2]


def test_what_people_judge_to_be_two_stays_two() -> None:
    apart = pair(THREE, 0, 2)
    assert all(not set(apart) <= set(g) for g in grouped(THREE, different=[apart]))


def test_what_people_judge_to_be_one_is_one() -> None:
    assert len(grouped(ABROAD, same=[pair(ABROAD, 0, 2)])) == 1


def test_of_contradicting_judgements_difference_keeps_apart() -> None:
    marks = known(told("a", killed=3), told("y", at=FARVIK), told("z", at=OSTRA, day="2024-03-20"))
    found = grouped(marks, same=[pair(marks, 0, 1), pair(marks, 1, 2)], different=[pair(marks, 0, 2)])
    assert sorted(map(len, found)) == [1, 2]


def test_connected_parts_are_sorted() -> None:
    assert connected("cabd", [("a", "c"), ("b", "d")]) == [["a", "c"], ["b", "d"]]


@settings(max_examples=40, deadline=None)
@given(st.lists(TELLINGS, min_size=2, max_size=12, unique_by=lambda r: r.report.id), st.randoms())
def test_groups_are_a_partition_and_do_not_depend_on_order(readings, random) -> None:  # type: ignore[no-untyped-def]
    marks = known(*readings)
    found = grouped(marks)
    assert sorted(c for g in found for c in g) == sorted(marks)
    random.shuffle(readings)
    assert grouped(known(*readings)) == found


@settings(max_examples=40, deadline=None)
@given(st.lists(TELLINGS, min_size=1, max_size=8, unique_by=lambda r: r.report.id))
def test_what_happens_elsewhere_changes_nothing(readings) -> None:  # type: ignore[no-untyped-def]
    marks = known(*readings)
    far = known(told("far", day="1999-01-01", published="1999-01-01", at=TARN, words="Ruvik Andale fell at Mirgost."))
    assert [g for g in grouped(marks | far) if set(g) <= set(marks)] == grouped(marks)
