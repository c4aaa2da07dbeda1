"""A UD treebank -> shares of words right, on gold words and in capitals."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from sayso.evaluate.corpora.conllu import GoldSentence, sentences_of
from sayso.evaluate.corpora.treebank_text import words_and_sentences
from sayso.evaluate.scores import Scored
from sayso.language.backends import Analysis, Backend
from sayso.language.parser import load_backend


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return uas, las, upos, xpos, lemmas on gold words, las_capitals; words_f1, sentences_f1 from text."""
    backend = load_backend()
    right: Counter[str] = Counter()
    words = n = 0
    for gold in islice(sentences_of(path), limit):
        right += _hits(gold, backend)
        words += len(gold.words)
        n += 1
    scores = {key: right[key] / max(1, words) for key in ("uas", "las", "upos", "xpos", "lemmas", "las_capitals")}
    return Scored(n, scores | words_and_sentences(path))


def _hits(gold: GoldSentence, backend: Backend) -> Counter[str]:
    found = backend.analyse(gold.words)
    heads, labelled = _attached(gold, found)
    _, capitals = _attached(gold, backend.analyse([w.upper() for w in gold.words]))
    same = {"upos": (gold.upos, found.upos), "xpos": (gold.xpos, found.xpos), "lemmas": (gold.lemmas, found.lemmas)}
    hits = {key: sum(a == b for a, b in zip(*pair, strict=True)) for key, pair in same.items()}
    return Counter({**hits, "uas": heads, "las": labelled, "las_capitals": capitals})


def _attached(gold: GoldSentence, found: Analysis) -> tuple[int, int]:
    """Return the words with the right head, and those with the right relation too."""
    rows = zip(gold.heads, found.heads, gold.relations, found.relations, strict=True)
    right = [relation == guess for head, at, relation, guess in rows if head == at + 1]
    return len(right), sum(right)
