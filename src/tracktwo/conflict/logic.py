"""The language of statements about options: *not aid and (talks or at least 2 of (a, b, c))*.

Grammar, loosest binding first::

    statement  = condition { "iff" condition }
    condition  = choice [ ( "implies" | "if" ) condition ]
    choice     = parity { "or" parity }
    parity     = both { "xor" both }
    both       = negation { "and" negation }
    negation   = "not" negation | primary
    primary    = "(" statement ")" | count | atom | "true" | "false"
    count      = amount number "of" "(" statement { "," statement } ")"
    amount     = "at least" | "at most" | "exactly"
    atom       = name [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) level ]
    name       = word [ "." word ] | quoted text

``a if b`` is ``b implies a``, ``a iff b`` holds when both or neither do, ``not a if b`` is
``b implies not a``. An option by itself holds when it is taken, that is above its lowest level. A
name is an option's id, ``owner.id``, or its label in quotes. Words of the language are not case
sensitive; names are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.conflict.expressions import (
    Atom,
    Both,
    Constant,
    Count,
    Either,
    Expression,
    Iff,
    Implies,
    LevelOf,
    Mask,
    Not,
    Several,
    Xor,
)
from tracktwo.errors import StatementError, UnknownName, did_you_mean

__all__ = [
    "KEYWORDS",
    "Atom",
    "Both",
    "Constant",
    "Count",
    "Either",
    "Expression",
    "Iff",
    "Implies",
    "LevelOf",
    "Mask",
    "Names",
    "Not",
    "Xor",
    "parse",
]

_DEEPEST = 50
"""How many brackets, negations and conditions may stand inside each other."""
_LARGEST = 6
"""How many digits the number of a count may have."""

KEYWORDS = frozenset("not and or xor if iff implies at least most exactly of true false".split())
_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')|(?P<op><=|>=|!=|==|=|<|>)|(?P<mark>[(),])"""
    r"""|(?P<word>[\w-]+(?:\.[\w-]+)*))""",
    re.UNICODE,
)


@dataclass(frozen=True)
class Names:
    """What may be named in a statement.

    Attributes:
        options: from each way to write an option (id, ``owner.id``, label) to its number.
        levels: for each option, the names of its levels, lowest first.
    """

    options: Mapping[str, int]
    levels: Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Token:
    kind: str  # quoted, op, mark, word, end
    text: str
    at: int

    def says(self, *words: str) -> bool:
        return self.kind in ("word", "mark") and self.text.lower() in words


def parse(text: str, names: Names, *, where: str) -> Expression:
    """Read a statement.

    Args:
        text: the statement, see the grammar of this module.
        names: the options and levels that it may name.
        where: file and key path, for errors.

    Raises:
        StatementError: if it is no statement; the message points at the character.
        UnknownName: if it names an option or level that is not there.

    >>> names = Names({"aid": 0, "talks": 1}, [("N", "Y"), ("N", "Y")])
    >>> parse("at least 1 of (aid, talks = N)", names, where="here").options() == {0, 1}
    True
    """
    return _Parser(text, names, where).read()


