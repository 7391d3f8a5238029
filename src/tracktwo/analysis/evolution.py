"""Evolution: how the parties would get from today's state to another, and who must move.

To each target there is a shortest legal sequence of moves and, when there is one, a shortest legal
sequence of which every move is an improvement of its mover over the state that he or she leaves. On
the former some steps may need *trust*: the mover does not gain by that step alone, and may or may
not be better off once the path is gone to its end.

The status quo table says which states are reached in how many moves, and by whose move last.

Source: status quo analysis, Li, Kilgour and Hipel 2005; Xu, Kilgour and Hipel 2010. The notion of a
step that needs trust is ours. Of equally short paths the one is taken that a breadth-first search
meets first: lower numbers of decision makers and states first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.arcs import arcs
from tracktwo.analysis.paths import Path, PathStep, in_words, judge
from tracktwo.analysis.sequences import reached
from tracktwo.conflict.model import Conflict
from tracktwo.errors import NoStatusQuo

__all__ = [
    "Evolution",
    "Path",
    "PathStep",
    "StatusQuoTable",
    "evolve",
    "in_words",
    "judge",
    "status_quo_table",
]


@dataclass(frozen=True, eq=False)
class Evolution:
    """The ways from one state to some targets.

    Attributes:
        start: the state from which.
        targets: the states to which, in the order asked for.
        legal: for each target a shortest legal path, None when there is none.
        improving: for each target a shortest legal path of improvements only, None when there is
            none.
    """

    start: int
    targets: tuple[int, ...]
    legal: Mapping[int, Path | None]
    improving: Mapping[int, Path | None]


@dataclass(frozen=True, eq=False)
class StatusQuoTable:
    """In how many moves each state is reached from one, by whose move last.

    Attributes:
        start: the state from which.
        legal: shape (n_dm, n_state): the fewest moves of a legal sequence that ends in the state by
            a move of the decision maker; 0 where there is none. A sequence may come back to the
            start.
        improving: the same for sequences of improvements.
    """

    start: int
    legal: npt.NDArray[np.int32]
    improving: npt.NDArray[np.int32]

    def fewest(self, *, improving: bool = False) -> npt.NDArray[np.int32]:
        """The fewest moves to each state, shape (n_state,): 0 for the start, -1 for never."""
        steps = self.improving if improving else self.legal
        never = np.iinfo(np.int32).max
        least = np.where(steps > 0, steps, never).min(axis=0)
        least[least == never] = -1
        least[self.start] = 0
        return np.asarray(least, dtype=np.int32)

    def after(self, moves: int, *, improving: bool = False) -> tuple[int, ...]:
        """The states that need exactly so many moves at least, ascending."""
        return tuple(np.flatnonzero(self.fewest(improving=improving) == moves).tolist())


def evolve(conflict: Conflict, targets: Iterable[int], *, start: int | None = None) -> Evolution:
    """Shortest legal and shortest improvements-only paths to some states.

    Args:
        conflict: the conflict.
        targets: the numbers of the states, such as the equilibria.
        start: from which state; the status quo if None.

    Raises:
        NoStatusQuo: if no start is given and the conflict has no status quo.
    """
    begin = _start(conflict, start)
    wanted = tuple(dict.fromkeys(int(t) for t in targets))
    ways: list[dict[int, Path | None]] = []
    for improving in (False, True):
        found: dict[int, Path | None] = dict.fromkeys(wanted)
        left = set(wanted) - {begin}

        def last(state: int, left: set[int] = left) -> bool:
            # Whether all targets have been met. A search that begins anew meets the same states in
            # the same order, so that it may be asked again about those that it has met.
            left.discard(state)
            return not left

        if begin in found:
            found[begin] = Path(begin, begin, ())
        if left:
            aims = tuple(left)
            got = reached(conflict, range(conflict.n_dm), begin, improving=improving, until=last)
            there = set(got.states)
            for t in aims:
                if t in there:
                    found[t] = judge(conflict, begin, got.path(t))
        ways.append(found)
    return Evolution(begin, wanted, ways[0], ways[1])


def status_quo_table(conflict: Conflict, *, start: int | None = None) -> StatusQuoTable:
    """In how many moves each state is reached, legally and by improvements only.

    Args:
        conflict: the conflict.
        start: from which state; the status quo if None.

    Raises:
        NoStatusQuo: if no start is given and the conflict has no status quo.
        ConflictTooLarge: if a decision maker has too many moves to list them all.
    """
    begin = _start(conflict, start)
    return StatusQuoTable(begin, _fewest(conflict, begin, False), _fewest(conflict, begin, True))


def _fewest(conflict: Conflict, start: int, improving: bool) -> npt.NDArray[np.int32]:
    n_dm, n = conflict.n_dm, conflict.n_state
    moves = [arcs(conflict, i, improving=improving) for i in range(n_dm)]
    result = np.zeros((n_dm, n), dtype=np.int32)
    fresh = np.zeros((n_dm, n), dtype=bool)  # reached just now, by whose move
    many = 0
    while many == 0 or fresh.any():
        many += 1
        following = np.zeros_like(fresh)
        by_how_many = fresh.sum(axis=0)
        for i in range(n_dm):
            movable = by_how_many > fresh[i]  # someone else moved last
            if many == 1:
                movable = np.arange(n) == start
            following[i, moves[i].end[movable[moves[i].start]]] = True
        following &= result == 0
        result[following] = many
        fresh = following
    return result


def _start(conflict: Conflict, start: int | None) -> int:
    begin = conflict.status_quo if start is None else start
    if begin is None:
        raise NoStatusQuo(
            "the conflict has no status quo to begin from",
            where=conflict.title,
            remedy='say which state holds now: status_quo = "…" in the file, or name a state',
        )
    return begin
