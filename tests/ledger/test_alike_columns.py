"""Scores of many pairs by columns are those of each pair by itself."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.likeness.alike import likeness
from sayso.ledger.likeness.alike_columns import likenesses
from sayso.ledger.likeness.marks import Marks, marks_of
from tests.claims import told
from tests.ledger.test_merge import TELLINGS

LINKED = told("a", killed=3)


def one_by_one(marks: dict[str, Marks]) -> dict[tuple[str, str], float]:
    found = {(a, b): likeness(marks[a], marks[b]) for a, b in combinations(sorted(marks), 2)}
    return {pair: like.score for pair, like in found.items() if like is not None}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TELLINGS, min_size=2, max_size=10, unique_by=lambda r: r.report.id),
    st.sampled_from(["", "ASSAULT occurred", "ACCUSE occurred", "ASSAULT apart"]),
)
def test_columns_say_what_pairs_say(readings, family) -> None:  # type: ignore[no-untyped-def]
    made = [marks_of(r.report, c) for r in readings for c in r.claims]
    if family:
        made = [
            m._replace(family=family, report="one" if n < 3 else m.report, together=n % 3 == 1)
            for n, m in enumerate(made)
        ]
    marks = {m.claim: m for m in made}
    assert likenesses(marks, combinations(sorted(marks), 2)) == one_by_one(marks)


def test_what_a_report_links_is_one_though_it_excludes_itself() -> None:
    first = marks_of(LINKED.report, LINKED.claims[0])
    other = first._replace(claim="z", first=1, last=1, same=(first.claim,))
    assert likenesses({first.claim: first, "z": other}, [(first.claim, "z")]) == {(first.claim, "z"): 1.0}


def test_no_pairs_have_no_scores() -> None:
    assert likenesses({}, []) == {}
