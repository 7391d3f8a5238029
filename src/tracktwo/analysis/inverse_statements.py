"""The fewest edits to someone's preference statements that make a state stable.

One edit drops a statement, negates one, exchanges two (in the weighted form: their weights) or, in
the ordered form, moves one to another place. All edits of one are tried before any two, so the
answers found are the smallest there are; the edits of several decision makers count together.
In the spirit of Kinsara, Kilgour and Hipel 2015, who ask for the least change of a ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from tracktwo.analysis.conditions import (
    FIXED_OTHERS,
    check_concept,
    condition,
    confirm,
    is_stable,
)
from tracktwo.analysis.edits import Edit, Listed, edited
from tracktwo.conflict.logic import Expression, LevelOf
from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statement, Statements, Weights, ranks
from tracktwo.conflict.space import OptionSpace
from tracktwo.errors import ConflictError

__all__ = ["Answer", "StatementInverse", "invert_statements"]

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Answer:
    """Edits that together make the state stable, and the preferences that they lead to.

    Attributes:
        edits: in the order in which they are made; places count as they are at that point.
        preferences: the new preferences of those whose statements are edited, by number.
    """

    edits: tuple[Edit, ...]
    preferences: Mapping[int, Statements | Weights]

    def sentences(self, conflict: Conflict) -> tuple[str, ...]:
        """The edits in words."""
        return tuple(edit.sentence(conflict) for edit in self.edits)


@dataclass(frozen=True)
class StatementInverse:
    """The smallest edits that make a state stable.

    Attributes:
        state: the state's number.
        concept: the concept.
        dms: the decision makers whose statements may be edited.
        edits: how many edits are needed; None when ``most`` are not enough.
        most: how many edits were allowed.
        answers: all answers of that many edits that lead to different statements, up to ``limit``.
        complete: whether those are all of them.
    """

    state: int
    concept: str
    dms: tuple[int, ...]
    edits: int | None
    most: int
    answers: tuple[Answer, ...]
    complete: bool

    def sentences(self, conflict: Conflict) -> tuple[str, ...]:
        """The result in words."""
        here = f'"{conflict.state_name(self.state)}"'
        if self.edits is None:
            return (f"No {self.most} edits or fewer make {here} stable.",)
        if self.edits == 0:
            return (f"{here} is stable already.",)
        return tuple(" ".join(answer.sentences(conflict)) for answer in self.answers)


def invert_statements(
    conflict: Conflict,
    state: int,
    concept: str,
    dms: Sequence[int] | None = None,
    *,
    most: int = 2,
    limit: int = 20,
) -> StatementInverse:
    """The fewest edits of statements that make a state stable for some decision makers.

    Args:
        conflict: the conflict as given.
        state: the number of the state that should be stable.
        concept: ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
        dms: the decision makers for whom it should be stable and whose statements may be edited;
            all when left out.
        most: how many edits to try at most, all decision makers together.
        limit: how many answers to give at most.

    Raises:
        UnknownChoice: if the concept is none of these.
        ConflictError: if a decision maker's preference is not given by statements.
    """
    check_concept(concept)
    who = tuple(sorted(set(range(conflict.n_dm) if dms is None else dms)))
    start = {i: _statements(conflict, i) for i in who}
    if concept in FIXED_OTHERS and len(who) > 1:
        found = _search(who, start, conflict, _joint_test(conflict, state, concept, who), most)
        answers = [found] if found else []
    else:
        answers, left = [], most
        for i in who:
            test = _own_test(conflict, state, concept, i)
            own = _search((i,), {i: start[i]}, conflict, test, left)
            if not own:
                answers = []
                break
            answers.append(own)
            left -= len(own[0][0])
    if not answers:
        return StatementInverse(state, concept, who, None, most, (), True)
    results = []
    for parts in islice(product(*answers), limit):
        edits = tuple(edit for part in parts for edit in part[0])
        lists = {i: listed for part in parts for i, listed in part[1].items()}
        changed = {e.dm: _rebuilt(conflict, e.dm, lists[e.dm]) for e in edits}
        after = conflict.with_preferences(changed)
        confirm(after, state, [(i, concept) for i in who])
        results.append(Answer(edits, changed))
    n = len(results[0].edits)
    return StatementInverse(
        state, concept, who, n, most, tuple(results), prod(map(len, answers)) <= limit
    )


Found = list[tuple[tuple[Edit, ...], dict[int, Listed]]]
Test = Callable[[Mapping[int, Listed]], bool]


def _search(
    who: Sequence[int],
    start: dict[int, Listed],
    conflict: Conflict,
    test: Test,
    most: int,
) -> Found:
    """All smallest ways, breadth-first; empty when ``most`` edits are not enough."""
    layer: Found = [((), dict(start))]
    seen = {_key(start)}
    for size in range(most + 1):
        found = [way for way in layer if test(way[1])]
        if found or size == most:
            return found
        following: Found = []
        for edits, lists in layer:
            for i in who:
                weighted = isinstance(conflict.preferences[i], Weights)
                for edit, new in edited(i, lists[i], weighted=weighted):
                    changed = {**lists, i: new}
                    key = _key(changed)
                    if key not in seen:
                        seen.add(key)
                        following.append(((*edits, edit), changed))
        layer = following
    return []


def _key(lists: Mapping[int, Listed]) -> tuple[tuple[tuple[str, float | None], ...], ...]:
    return tuple(tuple((s.text, s.weight) for s in listed) for listed in lists.values())


@dataclass(frozen=True, eq=False)
class _Held(Expression):
    """A statement of which it is known where it holds."""

    mask: Mask

    @override
    def holds(self, level: LevelOf) -> Mask:
        return self.mask

    @override
    def options(self) -> frozenset[int]:
        return frozenset()


def _own_test(conflict: Conflict, state: int, concept: str, dm: int) -> Test:
    """Whether the state is stable for one decision maker with his or her statements.

    Only the states that the condition speaks of are compared with the state, and each distinct set
    of preferred states is looked at once.
    """
    needs = condition(conflict, dm, state, concept)
    assert isinstance(conflict.space, OptionSpace)
    states = np.array(sorted({state, *needs.states}), dtype=np.int64)
    few = replace(conflict.space, codes=conflict.space.codes[states])
    here = int(np.searchsorted(states, state))
    held: dict[str, Statement] = {}
    known: dict[bytes, bool] = {}

    def known_where(one: Statement) -> Statement:
        if one.text not in held:
            mask = np.broadcast_to(one.expression.holds(few.level), states.shape).copy()
            held[one.text] = replace(one, expression=_Held(mask))
        return replace(held[one.text], weight=one.weight)

    def test(lists: Mapping[int, Listed]) -> bool:
        listed = tuple(known_where(s) for s in lists[dm])
        rank = ranks(_rebuilt(conflict, dm, listed), few)
        above = rank > rank[here]
        key = above.tobytes()
        if key not in known:
            known[key] = needs.holds(states[above].tolist())
        return known[key]

    return test


def _joint_test(conflict: Conflict, state: int, concept: str, who: Sequence[int]) -> Test:
    known: dict[bytes, bool] = {}

    def test(lists: Mapping[int, Listed]) -> bool:
        changed = {i: _rebuilt(conflict, i, lists[i]) for i in who}
        key = b"".join(ranks(p, conflict.space).tobytes() for p in changed.values())
        if key not in known:
            after = conflict.with_preferences(changed)
            known[key] = all(is_stable(after, i, state, concept) for i in who)
        return known[key]

    return test


def _statements(conflict: Conflict, dm: int) -> Listed:
    given = conflict.preferences[dm]
    if not isinstance(given, Statements | Weights):
        raise ConflictError(
            f'the preference of "{conflict.decision_makers[dm].id}" is not given by statements',
            where=conflict.title,
            remedy="ask for the least change of the ranking, or leave this decision maker out",
        )
    return given.statements


def _rebuilt(conflict: Conflict, dm: int, listed: Listed) -> Statements | Weights:
    kind = Weights if isinstance(conflict.preferences[dm], Weights) else Statements
    return kind(listed)