class _Parser:
    def __init__(self, text: str, names: Names, where: str) -> None:
        self.text, self.names, self.where = text, names, where
        self.tokens = self._split()
        self.next = 0
        self.depth = 0

    def read(self) -> Expression:
        expression = self._iff()
        if self._now.kind != "end":
            raise self._wrong(f'"{self._now.text}" is not expected here')
        return expression

    # Tokens

    def _split(self) -> list[_Token]:
        tokens, at = [], 0
        while self.text[at:].strip():
            match = _TOKEN.match(self.text, at)
            if match is None:
                start = at + len(self.text[at:]) - len(self.text[at:].lstrip())
                mark = self.text[start]
                if mark in "\"'":
                    raise self._wrong("the quotation that begins here does not end", start)
                raise self._wrong(f'"{mark}" is no part of the language', start)
            kind = match.lastgroup or ""
            tokens.append(_Token(kind, match[kind], match.start(kind)))
            at = match.end()
        return [*tokens, _Token("end", "the end", len(self.text.rstrip()))]

    @property
    def _now(self) -> _Token:
        return self.tokens[self.next]

    def _take(self) -> _Token:
        token = self._now
        self.next += 1
        return token

    def _if_next(self, *words: str) -> bool:
        if self._now.says(*words):
            self.next += 1
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._if_next(word):
            raise self._wrong(f'"{word}" is expected, not "{self._now.text}"')

    def _wrong(self, what: str, at: int | None = None) -> StatementError:
        place = self._now.at if at is None else at
        shown = "".join(" " if c.isspace() else c for c in self.text)
        return StatementError(
            f"{what}, character {place + 1} of the statement",
            where=self.where,
            remedy="see the grammar under docs/reference/conflict-file.md\n"
            f"  {shown}\n  {' ' * place}^",
        )

    def _inside(self, part: Callable[[], Expression]) -> Expression:
        """Read a part that stands inside another."""
        if self.depth >= _DEEPEST:
            raise self._too_deep()
        self.depth += 1
        expression = part()
        self.depth -= 1
        return expression

    def _too_deep(self) -> StatementError:
        return self._wrong(f"more than {_DEEPEST} parts stand inside each other")

    # The grammar, loosest binding first

    def _iff(self) -> Expression:
        left, length = self._condition(), 0
        while self._if_next("iff"):
            length += 1
            if length > _DEEPEST:
                raise self._too_deep()
            left = Iff((left, self._condition()))
        return left

    def _condition(self) -> Expression:
        left = self._chain("or", Either, lambda: self._chain("xor", Xor, self._both))
        if self._if_next("implies"):
            return Implies((left, self._inside(self._condition)))
        if self._if_next("if"):
            return Implies((self._inside(self._condition), left))
        return left

    def _both(self) -> Expression:
        return self._chain("and", Both, self._negation)

    def _chain(self, word: str, kind: type[Several], part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._if_next(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else kind(tuple(parts))

    def _negation(self) -> Expression:
        if self._if_next("not"):
            return Not((self._inside(self._negation),))
        return self._primary()

    def _primary(self) -> Expression:
        if self._if_next("("):
            inside = self._inside(self._iff)
            self._need(")")
            return inside
        if self._now.says("true", "false"):
            return Constant(self._take().text.lower() == "true")
        if self._now.says("at", "exactly"):
            return self._count()
        return self._atom()

    def _count(self) -> Expression:
        relation = "="
        if self._take().text.lower() == "at":
            if not self._now.says("least", "most"):
                raise self._wrong(f'"least" or "most" is expected, not "{self._now.text}"')
            relation = ">=" if self._take().text.lower() == "least" else "<="
        if not self._now.text.isdecimal() or len(self._now.text) > _LARGEST:
            raise self._wrong(f'a number is expected, not "{self._now.text}"')
        number = int(self._take().text)
        self._need("of")
        self._need("(")
        parts = [self._inside(self._iff)]
        while self._if_next(","):
            parts.append(self._inside(self._iff))
        self._need(")")
        return Count(tuple(parts), relation, number)

    def _atom(self) -> Expression:
        token = self._now
        if token.kind not in ("word", "quoted") or token.says(*KEYWORDS):
            raise self._wrong(f'an option is expected, not "{token.text}"')
        option = self._option(self._take())
        if self._now.kind != "op":
            return Atom(option)
        relation = self._take().text.replace("==", "=")
        return Atom(option, relation, self._level(option))

    def _option(self, token: _Token) -> int:
        name = token.text[1:-1] if token.kind == "quoted" else token.text
        if name not in self.names.options:
            raise self._unknown("option", name, list(self.names.options), token.at)
        return self.names.options[name]

    def _level(self, option: int) -> int:
        token = self._take()
        name = token.text[1:-1] if token.kind == "quoted" else token.text
        levels = list(self.names.levels[option])
        if token.kind not in ("word", "quoted"):
            self.next -= 1
            raise self._wrong(f'a level is expected, not "{token.text}"')
        if name not in levels:
            raise self._unknown("level", name, levels, token.at)
        return levels.index(name)

    def _unknown(self, what: str, name: str, choices: list[str], at: int) -> UnknownName:
        near = did_you_mean(name, choices)
        hint = f'did you mean "{near}"? ' if near else ""
        short = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
        return UnknownName(
            f'unknown {what} "{name}", character {at + 1} of "{self.text}"',
            where=self.where,
            remedy=f"{hint}{what}s: {short}",
        )
