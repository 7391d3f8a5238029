"""The passes over groups of states, by numpy: the twin of `tracktwo.analysis.compiled`.

Small conflicts take this one and never wait for a compiler. Groups are rows of a matrix, padded
with a state that is not there (number ``n_state``), so that a pass is a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.space import Groups

__all__ = ["Rows", "focal", "guarantees", "min_all", "min_improving", "own_best", "rows"]

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

_NONE = np.int32(-1)
_TOP = np.int32(2**31 - 1)


@dataclass(frozen=True, eq=False)
class Rows:
    """Groups as a padded matrix.

    Attributes:
        states: shape (n_group, width): a group's states, ``n_state`` where there is none.
        ahead: shape (n_pattern, n_pattern): whether the second pattern can be moved to from the
            first; None when every move has a way back.
        pattern: the pattern of each entry of ``states``, same shape; None likewise.
        tied: shape (n_group, width): the column in which the entry's tie begins; only in rows that
            are in the order of the owner's preference.
    """

    states: I64
    ahead: npt.NDArray[np.bool_] | None
    pattern: I32 | None
    tied: I64 | None = None


def rows(groups: Groups, rank: I32 | None = None) -> Rows:
    """Groups as rows; given ``rank``, by the owner's descending rank, equal ranks by state."""
    n = groups.members.size
    sizes = np.diff(groups.starts)
    width = int(sizes.max())
    group = np.repeat(np.arange(sizes.size), sizes)
    members = groups.members.astype(np.int64)
    if rank is not None:
        members = members[np.lexsort((members, -rank[members], group))]
    column = np.arange(n) - groups.starts[group]
    states = np.full((sizes.size, width), n, dtype=np.int64)
    states[group, column] = members
    tied = None
    if rank is not None:
        padded = np.r_[rank, _NONE][states]
        new = np.ones_like(states, dtype=bool)
        new[:, 1:] = padded[:, 1:] != padded[:, :-1]
        tied = np.maximum.accumulate(np.where(new, np.arange(width), 0), axis=1)
    if groups.patterns == 1:
        return Rows(states, None, None, tied)
    pattern = np.r_[groups.pattern, np.int32(-1)][states]
    return Rows(states, _ahead(groups.axes), pattern, tied)


def _ahead(axes: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    digits = np.indices(axes[::-1]).reshape(len(axes), -1)
    return np.asarray((digits[:, None, :] >= digits[:, :, None]).all(axis=0))


def own_best(row: Rows, value: I32) -> I32:
    """The largest value among the other states that the owner can move to; -1 without a move."""
    n = value.size
    out = np.full(n + 1, _NONE, dtype=np.int32)
    held = np.r_[value, _NONE][row.states]
    if row.ahead is None or row.pattern is None:
        out[row.states] = _best_other(held)
    else:
        for p in range(row.ahead.shape[0]):
            here = row.pattern == p
            if here.any():
                there = np.where(row.ahead[p][row.pattern] & (row.pattern >= 0), held, _NONE)
                out[row.states[here]] = _best_other(there)[here]
    return out[:n]


def _best_other(candidates: I32) -> I32:
    """For each entry of a row the largest candidate of the row that is not the entry itself."""
    width = candidates.shape[1]
    if width == 1:
        return np.full(candidates.shape, _NONE, dtype=np.int32)
    who = candidates.argmax(axis=1)
    best = candidates.max(axis=1)
    rest = candidates.copy()
    rest[np.arange(rest.shape[0]), who] = _NONE
    second = rest.max(axis=1)
    own = np.arange(width)[None, :] == who[:, None]
    return np.asarray(np.where(own, second[:, None], best[:, None]), dtype=np.int32)


def min_all(row: Rows, value: I32) -> bool:
    """Lower each value to the least that one move of the owner reaches; shape (n_state, 2)."""
    n = value.shape[0]
    held = np.concatenate([value, np.full((1, 2), _TOP)])[row.states]
    if row.ahead is None or row.pattern is None:
        least = np.broadcast_to(held.min(axis=1, keepdims=True), held.shape)
    else:
        least = held.copy()
        for p in range(row.ahead.shape[0]):
            here = row.pattern == p
            if here.any():
                there = row.ahead[p][row.pattern] & (row.pattern >= 0)
                low = np.where(there[:, :, None], held, _TOP).min(axis=1, keepdims=True)
                least = np.where(here[:, :, None], low, least)
    return _lower(row, value, least, n)


def min_improving(row: Rows, value: I32) -> bool:
    """Lower each value to the least that one improvement of the owner reaches.

    The rows are in the order of the owner's preference: what stands before an entry's tie is
    better.
    """
    n = value.shape[0]
    assert row.tied is not None
    if row.states.shape[1] == 1:
        return False
    held = np.concatenate([value, np.full((1, 2), _TOP)])[row.states]
    if row.ahead is None or row.pattern is None:
        least = np.minimum(held, _before_tie(held, row.tied))
    else:
        least = held.copy()
        for p in range(row.ahead.shape[0]):
            here = row.pattern == p
            if here.any():
                there = row.ahead[p][row.pattern] & (row.pattern >= 0)
                low = _before_tie(np.where(there[:, :, None], held, _TOP), row.tied)
                least = np.where(here[:, :, None], np.minimum(held, low), least)
    return _lower(row, value, least, n)


def _before_tie(held: I32, tied: I64) -> I32:
    running = np.minimum.accumulate(held, axis=1)
    padded = np.concatenate([np.full_like(held[:, :1], _TOP), running], axis=1)
    return np.take_along_axis(padded, tied[:, :, None], axis=1)


def _lower(row: Rows, value: I32, least: I32, n: int) -> bool:
    fresh = np.concatenate([value, np.full((1, 2), _TOP)])
    fresh[row.states] = least
    changed = not np.array_equal(fresh[:n], value)
    value[:] = fresh[:n]
    return changed


def guarantees(
    dm: int, improving: bool, complete: bool, own: I32, best: I32, at: list[Rows]
) -> I32:
    """What the opponents can still bring a decision maker down to; see the compiled twin.

    Args:
        dm: the focal decision maker.
        improving: whether opponents make improvements only; then ``at`` is in order of preference.
        complete: whether every combination of options is feasible.
        own: the focal decision maker's rank of each state.
        best: the best rank that he or she has by staying or by one move.
        at: each decision maker's rows.
    """
    value = np.stack([own, best], axis=1).astype(np.int32)
    others = [j for j in range(len(at)) if j != dm]
    quiet = turn = 0
    while quiet < len(others):
        row = at[others[turn % len(others)]]
        changed = min_improving(row, value) if improving else min_all(row, value)
        quiet = 1 if changed and (improving or not complete) else quiet + 1
        turn += 1
    return value


def focal(
    dm: int, complete: bool, plain: list[Rows], ordered: list[Rows], rank: I32, out: I32
) -> None:
    """Fill ``out``, shape (5, n_state), for one decision maker; see the compiled twin."""
    own = rank[dm]
    out[0] = own_best(plain[dm], own)
    best = np.maximum(own, out[0])
    for improving, at in ((0, plain), (1, ordered)):
        value = guarantees(dm, bool(improving), complete, own, best, at)
        out[1 + 2 * improving] = own_best(plain[dm], np.ascontiguousarray(value[:, 0]))
        out[2 + 2 * improving] = own_best(plain[dm], np.minimum(own, value[:, 1]))
