"""Events -> Label Studio tasks, a claim each, with sayso's reading; `annotated` makes judgements of what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, get_args

from sayso import records
from sayso.faces.exports.own import OUR_RULES, sentence_of
from sayso.faces.exports.shape import Column, Export, ExportError, Scope, facts_of
from sayso.knowledge.claim_rules import load_rules
from sayso.model import Claim, EventView, Span, Status, Telling

SPANS = {"Trigger": None, "Actor": "actors", "Recipient": "recipients", "Place": "where", "Figure": "figures"}
LABELLED = ("actors", "recipients")  # what a span says by itself; a place or figure cannot be made of its words alone
TYPED = {"same": "ids of claims that tell of the same happening", "different": "ids of claims of another happening",
         "reason": "why"}  # fmt: skip
NO_MODE, NO_CLAIM = "no mode", "no claim"
COLUMNS: tuple[Column[Telling], ...] = (
    Column("data.text", "the claim's sentence"),
    Column("data.about", "query, ledger and versions of the export"),
    Column("data.event", "id of the event"),
    Column("data.claim", "the claim as its record, so that corrections find their way back"),
    Column("data.outlet", "who published the report"),
    Column("data.published", "when"),
    Column("predictions", "spans of trigger, actors, recipients, places, figures in the sentence; type, mode, status"),
    Column("annotations", "people's, on the way back"),
)
RULES = (
    *OUR_RULES,
    "One task a claim. Coming back: another type, mode or status, actors and recipients added or taken away, "
    "places and figures taken away, `no claim`, and ids of claims that tell of the same happening, or do not, with a "
    "reason. Places and figures cannot be added: a span does not say where or how many.",
    "Without the sentences there is nothing to label: not with --mask-persons.",
)


def chunks(views: Iterable[EventView], scope: Scope) -> Iterator[str]:
    """Yield a list of tasks; raise ExportError where persons are to be masked."""
    if scope.mask_persons:
        raise ExportError("label-studio shows sentences, in which persons cannot be masked")
    yield "["
    n = 0
    for view in views:
        for telling in view.tellings:
            text = sentence_of(telling, scope)
            if text is not None:
                yield (",\n" if n else "\n") + records.dumps(_task(view.id, telling, text, scope))
                n += 1
    yield "\n]\n"


def _task(event: str, telling: Telling, text: str, scope: Scope) -> dict[str, Any]:
    claim = telling.claim
    return {
        "data": {
            "text": text, "about": facts_of(scope), "event": event, "claim": claim,
            "outlet": telling.report.outlet, "published": telling.report.published,
        },
        "predictions": [
            {"model_version": f"{claim.made_by.sayso} {claim.made_by.model}", "score": claim.confidence,
             "result": [*_spans(claim, text), *_choices(claim)]}
        ],
    }  # fmt: skip


def _spans(claim: Claim, text: str) -> Iterator[dict[str, Any]]:
    start = claim.evidence.sentence.start
    found: list[tuple[str, Span]] = [("Trigger", claim.evidence.trigger)]
    found += [(label, item.span) for label, field in SPANS.items() if field for item in getattr(claim, field)]
    for n, (label, span) in enumerate(found):
        if claim.evidence.sentence.holds(span):
            first, end = (_units(text, at - start) for at in span)
            value = {"start": first, "end": end, "text": text[span.start - start : span.end - start], "labels": [label]}
            yield {"id": f"s{n}", "from_name": "spans", "to_name": "text", "type": "labels", "value": value}


def _units(text: str, at: int) -> int:
    """Return an offset in code points as one in UTF-16, in which browsers count."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _choices(claim: Claim) -> Iterator[dict[str, Any]]:
    for name, value in (("type", claim.type), ("mode", claim.mode or NO_MODE), ("status", claim.status)):
        yield {"id": name, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [value]}}


@lru_cache
def label_config() -> str:
    """Return the labelling configuration for these tasks."""
    book = load_rules()
    modes = sorted({m for t in book.types.values() for m in t.modes})
    statuses = list(get_args(Status))
    spans = "".join(f'<Label value="{label}"/>' for label in SPANS)
    return (
        f'<View><Labels name="spans" toName="text">{spans}</Labels><Text name="text" value="$text"/>'
        + _choice("type", sorted(book.types)) + _choice("mode", [NO_MODE, *modes]) + _choice("status", statuses)
        + _choice("verdict", ["claim", NO_CLAIM]) + "".join(_typed(name, hint) for name, hint in TYPED.items())
        + "</View>"
    )  # fmt: skip


def _choice(name: str, values: Sequence[str]) -> str:
    items = "".join(f'<Choice value="{v}"/>' for v in values)
    return f'<Choices name="{name}" toName="text" choice="single-radio">{items}</Choices>'


def _typed(name: str, hint: str) -> str:
    return f'<TextArea name="{name}" toName="text" placeholder="{hint}" maxSubmissions="1" editable="true"/>'


LABEL_STUDIO = Export(
    about="tasks for Label Studio, with sayso's reading as prediction", ending=".json", columns=COLUMNS, rules=RULES,
    chunks=chunks, shows_text=True,
)  # fmt: skip
