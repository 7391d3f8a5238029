"""Writes the trained reader as ONNX with int8 weights, its labels and tokenizer, into the package.

python -m training.export --reader RUN [--relation RUN] --to src/tracktwo/language/data
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import unicodedata
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpus.labels import ACT_LABELS
from training.model import Reader
from training.relations import CLASSES, TYPES
from training.train_reader import minilm_dir
from training.train_relation import RelationHead, load_reader

os.environ["ORT_DISABLE_TELEMETRY"] = "1"


class Table(nn.Module):
    """Rows of an embedding table as 8-bit integers with a scale a row."""

    def __init__(self, weight: Tensor, integers: bool) -> None:
        super().__init__()
        self.integers = integers
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer(
            "rows", (weight / scale).round().to(torch.int8) if integers else weight
        )
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        if not self.integers:
            return self.rows[ids]
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class ReaderGraph(nn.Module):
    """What runs on a user's machine: one window of words in, all word-level scores out."""

    def __init__(
        self,
        reader: Reader,
        depth: int,
        keep: list[int],
        integers: bool,
        warmth: dict[str, float] | None = None,
    ) -> None:
        super().__init__()
        self.r, self.depth, self.warmth = reader, depth, warmth or {}
        self.table = Table(reader.encoder.word.weight.detach()[keep], integers)
        self.place = Table(reader.encoder.pos.weight.detach(), integers)

    def states(self, ids: Tensor, shapes: Tensor) -> list[Tensor]:
        e = self.r.encoder
        pos = torch.arange(ids.shape[1])
        out = [e.ln(self.table(ids) + self.place(pos)[None] + e.shape(shapes))]
        for layer in e.layers:
            out.append(layer(out[-1], None))
        return out

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.states(ids, shapes)
        words = self.r.words(states[-1], first, last)
        out = self.r.heads(words)
        tags = [out[k][0].argmax(-1) for k in ("upos", "xpos", "feats")]
        return (
            *tags,
            out["sent"][0].softmax(-1)[:, 1],
            out["re3d"][0],
            out["gum"][0],
            out["arc"][0],
            out["rel_d"][0],
            out["rel_h"][0],
            states[self.depth][0],
            *((out[k][0] / self.warmth.get(k, 1.0)).softmax(-1) for k in ACT_LABELS),
            self.r.roles(words)[0].sigmoid(),
        )


class LabelGraph(nn.Module):
    """Label of each pair of a dependent and its head, which is never that of a root."""

    def __init__(self, reader: Reader, root: int) -> None:
        super().__init__()
        u = reader.rel_u.detach()
        self.n = u.shape[0]
        # (1 + d, labels * (1 + d)): one product for all labels
        self.u = nn.Parameter(u.permute(1, 0, 2).reshape(u.shape[1], -1).contiguous())
        mask = torch.zeros(self.n)
        mask[root] = -1e9
        self.register_buffer("mask", mask)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        one = torch.ones_like(dependents[:, :1])
        d, h = torch.cat([dependents, one], 1), torch.cat([heads, one], 1)
        scores = ((d @ self.u).view(-1, self.n, h.shape[1]) * h[:, None, :]).sum(-1)
        return (scores + self.mask).argmax(-1)


class RelationGraph(nn.Module):
    """Scores of marked pairs of one window: states (pieces, hidden), roles (pairs, pieces)."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.h = head

    def forward(self, states: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        x = states[None].expand(roles.shape[0], -1, -1)
        t, k = self.h(x, roles)
        return t.softmax(-1), k.softmax(-1)


TREES = ["upos", "xpos", "feats", "sent", "re3d", "gum", "arc", "rel_d", "rel_h"]
NAMES = [*TREES, "states", *ACT_LABELS, "roles"]


FILES = ("reader.onnx", "deprel.onnx", "relation.onnx", "labels.json", "tokenizer.json")


def english_pieces(vocab: dict[str, int]) -> list[int]:
    """Ids of the word pieces that a report in English may need; other scripts become [UNK]."""

    def needed(piece: str) -> bool:
        if piece.startswith("[unused"):
            return False
        return all(
            c.isascii()
            or (unicodedata.category(c)[0] in "LN" and unicodedata.name(c, "").startswith(LATIN))
            or (unicodedata.category(c)[0] in "PS" and ord(c) < 0x2600)
            for c in piece
        )

    return [i for piece, i in sorted(vocab.items(), key=lambda x: x[1]) if needed(piece)]


LATIN = ("LATIN", "SUPERSCRIPT", "SUBSCRIPT", "VULGAR FRACTION")


def prune_tokenizer(source: Path) -> tuple[str, list[int]]:
    """A tokenizer with only the pieces that are needed, numbered anew, and their old numbers."""
    t = json.loads(source.read_text(encoding="utf-8"))
    vocab = t["model"]["vocab"]
    keep = english_pieces(vocab)
    new = {old: k for k, old in enumerate(keep)}
    t["model"]["vocab"] = {piece: new[i] for piece, i in vocab.items() if i in new}
    for token in t["added_tokens"]:
        token["id"] = new[token["id"]]
    t |= {"post_processor": None, "padding": None, "truncation": None}
    return json.dumps(t, ensure_ascii=False, separators=(",", ":")), keep


def quantize(src: Path, dst: Path) -> None:
    """Weights as 8-bit integers, a scale a column.

    Seven bits of the eight are used: the matrix product of processors without VNNI adds pairs of
    products in 16 bits, and would overflow.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    pre = src.with_suffix(".pre.onnx")
    quant_pre_process(str(src), str(pre), skip_symbolic_shape=True)
    quantize_dynamic(
        str(pre),
        str(dst),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )


