"""When a state is stable, read as a condition on what one decision maker prefers to it.

Whether a state *s* is stable for *i* depends only on the set D of states that *i* prefers to *s*
(for SEQ and SSEQ also on the improvements of the others, which are taken from the conflict). The
condition is a list of requirements, one for each state that *i* can move to; a requirement is a
list of alternatives, and an alternative is a set of states none of which may stand in D:

- Nash: *t* is not in D;
- GMR: *t* is not in D, or some state that the others reach from *t* is not in D;
- SMR: *t* is not in D, or some state that the others reach from *t*, and all that *i* can move to
  from there, are not in D;
- SEQ, SSEQ: as GMR and SMR, with what the others reach by improvements only.

The condition is both necessary and sufficient, and it can only become easier when D shrinks.
Sources: Sakakibara, Okada and Nakase 2002; Kinsara, Kilgour and Hipel 2015; Wang, Hipel, Fang and
Dang 2018. Restated from their abstracts; checked against the plain definitions over all rankings of
small random conflicts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from tracktwo.analysis.sequences import reached
from tracktwo.analysis.stability import CONCEPTS, own_guarantees
from tracktwo.conflict.model import Conflict
from tracktwo.errors import UnknownChoice, did_you_mean

__all__ = [
    "CONCEPTS",
    "FIXED_OTHERS",
    "NAMES",
    "Alternative",
    "Condition",
    "Requirement",
    "check_concept",
    "condition",
    "confirm",
    "is_stable",
    "preferred",
]

NAMES = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ"}
"""How the concepts are written for people."""

FIXED_OTHERS = frozenset(("seq", "sseq"))
"""The concepts whose condition also depends on what the others prefer."""

Alternative = frozenset[int]
"""States of which none may be preferred; the empty set is always kept to."""


@dataclass(frozen=True)
class Requirement:
    """What answers one move: one of the alternatives has to be kept to.

    Attributes:
        move: the state that the decision maker can move to.
        alternatives: sets of states, at least one of which must have no member in D. The state
            itself is left out of them, as it is never preferred to itself. None holds another.
    """

    move: int
    alternatives: tuple[Alternative, ...]

    def kept(self, above: Collection[int]) -> bool:
        """Whether it is met when these states are preferred."""
        return any(alternative.isdisjoint(above) for alternative in self.alternatives)


@dataclass(frozen=True)
class Condition:
    """The condition under which a state is stable for one decision maker.

    Attributes:
        dm: the decision maker's number.
        state: the state that should be stable.
        concept: one of `CONCEPTS`.
        requirements: all must be met; those that are always met are left out.
    """

    dm: int
    state: int
    concept: str
    requirements: tuple[Requirement, ...]

    @property
    def states(self) -> tuple[int, ...]:
        """The states that the condition speaks of, ascending."""
        found = {t for r in self.requirements for a in r.alternatives for t in a}
        return tuple(sorted(found))

    def holds(self, above: Iterable[int]) -> bool:
        """Whether the state is stable when exactly these states are preferred to it."""
        preferred_states = frozenset(above)
        return all(r.kept(preferred_states) for r in self.requirements)

    def clauses(self, conflict: Conflict) -> tuple[str, ...]:
        """The condition in words, one sentence a requirement; empty when it always holds."""
        who, here = conflict.decision_makers[self.dm].label, self._named(conflict, self.state)
        return tuple(
            f"For {who}, {here} is at least as good as "
            + ", or as ".join(self._alternative(conflict, a) for a in r.alternatives)
            + "."
            for r in self.requirements
        )

    def _alternative(self, conflict: Conflict, states: Alternative) -> str:
        names = [self._named(conflict, t) for t in sorted(states)]
        return names[0] if len(names) == 1 else "each of " + " and ".join(names)

    @staticmethod
    def _named(conflict: Conflict, state: int) -> str:
        return f'"{conflict.state_name(state)}"'


def check_concept(concept: str, *, among: tuple[str, ...] = CONCEPTS) -> str:
    """The concept, if it is one of those.

    Raises:
        UnknownChoice: if not.
    """
    if concept not in among:
        near = did_you_mean(concept, among)
        hint = f'did you mean "{near}"? ' if near else ""
        raise UnknownChoice(
            f'unknown concept "{concept}"', remedy=f"{hint}concepts: {', '.join(among)}"
        )
    return concept


def condition(conflict: Conflict, dm: int, state: int, concept: str) -> Condition:
    """The necessary and sufficient condition for a state to be stable for a decision maker.

    Args:
        conflict: the conflict; the decision maker's own preferences do not count, and those of the
            others count for SEQ and SSEQ only.
        dm: the decision maker's number.
        state: the state's number.
        concept: ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.

    Raises:
        UnknownChoice: if the concept is none of these.
    """
    check_concept(concept)
    others = [j for j in range(conflict.n_dm) if j != dm]
    requirements: list[Requirement] = []
    onward: dict[int, frozenset[int]] = {}
    for move in conflict.moves(dm, state).tolist():
        alternatives = [frozenset((move,)) - {state}]
        if concept != "nash":
            replies = reached(conflict, others, move, improving=concept in FIXED_OTHERS).states
            for reply in replies:
                if reply not in onward:
                    kept = [reply]
                    if concept in ("smr", "sseq"):
                        kept += conflict.moves(dm, reply).tolist()
                    onward[reply] = frozenset(kept) - {state}
                alternatives.append(onward[reply])
        if all(alternatives):
            requirements.append(Requirement(move, _least(alternatives)))
    return Condition(dm, state, concept, tuple(requirements))


def _least(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """The alternatives that hold no other one, smaller ones first."""
    by_size = sorted(set(alternatives), key=lambda a: (len(a), sorted(a)))
    if len(by_size[-1]) == 1:
        return tuple(by_size)
    kept: list[Alternative] = []
    containing: dict[int, list[Alternative]] = {}
    for candidate in by_size:
        if any(a <= candidate for t in candidate for a in containing.get(t, ())):
            continue
        kept.append(candidate)
        for t in candidate:
            containing.setdefault(t, []).append(candidate)
    return tuple(kept)


def preferred(conflict: Conflict, dm: int, state: int) -> frozenset[int]:
    """The states that a decision maker prefers to a state: the set D."""
    rank = conflict.rank[dm]
    return frozenset(np.flatnonzero(rank > rank[state]).tolist())


def is_stable(conflict: Conflict, dm: int, state: int, concept: str) -> bool:
    """Whether one state is stable for one decision maker in the conflict as it stands."""
    return condition(conflict, dm, state, concept).holds(preferred(conflict, dm, state))


def confirm(conflict: Conflict, state: int, goals: Iterable[tuple[int, str]]) -> None:
    """Solve a conflict, and make sure that a state is stable as it should be.

    This goes by the closures of `tracktwo.analysis.stability`, which share nothing with the
    conditions of this module.

    Args:
        conflict: with the preferences that were found.
        state: the state's number.
        goals: pairs of a decision maker's number and a concept.

    Raises:
        AssertionError: if the state is not stable; that would be a mistake of this program.
    """
    guarantee = own_guarantees(conflict.space, conflict.rank)
    for dm, concept in goals:
        best = guarantee(dm)[CONCEPTS.index(concept), state]
        if best > conflict.rank[dm, state]:
            raise AssertionError(f"{concept} does not hold at state {state} for {dm}")
