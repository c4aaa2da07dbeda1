"""GUM's chains and GAP's validation part -> weights/antecedents.npz, the ranker of pronouns' antecedents.

usage: python -m training.coreference DATA OUT [--cache FILE]. GUM's texts are parsed by the network that ships, so
that the ranker learns from trees as they will be. Nothing is learned from GAP's development part, nor from GUM's dev.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import pickle
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from sayso.language.antecedents import candidates
from sayso.language.coreference import resolve
from sayso.language.entities import Document, Entity
from sayso.language.parser import assemble, load_backend, parse
from sayso.language.phrases import Phrase
from sayso.language.pronoun_features import Candidate, features_of
from sayso.model import Parse, Part, Report, Sentence, Span
from training.data import NON_COMMERCIAL

UNITS, EPOCHS, SEEN, DROPPED = 32, 12, 4, 0.15
GAP_WEIGHT = 1.0
Row = tuple[list[list[str]], list[bool]]  # features of each candidate, and which are right


@dataclass
class Text:
    """A parsed text with the chain of each word that heads a gold mention, or the two names of a GAP row."""

    parse: Parse
    heads: dict[int, str]
    pronoun: int | None = None
    names: tuple[tuple[Span, bool], ...] = ()


def gum_texts(path: Path) -> Iterator[Text]:
    """Yield GUM's documents with the gold chain of each head."""
    documents: list[list[list[list[str]]]] = []
    licensed = True
    rows: list[list[str]] = []
    for line in [*lzma.open(path, "rt", encoding="utf8").read().splitlines(), ""]:
        cells = line.split("\t")
        if line.startswith("# newdoc"):
            licensed = NON_COMMERCIAL.match(line) is None
            documents.append([])
        elif cells[0].isdigit() and licensed:
            rows.append(cells)
        elif not line and rows:
            documents[-1].append(rows)
            rows = []
    backend = load_backend()
    for document in filter(None, documents):
        words = [[r[1] for r in s] for s in document]
        yield Text(parse_words(words, backend), gold_heads(document))


def parse_words(words: list[list[str]], backend: object) -> Parse:
    """Return the parse of sentences whose words are given."""
    text, spans, sentences = "", [], []
    for sentence in words:
        sentences.append(Sentence(len(spans), len(spans) + len(sentence), "body"))
        for word in sentence:
            spans.append(Span(len(text), len(text) + len(word)))
            text += word + " "
    return assemble(text, spans, sentences, map(backend.analyse, words), backend.version)


def gold_heads(document: list[list[list[str]]]) -> dict[int, str]:
    """Return the chain of each word that heads a mention; of several with one head, the shortest mention's."""
    best: dict[int, tuple[int, str]] = {}
    base = 0
    for rows in document:
        opened: list[tuple[str, int]] = []
        for i, row in enumerate(rows):
            notes = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
            for opening, closing in re.findall(r"\(([^()]+)|([^()]*)\)", notes.get("Entity", "")):
                if opening:
                    opened.append((opening.split("-")[0], i))
                    continue
                key = closing or opened[-1][0]
                at = max((n for n, (k, _) in enumerate(opened) if k == key), default=None)
                if at is None:
                    continue
                chain, first = opened.pop(at)
                head = next((j for j in range(first, i + 1) if not first <= int(rows[j][6]) - 1 <= i), first)
                if base + head not in best or best[base + head][0] > i - first:
                    best[base + head] = (i - first, chain)
        base += len(rows)
    return {head: chain for head, (_, chain) in best.items()}


def gap_texts(path: Path) -> Iterator[Text]:
    """Yield GAP's texts with the pronoun and whether it stands for each of the two names."""
    with path.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["Text"]
            report = Report(id="", text=text, parts=(Part("body", Span(0, len(text))),))
            parsed = parse(report)
            at = int(row["Pronoun-offset"])
            pronoun = next((i for i in parsed.words_in(Span(at, at + len(row["Pronoun"])))), None)
            names = tuple(
                (Span(int(row[f"{x}-offset"]), int(row[f"{x}-offset"]) + len(row[x])), row[f"{x}-coref"] == "TRUE")
                for x in "AB"
            )
            yield Text(parsed, {}, pronoun, names)


