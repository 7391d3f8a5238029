"""Limited-move stability L_h and non-myopic stability, for two decision makers.

Each looks h moves ahead along alternating moves and works back from the end. G_h(i, s) is the state
in which things are expected to come to rest when i has the move at s and at most h moves remain::

    G_0(i, s) = s
    M_h(i, s) = a move t of i from s for which G_{h-1}(j, t) is best for i
    G_h(i, s) = G_{h-1}(j, M_h(i, s))  if i prefers that state to s,  s otherwise

State s is L_h-stable for i when G_h(i, s) = s, and non-myopically stable when it is so for every
sufficiently large h. L_1 is Nash stability. Of moves that are equally good the one to the state of
the lowest number is taken; a decision maker who is indifferent stays.

Source: Kilgour 1985; Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993, chapter 3; non-
myopic: Brams and Wittman 1981, Kilgour 1984. Restated from memory; checked: L_1 is Nash, L_2 is the
two-step definition written out, and the non-myopic equilibria of the prisoner's dilemma and chicken
as published. With ties the literature is silent on which of two equally good moves is expected, and
the rule above matters for what the other decision maker expects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.arcs import arcs, group_of
from tracktwo.analysis.sequences import Step
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictTooLarge, NeedsTwoDecisionMakers

__all__ = [
    "LimitedMove",
    "Line",
    "NonMyopic",
    "anticipated",
    "limited_move",
    "non_myopic",
]

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

_MOST = 100_000
"""The longest horizon that is looked at for a return of expectations."""


@dataclass(frozen=True, eq=False)
class LimitedMove:
    """Limited-move stability with one horizon.

    Attributes:
        horizon: h, how many moves are looked ahead.
        stable: shape (2, n_state); true where the state is L_h-stable for the decision maker.
        ends: G_h, shape (2, n_state): where things come to rest if the decision maker moves first.
    """

    horizon: int
    stable: Mask
    ends: Numbers

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The states that are L_h-stable for both, ascending."""
        return tuple(np.flatnonzero(self.stable.all(axis=0)).tolist())


