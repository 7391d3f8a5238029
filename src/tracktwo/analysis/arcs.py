"""All moves of one decision maker at once, as arrays: the arcs of his or her graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import Groups, ListedSpace
from tracktwo.errors import ConflictTooLarge

__all__ = ["MAX_ARCS", "Arcs", "allowed", "arcs", "count_arcs", "group_of"]

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MAX_ARCS = 1 << 26
"""The largest number of moves of one decision maker that is listed (half a gigabyte)."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """The moves of one decision maker, by the state that is left and then by the one reached.

    Attributes:
        begin: the moves from ``s`` are ``end[begin[s] : begin[s + 1]]``; shape (n_state + 1,).
        start: the state that each move leaves, shape (n_arc,).
        end: the state that each move reaches, shape (n_arc,).
    """

    begin: Numbers
    start: Numbers
    end: Numbers

    def only(self, kept: Mask) -> Arcs:
        """The moves for which a mask, shape (n_arc,), is true."""
        start = self.start[kept]
        return _arcs(start, self.end[kept], self.begin.size - 1)


def arcs(conflict: Conflict, dm: int, *, improving: bool = False, limit: int = MAX_ARCS) -> Arcs:
    """All moves of a decision maker, R_i for all states.

    Args:
        conflict: the conflict.
        dm: the decision maker's number.
        improving: only unilateral improvements, R_i+.
        limit: the largest number of moves that is worked.

    Raises:
        ConflictTooLarge: if there may be more moves than that; nothing has been done then.
    """
    space, n = conflict.space, conflict.n_state
    most = count_arcs(conflict, dm)
    if most > limit:
        raise ConflictTooLarge(
            f"{conflict.decision_makers[dm].label} has up to {most:,} moves among {n:,} states, "
            f"and {limit:,} can be listed",
            where=conflict.title,
            remedy="ask about single states, leave out options, or say what is infeasible",
        )
    if isinstance(space, ListedSpace):
        reach = space.reach[dm]
        start = np.repeat(np.arange(n), [len(to) for to in reach])
        end = np.array([t for to in reach for t in to], dtype=np.int64)
    else:
        groups = space.groups(dm)
        group = group_of(groups)
        size = np.diff(groups.starts)[group]
        start = np.repeat(np.arange(n), size)
        offset = np.arange(start.size) - np.repeat(np.cumsum(size) - size, size)
        end = groups.members[groups.starts[group][start] + offset].astype(np.int64)
        kept = (start != end) & allowed(groups, start, end)
        start, end = start[kept], end[kept]
    if improving:
        rank = conflict.rank[dm]
        kept = rank[end] > rank[start]
        start, end = start[kept], end[kept]
    return _arcs(start, end, n)


def _arcs(start: Numbers, end: Numbers, n: int) -> Arcs:
    begin = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(start, minlength=n), out=begin[1:])
    return Arcs(begin, start, end)


def count_arcs(conflict: Conflict, dm: int) -> int:
    """How many moves a decision maker has at most, over all states; exact without one-way options.

    Listed moves are counted exactly.
    """
    space = conflict.space
    if isinstance(space, ListedSpace):
        return sum(len(to) for to in space.reach[dm])
    size = np.diff(space.groups(dm).starts)
    return int((size * (size - 1)).sum())


def group_of(groups: Groups) -> Numbers:
    """The number of the group of each state, shape (n_state,)."""
    result = np.empty(groups.members.size, dtype=np.int64)
    result[groups.members] = np.repeat(np.arange(groups.starts.size - 1), np.diff(groups.starts))
    return result


def allowed(groups: Groups, start: Numbers, end: Numbers) -> Mask:
    """Whether one-way options let the decision maker go from ``start`` to ``end`` of one group."""
    result = np.ones(start.size, dtype=bool)
    if not groups.axes:
        return result
    left, reached = groups.pattern[start], groups.pattern[end]
    for levels in groups.axes:
        result &= reached % levels >= left % levels
        left, reached = left // levels, reached // levels
    return result
