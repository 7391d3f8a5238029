"""Which coalitions break which equilibrium, by which sequence of moves, and who gains by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from tracktwo.analysis.coalition import Coalition, coalition_of, coalitions, shortest_first
from tracktwo.analysis.coalition_stability import COALITION_CONCEPTS, Answers, CoalitionSanction
from tracktwo.analysis.sequences import Step
from tracktwo.conflict.model import Conflict

__all__ = ["Break", "breaks"]


@dataclass(frozen=True)
class Break:
    """A coalition that can leave a state together for one that all its members prefer.

    Attributes:
        members: the coalition.
        state: the state that it leaves.
        end: where it goes: the improvement of the fewest moves, then of the lowest number.
        path: the members' moves, a shortest legal sequence.
        gain: everyone, in or out of the coalition, who prefers the end.
        lose: everyone who prefers the state that is left.
        others: the other improvements of the coalition, fewest moves first.
        minimal: whether no smaller coalition inside it can leave the state too.
        unanswered: the concepts under which the state is unstable for the coalition, since an
            improvement (perhaps another than this one) has no sanction.
        answers: what deters this improvement under each concept under which something does.
    """

    members: Coalition
    state: int
    end: int
    path: tuple[Step, ...]
    gain: Coalition
    lose: Coalition
    others: tuple[int, ...]
    minimal: bool
    unanswered: tuple[str, ...]
    answers: tuple[tuple[str, CoalitionSanction], ...]


def breaks(
    conflict: Conflict, state: int, *, among: Iterable[Iterable[int]] | None = None, least: int = 2
) -> tuple[Break, ...]:
    """The coalitions that can leave a state, such as an equilibrium; small ones first.

    Args:
        conflict: the conflict.
        state: the state.
        among: the coalitions to look at; all if None.
        least: the fewest members of a coalition if ``among`` is None; 1 takes in decision makers
            by themselves, who have an improvement from every equilibrium that is not Nash.

    Raises:
        UnknownChoice: if one of ``among`` is no coalition.
    """
    wanted = (
        coalitions(conflict, least=least)
        if among is None
        else sorted({coalition_of(conflict, h) for h in among}, key=lambda h: (len(h), h))
    )
    rank = conflict.rank
    found: list[Break] = []

    @cache
    def leaves(coalition: Coalition) -> bool:
        return bool(shortest_first(conflict, coalition, state)[1])

    for members in wanted:
        got, ends = shortest_first(conflict, members, state)
        if not ends:
            continue
        end = ends[0]
        unanswered: list[str] = []
        answers: list[tuple[str, CoalitionSanction]] = []
        for concept in COALITION_CONCEPTS:
            reply = Answers(conflict, concept, members, state)
            sanction = reply.to(end)
            if sanction is not None:
                answers.append((concept, sanction))
            if sanction is None or any(reply.to(t) is None for t in ends[1:]):
                unanswered.append(concept)
        found.append(
            Break(
                members,
                state,
                end,
                got.path(end),
                tuple(i for i in range(conflict.n_dm) if rank[i, end] > rank[i, state]),
                tuple(i for i in range(conflict.n_dm) if rank[i, end] < rank[i, state]),
                ends[1:],
                not any(leaves(h) for h in _inside(members)),
                tuple(unanswered),
                tuple(answers),
            )
        )
    return tuple(found)


def _inside(members: Coalition) -> Iterator[Coalition]:
    """The smaller coalitions inside one."""
    for size in range(1, len(members)):
        yield from combinations(members, size)
