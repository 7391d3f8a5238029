"""From arc scores to the best dependency tree with one root."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["tree_heads"]

Scores = NDArray[np.floating[Any]]
Heads = NDArray[np.int64]


def tree_heads(scores: Scores) -> Heads:
    """Heads of the best dependency tree of one sentence, with exactly one root.

    A root arc is made so dear that the best tree has as few of them as can be, which is one
    (Stanojević and Cohen 2021); scores of one word only need to be right relative to each other.

    Args:
        scores: shape (n, 1 + n), any finite scale; column 0 scores a word as the root, column
            1 + h scores word h as its head; a word as its own head is not looked at.

    Returns:
        Shape (n,); 0 for the root, else 1 + index of the head.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads: Heads = full.argmax(1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1 and not _cycle(heads.tolist()):
        return heads[1:]
    seen = full[np.isfinite(full)]
    full[1:, 0] -= 1.0 + 2.0 * n * float(np.ptp(seen))
    return _arborescence(full)[1:]


def _cycle(heads: list[int]) -> list[int]:
    """Nodes of one cycle in a head function (node 0 is the root), or an empty list."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            out, k = [node], heads[node]
            while k != node:
                out.append(k)
                k = heads[k]
            return out
    return []


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Heads of the best tree rooted at node 0 (Chu and Liu 1965; Edmonds 1967).

    Args:
        scores: shape (n, n); ``scores[d, h]`` of node h as head of node d; the diagonal is -inf.
    """
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    # the cycle becomes one node, last in the smaller graph
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    out_of = scores[np.ix_(outside, inside)]
    small[:m, m] = out_of.max(1)
    small[0, m] = -np.inf
    own = scores[inside, heads[inside]]
    into = scores[np.ix_(inside, outside)] - own[:, None]
    small[m, :m] = into.max(0)
    below = _arborescence(small)
    result = heads.copy()
    from_cycle = inside[out_of.argmax(1)]
    for k in range(1, m):
        h = int(below[k])
        result[outside[k]] = from_cycle[k] if h == m else outside[h]
    enter = int(below[m])
    result[inside[into[:, enter].argmax()]] = outside[enter]
    return result
