"""The states of a conflict and who can move where: by options, or as listed by the analyst."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.feasible import Codes, feasible_codes, level_reader, strides_of
from tracktwo.conflict.logic import Expression
from tracktwo.errors import ConflictTooLarge

__all__ = ["MAX_STATES", "Direction", "Groups", "ListedSpace", "OptionSpace", "Space"]

Direction = Literal["both", "forward", "back"]
States = npt.NDArray[np.int64]

MAX_STATES = 1 << 24
"""The largest number of feasible states that is worked exactly."""

_MAX_PATTERN = 1 << 30


@dataclass(frozen=True, eq=False)
class Groups:
    """The states as one decision maker can move among them.

    Two states of one group differ in the decision maker's own options only. He or she can move from
    ``s`` to any other ``t`` of the group whose pattern is at least that of ``s`` on every one-way
    axis. Without one-way options all patterns are 0, and every move has a way back.

    Attributes:
        members: state numbers, shape (n_state,), group by group, ascending within a group.
        starts: where each group begins in ``members``, shape (n_group + 1,).
        pattern: for each *state*, its place on the one-way axes as one mixed-radix number (first
            axis fastest), shape (n_state,); larger digits are further along.
        axes: the number of levels of each one-way axis; empty when every move has a way back.
    """

    members: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    pattern: npt.NDArray[np.int32]
    axes: tuple[int, ...]

    @property
    def patterns(self) -> int:
        """How many patterns there are: the product of the axes."""
        return math.prod(self.axes)


@dataclass(frozen=True, eq=False)
class OptionSpace:
    """Feasible states in option form (Howard 1971).

    A state is a level for each option. Its code is the mixed-radix number of its levels, the first
    option fastest; with two-valued options the code has bit ``o`` set when option ``o`` is taken.
    States are numbered 0, 1 … by ascending code.

    Attributes:
        levels: the number of levels of each option, shape (n_option,).
        owner: the number of the decision maker who owns each option, shape (n_option,).
        direction: for each option, ``both``, ``forward`` (its level never falls) or ``back``.
        codes: codes of the feasible states, ascending, shape (n_state,).
    """

    levels: tuple[int, ...]
    owner: tuple[int, ...]
    direction: tuple[Direction, ...]
    codes: Codes = field(repr=False)

    @classmethod
    def of(
        cls,
        levels: Sequence[int],
        owner: Sequence[int],
        direction: Sequence[Direction],
        rules: Iterable[Expression] = (),
        *,
        where: str = "the conflict",
        limit: int = MAX_STATES,
    ) -> OptionSpace:
        """The states in which every rule holds.

        Raises:
            NoFeasibleState: if no state is left.
            ConflictTooLarge: if more than ``limit`` states are left.
        """
        codes = feasible_codes(levels, rules, where=where, limit=limit)
        return cls(tuple(levels), tuple(owner), tuple(direction), codes)

    @property
    def n_state(self) -> int:
        """The number of feasible states."""
        return int(self.codes.size)

    @property
    def transitive(self) -> bool:
        """Whether two moves of one decision maker in a row are always one move: here, yes."""
        return True

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """What one level of each option adds to the code."""
        return strides_of(self.levels)

    def level(self, option: int) -> npt.NDArray[np.int64]:
        """The level of an option in each state, 0 the lowest, shape (n_state,)."""
        return level_reader(self.codes, self.levels, self.strides)(option)

    def state_levels(self, state: int) -> tuple[int, ...]:
        """The level of each option in one state."""
        code = int(self.codes[state])
        return tuple(code // s % n for s, n in zip(self.strides, self.levels, strict=True))

    def find(self, levels: Sequence[int]) -> int | None:
        """The number of the state with these levels, or None when it is infeasible."""
        code = sum(level * stride for level, stride in zip(levels, self.strides, strict=True))
        place = int(np.searchsorted(self.codes, code))
        return place if place < self.n_state and int(self.codes[place]) == code else None

    def own(self, dm: int) -> tuple[int, ...]:
        """The numbers of a decision maker's options."""
        return tuple(o for o, owner in enumerate(self.owner) if owner == dm)

    def moves(self, dm: int, state: int) -> States:
        """The states that a decision maker can reach from one in one move, ascending."""
        levels = self.state_levels(state)
        if math.prod(self.levels[option] for option in self.own(dm)) > 4 * self.n_state:
            return self._moves_among_few(dm, levels, state)
        base = int(self.codes[state])
        reached = np.array([base], dtype=np.int64)
        for option in self.own(dm):
            now, top = levels[option], self.levels[option]
            lowest = now if self.direction[option] == "forward" else 0
            highest = now + 1 if self.direction[option] == "back" else top
            steps = np.arange(lowest - now, highest - now, dtype=np.int64) * self.strides[option]
            reached = (reached[:, None] + steps[None, :]).reshape(-1)
        reached = np.sort(reached[reached != base])
        places = np.searchsorted(self.codes, reached)
        inside = places < self.n_state
        places, reached = places[inside], reached[inside]
        return np.asarray(places[self.codes[places] == reached], dtype=np.int64)

    def _moves_among_few(self, dm: int, levels: Sequence[int], state: int) -> States:
        """The same where feasible states are far fewer than the settings of own options."""
        legal = np.ones(self.n_state, dtype=np.bool_)
        for option, now in enumerate(levels):
            level = self.level(option)
            if self.owner[option] != dm:
                legal &= level == now
            elif self.direction[option] == "forward":
                legal &= level >= now
            elif self.direction[option] == "back":
                legal &= level <= now
        legal[state] = False
        return np.flatnonzero(legal).astype(np.int64)

    def groups(self, dm: int) -> Groups:
        """The states as a decision maker can move among them; kept once made."""
        return _groups(self, dm)

    @cached_property
    def _kept(self) -> dict[int, Groups]:
        return {}


