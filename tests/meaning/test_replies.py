"""Which acts of a sentence answer each other, and so are never one happening."""

from __future__ import annotations

import pytest

import sayso
from sayso.meaning.claim.replies import reply_of
from sayso.model import Claim
from tests.make import parse


def assaults(text: str) -> list[Claim]:
    return [c for c in sayso.read_text(text, published="2024-03-06").claims if c.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("notation", "word", "expected"),
    [
        ("Attacks/NNS/nsubj>2 prompted=prompt/VBD/root airstrikes=airstrike/NNS/obj>2", 2, "answer"),
        ("Attacks/NNS/nsubj>2 prompted=prompt/VBD/root airstrikes=airstrike/NNS/obj>2", 0, None),
        ("They/PRP/nsubj>2 retaliated=retaliate/VBD/root", 1, "answer"),
        ("They/PRP/nsubj>2 responded=respond/VBD/root with/IN/case>4 fire/NN/obl>2", 3, "answer"),
        ("They/PRP/nsubj>2 responded=respond/VBD/root to/IN/case>4 fire/NN/obl>2", 3, "cause"),
        ("They/PRP/nsubj>2 fired=fire/VBD/root in/IN/case>4 retaliation/NN/obl>2 for/IN/case>6 raids=raid/NNS/nmod>4",
         5, "cause"),
        ("They/PRP/nsubj>2 fired=fire/VBD/root in/IN/case>4 retaliation/NN/obl>2 for/IN/case>6 raids=raid/NNS/nmod>4",
         1, None),
        ("They/PRP/nsubj>2 fired=fire/VBD/root after/IN/mark>5 rebels/NNS/nsubj>5 attacked=attack/VBD/advcl>2",
         4, "before"),
        ("They/PRP/nsubj>2 fired=fire/VBD/root when/WRB/mark>5 rebels/NNS/nsubj>5 attacked=attack/VBD/advcl>2", 4, None),
    ],
)  # fmt: skip
def test_how_an_act_stands_to_others(notation: str, word: int, expected: str | None) -> None:
    assert reply_of(parse(notation), word) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in attacks by the Harbour Brigade, prompting airstrikes by Norland on Ostra.",
        "A rebel attack killed four people. The attack prompted airstrikes by the army that killed nine.",
        "Rockets fired by rebels killed two in Tarn. The army retaliated with artillery fire, killing five.",
        "The army shelled Tarn in retaliation for an attack by rebels that killed six soldiers.",
        "The army bombed Tarn in response to rocket attacks by the Harbour Brigade.",
        "Gunmen killed four soldiers in Tarn, triggering army raids in which two rebels died.",
        "A bombing by rebels in Tarn provoked airstrikes by the army.",
        "The army fired rockets at Tarn in revenge for an ambush by rebels.",
    ],
)
def test_an_answer_is_another_act(text: str) -> None:
    assert len(assaults(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Tarn, and four guards died in the attack.",
        "A bomb exploded in Tarn on Monday. Police responded to the explosion.",
        "Rebels attacked a post in Tarn on Monday. The attack prompted an inquiry.",
        "Rebels attacked a post in Tarn on Monday. Oda reacted to the attack with horror.",
        "Two guards died after gunmen attacked a bank in Tarn.",
        "Rebels shelled Tarn on Monday. Oda called for revenge for the shelling.",
    ],
)
def test_what_is_done_about_an_act_is_no_second_one(text: str) -> None:
    assert len(assaults(text)) == 1
