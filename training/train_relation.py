"""Stage 2: the PLOVER type of a marked pair, on the reader's lower layers.

    python -m training.train_relation --reader RUN --data ../shared/data --out RUN --folds

The lower layers of the reader stay as they are, so that one encoder pass serves everything; the
upper ones are copied and tuned with embeddings that mark source and target. With ``--folds`` only
the cross-validation is run and written down; without it the head that ships is trained on all.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tracktwo.language.words import word_shape
from training.corpus import read_corpus
from training.corpus.labels import ACT_LABELS, ROLES
from training.corpus.pairs import corpus_pairs
from training.lexical import lexical_pairs
from training.model import HIDDEN, LAYERS, Encoder, Layer, Reader
from training.relations import CLASSES, TYPES, Pair, folds, read_cameo, read_cameo_classes, read_plv
from training.train_reader import Coder, load_tokenizer, minilm_dir

LEAST = 0.02
POWERS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0)
RARE = 45  # a type with fewer examples is shown this often an epoch


class RelationHead(nn.Module):
    """Upper layers with role marks; gives type and class scores of one marked pair a row."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.role = nn.Embedding(3, HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mix = nn.Linear(3 * HIDDEN, HIDDEN)
        self.drop = nn.Dropout(0.2)
        self.types, self.classes = nn.Linear(HIDDEN, len(TYPES)), nn.Linear(HIDDEN, len(CLASSES))
        nn.init.normal_(self.role.weight, std=0.02)

    def forward(
        self, states: Tensor, roles: Tensor, bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """states (batch, pieces, hidden), roles (batch, pieces): 0 none, 1 source, 2 target."""
        x = states + self.role(roles)
        for layer in self.layers:
            x = layer(x, bias)

        def mean(r: int) -> Tensor:
            m = (roles == r).to(x.dtype)[..., None]
            return (x * m).sum(1) / m.sum(1).clamp(min=1.0)

        z = self.drop(F.gelu(self.mix(torch.cat([x[:, 0], mean(1), mean(2)], -1))))
        return self.types(z), self.classes(z)


def load_reader(run: Path) -> tuple[Reader, Coder]:
    labels = json.loads((run / "labels.json").read_text())
    model = Reader(Encoder(), {k: len(v) for k, v in labels.items()})
    model.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=False)["model"])
    return model.eval(), Coder(load_tokenizer(minilm_dir() / "tokenizer.json"), labels)


@torch.no_grad()
def precompute(
    reader: Reader, coder: Coder, pairs: list[Pair], depth: int
) -> list[tuple[Tensor, Tensor]]:
    """Hidden states after ``depth`` layers and roles, a pair."""

    out = []
    for p in pairs:
        ids, shapes, roles = [coder.cls], [0], [0]
        for i, w in enumerate(p.words):
            pc = coder.pieces(w)
            role = (
                1 if p.source[0] <= i < p.source[1] else 2 if p.target[0] <= i < p.target[1] else 0
            )
            ids += pc
            shapes += [word_shape(w)] * len(pc)
            roles += [role] * len(pc)
        ids, shapes, roles = ids[:255] + [coder.sep], shapes[:255] + [0], roles[:255] + [0]
        x = reader.encoder.embed(torch.tensor([ids]), torch.tensor([shapes]))
        for layer in reader.encoder.layers[:depth]:
            x = layer(x, None)
        out.append((x[0], torch.tensor(roles)))
    return out


