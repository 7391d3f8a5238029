"""Chains of comparisons, ``NN > NY = YN``, that together give one complete order."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Ranking
from tracktwo.errors import ConflictError, PreferenceCycle, StateNotListed, UnknownName

__all__ = ["ranking_of_chains"]

_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s>="'][^>="']*?))\s*(?=[>=]|$)""")


@dataclass(frozen=True)
class _Better:
    """One state stands before another in a chain."""

    state: int
    than: int


def ranking_of_chains(chains: Sequence[str], shell: Conflict, where: str) -> Ranking:
    """The ranking that chains of ``>`` (is preferred to) and ``=`` (is equal to) give.

    Args:
        chains: each names two states or more; a name with ``>`` or ``=`` in it stands in quotes.
        shell: the conflict, with or without preferences.
        where: file and key path, for errors.

    Raises:
        PreferenceCycle: if the chains lead in a circle, which is named.
        StateNotListed: if a feasible state is in no chain, or two stay without order.
    """
    from tracktwo.conflict.forms import check_all_listed

    equal = _Classes(shell.n_state)
    better: list[_Better] = []
    seen: set[int] = set()
    for number, chain in enumerate(chains, 1):
        states, signs = _links(chain, shell, f"{where}, chain {number}")
        seen.update(states)
        for first, sign, second in zip(states, signs, states[1:], strict=False):
            if sign == "=":
                equal.join(first, second)
            else:
                better.append(_Better(first, second))
    tiers = _sorted(better, equal, seen, shell, f"{where}, order")
    check_all_listed(seen, shell, f"{where}, order")
    return Ranking(tuple(tiers))


def _links(chain: str, shell: Conflict, where: str) -> tuple[list[int], list[str]]:
    states: list[int] = []
    signs: list[str] = []
    at = 0
    while True:
        match = _PART.match(chain, at)
        if match is None:
            blank = len(chain[at:]) - len(chain[at:].lstrip())
            raise ConflictError(
                f'a state is expected, character {at + blank + 1} of "{chain}"',
                where=where,
                remedy='write states with > or = between them: "NN > NY = YN"',
            )
        try:
            states.append(shell.state(next(part for part in match.groups() if part is not None)))
        except UnknownName as error:
            raise UnknownName(error.what, where=where, why=error.why, remedy=error.remedy) from None
        at = match.end()
        if at >= len(chain):
            return states, signs
        signs.append(chain[at])
        at += 1


class _Classes:
    """Which states are equal: sets that are joined (union-find)."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def of(self, state: int) -> int:
        while self.above[state] != state:
            self.above[state] = self.above[self.above[state]]
            state = self.above[state]
        return state

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self.above[second] = first


def _sorted(
    better: Sequence[_Better], equal: _Classes, seen: set[int], shell: Conflict, where: str
) -> list[tuple[int, ...]]:
    members: dict[int, list[int]] = {}
    for state in sorted(seen):
        members.setdefault(equal.of(state), []).append(state)
    below: dict[int, dict[int, _Better]] = {one: {} for one in members}
    for link in better:
        below[equal.of(link.state)].setdefault(equal.of(link.than), link)
    above = dict.fromkeys(members, 0)
    for one in below:
        for other in below[one]:
            above[other] += 1
    ready = deque(one for one in sorted(members) if above[one] == 0)
    order: list[int] = []
    loose: tuple[int, int] | None = None
    while ready:
        if len(ready) > 1 and loose is None:
            loose = (ready[0], ready[1])
        one = ready.popleft()
        order.append(one)
        for other in below[one]:
            above[other] -= 1
            if above[other] == 0:
                ready.append(other)
    if len(order) < len(members):
        raise _cycle(below, {one for one in members if above[one] > 0}, equal, shell, where)
    if loose is not None:
        first, second = (shell.pattern(state) for state in loose)
        raise StateNotListed(
            f'the chains do not say which of "{first}" and "{second}" is preferred',
            where=where,
            remedy=f'add a chain with both: "{first} > {second}", or = between them if they tie',
        )
    return [tuple(members[one]) for one in order]


def _cycle(
    below: dict[int, dict[int, _Better]],
    left: set[int],
    equal: _Classes,
    shell: Conflict,
    where: str,
) -> PreferenceCycle:
    """The error that names a circle among the classes that are left over.

    Each class that is left has one before it that is left too, so that going back ends in a circle.
    """
    before = {other: one for one in sorted(left) for other in below[one] if other in left}
    at = min(left)
    path: list[int] = []
    while at not in path:
        path.append(at)
        at = before[at]
    circle = path[path.index(at) :][::-1]
    first = circle.index(min(circle))
    circle = circle[first:] + circle[:first]
    links = [below[one][other] for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)]
    shown = ""
    for number, link in enumerate(links):
        last = links[number - 1].than
        if number and last != link.state:
            shown += f" = {shell.pattern(link.state)}"
        elif not number:
            shown = shell.pattern(link.state)
        shown += f" > {shell.pattern(link.than)}"
    if links[-1].than != links[0].state:
        shown += f" = {shell.pattern(links[0].state)}"
    return PreferenceCycle(
        f"the preferences lead in a circle: {shown}",
        where=where,
        remedy="take one of these comparisons back, or make all of them equal with =",
    )
