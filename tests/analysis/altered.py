"""Other preferences for a small conflict, for the tests of inverse analysis and robustness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from conflicts import Kind, random_conflict
from plain import Plain

from tracktwo.conflict import Conflict, Statement, Statements, Weights


class Other:
    """Stability read plainly, for one decision maker with any preference of his or hers."""

    def __init__(self, conflict: Conflict) -> None:
        self.plain = Plain(conflict)

    def stable(self, concept: str, dm: int, state: int, row: Sequence[float]) -> bool:
        """Whether the state is stable when only this decision maker prefers as ``row`` says."""
        plain = self.plain
        kept = plain.rank[dm], plain.better[dm]
        plain.rank[dm] = list(row)
        plain.better[dm] = [
            {t for t in plain.to[dm][s] if row[t] > row[s]} for s in range(len(row))
        ]
        try:
            return plain.stable(concept, dm, state)
        finally:
            plain.rank[dm], plain.better[dm] = kept


def weak_orders(n: int) -> Iterator[tuple[int, ...]]:
    """All rows of dense ranks of n states, ties allowed."""

    def grow(row: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(row) == n:
            yield row
            return
        levels = max(row, default=-1) + 1
        for level in range(levels):
            yield from grow((*row, level))
        for gap in range(levels + 1):
            yield from grow((*(r + (r >= gap) for r in row), gap))

    yield from grow(())


def in_statements(seed: int, kind: Kind, *, weighted: bool = False, most: int = 4) -> Conflict:
    """A random conflict in option form whose preferences are statements."""
    conflict = random_conflict(seed, kind, listed=False)
    rng = np.random.Generator(np.random.PCG64(seed))
    preferences = {}
    for dm in range(conflict.n_dm):
        listed: dict[str, Statement] = {}
        for _ in range(int(rng.integers(0, most + 1))):
            names = [conflict.options[int(k)].id for k in rng.integers(0, len(conflict.options), 2)]
            text = names[0]
            if rng.random() < 0.4:
                text = f"{names[0]} {('and', 'or', 'iff', 'xor')[int(rng.integers(4))]} {names[1]}"
            if rng.random() < 0.4:
                text = f"not ({text})"
            listed[text] = Statement(
                text,
                conflict.statement(text),
                weight=float(rng.integers(1, 4)) if weighted else None,
                unsure=bool(rng.random() < 0.5),
            )
        kept = tuple(listed.values())
        preferences[dm] = Weights(kept) if weighted else Statements(kept)
    return conflict.with_preferences(preferences)
