"""Statements, moves and states of a conflict in words, with the names of options kept apart.

A name of an option stands in a piece of its own, so that a reader can tell it from the words round
it. Nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracktwo.brief.view import Line, Piece
from tracktwo.brief.words import listed, single_line
from tracktwo.conflict.expressions import (
    Atom,
    Both,
    Constant,
    Count,
    Either,
    Expression,
    Iff,
    Implies,
    Not,
    Xor,
)
from tracktwo.conflict.model import TAKEN, Conflict, Option
from tracktwo.conflict.preferences import Statement
from tracktwo.conflict.space import OptionSpace

__all__ = [
    "difference",
    "expression_line",
    "holder",
    "join",
    "marked",
    "state_line",
    "statement_line",
    "words",
]

_COMPARED = {
    "=": "at",
    "!=": "not at",
    "<": "below",
    "<=": "at most at",
    ">": "above",
    ">=": "at least at",
}


def words(text: str) -> Piece:
    """A run of our own text."""
    return Piece("text", text)


def join(lines: Iterable[Line], between: str = ", ", last: str = " and ") -> Line:
    """Lines as one, as a list is told."""
    parts = list(lines)
    out: list[Piece] = []
    for n, part in enumerate(parts):
        if n:
            out.append(words(last if n == len(parts) - 1 else between))
        out += part
    return tuple(out)


def marked(text: str, conflict: Conflict, *, flat: bool = False) -> Line:
    """A sentence with the names of the conflict's options as pieces of their own.

    Args:
        text: the sentence.
        conflict: the conflict.
        flat: whether it is on one line already and may begin with a space.
    """
    pattern = _pattern(tuple(sorted({single_line(o.label) for o in conflict.options})))
    line = text if flat else single_line(text)
    if pattern is None:
        return (words(line),)
    out: list[Piece] = []
    for n, part in enumerate(pattern.split(line)):
        if part:
            out.append(Piece("option", part) if n % 2 else words(part))
    return tuple(out)


@lru_cache(maxsize=16)
def _pattern(labels: Sequence[str]) -> re.Pattern[str] | None:
    """What finds the labels as whole words, the longest first."""
    told = sorted((label for label in labels if label), key=lambda x: (-len(x), x))
    if not told:
        return None
    return re.compile(rf"\"?(?<!\w)({'|'.join(map(re.escape, told))})(?!\w)\"?")


def holder(conflict: Conflict, dm: int) -> str:
    """The name of a decision maker."""
    return single_line(conflict.decision_makers[dm].label)


def statement_line(conflict: Conflict, statement: Statement, dm: int) -> Line:
    """What a preference statement of a party says: *not* Sign the pact*, if Kestan’s* Withdraw.

    An option of another party is told with its owner.
    """
    return _Teller(conflict, dm).said(statement.expression)[0]


def expression_line(conflict: Conflict, expression: Expression) -> Line:
    """An expression about the options of a conflict; options of one name with their owners."""
    return _Teller(conflict, None).said(expression)[0]


class _Teller:
    """Expressions in words, for one party or for nobody in particular."""

    def __init__(self, conflict: Conflict, dm: int | None) -> None:
        self.conflict, self.dm = conflict, dm
        labels = [single_line(o.label) for o in conflict.options]
        self.shared = {label for label in labels if labels.count(label) > 1}

    def said(self, said: Expression) -> tuple[Line, bool]:
        """An expression in words, and whether it needs brackets inside another one."""
        match said:
            case Constant(value):
                return (words("anything" if value else "nothing at all"),), False
            case Atom(option, relation, level):
                return self.level(self.conflict.options[option], relation, level), False
            case Not((Atom(option, ">", 0),)) if _two(self.conflict.options[option]):
                return (words("not "), *self.name(self.conflict.options[option])), False
            case Not((part,)):
                return (words("not "), *self.inner(part)), False
            case Both(parts):
                return join(self.inner(p) for p in parts), len(parts) > 1
            case Either(parts):
                return join((self.inner(p) for p in parts), last=" or "), len(parts) > 1
            case Xor(parts):
                line = join((self.inner(p) for p in parts), last=" or ")
                return (words("either "), *line, words(", and not both")), True
            case Implies((first, then)):
                return (*self.inner(then), words(", if "), *self.inner(first)), True
            case Iff((first, second)):
                line = (*self.inner(first), words(" exactly when "), *self.inner(second))
                return line, True
            case Count(parts, relation, number):
                some = {">=": "at least", "<=": "at most", "=": "exactly"}[relation]
                line = join(self.inner(p) for p in parts)
                return (words(f"{some} {number} of ("), *line, words(")")), False
            case _:
                raise TypeError(f"no words for {said!r}")

    def inner(self, part: Expression) -> Line:
        """A part, in brackets where it would be misread without."""
        line, brackets = self.said(part)
        return (words("("), *line, words(")")) if brackets else line

    def name(self, option: Option) -> Line:
        """An option, with its owner where that is another party or the name is not unique."""
        label = single_line(option.label)
        other = self.dm is not None and option.owner != self.dm
        if not other and not (self.dm is None and label in self.shared):
            return (Piece("option", label),)
        who = holder(self.conflict, option.owner)
        return (words(f"{who}{'’' if who.endswith('s') else '’s'} "), Piece("option", label))

    def level(self, option: Option, relation: str, level: int) -> Line:
        """An option compared with one of its levels."""
        if _two(option):
            holds = [k for k in (0, 1) if _holds(k, relation, level)]
            if holds == [1]:
                return self.name(option)
            if holds == [0]:
                return (words("not "), *self.name(option))
        elif (relation, level) == (">", 0):
            return self.name(option)
        told = f" {_COMPARED[relation]} {single_line(option.levels[level])}"
        return (*self.name(option), words(told))


def _two(option: Option) -> bool:
    return option.levels == TAKEN


def _holds(value: int, relation: str, level: int) -> bool:
    return {
        "=": value == level,
        "!=": value != level,
        "<": value < level,
        "<=": value <= level,
        ">": value > level,
        ">=": value >= level,
    }[relation]


def state_line(conflict: Conflict, state: int) -> Line:
    """A state by its options: *Kestan:* Open the crossing*; Marland:* Halt the grain."""
    return marked(conflict.state_name(state), conflict)


def difference(conflict: Conflict, start: int, end: int) -> Line:
    """What is otherwise in a second state: *Kestan takes* A*; Marland drops* B."""
    space = conflict.space
    if not isinstance(space, OptionSpace):
        return ()
    by_owner: dict[int, dict[str, list[str]]] = {}
    for option, old, new in zip(
        conflict.options, space.state_levels(start), space.state_levels(end), strict=True
    ):
        if old == new:
            continue
        label = single_line(option.label)
        verb = "takes" if new else "drops"
        if not _two(option):
            verb, label = "puts", f"{label} at {single_line(option.levels[new])}"
        by_owner.setdefault(option.owner, {}).setdefault(verb, []).append(label)
    told = [
        f"{holder(conflict, owner)} {listed(f'{v} {listed(names)}' for v, names in verbs.items())}"
        for owner, verbs in sorted(by_owner.items())
    ]
    return marked("; ".join(told), conflict) if told else ()
