"""Stability where states and moves are listed: legal sequences with the last mover kept along.

Two moves of one decision maker need not be one move here, so "nobody moves twice in a row" matters.
``f_j(s)`` is the least value over s and all that a legal sequence reaches whose first mover
is not j; the fixpoint of ``f_j(s) = min(value(s), f_k(t) for k != j, t in R_k(s))`` is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.space import ListedSpace

__all__ = ["Edges", "edges", "focal_listed"]

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

_NONE = np.int32(-1)
_TOP = np.int32(2**31 - 1)


@dataclass(frozen=True, eq=False)
class Edges:
    """The moves of one decision maker: shapes (n_move,)."""

    start: I64
    end: I64

    def improving(self, rank: I32) -> Edges:
        """Those that lead to a state of higher rank."""
        keep = rank[self.end] > rank[self.start]
        return Edges(self.start[keep], self.end[keep])


def edges(space: ListedSpace, dm: int) -> Edges:
    """The moves of one decision maker, by state that is left."""
    pairs = [(s, t) for s, to in enumerate(space.reach[dm]) for t in to]
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Edges(array[:, 0], array[:, 1])


def _own_best(own: Edges, value: I32) -> I32:
    out = np.full(value.size, _NONE, dtype=np.int32)
    np.maximum.at(out, own.start, value[own.end])
    return out


def _guarantees(dm: int, moves: list[Edges], value: I32) -> I32:
    others = [j for j in range(len(moves)) if j != dm]
    reach = {j: value.copy() for j in (*others, -1)}
    changed = True
    while changed:
        changed = False
        for last, held in reach.items():
            low = held.copy()
            for k in others:
                if k != last:
                    np.minimum.at(low, moves[k].start, reach[k][moves[k].end])
            if not np.array_equal(low, held):
                held[:] = low
                changed = True
    return reach[-1]


def focal_listed(space: ListedSpace, dm: int, rank: I32, out: I32) -> None:
    """Fill ``out``, shape (5, n_state), for one decision maker: see `Reply` in ``stability``."""
    moves = [edges(space, j) for j in range(rank.shape[0])]
    own = rank[dm]
    out[0] = _own_best(moves[dm], own)
    value = np.stack([own, np.maximum(own, out[0])], axis=1).astype(np.int32)
    better = [e.improving(r) for e, r in zip(moves, rank, strict=True)]
    for row, opponents in ((1, moves), (3, better)):
        least = _guarantees(dm, opponents, value)
        out[row] = _own_best(moves[dm], np.ascontiguousarray(least[:, 0]))
        out[row + 1] = _own_best(moves[dm], np.minimum(own, least[:, 1]))
