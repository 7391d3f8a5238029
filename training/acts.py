"""Acts, attributions, conditions and stances as the reader learns them: windows, loss and scores."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tracktwo.language.words import word_shape
from training.corpus.labels import ACT_LABELS, ROLES, Labelled
from training.model import Reader
from training.train_reader import IGN, Coder, tree_loss
from training.treebank import edit_script

__all__ = ["EVERY", "act_batches", "act_loss", "act_scores", "act_window"]

TREE = ("upos", "xpos", "feats", "lemma", "rel", "head")
EVERY = ("act", "cue", "cond", "stance")  # layers with a label on every word
_FIRST = {"act": "-", "cue": "-", "cond": "O", "stance": "-"}
_INDEX = {k: {x: i for i, x in enumerate(v)} for k, v in ACT_LABELS.items()}
WEIGHT = {
    "act": 2.5,
    "mode": 0.5,
    "modality": 0.7,
    "polarity": 0.3,
    "cue": 2.0,
    "cond": 0.7,
    "stance": 2.0,
    "issue": 0.3,
}
ROLE_WEIGHT = 1.5
TREE_WEIGHT = 0.5

Window = dict[str, list[int]]


def act_window(
    coder: Coder,
    group: Sequence[Labelled],
    *,
    lower: bool = False,
    hide: float = 0.0,
    rng: random.Random | None = None,
) -> Window:
    """Arrays of consecutive sentences; links stand as triples (role, word, other) in ``links``.

    Args:
        coder: word pieces.
        group: the sentences.
        lower: read as if in lower case.
        hide: share of words that are hidden, so that what stands around them is learnt.
        rng: which ones.
    """
    mask = coder.tok.token_to_id("[MASK]")
    ids, shapes, first, last = [coder.cls], [0], [0], [0]
    tags: dict[str, list[int]] = {k: [IGN] for k in (*ACT_LABELS, "sent", *TREE)}
    links: list[int] = []
    for s in group:
        off = len(first)
        for i, w in enumerate(s.words):
            pieces = coder.pieces(w)
            if rng is not None and rng.random() < hide:
                pieces = [mask]
            first.append(len(ids))
            ids += pieces
            shapes += [word_shape(w.lower() if lower else w)] * len(pieces)
            last.append(len(ids) - 1)
            tags["sent"].append(int(i == 0))
            for k, index in _INDEX.items():
                usual = None if k in s.untold else _FIRST.get(k)
                label = s.tags.get(k, {}).get(i, usual)
                tags[k].append(IGN if label is None else index[label])
        for k, values in _tree_labels(coder, s, off).items():
            tags[k] += values
        for role, by_word in s.links.items():
            for word, others in by_word.items():
                # a word that has nobody in the role is taught too: (role, word, nothing)
                for o in others or [-1]:
                    links += [ROLES.index(role), off + word, off + o if o >= 0 else -1]
    ids.append(coder.sep)
    shapes.append(0)
    return {"ids": ids, "shapes": shapes, "first": first, "last": last, "links": links, **tags}


def _tree_labels(coder: Coder, s: Labelled, off: int) -> dict[str, list[int]]:
    """Tags, heads and labels of arcs of a sentence whose first word is the ``off``-th of the window."""
    t = s.tree
    if t is None:
        return {k: [IGN] * len(s.words) for k in TREE}
    scripts = [edit_script(w, le) for w, le in zip(t.words, t.lemmas, strict=True)]
    names = {"upos": t.upos, "xpos": t.xpos, "feats": t.feats, "lemma": scripts, "rel": t.deprels}
    out = {k: [coder.idx[k].get(x, IGN) for x in values] for k, values in names.items()}
    out["head"] = [0 if h == 0 else h + off - 1 for h in t.heads]
    return out


def pack_labelled(
    sentences: Sequence[Labelled], coder: Coder, rng: random.Random, limit: int = 110
) -> list[list[Labelled]]:
    """Consecutive sentences of one paragraph in windows of random size, as the reader cuts them."""
    groups: list[list[Labelled]] = []
    room = 0
    for s in sentences:
        n = sum(len(coder.pieces(w)) for w in s.words)
        if groups and s.doc == groups[-1][0].doc and n <= room:
            groups[-1].append(s)
            room -= n
            continue
        groups.append([s])
        room = 0 if rng.random() < 0.4 else int(limit * rng.uniform(0.4, 1.0)) - n
    return groups


def act_batches(windows: list[Window], size: int, rng: random.Random) -> list[dict[str, Tensor]]:
    """Windows of like length together, at most ``size`` pieces with padding a batch."""
    windows = sorted(windows, key=lambda w: len(w["ids"]) + rng.random() * 8)
    groups: list[list[Window]] = [[]]
    for w in windows:
        if groups[-1] and len(w["ids"]) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(w)
    rng.shuffle(groups)
    return [_tensors(g) for g in groups]


def _tensors(windows: list[Window]) -> dict[str, Tensor]:
    t, n = max(len(w["ids"]) for w in windows), max(len(w["first"]) for w in windows)
    out: dict[str, Tensor] = {}
    for k in windows[0]:
        if k == "links":
            continue
        fill, length = (
            (0, t) if k in ("ids", "shapes") else (0 if k in ("first", "last") else IGN, n)
        )
        a = np.full((len(windows), length), fill, dtype=np.int64)
        for i, w in enumerate(windows):
            a[i, : len(w[k])] = w[k]
        out[k] = torch.from_numpy(a)
    gold = np.zeros((len(windows), len(ROLES), n, n), dtype=np.float32)
    rows = np.zeros((len(windows), len(ROLES), n), dtype=bool)
    for i, w in enumerate(windows):
        for role, word, other in zip(*(w["links"][j::3] for j in range(3)), strict=True):
            rows[i, role, word] = True
            if other >= 0:
                gold[i, role, word, other] = 1
    out["gold"], out["rows"] = torch.from_numpy(gold), torch.from_numpy(rows)
    pad, wpad = torch.zeros(len(windows), t), torch.zeros(len(windows), n)
    for i, w in enumerate(windows):
        pad[i, len(w["ids"]) :] = 1
        wpad[i, len(w["first"]) :] = 1
    out["bias"], out["wpad"] = pad[:, None, None, :] * -1e4, wpad
    out["wbias"] = wpad[:, None, :] * -1e4
    return out


def _vectors(model: Reader, b: dict[str, Tensor]) -> Tensor:
    return model.words(model.encoder(b["ids"], b["shapes"], b["bias"])[-1], b["first"], b["last"])


def act_loss(model: Reader, b: dict[str, Tensor]) -> Tensor:
    """Loss of one batch: tags of words, and roles of the words that have them."""
    r = _vectors(model, b)
    out = model.heads(r)
    loss = TREE_WEIGHT * tree_loss(model, out, b)
    for k, w in WEIGHT.items():
        y = b[k]
        if (y != IGN).any():
            loss = loss + w * F.cross_entropy(out[k].flatten(0, 1), y.flatten(), ignore_index=IGN)
    if b["rows"].any():
        scores = model.roles(r)[b["rows"]]
        gold = b["gold"][b["rows"]]
        keep = (1 - b["wpad"])[:, None, None, :].expand_as(b["gold"])[b["rows"]]
        each = F.binary_cross_entropy_with_logits(scores, gold, reduction="none") * keep
        kind = b["rows"].nonzero()[:, 1]
        stretch = (kind == ROLES.index("content")) | (kind == ROLES.index("thing"))
        # a content has many words, the others one or two: each counts alike
        size = torch.where(stretch, gold.sum(1).clamp(min=1) / 2, torch.ones(len(gold)))
        loss = loss + ROLE_WEIGHT * (each.sum(1) / size).mean()
    return loss


@torch.no_grad()
def act_scores(model: Reader, batches: Sequence[dict[str, Tensor]]) -> dict[str, float]:
    """F1 or accuracy of each layer, roles given the right words."""
    model.eval()
    c: Counter[str] = Counter()
    for b in batches:
        r = _vectors(model, b)
        for k in ACT_LABELS:
            y, p = b[k], model.tags[k](r).argmax(-1)
            m = y != IGN
            c[f"{k}.right"] += int((y[m] == p[m]).sum())
            c[f"{k}.all"] += int(m.sum())
            if k in EVERY:
                both = m & (y == p) & (y > 0)
                c[f"{k}.tp"] += int(both.sum())
                c[f"{k}.gold"] += int((m & (y > 0)).sum())
                c[f"{k}.found"] += int((m & (p > 0)).sum())
                if k == "act":
                    c["spot.tp"] += int((m & (y > 0) & (p > 0)).sum())
        scores = model.roles(r) > 0
        for j, role in enumerate(ROLES):
            rows = b["rows"][:, j]
            keep = (1 - b["wpad"])[:, None, :].expand(-1, rows.shape[1], -1)[rows] > 0
            p, y = scores[:, j][rows] & keep, b["gold"][:, j][rows] > 0
            c[f"{role}.tp"] += int((p & y).sum())
            c[f"{role}.gold"] += int(y.sum())
            c[f"{role}.found"] += int(p.sum())
    model.train()
    out = {}
    for k in (*EVERY, *ROLES):
        out[k] = 200 * c[f"{k}.tp"] / max(1, c[f"{k}.gold"] + c[f"{k}.found"])
    out["spot"] = 200 * c["spot.tp"] / max(1, c["act.gold"] + c["act.found"])
    for k in ("mode", "modality", "polarity", "issue"):
        out[k] = 100 * c[f"{k}.right"] / max(1, c[f"{k}.all"])
    return {k: round(v, 1) for k, v in out.items()}
