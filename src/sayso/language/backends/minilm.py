"""The model that ships: a small encoder with tag, lemma, name and parser heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.language.backends import Analysis, Backend
from sayso.language.lemmas import lemma_for
from sayso.language.names import names_of
from sayso.language.network import Network, Scores, load_network
from sayso.language.tree import heads_of


def load(threads: int) -> Backend:
    """Return the shipped model."""
    network = load_network(threads)
    return Backend(network.version, lambda words: analyse(network, words))


def analyse(network: Network, words: Sequence[str]) -> Analysis:
    """Return tags, lemmas, tree and names of one sentence."""
    scores = network.scores(words)
    heads = heads_of(scores.arcs)
    best = {key: getattr(scores, key).argmax(1) for key in ("upos", "xpos", "lemma", "name")}
    tags = {key: [network.labels[key][i] for i in rows] for key, rows in best.items()}
    rows = zip(words, tags["xpos"], tags["lemma"], strict=True)
    lemmas = [lemma_for(word, tag, script) for word, tag, script in rows]
    relations = _relations(network, network.relation_scores(scores, heads), heads)
    return Analysis(tags["upos"], tags["xpos"], lemmas, (heads - 1).tolist(), relations, names_of(tags["name"]))


def _relations(network: Network, scores: Scores, heads: NDArray[np.int64]) -> list[str]:
    """The root is called root, and nothing else is."""
    labels = network.labels["relation"]
    root = labels.index("root")
    scores[heads != 0, root] = -np.inf
    scores[heads == 0, root] = np.inf
    return [labels[i] for i in scores.argmax(1)]
