"""Nash, GMR, SMR, SEQ and SSEQ for every decision maker and state at once, exactly.

With complete transitive preferences no reachability matrix is needed. For a focal decision maker
with rank u, let b(s) be the best rank over s and all that he or she can move to. Let m(t) be the
least u, and M(t) the least b, over t and all states that legal sequences of the opponents reach
from t (m+ and M+: sequences of improvements). What an own move to t guarantees is then

==== =============================
Nash u(t)
GMR  m(t)
SMR  min(u(t), M(t))
SEQ  m+(t)
SSEQ min(u(t), M+(t))
==== =============================

and a state is stable iff no own move guarantees more than u(s). So each concept is one closure of
minima over the opponents and one maximum over own moves, on one integer a state.

Why this is the definition: GMR asks that each improvement t has a state s2 reached by the opponents
with u(s2) <= u(s), that is m(t) <= u(s); for other moves m(t) <= u(t) <= u(s) anyway. SMR asks that
moreover nothing that the focal decision maker can move to from s2 is better than s, that is
b(s2) <= u(s), and only improvements are asked, whence the minimum with u(t). Including t itself
among the s2 changes nothing, since an improvement is no sanction of itself.
Checked against a slow, plain reading of the definitions on thousands of random conflicts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import vectorised
from tracktwo.analysis.listed import focal_listed
from tracktwo.conflict.space import ListedSpace, OptionSpace, Space

__all__ = ["CONCEPTS", "NO_MOVE", "Kernel", "Layout", "own_guarantees", "solve_ranks"]

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
"""The concepts that are solved for all states at once, in the order of `own_guarantees`."""

NO_MOVE = -1
"""What stands for the guarantee of the best own move where there is no own move."""

Kernel = Literal["auto", "numpy", "compiled"]
I32 = npt.NDArray[np.int32]
Stable = dict[str, npt.NDArray[np.bool_]]

_SMALL = 1 << 19


@dataclass(frozen=True, eq=False)
class Layout:
    """The groups of all decision makers of a space, as arrays that the kernels take.

    Attributes:
        members: shape (n_dm, n_state).
        starts: the starts of all groups, one decision maker after the other; those of decision
            maker i are ``starts[start_of[i]:start_of[i + 1]]``.
        pattern: shape (n_dm, n_state).
        axes: the one-way axes, likewise cut by ``axis_of``.
        complete: whether every combination of options is feasible.
    """

    space: OptionSpace
    members: I32
    starts: npt.NDArray[np.int64]
    start_of: npt.NDArray[np.int64]
    pattern: I32
    axes: npt.NDArray[np.int64]
    axis_of: npt.NDArray[np.int64]
    complete: bool

    @classmethod
    def of(cls, space: OptionSpace, n_dm: int) -> Layout:
        """The layout of a space with a number of decision makers."""
        groups = [space.groups(dm) for dm in range(n_dm)]
        axes = [np.array(g.axes, dtype=np.int64) for g in groups]
        return cls(
            space,
            np.stack([g.members for g in groups]),
            np.concatenate([g.starts for g in groups]),
            np.r_[0, np.cumsum([g.starts.size for g in groups])].astype(np.int64),
            np.stack([g.pattern for g in groups]),
            np.concatenate(axes),
            np.r_[0, np.cumsum([a.size for a in axes])].astype(np.int64),
            space.n_state == math.prod(space.levels),
        )

    def small(self) -> bool:
        """Whether numpy has it done before a compiler has started."""
        pairs = 0
        for dm in range(self.members.shape[0]):
            sizes = np.diff(self.starts[self.start_of[dm] : self.start_of[dm + 1]])
            pairs += sizes.size * int(sizes.max()) ** 2
        return pairs <= _SMALL

    def order(self, rank: I32) -> I32:
        """Members with each group by its owner's descending rank, shape (n_dm, n_state)."""
        from tracktwo.analysis import compiled

        return np.stack(
            [
                compiled.in_order(
                    rank[dm],
                    self.members[dm],
                    self.starts[self.start_of[dm] : self.start_of[dm + 1]],
                )
                for dm in range(rank.shape[0])
            ]
        )


def own_guarantees(
    space: Space | Layout,
    rank: I32,
    *,
    kernel: Kernel = "auto",
) -> Callable[[int], I32]:
    """A function from a decision maker's number to what his or her best own move guarantees.

    It returns an array of shape (5, n_state): for each of `CONCEPTS` and each state the largest
    rank (on the decision maker's own scale) that one own move guarantees, `NO_MOVE` where there is
    no move. A state is stable iff this is at most its own rank.

    Args:
        space: the states and moves, or their layout made before.
        rank: shape (n_dm, n_state), larger is preferred, equal is indifferent, dense from 0.
        kernel: ``numpy``, ``compiled``, or the one that is sooner done.
    """
    rank = np.ascontiguousarray(rank, dtype=np.int32)
    n_dm, n_state = rank.shape
    if isinstance(space, ListedSpace):

        def listed(dm: int) -> I32:
            out = np.empty((len(CONCEPTS), n_state), dtype=np.int32)
            focal_listed(space, dm, rank, out)
            return out

        return listed
    layout = space if isinstance(space, Layout) else Layout.of(space, n_dm)
    if kernel == "compiled" or (kernel == "auto" and not layout.small()):
        return _compiled(layout, rank)
    at = [vectorised.rows(layout.space.groups(j), rank[j]) for j in range(n_dm)]

    def by_numpy(dm: int) -> I32:
        out = np.empty((len(CONCEPTS), n_state), dtype=np.int32)
        vectorised.focal(dm, layout.complete, at, rank, out)
        return out

    return by_numpy


def _compiled(layout: Layout, rank: I32) -> Callable[[int], I32]:
    from tracktwo.analysis import compiled

    order = layout.order(rank)

    def by_numba(dm: int) -> I32:
        out = np.empty((len(CONCEPTS), rank.shape[1]), dtype=np.int32)
        compiled.focal(
            dm,
            layout.complete,
            layout.members,
            order,
            layout.starts,
            layout.start_of,
            layout.pattern,
            layout.axes,
            layout.axis_of,
            rank,
            out,
        )
        return out

    return by_numba


def solve_ranks(
    space: Space | Layout,
    rank: I32,
    concepts: Sequence[str] = CONCEPTS,
    *,
    kernel: Kernel = "auto",
    threads: int = 1,
) -> Stable:
    """For each concept, whether each state is stable for each decision maker.

    Args:
        space: the states and moves, or their layout made before (for many solves of one space).
        rank: shape (n_dm, n_state), larger is preferred, equal is indifferent, dense from 0.
        concepts: which of `CONCEPTS`.
        kernel: ``numpy``, ``compiled``, or the one that is sooner done.
        threads: how many decision makers are worked at once; the answer is the same.

    Returns:
        Arrays of shape (n_dm, n_state).
    """
    n_dm, n_state = rank.shape
    stable = {c: np.empty((n_dm, n_state), dtype=bool) for c in concepts}
    guarantee = own_guarantees(space, rank, kernel=kernel)

    def work(dm: int) -> None:
        best = guarantee(dm)
        for concept in concepts:
            np.less_equal(best[CONCEPTS.index(concept)], rank[dm], out=stable[concept][dm])

    if threads > 1 and n_dm > 1:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(n_dm)))
    else:
        for dm in range(n_dm):
            work(dm)
    return stable
