"""Single edits of preference statements: drop, negate, exchange, move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Literal

from tracktwo.conflict.model import Conflict
from tracktwo.conflict.preferences import Statement, Statements, Weights

__all__ = ["Edit", "Listed", "edited", "exchanged", "neighbours"]

Listed = tuple[Statement, ...]


@dataclass(frozen=True)
class Edit:
    """One edit of one decision maker's statements.

    Attributes:
        dm: the decision maker's number.
        kind: what is done.
        at: the place of the statement, from 0, among the statements as they are at that point.
        to: the place it moves to, or that of the statement it is exchanged with; -1 otherwise.
        text: the statement.
        other: the statement that it is exchanged with, empty otherwise.
        weights: whether it is the weighted form, where an exchange is one of weights.
    """

    dm: int
    kind: Literal["drop", "negate", "exchange", "move"]
    at: int
    to: int = -1
    text: str = ""
    other: str = ""
    weights: bool = False

    def sentence(self, conflict: Conflict) -> str:
        """The edit in words."""
        who = conflict.decision_makers[self.dm].label
        if self.kind == "drop":
            return f'{who}: drop statement {self.at + 1}, "{self.text}".'
        if self.kind == "negate":
            return f'{who}: turn statement {self.at + 1}, "{self.text}", into its opposite.'
        if self.kind == "move":
            return f'{who}: move statement {self.at + 1}, "{self.text}", to place {self.to + 1}.'
        what = "the weights of statements" if self.weights else "statements"
        return (
            f'{who}: exchange {what} {self.at + 1}, "{self.text}", '
            f'and {self.to + 1}, "{self.other}".'
        )


def edited(
    dm: int, statements: Listed, *, weighted: bool, moves: bool = True
) -> Iterator[tuple[Edit, Listed]]:
    """Every single edit of a list of statements, with what it leads to.

    Args:
        dm: the decision maker's number.
        statements: the list.
        weighted: whether it is the weighted form.
        moves: whether a statement may move to another place in the ordered form.
    """
    n = len(statements)
    for at, one in enumerate(statements):
        yield Edit(dm, "drop", at, text=one.text), statements[:at] + statements[at + 1 :]
    for at, one in enumerate(statements):
        new = (*statements[:at], one.negated(), *statements[at + 1 :])
        yield Edit(dm, "negate", at, text=one.text), new
    for at in range(n):
        for to in range(at + 1, n):
            a, b = statements[at], statements[to]
            changed = list(statements)
            if weighted:
                changed[at], changed[to] = (
                    replace(a, weight=b.weight),
                    replace(b, weight=a.weight),
                )
            else:
                changed[at], changed[to] = b, a
            edit = Edit(dm, "exchange", at, to, a.text, b.text, weights=weighted)
            yield edit, tuple(changed)
    if weighted or not moves:
        return
    for at, to in product(range(n), range(n)):
        if abs(at - to) > 1:
            rest = statements[:at] + statements[at + 1 :]
            new = (*rest[:to], statements[at], *rest[to:])
            yield Edit(dm, "move", at, to, statements[at].text), new


def neighbours(preference: Statements | Weights) -> list[tuple[int, int]]:
    """Places of statements next to each other; in the weighted form by size of weight."""
    listed = preference.statements
    order = list(range(len(listed)))
    if isinstance(preference, Weights):
        order.sort(key=lambda k: -(listed[k].weight or 0.0))
    return [(min(a, b), max(a, b)) for a, b in pairwise(order)]


def exchanged(preference: Statements | Weights, a: int, b: int) -> Listed:
    """The statements with two of them, in the weighted form their weights, exchanged."""
    new = list(preference.statements)
    if isinstance(preference, Weights):
        new[a] = replace(new[a], weight=preference.statements[b].weight)
        new[b] = replace(new[b], weight=preference.statements[a].weight)
    else:
        new[a], new[b] = new[b], new[a]
    return tuple(new)
