"""Statements about options once they are read: expressions that hold in some states."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from typing_extensions import override

__all__ = [
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
    "Not",
    "Several",
    "Xor",
]

Mask = npt.NDArray[np.bool_]
LevelOf = Callable[[int], npt.NDArray[Any]]
"""From the number of an option to its level in each state, an array over states."""
Known = Callable[[int], bool]
"""Whether an option's level is known."""

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NO, _YES = np.array(False), np.array(True)


@dataclass(frozen=True)
class Expression:
    """A statement that holds in some states and not in others."""

    def holds(self, level: LevelOf) -> Mask:
        """Where it holds.

        Args:
            level: from the number of an option to its level in each state, 0 the lowest.

        Returns:
            Booleans, of the shape that ``level`` gives (or a shape that broadcasts to it).
        """
        raise NotImplementedError

    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        """Where it surely and where it possibly holds while some options are not yet settled.

        Args:
            level: as for ``holds``; asked about known options only.
            known: whether the level of an option is known.

        Returns:
            Two arrays of booleans: it holds whatever the unknown levels are; it may hold. The
            bounds are safe and not always sharp: ``a or not a`` may be told as merely possible.
        """
        raise NotImplementedError

    def options(self) -> frozenset[int]:
        """The numbers of the options that it speaks of."""
        raise NotImplementedError


@dataclass(frozen=True)
class Constant(Expression):
    """``true`` or ``false``."""

    value: bool

    @override
    def holds(self, level: LevelOf) -> Mask:
        return np.array(self.value)

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        return np.array(self.value), np.array(self.value)

    @override
    def options(self) -> frozenset[int]:
        return frozenset()


@dataclass(frozen=True)
class Atom(Expression):
    """An option's level compared with one of its levels: ``aid >= partial``; ``aid`` is aid > 0."""

    option: int
    relation: str = ">"
    level: int = 0

    @override
    def holds(self, level: LevelOf) -> Mask:
        return np.asarray(_COMPARE[self.relation](level(self.option), self.level), dtype=bool)

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        if not known(self.option):
            return _NO, _YES
        held = self.holds(level)
        return held, held

    @override
    def options(self) -> frozenset[int]:
        return frozenset((self.option,))


@dataclass(frozen=True)
class Several(Expression):
    """An expression that is made of others."""

    parts: tuple[Expression, ...]

    @override
    def options(self) -> frozenset[int]:
        return frozenset().union(*(part.options() for part in self.parts))

    def _held(self, level: LevelOf) -> list[Mask]:
        return [part.holds(level) for part in self.parts]

    def _bounds(self, level: LevelOf, known: Known) -> tuple[list[Mask], list[Mask]]:
        both = [part.bounds(level, known) for part in self.parts]
        return [surely for surely, _ in both], [possibly for _, possibly in both]


@dataclass(frozen=True)
class Not(Several):
    """``not a``; one part."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        return np.logical_not(self.parts[0].holds(level))

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        return _negated(self.parts[0].bounds(level, known))


@dataclass(frozen=True)
class Both(Several):
    """``a and b …``."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        return _fold(np.logical_and, self._held(level))

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        surely, possibly = self._bounds(level, known)
        return _fold(np.logical_and, surely), _fold(np.logical_and, possibly)


@dataclass(frozen=True)
class Either(Several):
    """``a or b …``."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        return _fold(np.logical_or, self._held(level))

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        surely, possibly = self._bounds(level, known)
        return _fold(np.logical_or, surely), _fold(np.logical_or, possibly)


@dataclass(frozen=True)
class Xor(Several):
    """``a xor b …``: an odd number of them."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        return _fold(np.logical_xor, self._held(level))

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        first, *rest = (part.bounds(level, known) for part in self.parts)
        for second in rest:
            first = _differ(first, second)
        return first


@dataclass(frozen=True)
class Implies(Several):
    """``a implies b``; two parts."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        first, then = self._held(level)
        return np.logical_or(np.logical_not(first), then)

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        not_first, may_not_first = _negated(self.parts[0].bounds(level, known))
        then, may_then = self.parts[1].bounds(level, known)
        return np.logical_or(not_first, then), np.logical_or(may_not_first, may_then)


@dataclass(frozen=True)
class Iff(Several):
    """``a iff b``; two parts, and ``a iff b iff c`` is ``(a iff b) iff c``."""

    @override
    def holds(self, level: LevelOf) -> Mask:
        first, second = self._held(level)
        return np.equal(first, second)

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        first, second = (part.bounds(level, known) for part in self.parts)
        return _negated(_differ(first, second))


@dataclass(frozen=True)
class Count(Several):
    """``at least k of (…)``; relation is ``>=``, ``<=`` or ``=``."""

    relation: str
    number: int

    @override
    def holds(self, level: LevelOf) -> Mask:
        return self._is(_total(self._held(level)))

    @override
    def bounds(self, level: LevelOf, known: Known) -> tuple[Mask, Mask]:
        surely, possibly = self._bounds(level, known)
        low, high = _total(surely), _total(possibly)
        if self.relation == "=":
            settled = np.logical_and(self._is(low), self._is(high))
            return settled, np.logical_and(low <= self.number, high >= self.number)
        fewest, most = (low, high) if self.relation == ">=" else (high, low)
        return self._is(fewest), self._is(most)

    def _is(self, total: Any) -> Mask:
        return np.asarray(_COMPARE[self.relation](total, self.number), dtype=bool)


def _fold(how: Callable[[Mask, Mask], Mask], masks: Sequence[Mask]) -> Mask:
    result = masks[0]
    for mask in masks[1:]:
        result = how(result, mask)
    return result


def _total(masks: Sequence[Mask]) -> Any:
    total: Any = np.zeros((), dtype=np.int32)
    for mask in masks:
        total = total + mask.astype(np.int32)
    return total


def _negated(bounds: tuple[Mask, Mask]) -> tuple[Mask, Mask]:
    surely, possibly = bounds
    return np.logical_not(possibly), np.logical_not(surely)


def _differ(first: tuple[Mask, Mask], second: tuple[Mask, Mask]) -> tuple[Mask, Mask]:
    """Bounds of ``a xor b`` from those of a and b."""
    (a, may_a), (b, may_b) = first, second
    surely = np.logical_or(a & ~may_b, ~may_a & b)
    possibly = np.logical_or(may_a & ~b, ~a & may_b)
    return surely, possibly
