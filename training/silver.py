"""Texts without trees, licensed to learn from -> sentences labelled by the network that ships, as CoNLL-U.

usage: python -m training.silver DATA OUT.conllu.xz. Sources: MUC's dev part (1,300 news texts in capitals, whose case
is restored), ECB+ topics 1 to 18, the training part of causal_news. Nothing comes from a part that scores are reported
on. Sentences that the network is not sure of are left out.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from sayso.language.backends.minilm import analyse
from sayso.language.network import Network, SentenceScores, load_network
from sayso.language.sentences import cut_sentences
from sayso.language.words import cut_words
from training.data import treebank

SURE = 0.80  # least mean probability of a sentence's heads
SHORTEST, LONGEST = 5, 60  # words
TOPICS = range(1, 19)


def muc(data: Path) -> Iterator[list[str]]:
    """Yield the sentences of MUC's dev texts, in capitals."""
    for path in sorted((data / "muc34/dev").glob("dev-muc3-*")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="latin-1")):
            block = re.sub(r"\s+", " ", block).strip()
            block = block.rpartition("[TEXT]")[2].strip()
            if block and not block.startswith("DEV-MUC3"):
                yield from cut(block)


def ecb(data: Path) -> Iterator[list[str]]:
    """Yield the sentences of ECB+."""
    for topic in TOPICS:
        for path in sorted((data / f"ecbplus/{topic}").glob("*.xml")):
            rows: dict[int, list[str]] = {}
            for token in ElementTree.parse(path).iter("token"):
                rows.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
            yield from (
                row for row in rows.values() if not row[0].startswith("http") and all(len(w.split()) == 1 for w in row)
            )


def causes(data: Path) -> Iterator[list[str]]:
    """Yield the training sentences of causal_news."""
    with (data / "causal_news/V2/train_subtask1.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            yield from cut(row["text"])


def cut(text: str) -> Iterator[list[str]]:
    """Yield the sentences of a paragraph as lists of words."""
    spans = cut_words(text)
    for first, end in cut_sentences(text, spans):
        yield [text[a:b] for a, b in spans[first:end]]


def restored(words: list[str], proper: list[bool], common: set[str], acronyms: set[str]) -> list[str]:
    """Return a sentence in capitals as it would be printed."""
    out = []
    for i, (word, is_name) in enumerate(zip(words, proper)):
        if word in acronyms or (len(word) == 1 and word == "I") or re.fullmatch(r"(?:[A-Z]\.)+", word):
            out.append(word)
        elif is_name or i == 0 or (word.lower() not in common and word[:1].isalpha()):
            out.append(word[:1] + word[1:].lower())
        else:
            out.append(word.lower())
    return out


def sureness(scores: SentenceScores) -> float:
    """Return the mean probability of the likeliest head over the words."""
    shifted = np.exp(scores.arcs - scores.arcs.max(1, keepdims=True))
    return float((1 / shifted.sum(1)).mean())


def rows_of(network: Network, words: list[str]) -> list[str] | None:
    """Return a sentence's CoNLL-U rows, or None if the network is not sure of it."""
    if sureness(network.scores(words)) < SURE:
        return None
    found = analyse(network, words)
    columns = zip(words, found.lemmas, found.upos, found.xpos, found.heads, found.relations, strict=True)
    return [f"{i}\t{w}\t{m}\t{u}\t{x}\t_\t{h + 1}\t{r}\t_\t_" for i, (w, m, u, x, h, r) in enumerate(columns, 1)]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    network = load_network()
    common = {
        w
        for s in treebank(given.data / "treebanks/ewt-train.conllu.xz", with_names=False)
        for w in s.words
        if w.islower()
    }
    capitals = list(muc(given.data))
    acronyms = {
        w for s in capitals for a, w, b in zip(s, s[1:], s[2:]) if a == "[" and b == "]" and w.isalpha() and len(w) < 7
    }
    kept = seen = 0
    with lzma.open(given.out, "wt", encoding="utf8", preset=3) as file:
        for name, sentences in (("muc", iter(capitals)), ("ecb", ecb(given.data)), ("causes", causes(given.data))):
            for words in sentences:
                seen += 1
                if not SHORTEST <= len(words) <= LONGEST:
                    continue
                if name == "muc":
                    proper = [u == "PROPN" for u in analyse(network, words).upos]
                    words = restored(words, proper, common, acronyms)
                rows = rows_of(network, words)
                if rows:
                    kept += 1
                    file.write("\n".join(rows) + "\n\n")
            print(name, seen, kept, flush=True)


if __name__ == "__main__":
    main()
