"""Inverse analysis: which preferences would make a state stable, and the least change that does.

For one decision maker the answer is a condition on the states that he or she prefers to the state
(see `tracktwo.analysis.conditions`). The least change lets as few states as possible fall from
above the state to its level (with ``ties=False`` directly below it), and of the changes with
equally few the one in which they fall the fewest levels.

With several decision makers the answers for Nash, GMR and SMR are independent. For SEQ and SSEQ the
others' improvements change with their own rankings. The joint least change is then searched for
over all joint changes of this kind, fewest states first: it is exact among such changes unless the
result says that the search was cut short.
Sources: Kinsara, Kilgour and Hipel 2015; Wang, Hipel, Fang and Dang 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.conditions import (
    FIXED_OTHERS,
    Condition,
    check_concept,
    condition,
    confirm,
    is_stable,
    preferred,
)
from tracktwo.analysis.counting import Count, count
from tracktwo.analysis.least import cheapest
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Ranking

__all__ = ["Change", "Inverse", "invert", "lowered", "ranking_of"]

Rank = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Change:
    """What has to change for one decision maker.

    Attributes:
        dm: the decision maker's number.
        needs: the condition; for SEQ and SSEQ with the others' preferences after the change.
        stable: whether the state is stable for him or her already.
        falls: the states that fall, ascending; empty when nothing has to change.
        levels: from how many levels above the state they fall, added up.
        ranking: the new preference; as before in other words when nothing falls.
        count: how many preferences meet the condition; None where that is not counted.
    """

    dm: int
    needs: Condition
    stable: bool
    falls: tuple[int, ...]
    levels: int
    ranking: Ranking
    count: Count | None

    def sentence(self, conflict: Conflict, *, ties: bool = True) -> str:
        """The change in words."""
        who = conflict.decision_makers[self.dm].label
        here = f'"{conflict.state_name(self.needs.state)}"'
        if not self.falls:
            return f"{who}: nothing has to change."
        names = ", ".join(f'"{conflict.state_name(t)}"' for t in self.falls)
        place = "to the level of" if ties else "to directly below"
        return f"{who}: {names} must fall {place} {here}."


@dataclass(frozen=True)
class Inverse:
    """The least change that makes a state stable for some decision makers.

    Attributes:
        state: the state's number.
        concept: the concept.
        changes: one for each decision maker asked about, by number.
        exact: whether no smaller change of this kind exists for certain.
        tried: how many joint changes were solved; 0 when none had to be.
        ties: whether fallen states are level with the state, or directly below it.
    """

    state: int
    concept: str
    changes: tuple[Change, ...]
    exact: bool
    tried: int
    ties: bool

    @property
    def falls(self) -> int:
        """How many states fall, over all decision makers."""
        return sum(len(c.falls) for c in self.changes)

    @property
    def preferences(self) -> dict[int, Ranking]:
        """The new preferences of those who change, for `Conflict.with_preferences`."""
        return {c.dm: c.ranking for c in self.changes if c.falls}

    def sentences(self, conflict: Conflict) -> tuple[str, ...]:
        """The changes in words."""
        said = [c.sentence(conflict, ties=self.ties) for c in self.changes]
        if not self.exact:
            said.append("The search was cut short: a smaller change may exist.")
        return tuple(said)


def ranking_of(rank: Rank) -> Ranking:
    """A row of ranks as a ranking, best first."""
    order = np.argsort(-rank.astype(np.int64), kind="stable")
    breaks = np.flatnonzero(np.diff(rank[order])) + 1
    return Ranking(tuple(tuple(tier.tolist()) for tier in np.split(order, breaks)))


def lowered(rank: Rank, state: int, falls: Iterable[int], *, ties: bool = True) -> Ranking:
    """A ranking in which some states fall to the level of a state, or to directly below it.

    Args:
        rank: what is preferred now, shape (n_state,).
        state: the state.
        falls: states that are preferred to it now.
        ties: whether they end level with it; otherwise directly below it, in their own order.
    """
    new = rank.astype(np.int64) * 2 * (rank.size + 1)
    which = sorted(falls)
    if ties:
        new[which] = new[state]
    else:
        new[which] = (
            new[state] - 2 * (rank.size + 1) + 1 + np.unique(rank[which], return_inverse=True)[1]
        )
    return ranking_of(np.unique(new, return_inverse=True)[1].reshape(-1).astype(np.int32))


def invert(
    conflict: Conflict,
    state: int,
    concept: str,
    dms: Sequence[int] | None = None,
    *,
    ties: bool = True,
    tries: int = 5_000,
) -> Inverse:
    """What would have to change for a state to be stable for some decision makers.

    Args:
        conflict: the conflict as given.
        state: the number of the state that should be stable.
        concept: ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
        dms: the decision makers whose preferences may change, all when left out.
        ties: whether states that fall end level with the state, or directly below it.
        tries: how many joint changes to solve at most, where SEQ or SSEQ is asked for several.

    Returns:
        The least change; each new ranking has been solved again, and the state is stable with it.

    Raises:
        UnknownChoice: if the concept is none of these.
    """
    check_concept(concept)
    who = sorted(set(range(conflict.n_dm) if dms is None else dms))
    before = {i: condition(conflict, i, state, concept) for i in who}
    together = concept in FIXED_OTHERS and len(who) > 1
    if together:
        falls, exact, tried = _joint(conflict, state, concept, who, ties, tries)
    else:
        falls, exact, tried = {i: _falls(conflict, before[i]) for i in who}, True, 0
    after = _changed(conflict, state, falls, ties)
    confirm(after, state, [(i, concept) for i in who])
    changes = []
    for i in who:
        needs = condition(after, i, state, concept) if together else before[i]
        changes.append(
            Change(
                dm=i,
                needs=needs,
                stable=before[i].holds(preferred(conflict, i, state)),
                falls=tuple(sorted(falls[i])),
                levels=_levels(conflict, i, state, falls[i]),
                ranking=lowered(conflict.rank[i], state, falls[i], ties=ties),
                count=count(needs, conflict.n_state),
            )
        )
    return Inverse(state, concept, tuple(changes), exact, tried, ties)


def _falls(conflict: Conflict, needs: Condition) -> frozenset[int]:
    """The states that fall in a least change of one decision maker."""
    above = preferred(conflict, needs.dm, needs.state)
    rank = conflict.rank[needs.dm]
    most = int(rank.max() - rank[needs.state]) * (len(above) + 1) + 1
    cost = {t: most + int(rank[t] - rank[needs.state]) for t in sorted(above)}
    return cheapest(((a & above for a in r.alternatives) for r in needs.requirements), cost)


def _levels(conflict: Conflict, dm: int, state: int, falls: Iterable[int]) -> int:
    rank = conflict.rank[dm]
    return int(sum(int(rank[t]) - int(rank[state]) for t in falls))


def _changed(
    conflict: Conflict, state: int, falls: Mapping[int, frozenset[int]], ties: bool
) -> Conflict:
    return conflict.with_preferences(
        {i: lowered(conflict.rank[i], state, f, ties=ties) for i, f in falls.items() if f}
    )


def _joint(
    conflict: Conflict, state: int, concept: str, who: Sequence[int], ties: bool, tries: int
) -> tuple[dict[int, frozenset[int]], bool, int]:
    """The least joint change for SEQ or SSEQ, whether it is certain, and how many were solved.

    GMR (for SSEQ: SMR) is necessary whatever the others prefer, so its least change is a lower
    bound, and joint changes that miss it need not be solved. Making every improvement from the
    state fall is enough whatever the others prefer, so there always is an answer.
    """
    weaker = "gmr" if concept == "seq" else "smr"
    needs = {i: condition(conflict, i, state, weaker) for i in who}
    above = {i: preferred(conflict, i, state) for i in who}
    least = sum(len(_falls(conflict, needs[i])) for i in who)
    best = {i: above[i] & frozenset(conflict.moves(i, state).tolist()) for i in who}
    most = sum(len(f) for f in best.values())
    price = sum(_levels(conflict, i, state, best[i]) for i in who)
    items = sorted((_levels(conflict, i, state, (t,)), i, t) for i in who for t in sorted(above[i]))
    tried, looked = 0, 0
    for size in range(least, most + 1):
        if looked + comb(len(items), size) > 100 * tries:
            return best, False, tried
        found = False
        candidates = sorted(combinations(items, size), key=lambda c: sum(part[0] for part in c))
        looked += len(candidates)
        for chosen in candidates:
            levels = sum(part[0] for part in chosen)
            if (found or size == most) and levels >= price:
                break
            falls = {i: frozenset(t for _, j, t in chosen if j == i) for i in who}
            if not all(needs[i].holds(above[i] - falls[i]) for i in who):
                continue
            if tried == tries:
                return best, False, tried
            tried += 1
            after = _changed(conflict, state, falls, ties)
            if all(is_stable(after, i, state, concept) for i in who):
                best, price, found = falls, levels, True
                break
        if found:
            return best, True, tried
    return best, True, tried
