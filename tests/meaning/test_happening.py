"""Which words of a sentence tell of the same happening."""

import pytest

import sayso
from sayso.meaning.claim.happening import is_past, is_played, together, told_in
from sayso.model import Parse
from tests.make import parse


def words(p: Parse, *heads: int, people: frozenset[int] = frozenset()) -> set[str]:
    return {p.word(w) for head in heads for w in together(p, head, people)}


def test_an_operation_and_what_is_done_in_it() -> None:
    p = parse(
        "During/IN/case>3 a/DT/det>3 raid/NN/obl>5 troops/NNS/nsubj>5 seized=seize/VBD/root arms/NNS/obj>5 "
        "and/CC/cc>8 held=hold/VBD/conj>5 men/NNS/obj>8 ././punct>5"
    )
    assert words(p, 7, people=frozenset({3, 8})) == {"raid", "seized", "held"}


def test_what_a_person_did_besides_is_another_happening() -> None:
    p = parse(
        "Troops/NNS/nsubj>2 held=hold/VBD/root a/DT/det>4 man/NN/obj>2 who/WP/nsubj>6 "
        "attacked=attack/VBD/acl:relcl>4 guards/NNS/obj>6 ././punct>2"
    )
    assert "attacked" not in words(p, 1, people=frozenset({0, 3, 6}))
    assert "held" not in words(p, 5, people=frozenset({0, 3, 6}))


def test_what_was_before_it_is_another_happening() -> None:
    p = parse(
        "Troops/NNS/nsubj>2 left=leave/VBD/root after/IN/mark>5 rebels/NNS/nsubj>5 attacked=attack/VBD/advcl>2 ././punct>2"
    )
    assert words(p, 1) == {"Troops", "left"}


def test_only_a_light_verb_is_where_its_object_is() -> None:
    for verb, shares in (("conducted=conduct", True), ("condemned=condemn", False)):
        p = parse(f"They/PRP/nsubj>2 {verb}/VBD/root the/DT/det>4 raid/NN/obj>2 ././punct>2")
        assert (verb.partition("=")[0] in words(p, 3)) == shares


def test_what_a_sentence_tells_stands_below_its_verb_of_saying() -> None:
    p = parse(
        "Oda/NNP/nsubj>2 said=say/VBD/root that/IN/mark>5 troops/NNS/nsubj>5 left=leave/VBD/ccomp>2 ././punct>2 || "
        "Troops/NNS/nsubj>3 will/MD/aux>3 leave/VB/root ././punct>3 || "
        "Two/CD/nummod>2 men/NNS/root held=hold/VBN/acl>2 || "
        "UPDATE/NN/root :/:/punct>4 Guards/NNS/nsubj>4 leave/VBP/appos>1"
    )
    assert [{p.word(i) for i in told_in(p, s)} for s in p.sentences] == [{"left"}, set(), {"held"}, {"leave"}]
    assert is_past(p, 4)
    assert not is_past(p, 16)


def test_what_is_confirmed_without_a_clause() -> None:
    p = parse(
        "Oda/NNP/nsubj>2 confirmed=confirm/VBD/root the/DT/det>4 death/NN/obj>2 of/IN/case>7 a/DT/det>7 guard/NN/nmod>4 "
        "after/IN/case>10 a/DT/det>10 raid/NN/obl>2 ././punct>2"
    )
    assert {p.word(i) for i in told_in(p, p.sentences[0])} == {"death", "raid"}


def test_a_chain_without_end_costs_little() -> None:
    p = parse(" ".join(f"hit=hit/VBD/{f'conj>{i}' if i else 'root'}" for i in range(3000)))
    assert len(together(p, 0, frozenset())) <= 40
    assert len(together(p, 2999, frozenset())) <= 40


@pytest.mark.parametrize(
    ("notation", "act", "played"),
    [
        ("Exercises=exercise/NNS/nsubj>2 included=include/VBD/root strikes=strike/NNS/obj>2", 2, True),
        ("War/NN/compound>2 games=game/NNS/nsubj>3 included=include/VBD/root raids=raid/NNS/obj>3", 3, True),
        (
            "Drills=drill/NNS/nsubj>2 feature/VBP/root raids=raid/NNS/obj>2 and/CC/cc>5 strikes=strike/NNS/conj>3",
            4,
            True,
        ),
        ("Troops/NNS/nsubj>2 attacked=attack/VBD/root a/DT/det>5 mock/JJ/amod>5 village/NN/obj>2", 1, True),
        ("A/DT/det>3 dummy/JJ/amod>3 attack/NN/root", 2, True),
        ("Strikes=strike/NNS/root on/IN/case>4 dummy/NN/compound>4 targets=target/NNS/nmod>1", 0, True),
        ("Offensives=offensive/NNS/nsubj>2 included=include/VBD/root strikes=strike/NNS/obj>2", 2, False),
        ("Games=game/NNS/nsubj>2 included=include/VBD/root clashes=clash/NNS/obj>2", 2, False),
        ("Gunmen=gunman/NNS/nsubj>2 attacked=attack/VBD/root an/DT/det>4 exercise/NN/obj>2", 1, False),
        ("Exercises=exercise/NNS/nsubj>2 followed=follow/VBD/root attacks=attack/NNS/obj>2", 2, False),
        ("Attacks=attack/NNS/nsubj>2 hit/VBD/root drills=drill/NNS/obj>2", 0, False),
        ("Troops/NNS/nsubj>2 mocked=mock/VBD/root the/DT/det>4 attack/NN/obj>2", 3, False),
    ],
)
def test_what_is_only_part_of_a_drill(notation: str, act: int, played: bool) -> None:
    assert is_played(parse(notation), act) == played


def test_a_played_act_is_negated() -> None:
    (claim,) = (
        c for c in sayso.read_text("The drill included a missile strike on Ostra.").claims if c.type == "ASSAULT"
    )
    assert (claim.status, claim.axes[-1].polarity) == ("negated", "-")
