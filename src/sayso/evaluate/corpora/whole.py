"""Reports coded by careful reading (text/, index.json, claims.jsonl) -> how far sayso's records agree with them.

Claims pair when they stand within one sentence and have one type, or when their triggers touch; pairs are then
compared slot by slot; of figures all but subsets, which the coding does not list. `harm` is the share of deeds that
sayso calls reported and the reading has otherwise, or not at all.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.evaluate.scores import Scored, f1
from sayso.model import Actor, Claim, Reading, ReportError, Statement
from sayso.pipeline import About, read_source
from sayso.settings import Settings

DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "RETREAT", "AID", "COOPERATE"})
SMALL = frozenset("the a an of and in on for to at by its his her their s".split())
NO_SAYING = frozenset({"not asserted", "own voice"})  # attitudes, which the coding leaves out
NEAR = 15  # characters between triggers that count as one
SLOTS = ("type", "status", "speaker", "actors", "recipients", "figures", "day", "country")
Row = dict[str, Any]


@dataclass
class Tally:
    """Counts over all reports; `slots` holds (right, compared) by slot."""

    found: int = 0
    wanted: int = 0
    paired: int = 0
    deeds: int = 0
    harmful: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    slots: dict[str, list[int]] = field(default_factory=lambda: {slot: [0, 0] for slot in SLOTS})


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return claims_f1, the agreement of each slot, harm and statements_f1."""
    gold: defaultdict[str, list[Row]] = defaultdict(list)
    for line in (path / "claims.jsonl").read_text(encoding="utf8").splitlines():
        if line.strip():
            gold[json.loads(line)["report"]].append(json.loads(line))
    tally = Tally()
    n = 0
    for entry in islice(json.loads((path / "index.json").read_text(encoding="utf8")), limit):
        n += 1
        file = path / "text" / f"{entry['id']}.txt"
        try:
            reading: Reading | None = read_source(str(file), About(published=entry.get("published")), Settings())
        except ReportError:
            reading = None  # counts as missed
        _score(tally, file.read_text(encoding="utf8"), gold[entry["id"]], reading)
    return Scored(n, _scores(tally))


def _scores(tally: Tally) -> dict[str, float]:
    slots = {key: tally.slots[key][0] / max(1, tally.slots[key][1]) for key in SLOTS}
    s = tally.statements
    return {"claims_f1": f1(tally.paired, tally.found, tally.wanted), **slots,
            "harm": tally.harmful / max(1, tally.deeds),
            "claims_precision": tally.paired / max(1, tally.found),
            "claims_recall": tally.paired / max(1, tally.wanted),
            "statements_f1": f1(s["right"], s["found"], s["wanted"])}  # fmt: skip


def _score(tally: Tally, text: str, gold: list[Row], reading: Reading | None) -> None:
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+|\n\n", text)]
    found = [_row(c) for c in reading.claims] if reading else []
    wanted = [r for r in gold if r["record"] == "claim"]
    pairs = _pairs(found, wanted, ends)
    tally.found, tally.wanted, tally.paired = (
        tally.found + len(found),
        tally.wanted + len(wanted),
        tally.paired + len(pairs),
    )
    for a, b in pairs:
        for slot, same in _agreement(a, b):
            tally.slots[slot][0] += same
            tally.slots[slot][1] += 1
    matched = {id(a): b for a, b in pairs}
    for row in found:
        if row["type"] in DEEDS and row["status"] == "reported":
            other = matched.get(id(row))
            tally.deeds += 1
            tally.harmful += other is None or (
                other["type"] in DEEDS and other["status"] not in ("reported", "attributed")
            )
    _score_statements(tally, [r for r in gold if r["record"] == "statement"], reading.statements if reading else ())


def _row(claim: Claim) -> Row:
    when = claim.when
    return {"start": claim.evidence.trigger.start, "type": claim.type, "status": claim.status,
            "sayso": ["outlet", *(s.actor.name or s.actor.text if s.actor else "unspecified" for s in claim.sayso[1:])],
            "actors": _names(claim.actors), "recipients": _names(claim.recipients),
            "figures": [{"kind": f.kind, "low": f.low} for f in claim.figures if f.nature != "subset"],
            "latest": when.latest[:10] if when and when.latest else None,
            "country": next((p.country for p in claim.where if p.country), None)}  # fmt: skip


def _names(actors: Iterable[Actor]) -> list[str]:
    return [f"{a.name or ''} {a.text}".strip() for a in actors]


def _pairs(found: list[Row], wanted: list[Row], ends: list[int]) -> list[tuple[Row, Row]]:
    options = []
    for i, a in enumerate(found):
        for j, b in enumerate(wanted):
            near = abs(a["start"] - b["start"])
            together = sum(e <= a["start"] for e in ends) == sum(e <= b["start"] for e in ends)
            if near <= NEAR or (together and a["type"] == b["type"]):
                options.append((near > NEAR, a["type"] != b["type"], a["status"] != b["status"], near, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_, i, j in sorted(options):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((found[i], wanted[j]))
    return pairs


def _agreement(a: Row, b: Row) -> Iterable[tuple[str, bool]]:
    """Yield (slot, same) for every slot that either side fills."""
    yield "type", a["type"] == b["type"]
    yield "status", a["status"] == b["status"]
    for slot, x, y in (("speaker", a["sayso"][1:], b["sayso"][1:]), ("actors", a["actors"], b["actors"]),
                       ("recipients", a["recipients"], b["recipients"])):  # fmt: skip
        if _words(x) or _words(y):
            yield slot, bool(_words(x) & _words(y))
    figures = [{(f["kind"], f["low"]) for f in row.get("figures") or []} for row in (a, b)]
    if any(figures):
        yield "figures", figures[0] == figures[1]
    for slot, key in (("day", "latest"), ("country", "country")):
        if a.get(key) or b.get(key):
            yield slot, a.get(key) == b.get(key)


def _words(names: Iterable[str]) -> set[str]:
    return {w for n in names for w in re.findall(r"[a-z0-9]+", str(n).lower())} - SMALL


def _score_statements(tally: Tally, wanted: list[Row], found: Iterable[Statement]) -> None:
    """A statement is right when its content overlaps a gold one's by half and the source shares a word."""
    rows = [s for s in found if not NO_SAYING & set(s.flags)]
    used: set[int] = set()
    for row in wanted:
        for k, statement in enumerate(rows):
            if k not in used and _same_statement(row, statement):
                used.add(k)
                break
    tally.statements += Counter(right=len(used), found=len(rows), wanted=len(wanted))


def _same_statement(row: Row, statement: Statement) -> bool:
    start, end = min(s.start for s in statement.content), max(s.end for s in statement.content)
    both = min(end, row["content_end"]) - max(start, row["content_start"])
    whole = max(end, row["content_end"]) - min(start, row["content_start"])
    source = _names([statement.source]) if statement.source else []
    return both * 2 >= whole and (not _words([row["source"] or ""]) or bool(_words([row["source"]]) & _words(source)))
