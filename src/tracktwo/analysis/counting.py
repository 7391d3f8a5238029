"""Counting the preferences that meet a condition, exactly, without listing them.

The sets D that meet a condition are counted by size, as a polynomial: the coefficient of x^d is the
number of sets of d states. Parts of the condition that share no state multiply; otherwise one state
is put in and out of D. Of n states, a set D of d states stands for d! (n − 1 − d)! strict rankings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, factorial

from tracktwo.analysis.conditions import Alternative, Condition

__all__ = ["Count", "count"]

Clause = frozenset[Alternative]
Formula = frozenset[Clause]
Polynomial = tuple[int, ...]

_MOST_STATES = 2_000
_MOST_WORK = 3_000_000


@dataclass(frozen=True)
class Count:
    """How many preferences of one decision maker make a state stable.

    Attributes:
        sets: how many sets D of states preferred to the state.
        of_sets: how many sets there are: 2 to the number of other states.
        rankings: how many strict rankings of all states.
        of_rankings: how many strict rankings there are.
    """

    sets: int
    of_sets: int
    rankings: int
    of_rankings: int


class _TooMuch(Exception):
    """More work than is allowed."""


def count(condition: Condition, n_state: int, *, work: int = _MOST_WORK) -> Count | None:
    """How many sets D, and how many strict rankings, meet a condition.

    Args:
        condition: the condition.
        n_state: the number of states of the conflict.
        work: how much work to do at most, in members of alternatives looked at.

    Returns:
        The exact numbers, or None where that takes more work or more than 2,000 states.
    """
    if n_state > _MOST_STATES:
        return None
    formula = frozenset(frozenset(r.alternatives) for r in condition.requirements)
    try:
        inner = _Counter(work).polynomial(formula)
    except (_TooMuch, RecursionError):
        return None
    free = n_state - 1 - len(condition.states)
    by_size = _times(inner, _binomial(free))
    m = n_state - 1
    orders = [factorial(d) for d in range(m + 1)]
    rankings = sum(c * orders[d] * orders[m - d] for d, c in enumerate(by_size))
    return Count(sum(by_size), 1 << m, rankings, factorial(n_state))


class _Counter:
    """Counts sets over exactly the states that a formula names."""

    def __init__(self, work: int) -> None:
        self.left = work
        self.known: dict[Formula, Polynomial] = {}

    def polynomial(self, formula: Formula) -> Polynomial:
        result: Polynomial = (1,)
        for part in _parts(formula):
            result = _times(result, self._part(part))
        return result

    def _part(self, part: Formula) -> Polynomial:
        if part in self.known:
            return self.known[part]
        self.left -= sum(len(a) for clause in part for a in clause)
        if self.left < 0:
            raise _TooMuch
        result = self._alone(next(iter(part))) if len(part) == 1 else None
        if result is None:
            result = self._split(part)
        self.known[part] = result
        return result

    @staticmethod
    def _alone(clause: Clause) -> Polynomial | None:
        """One clause of alternatives without a common state: all but those that break each."""
        states = _states((clause,))
        if len(states) != sum(len(a) for a in clause):
            return None
        broken: Polynomial = (1,)
        for alternative in clause:
            once = list(_binomial(len(alternative)))
            once[0] -= 1
            broken = _times(broken, once)
        return _minus(_binomial(len(states)), broken)

    def _split(self, part: Formula) -> Polynomial:
        smallest = min((a for c in part for a in c), key=lambda a: (len(a), sorted(a)))
        state = min(smallest)
        everything = _states(part)
        result: list[int] = []
        for inside in (False, True):
            rest = _given(part, state, inside)
            if rest is None:
                continue
            free = len(everything) - 1 - len(_states(rest))
            found = _times(self.polynomial(rest), _binomial(free))
            shifted = (0, *found) if inside else found
            result.extend([0] * (len(shifted) - len(result)))
            for d, c in enumerate(shifted):
                result[d] += c
        return tuple(result)


def _given(formula: Formula, state: int, inside: bool) -> Formula | None:
    """What is left to meet when a state is in D or not; None when that cannot be."""
    rest = set()
    for clause in formula:
        if inside:
            left = frozenset(a for a in clause if state not in a)
            if not left:
                return None
        else:
            left = frozenset(a - {state} for a in clause)
            if frozenset() in left:
                continue
        rest.add(left)
    return frozenset(rest)


def _states(formula: Formula | Sequence[Clause]) -> set[int]:
    return {t for clause in formula for a in clause for t in a}


def _parts(formula: Formula) -> list[Formula]:
    """The formula in pieces that share no state."""
    pieces: list[tuple[set[Clause], set[int]]] = []
    for clause in formula:
        clauses, states = {clause}, _states((clause,))
        apart = []
        for other, their in pieces:
            if states.isdisjoint(their):
                apart.append((other, their))
            else:
                clauses |= other
                states |= their
        pieces = [*apart, (clauses, states)]
    return [frozenset(clauses) for clauses, _ in pieces]


def _binomial(n: int) -> Polynomial:
    return tuple(comb(n, d) for d in range(n + 1))


def _times(a: Sequence[int], b: Sequence[int]) -> Polynomial:
    if len(a) == 1 or len(b) == 1:
        one, many = (a, b) if len(a) == 1 else (b, a)
        return tuple(one[0] * c for c in many)
    result = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        if x:
            for j, y in enumerate(b):
                result[i + j] += x * y
    return tuple(result)


def _minus(a: Polynomial, b: Polynomial) -> Polynomial:
    padded = (*b, *([0] * (len(a) - len(b))))
    return tuple(x - y for x, y in zip(a, padded, strict=True))
