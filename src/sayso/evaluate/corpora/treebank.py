"""A UD treebank -> shares of words read right, on gold words in any case, and F1 of what is read from raw text.

Scores from raw text are those of the CoNLL 2018 shared task: words are aligned by their spans, and each score is the
F1 over all words of both sides; relations are compared whole, with their subtypes. Words and sentences of the raw text
are as we cut them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.conllu import BLANK, COLUMNS, GoldSentence, sentences_of
from sayso.evaluate.corpora.treebank_text import Paragraph, paragraphs, words_and_sentences
from sayso.evaluate.scores import Scored, f1
from sayso.language.backends import Analysis, Backend
from sayso.language.parser import assemble
from sayso.language.sentences import cut_sentences
from sayso.language.words import cut_words
from sayso.model import ROOT, Parse, ReportError, Sentence

LEMMA, UPOS, XPOS, HEAD, RELATION = 2, 3, 4, 6, 7
NEEDS = {"lemmas": {LEMMA}, "upos": {UPOS}, "xpos": {XPOS}, "uas": {HEAD}, "las": {HEAD, RELATION}}
CASES: dict[str, Callable[[str], str]] = {
    "las_capitals": str.upper,
    "las_lower": str.lower,
    "las_title": lambda word: word[:1].upper() + word[1:],
}
REMEMBERED = 100_000  # sentences; most of the raw text is cut as in the treebank and need not be read again
Read = Callable[[Sequence[str]], Analysis]


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores of the first `limit` sentences; what the file leaves blank throughout is not scored.

    On gold words uas, las, upos, xpos, lemmas, and las_capitals, las_lower, las_title; from raw text words_f1,
    sentences_f1 (for GUM also of its genres news and interview), which are always of the whole file as they need no
    model, and uas_raw, las_raw, upos_raw, lemmas_raw.
    """
    every = [*sentences_of(path)]
    if not every:
        raise ReportError(str(path), "holds no sentence in CoNLL-U")
    sentences = every[:limit]
    read = _reader(backend_in_force())
    scores = _on_gold_words(sentences, read) | _from_raw_text(paragraphs(sentences), read)
    scores |= words_and_sentences(paragraphs(every))
    given = {i for i in range(COLUMNS) if any(row[i] != BLANK for gold in sentences for row in gold.rows)}
    known = {key: value for key, value in scores.items() if NEEDS.get(key.split("_")[0], set()) <= given}
    return Scored(len(sentences), known)


def _reader(backend: Backend) -> Read:
    read = lru_cache(REMEMBERED)(backend.analyse)
    return lambda words: read(tuple(words))


def _on_gold_words(sentences: list[GoldSentence], read: Read) -> dict[str, float]:
    right: Counter[str] = Counter()
    for gold in sentences:
        found = read(gold.words)
        for key, number, column in (
            ("upos", UPOS, found.upos),
            ("xpos", XPOS, found.xpos),
            ("lemmas", LEMMA, found.lemmas),
        ):
            right[key] += sum(a == b for a, b in zip(gold.column(number), column, strict=True))
        heads, labelled = _attached(gold, found)
        right.update(uas=heads, las=labelled)
        for key, case in CASES.items():
            right[key] += _attached(gold, read([case(word) for word in gold.words]))[1]
    words = sum(len(gold.rows) for gold in sentences)
    return {key: right[key] / words for key in ("uas", "las", "upos", "xpos", "lemmas", *CASES)}


def _attached(gold: GoldSentence, found: Analysis) -> tuple[int, int]:
    """Return the words with the right head, and those with the right relation too."""
    rows = zip(gold.heads, found.heads, gold.column(RELATION), found.relations, strict=True)
    right = [relation == guess for head, at, relation, guess in rows if head == at + 1]
    return len(right), sum(right)


def _from_raw_text(texts: Iterable[Paragraph], read: Read) -> dict[str, float]:
    right: Counter[str] = Counter()
    found = wanted = 0
    for paragraph in texts:
        parse = _parse(paragraph.text, read)
        right.update(_aligned(paragraph, parse))
        found += len(parse)
        wanted += len(paragraph.words)
    return {key: f1(right[key], found, wanted) for key in ("uas_raw", "las_raw", "upos_raw", "lemmas_raw")}


def _parse(text: str, read: Read) -> Parse:
    words = cut_words(text)
    sentences = [Sentence(first, end, "body") for first, end in cut_sentences(text, words)]
    rows = (read([text[a:b] for a, b in words[s.first : s.end]]) for s in sentences)
    return assemble(text, words, sentences, rows, "")


def _aligned(paragraph: Paragraph, parse: Parse) -> dict[str, int]:
    """Return how many words are right, of those whose spans are those of the treebank."""
    ours = {span: i for i, span in enumerate(parse.spans)}
    theirs = {span: i for i, span in reversed([*enumerate(paragraph.words)])}
    partner = {ROOT: ROOT} | {i: ours[span] for span, i in theirs.items() if span in ours}
    pairs = [(paragraph.rows[i], i, j) for i, j in partner.items() if i != ROOT]
    attached = [(row, j) for row, i, j in pairs if partner.get(paragraph.heads[i]) == parse.heads[j]]
    return {
        "uas_raw": len(attached),
        "las_raw": sum(row[RELATION] == parse.relations[j] for row, j in attached),
        "upos_raw": sum(row[UPOS] == parse.upos[j] for row, _, j in pairs),
        "lemmas_raw": sum(row[LEMMA] in (BLANK, parse.lemmas[j]) for row, _, j in pairs),  # as the shared task has it
    }