@torch.no_grad()
def act_shares(reader: Reader, coder: Coder, pairs: list[Pair]) -> np.ndarray:
    """What the heads for acts say of each pair: shape (pairs, types), rows sum to 1.

    Each word counts with the probability that it tells an act of the source on the target.
    """
    at = [_place(t) for t in ACT_LABELS["act"][1:]]
    actor, recipient = ROLES.index("actor"), ROLES.index("recipient")
    out = np.full((len(pairs), len(TYPES)), LEAST)
    for row, p in zip(out, pairs, strict=True):
        ids, shapes, first, last = [coder.cls], [0], [0], [0]
        for w in p.words:
            pieces = coder.pieces(w)
            if len(ids) + len(pieces) > 255:
                break
            first.append(len(ids))
            ids += pieces
            shapes += [word_shape(w)] * len(pieces)
            last.append(len(ids) - 1)
        tensors = (torch.tensor([x]) for x in ([*ids, coder.sep], [*shapes, 0], first, last))
        words, kinds, begin, end = tensors
        r = reader.words(reader.encoder(words, kinds)[-1], begin, end)
        acts = reader.tags["act"](r)[0, 1:].softmax(-1)[:, 1:].numpy()
        roles = reader.roles(r)[0, :, 1:, 1:].sigmoid().numpy()
        weight = np.ones(len(acts))
        for role, (a, b) in ((actor, p.source), (recipient, p.target)):
            if b > a and b <= len(acts):
                weight *= roles[role, :, a:b].max(1) + LEAST
        for j, column in enumerate(at):
            row[column] += float((weight * acts[:, j]).sum())
    return out / out.sum(1, keepdims=True)


def _place(kind: str) -> int:
    return TYPES.index("YIELD" if kind in ("CONCEDE", "RETREAT") else kind)


def blend(types: np.ndarray, acts: np.ndarray, power: float) -> np.ndarray:
    """Types of the head for pairs and of the heads for acts together, as logarithms."""
    z = types - types.max(1, keepdims=True)
    logs = z - np.log(np.exp(z).sum(1, keepdims=True))
    out: np.ndarray = logs + power * np.log(acts)
    return out


