"""The model that ships: a small encoder with tag, lemma, name and parser heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.language.backends import Analysis, Backend
from sayso.language.grammar import one_subject_each
from sayso.language.lemmas import lemma_for
from sayso.language.names import best_tags, names_of
from sayso.language.network import Network, Scores, load_network
from sayso.language.tree import heads_of
from sayso.model import ROOT, Name

MOST = 490  # words; the encoder knows no more positions


def load(threads: int) -> Backend:
    """Return the shipped model."""
    network = load_network(threads)
    return Backend(network.version, lambda words: analyse(network, words))


def analyse(network: Network, words: Sequence[str]) -> Analysis:
    """Return tags, lemmas, tree and names of one sentence; one of more than MOST words is read in pieces."""
    first = _piece(network, words[:MOST])
    for start in range(MOST, len(words), MOST):
        _append(first, _piece(network, words[start : start + MOST]), start)
    return first


def _append(whole: Analysis, piece: Analysis, start: int) -> None:
    """Add what comes next; its root hangs on the root of what there is."""
    root = whole.heads.index(ROOT)
    for column, part in zip(whole[:3], piece[:3], strict=True):
        column.extend(part)
    whole.heads.extend(root if h == ROOT else h + start for h in piece.heads)
    whole.relations.extend("parataxis" if h == ROOT else r for h, r in zip(piece.heads, piece.relations, strict=True))
    if whole.commitment is not None and piece.commitment is not None:
        whole.commitment.extend(piece.commitment)
    whole.names.extend(Name(n.first + start, n.end + start, n.kind) for n in piece.names)


def _piece(network: Network, words: Sequence[str]) -> Analysis:
    scores = network.scores(words)
    heads = heads_of(scores.arcs)
    best = {key: getattr(scores, key).argmax(1) for key in ("upos", "xpos", "lemma")}
    tags = {key: [network.labels[key][i] for i in rows] for key, rows in best.items()}
    rows = zip(words, tags["xpos"], tags["lemma"], strict=True)
    lemmas = [lemma_for(word, tag, script) for word, tag, script in rows]
    relations = _relations(network, network.relation_scores(scores, heads), heads)
    above = (heads - 1).tolist()
    one_subject_each(above, relations)
    return Analysis(
        tags["upos"],
        tags["xpos"],
        lemmas,
        above,
        relations,
        names_of(best_tags(scores.name, network.labels["name"])),
        [round(float(x), 2) for x in scores.commitment[:, 0].clip(-3, 3)],
    )


def _relations(network: Network, scores: Scores, heads: NDArray[np.int64]) -> list[str]:
    """The root is called root, and nothing else is."""
    labels = network.labels["relation"]
    root = labels.index("root")
    scores[heads != 0, root] = -np.inf
    scores[heads == 0, root] = np.inf
    return [labels[i] for i in scores.argmax(1)]
