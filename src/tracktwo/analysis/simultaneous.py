"""Simultaneous stability (SIM): an improvement that others' improvements at the same time undo.

State s is SIM-stable for i when every unilateral improvement of i from s is sanctioned. One is
sanctioned when there are one or more others for whom s is unstable too, each with an improvement of
his or her own from s, such that all of them together (i's included) lead to a feasible state that i
does not prefer to s. Each moves only his or her own options, so the moves add up.

Who is unstable at s is given by the caller; ``solve`` takes those for whom s is neither Nash nor
SEQ stable, and so takes SIM as a last resort, in the way of the source. A state with no improvement
of i is stable for i. Listed moves do not add up: there SIM is not defined.

Source: Fraser and Hipel 1979, 1984. Restated from memory; checked against a plain reading that goes
through all combinations one by one. The source asks about SIM only for states that are unstable for
i; here the same test is made for every state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.arcs import Arcs, arcs
from tracktwo.analysis.sequences import Step
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictTooLarge, NeedsOptions

__all__ = [
    "MAX_COMBINATIONS",
    "SimCertificate",
    "SimSanction",
    "sim_certificate",
    "sim_cost",
    "sim_stable",
]

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

MAX_COMBINATIONS = 1 << 28
"""The largest number of combinations of improvements that is gone through: about half a minute."""

_BATCH = 1 << 17
_TABLE = 1 << 24


@dataclass(frozen=True)
class SimSanction:
    """What undoes an improvement.

    Attributes:
        improvement: the state that the decision maker's own improvement would give.
        replies: the others' improvements at the same time, each from the same state.
        end: the state that all of them together give, not preferred to the one that is left.
    """

    improvement: int
    replies: tuple[Step, ...]
    end: int


@dataclass(frozen=True)
class SimCertificate:
    """Why a state is SIM-stable for a decision maker or not.

    Attributes:
        dm: the decision maker's number.
        state: the state's number.
        stable: the verdict.
        breaks: the first improvement that nothing undoes, None if stable.
        sanctions: what undoes each other improvement; the fewest others first.
    """

    dm: int
    state: int
    stable: bool
    breaks: int | None
    sanctions: tuple[SimSanction, ...]


def sim_stable(conflict: Conflict, *, unstable: Mask, limit: int = MAX_COMBINATIONS) -> Mask:
    """Which states are SIM-stable for whom.

    Args:
        conflict: a conflict in option form.
        unstable: shape (n_dm, n_state); for whom which state is unstable otherwise.
        limit: the largest number of combinations to go through.

    Returns:
        Booleans, shape (n_dm, n_state).

    Raises:
        NeedsOptions: if the conflict lists its states and moves.
        ConflictTooLarge: if there are more combinations than that; nothing has been done then but
            counting them.
    """
    space = _space(conflict)
    better, replies = _improvements(conflict, unstable)
    count = sum(int(_weights(better, replies, i).sum()) for i in range(conflict.n_dm))
    if count > limit:
        raise ConflictTooLarge(
            f"simultaneous stability needs {count:,} combinations of improvements, about "
            f"{_seconds(count)}, and {limit:,} are gone through",
            where=conflict.title,
            remedy="leave sim out, ask about single states, or raise the limit",
        )
    find = _Finder(space)
    stable = np.ones((conflict.n_dm, conflict.n_state), dtype=bool)
    for i in range(conflict.n_dm):
        own = better[i]
        undone = np.zeros(own.start.size, dtype=bool)
        others = [r for j, r in enumerate(replies) if j != i]
        rank = conflict.rank[i]
        for most in (3, conflict.n_state):  # a few of each other's improvements mostly settle it
            left = np.flatnonzero(~undone)
            for batch in _batches(_weights(better, replies, i, most)[left]):
                arc, code = _combine(space, own, others, left[batch], most)
                end = find(code)
                undone[arc[(end >= 0) & (rank[end] <= rank[own.start[arc]])]] = True
        stable[i, own.start[~undone]] = False
    return stable


def sim_cost(conflict: Conflict, *, unstable: Mask) -> int:
    """How many combinations of improvements there are to go through.

    Raises:
        NeedsOptions: if the conflict lists its states and moves.
    """
    _space(conflict)
    better, replies = _improvements(conflict, unstable)
    return sum(int(_weights(better, replies, i).sum()) for i in range(conflict.n_dm))


def sim_certificate(
    conflict: Conflict, dm: int, state: int, *, unstable: Mask | None = None
) -> SimCertificate:
    """Certify one verdict, by the definition itself, at any size.

    Args:
        conflict: a conflict in option form.
        dm: the decision maker's number.
        state: the state's number.
        unstable: for whom which state is unstable, shape (n_dm, n_state) or (n_dm,) for this state
            alone; None counts everyone who has an improvement.

    Raises:
        NeedsOptions: if the conflict lists its states and moves.
    """
    space = _space(conflict)
    rank, codes = conflict.rank[dm], space.codes
    find = _Finder(space, table=False)
    column = None if unstable is None else (unstable if unstable.ndim == 1 else unstable[:, state])
    movers = [j for j in range(conflict.n_dm) if j != dm and (column is None or column[j])]
    choices = {j: conflict.improvements(j, state).tolist() for j in movers}
    movers = [j for j in movers if choices[j]]
    breaks: int | None = None
    sanctions: list[SimSanction] = []
    for t in conflict.improvements(dm, state).tolist():
        found = None
        for some in (h for k in range(1, len(movers) + 1) for h in combinations(movers, k)):
            for ends in product(*(choices[j] for j in some)):
                code = codes[t] + sum(int(codes[e] - codes[state]) for e in ends)
                end = int(find(np.array([code]))[0])
                if end >= 0 and rank[end] <= rank[state]:
                    steps = tuple(Step(j, state, e) for j, e in zip(some, ends, strict=True))
                    found = SimSanction(t, steps, end)
                    break
            if found is not None:
                break
        if found is not None:
            sanctions.append(found)
        elif breaks is None:
            breaks = t
    return SimCertificate(dm, state, breaks is None, breaks, tuple(sanctions))


def _space(conflict: Conflict) -> OptionSpace:
    if isinstance(conflict.space, OptionSpace):
        return conflict.space
    raise NeedsOptions(
        "simultaneous stability is defined for options, and the states and moves are listed here",
        where=conflict.title,
        why="moves that are made at the same time add up only when each changes options of its own",
        remedy="leave sim out, or write the conflict with options",
    )


def _improvements(conflict: Conflict, unstable: Mask) -> tuple[list[Arcs], list[Arcs]]:
    """Everyone's improvements, and those from states that are unstable for their mover."""
    better = [arcs(conflict, j, improving=True) for j in range(conflict.n_dm)]
    return better, [a.only(unstable[j, a.start]) for j, a in enumerate(better)]


