"""Levers side by side: what each would do to the equilibria, and who would gain.

A lever is *pulled* by applying its changes to the conflict and solving it anew. Who gains is judged
by the preferences before the changes, and in order only: a decision maker gains when both the best
and the worst of the equilibria after are no worse for it than the best and the worst before, and
one of them is better. It surely gains when, besides, no equilibrium after is worse for it than any
before. The notion is ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from tracktwo.analysis.evolution import Evolution, evolve
from tracktwo.analysis.solution import Solution, solve
from tracktwo.analysis.stability import CONCEPTS
from tracktwo.analysis.whatif import Difference, compare
from tracktwo.conflict.changes import changed
from tracktwo.conflict.levers import Lever, lever_changes
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Ranks
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictError

__all__ = ["Gain", "Pull", "Sweep", "pull", "side_by_side", "sweep_levers"]

Verdict = Literal["gains", "loses", "same", "mixed", "unknown"]

_FEW = 12
"""To how many equilibria at most ways are looked for."""


@dataclass(frozen=True)
class Gain:
    """How one decision maker fares by a change, by its preferences before the change.

    Attributes:
        dm: the decision maker's number.
        concept: under which concept the equilibria are taken.
        verdict: ``gains``, ``loses``; ``same``: best and worst are level with those before;
            ``mixed``: one is better and the other worse; ``unknown``: before or after there is no
            equilibrium.
        surely: whether every equilibrium after is at least as good (for ``loses``: at most as good)
            for it as every one before; for ``same``, whether all are level.
    """

    dm: int
    concept: str
    verdict: Verdict
    surely: bool


@dataclass(frozen=True, eq=False)
class Pull:
    """What one lever does, or several one after the other.

    Attributes:
        levers: their names, in the order in which they are pulled.
        changes: their changes, in that order.
        differences: what the equilibria do, one for each concept; empty if it cannot be pulled.
        gains: how each decision maker fares under each concept; empty if it cannot be pulled.
        ordered: whether pulling them in the reverse order would give another conflict, or none.
        why_not: why it cannot be pulled; None if it can.
        after: the solution with the changes; None where it was not kept or there is none.
        evolution: the ways from the status quo to the equilibria after; None where there is no
            status quo then or they were not asked for.
    """

    levers: tuple[str, ...]
    changes: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    gains: tuple[Gain, ...] = ()
    ordered: bool = False
    why_not: str | None = None
    after: Solution | None = None
    evolution: Evolution | None = None

    @property
    def name(self) -> str:
        """The levers' names in one."""
        return " + ".join(self.levers)

    @property
    def idle(self) -> bool:
        """Whether no equilibrium appears or vanishes."""
        return not any(d.appears or d.vanishes or d.infeasible for d in self.differences)


