"""Chain scores by hand: the chains A B C and D E F G of a corpus against our A B, C D and F G H I."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.evaluate.corpora.chain_scores import (
    Chain,
    Sums,
    b3,
    best_pairing,
    ceafe,
    chain_scores,
    chains_of,
    mentions,
    muc,
)


def chains(words: str) -> list[Chain]:
    return [frozenset(w) for w in words.split()]


WANTED, FOUND = chains("ABC DEFG"), chains("AB CD FGHI")


def parts(sums: Sums) -> tuple[float, float, float, float]:
    return sums.wanted_right, sums.wanted, sums.found_right, sums.found


def test_muc_counts_links() -> None:
    # ABC falls into AB | C: one link of two; DEFG into D | E | FG: one of three.
    # AB is whole: 1 of 1; CD falls in two: 0 of 1; FGHI into FG | H | I: 1 of 3.
    assert parts(muc(WANTED, FOUND)) == (2, 5, 2, 5)
    assert muc(WANTED, FOUND).f1 == pytest.approx(0.4)


def test_b3_counts_company() -> None:
    # A and B have 2 of 3, C 1 of 3; D 1 of 4, E none, F and G 2 of 4: 35/12 of 7 mentions.
    # A and B have 2 of 2, C and D 1 of 2, F and G 2 of 4, H and I none: 4 of 8 mentions.
    assert parts(b3(WANTED, FOUND)) == pytest.approx((35 / 12, 7, 4, 8))


def test_ceafe_pairs_chains() -> None:
    # ABC with AB is worth 4/5, DEFG with FGHI 4/8; CD stays alone.
    assert parts(ceafe(WANTED, FOUND)) == pytest.approx((1.3, 2, 1.3, 3))


def test_ceafe_takes_the_best_pairing_not_the_best_pair_first() -> None:
    # ABCDE with ABCFG (6/10) would leave FG and DE to each other, who share nothing; crosswise it is 4/7 twice.
    wanted, found = chains("ABCDE FG"), chains("ABCFG DE")
    assert ceafe(wanted, found).wanted_right == pytest.approx(4 / 7 + 4 / 7)


def test_mentions_count_whatever_their_chain() -> None:
    assert parts(mentions(WANTED, FOUND)) == (6, 7, 6, 8)


def test_scores_of_the_example() -> None:
    recall, precision = 35 / 84, 0.5
    b3_f1 = 2 * recall * precision / (recall + precision)
    assert chain_scores([(WANTED, FOUND)]) == pytest.approx(
        {"muc_f1": 0.4, "b3_f1": b3_f1, "ceafe_f1": 0.52, "mentions_f1": 12 / 15, "conll_f1": (0.92 + b3_f1) / 3}
    )


def test_documents_are_summed_before_they_are_divided() -> None:
    scores = chain_scores([(chains("AB"), chains("AB")), (chains("ABCD"), [])])
    assert scores["muc_f1"] == pytest.approx(2 * 0.25 / 1.25)


def test_the_same_chains_are_all_right() -> None:
    assert set(chain_scores([(WANTED, WANTED[::-1])]).values()) == {1.0}


def test_nothing_found_or_nothing_there_is_nothing() -> None:
    assert set(chain_scores([(WANTED, [])]).values()) == {0.0}
    assert set(chain_scores([([], FOUND)]).values()) == {0.0}
    assert set(chain_scores([]).values()) == {0.0}


def test_a_mention_is_in_one_chain_and_a_chain_has_two() -> None:
    assert chains_of(["AB", "BC", "D", "CEF", ""]) == chains("AB CEF")


def by_trying_all(worth: NDArray[np.float64]) -> float:
    worth = worth if worth.shape[0] <= worth.shape[1] else worth.T
    rows, columns = worth.shape
    return max(sum(worth[i, j] for i, j in enumerate(choice)) for choice in permutations(range(columns), rows))


@pytest.mark.parametrize("seed", range(40))
def test_best_pairing_is_the_best_of_all(seed: int) -> None:
    random = np.random.default_rng(seed)
    shape = tuple(random.integers(1, 7, size=2))
    worth = random.random(shape) if seed % 2 else random.integers(0, 3, size=shape) / 2
    assert best_pairing(worth) == pytest.approx(by_trying_all(worth))


def test_best_pairing_of_none() -> None:
    assert best_pairing(np.zeros((0, 3))) == 0
    assert best_pairing(np.zeros((3, 0))) == 0
