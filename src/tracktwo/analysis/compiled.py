"""The passes over groups of states, compiled: for large conflicts and for many solves.

Each function has a twin of the same name in `tracktwo.analysis.vectorised` that gives the same
bytes. Compiled code is kept on disk by numba, so that only the first large conflict on a machine
waits for the compiler.

Shapes and meaning are those of `tracktwo.conflict.space.Groups`; ``value`` has shape (n_state, 2):
what the focal decision maker is left with in a state, by his or her own rank (column 0) and by the
best that he or she could still move to (column 1).
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["focal", "guarantees", "in_order", "min_all", "min_improving", "own_best"]

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F = TypeVar("F")

_NONE = -1
_TOP = np.int32(2**31 - 1)


def _compiled(function: F) -> F:
    try:
        return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # nowhere to write a cache: compile anew in each process
        return cast(F, numba.njit(nogil=True, error_model="numpy")(function))


@_compiled
def in_order(rank: I32, members: I32, starts: I64) -> I32:
    """Members with each group in descending rank, equal ranks by state; rank is dense."""
    n = rank.size
    top = 0
    for s in range(n):
        top = max(top, rank[s])
    place = np.zeros(top + 2, np.int64)
    for s in range(n):
        place[top - rank[s] + 1] += 1
    for r in range(top + 1):
        place[r + 1] += place[r]
    by_rank = np.empty(n, np.int32)
    for s in range(n):
        r = top - rank[s]
        by_rank[place[r]] = s
        place[r] += 1
    group = np.empty(n, np.int32)
    for g in range(starts.size - 1):
        for k in range(starts[g], starts[g + 1]):
            group[members[k]] = g
    free = starts[:-1].copy()
    order = np.empty(n, np.int32)
    for k in range(n):
        s = by_rank[k]
        order[free[group[s]]] = s
        free[group[s]] += 1
    return order


@_compiled
def own_best(members: I32, starts: I64, pattern: I32, axes: I64, value: I32, out: I32) -> None:
    """The largest value among the other states that the owner of the groups can move to.

    -1 where he or she has no move. ``value`` has shape (n_state,) and no negative entry.
    """
    patterns = 1
    for a in range(axes.size):
        patterns *= axes[a]
    best = np.empty(patterns, np.int32)
    who = np.empty(patterns, np.int32)
    next_best = np.empty(patterns, np.int32)
    for g in range(starts.size - 1):
        first, last = starts[g], starts[g + 1]
        for p in range(patterns):
            best[p] = _NONE
            who[p] = _NONE
            next_best[p] = _NONE
        for k in range(first, last):
            s = members[k]
            p = pattern[s] if patterns > 1 else 0
            v = value[s]
            if v > best[p]:
                next_best[p] = best[p]
                best[p] = v
                who[p] = s
            elif v > next_best[p]:
                next_best[p] = v
        stride = 1
        for a in range(axes.size):
            for p in range(patterns - 1, -1, -1):
                if (p // stride) % axes[a] < axes[a] - 1:
                    q = p + stride
                    if best[q] > best[p]:
                        next_best[p] = max(best[p], next_best[q])
                        best[p] = best[q]
                        who[p] = who[q]
                    elif best[q] > next_best[p]:
                        next_best[p] = best[q]
            stride *= axes[a]
        for k in range(first, last):
            s = members[k]
            p = pattern[s] if patterns > 1 else 0
            out[s] = next_best[p] if who[p] == s else best[p]


@_compiled
def min_all(members: I32, starts: I64, pattern: I32, axes: I64, value: I32) -> bool:
    """Lower each value to the least that one move of the owner of the groups reaches."""
    patterns = 1
    for a in range(axes.size):
        patterns *= axes[a]
    least = np.empty((patterns, 2), np.int32)
    changed = False
    for g in range(starts.size - 1):
        first, last = starts[g], starts[g + 1]
        for p in range(patterns):
            least[p, 0] = _TOP
            least[p, 1] = _TOP
        for k in range(first, last):
            s = members[k]
            p = pattern[s] if patterns > 1 else 0
            least[p, 0] = min(least[p, 0], value[s, 0])
            least[p, 1] = min(least[p, 1], value[s, 1])
        stride = 1
        for a in range(axes.size):
            for p in range(patterns - 1, -1, -1):
                if (p // stride) % axes[a] < axes[a] - 1:
                    q = p + stride
                    least[p, 0] = min(least[p, 0], least[q, 0])
                    least[p, 1] = min(least[p, 1], least[q, 1])
            stride *= axes[a]
        for k in range(first, last):
            s = members[k]
            p = pattern[s] if patterns > 1 else 0
            if least[p, 0] < value[s, 0] or least[p, 1] < value[s, 1]:
                value[s, 0] = least[p, 0]
                value[s, 1] = least[p, 1]
                changed = True
    return changed


@_compiled
def min_improving(order: I32, starts: I64, pattern: I32, axes: I64, rank: I32, value: I32) -> bool:
    """Lower each value to the least that one improvement of the owner of the groups reaches.

    Groups are walked from the owner's best state down; ``least`` holds, for each pattern, the least
    value met so far from where states of that pattern can move to. It only falls towards smaller
    patterns, so a new value is carried down until it meets one as low.
    """
    patterns = 1
    for a in range(axes.size):
        patterns *= axes[a]
    least = np.empty((patterns, 2), np.int32)
    stack = np.empty(patterns, np.int64)
    changed = False
    for g in range(starts.size - 1):
        first, last = starts[g], starts[g + 1]
        if last - first < 2:
            continue
        for p in range(patterns):
            least[p, 0] = _TOP
            least[p, 1] = _TOP
        k = first
        while k < last:
            level = rank[order[k]]
            end = k
            while end < last and rank[order[end]] == level:
                s = order[end]
                p = pattern[s] if patterns > 1 else 0
                if least[p, 0] < value[s, 0]:
                    value[s, 0] = least[p, 0]
                    changed = True
                if least[p, 1] < value[s, 1]:
                    value[s, 1] = least[p, 1]
                    changed = True
                end += 1
            for m in range(k, end):
                s = order[m]
                p = pattern[s] if patterns > 1 else 0
                for c in range(2):
                    v = value[s, c]
                    if v >= least[p, c]:
                        continue
                    least[p, c] = v
                    if patterns == 1:
                        continue
                    stack[0] = p
                    height = 1
                    while height > 0:
                        height -= 1
                        q = stack[height]
                        stride = 1
                        for a in range(axes.size):
                            if (q // stride) % axes[a] > 0 and least[q - stride, c] > v:
                                least[q - stride, c] = v
                                stack[height] = q - stride
                                height += 1
                            stride *= axes[a]
            k = end
    return changed


@_compiled
def guarantees(
    dm: int,
    improving: bool,
    complete: bool,
    own: I32,
    best: I32,
    members: I32,
    order: I32,
    starts: I64,
    start_of: I64,
    pattern: I32,
    axes: I64,
    axis_of: I64,
    rank: I32,
) -> I32:
    """What the opponents can still bring a decision maker down to from each state.

    Returns:
        Shape (n_state, 2): the least own rank, and the least best own reply, over the state itself
        and all that legal sequences of the opponents (of improvements, if ``improving``) reach.
    """
    n = own.size
    n_dm = rank.shape[0]
    value = np.empty((n, 2), np.int32)
    for s in range(n):
        value[s, 0] = own[s]
        value[s, 1] = best[s]
    quiet = 0
    j = -1
    while quiet < n_dm - 1:
        j = (j + 1) % n_dm
        if j == dm:
            if n_dm == 1:
                break
            continue
        at = starts[start_of[j] : start_of[j + 1]]
        along = axes[axis_of[j] : axis_of[j + 1]]
        if improving:
            changed = min_improving(order[j], at, pattern[j], along, rank[j], value)
        else:
            changed = min_all(members[j], at, pattern[j], along, value)
        # In a complete product of options moves of different owners commute: one round is all.
        if changed and (improving or not complete):
            quiet = 1
        else:
            quiet += 1
    return value


@_compiled
def focal(
    dm: int,
    complete: bool,
    members: I32,
    order: I32,
    starts: I64,
    start_of: I64,
    pattern: I32,
    axes: I64,
    axis_of: I64,
    rank: I32,
    out: I32,
) -> None:
    """Fill ``out``, shape (5, n_state), for one decision maker: see `Reply` in ``stability``."""
    n = rank.shape[1]
    own = rank[dm]
    at = starts[start_of[dm] : start_of[dm + 1]]
    along = axes[axis_of[dm] : axis_of[dm + 1]]
    own_best(members[dm], at, pattern[dm], along, own, out[0])
    best = np.empty(n, np.int32)
    for s in range(n):
        best[s] = max(own[s], out[0, s])
    held = np.empty(n, np.int32)
    for improving in range(2):
        value = guarantees(
            dm,
            improving == 1,
            complete,
            own,
            best,
            members,
            order,
            starts,
            start_of,
            pattern,
            axes,
            axis_of,
            rank,
        )
        for s in range(n):
            held[s] = value[s, 0]
        own_best(members[dm], at, pattern[dm], along, held, out[1 + 2 * improving])
        for s in range(n):
            held[s] = min(own[s], value[s, 1])
        own_best(members[dm], at, pattern[dm], along, held, out[2 + 2 * improving])


def warm() -> Any:
    """Compile now, on the smallest conflict."""
    one = np.zeros((1, 2), np.int32)
    out = np.zeros((5, 2), np.int32)
    members = np.arange(2, dtype=np.int32)[None]
    starts = np.array([0, 2], dtype=np.int64)
    offsets = np.array([0, 2], dtype=np.int64)
    order = in_order(one[0], members[0], starts)[None]
    none = np.zeros(0, dtype=np.int64)
    axis_of = np.zeros(2, dtype=np.int64)
    focal(0, True, members, order, starts, offsets, one, none, axis_of, one, out)
    return out
