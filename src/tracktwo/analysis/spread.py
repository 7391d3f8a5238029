"""A least number, or a union of bits, over all that some decision makers reach from each state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.arcs import Arcs, arcs, group_of
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import Groups, OptionSpace

__all__ = ["Spread"]

Numbers = npt.NDArray[Any]
_BYTES = 1 << 26
"""How many bytes of values are gathered at a time."""


class Spread:
    """Closures over legal sequences, for every state at once.

    For values W, shape (n_state,) or (n_state, k), the result at state s is the least (or the
    bitwise union) of W over s and all states that legal sequences of the movers reach from s.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._arcs: dict[tuple[int, bool], Arcs] = {}
        self._parts: dict[tuple[int, ...], tuple[Numbers, Numbers, Numbers]] = {}
        self._cells: dict[int, _Cells | None] = {}

    def least(self, values: Numbers, movers: Sequence[int], *, improving: bool = False) -> Numbers:
        """The least value over the start and all that is reached."""
        return self._over(np.minimum, values, tuple(movers), improving)

    def union(self, values: Numbers, movers: Sequence[int], *, improving: bool = False) -> Numbers:
        """The bitwise union over the start and all that is reached."""
        return self._over(np.bitwise_or, values, tuple(movers), improving)

    def _over(
        self, how: np.ufunc, values: Numbers, movers: tuple[int, ...], improving: bool
    ) -> Numbers:
        space = self.conflict.space
        if not movers:
            return values.copy()
        two_way = isinstance(space, OptionSpace) and not any(space.groups(i).axes for i in movers)
        if two_way and not improving:
            return self._in_parts(how, values, movers)
        if space.transitive:
            return self._closure(how, values, movers, improving)
        return self._with_last(how, values, movers, improving)

    def _closure(
        self, how: np.ufunc, values: Numbers, movers: Iterable[int], improving: bool
    ) -> Numbers:
        """Where two moves of one decision maker are one."""
        result = values.copy()
        quiet = 0
        order = list(movers)
        while quiet < len(order):
            i = order.pop(0)
            order.append(i)
            before = result
            result = self._step(how, result, result, i, improving)
            quiet = 1 if not np.array_equal(before, result) else quiet + 1
        return result

    def _with_last(
        self, how: np.ufunc, values: Numbers, movers: tuple[int, ...], improving: bool
    ) -> Numbers:
        """Where nobody may move twice in a row: after[i] holds what follows a move of i."""
        # after[i][s]: over s and all that sequences reach from s that i does not begin.
        after = {i: values.copy() for i in movers}
        result, changed = values.copy(), True
        while changed:
            changed = False
            for i in movers:
                mine = self._step(how, values, after[i], i, improving)
                result = how(result, mine)
                for j in movers:
                    if j != i:
                        grown = how(after[j], mine)
                        changed |= not np.array_equal(grown, after[j])
                        after[j] = grown
        return result

    def _step(
        self, how: np.ufunc, here: Numbers, there: Numbers, dm: int, improving: bool
    ) -> Numbers:
        """``here`` of each state joined with ``there`` of all that one move reaches from it."""
        cells = None if improving else self._cells_of(dm)
        if cells is not None:
            return np.asarray(how(here, cells.over(how, there)))
        if (dm, improving) not in self._arcs:
            self._arcs[dm, improving] = arcs(self.conflict, dm, improving=improving)
        moves = self._arcs[dm, improving]
        result = here.copy()
        rows = np.flatnonzero(np.diff(moves.begin))
        if not rows.size:
            return result
        begin = np.r_[moves.begin[rows], moves.end.size]
        width = max(1, there[:1].nbytes)
        at = 0
        while at < rows.size:
            to = int(np.searchsorted(begin, begin[at] + _BYTES // width, side="right")) - 1
            to = min(max(to, at + 1), rows.size)
            part = there[moves.end[begin[at] : begin[to]]]
            joined = how.reduceat(part, begin[at:to] - begin[at], axis=0)
            result[rows[at:to]] = how(result[rows[at:to]], joined)
            at = to
        return result

    def _cells_of(self, dm: int) -> _Cells | None:
        space = self.conflict.space
        if dm not in self._cells:
            self._cells[dm] = None
            if isinstance(space, OptionSpace):
                groups = space.groups(dm)
                if (groups.starts.size - 1) * groups.patterns <= 2 * space.n_state + 1024:
                    self._cells[dm] = _Cells(groups)
        return self._cells[dm]

    def _in_parts(self, how: np.ufunc, values: Numbers, movers: tuple[int, ...]) -> Numbers:
        """Where every move has a way back: the states fall into parts."""
        if movers not in self._parts:
            part = self._part_of(movers)
            order = np.argsort(part, kind="stable")
            begin = np.flatnonzero(np.r_[True, part[order][1:] != part[order][:-1]])
            self._parts[movers] = (order, begin, np.cumsum(np.bincount(part) > 0)[part] - 1)
        order, begin, place = self._parts[movers]
        return np.asarray(how.reduceat(values[order], begin, axis=0)[place])

    def _part_of(self, movers: tuple[int, ...]) -> Numbers:
        space = self.conflict.space
        assert isinstance(space, OptionSpace)
        part = np.arange(self.conflict.n_state)
        groups = [space.groups(i) for i in movers]
        which = [group_of(g) for g in groups]
        while True:
            before = part
            for g, of in zip(groups, which, strict=True):
                part = np.minimum.reduceat(part[g.members], g.starts[:-1])[of]
            if np.array_equal(part, before):
                return part


class _Cells:
    """The states of each group with the same place on the one-way axes, as cells of a grid."""

    def __init__(self, groups: Groups) -> None:
        n_group = groups.starts.size - 1
        self.shape = (n_group, *reversed(groups.axes))
        self.n_cell = n_group * groups.patterns
        self.cell = group_of(groups) * groups.patterns + groups.pattern
        self.order = np.argsort(self.cell, kind="stable")
        there = np.bincount(self.cell, minlength=self.n_cell)
        self.filled = np.flatnonzero(there)
        self.begin = (np.cumsum(there) - there)[self.filled]

    def over(self, how: np.ufunc, values: Numbers) -> Numbers:
        """Values joined over each state and all that one move reaches: further along every axis."""
        nothing = 0 if how is np.bitwise_or else np.iinfo(values.dtype).max
        cells = np.full((self.n_cell, *values.shape[1:]), nothing, dtype=values.dtype)
        cells[self.filled] = how.reduceat(values[self.order], self.begin, axis=0)
        grid = cells.reshape(*self.shape, *values.shape[1:])
        for axis in range(1, len(self.shape)):
            along = np.moveaxis(grid, axis, 0)
            for level in range(self.shape[axis] - 2, -1, -1):
                how(along[level], along[level + 1], out=along[level])
        return np.asarray(cells[self.cell])
