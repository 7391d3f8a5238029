"""The reader: one small BERT encoder and light heads, in plain torch, so that export is plain too."""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from tracktwo.language.words import N_SHAPES

HIDDEN, LAYERS, ATT_HEADS, FFN = 384, 6, 12, 1536


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.ln1, self.ln2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, FFN), nn.Linear(FFN, HIDDEN)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, t, _ = x.shape
        d = HIDDEN // ATT_HEADS

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, ATT_HEADS, d).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        if self.training:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=0.1)
        else:
            s = q @ k.transpose(-1, -2) / math.sqrt(d)
            if bias is not None:
                s = s + bias
            a = s.softmax(-1) @ v
        a = a.transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.ln1(x + self.drop(self.o(a)))
        return self.ln2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocab: int = 30522) -> None:
        super().__init__()
        self.word = nn.Embedding(vocab, HIDDEN)
        self.pos = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(N_SHAPES, HIDDEN)
        self.ln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def embed(self, ids: Tensor, shapes: Tensor) -> Tensor:
        pos = torch.arange(ids.shape[1], device=ids.device)
        return self.drop(self.ln(self.word(ids) + self.pos(pos)[None] + self.shape(shapes)))

    def forward(self, ids: Tensor, shapes: Tensor, bias: Tensor | None = None) -> list[Tensor]:
        """Hidden states after the embedding and after each layer."""
        states = [self.embed(ids, shapes)]
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        return states

    @classmethod
    def pretrained(cls, path: Path) -> Encoder:
        """Weights of the public MiniLM-L6-H384 sentence encoder."""
        w = load_file(str(path))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        enc = cls()
        sd = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "pos.weight": w["embeddings.position_embeddings.weight"],
            "shape.weight": torch.zeros(N_SHAPES, HIDDEN)
            + w["embeddings.token_type_embeddings.weight"][0],
            "ln.weight": w["embeddings.LayerNorm.weight"],
            "ln.bias": w["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            p = f"encoder.layer.{i}."
            for ours, theirs in (
                ("q", "attention.self.query"),
                ("k", "attention.self.key"),
                ("v", "attention.self.value"),
                ("o", "attention.output.dense"),
                ("ln1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("ln2", "output.LayerNorm"),
            ):
                for part in ("weight", "bias"):
                    sd[f"layers.{i}.{ours}.{part}"] = w[f"{p}{theirs}.{part}"]
        enc.load_state_dict(sd)
        return enc


class Reader(nn.Module):
    """Encoder with word-level heads.

    labels: sizes of the tag heads by name (upos, xpos, feats, lemma, sent, re3d, gum; act, mode,
    modality, polarity, cue, cond, stance, issue), of rel, and of roles, where acts are read too.
    """

    ARC, REL, ROLE = 256, 96, 64

    def __init__(self, encoder: Encoder, labels: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.sizes = labels
        self.drop = nn.Dropout(0.3)
        self.tags = nn.ModuleDict(
            {k: nn.Linear(HIDDEN, n) for k, n in labels.items() if k not in ("rel", "roles")}
        )
        self.arc_d, self.arc_h = nn.Linear(HIDDEN, self.ARC), nn.Linear(HIDDEN, self.ARC)
        self.arc_u = nn.Parameter(torch.zeros(self.ARC, self.ARC))
        self.arc_b = nn.Parameter(torch.zeros(self.ARC))
        n = labels["rel"]
        self.rel_d, self.rel_h = nn.Linear(HIDDEN, self.REL), nn.Linear(HIDDEN, self.REL)
        self.rel_u = nn.Parameter(torch.zeros(n, self.REL + 1, self.REL + 1))
        nn.init.orthogonal_(self.arc_u)
        nn.init.normal_(self.rel_u, std=0.02)
        if roles := labels.get("roles", 0):
            self.role_d = nn.Linear(HIDDEN, self.ROLE * roles)
            self.role_h = nn.Linear(HIDDEN, self.ROLE * roles)
            self.role_b = nn.Parameter(torch.full((roles,), -3.0))

    def words(self, hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Word vectors, shape (batch, 1 + words, hidden): mean of first and last piece; 0 is [CLS]."""
        e = HIDDEN
        f = hidden.gather(1, first[..., None].expand(-1, -1, e))
        la = hidden.gather(1, last[..., None].expand(-1, -1, e))
        return (f + la) * 0.5

    def heads(self, r: Tensor) -> dict[str, Tensor]:
        """All head outputs for word vectors r; arc[b, d, h] scores word h as head of word d."""
        r = self.drop(r)
        out = {k: head(r) for k, head in self.tags.items()}
        d, h = self.drop(F.gelu(self.arc_d(r))), self.drop(F.gelu(self.arc_h(r)))
        out["arc"] = (d @ self.arc_u) @ h.transpose(1, 2) + (h * self.arc_b).sum(-1)[:, None, :]
        out["rel_d"], out["rel_h"] = (
            self.drop(F.gelu(self.rel_d(r))),
            self.drop(F.gelu(self.rel_h(r))),
        )
        return out

    def roles(self, r: Tensor) -> Tensor:
        """Scores (batch, roles, words, words): the second word in a role of the first."""
        b, n, _ = r.shape
        r = self.drop(r)
        d, h = (
            self.drop(F.gelu(f(r))).view(b, n, -1, self.ROLE).transpose(1, 2)
            for f in (self.role_d, self.role_h)
        )
        return d @ h.transpose(2, 3) / math.sqrt(self.ROLE) + self.role_b[:, None, None]

    def rel(self, d: Tensor, h: Tensor) -> Tensor:
        """Label scores for pairs of dependent and head vectors, shape (n, labels)."""
        d = torch.cat([d, d.new_ones(*d.shape[:-1], 1)], -1)
        h = torch.cat([h, h.new_ones(*h.shape[:-1], 1)], -1)
        return torch.einsum("ni,kij,nj->nk", d, self.rel_u, h)

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, bias: Tensor | None = None
    ) -> dict[str, Tensor]:
        return self.heads(self.words(self.encoder(ids, shapes, bias)[-1], first, last))
