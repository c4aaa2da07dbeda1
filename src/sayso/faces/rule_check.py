"""A claim rule -> those of its sentences that come out otherwise than it says."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.claim_rules import ClaimRule, Example, RuleBook
from sayso.language import parse
from sayso.meaning.claims import Draft, find_drafts
from sayso.meaning.understand import scene_of
from sayso.model import Actor, Part, Report, Span
from sayso.records import content_id


def faults(rule: ClaimRule, book: RuleBook) -> Iterator[tuple[str, str]]:
    """Yield each sentence that comes out otherwise, with what is wrong.

    One that must match yields a claim of the rule's type with the actors and recipients it names; from one that must
    not, this rule makes nothing.
    """
    for example in rule.matches:
        found = [d for d in _drafts(example.text, book) if d.rule.type == rule.type]
        if not found:
            yield example.text, f"must match, and gives no {rule.type}"
        elif not any(_fits(example, draft) for draft in found):
            yield example.text, "matches with other actors or recipients"
    for text in rule.rejects:
        if any(d.rule.id == rule.id for d in _drafts(text, book)):
            yield text, "must not match, and does"


def _drafts(text: str, book: RuleBook) -> list[Draft]:
    part = Part("body", Span(0, len(text)))
    report = Report(id=content_id(None, None, None, text), text=text, parts=(part,))
    return find_drafts(scene_of(report, parse(report)), book)


def _fits(example: Example, draft: Draft) -> bool:
    sides = ((example.actors, draft.actors), (example.recipients, draft.recipients))
    return all(word.lower() in _words(found) for named, found in sides for word in named)


def _words(actors: tuple[Actor, ...]) -> str:
    return " ".join(f"{a.name or ''} {a.text}" for a in actors).lower()
