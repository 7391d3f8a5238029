"""Several wishes at once: a preference that meets them all, or a smallest set that cannot be met.

A goal is that a state be stable for a decision maker under a concept. Besides the goals there may
be knowledge that must stay: a decision maker's whole ranking, or that he or she prefers one state
to another or is indifferent between two. Whatever is not known is free. If the goals can be met, a
preference that meets them is returned (and was solved again); if not, a smallest set of goals and
known preferences that contradict each other: as few goals as possible, and with those as few known
preferences as possible. The smallest set is a cheapest hitting set over what may be given up
(Ignatiev, Previti, Liffiton and Marques-Silva 2015), with z3 deciding whether a set can be met.

For SEQ and SSEQ the others' preferences are those of the conflict as given, so with such a goal all
goals and known preferences are of one decision maker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tracktwo.analysis.conditions import (
    FIXED_OTHERS,
    Condition,
    condition,
    confirm,
    preferred,
)
from tracktwo.analysis.goals import Goal, Known
from tracktwo.analysis.inverse import ranking_of
from tracktwo.analysis.least import cheapest
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Preference, Ranking
from tracktwo.errors import ConflictError

__all__ = ["Goal", "Known", "Reconciled", "reconcile"]


@dataclass(frozen=True)
class Reconciled:
    """Whether all goals can hold together.

    Attributes:
        possible: whether they can.
        preferences: preferences with which they do, by the decision maker's number, if they can.
        conflicting: a smallest set of goals and known preferences that cannot hold together, if
            they cannot; in the order in which they were given.
        ties: whether indifference was allowed.
    """

    possible: bool
    preferences: Mapping[int, Preference]
    conflicting: tuple[Goal | Known, ...]
    ties: bool

    def sentences(self, conflict: Conflict) -> tuple[str, ...]:
        """The answer in words."""
        if self.possible:
            return ("All goals can hold together.",)
        said = "; ".join(item.sentence(conflict) for item in self.conflicting)
        strict = "" if self.ties else " without indifference"
        return (f"These cannot hold together{strict}: {said}.",)


def reconcile(
    conflict: Conflict,
    goals: Sequence[Goal],
    *,
    known: Sequence[Known] = (),
    fixed: Iterable[int] = (),
    ties: bool = True,
) -> Reconciled:
    """A preference with which all goals hold, or a smallest contradiction.

    Args:
        conflict: the conflict; of its preferences only those of ``fixed`` count, and for SEQ and
            SSEQ goals those of the others.
        goals: what should hold together.
        known: comparisons of states that must stay.
        fixed: the decision makers whose whole ranking must stay.
        ties: whether the preferences found may be indifferent between states.

    Raises:
        UnknownChoice: if a concept is unknown.
        ConflictError: if SEQ or SSEQ is asked and goals are of several decision makers.
    """
    stay = frozenset(fixed)
    everyone = {g.dm for g in goals} | {k.dm for k in known}
    _check(conflict, goals, everyone)
    preferences: dict[int, Preference] = {}
    reasons: list[tuple[tuple[int, int], list[Goal | Known]]] = []
    for dm in sorted(everyone):
        own_goals = list(dict.fromkeys(g for g in goals if g.dm == dm))
        needs = {g: condition(conflict, dm, g.state, g.concept) for g in own_goals}
        facts = list(dict.fromkeys(k for k in known if k.dm == dm))
        if dm in stay:
            broken = _broken(conflict, dm, needs, facts)
            if broken:
                reasons.append((_size(broken), broken))
            else:
                preferences[dm] = conflict.preferences[dm]
            continue
        problem = _Problem(own_goals, facts, needs, conflict.n_state, ties)
        everything = range(len(own_goals) + len(facts))
        model = problem.model(everything)
        if model is None:
            core = [problem.items[c] for c in problem.smallest()]
            reasons.append((_size(core), core))
        else:
            preferences[dm] = model
    if reasons:
        smallest = min(reasons, key=lambda r: r[0])[1]
        return Reconciled(False, {}, tuple(smallest), ties)
    after = conflict.with_preferences(preferences)
    for goal in goals:
        confirm(after, goal.state, [(goal.dm, goal.concept)])
    return Reconciled(True, preferences, (), ties)


class _Problem:
    """What one decision maker's preference has to meet, for z3.

    An item is a goal or something known; items are numbered goals first.
    """

    def __init__(
        self,
        goals: list[Goal],
        facts: list[Known],
        needs: Mapping[Goal, Condition],
        n_state: int,
        ties: bool,
    ) -> None:
        import z3  # type: ignore[import-untyped]

        self.z3, self.n_state, self.ties = z3, n_state, ties
        self.items: list[Goal | Known] = [*goals, *facts]
        self.n_goal = len(goals)
        self.rank: dict[int, Any] = {}
        self.solver = z3.SimpleSolver()
        self.solver.set("ctrl_c", False)  # else Ctrl-C no longer ends what waits afterwards
        self.chosen = [z3.Bool(f"item{k}") for k in range(len(self.items))]
        for k, item in enumerate(self.items):
            what = self._known(item) if isinstance(item, Known) else self._goal(needs[item])
            self.solver.add(z3.Implies(self.chosen[k], what))
        if not ties:
            self.solver.add(z3.Distinct([self.rank[t] for t in sorted(self.rank)]))

    def _level(self, state: int) -> Any:
        if state not in self.rank:
            self.rank[state] = self.z3.Int(f"s{state}")
        return self.rank[state]

    def _known(self, known: Known) -> Any:
        a, b = self._level(known.first), self._level(known.second)
        return {">": a > b, "=": a == b, ">=": a >= b}[known.relation]

    def _goal(self, needs: Condition) -> Any:
        z3, here = self.z3, self._level(needs.state)
        return z3.And(
            [
                z3.Or(
                    [
                        z3.And([self._level(t) <= here for t in sorted(alternative)])
                        for alternative in requirement.alternatives
                    ]
                )
                for requirement in needs.requirements
            ]
        )

    def model(self, items: Collection[int]) -> Ranking | None:
        """A ranking that meets these items, or None."""
        if self.solver.check([self.chosen[k] for k in items]) != self.z3.sat:
            return None
        found = self.solver.model()
        level = {t: found.eval(v, model_completion=True).as_long() for t, v in self.rank.items()}
        low = min(level.values(), default=0)
        rest = [t for t in range(self.n_state) if t not in level]
        for place, t in enumerate(rest):
            level[t] = low - 1 if self.ties else low - 1 - place
        row = np.array([level[t] for t in range(self.n_state)], dtype=object)
        return ranking_of(np.unique(row, return_inverse=True)[1].reshape(-1).astype(np.int32))

    def smallest(self) -> tuple[int, ...]:
        """A smallest set of items that cannot be met, when all together cannot.

        Every set that cannot be met hits every set of items whose removal makes the rest possible.
        So the cheapest set that hits those found so far is a lower bound; once it cannot be met
        itself, it is a smallest one.
        """
        everything = range(len(self.items))
        cost = {k: len(self.items) + 1 if k < self.n_goal else 1 for k in everything}
        alone = (k for k in everything if self._can(set(everything) - {k}))
        removals: list[list[frozenset[int]]] = [[frozenset((k,))] for k in alone]
        while True:
            hit = cheapest(removals, cost)
            if not self._can(hit):
                return tuple(sorted(hit))
            kept = set(hit)
            for k in everything:
                if k not in kept and self._can(kept | {k}):
                    kept.add(k)
            removals.append([frozenset((k,)) for k in everything if k not in kept])

    def _can(self, items: Collection[int]) -> bool:
        answer = self.solver.check([self.chosen[k] for k in sorted(items)])
        return bool(answer == self.z3.sat)


def _broken(
    conflict: Conflict, dm: int, needs: Mapping[Goal, Condition], facts: Sequence[Known]
) -> list[Goal | Known]:
    """A smallest contradiction with a ranking that stays; empty when there is none.

    A comparison that is untrue of the ranking contradicts what is true. Otherwise one goal does not
    hold: then each alternative that would answer a move needs one of its states told as preferred.
    No detour over other comparisons needs fewer, as each state told takes one comparison at least.
    """
    rank = conflict.rank[dm].tolist()
    for fact in facts:
        a, b = rank[fact.first], rank[fact.second]
        if not {">": a > b, "=": a == b, ">=": a >= b}[fact.relation]:
            true = _compared(dm, rank, fact.first, fact.second)
            return [fact, true] if fact.first != fact.second else [fact]
    found: list[list[Goal | Known]] = []
    for goal, need in needs.items():
        above = preferred(conflict, dm, goal.state)
        for requirement in need.requirements:
            if not requirement.kept(above):
                told = cheapest(
                    (
                        [frozenset((t,)) for t in sorted(a & above)]
                        for a in requirement.alternatives
                    ),
                    dict.fromkeys(above, 1),
                )
                found.append([goal, *(Known(dm, t, goal.state) for t in sorted(told))])
    return min(found, key=len, default=[])


def _compared(dm: int, rank: Sequence[int], a: int, b: int) -> Known:
    """What a ranking says about two states."""
    if rank[a] == rank[b]:
        return Known(dm, a, b, "=")
    return Known(dm, a, b) if rank[a] > rank[b] else Known(dm, b, a)


def _size(items: Iterable[Goal | Known]) -> tuple[int, int]:
    listed = list(items)
    return sum(isinstance(item, Goal) for item in listed), len(listed)


def _check(conflict: Conflict, goals: Sequence[Goal], everyone: Collection[int]) -> None:
    if len(everyone) > 1 and any(g.concept in FIXED_OTHERS for g in goals):
        raise ConflictError(
            "SEQ and SSEQ goals of one decision maker cannot be joined with others' goals",
            where=conflict.title,
            why="they depend on what the others prefer, which would change at the same time",
            remedy="ask for one decision maker at a time, or for Nash, GMR or SMR",
        )