@dataclass(frozen=True, eq=False)
class NonMyopic:
    """Stability for every sufficiently long horizon.

    Attributes:
        stable: shape (2, n_state); true where the state is L_h-stable for all large h.
        ends: where things come to rest for all large h, shape (2, n_state); -1 where that depends
            on h however large.
        settled: the horizon from which on expectations repeat.
        period: after how many moves more they repeat; 1 when they no longer change.
    """

    stable: Mask
    ends: Numbers
    settled: int
    period: int

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The states that are non-myopically stable for both, ascending."""
        return tuple(np.flatnonzero(self.stable.all(axis=0)).tolist())


@dataclass(frozen=True)
class Line:
    """The certificate: what a decision maker expects from moving away.

    Attributes:
        mover: the decision maker.
        start: the state.
        horizon: how many moves are looked ahead.
        leaves: whether he or she moves: whether the end is preferred to the start.
        path: the best move away and the moves expected after it; empty without a move.
    """

    mover: int
    start: int
    horizon: int
    leaves: bool
    path: tuple[Step, ...]

    @property
    def end(self) -> int:
        """The state in which the path comes to rest."""
        return self.path[-1].end if self.path else self.start


def limited_move(conflict: Conflict, horizon: int) -> LimitedMove:
    """Which states are L_h-stable for whom.

    Args:
        conflict: a conflict of two decision makers.
        horizon: h, at least 1.

    Raises:
        NeedsTwoDecisionMakers: if there are not two.
        ValueError: if the horizon is below 1.
    """
    if horizon < 1:
        raise ValueError(f"a horizon of {horizon} moves; give 1 or more")
    stage = _Stage(conflict)
    ends = stage.first
    for _ in range(horizon):
        ends = stage.after(ends)[0]
    return LimitedMove(horizon, ends == stage.first, ends)


def non_myopic(conflict: Conflict) -> NonMyopic:
    """Which states are stable for whom when the horizon is long enough: decided exactly.

    What is expected with h + 1 moves to go follows from what is expected with h. There are finitely
    many such expectations, so they come back; the first return (Brent 1980) shows all that follows.

    Raises:
        NeedsTwoDecisionMakers: if there are not two decision makers.
        ConflictTooLarge: if no return is met within 100,000 moves.
    """
    stage = _Stage(conflict)
    period = _period(stage, conflict)
    slow = fast = stage.first
    for _ in range(period):
        fast = stage.after(fast)[0]
    settled = 0
    while not np.array_equal(slow, fast):
        slow, fast = stage.after(slow)[0], stage.after(fast)[0]
        settled += 1
    stable, ends = slow == stage.first, slow.copy()
    for _ in range(period - 1):
        slow = stage.after(slow)[0]
        stable &= slow == stage.first
        ends[ends != slow] = -1
    return NonMyopic(stable, ends, settled, period)


def anticipated(conflict: Conflict, dm: int, state: int, horizon: int) -> Line:
    """What a decision maker expects to follow from his or her best move away from a state.

    Args:
        conflict: a conflict of two decision makers.
        dm: who has the move.
        state: where.
        horizon: how many moves are looked ahead, at least 1.

    Raises:
        NeedsTwoDecisionMakers: if there are not two decision makers.
    """
    stage = _Stage(conflict)
    ends = [stage.first]
    best: list[Numbers] = []
    for _ in range(horizon):
        after, move = stage.after(ends[-1])
        ends.append(after)
        best.append(move)
    leaves = bool(ends[horizon][dm, state] != state)
    path: list[Step] = []
    mover, at = dm, state
    for left in range(horizon, 0, -1):
        stays = ends[left][mover, at] == at and path
        to = int(best[left - 1][mover, at])
        if stays or to < 0:
            break
        path.append(Step(mover, at, to))
        mover, at = 1 - mover, to
    return Line(dm, state, horizon, leaves, tuple(path))


class _Stage:
    """From expectations with h moves to go to those with h + 1."""

    def __init__(self, conflict: Conflict) -> None:
        if conflict.n_dm != 2:
            raise NeedsTwoDecisionMakers(
                f"limited-move and non-myopic stability are defined for two decision makers, and "
                f"there are {conflict.n_dm}",
                where=conflict.title,
                remedy="use Nash, GMR, SMR, SEQ or SSEQ, or merge decision makers who act as one",
            )
        self.rank = conflict.rank.astype(np.int64)
        self.n = conflict.n_state
        self.first = np.tile(np.arange(self.n, dtype=np.int64), (2, 1))
        self.own = [_Own(conflict, dm) for dm in range(2)]

    def after(self, ends: Numbers) -> tuple[Numbers, Numbers]:
        """G_{h+1} and M_{h+1} from G_h, each of shape (2, n_state); M is -1 without a move."""
        result, moves = self.first.copy(), np.empty_like(ends)
        for dm in range(2):
            then = ends[1 - dm]
            rank = self.rank[dm]
            best = self.own[dm].best(rank[then] * self.n + np.arange(self.n)[::-1])
            move = np.where(best < 0, -1, self.n - 1 - best % self.n)
            end = then[move]
            leaves = (move >= 0) & (rank[end] > rank)
            result[dm, leaves] = end[leaves]
            moves[dm] = move
        return result, moves


class _Own:
    """One decision maker's moves, for the greatest of a number over them."""

    def __init__(self, conflict: Conflict, dm: int) -> None:
        space = conflict.space
        if isinstance(space, OptionSpace) and not space.groups(dm).axes:
            groups = space.groups(dm)
            self.members, self.group = groups.members, group_of(groups)
            self.begin, self.there = groups.starts[:-1], None
            self.alone = np.diff(groups.starts)[self.group] == 1
        else:
            every = arcs(conflict, dm)
            self.there = np.flatnonzero(np.diff(every.begin))
            self.begin, self.members = every.begin[self.there], every.end.astype(np.int32)

    def best(self, value: Numbers) -> Numbers:
        """The greatest value over the moves from each state, -1 without one; no two are equal."""
        result = np.full(value.size, -1, dtype=np.int64)
        if self.there is not None:
            if self.there.size:
                result[self.there] = np.maximum.reduceat(value[self.members], self.begin)
            return result
        # Everyone else in the group is a move: the greatest, or for the greatest itself the second.
        ordered = value[self.members]
        top = np.maximum.reduceat(ordered, self.begin)[self.group]
        ordered[(value == top)[self.members]] = -1
        second = np.maximum.reduceat(ordered, self.begin)[self.group]
        return np.where(self.alone, -1, np.where(value == top, second, top))


def _period(stage: _Stage, conflict: Conflict) -> int:
    """After how many moves expectations come back, once they do (Brent 1980)."""
    power = length = 1
    slow, fast = stage.first, stage.after(stage.first)[0]
    total = 0
    while not np.array_equal(slow, fast):
        if power == length:
            slow, power, length = fast, 2 * power, 0
        fast = stage.after(fast)[0]
        length += 1
        total += 1
        if total > _MOST:
            raise ConflictTooLarge(
                f"expectations do not come back within {_MOST:,} moves",
                where=conflict.title,
                remedy="use limited_move with a horizon",
            )
    return length
