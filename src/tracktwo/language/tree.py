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
    if np.count_nonzero(heads[1:] == 0) == 1 and not _cycles(heads.tolist()):
        return heads[1:]
    seen = full[np.isfinite(full)]
    full[1:, 0] -= 1.0 + 2.0 * n * float(np.ptp(seen))
    return _arborescence(full)[1:]


def _cycles(heads: list[int]) -> list[list[int]]:
    """Nodes of each cycle in a head function, where node 0 is the root."""
    out = []
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle, k = [node], heads[node]
            while k != node:
                cycle.append(k)
                k = heads[k]
            out.append(cycle)
    return out


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Heads of the best tree rooted at node 0 (Chu and Liu 1965; Edmonds 1967).

    Args:
        scores: shape (n, n); ``scores[d, h]`` of node h as head of node d; the diagonal is -inf.
    """
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycles = [np.array(c) for c in _cycles(heads.tolist())]
    if not cycles:
        return heads
    # every cycle becomes one node, after the others; entering it costs the arc that it breaks
    alone = np.ones(len(scores), dtype=bool)
    alone[np.concatenate(cycles)] = False
    outside = np.flatnonzero(alone)
    m, size = len(outside), len(outside) + len(cycles)
    half = np.empty((size, len(scores)))
    half[:m] = scores[outside]
    entered = np.empty((len(cycles), len(scores)), dtype=np.int64)  # word broken by each head
    for k, c in enumerate(cycles):
        gain = scores[c] - scores[c, heads[c]][:, None]
        half[m + k], entered[k] = gain.max(0), c[gain.argmax(0)]
    small = np.empty((size, size))
    small[:, :m] = half[:, outside]
    source = np.empty(
        (size, size), dtype=np.int64
    )  # best head within each node of the smaller graph
    source[:, :m] = outside
    for k, c in enumerate(cycles):
        small[:, m + k], source[:, m + k] = half[:, c].max(1), c[half[:, c].argmax(1)]
    small[0] = -np.inf
    np.fill_diagonal(small, -np.inf)
    below = _arborescence(small)
    result = heads.copy()
    for node in range(1, size):
        head = source[node, below[node]]
        result[outside[node] if node < m else entered[node - m, head]] = head
    return result
