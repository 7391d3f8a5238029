"""Outcomes: equilibria that everybody values alike taken together, the easiest to reach first.

An option about which nobody cares doubles the equilibria without a difference to anyone. States
that are equilibria under the same concepts and have the same rank for each decision maker are one
outcome; it is shown by the member that is nearest to the status quo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis import Solution
from tracktwo.analysis.evolution import Path, evolve
from tracktwo.brief.strategy.labels import strongest
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["ORDER", "Group", "grouped", "nearest_first", "outcomes"]

ORDER = ("nash", "sseq", "seq", "smr", "gmr")
"""Concepts from the strongest; the first under which a state is an equilibrium names it."""

_MOST_PATHS = 512

Numbers = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Group:
    """An outcome: equilibria between which nobody has a preference.

    Attributes:
        states: the states, nearest to the status quo first.
        concepts: the concepts under which they are equilibria.
        path: a shortest legal way to the first of them; None without one or a status quo.
        improving: a shortest way in which every move is better for its mover.
    """

    states: tuple[int, ...]
    concepts: tuple[str, ...]
    path: Path | None = None
    improving: Path | None = None

    @property
    def shown(self) -> int:
        """The state that stands for all."""
        return self.states[0]

    @property
    def strongest(self) -> tuple[str, ...]:
        """The concepts from which the others follow."""
        return strongest(self.concepts)

    @property
    def way(self) -> Path | None:
        """The way to tell: of improvements where there is one."""
        return self.path if self.improving is None else self.improving


def nearest_first(conflict: Conflict, states: Numbers) -> list[int]:
    """States by how many options are otherwise than in the status quo, then by number."""
    now, space = conflict.status_quo, conflict.space
    if now is None or not isinstance(space, OptionSpace) or not states.size:
        return sorted(states.tolist())
    levels = np.stack([space.level(o)[states] for o in range(len(conflict.options))])
    far = (levels != np.array(space.state_levels(now))[:, None]).sum(axis=0)
    return [int(s) for s in states[np.lexsort((states, far))]]


def grouped(
    conflict: Conflict, states: Numbers, rank: Ranks, kinds: Sequence[object] = ()
) -> list[tuple[int, ...]]:
    """States of one kind and of the same rank for everyone put together, nearest first.

    Args:
        conflict: the conflict.
        states: the states' numbers, shape (n,).
        rank: what each prefers, shape (n_dm, n_state).
        kinds: what keeps states apart beside their ranks, shape (n,); nothing when empty.
    """
    kind = dict(zip(states.tolist(), kinds or [0] * states.size, strict=True))
    found: dict[tuple[object, bytes], list[int]] = {}
    for state in nearest_first(conflict, states):
        found.setdefault((kind[state], rank[:, state].tobytes()), []).append(state)
    return [tuple(members) for members in found.values()]


def outcomes(solution: Solution, concept: str) -> tuple[Group, ...]:
    """The equilibria under a concept as outcomes, in the order in which to tell them.

    First by the strongest concept, then those that improvements reach from the status quo before
    those whose way needs trust, then the shorter way, then the fewer options changed.
    """
    conflict = solution.conflict
    states = solution.equilibria[concept]
    held = [
        tuple(c for c in solution.concepts if bool(solution.stable[c][:, s].all())) for s in states
    ]
    parts = grouped(conflict, states, conflict.rank, held)
    concepts = dict(zip(states.tolist(), held, strict=True))
    targets = [p[0] for p in parts[:_MOST_PATHS]]
    ways = None if conflict.status_quo is None else evolve(conflict, targets)
    groups = [
        Group(
            part,
            concepts[part[0]],
            None if ways is None else ways.legal.get(part[0]),
            None if ways is None else ways.improving.get(part[0]),
        )
        for part in parts
    ]
    place = {g.shown: n for n, g in enumerate(groups)}
    return tuple(sorted(groups, key=lambda g: (*_strength(g), place[g.shown])))


def _strength(group: Group) -> tuple[int, int, int, int]:
    first = min(ORDER.index(c) for c in group.concepts)
    way = group.way
    if way is None:
        return first, 2, 0, 0
    return first, int(group.improving is None), len(way.trust), len(way.steps)
