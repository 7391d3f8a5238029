"""Two conflicts side by side: which equilibria appear, which vanish, which stay.

States of the two are the same when they are at the same levels of the same options, or have the
same id where states are listed: what-if changes leave options alone but may take states away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.analysis.solution import Solution, solve
from tracktwo.analysis.stability import CONCEPTS
from tracktwo.conflict.changes import changed
from tracktwo.conflict.model import Conflict

__all__ = ["Difference", "WhatIf", "compare", "what_if"]


@dataclass(frozen=True)
class Difference:
    """What a change does to the equilibria under one concept; states by their patterns.

    Attributes:
        concept: the solution concept.
        stays: equilibria before and after.
        appears: equilibria only after, of states that were feasible before too or not.
        vanishes: states that no longer are equilibria although they are still feasible.
        infeasible: equilibria before that are no longer feasible.
    """

    concept: str
    stays: tuple[str, ...]
    appears: tuple[str, ...]
    vanishes: tuple[str, ...]
    infeasible: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class WhatIf:
    """A conflict before and after some changes.

    Attributes:
        changes: the changes, as written.
        before: the solution without them.
        after: the solution with them.
        differences: one for each concept.
    """

    changes: tuple[str, ...]
    before: Solution
    after: Solution
    differences: tuple[Difference, ...]


def compare(before: Solution, after: Solution) -> tuple[Difference, ...]:
    """What is different between two solutions, concept by concept."""
    there = set(after.conflict.patterns)
    result = []
    for concept in before.concepts:
        old = [before.conflict.patterns[int(s)] for s in before.equilibria[concept]]
        new = [after.conflict.patterns[int(s)] for s in after.equilibria[concept]]
        was, now = set(old), set(new)
        gone = [s for s in old if s not in now]
        result.append(
            Difference(
                concept,
                tuple(s for s in old if s in now),
                tuple(s for s in new if s not in was),
                tuple(s for s in gone if s in there),
                tuple(s for s in gone if s not in there),
            )
        )
    return tuple(result)


def what_if(
    conflict: Conflict, changes: Sequence[str], *, concepts: Sequence[str] = CONCEPTS
) -> WhatIf:
    """Solve a conflict without and with some changes, see ``tracktwo.conflict.changes``.

    Raises:
        ConflictError: if a change cannot be understood or leaves no state.
    """
    before = solve(conflict, concepts=concepts)
    after = solve(changed(conflict, changes), concepts=concepts)
    return WhatIf(tuple(changes), before, after, compare(before, after))
