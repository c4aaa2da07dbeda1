"""Events -> Label Studio tasks, a claim each, with sayso's reading; and what people change there -> judgements."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from sayso import records
from sayso.faces.exports.own import OUR_RULES, sentence_of
from sayso.faces.exports.shape import Column, Export, ExportError, Scope, facts_of
from sayso.knowledge.claim_rules import load_rules
from sayso.model import Claim, EventView, Span, Status, Telling

SPANS = {"Trigger": None, "Actor": "actors", "Recipient": "recipients", "Place": "where", "Figure": "figures"}
LABELLED = ("actors", "recipients")  # what a span says by itself; a place or figure cannot be made of its words alone
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
    "places and figures taken away, and `no claim`. Places and figures cannot be added: a span does not say where "
    "or how many.",
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


def _points(text: str, at: int) -> int:
    """Return an offset in UTF-16 as one in code points."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))


def _choices(claim: Claim) -> Iterator[dict[str, Any]]:
    for name, value in (("type", claim.type), ("mode", claim.mode or NO_MODE), ("status", claim.status)):
        yield {"id": name, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [value]}}


def corrections_of(export: Any) -> list[dict[str, Any]]:
    """Return the judgements in Label Studio's JSON export: dicts of kind, claim, and for a correction field and value.

    Of several annotations of a task the last that was not cancelled counts. Raises ValueError that names the task.
    """
    if not isinstance(export, list):
        raise ValueError("not a list of Label Studio's tasks")
    return [judgement for n, task in enumerate(export) for judgement in _of_task(n, task)]


def _of_task(n: int, task: Any) -> list[dict[str, Any]]:
    try:
        claim, text = records.from_json(Claim, task["data"]["claim"]), task["data"]["text"]
        done = [a["result"] for a in task.get("annotations", ()) if not a.get("was_cancelled")]
        return list(_changes(claim, text, done[-1])) if done else []
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise ValueError(f"task {n + 1}: not one of sayso's, or damaged ({error})") from error


def _changes(claim: Claim, text: str, result: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    chosen = {r["from_name"]: r["value"]["choices"][0] for r in result if r["type"] == "choices"}
    if chosen.get("verdict") == NO_CLAIM:
        yield {"kind": "reject", "claim": claim.id}
        return
    for field in ("type", "mode", "status"):
        value = None if chosen.get(field) == NO_MODE else chosen.get(field)
        if field in chosen and value != getattr(claim, field):
            yield {"kind": "correct", "claim": claim.id, "field": field, "value": value}
    marks = [(r["value"]["labels"], _marked(claim, text, r["value"])) for r in result if r["type"] == "labels"]
    for label, slot in SPANS.items():
        if slot:
            yield from _changed(claim, slot, dict(found for labels, found in marks if label in labels))


def _marked(claim: Claim, text: str, value: Mapping[str, Any]) -> tuple[Span, str]:
    """Return the span in the report that a span of the task's text stands for, and its words."""
    first, end = _points(text, value["start"]), _points(text, value["end"])
    start = claim.evidence.sentence.start
    return Span(start + first, start + end), text[first:end]


def _changed(claim: Claim, field: str, marked: Mapping[Span, str]) -> Iterator[dict[str, Any]]:
    """Yield the correction of a field, if its spans in the sentence are others now; those outside it stay."""
    before = getattr(claim, field)
    kept = [x for x in before if x.span in marked or not claim.evidence.sentence.holds(x.span)]
    value = records.to_json(kept)
    if field in LABELLED:
        new = sorted(set(marked) - {x.span for x in before})
        value += [{"text": marked[s], "span": list(s), "basis": "described"} for s in new if marked[s]]
    if value != records.to_json(list(before)):
        yield {"kind": "correct", "claim": claim.id, "field": field, "value": value}


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
        + _choice("verdict", ["claim", NO_CLAIM]) + "</View>"
    )  # fmt: skip


def _choice(name: str, values: Sequence[str]) -> str:
    items = "".join(f'<Choice value="{v}"/>' for v in values)
    return f'<Choices name="{name}" toName="text" choice="single-radio">{items}</Choices>'


LABEL_STUDIO = Export(
    about="tasks for Label Studio, with sayso's reading as prediction", ending=".json", columns=COLUMNS, rules=RULES,
    chunks=chunks, shows_text=True,
)  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(corrections_of(json.load(sys.stdin)), ensure_ascii=False, indent=1) + "\n")
