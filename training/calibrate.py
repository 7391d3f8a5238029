"""Temperatures of the act layers on passages left out of training, and how far confidence is right.

    python -m training.calibrate --run training/runs/acts --leave 8 --plot docs/explanation/reliability.svg

Writes ``temperatures.json`` into the run, where the export finds it (Guo et al., 2017).
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

import tracktwo.language
from training.acts import act_batches, act_window
from training.corpus.labels import ACT_LABELS
from training.train_acts import Corpus
from training.train_reader import IGN
from training.train_relation import load_reader

BINS = 10


@torch.no_grad()
def scores_of(run: Path, folder: Path, leave: int) -> dict[str, tuple[Tensor, Tensor]]:
    """Scores and labels of the words of the passages left out, by layer."""
    reader, coder = load_reader(run)
    corpus = Corpus(folder, leave, tracktwo.language.load())
    held = corpus.sentences(left_out=True)
    batches = act_batches([act_window(coder, [s]) for s in held], 2048, random.Random(0))
    out: dict[str, list[tuple[Tensor, Tensor]]] = {k: [] for k in ACT_LABELS}
    for b in batches:
        hidden = reader.encoder(b["ids"], b["shapes"], b["bias"])[-1]
        r = reader.words(hidden, b["first"], b["last"])
        for k, parts in out.items():
            keep = b[k] != IGN
            parts.append((reader.tags[k](r)[keep], b[k][keep]))
    return {k: (torch.cat([s for s, _ in v]), torch.cat([y for _, y in v])) for k, v in out.items()}


def temperature(scores: Tensor, gold: Tensor) -> float:
    """The temperature with the least loss."""
    grid = np.exp(np.linspace(np.log(0.5), np.log(4), 60))
    losses = [float(F.cross_entropy(scores / t, gold)) for t in grid]
    return round(float(grid[int(np.argmin(losses))]), 3)


def reliability(scores: Tensor, gold: Tensor) -> tuple[list[tuple[float, float, int]], float]:
    """Mean confidence, share right and number of words by tenth, and the expected error.

    Words that are taken to tell nothing, which nearly all are, are left out.
    """
    p = scores.softmax(-1)
    best, which = p.max(-1)
    told = which > 0
    sure, right = best[told].numpy(), (which == gold)[told].numpy()
    rows, error = [], 0.0
    for k in range(BINS):
        inside = (sure > k / BINS) & (sure <= (k + 1) / BINS)
        n = int(inside.sum())
        if n:
            a, b = float(sure[inside].mean()), float(right[inside].mean())
            rows.append((round(a, 3), round(b, 3), n))
            error += n / len(sure) * abs(a - b)
    return rows, round(error, 4)


def picture(curves: dict[str, list[tuple[float, float, int]]]) -> str:
    """Confidence against share right, a line for each curve."""
    side, room = 260, 46
    colours = ("#b6582c", "#2c6db6")

    def at(x: float, y: float) -> str:
        return f"{room + x * side:.1f},{room / 2 + (1 - y) * side:.1f}"

    lines = [
        f'<polyline points="{at(0, 0)} {at(1, 1)}" fill="none" stroke="#999" stroke-dasharray="4"/>'
    ]
    for k, (name, rows) in enumerate(curves.items()):
        points = " ".join(at(a, b) for a, b, _ in rows)
        colour = colours[k % len(colours)]
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        lines += [
            f'<circle cx="{at(a, b).split(",")[0]}" cy="{at(a, b).split(",")[1]}" r="3.5" '
            f'fill="{colour}"><title>{n} words</title></circle>'
            for a, b, n in rows
        ]
        lines.append(f'<text x="{room + 8}" y="{room + k * 17}" fill="{colour}">{name}</text>')
    ticks = "".join(
        f'<text x="{room + t * side}" y="{side + room}" text-anchor="middle">{t:g}</text>'
        f'<text x="{room - 6}" y="{room / 2 + (1 - t) * side + 4}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.5, 1)
    )
    width, height = side + room + 20, side + room + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="12" role="img">'
        "<title>Confidence of the type of an act against the share that is right</title>"
        f'<rect x="{room}" y="{room / 2}" width="{side}" height="{side}" fill="none" stroke="#ccc"/>'
        f"{''.join(lines)}{ticks}"
        f'<text x="{room + side / 2}" y="{side + room + 20}" text-anchor="middle">confidence</text>'
        "</svg>\n"
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--corpus", type=Path, default=Path("corpus/train"))
    ap.add_argument("--leave", type=int, default=8)
    ap.add_argument("--plot", type=Path)
    ap.add_argument("--to", type=Path, default=Path("training/results/calibration.json"))
    a = ap.parse_args()
    warmth, report = {}, {}
    scores = scores_of(a.run, a.corpus, a.leave)
    for layer, (s, y) in scores.items():
        warmth[layer] = temperature(s, y)
    for layer in ("act", "cue", "stance"):
        s, y = scores[layer]
        before, after = reliability(s, y), reliability(s / warmth[layer], y)
        report[layer] = {
            "temperature": warmth[layer],
            "error before": before[1],
            "error after": after[1],
            "before": before[0],
            "after": after[0],
        }
        print(layer, warmth[layer], "expected calibration error", before[1], "->", after[1])
    (a.run / "temperatures.json").write_text(json.dumps(warmth))
    a.to.write_text(json.dumps({"temperatures": warmth, "layers": report}, indent=1))
    if a.plot:
        s, y = scores["act"]
        curves = {"as trained": reliability(s, y)[0]}
        curves["calibrated"] = reliability(s / warmth["act"], y)[0]
        a.plot.write_text(picture(curves))


if __name__ == "__main__":
    main()
