"""The definitions read plainly and slowly, from moves and ranks alone: an independent check."""

from __future__ import annotations

from collections.abc import Iterable

from tracktwo.conflict import Conflict

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def moves(c: Conflict, dm: int, s: int, *, better: bool = False) -> set[int]:
    to = {int(t) for t in c.moves(dm, s)}
    return {t for t in to if not better or c.rank[dm, t] > c.rank[dm, s]}


def legal(c: Conflict, group: Iterable[int], s: int, *, better: bool = False) -> set[int]:
    """States that sequences reach in which nobody moves twice in a row (start left out)."""
    group = tuple(group)
    seen: set[tuple[int, int]] = set()
    open_ends = [(s, -1)]
    while open_ends:
        at, last = open_ends.pop()
        for dm in group:
            if dm == last:
                continue
            for t in moves(c, dm, at, better=better):
                if (t, dm) not in seen:
                    seen.add((t, dm))
                    open_ends.append((t, dm))
    return {t for t, _ in seen} - {s}


def stable(c: Conflict, dm: int, s: int, concept: str) -> bool:
    u = c.rank[dm]
    others = [j for j in range(c.n_dm) if j != dm]
    better = concept in ("seq", "sseq")
    lasting = concept in ("smr", "sseq")

    def sanctioned(s1: int) -> bool:
        for s2 in {s1, *legal(c, others, s1, better=better)} - {s1}:
            if u[s2] <= u[s] and not (lasting and any(u[s3] > u[s] for s3 in moves(c, dm, s2))):
                return True
        return False

    improvements = moves(c, dm, s, better=True)
    if concept == "nash":
        return not improvements
    return all(sanctioned(s1) for s1 in improvements)


def equilibria(c: Conflict, concept: str) -> set[int]:
    return {s for s in range(c.n_state) if all(stable(c, i, s, concept) for i in range(c.n_dm))}


def joint_improvements(c: Conflict, group: tuple[int, ...]) -> set[tuple[int, int]]:
    """Pairs (from, to): a legal sequence of the group leads there, and all of it prefer it."""
    return {
        (s, t)
        for s in range(c.n_state)
        for t in legal(c, group, s)
        if all(c.rank[i, t] > c.rank[i, s] for i in group)
    }
