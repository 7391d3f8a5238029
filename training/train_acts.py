"""Stage 2: acts, attributions, conditions and stances, trained with what stage 1 taught.

    python -m training.train_acts --reader training/runs/reader --data DATA --out training/runs/acts

The encoder goes on learning trees and names on a part of the treebanks an epoch, so that one pass
serves everything. Saves a checkpoint with optimiser state after every epoch; --resume goes on.
The corpus is read anew for each epoch, so that it may grow while this runs.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zlib
from pathlib import Path

import torch
from spacy.language import Language
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import tracktwo.language
from training.acts import EVERY, act_batches, act_loss, act_scores, act_window, pack_labelled
from training.corpus import CorpusError, read_passages
from training.corpus.labels import ACT_LABELS, ROLES, Labelled, label_passages
from training.model import Encoder, Reader
from training.train_reader import (
    Coder,
    batches,
    evaluate,
    load_tokenizer,
    loss_of,
    minilm_dir,
    pack,
)
from training.treebank import read_bio, read_conllu


def is_left_out(passage: str, leave: int) -> bool:
    """Whether a passage is one of those left out, one in ``leave`` of them; none at 0."""
    return leave > 0 and zlib.crc32(passage.encode()) % leave == 0


class Corpus:
    """The labelled sentences of the folders of the training part, read once each as they come."""

    def __init__(self, folder: Path, leave: int, nlp: Language) -> None:
        self.folder, self.leave, self.nlp = folder, leave, nlp
        self.known: dict[Path, tuple[int, list[Labelled]]] = {}

    def sentences(self, *, left_out: bool = False) -> list[Labelled]:
        """Those to learn from, or those of the passages that are left out to measure on."""
        every = [s for file in sorted(self.folder.rglob("*.txt")) for s in self._of(file)]
        return [s for s in every if is_left_out(s.doc.split("/")[0], self.leave) == left_out]

    def _of(self, file: Path) -> list[Labelled]:
        stamp = file.stat().st_mtime_ns
        if self.known.get(file, (0,))[0] != stamp:
            try:
                made = list(label_passages(read_passages(file), self.nlp))
            except CorpusError as e:
                print(f"left out for now: {str(e).splitlines()[0]}", flush=True)
                made = self.known[file][1] if file in self.known else []
                stamp = 0
            self.known[file] = (stamp, made)
        return self.known[file][1]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--reader", type=Path, required=True, help="run of stage 1")
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--corpus", type=Path, default=Path("corpus/train"))
    ap.add_argument(
        "--leave", type=int, default=0, help="leave out one passage in so many, to measure on"
    )
    ap.add_argument("--also", type=Path, help="folder of plain sentences, which tell acts alone")
    ap.add_argument("--only", choices=EVERY, help="tune only the head of this layer; no treebanks")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--share", type=float, default=0.35, help="part of the treebanks an epoch")
    ap.add_argument("--batch", type=int, default=1024, help="word pieces a batch")
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--hide", type=float, default=0.08, help="share of words hidden")
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--resume", action="store_true")
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    a.out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((a.reader / "labels.json").read_text())
    labels |= ACT_LABELS | {"roles": list(ROLES)}
    (a.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    coder = Coder(load_tokenizer(minilm_dir() / "tokenizer.json"), labels)
    model = Reader(Encoder(), {k: len(v) for k, v in labels.items()})
    old = torch.load(a.reader / "checkpoint.pt", weights_only=False)["model"]
    model.load_state_dict(old, strict=False)
    if a.only:
        for n, p in model.named_parameters():
            p.requires_grad = n.startswith(f"tags.{a.only}.")
    new = [p for n, p in model.named_parameters() if n not in old]
    kept = [p for n, p in model.named_parameters() if n in old and not n.startswith("encoder.")]
    rates = (a.lr, 3e-4, 1e-3)
    opt = torch.optim.AdamW(
        [
            {"params": params, "lr": rate}
            for params, rate in zip(
                (list(model.encoder.parameters()), kept, new), rates, strict=True
            )
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    start, ck = 0, a.out / "checkpoint.pt"
    if a.resume and ck.exists():
        state = torch.load(ck, weights_only=False)
        model.load_state_dict(state["raw"])
        opt.load_state_dict(state["opt"])
        start = state["epoch"]
    # What is measured and kept is the mean of the weights over about the last epoch.
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.995))
    tb = a.data / "treebank"
    banks = [
        ("ewt", read_conllu(tb / "ewt-train.conllu")),
        ("gum", read_conllu(tb / "gum-train.conllu", entities=True)),
    ]
    re3d = read_bio(a.data / "names/re3d-train.txt")
    dev = {
        "ewt": read_conllu(tb / "ewt-dev.conllu"),
        "bio": read_bio(a.data / "names/re3d-dev.txt"),
    }
    nlp = tracktwo.language.load()
    corpus = Corpus(a.corpus, a.leave, nlp)
    further = Corpus(a.also, 0, nlp).sentences() if a.also else []
    for s in further:
        s.untold = frozenset(EVERY) - {"act"}
    t0 = time.time()
    model.train()
    for epoch in range(start, a.epochs):
        rng = random.Random(a.seed + epoch)
        sentences = corpus.sentences() + further
        groups = pack_labelled(sentences, coder, rng)
        windows = [
            act_window(coder, g, lower=rng.random() < 0.03, hide=a.hide, rng=rng) for g in groups
        ]
        steps: list[tuple[bool, object]] = [(True, b) for b in act_batches(windows, a.batch, rng)]
        wins = []
        for kind, sents in () if a.only else banks:
            packed = pack(sents, coder, rng)
            for g in rng.sample(packed, int(a.share * len(packed))):
                wins.append(coder.window(g, kind=kind, lower=rng.random() < 0.03))
        wins += [coder.window([s], kind="bio") for s in re3d if not a.only]
        steps += [(False, b) for b in batches(wins, a.batch, rng)] if wins else []
        rng.shuffle(steps)
        run, seen = 0.0, 0
        for i, (acts, b) in enumerate(steps):
            frac = (epoch + i / len(steps)) / a.epochs
            scale = min(1.0, frac / 0.05) * (1 - frac) ** 0.9
            for g, base in zip(opt.param_groups, rates, strict=True):
                g["lr"] = base * scale
            loss = act_loss(model, b) if acts else loss_of(model, coder.batch(b))  # type: ignore[arg-type]
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            mean.update_parameters(model)
            if acts:
                run, seen = run + loss.item(), seen + 1
            if i % 50 == 49:
                print(
                    f"epoch {epoch} step {i + 1}/{len(steps)} acts {run / max(1, seen):.3f} "
                    f"{time.time() - t0:.0f}s",
                    flush=True,
                )
                run, seen = 0.0, 0
        tmp = ck.with_suffix(".tmp")
        kept_now = {
            "model": mean.module.state_dict(),
            "raw": model.state_dict(),
            "opt": opt.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(kept_now, tmp)
        tmp.replace(ck)
        print("epoch", epoch, len(sentences), "sentences of the corpus", flush=True)
        if a.leave:
            held = [[s] for s in corpus.sentences(left_out=True)]
            scored = act_batches([act_window(coder, g) for g in held], 2048, rng)
            print("epoch", epoch, "left out", act_scores(mean.module, scored), flush=True)
        if epoch + 1 == a.epochs or epoch % 3 == 2:
            for kind, sents in dev.items():
                print("epoch", epoch, kind, evaluate(mean.module, coder, sents, kind), flush=True)


if __name__ == "__main__":
    main()
