"""The network: a small encoder that reads a sentence once, and one head for each thing asked of it."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

SHAPES = 5


class Network(nn.Module):
    """Encoder with tag, lemma and name heads and a biaffine parser (Dozat and Manning 2017).

    `sizes` gives the number of labels of each head: upos, xpos, lemma, relation, name.
    """

    def __init__(self, encoder: Path, sizes: dict[str, int], arc: int = 400, relation: int = 144) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(encoder), add_pooling_layer=False, attn_implementation="eager")
        hidden = self.encoder.config.hidden_size
        kinds = self.encoder.embeddings.token_type_embeddings.weight.detach()[:1]
        # Capitals enter where the uncased encoder tells segments apart, and once more on top; both start as nothing.
        self.encoder.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(
            kinds.repeat(SHAPES, 1), freeze=False
        )
        self.shape = nn.Embedding(SHAPES, hidden)
        nn.init.zeros_(self.shape.weight)
        self.upos = nn.Linear(hidden, sizes["upos"])
        self.xpos = nn.Linear(hidden, sizes["xpos"])
        self.lemma = nn.Linear(hidden, sizes["lemma"])
        self.name = nn.Sequential(*self._layer(hidden, 128), nn.Linear(128, sizes["name"]))
        self.commitment = nn.Sequential(*self._layer(hidden, 128), nn.Linear(128, 1))
        self.root = nn.Parameter(torch.randn(hidden) * 0.02)
        self.arc_head, self.arc_dep = self._layer(hidden, arc), self._layer(hidden, arc)
        self.rel_head, self.rel_dep = self._layer(hidden, relation), self._layer(hidden, relation)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.randn(sizes["relation"], relation + 1, relation + 1) * 0.01)
        self.drop = nn.Dropout(0.2)

    @staticmethod
    def _layer(inner: int, outer: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(inner, outer), nn.GELU(), nn.Dropout(0.2))

    def words(self, ids: Tensor, mask: Tensor | None, ends: Tensor, shapes: Tensor) -> Tensor:
        """Return one vector a word: the mean of its first and last pieces, plus its shape."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=shapes).last_hidden_state
        first, last = (states.gather(1, e.unsqueeze(-1).expand(-1, -1, states.size(-1))) for e in ends.unbind(-1))
        return self.drop(0.5 * (first + last) + self.shape(shapes.gather(1, ends[..., 0])))

    def forward(self, ids: Tensor, mask: Tensor | None, ends: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of `heads` for padded sentences.

        `ends` is (batch, words, 2): the first and the last piece of each word; `shapes` is (batch, pieces).
        """
        return self.heads(self.words(ids, mask, ends, shapes))

    def heads(self, w: Tensor) -> tuple[Tensor, ...]:
        """Return upos, xpos, lemma, name, commitment and arc scores, then the two halves of the relation scores.

        Arc scores are (batch, words, 1 + words); column 0 is the root.
        """
        with_root = torch.cat([self.root.to(w.dtype).expand(w.size(0), 1, -1), w], 1)
        arcs = one(self.arc_dep(w)) @ self.arc @ self.arc_head(with_root).transpose(1, 2)
        return (
            self.upos(w),
            self.xpos(w),
            self.lemma(w),
            self.name(w),
            self.commitment(w),
            arcs,
            one(self.rel_head(with_root)),
            one(self.rel_dep(w)),
        )

    def relations(self, rel_head: Tensor, rel_dep: Tensor, heads: Tensor) -> Tensor:
        """Return relation scores for the given heads only: (batch, words, relations)."""
        chosen = rel_head.gather(1, heads.unsqueeze(-1).expand(-1, -1, rel_head.size(-1)))
        mixed = torch.einsum("bnd,ldk->bnlk", rel_dep, self.rel.to(rel_dep.dtype))
        return (mixed @ chosen.unsqueeze(-1)).squeeze(-1)


def one(t: Tensor) -> Tensor:
    """Append a column of ones, so that a matrix also holds the bias."""
    return torch.cat([t, torch.ones_like(t[..., :1])], -1)
