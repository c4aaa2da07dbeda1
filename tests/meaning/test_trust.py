"""Confidence: the signs of a claim and what they add up to."""

from dataclasses import replace

import pytest

import sayso
from sayso.meaning.claim.trust import SIGNS, confidence_of, load_trust, signs_of, with_confidence
from sayso.model import Actor, Claim, Place, Recipient, Source, Span, When
from tests.claims import told
from tests.make import parse

SHELLED = parse("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2 on/IN/case>5 Monday/NNP/obl>2 ././punct>2")
AT = Span(8, 15)


def claim(**changes: object) -> Claim:
    made = told("a", at=None, day=None).claims[0]
    evidence = replace(made.evidence, sentence=Span(0, len(SHELLED.text)), trigger=AT)
    return replace(made, **({"evidence": evidence} | changes))


def place(**changes: object) -> Place:
    made = Place(name="Ostra", country="XNO", precision="town", text="Ostra", span=Span(16, 21))
    return replace(made, **changes)


def test_the_numbers_fit_the_signs() -> None:
    trust = load_trust()
    assert trust.weights.keys() == SIGNS.keys()
    assert all(-3 < w < 3 for w in trust.weights.values())


SURER = ("told", "taken as known")


def test_only_two_signs_speak_for_a_claim() -> None:
    assert [name for name, weight in load_trust().weights.items() if weight > 0] == list(SURER)


@pytest.mark.parametrize(
    ("sign", "changes"),
    [
        ("whole country", {"where": (place(precision="country"),)}),
        ("inferred place", {"where": (place(basis="inferred"),)}),
        ("vague time", {"when": When(earliest="2024-03-01", latest="2024-03-31", precision="month", text="March")}),
        ("protest", {"type": "PROTEST"}),
        ("negated", {"status": "prevented"}),
        ("pronoun", {"actors": (Actor(text="they", span=AT, basis="coreference"),)}),
        ("odd source", {"sayso": (Source(kind="outlet"), Source(kind="named", actor=Actor(text="Tags", span=AT)))}),
        ("participle", {"construction": 6}),
        ("several recipients", {"recipients": (Recipient(text="a", span=AT), Recipient(text="b", span=Span(0, 1)))}),
    ],
)  # fmt: skip
def test_a_sign_lowers_the_confidence(sign: str, changes: dict[str, object]) -> None:
    plain, made = claim(actors=()), claim(**({"actors": ()} | changes))
    assert sign in signs_of(SHELLED, made) - signs_of(SHELLED, plain)
    assert confidence_of(SHELLED, made) < confidence_of(SHELLED, plain)


def test_two_sides_are_no_row_of_recipients() -> None:
    spans = (Span(0, 7), Span(16, 21))
    sides = {"actors": tuple(Actor(text="x", span=s) for s in spans)}
    both = claim(recipients=tuple(Recipient(text="x", span=s) for s in spans), **sides)
    assert "several recipients" not in signs_of(SHELLED, both)


def test_nothing_but_the_confidence_changes() -> None:
    before = claim()
    (after,) = with_confidence(SHELLED, [before])
    assert after == replace(before, confidence=after.confidence)
    assert 0 < after.confidence < 1


def test_who_is_told_of_has_no_say() -> None:
    """The two sides, whoever they are, are trusted alike."""
    ours = claim(actors=(Actor(id="xno.mil", text="Norland", span=Span(0, 7)),))
    theirs = claim(actors=(Actor(text="the Harbour Brigade", kind="armed group", span=Span(0, 7)),))
    assert confidence_of(SHELLED, ours) == confidence_of(SHELLED, theirs)


def test_it_spreads() -> None:
    """A meeting told of plainly is surer than an attack that may be meant, with a row of places and a month."""
    (met,) = sayso.read_text("Minister Anna Oda met General Tom Veld.", published="2011-05-11").claims
    found = sayso.read_text(
        '"They want rebels to attack France and villages last year," he said.', published="2011-05-11"
    ).claims
    assert met.confidence > 0.65
    assert found
    assert all(c.confidence < 0.45 for c in found)
