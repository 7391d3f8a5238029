"""Coalition stability of all states for all coalitions at once.

For a coalition H with opponents O let m_i(t) be the least rank of member i over t and all that O
reaches from t. An improvement t of H from s has a CGMR sanction iff some m_i(t) is at most u_i(s);
so s is unstable iff H reaches a t with m_i(t) > u_i(s) for every member. CSEQ is the same with what
O reaches by improvements. CSMR needs more: a bit for each pair of states says from where H reaches
a state that all of H prefer to s. These bits stand in rows of bytes, a column a state s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.coalition import Coalition, coalition_of, coalitions, outsiders
from tracktwo.analysis.coalition_stability import COALITION_CONCEPTS, concept_of
from tracktwo.analysis.spread import Spread
from tracktwo.conflict.model import Conflict
from tracktwo.errors import ConflictTooLarge

__all__ = ["MAX_PAIRS", "CoalitionTable", "coalition_table"]

Mask = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint8]
Ranks = npt.NDArray[np.int32]

MAX_PAIRS = 1 << 34
"""The most pairs of states, times coalitions, that are worked at once: some minutes."""

_BYTES = 1 << 24
"""How many bytes of bits are worked at a time."""


@dataclass(frozen=True, eq=False)
class CoalitionTable:
    """Which states are stable for which coalition.

    Attributes:
        coalitions: the coalitions, small ones first.
        stable: for each concept, shape (n_coalition, n_state).
    """

    coalitions: tuple[Coalition, ...]
    stable: Mapping[str, Mask]

    def of(self, concept: str, members: Iterable[int]) -> Mask:
        """The states that are stable for one coalition, shape (n_state,)."""
        row = self.coalitions.index(tuple(sorted(set(members))))
        return np.asarray(self.stable[concept_of(concept)][row], dtype=bool)

    def universal(self, concept: str) -> Mask:
        """The states that are stable for every coalition of the table, shape (n_state,)."""
        return np.asarray(self.stable[concept_of(concept)].all(axis=0), dtype=bool)

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """The coalition equilibria: the states that are universally stable, ascending."""
        return tuple(np.flatnonzero(self.universal(concept)).tolist())


def coalition_table(
    conflict: Conflict,
    *,
    among: Iterable[Iterable[int]] | None = None,
    concepts: Iterable[str] = COALITION_CONCEPTS,
    limit: int = MAX_PAIRS,
) -> CoalitionTable:
    """Which states are stable for which coalition; for conflicts of up to some thousand states.

    Args:
        conflict: the conflict.
        among: the coalitions; all if None.
        concepts: of ``cnash``, ``cgmr``, ``csmr`` and ``cseq``.
        limit: the most pairs of states, times coalitions, to work.

    Raises:
        UnknownChoice: if a coalition or a concept is not there.
        ConflictTooLarge: if it would take longer than that; nothing has been done then.
    """
    asked = [concept_of(c) for c in concepts]
    wanted = (
        coalitions(conflict)
        if among is None
        else sorted({coalition_of(conflict, h) for h in among}, key=lambda h: (len(h), h))
    )
    n = conflict.n_state
    pairs = n * n * len(wanted)
    if pairs > limit:
        raise ConflictTooLarge(
            f"{len(wanted)} coalitions among {n:,} states need {pairs:,} pairs, about "
            f"{_time(pairs)}, and {limit:,} are worked",
            where=conflict.title,
            remedy="name the coalitions, ask about single states, or raise the limit",
        )
    spread = Spread(conflict)
    stable = {c: np.ones((len(wanted), n), dtype=bool) for c in asked}
    width = max(8, _BYTES // n * 8)
    for row, members in enumerate(wanted):
        work = _Work(conflict, spread, members)
        for begin in range(0, n, width):
            columns = np.arange(begin, min(n, begin + width))
            for concept, broken in work.broken(asked, columns).items():
                stable[concept][row, columns[broken]] = False
    return CoalitionTable(tuple(wanted), {c: stable[c] for c in asked})


class _Work:
    """One coalition's part of the table."""

    def __init__(self, conflict: Conflict, spread: Spread, members: Coalition) -> None:
        self.members, self.spread = members, spread
        self.others = outsiders(conflict, members)
        self.rank = conflict.rank[list(members)]
        self._worst: dict[bool, Ranks] = {}

    def worst(self, *, improving: bool) -> Ranks:
        """For each member the least rank over a state and what the opponents reach from it."""
        if improving not in self._worst:
            rows = [self.spread.least(r, self.others, improving=improving) for r in self.rank]
            self._worst[improving] = np.stack(rows)
        return self._worst[improving]

    def broken(self, asked: list[str], columns: npt.NDArray[np.int64]) -> dict[str, Mask]:
        """For each concept which of some states are unstable."""
        better = self._above(self.rank, columns)
        may = self.spread.union(better, self.members)
        leaves = _own(may, columns)
        result = {"cnash": leaves}
        left = columns[leaves]  # where there is an improvement at all
        for concept in asked:
            if concept == "cnash":
                continue
            result[concept] = np.zeros(columns.size, dtype=bool)
            if not left.size:
                continue
            if concept == "csmr":
                # A state of the opponents' deters when H gets from it to nothing that all prefer.
                free = better & ~self.spread.union(~may, self.others)
                result[concept] = _own(self.spread.union(free, self.members), columns)
            else:
                free = self._above(self.worst(improving=concept == "cseq"), left)
                result[concept][leaves] = _own(self.spread.union(free, self.members), left)
        return {c: result[c] for c in asked}

    def _above(self, values: Ranks, columns: npt.NDArray[np.int64]) -> Bits:
        """Bits: whether every member's value at a row's state is above the rank of a column's."""
        held = np.ones((values.shape[1], columns.size), dtype=bool)
        for value, rank in zip(values, self.rank, strict=True):
            held &= value[:, None] > rank[columns][None, :]
        return np.packbits(held, axis=1)


def _own(bits: Bits, columns: npt.NDArray[np.int64]) -> Mask:
    """The bit of each column at the row of its own state."""
    place = np.arange(columns.size)
    found: Mask = (bits[columns, place // 8] >> (7 - place % 8) & 1).astype(bool)
    return found


def _time(pairs: int) -> str:
    seconds = pairs * 2e-8
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
