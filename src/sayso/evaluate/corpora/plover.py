"""PLV sentences with source, target and PLOVER root (.jsonl) -> how often our claim has that root, and that direction.

Of the claims in a sentence the one that names the marked source as actor and the marked target as recipient is taken;
else one with the two the other way round, then one that names either, then the first; what is only the content of
another claim (the attack that was threatened) comes after all others. The corpus has the roots of the first PLOVER,
which are CAMEO's, so that the claim's CAMEO code tells the root: a promise to yield (our CONCEDE, 035) is AGREE there,
an apology (055) SUPPORT, a verdict (our SANCTION, 116) ACCUSE, a blockade or a town taken (our COERCE, 191 and 192)
ASSAULT; YIELD is CAMEO's 08, our CONCEDE and RETREAT. CAMEO has no negation: cooperation or yielding that a side does
not come up with is its 12, REJECT.

root_accuracy   share of the sentences whose claim has the root; a sentence without a claim is missed
root_macro_f1   mean F1 over the roots that occur in the corpus
reversed        share of the sentences whose claim has source and target exchanged; where the root is right, one of
                them in the other's place is enough
silent          share of the sentences without a claim
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.overlap import locate, touch
from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import Row, rows_of, sample
from sayso.evaluate.scores import Scored, f1
from sayso.model import Actor, Claim, Span

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
TO_COME = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
TAG = re.compile(r"</?[st]>")


class Roles(NamedTuple):
    """Whether a claim names source and target in their places, and in each other's."""

    source: bool
    target: bool
    source_as_recipient: bool
    target_as_actor: bool

    @property
    def exchanged(self) -> bool:
        """True if each stands in the other's place; where both do it to each other, they are not exchanged."""
        return self.source_as_recipient and self.target_as_actor and not (self.source and self.target)

    @property
    def misplaced(self) -> bool:
        """True if one stands in the other's place, and none in its own."""
        return (self.source_as_recipient or self.target_as_actor) and not (self.source or self.target)


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return root_accuracy, root_macro_f1, reversed, silent; n is the number of sentences."""
    pairs: Counter[tuple[str, str | None]] = Counter()
    exchanged = 0
    rows = sample(rows_of(path, "sentence", "gold_root"), limit, path)
    for row in rows:
        reading = reading_of(str(row["sentence"]))
        claim, roles = _taken(reading.claims if reading else (), *_marked(row))
        root = str(row["gold_root"]).upper()
        pair = YIELD.get(root, root), _root(claim) if claim else None
        pairs[pair] += 1
        exchanged += roles is not None and (roles.exchanged or (roles.misplaced and pair[0] == pair[1]))
    return Scored(len(rows), {
        "root_accuracy": sum(n for (gold, ours), n in pairs.items() if gold == ours) / len(rows),
        "root_macro_f1": _macro_f1(pairs),
        "reversed": exchanged / len(rows),
        "silent": sum(n for (_, ours), n in pairs.items() if ours is None) / len(rows),
    })  # fmt: skip


def _root(claim: Claim) -> str:
    """Return the corpus's root; cooperation to come is AGREE, withheld REJECT, harm that a side announces THREATEN."""
    if claim.status in ("negated", "failed") and claim.type in TO_COME:
        return "REJECT"
    if claim.status in ("planned", "pledged") and claim.type in TO_COME:
        return "AGREE"
    if claim.status == "threatened":
        return "THREATEN"
    return ROOTS.get((claim.cameo or "")[:2]) or YIELD.get(claim.type, claim.type)


def _macro_f1(pairs: Counter[tuple[str, str | None]]) -> float:
    roots = sorted({gold for gold, _ in pairs})
    each = []
    for root in roots:
        found = sum(n for (_, ours), n in pairs.items() if ours == root)
        wanted = sum(n for (gold, _), n in pairs.items() if gold == root)
        each.append(f1(pairs[root, root], found, wanted))
    return sum(each) / max(1, len(each))


def _taken(claims: Iterable[Claim], source: Span | None, target: Span | None) -> tuple[Claim | None, Roles | None]:
    best: tuple[int, Claim, Roles] | None = None
    for claim in claims:
        roles = Roles(
            _names(claim.actors, source), _names(claim.recipients, target),
            _names(claim.recipients, source), _names(claim.actors, target),
        )  # fmt: skip
        either = any(roles)
        rank = 3 if roles.source and roles.target else 2 if roles.exchanged else 1 if either else 0
        rank -= 4 * any(link.relation == "content of" for link in claim.links)
        if best is None or rank > best[0]:
            best = rank, claim, roles
    return best[1:] if best else (None, None)


def _names(actors: Iterable[Actor], span: Span | None) -> bool:
    return span is not None and any(touch(a.span, span) for a in actors)


def _marked(row: Row) -> tuple[Span | None, Span | None]:
    """Return where source and target stand: as <s> and <t> mark them, else where their words stand first."""
    text, marked = str(row["sentence"]), str(row.get("marked_sentence") or "")
    spans = []
    for tag, key in (("s", "source"), ("t", "target")):
        before, opened, rest = marked.partition(f"<{tag}>")
        words = TAG.sub("", rest.partition(f"</{tag}>")[0]) if opened else str(row.get(key) or "")
        spans.append(locate(text, words, len(TAG.sub("", before)) if opened else 0))
    return spans[0], spans[1]
