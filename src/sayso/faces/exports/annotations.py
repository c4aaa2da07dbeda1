"""Events -> W3C Web Annotations: for each claim, what it says and where in its report it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.faces import words
from sayso.faces.exports.own import OUR_RULES
from sayso.faces.exports.shape import Column, Export, Scope, facts_of
from sayso.model import Claim, EventView, Telling
from sayso.records import dumps

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:", "about": "sayso:about"}]
COLUMNS: tuple[Column[Telling], ...] = (
    Column("id", "urn:sayso:claim: and the claim's id"),
    Column("motivation", "always classifying"),
    Column("body", "type, mode, status, actors, recipients, and the event as urn:sayso:event: and its id"),
    Column("target.source", "urn:sayso:report: and the report's id; `via` is its address"),
    Column("target.selector", "TextQuoteSelector of the word that tells the act, with the 32 characters around it "
           "(left out when persons are masked); TextPositionSelector in code points of the report's text"),
    Column("generator", "sayso with the versions of model and knowledge"),
    Column("created", "made_by has versions, and no moment of reading"),
)  # fmt: skip
RULES = (*OUR_RULES, "Positions count Unicode code points of the report's text as sayso keeps it, not of its page.")


def chunks(views: Iterable[EventView], scope: Scope) -> Iterator[str]:
    """Yield one AnnotationPage; what was asked stands in "about"."""
    head = {"@context": CONTEXT, "id": "urn:sayso:export", "type": "AnnotationPage", "about": facts_of(scope)}
    yield dumps(head)[:-1] + ',"items":['
    n = 0
    for view in views:
        for telling in view.tellings:
            yield (",\n" if n else "\n") + dumps(_annotation(view.id, telling))
            n += 1
    yield "\n]}\n"


def _annotation(event: str, telling: Telling) -> dict[str, Any]:
    claim = telling.claim
    made = claim.made_by
    by = f"sayso {made.sayso}, model {made.model}, knowledge {made.knowledge}"
    return {
        "id": f"urn:sayso:claim:{claim.id}", "type": "Annotation", "motivation": "classifying",
        "generator": {"type": "Software", "name": by},
        "body": [*_bodies(claim), {"id": f"urn:sayso:event:{event}", "purpose": "linking"}],
        "target": {"source": _source(telling), "selector": _selectors(claim)},
    }  # fmt: skip


def _bodies(claim: Claim) -> Iterator[dict[str, str]]:
    told = (
        ("classifying", claim.type), ("tagging", claim.mode), ("assessing", words.standing(claim)),
        ("describing", f"who: {words.who(claim.actors)}"), ("describing", f"to whom: {words.who(claim.recipients)}"),
    )  # fmt: skip
    for purpose, value in told:
        if value:
            yield {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _source(telling: Telling) -> dict[str, str]:
    source = {"id": f"urn:sayso:report:{telling.report.id}", "type": "Text", "language": "en"}
    return source | ({"via": telling.report.url} if telling.report.url else {})


def _selectors(claim: Claim) -> list[dict[str, Any]]:
    found = claim.evidence
    around = {k: v for k, v in (("prefix", found.prefix), ("suffix", found.suffix)) if v}
    return [
        {"type": "TextQuoteSelector", "exact": found.exact, **around},
        {"type": "TextPositionSelector", "start": found.trigger.start, "end": found.trigger.end},
    ]


ANNOTATIONS = Export(
    about="W3C Web Annotation (JSON-LD) of the evidence of every claim", ending=".jsonld", columns=COLUMNS,
    rules=RULES, chunks=chunks,
)  # fmt: skip
