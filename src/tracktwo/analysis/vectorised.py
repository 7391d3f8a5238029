"""The passes over groups of states, by numpy: the twin of `tracktwo.analysis.compiled`.

Small conflicts take this one and never wait for a compiler. Groups are columns of a matrix, padded
with a state that is not there (number ``n_state``), and who can move where within a group is one
number for each pair of its entries, so that a pass is a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.space import Groups

__all__ = ["Rows", "focal", "guarantees", "lower", "own_best", "rows"]

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

_FREE = np.int32(0)
_NONE = np.int32(-1)
_TOP = np.int32(2**31 - 1)


@dataclass(frozen=True, eq=False)
class Rows:
    """Groups as columns of a padded matrix; the long axis comes last, where numpy is fast.

    Attributes:
        states: shape (width, n_group): a group's states, ``n_state`` where there is none.
        moves: shape (width to, width from, n_group): 0 where the owner can move from one entry to
            the other, the largest number there is where not; never from an entry to itself.
        better: likewise, for improvements.
    """

    states: I64
    moves: I32
    better: I32


def rows(groups: Groups, rank: I32) -> Rows:
    """Groups as rows, with what their owner, who ranks the states so, can and would do."""
    n = groups.members.size
    sizes = np.diff(groups.starts)
    width = int(sizes.max())
    group = np.repeat(np.arange(sizes.size), sizes)
    states = np.full((width, sizes.size), n, dtype=np.int64)
    states[np.arange(n) - groups.starts[group], group] = groups.members
    there = states < n
    moves = there[:, None, :] & there[None, :, :] & ~np.eye(width, dtype=bool)[:, :, None]
    if groups.axes:
        pattern = np.r_[groups.pattern, np.int32(0)][states]
        moves &= _ahead(groups.axes)[pattern[None, :, :], pattern[:, None, :]]
    own = np.r_[rank, _NONE][states]
    better = moves & (own[:, None, :] > own[None, :, :])
    return Rows(states, np.where(moves, _FREE, _TOP), np.where(better, _FREE, _TOP))


def _ahead(axes: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Shape (n_pattern, n_pattern): whether the second is at least the first on every axis."""
    digits = np.indices(axes[::-1]).reshape(len(axes), -1)
    return np.asarray((digits[:, None, :] >= digits[:, :, None]).all(axis=0))


def own_best(row: Rows, value: I32) -> I32:
    """The largest value among the other states that the owner can move to; -1 without a move."""
    out = np.empty(value.size + 1, dtype=np.int32)
    held = np.append(value, _NONE)[row.states]
    out[row.states] = np.where(row.moves == _FREE, held[:, None, :], _NONE).max(axis=0)
    return out[:-1]


def lower(states: I64, barred: I32, value: I32) -> I32:
    """The least of each state's value and the values that one move reaches; shape (n_state,)."""
    padded = np.append(value, _TOP)
    held = padded[states]
    padded[states] = np.minimum(held, np.maximum(barred, held[:, None, :]).min(axis=0))
    return padded[:-1]


def guarantees(value: I32, complete: bool, at: list[tuple[I64, I32]]) -> I32:
    """The least value over each state and all that legal sequences of some opponents reach.

    Args:
        value: shape (n_state,).
        complete: whether moves of different opponents commute, so that one round is all.
        at: for each opponent the rows' states and which moves are barred.
    """
    quiet = turn = 0
    while quiet < len(at):
        low = lower(*at[turn % len(at)], value)
        quiet = 1 if not complete and not np.array_equal(low, value) else quiet + 1
        value = low
        turn += 1
    return value


def focal(dm: int, complete: bool, at: list[Rows], rank: I32, out: I32) -> None:
    """Fill ``out``, shape (5, n_state), for one decision maker; see the compiled twin."""
    own = rank[dm]
    out[0] = own_best(at[dm], own)
    best = np.maximum(own, out[0])
    others = [row for j, row in enumerate(at) if j != dm]
    for place, commute, opponents in (
        (1, complete, [(row.states, row.moves) for row in others]),
        (3, False, [(row.states, row.better) for row in others]),
    ):
        out[place] = own_best(at[dm], guarantees(own, commute, opponents))
        reply = np.minimum(own, guarantees(best, commute, opponents))
        out[place + 1] = own_best(at[dm], reply)
