"""Wikipedia's list of incidents (.js, .json), each described in a few sentences -> ASSAULTs that sayso makes of one.

`assaults` is the mean number of claims of ASSAULT an incident that are said to have happened and are not linked to an
earlier one as the same happening; 1 would be right. `claims` counts them before that; `none` and `several` are the
shares of incidents with no assault and with more than one. A description that fails has none.
"""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate.corpora.figures import listed
from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored
from sayso.model import Claim, Reading

TOLD = frozenset({"reported", "attributed"})


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return assaults, claims, none, several; n is the number of incidents."""
    incidents = sample(listed(path), limit, path)
    counts = [_counts(reading_of(text)) for text, _ in incidents]
    n = len(counts)
    apart = [happenings for _, happenings in counts]
    return Scored(n, {"assaults": sum(apart) / n, "claims": sum(c for c, _ in counts) / n, "none": apart.count(0) / n,
                      "several": sum(a > 1 for a in apart) / n})  # fmt: skip


def _counts(reading: Reading | None) -> tuple[int, int]:
    """Return the assaults of a reading, and those that are a happening of their own."""
    told = [c for c in reading.claims if c.type == "ASSAULT" and c.status in TOLD] if reading else []
    return len(told), sum(not _again(c) for c in told)


def _again(claim: Claim) -> bool:
    return any(link.relation == "same happening" for link in claim.links)
