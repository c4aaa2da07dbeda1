"""A raw JSON export of Label Studio -> judgements, and what in it cannot be one, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sayso import records
from sayso.faces.exports.label_studio import LABELLED, NO_CLAIM, NO_MODE, SPANS
from sayso.model import Claim, Span

CHOSEN = ("type", "mode", "status")
JOINED = ("same", "different")  # text fields that name another claim


class Unplaced(NamedTuple):
    """What a person did in a task that is no judgement, and why; `task` counts from 1."""

    task: int
    claim: str | None
    why: str


class Marked(NamedTuple):
    """A stretch of the report that a person marked as something."""

    label: str
    span: Span
    text: str


class Task(NamedTuple):
    """One claim as a person left it: what was chosen, typed and marked."""

    claim: Claim
    text: str
    chosen: Mapping[str, str]
    typed: Mapping[str, str]
    marked: tuple[Marked, ...]


Judged = dict[str, Any]  # kind, claim; other, or field and value; name and reason where they were given


def is_label_studio(given: Any) -> bool:
    """True for a list of tasks as Label Studio exports them, also in the shape that cannot be read."""
    kinds = ("data", "annotations", "annotation_id")
    return isinstance(given, list) and any(isinstance(t, dict) and any(k in t for k in kinds) for t in given)


def judgements_in(export: Sequence[Any]) -> tuple[list[Judged], list[Unplaced]]:
    """Return the judgements of an export and what is none; of a task's annotations the last that stands counts."""
    judged: list[Judged] = []
    unplaced: list[Unplaced] = []
    for n, task in enumerate(export, 1):
        key = _key(task)
        try:
            for found in _of_task(task):
                if isinstance(found, str):
                    unplaced.append(Unplaced(n, key, found))
                else:
                    judged.append({**found, "task": n})
        except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError) as error:
            said = (str(error).splitlines() or [type(error).__name__])[0][:200]
            unplaced.append(Unplaced(n, key, f"not one of sayso's tasks, or damaged ({said})"))
    return judged, unplaced


def _key(task: Any) -> str | None:
    try:
        return str(task["data"]["claim"]["id"])
    except (KeyError, TypeError):
        return None


def _of_task(task: Any) -> Iterator[Judged | str]:
    if "data" not in task:
        raise ValueError("it is JSON-MIN, or CSV: export as JSON" if "annotation_id" in task else "it has no data")
    done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    if not done:
        return
    last = max(enumerate(done), key=lambda a: (a[1].get("updated_at") or a[1].get("created_at") or "", a[0]))[1]
    claim, text = records.from_json(Claim, task["data"]["claim"]), task["data"]["text"]
    if not last["result"]:
        yield "nothing is marked or chosen; where there is no claim, choose `no claim`"
        return
    left = _left(claim, text, last["result"])
    given = _name_and_reason(last, left)
    for found in _changes(left):
        yield found if isinstance(found, str) else {"claim": claim.id, **found, **given}


def _left(claim: Claim, text: str, result: Sequence[Mapping[str, Any]]) -> Task:
    """Return a task as it was left; relations and whatever another configuration asked for are passed over."""
    of = {kind: [r for r in result if r.get("type") == kind] for kind in ("choices", "textarea", "labels")}
    return Task(
        claim, text,
        chosen={r["from_name"]: r["value"]["choices"][0] for r in of["choices"]},
        typed={r["from_name"]: " ".join(" ".join(_texts(r["value"]["text"])).split()) for r in of["textarea"]},
        marked=tuple(_marked(claim, text, r["value"], label) for r in of["labels"] for label in r["value"]["labels"]),
    )  # fmt: skip


def _texts(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _name_and_reason(annotation: Mapping[str, Any], left: Task) -> dict[str, str]:
    """Return who annotated, where the export tells more than a number, and why, where it was typed."""
    who = annotation.get("completed_by")
    name = ""
    if isinstance(who, dict):
        name = " ".join(filter(None, (who.get("first_name"), who.get("last_name")))) or who.get("email") or ""
    found = {"by": name.strip(), "reason": left.typed.get("reason", "")}
    return {k: v for k, v in found.items() if v}


def _marked(claim: Claim, text: str, value: Mapping[str, Any], label: str) -> Marked:
    """Return what stands at the offsets of a mark: of UTF-16, as browsers count, else of code points."""
    first, end, words = int(value["start"]), int(value["end"]), value.get("text")
    for a, b in ((_points(text, first), _points(text, end)), (first, end)):
        if 0 <= a < b <= len(text) and (words is None or words.split() == text[a:b].split()):  # a browser joins blanks
            start = claim.evidence.sentence.start
            return Marked(label, Span(start + a, start + b), text[a:b])
    raise ValueError(f"{str(words)[:40]!r} does not stand where it was marked")


def _points(text: str, at: int) -> int:
    """Return an offset in UTF-16 as one in code points."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore")) if at >= 0 else -1


# --- what was changed ---------------------------------------------------------------------------------------------


def _changes(left: Task) -> Iterator[Judged | str]:
    if left.chosen.get("verdict") == NO_CLAIM:
        yield {"kind": "reject"}
        return
    for kind in JOINED:
        for other in left.typed.get(kind, "").replace(",", " ").split():
            yield {"kind": kind, "other": other}
    for field in CHOSEN:
        value = None if left.chosen.get(field) == NO_MODE else left.chosen.get(field)
        if field in left.chosen and value != getattr(left.claim, field):
            yield {"kind": "correct", "field": field, "value": value}
    yield from _remarked(left)


def _remarked(left: Task) -> Iterator[Judged | str]:
    trigger = left.claim.evidence.trigger
    triggers = [m for m in left.marked if m.label == "Trigger"]
    if not triggers:
        yield "no trigger is marked: what was marked beside it is left as sayso has it"
        return
    if trigger not in [m.span for m in triggers]:
        yield f"another trigger is marked ({triggers[0].text!r}): a claim keeps its own; reject it if it is none"
    for label, field in SPANS.items():
        if field:
            yield from _changed(left.claim, field, [m for m in left.marked if m.label == label])


def _changed(claim: Claim, field: str, marked: Sequence[Marked]) -> Iterator[Judged | str]:
    """Yield the correction of a field, if its spans in the sentence are others now; those outside it stay."""
    before = getattr(claim, field)
    spans = {m.span for m in marked}
    kept = [x for x in before if x.span in spans or not claim.evidence.sentence.holds(x.span)]
    new = sorted({(m.span, m.text) for m in marked if m.span not in {x.span for x in before}})
    value = records.to_json(kept)
    if field in LABELLED:
        value += [{"text": text, "span": list(span), "basis": "described"} for span, text in new]
    else:
        yield from (f"{field}: {text!r} cannot be added, for a span does not say where or how many" for _, text in new)
    if value != records.to_json(list(before)):
        yield {"kind": "correct", "field": field, "value": value}