@dataclass(frozen=True, eq=False)
class Sweep:
    """All levers of a conflict, and all pairs of them.

    Attributes:
        before: the solution without them.
        pulls: the levers in the order of the file, then the pairs; those that were done.
        planned: how many there are.
    """

    before: Solution
    pulls: tuple[Pull, ...]
    planned: int
    _by: Mapping[tuple[str, ...], Pull] = field(repr=False, default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether all were done; False when the time ran out."""
        return len(self.pulls) == self.planned

    def only_together(self, pair: Pull) -> tuple[Difference, ...]:
        """What a pair makes appear or vanish that neither of its levers does alone.

        One for each concept where there is something; what stays is left out.
        """
        alone = [self._by[(name,)].differences for name in pair.levers]
        found = []
        for at, both in enumerate(pair.differences):
            each = [differences[at] for differences in alone if differences]
            new = Difference(
                both.concept,
                (),
                _beyond(both.appears, [d.appears for d in each]),
                _beyond(both.vanishes, [d.vanishes + d.infeasible for d in each]),
                _beyond(both.infeasible, [d.vanishes + d.infeasible for d in each]),
            )
            if new.appears or new.vanishes or new.infeasible:
                found.append(new)
        return tuple(found)


def _beyond(states: Sequence[str], alone: Sequence[Sequence[str]]) -> tuple[str, ...]:
    known = {state for one in alone for state in one}
    return tuple(state for state in states if state not in known)


def pull(
    conflict: Conflict,
    levers: Sequence[Lever],
    *,
    concepts: Sequence[str] = CONCEPTS,
    before: Solution | None = None,
    ways: bool = False,
) -> Pull:
    """What some levers do together, their changes applied one lever after the other.

    Args:
        conflict: the conflict as given.
        levers: one or several.
        concepts: the solution concepts.
        before: the conflict's solution under these concepts, if it is there already.
        ways: whether to look for the ways from the status quo to the equilibria after.

    Returns:
        What they do; a lever that cannot be pulled, such as one that leaves no state after
        another, says why not.
    """
    names, changes = tuple(lever.name for lever in levers), lever_changes(levers)
    try:
        new = changed(conflict, changes)
    except ConflictError as error:
        return Pull(names, changes, why_not=str(error))
    old = before or solve(conflict, concepts=concepts)
    after = solve(new, concepts=concepts)
    return Pull(
        names,
        changes,
        compare(old, after),
        _gains(old, after),
        len(levers) > 1 and not _same(new, conflict, lever_changes(levers[::-1])),
        None,
        after,
        _ways(after) if ways else None,
    )


def side_by_side(
    conflict: Conflict,
    levers: Sequence[Lever],
    *,
    concepts: Sequence[str] = CONCEPTS,
    ways: bool = True,
) -> tuple[Solution, tuple[Pull, ...]]:
    """Several levers beside each other: each alone, and all together if there are more than one.

    Returns:
        The solution without them, and what they do, in the order given, all together last.
    """
    before = solve(conflict, concepts=concepts)
    groups = [[lever] for lever in levers]
    if len(levers) > 1:
        groups.append(list(levers))
    pulls = [pull(conflict, g, concepts=concepts, before=before, ways=ways) for g in groups]
    return before, tuple(pulls)


def sweep_levers(
    conflict: Conflict,
    levers: Sequence[Lever] | None = None,
    *,
    concepts: Sequence[str] = CONCEPTS,
    pairs: bool = True,
    progress: Callable[[int, int], None] | None = None,
    budget_s: float | None = None,
) -> Sweep:
    """Every lever alone, then every pair in the order of the file.

    Solutions are not kept, so that the sweep takes no more memory than one solve.

    Args:
        conflict: the conflict as given.
        levers: which levers; those of the conflict when left out.
        concepts: the solution concepts.
        pairs: whether to pull pairs, too.
        progress: called with how many are done, and how many there are.
        budget_s: begin no further one after so many seconds.
    """
    every = conflict.levers if levers is None else tuple(levers)
    groups: list[tuple[Lever, ...]] = [(lever,) for lever in every]
    if pairs:
        groups += combinations(every, 2)
    begun = time.monotonic()
    before = solve(conflict, concepts=concepts, margins=False)
    done: list[Pull] = []
    for group in groups:
        if budget_s is not None and time.monotonic() - begun > budget_s:
            break
        one = pull(conflict, group, concepts=concepts, before=before)
        done.append(
            Pull(one.levers, one.changes, one.differences, one.gains, one.ordered, one.why_not)
        )
        if progress is not None:
            progress(len(done), len(groups))
    return Sweep(before, tuple(done), len(groups), {p.levers: p for p in done})


def _gains(before: Solution, after: Solution) -> tuple[Gain, ...]:
    conflict = before.conflict
    found = []
    for concept in before.concepts:
        old = before.equilibria[concept]
        patterns = after.conflict.patterns
        new = [conflict.by_pattern[patterns[int(s)]] for s in after.equilibria[concept]]
        for dm in range(conflict.n_dm):
            found.append(Gain(dm, concept, *_fares(conflict.rank[dm, old], conflict.rank[dm, new])))
    return tuple(found)


def _fares(old: Ranks, new: Ranks) -> tuple[Verdict, bool]:
    if not old.size or not new.size:
        return "unknown", False
    steps = np.sign([int(new.max()) - int(old.max()), int(new.min()) - int(old.min())]).tolist()
    if 1 in steps and -1 in steps:
        return "mixed", False
    if 1 in steps:
        return "gains", bool(new.min() >= old.max())
    if -1 in steps:
        return "loses", bool(new.max() <= old.min())
    return "same", bool(old.max() == old.min())


def _same(one: Conflict, conflict: Conflict, changes: Sequence[str]) -> bool:
    """Whether some changes make a conflict the same, as far as outcomes and ways go, as one."""
    try:
        other = changed(conflict, changes)
    except ConflictError:
        return False
    a, b = one.space, other.space
    alike = not (isinstance(a, OptionSpace) and isinstance(b, OptionSpace)) or (
        a.direction == b.direction and np.array_equal(a.codes, b.codes)
    )
    return alike and one.status_quo == other.status_quo and np.array_equal(one.rank, other.rank)


def _ways(after: Solution) -> Evolution | None:
    conflict = after.conflict
    if conflict.status_quo is None:
        return None
    found: dict[int, None] = {}
    for concept in ("nash", "sseq", "seq", "smr", "gmr", "sim"):
        found |= dict.fromkeys(after.equilibria.get(concept, np.array([], dtype=int)).tolist())
    return evolve(conflict, list(found)[:_FEW])