def rows_of(text: Text, rank: Callable[[Document, Phrase], Entity | None]) -> list[Row]:
    """Return a row for each pronoun with a known antecedent; the known one is then taken."""
    rows: list[Row] = []

    def take(document: Document, pronoun: Phrase) -> Entity | None:
        found = candidates(document, pronoun)
        if text.pronoun is None and pronoun.head in text.heads:
            chain = text.heads[pronoun.head]
            right = [c is not None and any(text.heads.get(p.head) == chain for p in c.entity.phrases)
                     for c in found]  # fmt: skip
        elif text.pronoun == pronoun.head:
            right = gap_right(document, found, text.names)
        else:
            return rank(document, pronoun)
        if not any(right):
            if text.pronoun is not None:
                return None
            right[0] = True
        rows.append((list(features_of(document, pronoun, found)), right))
        return next((c.entity for c, ok in zip(found, right) if c and ok), None) if text.pronoun is None else None

    resolve(text.parse, take)
    return rows


def gap_right(document: Document, found: list[Candidate | None], names: tuple[tuple[Span, bool], ...]) -> list[bool]:
    """Return which candidates may be right: the true name's, or any but the two false ones."""

    def holds(candidate: Candidate | None, name: Span) -> bool:
        if candidate is None:
            return False
        spans = [document.parse.spans[p.head] for p in candidate.entity.phrases if p.kind == "name"]
        return any(name.start <= s.start and s.end <= name.end for s in spans)

    if any(ok for _, ok in names):
        return [any(ok and holds(c, name) for name, ok in names) for c in found]
    return [not any(holds(c, name) for name, _ in names) for c in found]


class Network(nn.Module):
    """What `Ranker` computes."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden = nn.Parameter(torch.randn(features, UNITS) * 0.05)
        self.bias = nn.Parameter(torch.zeros(UNITS))
        self.out = nn.Parameter(torch.randn(UNITS) * 0.2)
        self.direct = nn.Parameter(torch.zeros(features))

    def forward(self, ids: Tensor, starts: Tensor, kept: Tensor) -> Tensor:
        bag = nn.functional.embedding_bag(ids, self.hidden, starts, mode="sum", per_sample_weights=kept)
        direct = nn.functional.embedding_bag(ids, self.direct[:, None], starts, mode="sum", per_sample_weights=kept)
        return torch.relu(bag + self.bias) @ self.out + direct[:, 0]


def loss_of(network: Network, batch: list[tuple[list[list[int]], list[bool]]], dropped: float) -> Tensor:
    lists = [ids for features, _ in batch for ids in features]
    ids = torch.tensor([i for each in lists for i in each])
    starts = torch.tensor(np.cumsum([0, *map(len, lists[:-1])]))
    kept = (torch.rand(len(ids)) >= dropped).float() / (1 - dropped)
    scores = network(ids, starts, kept)
    total, at = torch.zeros(()), 0
    for features, right in batch:
        logs = scores[at : at + len(features)].log_softmax(0)
        total = total - torch.logsumexp(logs[torch.tensor(right)], 0)
        at += len(features)
    return total / len(batch)


def fit(rows: list[Row], chance: random.Random) -> tuple[Network, list[str]]:
    """Return the trained network and its features."""
    seen = Counter(f for features, _ in rows for each in features for f in each)
    names = sorted(f for f, n in seen.items() if n >= SEEN)
    index = {f: i for i, f in enumerate(names)}
    numbers = [([[index[f] for f in each if f in index] for each in features], right) for features, right in rows]
    network = Network(len(names))
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.02)
    for epoch in range(EPOCHS):
        chance.shuffle(numbers)
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - epoch / EPOCHS)
        total = 0.0
        for start in range(0, len(numbers), 32):
            loss = loss_of(network, numbers[start : start + 32], DROPPED)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / (len(numbers) / 32):.3f}", flush=True)
    return network, names


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--cache", type=Path, help="keep the parses here between runs")
    given = ask.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    if given.cache and given.cache.exists():
        texts = pickle.loads(given.cache.read_bytes())
    else:
        texts = [
            *gum_texts(given.data / "treebanks/gum-train.conllu.xz"),
            *gap_texts(given.data / "gap/gap-validation.tsv"),
        ]
        if given.cache:
            given.cache.write_bytes(pickle.dumps(texts))
    rows = [row for text in texts for row in rows_of(text, lambda document, pronoun: None)]
    print(f"{len(texts)} texts, {len(rows)} pronouns", flush=True)
    network, names = fit(rows, random.Random(1))
    weights = {k: v.detach().numpy().astype(np.float16) for k, v in network.named_parameters()}
    np.savez_compressed(given.out, features="\n".join(names), **weights)


if __name__ == "__main__":
    main()
