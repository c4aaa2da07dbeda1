import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.meaning.statement.quotations import Quotation, find_quotations, split_paragraphs
from sayso.model import Part, Span


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, split_paragraphs(text, [Part("body", Span(0, len(text)))]))


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text) if not q.depth]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("‟", "”"), ("``", "''"), ("‘", "’"), ("'", "'"),
     ("»", "«")],
)  # fmt: skip
def test_marks_of_any_kind(opening: str, closing: str) -> None:
    assert inner(f"{opening}The line held,{closing} Oda said.") == ["The line held,"]
    assert inner(f"Oda said: {opening}The line held.{closing}") == ["The line held."]


@pytest.mark.parametrize(
    "text",
    ["Oda's men didn't fire; the rebels' base stood.", "It was the class of '90 and the '70s.", "Get 'em, Oda cried.",
     "The envoys’ car wasn’t hit.", "The 6' gap and the 5'10 man.", ""],
)  # fmt: skip
def test_apostrophes_are_not_marks(text: str) -> None:
    assert inner(text) == []


def test_a_possessive_inside_single_marks() -> None:
    assert inner("'The rebels' base was hit,' Oda said.") == ["The rebels' base was hit,"]
    assert inner("Its 'peacekeepers' entered Tarn, and the 'zone' shrank.") == ["peacekeepers", "zone"]
    assert inner("'It won't end,' Oda said.") == ["It won't end,"]


def test_a_quotation_in_a_quotation_has_depth_one() -> None:
    found = quotations("“Lund told me ‘we fired’ and left,” Oda said.")
    assert [q.depth for q in found] == [0, 1]


def test_over_paragraphs_it_is_one_quotation() -> None:
    text = '"The road is shut.\n\n"It will stay shut," Oda said.'
    first, second = quotations(text)
    assert (first.flags, second.continues) == ((), 0)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'Oda said: "The road is shut.\n\nLund left. "No," he said.'
    first, second = quotations(text)
    assert text[first.inner.start : first.inner.end] == "The road is shut."
    assert first.flags == ("unclosed",)
    assert text[second.inner.start : second.inner.end] == "No,"


def test_one_odd_mark_does_not_swallow_the_next_quotation() -> None:
    assert inner('The 12" gun fired. "Stop," Oda said.') == ["Stop,"]
    assert inner('"We held. Then "Stop," Oda said.') == ["We held. Then", "Stop,"]


def test_tokenised_text_goes_by_parity() -> None:
    assert inner('" We held , " Oda said . " We left . "') == [" We held , ", " We left . "]


@given(st.text(alphabet="aB. ,\n“”\"«»„‟‘’'`s9(—\u00a0\u200f", max_size=200), st.integers(0, 60), st.integers(0, 200))
def test_hostile_text_never_raises(text: str, start: int, end: int) -> None:
    parts = [Part("title", Span(0, min(start, len(text)))), Part("body", Span(min(start, len(text)), len(text)))]
    paragraphs = split_paragraphs(text, parts)
    found = find_quotations(text, paragraphs)
    for n, q in enumerate(found):
        assert any(p.holds(q.span) for p in paragraphs)
        assert q.span.holds(q.inner)
        assert q.continues is None or q.continues < n
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    find_quotations(text, [Span(start, end)])


@given(st.text(max_size=300))
def test_any_unicode(text: str) -> None:
    quotations(text)


def test_many_marks_take_linear_time() -> None:
    quotations("'a " * 30_000)
    quotations('"a ' * 30_000)
