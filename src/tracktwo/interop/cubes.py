"""Conditions as lists of combinations: any of them holds, and within one all hold.

Tools that know no language of statements write a condition as combinations of options that are
taken or not. A combination is called a cube here. Only for options with two levels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

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
from tracktwo.conflict.feasible import Codes
from tracktwo.conflict.space import OptionSpace

__all__ = ["LIMIT", "Cube", "TooManyCubes", "cubes_of", "infeasible_cubes"]

Cube = frozenset[tuple[int, bool]]
"""Options by number, each with whether it is taken; all hold together. Empty: it always holds."""

LIMIT = 2048
"""The largest number of cubes that one condition is written as."""


class TooManyCubes(Exception):
    """A condition has no list of combinations of a bearable length."""


def cubes_of(expression: Expression, *, limit: int = LIMIT) -> tuple[Cube, ...]:
    """The combinations of which one holds exactly where the statement holds.

    Args:
        expression: a statement about options with two levels.
        limit: how many combinations there may be.

    Returns:
        No cube contains another; none at all when the statement never holds, one empty cube when
        it is seen to hold always. In the order in which the statement names them.

    Raises:
        TooManyCubes: if there are more than ``limit``, here or on the way.
    """
    return tuple(_cubes(expression, True, limit))


def infeasible_cubes(space: OptionSpace, *, limit: int = LIMIT) -> tuple[Cube, ...]:
    """Combinations that together rule out exactly the infeasible states of a two-valued space.

    Raises:
        TooManyCubes: if there are more than ``limit``.
    """
    return tuple(_outside(space.codes, len(space.levels) - 1, limit))


def _cubes(expression: Expression, wanted: bool, limit: int) -> list[Cube]:
    """Cubes of where the statement is as wanted: holds, or does not."""
    match expression:
        case Constant():
            return [frozenset()] if expression.value == wanted else []
        case Atom():
            held = expression.holds(lambda _: np.arange(2)) == wanted
            if held.all():
                return [frozenset()]
            return [frozenset({(expression.option, bool(held[1]))})] if held.any() else []
        case Not():
            return _cubes(expression.parts[0], not wanted, limit)
        case Both() | Either():
            each = (_cubes(part, wanted, limit) for part in expression.parts)
            every = isinstance(expression, Both) == wanted
            return _all_of(each, limit) if every else _any_of(each, limit)
        case Implies():
            first, then = expression.parts
            return _cubes(Either((Not((first,)), then)), wanted, limit)
        case Xor() | Iff():
            return _both_ways(expression, limit)[0 if wanted else 1]
        case Count():
            return _count(expression, wanted, limit)
        case _:
            raise TypeError(f"{type(expression).__name__} is no kind of statement known here")


def _both_ways(expression: Expression, limit: int) -> tuple[list[Cube], list[Cube]]:
    """Cubes of where the statement holds, and of where it does not, each part read once."""
    if not isinstance(expression, Xor | Iff):
        return _cubes(expression, True, limit), _cubes(expression, False, limit)
    holds, fails = _both_ways(expression.parts[0], limit)
    for part in expression.parts[1:]:
        yes, no = _both_ways(part, limit)
        holds, fails = (
            _any_of([_all_of([holds, no], limit), _all_of([fails, yes], limit)], limit),
            _any_of([_all_of([holds, yes], limit), _all_of([fails, no], limit)], limit),
        )
    return (holds, fails) if isinstance(expression, Xor) else (fails, holds)


def _count(count: Count, wanted: bool, limit: int) -> list[Cube]:
    number, parts = count.number, count.parts
    if count.relation == "=":
        both = Both((Count(parts, ">=", number), Count(parts, "<=", number)))
        return _cubes(both, wanted, limit)
    least, held = (number, wanted) if count.relation == ">=" else (number + 1, not wanted)
    if not held:  # fewer than least hold: more than the others do not
        least = len(parts) - least + 1
    least = max(least, 0)
    if math.comb(len(parts), least) > limit:
        raise TooManyCubes
    each = [_cubes(part, held, limit) for part in parts]
    return _any_of((_all_of(some, limit) for some in combinations(each, least)), limit)


def _any_of(each: Iterable[Sequence[Cube]], limit: int) -> list[Cube]:
    result: list[Cube] = []
    for cubes in each:
        result += cubes
        if len(result) > 4 * limit:
            result = _shortest(result, limit)
    return _shortest(result, limit)


def _all_of(each: Iterable[Sequence[Cube]], limit: int) -> list[Cube]:
    result: list[Cube] = [frozenset()]
    for cubes in each:
        if len(result) * len(cubes) > 4 * limit:
            raise TooManyCubes
        joined = (left | right for left in result for right in cubes)
        result = _shortest([cube for cube in joined if _possible(cube)], limit)
    return result


def _possible(cube: Cube) -> bool:
    """Whether it asks no option to be both taken and not taken."""
    return len({option for option, _ in cube}) == len(cube)


def _shortest(cubes: Sequence[Cube], limit: int) -> list[Cube]:
    """Without those that contain another, which therefore say nothing more."""
    by_size: dict[int, dict[Cube, None]] = {}
    for cube in cubes:
        by_size.setdefault(len(cube), {})[cube] = None
    kept: set[Cube] = set()
    for size in sorted(by_size):
        kept |= {cube for cube in by_size[size] if not any(other < cube for other in kept)}
        if len(kept) > limit:
            raise TooManyCubes
    return [cube for cube in dict.fromkeys(cubes) if cube in kept]


def _outside(codes: Codes, option: int, limit: int) -> list[Cube]:
    """Cubes over options 0 … ``option`` of the combinations whose code is not among these."""
    if codes.size == 0:
        return [frozenset()]
    if codes.size == 1 << (option + 1):
        return []
    cut = int(np.searchsorted(codes, 1 << option))
    low = _outside(codes[:cut], option - 1, limit)
    high = _outside(codes[cut:] - (1 << option), option - 1, limit)
    same = set(low) & set(high)
    result = [cube for cube in low if cube in same]
    result += [cube | {(option, False)} for cube in low if cube not in same]
    result += [cube | {(option, True)} for cube in high if cube not in same]
    if len(result) > limit:
        raise TooManyCubes
    return result
