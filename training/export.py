"""Trained weights -> the int8 network that ships. usage: python -m training.export WEIGHTS OUT_FOLDER --data DATA"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import lemminflect
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from training import data
from training.data import Sentence
from training.network import Network
from training.train import ENCODER, ENCODER_SHA256

OUTPUTS = ("vectors", "upos", "xpos", "lemma", "name", "commitment", "arcs", "rel_head", "rel_dep")


class OneSentence(torch.nn.Module):
    """The network for one sentence without padding: what run time asks for."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, first: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, ...]:
        mask = torch.ones_like(ids)
        last = torch.cat([first[1:], torch.full_like(ids[:1], ids.size(0) - 1)]) - 1
        ends = torch.stack([first, last], -1)
        w = self.network.words(ids[None], mask[None], ends[None], shapes[None])
        return tuple(out[0] for out in (w, *self.network.heads(w)))


class Relations(torch.nn.Module):
    """Scores of all relations for the chosen heads only: far cheaper than for every pair of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        count, dep, head = network.rel.shape
        self.shape = (count, head)
        self.weight = torch.nn.Parameter(network.rel.detach().permute(1, 0, 2).reshape(dep, count * head))

    def forward(self, rel_dep: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        mixed = (rel_dep @ self.weight).reshape(-1, *self.shape)
        return (mixed @ chosen.unsqueeze(-1)).squeeze(-1)


def export_onnx(module: torch.nn.Module, path: Path, inputs: dict[str, torch.Tensor], outputs: tuple[str, ...]) -> None:
    """Write a float32 graph with free numbers of pieces and words."""
    axes = {name: {0: "pieces" if name in ("ids", "shapes") else "words"} for name in (*inputs, *outputs)}
    names = {"input_names": list(inputs), "output_names": list(outputs)}
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(path), dynamo=False, opset_version=17, dynamic_axes=axes, **names
    )


def fuse(path: Path, network: Network) -> None:
    """Join the operations of attention, of embeddings and of layer norms to one each: a tenth less time a sentence."""
    size = network.encoder.config
    options = FusionOptions("bert")
    joined = optimizer.optimize_model(
        str(path), "bert", size.num_attention_heads, size.hidden_size, optimization_options=options, opt_level=0
    )
    joined.save_model_to_file(str(path))


# Left in float32: the outliers of its input cost more in eight bits than all the rest (0.1 LAS for 2 MB).
WHOLE = ("/encoder/encoder/layer.0/output/dense/MatMul",)


def quantise(source: Path, target: Path) -> None:
    """Per-channel int8 weights; activations are scaled sentence by sentence, so no sentence depends on another.

    Weights keep to seven bits: processors without VNNI add up pairs of products in 16 bits, and would overflow.
    """
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=list(WHOLE),
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


INFLECTED = frozenset("VB VBD VBG VBN VBP VBZ NN NNS JJ JJR JJS RB RBR RBS".split())


def dictionary_rows() -> Iterable[tuple[tuple[str, str], str]]:
    """Yield ((form, "V" or "N"), lemma) of lemminflect (MIT): verbs, and nouns whose plural is not a mere s."""
    table = Path(lemminflect.__file__).parent / "resources" / "lemma_lu.csv.gz"
    for line in gzip.open(table, "rt", encoding="utf8"):
        form, kind, lemmas = line.strip().split(",")
        lemma = lemmas.split("/")[0]
        if form.isalpha() and (kind == "verb" or (kind == "noun" and form not in (f"{lemma}s", lemma))):
            yield (form, kind[0].upper()), lemma


def lemma_rows(train: Iterable[Sentence]) -> list[str]:
    """Return rows "form, Penn tag or V or N, lemma": what a treebank or a dictionary has need not be guessed."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in train:
        for word, tag, lemma in zip(s.words, s.xpos, s.lemmas):
            if tag in INFLECTED and word.isalpha():
                seen[word.lower(), tag][lemma] += 1
    best = dict(dictionary_rows())
    for (form, tag), lemmas in seen.items():
        if lemmas.total() > 1 or (form, tag[0]) not in best:  # what stands once against a dictionary may be a slip
            best[form, tag] = lemmas.most_common(1)[0][0]
    return sorted(f"{form}\t{tag}\t{lemma}" for (form, tag), lemma in best.items())


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("weights", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--data", type=Path, required=True, help="the corpora, for the lemmas of the treebanks")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(given.weights, map_location="cpu", weights_only=True)
    network = Network(ENCODER, {k: len(v) for k, v in saved["labels"].items()})
    network.load_state_dict(saved["weights"])
    network.eval()
    sentence = {
        "ids": torch.tensor([101, 2023, 2003, 102]),
        "first": torch.tensor([1, 2]),
        "shapes": torch.tensor([0, 0, 0, 0]),
    }
    pair = dict.fromkeys(("rel_dep", "chosen"), torch.zeros(2, network.rel.size(1)))
    full = given.weights.with_suffix(".onnx")
    export_onnx(OneSentence(network), full, sentence, OUTPUTS)
    fuse(full, network)
    quantise(full, given.out / "network.onnx")
    export_onnx(Relations(network), full.with_suffix(".relations.onnx"), pair, ("relations",))
    quantise(full.with_suffix(".relations.onnx"), given.out / "relations.onnx")
    (given.out / "vocabulary.txt").write_text((ENCODER / "vocab.txt").read_text(encoding="utf8"), encoding="utf8")
    rows = lemma_rows(s for s in data.read_all(given.data)[0] if s.lemmas)
    (given.out / "lemmas.tsv").write_text("\n".join(rows) + "\n", encoding="utf8")
    files = ("lemmas.tsv", "network.onnx", "relations.onnx", "vocabulary.txt")
    card = {
        "version": 3,
        "encoder_sha256": ENCODER_SHA256,
        "labels": saved["labels"],
        "sha256": {f: hashlib.sha256((given.out / f).read_bytes()).hexdigest() for f in files},
    }
    (given.out / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
