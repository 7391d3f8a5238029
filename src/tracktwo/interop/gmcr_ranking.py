"""Rankings in ``.gmcr`` files: they name states by number, so that a wrong number says much."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracktwo.conflict.preferences import Ranking
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import StateListedTwice, StateNotListed, UnknownName

__all__ = ["read_ranking"]


def read_ranking(given: Sequence[Any], space: OptionSpace, *, where: str) -> Ranking:
    """Read a ranking of feasible states numbered from 1, best first; a list is a tie.

    Raises:
        UnknownName: if it names a state that does not exist.
        StateListedTwice: if it names one twice.
        StateNotListed: if it leaves one out.
    """
    n = space.n_state
    seen: set[int] = set()
    tiers = []
    for place, tier in enumerate(given):
        states = tier if isinstance(tier, list) else [tier]
        for state in states:
            if not isinstance(state, int) or isinstance(state, bool) or not 1 <= state <= n:
                raise UnknownName(
                    f"unknown state {json.dumps(state)}",
                    where=f"{where}[{place}]",
                    why=f"the infeasibles leave {n} states, numbered 1 to {n}",
                    remedy="correct the ranking or the infeasibles",
                )
            if state in seen:
                raise StateListedTwice(
                    f"state {state} ({_pattern(space, state - 1)}) stands there twice",
                    where=f"{where}[{place}]",
                    remedy="leave it in one place",
                )
            seen.add(state)
        if states:
            tiers.append(tuple(state - 1 for state in states))
    if len(seen) < n:
        gone = [s for s in range(1, n + 1) if s not in seen]
        shown = ", ".join(f"{s} ({_pattern(space, s - 1)})" for s in gone[:6])
        raise StateNotListed(
            f"{len(gone)} of {n} feasible states are not ranked: {shown}"
            + (" …" if len(gone) > 6 else ""),
            where=where,
            remedy="add them, or correct the infeasibles",
        )
    return Ranking(tuple(tiers))


def _pattern(space: OptionSpace, state: int) -> str:
    return "".join("NY"[level] for level in space.state_levels(state))