def _groups(space: OptionSpace, dm: int) -> Groups:
    if dm in space._kept:
        return space._kept[dm]
    n = space.n_state
    others = space.codes.copy()
    pattern = np.zeros(n, dtype=np.int32)
    axes: list[int] = []
    for option in space.own(dm):
        level = space.level(option)
        others -= level * space.strides[option]
        if space.direction[option] != "both":
            along = (
                level if space.direction[option] == "forward" else space.levels[option] - 1 - level
            )
            stride = math.prod(axes)
            axes.append(space.levels[option])
            if math.prod(axes) > _MAX_PATTERN:
                raise ConflictTooLarge(
                    f"one decision maker's one-way options have over {_MAX_PATTERN:,} settings",
                    where="the conflict",
                    remedy="leave out options, or merge those that are one choice",
                )
            pattern += (along * stride).astype(np.int32)
    if np.all(others[1:] >= others[:-1]):
        members = np.arange(n, dtype=np.int32)
    else:
        members = np.argsort(others, kind="stable").astype(np.int32)
    in_order = others[members]
    first = np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]])
    groups = Groups(members, np.r_[first, n].astype(np.int64), pattern, tuple(axes))
    space._kept[dm] = groups
    return groups


@dataclass(frozen=True, eq=False)
class ListedSpace:
    """States and moves as an analyst lists them, with no options behind them.

    Attributes:
        names: the states' ids, shape (n_state,).
        reach: for each decision maker, for each state, the states reachable in one move, ascending.
    """

    names: tuple[str, ...]
    reach: tuple[tuple[tuple[int, ...], ...], ...]

    @classmethod
    def of(cls, names: Sequence[str], moves: Sequence[Iterable[tuple[int, int]]]) -> ListedSpace:
        """From the pairs (from, to) of each decision maker."""
        reach = []
        for pairs in moves:
            to: Mapping[int, set[int]] = {s: set() for s in range(len(names))}
            for start, end in pairs:
                if start != end:
                    to[start].add(end)
            reach.append(tuple(tuple(sorted(to[s])) for s in range(len(names))))
        return cls(tuple(names), tuple(reach))

    @property
    def n_state(self) -> int:
        """The number of states."""
        return len(self.names)

    @cached_property
    def transitive(self) -> bool:
        """Whether two moves of one decision maker in a row are always one move of his or hers."""
        for own in self.reach:
            for s, to in enumerate(own):
                near = set(to) | {s}
                if any(not near.issuperset(own[t]) for t in to):
                    return False
        return True

    def moves(self, dm: int, state: int) -> States:
        """The states that a decision maker can reach from one in one move, ascending."""
        return np.array(self.reach[dm][state], dtype=np.int64)


Space = OptionSpace | ListedSpace
