"""From an expression back to a statement that reads as it."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from tracktwo.conflict.logic import KEYWORDS

__all__ = ["quoted", "say"]

_WORD = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_AMOUNTS = {">=": "at least", "<=": "at most", "=": "exactly"}
_IFF, _CONDITION, _OR, _XOR, _AND, _NOT, _WHOLE = range(7)
"""How tightly a statement binds; a part that binds less tightly than its place needs brackets."""


def say(expression: Expression, ids: Sequence[str], levels: Sequence[Sequence[str]]) -> str:
    """A statement that `parse` reads as this expression.

    Args:
        expression: what it should say.
        ids: the options' ids, by number.
        levels: the names of each option's levels, lowest first.

    >>> say(Not((Both((Atom(0), Atom(1, "=", 0))),)), ["aid", "talks"], [("N", "Y"), ("N", "Y")])
    'not (aid and talks = N)'
    """
    return _Writer(ids, levels).write(expression, _IFF)


def quoted(name: str) -> str:
    """A name as a statement has it, in quotes where it is no plain word."""
    if _WORD.fullmatch(name) and name.lower() not in KEYWORDS:
        return name
    return f"'{name}'" if '"' in name else f'"{name}"'


class _Writer:
    def __init__(self, ids: Sequence[str], levels: Sequence[Sequence[str]]) -> None:
        self.ids, self.levels = ids, levels

    def write(self, expression: Expression, least: int) -> str:
        text, tightness = self._text(expression)
        return f"({text})" if tightness < least else text

    def _text(self, expression: Expression) -> tuple[str, int]:
        match expression:
            case Constant(value):
                return ("true" if value else "false"), _WHOLE
            case Atom(option, ">", 0):
                return quoted(self.ids[option]), _WHOLE
            case Atom(option, relation, level):
                named = quoted(self.levels[option][level])
                return f"{quoted(self.ids[option])} {relation} {named}", _WHOLE
            case Not((part,)):
                return f"not {self.write(part, _NOT)}", _NOT
            case Both(parts):
                return self._chain("and", parts, _AND)
            case Xor(parts):
                return self._chain("xor", parts, _XOR)
            case Either(parts):
                return self._chain("or", parts, _OR)
            case Implies((first, then)):
                left, right = self.write(first, _OR), self.write(then, _CONDITION)
                return f"{left} implies {right}", _CONDITION
            case Iff((first, second)):
                return f"{self.write(first, _IFF)} iff {self.write(second, _CONDITION)}", _IFF
            case Count(parts, relation, number):
                inside = ", ".join(self.write(part, _IFF) for part in parts)
                return f"{_AMOUNTS[relation]} {number} of ({inside})", _WHOLE
            case _:
                raise TypeError(f"no statement says {expression!r}")

    def _chain(self, word: str, parts: tuple[Expression, ...], binds: int) -> tuple[str, int]:
        if len(parts) == 1:
            return self._text(parts[0])
        return f" {word} ".join(self.write(part, binds + 1) for part in parts), binds
