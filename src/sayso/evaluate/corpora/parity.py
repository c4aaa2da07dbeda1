"""Acts of violence coded with who did them -> recall of a state's acts and of armed groups' acts, apart.

PATH is a folder of reports coded by careful reading (claims.jsonl; see whole.py), or of MUC messages and keys (`key*`).
recall_state, recall_non_state, recall_unnamed, recall_other: the share of coded acts that sayso has; gap: how far the
first two lie apart. named_state, named_non_state: of those found, the share with the doer named; named_gap.

coded reports  ASSAULT and COERCE that happened (reported, attributed); found is a claim of ours of that type, told as
               happened, with a trigger in the same sentence or near the coded one. The doer is of a state by the kind
               that our finder gives the coder's words (forces, government, a state); of an armed group likewise;
               `other` is anybody else, and both together. Named: our actors share a word with the coder's
MUC            incidents that the key does not call optional; found is one of our templates that may be mapped to it.
               State or not is the key's own slot of category, `unnamed` where it has neither person nor organisation
               as perpetrator. Named: one of these is found at least in part
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from sayso.evaluate.corpora.muc34 import answers, keys_of
from sayso.evaluate.corpora.muc34_scoring import score_message
from sayso.evaluate.corpora.muc34_templates import Template
from sayso.evaluate.corpora.muc34_words import ARMED, STATE
from sayso.evaluate.corpora.reports import findings_in, reading_of
from sayso.evaluate.corpora.rows import Row, rows_of, sample, text_of
from sayso.evaluate.scores import Scored
from sayso.model import Claim, ReportError

Group = Literal["state", "non_state", "unnamed", "other"]
GROUPS: tuple[Group, ...] = ("state", "non_state", "unnamed", "other")
VIOLENT = frozenset({"ASSAULT", "COERCE"})
HAPPENED = frozenset({"reported", "attributed"})
NEAR = 15  # characters between triggers that count as one
CATEGORIES: dict[str, Group] = {"STATE-SPONSORED VIOLENCE": "state", "TERRORIST ACT": "non_state"}  # MUC's own names
SMALL = frozenset("the a an of and in on for to at by its his her their s".split())


class Act(NamedTuple):
    """One coded act: who did it, whether sayso has it, and whether it has the doer."""

    group: Group
    found: bool
    named: bool


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return recall by group, gap, named by group and named_gap; n counts reports."""
    n, acts = _acts_of_messages(path, limit) if any(path.glob("key*")) else _acts_of_reports(path, limit)
    return Scored(n, scores_of(acts))


def scores_of(acts: Iterable[Act]) -> dict[str, float]:
    """Return shares by name; where a group has no act its recall is 0 and the gap tells nothing."""
    counts = Counter((a.group, key) for a in acts for key, holds in _facts(a) if holds)
    recall = {g: counts[g, "found"] / max(1, counts[g, "wanted"]) for g in GROUPS}
    named = {g: counts[g, "named"] / max(1, counts[g, "found"]) for g in GROUPS[:2]}
    return {**{f"recall_{g}": v for g, v in recall.items()}, "gap": abs(recall["state"] - recall["non_state"]),
            **{f"named_{g}": v for g, v in named.items()},
            "named_gap": abs(named["state"] - named["non_state"])}  # fmt: skip


def _facts(act: Act) -> tuple[tuple[str, bool], ...]:
    return ("wanted", True), ("found", act.found), ("named", act.found and act.named)


def _acts_of_reports(path: Path, limit: int | None) -> tuple[int, list[Act]]:
    coded: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_of(path / "claims.jsonl", "record", "report"):
        if row["record"] == "claim" and row.get("type") in VIOLENT and row.get("status") in HAPPENED:
            coded[str(row["report"])].append(row)
    entries = sample(_index(path), limit, path)
    return len(entries), [act for entry in entries for act in _acts_of(path, entry, coded[str(entry["id"])])]


def _index(path: Path) -> list[Row]:
    try:
        entries = json.loads(text_of(path / "index.json"))
    except ValueError as error:
        raise ReportError(str(path), f"index.json is no JSON ({error})") from error
    return [e for e in entries if isinstance(e, dict) and "id" in e] if isinstance(entries, list) else []


def _acts_of(path: Path, entry: Row, coded: Iterable[Row]) -> Iterator[Act]:
    reading = reading_of(text_of(path / "text" / f"{entry['id']}.txt"), entry.get("published"))
    claims = reading.claims if reading else ()
    for row in coded:
        names = [str(a) for a in row.get("actors") or ()]
        same = [c for c in claims if _tells(c, row)]
        named = any(_words(names) & _words(f"{a.name or ''} {a.text}" for a in c.actors) for c in same)
        yield Act(_group(names), bool(same), named)


def _tells(claim: Claim, row: Row) -> bool:
    start, sentence = row.get("start"), claim.evidence.sentence
    at = start if isinstance(start, int) else -NEAR - 1
    near = any(abs(t.start - at) <= NEAR for t in (claim.evidence.trigger, *claim.retold))
    inside = sentence.start <= at < sentence.end
    return claim.type == row["type"] and claim.status in HAPPENED and (near or inside)


def _group(names: Iterable[str]) -> Group:
    """Return which side the doers are of, by the kinds that our finder gives them."""
    groups = {_group_of(name) for name in names}
    return next(iter(groups)) if len(groups) == 1 else "other" if groups else "unnamed"


def _group_of(name: str) -> Group:
    scene = findings_in(name)
    kinds = {m.what.kind for m in scene.actors} if scene else set()
    return "non_state" if kinds & ARMED else "state" if kinds & STATE else "other"


def _words(names: Iterable[str]) -> set[str]:
    return {w for n in names for w in re.findall(r"[^\W_]+", n.lower())} - SMALL


def _acts_of_messages(path: Path, limit: int | None) -> tuple[int, list[Act]]:
    ours, keys = answers(path, limit), keys_of(path)
    return len(ours), [act for message in ours for act in _acts_in(keys[message], ours[message])]


def _acts_in(keys: Iterable[Template], ours: list[Template]) -> Iterator[Act]:
    wanted = [k for k in keys if not k.optional]
    for key, counts in zip(wanted, score_message(wanted, ours), strict=False):  # what is spurious comes after the key's
        doers = counts["perp-ind-id"] + counts["perp-org-id"]
        group = _category(key)
        if group is not None:
            yield Act(group, bool(counts["template"].right), bool(doers.right + doers.part))


def _category(key: Template) -> Group | None:
    """Return the key's category, or None where it leaves the choice."""
    if not any(key.fills.get(slot) for slot in ("perp-ind-id", "perp-org-id")):
        return "unnamed"
    told = {v for fill in key.fills.get("perp-inc-cat", ()) for v in fill.values}
    return CATEGORIES.get(next(iter(told)), "other") if len(told) == 1 else None
