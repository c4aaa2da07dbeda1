"""Every sentence of every claim rule, through the model: it must match with its slots, or must not fire.

`known_misses.txt` lists the sentences that the present model misreads. It may only shrink: a sentence in it that comes
out right fails the test until it is taken off the list.
"""

from pathlib import Path

import pytest

from sayso.faces.rule_check import faults
from sayso.knowledge.claim_rules import ClaimRule, load_rules

BOOK = load_rules(sentences=True)
KNOWN = frozenset((Path(__file__).parent / "known_misses.txt").read_text(encoding="utf8").splitlines())


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: r.id)
def test_sentences_of_a_rule(rule: ClaimRule) -> None:
    sentences = {e.text for e in rule.matches} | set(rule.rejects)
    assert {text for text, _ in faults(rule, BOOK)} == KNOWN & sentences
