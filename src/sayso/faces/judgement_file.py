"""A file of judgements, our own or Label Studio's -> rows of a ledger, and what could not be placed, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from sayso.faces.cli_start import key_of
from sayso.faces.exports.annotated import Unplaced, is_label_studio, judgements_in
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision, Kind, stands
from sayso.ledger.store import Connection, LedgerError

KNOWN = ("kind", "claim", "other", "field", "value", "by", "reason", "task")


class FileError(Exception):
    """A file cannot be read as judgements; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """The judgements of a file; of a `partial` one those that fit are taken, of another all or none."""

    judged: Sequence[Mapping[str, Any]]
    unplaced: tuple[Unplaced, ...] = ()
    partial: bool = False


@dataclass(slots=True)
class Placed:
    """How many judgements were written, how many stood already, and what could not be placed."""

    written: int = 0
    known: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)


def judgements_of(file: Path) -> Found:
    """Return the judgements of a file; raise FileError if it holds none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = json.loads(text) if text.lstrip().startswith("[") else [json.loads(x) for x in text.splitlines() if x]
    except (OSError, ValueError, RecursionError) as error:
        raise FileError(f"{file}: cannot be read as judgements ({error})") from error
    if is_label_studio(found):
        judged, unplaced = judgements_in(found)
        return Found(judged, tuple(unplaced), partial=True)
    for n, given in enumerate(found, 1):
        if not isinstance(given, dict) or not {"kind", "claim"} <= given.keys():
            raise FileError(f"{file}: judgement {n} has no kind or no claim")
        if given["kind"] not in get_args(Kind):
            raise FileError(f"{file}: judgement {n} is of no kind that there is: {given['kind']}")
    return Found([{k: v for k, v in given.items() if k in KNOWN and k != "task"} for given in found])


def place(connection: Connection, found: Found, default: Mapping[str, str]) -> Placed:
    """Write judgements down that do not stand yet; raise LedgerError for one that does not fit, if all or none go."""
    placed = Placed(unplaced=list(found.unplaced))
    for given in found.judged:
        try:
            with connection.begin_nested():
                decision = decision_of(connection, {**default, **given})
                if stands(connection, decision):
                    placed.known += 1
                else:
                    decide(connection, decision)
                    placed.written += 1
        except (LedgerError, ValueError) as error:
            if not found.partial:
                raise
            placed.unplaced.append(Unplaced(given["task"], given["claim"], f"{_what(given)}: {error}"))
    placed.unplaced.sort(key=lambda u: u.task)
    return placed


def decision_of(connection: Connection, given: Mapping[str, Any]) -> Decision:
    """Return a decision as a form or a file gives it, ids by their first digits; raise LedgerError for a lost claim."""
    other = given.get("other")
    return Decision(
        kind=given["kind"], claim=key_of(connection, "claim", given["claim"]),
        other=key_of(connection, "claim", other) if other else None, field=given.get("field"),
        value=_json(given["value"]) if "value" in given else None, by=given["by"], reason=given["reason"],
    )  # fmt: skip


def _json(value: Any) -> str:
    """Return a value as JSON: it may be JSON, or a plain word."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    try:
        json.loads(value)
    except ValueError:
        return json.dumps(value, ensure_ascii=False)
    return value


def _what(given: Mapping[str, Any]) -> str:
    return " ".join(str(given[k]) for k in ("kind", "field", "other") if given.get(k))
