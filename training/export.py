"""Writes the trained reader as ONNX with int8 weights, its labels and tokenizer, into the package.

    python -m training.export --reader RUN [--relation RUN] --to src/tracktwo/language/data
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.model import Reader
from training.relations import CLASSES, TYPES
from training.train_reader import minilm_dir
from training.train_relation import RelationHead, load_reader

os.environ["ORT_DISABLE_TELEMETRY"] = "1"


class ReaderGraph(nn.Module):
    """What runs on a user's machine: one window of words in, all word-level scores out."""

    def __init__(self, reader: Reader, depth: int) -> None:
        super().__init__()
        self.r, self.depth = reader, depth

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        states = self.r.encoder(ids, shapes)
        out = self.r.heads(self.r.words(states[-1], first, last))
        tags = [out[k][0].argmax(-1) for k in ("upos", "xpos", "feats", "lemma")]
        return (*tags, out["sent"][0].softmax(-1)[:, 1], out["re3d"][0], out["gum"][0], out["arc"][0],
                out["rel_d"][0], out["rel_h"][0], states[self.depth][0])


class RelationGraph(nn.Module):
    """Scores of marked pairs of one window: states (pieces, hidden), roles (pairs, pieces)."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.h = head

    def forward(self, states: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        x = states[None].expand(roles.shape[0], -1, -1)
        t, k = self.h(x, roles)
        return t.softmax(-1), k.softmax(-1)


NAMES = ["upos", "xpos", "feats", "lemma", "sent", "re3d", "gum", "arc", "rel_d", "rel_h", "states"]


def quantize(src: Path, dst: Path) -> None:
    """Weights as 8-bit integers, a scale a column; the embedding tables too."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    pre = src.with_suffix(".pre.onnx")
    quant_pre_process(str(src), str(pre), skip_symbolic_shape=True)
    quantize_dynamic(str(pre), str(dst), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True})


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--relation", type=Path)
    ap.add_argument("--to", type=Path, required=True)
    ap.add_argument("--float", action="store_true", help="keep float32, to measure what int8 costs")
    ap.add_argument("--depth", type=int, default=3)
    a = ap.parse_args()
    reader, _ = load_reader(a.reader)
    a.to.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2000, 2001, 2002, 102]])
    fl = torch.tensor([[0, 1, 2, 3]])
    with tempfile.TemporaryDirectory() as tmp:
        raw = Path(tmp) / "reader.onnx"
        t, n = "pieces", "words"
        torch.onnx.export(ReaderGraph(reader, a.depth).eval(), (ids, torch.zeros_like(ids), fl, fl), str(raw),
                          input_names=["ids", "shapes", "first", "last"], output_names=NAMES, opset_version=17,
                          dynamo=False,
                          dynamic_axes={"ids": {1: t}, "shapes": {1: t}, "first": {1: n}, "last": {1: n},
                                        **{k: {0: n} for k in NAMES[:-1]}, "states": {0: t}, "arc": {0: n, 1: n}})
        if a.float:
            (a.to / "reader.onnx").write_bytes(raw.read_bytes())
        else:
            quantize(raw, a.to / "reader.onnx")
        if a.relation:
            state = torch.load(a.relation / "relation.pt", weights_only=False)
            head = RelationHead(6 - state["depth"])
            head.load_state_dict(state["model"])
            raw = Path(tmp) / "relation.onnx"
            torch.onnx.export(RelationGraph(head).eval(), (torch.randn(5, 384), torch.tensor([[0, 1, 0, 2, 0], [0, 2, 0, 1, 0]])),
                              str(raw), input_names=["states", "roles"], output_names=["types", "classes"],
                              opset_version=17, dynamo=False,
                              dynamic_axes={"states": {0: "pieces"}, "roles": {0: "pairs", 1: "pieces"},
                                            "types": {0: "pairs"}, "classes": {0: "pairs"}})
            if a.float:
                (a.to / "relation.onnx").write_bytes(raw.read_bytes())
            else:
                quantize(raw, a.to / "relation.onnx")
    labels = json.loads((a.reader / "labels.json").read_text())
    labels |= {"types": list(TYPES), "classes": list(CLASSES)}
    (a.to / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, separators=(",", ":")))
    np.save(a.to / "rel_u.npy", reader.rel_u.detach().numpy().astype(np.float16))
    (a.to / "tokenizer.json").write_bytes((minilm_dir() / "tokenizer.json").read_bytes())
    files = sorted(p for p in a.to.iterdir() if p.name != "manifest.json" and p.is_file())
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    version = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:12]
    (a.to / "manifest.json").write_text(json.dumps({"version": version, "sha256": hashes}, indent=1))
    for p in files:
        print(p.name, f"{p.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
