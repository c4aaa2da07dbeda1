"""Keys and responses -> counts by slot and over all templates, after MUC-4's scoring guidelines, version 7.

A response's template goes to a key's where the incident type and a perpetrator or target agree at least in part; over a
message the assignment that finds most of the key is taken. What is left is missing or spurious; a template or fill that
the key marks as optional is never missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from sayso.evaluate.corpora.muc34_matching import PART, RIGHT, verdict
from sayso.evaluate.corpora.muc34_templates import SLOTS, Slot, Template

ALIGNING = (
    "perp-ind-id",
    "perp-org-id",
    "phys-tgt-id",
    "phys-tgt-type",
    "hum-tgt-name",
    "hum-tgt-desc",
    "hum-tgt-type",
)
WIDEST = 12  # columns up to which the best assignment is searched; beyond, the best pair comes first


@dataclass(frozen=True, slots=True)
class Counts:
    """Fills by how right they are."""

    right: int = 0
    part: int = 0
    wrong: int = 0
    spurious: int = 0
    missing: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def possible(self) -> int:
        """Fills that the key has."""
        return self.right + self.part + self.wrong + self.missing

    @property
    def actual(self) -> int:
        """Fills that the response has."""
        return self.right + self.part + self.wrong + self.spurious

    @property
    def recall(self) -> float:
        """Share of the key found, a part being half."""
        return (self.right + self.part / 2) / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Share of the response that is right, a part being half."""
        return (self.right + self.part / 2) / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """Their harmonic mean."""
        both = self.possible + self.actual
        return (2 * self.right + self.part) / both if both else 0.0


SlotCounts = dict[str, Counts]


def score(keys: Mapping[str, list[Template]], responses: Mapping[str, list[Template]]) -> SlotCounts:
    """Return the counts of every slot over all messages of the key, and those of templates as "template"."""
    total: SlotCounts = {"template": Counts()} | {s.name: Counts() for s in SLOTS.values()}
    for message, wanted in keys.items():
        for counts in score_message(wanted, responses.get(message, [])):
            for name, c in counts.items():
                total[name] += c
    return total


def all_templates(counts: SlotCounts) -> Counts:
    """Return the official row ALL TEMPLATES: every slot of matched, missing and spurious templates."""
    return sum((c for name, c in counts.items() if name != "template"), Counts())


def score_message(keys: Sequence[Template], responses: Sequence[Template]) -> Iterator[SlotCounts]:
    """Yield the counts of each template, matched, missing or spurious."""
    table = [[compared(k, r) for r in responses] for k in keys]
    pairs = best_pairs([[_weight(c) for c in row] for row in table])
    for i, key in enumerate(keys):
        if i in pairs:
            yield table[i][pairs[i]] | {"template": Counts(right=1)}
        elif not key.optional:
            yield compared(key, None) | {"template": Counts(missing=1)}
    for j, response in enumerate(responses):
        if j not in pairs.values():
            yield compared(None, response) | {"template": Counts(spurious=1)}


def compared(key: Template | None, response: Template | None) -> SlotCounts:
    """Return the counts of every slot of two templates; either may be none."""
    return {slot.name: _slot_counts(slot, key, response) for slot in SLOTS.values()}


def _weight(counts: SlotCounts) -> float:
    """0 where the two may not be mapped to each other, else the share of the key that is found."""
    if not _found(counts["inc-type"]) or not any(_found(counts[name]) for name in ALIGNING):
        return 0.0
    every = all_templates(counts)
    return every.recall + every.f / 1000


def _found(counts: Counts) -> bool:
    return bool(counts.right + counts.part)


def _slot_counts(slot: Slot, key: Template | None, response: Template | None) -> Counts:
    wanted = key.fills.get(slot.name, []) if key else []
    given = response.fills.get(slot.name, []) if response else []
    if key is None or not wanted or not given:
        return Counts(spurious=len(given), missing=sum(not w.optional for w in wanted))
    verdicts = [[verdict(slot, key, w, g) for g in given] for w in wanted]
    # A right fill goes before a partly right one, one that must be there before one that may.
    weights = [
        [v and v - (v < RIGHT) / 1000 - w.optional / 10000 for v in row]
        for w, row in zip(wanted, verdicts, strict=True)
    ]
    pairs = best_pairs(weights)
    found = [verdicts[i][j] for i, j in pairs.items()]
    left = [w for i, w in enumerate(wanted) if i not in pairs]
    over = len(given) - len(pairs)
    wrong = min(len(left), over)
    return Counts(found.count(RIGHT), found.count(PART), wrong, over - wrong,
                  max(0, sum(not w.optional for w in left) - wrong))  # fmt: skip


def best_pairs(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return for rows the columns of the greatest total weight, each used once; pairs of no weight are left out.

    Of equal totals the one that pairs earlier rows is taken.
    """
    if not weights or not weights[0]:
        return {}
    if len(weights[0]) > WIDEST:
        if len(weights) < len(weights[0]):
            return {i: j for j, i in best_pairs([list(column) for column in zip(*weights, strict=True)]).items()}
        return _greedy(weights)

    @cache
    def best(row: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == len(weights):
            return 0.0, ()
        options = []
        for j, weight in enumerate(weights[row]):
            if weight > 0 and not used >> j & 1:
                total, pairs = best(row + 1, used | 1 << j)
                options.append((total + weight, ((row, j), *pairs)))
        return max([*options, best(row + 1, used)], key=lambda o: o[0])

    return dict(best(0, 0)[1])


def _greedy(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for weight, i, j in sorted(((w, i, j) for i, row in enumerate(weights) for j, w in enumerate(row)), reverse=True):
        if weight > 0 and i not in found and j not in found.values():
            found[i] = j
    return found