def write_graph(
    graph: nn.Module,
    inputs: dict[str, Tensor],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    to: Path,
    *,
    integers: bool,
) -> None:
    """Exports one graph, with int8 weights or as it is."""
    with tempfile.TemporaryDirectory() as tmp:
        raw = Path(tmp) / "raw.onnx"
        torch.onnx.export(
            graph.eval(),
            tuple(inputs.values()),
            str(raw),
            input_names=list(inputs),
            output_names=outputs,
            opset_version=17,
            dynamo=False,
            dynamic_axes=axes,
        )
        if integers:
            quantize(raw, to)
        else:
            to.write_bytes(raw.read_bytes())


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--relation", type=Path)
    ap.add_argument("--to", type=Path, required=True)
    ap.add_argument("--float", action="store_true", help="keep float32, to measure what int8 costs")
    ap.add_argument("--depth", type=int, default=3)
    a = ap.parse_args()
    reader, _ = load_reader(a.reader)
    labels = json.loads((a.reader / "labels.json").read_text())
    labels = {k: v for k, v in labels.items() if k not in ("lemma", "sent", "roles")}
    warm = a.reader / "temperatures.json"
    warmth = json.loads(warm.read_text()) if warm.exists() else {}
    labels |= {"types": list(TYPES), "classes": list(CLASSES)}
    tokenizer, keep = prune_tokenizer(minilm_dir() / "tokenizer.json")
    a.to.mkdir(parents=True, exist_ok=True)
    out = a.to / "new"
    out.mkdir(exist_ok=True)
    t, n, p = "pieces", "words", "pairs"
    ids, at = torch.tensor([[2, 50, 51, 52, 3]]), torch.tensor([[0, 1, 2, 3]])
    write_graph(
        ReaderGraph(reader, a.depth, keep, not a.float, warmth),
        {"ids": ids, "shapes": torch.zeros_like(ids), "first": at, "last": at},
        NAMES,
        {
            "ids": {1: t},
            "shapes": {1: t},
            "first": {1: n},
            "last": {1: n},
            "states": {0: t},
            **{k: {0: n} for k in (*TREES, *ACT_LABELS)},
            "arc": {0: n, 1: n},
            "roles": {1: n, 2: n},
        },
        out / "reader.onnx",
        integers=not a.float,
    )
    pair = torch.randn(4, reader.REL)
    write_graph(
        LabelGraph(reader, labels["rel"].index("root")),
        {"dependents": pair, "heads": pair},
        ["labels"],
        {"dependents": {0: n}, "heads": {0: n}, "labels": {0: n}},
        out / "deprel.onnx",
        integers=not a.float,
    )
    if a.relation:
        state = torch.load(a.relation / "relation.pt", weights_only=False)
        head = RelationHead(6 - state["depth"])
        head.load_state_dict(state["model"])
        roles = torch.tensor([[0, 1, 0, 2, 0], [0, 2, 0, 1, 0]])
        write_graph(
            RelationGraph(head),
            {"states": torch.randn(5, 384), "roles": roles},
            ["types", "classes"],
            {"states": {0: t}, "roles": {0: p, 1: t}, "types": {0: p}, "classes": {0: p}},
            out / "relation.onnx",
            integers=not a.float,
        )
    (out / "labels.json").write_text(
        json.dumps(labels, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    for f in out.iterdir():
        f.replace(a.to / f.name)
    out.rmdir()
    files = [a.to / name for name in sorted(FILES)]
    hashes = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    version = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:12]
    (a.to / "manifest.json").write_text(
        json.dumps({"version": version, "sha256": hashes}, indent=1)
    )
    for f in files:
        print(f.name, f"{f.stat().st_size / 1e6:.2f} MB")
    print(f"in all {sum(f.stat().st_size for f in files) / 1e6:.2f} MB, {len(keep)} word pieces")


if __name__ == "__main__":
    main()
