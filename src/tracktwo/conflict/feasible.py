"""Which combinations of options are feasible, found without trying all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.expressions import Expression
from tracktwo.errors import ConflictTooLarge, NoFeasibleState

__all__ = ["Codes", "feasible_codes", "level_reader", "strides_of"]

Codes = npt.NDArray[np.int64]
"""Mixed-radix numbers of levels, the first option fastest."""

_MAX_CODE = 1 << 62
_SPARE = 4
"""How many times the limit there may be while rules still wait for options."""


def feasible_codes(
    levels: Sequence[int], rules: Iterable[Expression], *, where: str, limit: int
) -> Codes:
    """The codes of the states in which every rule holds, ascending.

    Options that rules speak of are added one at a time, and after each whatever a rule cannot allow
    any more is left out. How many states there are is then known before the others are added.

    Args:
        levels: the number of levels of each option.
        rules: what holds in every feasible state.
        where: for errors.
        limit: the largest number of states.

    Raises:
        NoFeasibleState: if no state is left.
        ConflictTooLarge: if more than ``limit`` states are left, or too many on the way.
    """
    strides = strides_of(tuple(levels))
    if math.prod(levels) > _MAX_CODE:
        raise ConflictTooLarge(
            f"{len(levels)} options have more combinations than can be numbered",
            where=where,
            remedy="leave out options, or merge those that are one choice",
        )
    waiting = [(max(rule.options(), default=-1), rule.options(), rule) for rule in rules]
    ruled = sorted(frozenset().union(*(needs for _, needs, _ in waiting)))
    codes = np.zeros(1, dtype=np.int64)
    for option in (-1, *ruled):
        if option >= 0:
            if codes.size * levels[option] > _SPARE * limit:
                raise _too_large("the rules leave more states", where, limit)
            codes = _with_option(codes, levels[option], strides[option])
        for last, needs, rule in waiting:
            if option == last:
                held = rule.holds(level_reader(codes, levels, strides))
            elif option < last and option in needs:
                _, held = rule.bounds(level_reader(codes, levels, strides), option.__ge__)
            else:
                continue
            codes = codes[np.broadcast_to(held, codes.shape)]
    if codes.size == 0:
        raise NoFeasibleState(
            "no state is feasible",
            where=where,
            why="the infeasible combinations, exclusive groups and implications exclude all",
            remedy="take one of them back",
        )
    free = [option for option in range(len(levels)) if option not in ruled]
    count = codes.size * math.prod(levels[option] for option in free)
    if count > limit:
        raise _too_large(f"{count:,} states are feasible", where, limit)
    for option in free:
        codes = _with_option(codes, levels[option], strides[option])
    return codes if bool(np.all(codes[1:] > codes[:-1])) else np.sort(codes)


def _with_option(codes: Codes, n: int, stride: int) -> Codes:
    steps = np.arange(n, dtype=np.int64) * stride
    return np.asarray((steps[:, None] + codes[None, :]).reshape(-1), dtype=np.int64)


def level_reader(
    codes: Codes, levels: Sequence[int], strides: Sequence[int]
) -> Callable[[int], npt.NDArray[np.int64]]:
    """From the number of an option to its level in each of the codes."""

    def level(option: int) -> npt.NDArray[np.int64]:
        stride, n = strides[option], levels[option]
        if stride & (stride - 1) == 0 and n & (n - 1) == 0:
            return np.asarray((codes >> (stride.bit_length() - 1)) & (n - 1), dtype=np.int64)
        return np.asarray((codes // stride) % n, dtype=np.int64)

    return level


@lru_cache(maxsize=64)
def strides_of(levels: tuple[int, ...]) -> tuple[int, ...]:
    """What one level of each option adds to the code."""
    strides, stride = [], 1
    for n in levels:
        strides.append(stride)
        stride *= n
    return tuple(strides)


def _too_large(what: str, where: str, limit: int) -> ConflictTooLarge:
    return ConflictTooLarge(
        f"{what}, and {limit:,} can be worked",
        where=where,
        remedy="leave out options, or say which combinations are infeasible",
    )
