"""From tag scores to spans of names, and which of them to keep."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Span", "bio_spans", "bio_tags", "fill"]

Scores = NDArray[np.floating[Any]]
Span = tuple[int, int, str]
"""First token, token after the last, label."""


@lru_cache(maxsize=8)
def _allowed(labels: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tag may follow which, shape (labels, labels), and which may begin a sentence."""
    first = np.array([not b.startswith("I-") for b in labels])
    follows = np.array(
        [[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels]
    )
    return follows, first


def bio_tags(scores: Scores, labels: Sequence[str], starts: NDArray[np.bool_]) -> list[str]:
    """Best well-formed BIO tags: an I- tag only follows B- or I- of its type within a sentence.

    Args:
        scores: shape (n, labels).
        labels: ``O``, ``B-x``, ``I-x``.
        starts: shape (n,); True where a sentence starts; the first word always starts one.
    """
    n = len(scores)
    follows, first = _allowed(tuple(labels))
    best: NDArray[np.int64] = scores.argmax(1)
    fine = first[best].copy()
    fine[1:] |= follows[best[:-1], best[1:]] & ~starts[1:]
    if not fine.all():  # only sentences whose best tags clash need a search
        bounds = [0, *(1 + np.flatnonzero(starts[1:])).tolist(), n]
        for a, b in pairwise(bounds):
            if not fine[a:b].all():
                best[a:b] = _search(scores[a:b], follows, first)
    return [labels[k] for k in best.tolist()]


def _search(
    scores: Scores, follows: NDArray[np.bool_], first: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Tags of one sentence with the highest sum of scores (Viterbi)."""
    n, m = scores.shape
    bad = np.where(follows, 0.0, -np.inf)
    total = np.where(first, scores[0], -np.inf)
    back = np.zeros((n, m), dtype=np.int64)
    for k in range(1, n):
        step = total[:, None] + bad
        back[k] = step.argmax(0)
        total = step.max(0) + scores[k]
    out = np.empty(n, dtype=np.int64)
    out[-1] = total.argmax()
    for k in range(n - 1, 0, -1):
        out[k - 1] = back[k, out[k]]
    return out


def bio_spans(tags: Sequence[str]) -> list[Span]:
    """Spans of well-formed BIO tags, in order."""
    out: list[Span] = []
    for k, tag in enumerate(tags):
        if tag[0] == "B":
            out.append((k, k + 1, tag[2:]))
        elif tag[0] == "I":
            out[-1] = (out[-1][0], k + 1, tag[2:])
    return out


def fill(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """The first spans and those of the second that touch none of the first, in order."""
    taken = {k for start, end, _ in first for k in range(start, end)}
    extra = [s for s in second if taken.isdisjoint(range(s[0], s[1]))]
    return sorted([*first, *extra])