def _weights(
    better: list[Arcs], replies: list[Arcs], i: int, most: int | None = None
) -> npt.NDArray[np.float64]:
    """For each improvement of i how many combinations there are, with none of the others' too.

    Of each other decision maker's improvements the first ``most`` count; all if None.
    """
    result = np.ones(better[i].begin.size - 1)
    for j, reply in enumerate(replies):
        if j != i:
            many = np.diff(reply.begin)
            result *= 1 + (many if most is None else np.minimum(many, most))
    return result[better[i].start]


def _batches(weights: npt.NDArray[np.float64]) -> Iterator[slice]:
    total = np.r_[0, np.cumsum(weights)]
    begin = 0
    while begin < weights.size:
        end = int(np.searchsorted(total, total[begin] + _BATCH, side="right")) - 1
        end = max(end, begin + 1)
        yield slice(begin, end)
        begin = end


def _combine(
    space: OptionSpace, own: Arcs, others: list[Arcs], arc: Numbers, most: int
) -> tuple[Numbers, Numbers]:
    """Combinations of some own improvements with the first so many of each other decision maker's.

    Gives the own improvement's place and the code reached, for each combination. An improvement by
    itself is among them; being one, it is never taken for undone.
    """
    codes = space.codes
    state = own.start[arc]
    code = codes[own.end[arc]]
    for reply in others:
        many = np.minimum(np.diff(reply.begin), most)[state] + 1
        if (many == 1).all():
            continue
        row = np.repeat(np.arange(arc.size), many)
        which = np.arange(row.size) - np.repeat(np.cumsum(many) - many, many)
        replies = which > 0
        arc, state, code = arc[row], state[row], code[row]
        at = reply.begin[state[replies]] + which[replies] - 1
        code[replies] += codes[reply.end[at]] - codes[state[replies]]
    return arc, code


class _Finder:
    """From codes to the numbers of states, -1 for infeasible ones."""

    def __init__(self, space: OptionSpace, *, table: bool = True) -> None:
        self.codes = space.codes
        self.table: npt.NDArray[np.int32] | None = None
        top = int(self.codes[-1]) + 1
        if table and top <= _TABLE:
            self.table = np.full(top, -1, dtype=np.int32)
            self.table[self.codes] = np.arange(self.codes.size, dtype=np.int32)

    def __call__(self, code: Numbers) -> npt.NDArray[np.signedinteger]:
        inside = code <= self.codes[-1]
        safe = np.where(inside, code, 0)
        if self.table is not None:
            return np.where(inside, self.table[safe], -1)
        at = np.searchsorted(self.codes, safe)
        return np.where(inside & (self.codes[at] == safe), at, -1)


def _seconds(count: int) -> str:
    seconds = count * 1e-7
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
