"""From scores to structure: dependency trees and name spans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["bio_tags", "tree_heads"]

Scores = NDArray[np.float32]


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """Nodes of one cycle in a head function (node 0 is the root), or an empty list."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node, mark = start, start
        while node and not seen[node]:
            seen[node] = mark
            node = int(heads[node])
        if node and seen[node] == mark:
            out, k = [node], int(heads[node])
            while k != node:
                out.append(k)
                k = int(heads[k])
            return out
    return []


def _arborescence(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best tree rooted at node 0 (Chu and Liu 1965; Edmonds 1967).

    Args:
        scores: shape (n, n); ``scores[d, h]`` of node h as head of node d; the diagonal is -inf.
    """
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([k for k in range(len(scores)) if k not in set(cycle)])
    own = scores[inside, heads[inside]]
    # the cycle becomes one node, last in the smaller graph
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf, dtype=scores.dtype)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    out_of = scores[np.ix_(outside, inside)]
    small[:m, m] = out_of.max(1)
    from_in = out_of.argmax(1)
    into = scores[np.ix_(inside, outside)] - own[:, None]
    small[m, :m] = into.max(0)
    broken = into.argmax(0)
    small[m, m] = -np.inf
    sub = _arborescence(small)
    result = heads.copy()
    for k in range(1, m):
        h = int(sub[k])
        result[outside[k]] = inside[from_in[k]] if h == m else outside[h]
    enter = int(sub[m])
    result[inside[broken[enter]]] = outside[enter]
    return result


def tree_heads(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best dependency tree of one sentence, with exactly one root.

    Args:
        scores: shape (n, 1 + n), any scale; column 0 scores a word as the root, column 1 + h
            scores word h as its head.

    Returns:
        Shape (n,); 0 for the root, else 1 + index of the head.
    """
    n = len(scores)
    if n == 1:
        return np.zeros(1, dtype=np.int64)
    full = np.full((n + 1, n + 1), -np.inf, dtype=np.float64)
    full[1:] = scores - np.logaddexp.reduce(scores.astype(np.float64), axis=1, keepdims=True)
    np.fill_diagonal(full, -np.inf)
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        return heads[1:]
    # fix the root first: the word that loses least by being it
    other = full[1:, 1:].max(1)
    root = 1 + int((full[1:, 0] - other).argmax())
    keep = full[root, 0]
    full[1:, 0] = -np.inf
    full[root] = -np.inf
    full[root, 0] = keep
    return _arborescence(full)[1:]


def bio_tags(scores: Scores, labels: Sequence[str], starts: NDArray[np.bool_]) -> list[str]:
    """Best well-formed BIO tags: an I- tag only follows B- or I- of its type within a sentence.

    Args:
        scores: shape (n, labels).
        labels: ``O``, ``B-x``, ``I-x``.
        starts: shape (n,); True where a sentence starts.
    """
    n, m = scores.shape
    ok = np.ones((m, m), dtype=bool)
    first = np.ones(m, dtype=bool)
    for j, b in enumerate(labels):
        if b.startswith("I-"):
            first[j] = False
            for i, a in enumerate(labels):
                ok[i, j] = a != "O" and a[2:] == b[2:]
    bad = np.where(ok, 0.0, -1e9)
    start = np.where(first, 0.0, -1e9)
    best = scores[0] + start
    back = np.zeros((n, m), dtype=np.int64)
    for k in range(1, n):
        if starts[k]:
            back[k] = int(best.argmax())
            best = best.max() + scores[k] + start
        else:
            step = best[:, None] + bad
            back[k] = step.argmax(0)
            best = step.max(0) + scores[k]
    out = [int(best.argmax())]
    for k in range(n - 1, 0, -1):
        out.append(int(back[k, out[-1]]))
    return [labels[j] for j in reversed(out)]
