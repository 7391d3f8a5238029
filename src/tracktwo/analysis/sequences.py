"""Legal sequences of moves, one start at a time, with the way back: for certificates and paths.

A legal sequence of a set of decision makers is one of their moves after another in which nobody
moves twice in a row (Fang, Hipel and Kilgour 1993). Where two moves of one decision maker are
always one move of theirs (option form), that is plain reachability, and a shortest sequence never
has the same mover twice in a row anyway. With listed moves the last mover is kept along.
A shortest sequence of improvements never has the same mover twice in a row either: two improvements
of one decision maker are one, since preference is transitive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["Reached", "Step", "Until", "reached", "tidy"]

Node = tuple[int, int, frozenset[int]]
"""A state, the last mover (-1 when that does not matter), and who may not move again."""

Until = Callable[[int], bool] | npt.NDArray[np.bool_]
"""Of which states a search is to end: a function of a state's number, or a mask over states."""

_SMALL = 16
"""How many states are searched one by one before the search goes on with arrays."""


@dataclass(frozen=True)
class Step:
    """One move: the decision maker's number, the state that is left and the one reached."""

    mover: int
    start: int
    end: int


def _nowhere(state: int) -> tuple[Step, ...]:
    raise KeyError(state)


@dataclass(frozen=True, eq=False)
class Reached:
    """What a legal sequence of at least one move reaches from a state.

    Attributes:
        start: the state it begins in.
        layers: the states for which one move is enough, those that need two, and so on; ascending
            within a layer, without the start itself. One may be empty (with listed moves), not the
            last.
        found: the state that the search was after, None if it met none or was after none.
    """

    start: int
    layers: tuple[tuple[int, ...], ...]
    found: int | None = None
    _way: Callable[[int], tuple[Step, ...]] = field(default=_nowhere, repr=False)

    @cached_property
    def states(self) -> tuple[int, ...]:
        """The states reached, ascending, without the start itself."""
        return tuple(sorted(s for layer in self.layers for s in layer))

    def path(self, state: int) -> tuple[Step, ...]:
        """A shortest legal sequence to a state reached; of equally short ones always the same.

        Raises:
            KeyError: if the state is not reached.
        """
        return self._way(state)


def reached(
    conflict: Conflict,
    movers: Iterable[int],
    state: int,
    *,
    improving: bool = False,
    once: bool = False,
    until: Until | None = None,
) -> Reached:
    """The states that legal sequences of some decision makers reach from a state.

    Args:
        conflict: the conflict.
        movers: the numbers of the decision makers who move, R_H(s) for H.
        state: where they begin.
        improving: only moves that their mover prefers to the state that he or she leaves, R_H+(s).
        once: each moves at most once, as some older tools have it; not the literature's rule.
        until: end as soon as a state is reached of which this is true; the start does not count.

    Returns:
        The states in the order of a breadth-first search: fewest moves first, then by mover's and
        state's number. Large conflicts in option form are searched a layer at a time with arrays,
        with the same result and the same paths.
    """
    who = sorted(set(movers))
    if isinstance(conflict.space, OptionSpace):
        few = _one_by_one(conflict, who, state, improving, once, until, _SMALL)
        if few is not None:
            return few
        from tracktwo.analysis.sweep import layer_by_layer

        return layer_by_layer(conflict, who, state, improving=improving, once=once, until=until)
    result = _one_by_one(conflict, who, state, improving, once, until, None)
    assert result is not None
    return result


def tidy(layers: Sequence[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """Layers of states, each ascending, without empty ones at the end."""
    result = [tuple(sorted(part)) for part in layers]
    while result and not result[-1]:
        result.pop()
    return tuple(result)


def _one_by_one(
    conflict: Conflict,
    who: list[int],
    state: int,
    improving: bool,
    once: bool,
    until: Until | None,
    limit: int | None,
) -> Reached | None:
    """The search, a node at a time; None when more than ``limit`` nodes had to be left."""
    stop = until.__getitem__ if isinstance(until, np.ndarray) else until
    keep_last = not conflict.space.transitive
    start: Node = (state, -1, frozenset())
    back: dict[Node, tuple[Node, int]] = {}
    first: dict[int, Node] = {}
    seen = {start}
    layers: list[list[int]] = []
    layer = [start]
    left = 0

    def way(to: int) -> tuple[Step, ...]:
        node = first[to]
        steps: list[Step] = []
        while node in back:
            before, mover = back[node]
            steps.append(Step(mover, before[0], node[0]))
            node = before
        return tuple(reversed(steps))

    def result(found: int | None) -> Reached:
        return Reached(state, tidy(layers), found, way)

    while layer:
        following: list[Node] = []
        layers.append([])
        for node in layer:
            at, last, moved = node
            left += 1
            if limit is not None and left > limit:
                return None
            for dm in who:
                if (keep_last and dm == last) or dm in moved:
                    continue
                to = conflict.improvements(dm, at) if improving else conflict.moves(dm, at)
                done = moved | {dm} if once else moved
                for t in to.tolist():
                    reach: Node = (t, dm if keep_last else -1, done)
                    if reach in seen:
                        continue
                    seen.add(reach)
                    back[reach] = (node, dm)
                    following.append(reach)
                    if t != state and t not in first:
                        first[t] = reach
                        layers[-1].append(t)
                        if stop is not None and stop(t):
                            return result(t)
        layer = following
    return result(None)
