"""Every sentence of every claim rule, through the model: it must match with its slots, or must not fire.

`known_misses.txt` lists the sentences that the present model misreads. It may only shrink: a sentence in it that comes
out right fails the test until it is taken off the list.
"""

from pathlib import Path

import pytest

from sayso.knowledge.claim_rules import ClaimRule, Example, load_rules
from sayso.language import parse
from sayso.meaning.claims import Draft, find_drafts
from sayso.meaning.understand import scene_of
from sayso.model import Actor
from tests.make import report

BOOK = load_rules(sentences=True)
KNOWN = frozenset((Path(__file__).parent / "known_misses.txt").read_text(encoding="utf8").splitlines())


def drafts_of(text: str) -> list[Draft]:
    made = report(text)
    return find_drafts(scene_of(made, parse(made)), BOOK)


def fits(example: Example, drafts: list[Draft]) -> bool:
    return any(
        all(word.lower() in _words(draft.actors) for word in example.actors)
        and all(word.lower() in _words(draft.recipients) for word in example.recipients)
        for draft in drafts
    )


def _words(actors: tuple[Actor, ...]) -> str:
    return " ".join(f"{a.name or ''} {a.text}" for a in actors).lower()


def failures(rule: ClaimRule) -> set[str]:
    found = {e.text for e in rule.matches if not fits(e, [d for d in drafts_of(e.text) if d.rule.type == rule.type])}
    return found | {t for t in rule.rejects if any(d.rule.id == rule.id for d in drafts_of(t))}


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: r.id)
def test_sentences_of_a_rule(rule: ClaimRule) -> None:
    sentences = {e.text for e in rule.matches} | set(rule.rejects)
    assert failures(rule) == KNOWN & sentences
