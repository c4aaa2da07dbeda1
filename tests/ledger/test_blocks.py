"""Claims are compared with few others: those filed under a key that they look for."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.likeness.alike import SAME, likeness
from sayso.ledger.likeness.blocks import filed, searches
from sayso.ledger.likeness.marks import Marks, marks_of
from sayso.model import Reading
from tests.claims import COAST, OSTRA, TARN, place, told
from tests.ledger.test_merge import TELLINGS


def marks(reading: Reading) -> Marks:
    return marks_of(reading.report, reading.claims[0])


def finds(one: Marks, other: Marks) -> bool:
    kept = filed(other)
    return any(key == s.key and s.start <= day <= s.end for s in searches(one) for key, day in kept)


@settings(max_examples=80, deadline=None)
@given(TELLINGS, TELLINGS)
def test_looking_is_mutual(one: Reading, two: Reading) -> None:
    assert finds(marks(one), marks(two)) == finds(marks(two), marks(one))


@settings(max_examples=80, deadline=None)
@given(TELLINGS.filter(lambda r: r.report.published is not None), st.sampled_from([TARN, OSTRA, COAST]))
def test_what_is_alike_in_place_and_day_is_found(one: Reading, at: object) -> None:
    two = told("other", at=at, killed=3)  # type: ignore[arg-type]
    found = likeness(marks(one), marks(two))
    assert found is None or found.score < SAME or finds(marks(one), marks(two))


def test_an_undated_claim_finds_and_is_found_by_the_words_of_its_story() -> None:
    text = "Zubrin Habrel was shot by the Qastel ferry near Odrin."
    undated, dated = told("a", day=None, published=None, words=text), told("b", words=text)
    assert finds(marks(undated), marks(dated))
    assert finds(marks(dated), marks(undated))
    assert not finds(marks(undated), marks(told("c")))


def test_the_number_of_claims_compared_does_not_grow_with_the_ledger() -> None:
    assert max(most_compared(days) for days in (40, 400)) <= 40


def most_compared(days: int) -> float:
    """Return how many others a claim is compared with, on average, where each day has fifty claims in fifty towns."""
    kept: dict[str, list[int]] = defaultdict(list)
    asked: list[list[tuple[str, int, int]]] = []
    for n in range(days * 50):
        made = numbered(n)
        for key, day in filed(made):
            kept[key].append(day)
        if n % 97 == 0:
            asked.append([tuple(s) for s in searches(made)])  # type: ignore[misc]
    counts = [sum(sum(start <= day <= end for day in kept.get(key, ())) for key, start, end in a) for a in asked]
    return sum(counts) / len(counts)


def numbered(n: int) -> Marks:
    """Return the n-th claim of a large ledger: a town, a day and a name of its own every time."""
    town = n % 50
    name = "".join(chr(97 + (n * 7919 // 26**i) % 26) for i in range(6))
    day = 738000 + n // 50
    made = BASE._replace(claim=f"{n:020}", report=f"r{n}", first=day, last=day, rare=(name,))
    spot = marks(
        told("a", at=place(f"Town {chr(97 + town % 26)}{town}", -40.0 + town, 3.0 * town, town + 1, f"P{town}"))
    ).spots
    return made._replace(spots=spot, story={name: 80, f"x{name[:5]}": 60}, actors=(), recipients=(), told=name)


BASE = marks(told("a"))
