"""Words of one sentence -> scores of every head, through the ONNX network that ships in weights/."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.language.stand_ins import read_as

WEIGHTS = Path(__file__).parent / "weights"
PIECES_A_WORD = 12  # as in training
PIECES_A_SENTENCE = 500  # the encoder knows 512 positions
CACHED_WORDS = 200_000

Scores = NDArray[np.float32]


class SentenceScores(NamedTuple):
    """Scores of one sentence: a row a word.

    `vectors` are what the heads read; `arcs` has a column for the root, then one a word.
    """

    vectors: Scores
    upos: Scores
    xpos: Scores
    lemma: Scores
    name: Scores
    commitment: Scores
    arcs: Scores
    rel_head: Scores
    rel_dep: Scores


@dataclass(frozen=True)
class Network:
    """The loaded network; each sentence is read by itself, so no answer depends on what else is read."""

    session: Any
    relations: Any  # the session that scores relations once heads are chosen
    tokenizer: Any
    labels: Mapping[str, list[str]]
    version: str
    pieces: dict[str, list[int]]

    def scores(self, words: Sequence[str]) -> SentenceScores:
        """Return the scores of a sentence of at least one word."""
        most = max(1, min(PIECES_A_WORD, (PIECES_A_SENTENCE - 2) // len(words)))
        ids, shapes, first = [self.tokenizer.token_to_id("[CLS]")], [0], []
        for word in read_as(words):
            first.append(len(ids))
            ids.extend(self._pieces(word)[:most])
            shapes.extend([shape(word)] * (len(ids) - first[-1]))
        ids.append(self.tokenizer.token_to_id("[SEP]"))
        feed = {"ids": np.array(ids), "first": np.array(first), "shapes": np.array([*shapes, 0])}
        return SentenceScores(*self.session.run(None, feed))

    def relation_scores(self, scores: SentenceScores, heads: NDArray[np.int64]) -> Scores:
        """Return (words, relations) for the chosen heads only: far cheaper than for every pair."""
        feed = {"rel_dep": scores.rel_dep, "chosen": scores.rel_head[heads]}
        answer: Scores = self.relations.run(None, feed)[0]
        return answer

    def _pieces(self, word: str) -> list[int]:
        known = self.pieces.get(word)
        if known is None:
            if len(self.pieces) > CACHED_WORDS:
                self.pieces.clear()
            known = self.tokenizer.encode(word, add_special_tokens=False).ids or [self.tokenizer.token_to_id("[UNK]")]
            self.pieces[word] = known = known[:PIECES_A_WORD]
        return known


def shape(word: str) -> int:
    """Return the class of a word's capitals, the one thing the uncased encoder does not see."""
    if word.islower():
        return 0
    if word.istitle():
        return 1
    if word.isupper():
        return 2
    return 3 if any(map(str.isdigit, word)) else 4


@lru_cache(maxsize=2)
def load_network(threads: int = 1) -> Network:
    """Return the network of weights/, loaded once."""
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf8"))
    version = str(card["sha256"]["network.onnx"])[:12]
    session, relations = (_session(WEIGHTS / name, threads) for name in ("network.onnx", "relations.onnx"))
    return Network(session, relations, _tokenizer(), card["labels"], version, {})


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = (WEIGHTS / "vocabulary.txt").read_text(encoding="utf8").split("\n")
    pieces = {piece: i for i, piece in enumerate(vocabulary) if piece}
    tokenizer = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer
