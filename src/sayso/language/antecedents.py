"""Pronoun and the entities before it -> the one it stands for, or none: a small ranker over named features.

Each candidate is described by a set of features; a network of one hidden layer, trained by `training/coreference.py`,
scores it. That nobody is meant is a candidate too.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.language.entities import Document, Entity
from sayso.language.phrases import Phrase
from sayso.language.pronoun_features import Candidate, features_of

WEIGHTS = Path(__file__).parent / "weights" / "antecedents.npz"
SURE = 0.4  # least probability at which a pronoun is resolved
BACK = 3  # sentences back in which an entity was named last
BACK_LEADING = 8  # the same for entities named often
LEADING = 3  # times
MOST = 24  # candidates


class Ranker(NamedTuple):
    """Weights: a row for each feature; `direct` adds its weight to the score without the hidden layer."""

    rows: dict[str, int]
    hidden: NDArray[np.float32]  # (features, units)
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    direct: NDArray[np.float32]

    def score(self, features: list[str]) -> float:
        """Return the score of one candidate."""
        rows = [self.rows[f] for f in features if f in self.rows]
        units = np.maximum(self.hidden[rows].sum(0) + self.bias, 0)
        return float(units @ self.out + self.direct[rows].sum())


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """Return the ranker of weights/."""
    with np.load(WEIGHTS) as saved:
        rows = {name: i for i, name in enumerate(str(saved["features"]).split("\n"))}
        return Ranker(rows, *(saved[k].astype(np.float32) for k in ("hidden", "bias", "out", "direct")))


def best(document: Document, pronoun: Phrase) -> Entity | None:
    """Return the entity that a pronoun stands for, or None where no candidate is likely enough."""
    ranker = load_ranker()
    found = candidates(document, pronoun)
    if len(found) == 1:
        return None
    scores = [ranker.score(f) for f in features_of(document, pronoun, found)]
    top = max(range(len(found)), key=scores.__getitem__)
    share = 1 / sum(math.exp(s - scores[top]) for s in scores)
    chosen = found[top]
    return chosen.entity if chosen is not None and share >= SURE else None


def candidates(document: Document, pronoun: Phrase) -> list[Candidate | None]:
    """Return None for nobody, then the entities near enough that agree with the pronoun, the nearest first."""
    near = document.near(pronoun.sentence, BACK_LEADING)
    found = [c for e in near if (c := _candidate(e, pronoun)) is not None]
    found.sort(key=lambda c: (_gap(c, pronoun) < 0, abs(_gap(c, pronoun))))
    return [None, *islice(found, MOST)]


def _gap(candidate: Candidate, pronoun: Phrase) -> int:
    return pronoun.head - candidate.phrase.head


def _candidate(entity: Entity, pronoun: Phrase) -> Candidate | None:
    back = BACK_LEADING if len(entity.phrases) >= LEADING else BACK
    unknown = entity.phrases[0].kind == "pronoun"  # an unresolved pronoun tells nothing
    if unknown or pronoun.sentence - entity.last.sentence > back or not _could_be(entity, pronoun):
        return None
    before = [p for p in entity.phrases[-4:] if p.head < pronoun.head]
    if before:
        return Candidate(entity, max(before, key=lambda p: p.head))
    return Candidate(entity, entity.phrases[0])  # later in the sentence: "In his speech Oda said"


def _could_be(entity: Entity, pronoun: Phrase) -> bool:
    if pronoun.pronoun in ("he", "she"):
        other = "f" if pronoun.pronoun == "he" else "m"
        return entity.human is not False and not entity.plural and entity.gender != other
    if pronoun.pronoun == "it":
        return entity.human is not True and not entity.plural and entity.gender is None
    return True
