"""Sanctions as some older tools take them: each opponent moves at most once.

Not the literature's rule, which lets opponents move in any legal sequence; here only so that other
tools' output can be reconciled. A state that is stable here is stable by the literature's rule too.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import vectorised
from tracktwo.analysis.listed import edges
from tracktwo.conflict.space import ListedSpace, Space

__all__ = ["focal_once"]

I32 = npt.NDArray[np.int32]
Lower = Callable[[I32], I32]
"""From values to the least of each state's value and those that one move from it reaches."""


def focal_once(space: Space, dm: int, rank: I32) -> I32:
    """What the best own move guarantees, shape (5, n_state), see ``stability.own_guarantees``."""
    own = rank[dm]
    if isinstance(space, ListedSpace):
        moves = [edges(space, j) for j in range(rank.shape[0])]

        def own_best(value: I32) -> I32:
            out = np.full(value.size, -1, dtype=np.int32)
            np.maximum.at(out, moves[dm].start, value[moves[dm].end])
            return out

        def lower(j: int, improving: bool) -> Lower:
            to = moves[j].improving(rank[j]) if improving else moves[j]

            def one(value: I32) -> I32:
                low = value.copy()
                np.minimum.at(low, to.start, value[to.end])
                return low

            return one
    else:
        at = [vectorised.rows(space.groups(j), rank[j]) for j in range(rank.shape[0])]

        def own_best(value: I32) -> I32:
            return vectorised.own_best(at[dm], value)

        def lower(j: int, improving: bool) -> Lower:
            row = at[j]
            return lambda v: vectorised.lower(row.states, row.better if improving else row.moves, v)

    others = [j for j in range(rank.shape[0]) if j != dm]
    out = np.empty((5, own.size), dtype=np.int32)
    out[0] = own_best(own)
    best = np.maximum(own, out[0])
    for improving in (False, True):
        down = {j: lower(j, improving) for j in others}
        out[1 + 2 * improving] = own_best(_least(own, down))
        out[2 + 2 * improving] = own_best(np.minimum(own, _least(best, down)))
    return out


def _least(value: I32, lower: dict[int, Lower]) -> I32:
    """The least value that opponents reach, each moving at most once, in any order."""
    reach: dict[frozenset[int], I32] = {frozenset(): value}
    for size in range(1, len(lower) + 1):
        for movers in combinations(lower, size):
            who = frozenset(movers)
            reach[who] = np.minimum.reduce([lower[j](reach[who - {j}]) for j in movers])
    return reach[frozenset(lower)]
