"""Heads are always a tree with one root."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.tree import heads_of


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for node in range(1, len(heads) + 1):
        seen = set()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_any_scores_give_a_tree(words: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    assert is_tree(heads_of(arcs).tolist())


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_no_other_tree_is_better(words: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = heads_of(arcs)
    trees = (t for t in itertools.product(range(words + 1), repeat=words) if is_tree(list(t)))
    best = max(sum(arcs[i, h] for i, h in enumerate(t)) for t in trees)
    assert np.isclose(sum(arcs[i, h] for i, h in enumerate(heads)), best, atol=1e-4)


def test_a_long_sentence_of_equal_scores() -> None:
    assert is_tree(heads_of(np.zeros((180, 181), dtype=np.float32)).tolist())
