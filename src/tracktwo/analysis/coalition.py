"""Coalitions: what some decision makers can reach together, and what of it all of them prefer.

A coalition H moves from s to t when a legal sequence of moves of its members leads there, R_H(s).
It is a coalition improvement when every member prefers t to s; a step on the way need not be an
improvement for anyone. One decision maker is a coalition too: then these are unilateral moves and
improvements.

Source: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.sequences import Reached, Step, reached
from tracktwo.conflict.model import Conflict
from tracktwo.errors import UnknownChoice

__all__ = [
    "Coalition",
    "CoalitionImprovement",
    "all_prefer",
    "coalition_improvements",
    "coalition_of",
    "coalitions",
    "outsiders",
    "shortest_first",
]

Coalition = tuple[int, ...]
"""The numbers of the members, ascending; at least one."""


@dataclass(frozen=True)
class CoalitionImprovement:
    """A state that a coalition can reach together and that every member prefers.

    Attributes:
        members: the coalition.
        start: the state that is left.
        end: the state reached.
        path: a shortest legal sequence of the members' moves.
    """

    members: Coalition
    start: int
    end: int
    path: tuple[Step, ...]


def coalitions(conflict: Conflict, *, least: int = 1, most: int | None = None) -> list[Coalition]:
    """All coalitions, small ones first.

    Args:
        conflict: the conflict.
        least: the fewest members.
        most: the most members; everyone if None.
    """
    top = conflict.n_dm if most is None else min(most, conflict.n_dm)
    return [h for k in range(max(1, least), top + 1) for h in combinations(range(conflict.n_dm), k)]


def coalition_of(conflict: Conflict, members: Iterable[int]) -> Coalition:
    """The members in order, each once.

    Raises:
        UnknownChoice: if there is no member, or a number that is no decision maker's.
    """
    result = tuple(sorted({int(i) for i in members}))
    if not result or result[0] < 0 or result[-1] >= conflict.n_dm:
        known = ", ".join(f"{i} ({d.label})" for i, d in enumerate(conflict.decision_makers))
        raise UnknownChoice(
            f"{list(result)} is no coalition",
            where=conflict.title,
            remedy=f"name one or more of the decision makers {known}",
        )
    return result


def outsiders(conflict: Conflict, members: Coalition) -> Coalition:
    """The opponents N - H: everyone who is not a member; possibly nobody."""
    return tuple(j for j in range(conflict.n_dm) if j not in members)


def all_prefer(conflict: Conflict, members: Coalition, state: int) -> npt.NDArray[np.bool_]:
    """The states that every member prefers to a state, shape (n_state,)."""
    result = np.ones(conflict.n_state, dtype=bool)
    for i in members:
        result &= conflict.rank[i] > conflict.rank[i, state]
    return result


def shortest_first(
    conflict: Conflict, members: Coalition, state: int
) -> tuple[Reached, tuple[int, ...]]:
    """What a coalition reaches, and its improvements: fewest moves first, then by number."""
    better = all_prefer(conflict, members, state)
    got = reached(conflict, members, state) if better.any() else Reached(state, ())
    return got, tuple(t for layer in got.layers for t in layer if better[t])


def coalition_improvements(
    conflict: Conflict, members: Iterable[int], state: int
) -> tuple[CoalitionImprovement, ...]:
    """The improvements of a coalition from a state, those of the fewest moves first.

    Args:
        conflict: the conflict.
        members: the numbers of the decision makers who act together.
        state: the state that they leave.

    Raises:
        UnknownChoice: if the members are no coalition.
    """
    coalition = coalition_of(conflict, members)
    got, ends = shortest_first(conflict, coalition, state)
    return tuple(CoalitionImprovement(coalition, state, t, got.path(t)) for t in ends)