def collate(items: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    t = max(len(r) for _, r in items)
    x, roles = torch.zeros(len(items), t, HIDDEN), torch.zeros(len(items), t, dtype=torch.long)
    bias = torch.full((len(items), 1, 1, t), -1e4)
    for i, (s, r) in enumerate(items):
        x[i, : len(r)], roles[i, : len(r)], bias[i, ..., : len(r)] = s, r, 0
    return x, roles, bias


def fit(
    reader: Reader,
    items: list[tuple[Tensor, Tensor]],
    pairs: list[Pair],
    *,
    depth: int,
    epochs: int,
    lr: float,
    seed: int,
    batch: int = 16,
    start: RelationHead | None = None,
) -> RelationHead:
    """Tunes a head; from ``start`` where given, else from the reader's upper layers.

    Types with few examples are shown more often, so that each counts.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = RelationHead(LAYERS - depth)
    if start is not None:
        head.load_state_dict(start.state_dict())
    else:
        for mine, theirs in zip(head.layers, reader.encoder.layers[depth:], strict=True):
            mine.load_state_dict(theirs.state_dict())
    slow = list(head.layers.parameters())
    ids = {id(p) for p in slow}
    fast = [p for p in head.parameters() if id(p) not in ids]
    opt = torch.optim.AdamW([{"params": slow}, {"params": fast}], lr=lr, weight_decay=0.01)
    order = list(range(len(pairs)))
    for t in range(len(TYPES)):
        mine = [i for i, p in enumerate(pairs) if p.type == t]
        order += [mine[k % len(mine)] for k in range(RARE - len(mine))] if mine else []
    steps = epochs * ((len(order) + batch - 1) // batch)
    done = 0
    head.train()
    for _ in range(epochs):
        rng.shuffle(order)
        chunks: list[list[int]] = []
        for i in range(0, len(order), batch * 8):
            part = sorted(order[i : i + batch * 8], key=lambda j: len(items[j][1]))
            chunks += [part[j : j + batch] for j in range(0, len(part), batch)]
        rng.shuffle(chunks)
        for c in chunks:
            scale = min(1.0, (done + 1) / (0.1 * steps)) * (1 - done / (steps + 1))
            opt.param_groups[0]["lr"], opt.param_groups[1]["lr"] = lr * scale, 5e-4 * scale
            x, roles, bias = collate([items[j] for j in c])
            t, k = head(x, roles, bias)
            yt, yk = (
                torch.tensor([pairs[j].type for j in c]),
                torch.tensor([pairs[j].penta for j in c]),
            )
            loss = 0.3 * F.cross_entropy(k, yk, ignore_index=-100)
            if (yt != -100).any():
                loss = loss + F.cross_entropy(t, yt, ignore_index=-100, label_smoothing=0.05)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            opt.step()
            done += 1
    return head.eval()


@torch.no_grad()
def predict(
    head: RelationHead, items: list[tuple[Tensor, Tensor]]
) -> tuple[np.ndarray, np.ndarray]:
    ts, ks = [], []
    for i in range(0, len(items), 32):
        t, k = head(*collate(items[i : i + 32]))
        ts.append(t.numpy())
        ks.append(k.numpy())
    return np.concatenate(ts), np.concatenate(ks)


def macro_f1(gold: np.ndarray, pred: np.ndarray) -> float:
    scores = []
    for c in np.unique(gold):
        tp = ((gold == c) & (pred == c)).sum()
        scores.append(2 * tp / max(1, (gold == c).sum() + (pred == c).sum()))
    return 100 * float(np.mean(scores))


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--reader", type=Path, required=True)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--depth", type=int, default=3, help="layers shared with the reader")
    ap.add_argument("--corpus", type=Path, default=Path("corpus/train"))
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--folds", action="store_true")
    ap.add_argument("--only", type=int, default=5, help="run only the first folds, for trying")
    ap.add_argument(
        "--warm", type=int, default=4, help="epochs on the lexicon's sentences and the corpus; or 0"
    )
    a = ap.parse_args()
    torch.set_num_threads(2)
    reader, coder = load_reader(a.reader)
    rel = a.data / "relations"
    plv = read_plv(rel / "plv-train.tsv")
    marked = read_cameo(rel / "cameo-class-train.tsv", rel / "cameo-spans-train.txt")
    classed = read_cameo_classes(rel / "cameo-class-train.tsv")
    known = {p.group for p in plv}
    pairs = [*plv, *(p for p in marked if p.group not in known), *classed]
    print(len(plv), "marked pairs,", len(pairs) - len(plv), "with a class only", flush=True)
    items = precompute(reader, coder, pairs, a.depth)
    opts = {"depth": a.depth, "lr": a.lr, "seed": a.seed}
    a.out.mkdir(parents=True, exist_ok=True)
    start = warm_start(a, reader, coder, opts) if a.warm else None
    opts |= {"epochs": a.epochs, "start": start}
    if not a.folds:
        head = fit(reader, items, pairs, **opts)
        torch.save({"model": head.state_dict(), "depth": a.depth}, a.out / "relation.pt")
        return
    cross_validate(a, reader, coder, items, pairs, len(plv), opts)


def warm_start(
    a: argparse.Namespace, reader: Reader, coder: Coder, opts: dict[str, Any]
) -> RelationHead:
    """A head tuned on sentences made from the lexicon and on the pairs of our own corpus."""
    kept = a.out / "warm.pt"
    if kept.exists():
        start = RelationHead(LAYERS - a.depth)
        start.load_state_dict(torch.load(kept, weights_only=False))
        return start.eval()
    own = corpus_pairs(read_corpus(a.corpus)) if a.corpus else []
    pairs = lexical_pairs() + own
    print(len(pairs) - len(own), "sentences from the lexicon,", len(own), "pairs of the corpus")
    start = fit(
        reader, precompute(reader, coder, pairs, a.depth), pairs, epochs=a.warm, batch=32, **opts
    )
    torch.save(start.state_dict(), kept)
    return start


def cross_validate(
    a: argparse.Namespace,
    reader: Reader,
    coder: Coder,
    items: list[tuple[Tensor, Tensor]],
    pairs: list[Pair],
    n: int,
    opts: dict[str, Any],
) -> None:
    """Five folds by sentence over all sets at once; writes what each gave.

    The first ``n`` pairs are those of PLV; sentences of the class set are measured unmarked.
    """
    gold, penta = (np.array([getattr(p, k) for p in pairs]) for k in ("type", "penta"))
    unmarked = np.array([p.source == p.target == (0, 0) for p in pairs])
    ours = np.arange(len(pairs)) < n
    parts = folds(pairs)
    if (a.out / "warm.pt").exists():
        t, _ = predict(opts["start"], items[:n])
        print("types from the warm start alone:", round(macro_f1(gold[:n], t.argmax(1)), 2))
    acts = act_shares(reader, coder, pairs[:n])
    scores = np.zeros((len(pairs), len(TYPES)))
    pt, pk, p5 = np.zeros_like(gold), np.zeros_like(gold), np.zeros_like(gold)
    res: list[dict[str, float]] = []
    t0 = time.time()
    for i, part in enumerate(parts[: a.only]):
        train = [j for p in parts if p is not part for j in p]
        head = fit(reader, [items[j] for j in train], [pairs[j] for j in train], **opts)
        test = np.array(part)
        t, k = predict(head, [items[j] for j in test])
        scores[test] = t
        pt[test], pk[test], p5[test] = t.argmax(1), k[:, 1:].argmax(1) + 1, k.argmax(1)
        mine, theirs = test[ours[test]], test[unmarked[test] & ~ours[test]]
        res.append(
            {
                "types": round(macro_f1(gold[mine], pt[mine]), 2),
                "accuracy": round(100 * float((gold[mine] == pt[mine]).mean()), 2),
                "classes": round(macro_f1(penta[mine], pk[mine]), 2),
                "five classes": round(macro_f1(penta[theirs], p5[theirs]), 2),
            }
        )
        print("fold", i, res[-1], f"{time.time() - t0:.0f}s", flush=True)
    _with_acts(parts[: a.only], ours, gold, scores, acts, pt, res)
    seen = np.array([j for p in parts[: a.only] for j in p])
    mine, theirs = seen[ours[seen]], seen[unmarked[seen] & ~ours[seen]]
    total = {
        "types": round(macro_f1(gold[mine], pt[mine]), 2),
        "accuracy": round(100 * float((gold[mine] == pt[mine]).mean()), 2),
        "classes": round(macro_f1(penta[mine], pk[mine]), 2),
        "five classes": round(macro_f1(penta[theirs], p5[theirs]), 2),
    }
    print("pooled", total)
    per = {
        name: round(
            200
            * float(((gold[mine] == c) & (pt[mine] == c)).sum())
            / max(1, int((gold[mine] == c).sum() + (pt[mine] == c).sum())),
            1,
        )
        for c, name in enumerate(TYPES)
    }
    options = {k: v for k, v in opts.items() if k != "start"} | {"warm": a.warm}
    (a.out / "relation-folds.json").write_text(
        json.dumps({"folds": res, "pooled": total, "options": options, "types": per}, indent=1)
    )


def _with_acts(
    parts: list[list[int]],
    ours: np.ndarray,
    gold: np.ndarray,
    scores: np.ndarray,
    acts: np.ndarray,
    pt: np.ndarray,
    res: list[dict[str, float]],
) -> None:
    """Types with the heads for acts, weighed in each fold as is best in the others."""
    tests = [np.array([j for j in part if ours[j]]) for part in parts]
    for i, mine in enumerate(tests):
        rest = np.concatenate([t for k, t in enumerate(tests) if k != i] or [mine])
        power = max(
            POWERS,
            key=lambda w: macro_f1(gold[rest], blend(scores[rest], acts[rest], w).argmax(1)),
        )
        pt[mine] = blend(scores[mine], acts[mine], power).argmax(1)
        res[i]["types, pair head alone"] = res[i]["types"]
        res[i]["types"] = round(macro_f1(gold[mine], pt[mine]), 2)
        res[i]["accuracy"] = round(100 * float((gold[mine] == pt[mine]).mean()), 2)
        res[i]["power"] = power
        print("fold", i, res[i], flush=True)


if __name__ == "__main__":
    main()
