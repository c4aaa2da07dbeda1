"""GUM's chains and GAP's validation part -> weights/antecedents.npz, the ranker of pronouns' antecedents.

usage: python -m training.coreference DATA OUT. The texts are parsed by the network that ships, so that the ranker
learns from trees as they will be. Nothing is learned from GAP's development part, nor from GUM's dev and test.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from sayso.evaluate.corpora.coreference import head_of, parse_of_text, trees_of_document
from sayso.evaluate.corpora.coreference_gold import ambiguous_in, documents_in
from sayso.language.antecedents import candidates
from sayso.language.coreference import resolve
from sayso.language.entities import Document, Entity
from sayso.language.phrases import Phrase
from sayso.language.pronoun_features import Candidate, features_of
from sayso.model import Parse, Span
from training.data import NON_COMMERCIAL

UNITS, EPOCHS, SEEN, DROPPED = 24, 8, 6, 0.4
Row = tuple[list[list[str]], list[bool]]  # features of each candidate, and which are right


@dataclass
class Text:
    """A parsed text with the chain of each word that heads a gold mention, or the two names of a GAP row."""

    parse: Parse
    heads: dict[int, int]
    pronoun: int | None = None
    names: tuple[tuple[Span, bool], ...] = ()


def gum_texts(path: Path) -> Iterator[Text]:
    """Yield GUM's documents with the gold chain of each head; of several with one head, the shortest mention's."""
    for document in documents_in(path):
        if document.name.startswith(NON_COMMERCIAL):
            continue
        mentions = [(m, chain) for chain, found in enumerate(document.entities) for m in found]
        mentions.sort(key=lambda pair: pair[0][0] - pair[0][1])
        yield Text(trees_of_document(document), {head_of(m, document.heads): chain for m, chain in mentions})


def gap_texts(path: Path) -> Iterator[Text]:
    """Yield GAP's texts with the pronoun and whether it stands for each of the two names."""
    for row in ambiguous_in(path):
        parsed = parse_of_text(row.text)
        yield Text(parsed, {}, next(iter(parsed.words_in(row.pronoun)), None), row.names)


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
    given = ask.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    texts = [
        *gum_texts(given.data / "treebanks/gum-train.conllu.xz"),
        *gap_texts(given.data / "gap/gap-validation.tsv"),
    ]
    rows = [row for text in texts for row in rows_of(text, lambda document, pronoun: None)]
    print(f"{len(texts)} texts, {len(rows)} pronouns", flush=True)
    network, names = fit(rows, random.Random(1))
    weights = {k: v.detach().numpy().astype(np.float16) for k, v in network.named_parameters()}
    np.savez_compressed(given.out, features="\n".join(names), **weights)


if __name__ == "__main__":
    main()
