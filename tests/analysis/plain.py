"""The definitions of the Graph Model, read slowly and plainly: legal sequences, one by one.

Nothing here is shared with the engine but `Conflict.moves`, which has a test of its own.
"""

from __future__ import annotations

from functools import cache

from tracktwo.conflict import Conflict


class Plain:
    """One conflict, by the letter of the definitions."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.dms = range(conflict.n_dm)
        self.rank = conflict.rank.tolist()
        self.to = [
            [set(conflict.moves(i, s).tolist()) for s in range(conflict.n_state)] for i in self.dms
        ]
        self.better = [
            [
                {t for t in self.to[i][s] if self.rank[i][t] > self.rank[i][s]}
                for s in range(conflict.n_state)
            ]
            for i in self.dms
        ]
        self.legal = cache(self._legal)

    def _legal(self, movers: frozenset[int], start: int, improving: bool, once: bool) -> set[int]:
        """All states at the end of a legal sequence of at least one move."""
        moves = self.better if improving else self.to
        ends: set[int] = set()
        seen: set[tuple[int, int, frozenset[int]]] = set()

        def walk(at: int, last: int, moved: frozenset[int]) -> None:
            for j in movers:
                if j == last or (once and j in moved):
                    continue
                for t in moves[j][at]:
                    ends.add(t)
                    done = moved | {j} if once else moved
                    if (t, j, done) not in seen:
                        seen.add((t, j, done))
                        walk(t, j, done)

        walk(start, -1, frozenset())
        return ends

    def opponents(self, i: int, s: int, *, improving: bool, once: bool) -> set[int]:
        return self.legal(frozenset(self.dms) - {i}, s, improving, once)

    def stable(self, concept: str, i: int, s: int, *, once: bool = False) -> bool:
        u = self.rank[i]
        improving = concept in ("seq", "sseq")
        for s1 in self.better[i][s]:
            if concept == "nash":
                return False
            sanctions = [
                s2 for s2 in self.opponents(i, s1, improving=improving, once=once) if u[s2] <= u[s]
            ]
            if concept in ("smr", "sseq"):
                sanctions = [s2 for s2 in sanctions if all(u[s3] <= u[s] for s3 in self.to[i][s2])]
            if not sanctions:
                return False
        return True
