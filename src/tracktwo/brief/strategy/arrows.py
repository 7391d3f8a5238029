"""Moves as lines to draw: reversible ones once, composites left out where it is crowded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.space import OptionSpace

__all__ = ["Line", "lines"]

CROWDED = 48
"""Above so many lines those are left out that are several moves of one decision maker in one."""


@dataclass(frozen=True)
class Line:
    """One line of the picture.

    Attributes:
        mover: the decision maker's number.
        start: a state; of a reversible move the one with the smaller number.
        end: another state.
        reversible: whether the decision maker can also move from ``end`` to ``start``.
        gain: whether the mover prefers ``end`` to ``start``.
        back: whether the mover prefers ``start`` to ``end``.
    """

    mover: int
    start: int
    end: int
    reversible: bool
    gain: bool
    back: bool


def lines(
    conflict: Conflict, *, keep: Collection[tuple[int, int, int]] = (), crowded: int = CROWDED
) -> tuple[tuple[Line, ...], int]:
    """The lines to draw, and how many were left out as composites.

    A composite changes several own options, or one by several levels, where the same decision maker
    can also go there in steps through feasible states, each legal. They are left out only if there
    are more than ``crowded`` lines. ``keep``: moves (mover, start, end) that stay in any case.
    """
    pairs = {
        (dm, s, t)
        for dm in range(conflict.n_dm)
        for s in range(conflict.n_state)
        for t in conflict.moves(dm, s).tolist()
    }
    every = [p for p in sorted(pairs) if p[1] < p[2] or (p[0], p[2], p[1]) not in pairs]
    kept = every
    if len(every) > crowded and isinstance(conflict.space, OptionSpace):
        levels = [conflict.space.state_levels(s) for s in range(conflict.n_state)]

        def apart(s: int, t: int) -> int:
            return sum(abs(a - b) for a, b in zip(levels[s], levels[t], strict=True))

        def composite(dm: int, s: int, t: int) -> bool:
            whole = apart(s, t)
            return whole > 1 and any(
                (dm, m, t) in pairs and apart(s, m) + apart(m, t) == whole
                for m in conflict.moves(dm, s).tolist()
                if m != t
            )

        kept = [
            (dm, s, t)
            for dm, s, t in every
            if not composite(dm, s, t) or (dm, s, t) in keep or (dm, t, s) in keep
        ]
    rank = conflict.rank
    drawn = tuple(
        Line(
            dm,
            s,
            t,
            (dm, t, s) in pairs,
            bool(rank[dm, t] > rank[dm, s]),
            bool(rank[dm, s] > rank[dm, t]),
        )
        for dm, s, t in kept
    )
    return drawn, len(every) - len(kept)
