"""The preference orders of one decision maker that are compatible with what is known.

What may vary is chosen by flags. They combine: each choice about the unsure statements, with none
or one other change (a statement dropped, two neighbours exchanged) or any order of the statements,
and then each way to break the ties that are left. Every such *way* counts once, also where two ways
lead to the same order. Ways are counted without being listed, and can be listed or drawn evenly.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, permutations, product

import numpy as np
import numpy.typing as npt

from tracktwo.analysis.edits import Listed, exchanged, neighbours
from tracktwo.conflict.preferences import (
    Payoffs,
    Preference,
    Statement,
    Statements,
    Weights,
    ranks,
)
from tracktwo.conflict.space import Space
from tracktwo.errors import ConflictTooLarge

__all__ = ["MAX_LISTS", "Family", "Vary", "Ways", "below", "tier_swaps", "ways"]

Ranks = npt.NDArray[np.int32]

MAX_LISTS = 50_000
"""How many lists of statements of one decision maker are written out at most."""

_MOST_KEPT = 64


@dataclass(frozen=True)
class Vary:
    """What may vary.

    Attributes:
        ties: ties are broken in every way: all strict orders that refine the order.
        drop: each statement may be dropped, one at a time.
        swap: two neighbouring statements may be exchanged, one pair at a time; in the weighted form
            the weights of two that are neighbours by size of weight, in a ranking two neighbouring
            tiers.
        unsure: each statement marked unsure may be dropped, in all combinations.
        negate: each statement marked unsure may also be turned into its opposite.
        permute: the statements may stand in any order; in the weighted form, each may have
            any of the weights.
    """

    ties: bool = False
    drop: bool = False
    swap: bool = False
    unsure: bool = True
    negate: bool = False
    permute: bool = False


@dataclass(frozen=True, eq=False)
class Family:
    """Preferences that differ in the order of their statements at most.

    Attributes:
        one: one of them.
        orders: how many there are: 1, or all orders of the statements.
        refinements: in how many ways the ties of each are broken; 1 when ties stay.
    """

    one: Preference
    orders: int
    refinements: int

    def members(self) -> Iterator[Preference]:
        """All of them."""
        if self.orders == 1:
            yield self.one
            return
        for order in permutations(range(_length(self.one))):
            yield _in_order(self.one, order)

    def draw(self, rng: np.random.Generator) -> Preference:
        """One of them, all equally likely."""
        if self.orders == 1:
            return self.one
        return _in_order(self.one, rng.permutation(_length(self.one)).tolist())


@dataclass(frozen=True, eq=False)
class Ways:
    """The ways of one decision maker.

    Attributes:
        space: the states.
        families: what can be before ties are broken, the preference as given first.
        ties: whether ties are broken.
    """

    space: Space
    families: tuple[Family, ...]
    ties: bool

    @cached_property
    def total(self) -> int:
        """How many ways there are."""
        return self._ends[-1]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(f.orders * f.refinements for f in self.families))

    @cached_property
    def _kept(self) -> dict[int, Ranks]:
        return {}

    def _base(self, place: int, rng: np.random.Generator) -> Ranks:
        family = self.families[place]
        if place in self._kept:
            return self._kept[place]
        base = ranks(family.draw(rng), self.space)
        if family.orders == 1 and len(self._kept) < _MOST_KEPT:
            self._kept[place] = base
        return base

    def listed(self) -> tuple[Ranks, tuple[int, ...]]:
        """All different orders, shape (n_order, n_state), and how many ways lead to each."""
        found: dict[bytes, int] = {}
        for family in self.families:
            for one in family.members():
                base = ranks(one, self.space)
                for order in _refined(base) if self.ties else (base,):
                    key = order.tobytes()
                    found[key] = found.get(key, 0) + 1
        orders = np.frombuffer(b"".join(found), dtype=np.int32).reshape(len(found), -1)
        return orders, tuple(found.values())

    def draw(self, rng: np.random.Generator) -> Ranks:
        """One way, all equally likely, shape (n_state,)."""
        place = bisect_right(self._ends, below(rng, self.total))
        base = self._base(place, rng)
        if not self.ties:
            return base
        order = np.lexsort((rng.permutation(base.size), base))
        result = np.empty(base.size, dtype=np.int32)
        result[order] = np.arange(base.size, dtype=np.int32)
        return result


def ways(preference: Preference, space: Space, vary: Vary, *, where: str) -> Ways:
    """The ways that a decision maker's preferences may be.

    Args:
        preference: as given.
        space: the states.
        vary: what may vary.
        where: for errors.

    Raises:
        ConflictTooLarge: if more than `MAX_LISTS` lists of statements must be written out, orders
            of the same statements not counted where that can be helped.
    """
    families: list[Family] = []
    for one, orders in _lists(preference, space, vary):
        if len(families) == MAX_LISTS:
            raise ConflictTooLarge(
                f"more than {MAX_LISTS:,} lists of statements are compatible with what is known",
                where=where,
                remedy="let fewer things vary, or mark fewer statements as unsure",
            )
        refinements = 1
        if vary.ties:
            sizes = np.bincount(ranks(one, space)).tolist()
            refinements = math.prod(math.factorial(m) for m in sizes)
        families.append(Family(one, orders, refinements))
    return Ways(space, tuple(families), vary.ties)


def below(rng: np.random.Generator, n: int) -> int:
    """A whole number from 0 to n − 1, all equally likely, however large n is."""
    bits = (n - 1).bit_length()
    while True:
        drawn = int.from_bytes(rng.bytes((bits + 7) // 8), "little") if bits else 0
        drawn &= (1 << bits) - 1
        if drawn < n:
            return drawn


def _lists(preference: Preference, space: Space, vary: Vary) -> Iterator[tuple[Preference, int]]:
    """What can be before ties are broken, and in how many orders of the statements.

    The order of ordered statements does not change which states are level with each other, so all
    orders have equally many refinements. With weights it does: if ties are broken too, they are
    written out.
    """
    if not isinstance(preference, Statements | Weights):
        yield preference, 1
        for row in tier_swaps(ranks(preference, space)) if vary.swap else ():
            yield Payoffs(tuple(row.tolist())), 1
        return
    kind = type(preference)
    for listed in _unsure(preference.statements, vary):
        chosen = kind(listed)
        if not vary.permute:
            yield chosen, 1
            for a, b in neighbours(chosen) if vary.swap else ():
                yield kind(exchanged(chosen, a, b)), 1
        elif kind is Weights and vary.ties:
            for order in permutations(range(len(listed))):
                yield _in_order(chosen, order), 1
        else:
            yield chosen, math.factorial(len(listed))
        for at in range(len(listed)) if vary.drop else ():
            yield kind((*listed[:at], *listed[at + 1 :])), 1


def _length(preference: Preference) -> int:
    assert isinstance(preference, Statements | Weights)
    return len(preference.statements)


def _in_order(preference: Preference, order: Sequence[int]) -> Preference:
    """The statements in another order; in the weighted form, with each other's weights."""
    assert isinstance(preference, Statements | Weights)
    listed = preference.statements
    if isinstance(preference, Statements):
        return Statements(tuple(listed[k] for k in order))
    pairs = zip(listed, order, strict=True)
    return Weights(tuple(replace(one, weight=listed[k].weight) for one, k in pairs))


def _unsure(listed: Listed, vary: Vary) -> Iterator[Listed]:
    choices: list[tuple[Statement | None, ...]] = []
    for one in listed:
        if one.unsure and (vary.unsure or vary.negate):
            choices.append(
                (one, *((None,) if vary.unsure else ()), *((one.negated(),) if vary.negate else ()))
            )
        else:
            choices.append((one,))
    for chosen in product(*choices):
        yield tuple(one for one in chosen if one is not None)


def tier_swaps(given: Ranks) -> Iterator[Ranks]:
    """The order with two neighbouring tiers exchanged, lowest pair first."""
    for low in range(int(given.max())):
        row = given.copy()
        row[given == low], row[given == low + 1] = low + 1, low
        yield row


def _refined(base: Ranks) -> Iterator[Ranks]:
    """All strict orders that refine an order."""
    tiers: Sequence[list[int]] = [
        np.flatnonzero(base == level).tolist() for level in range(int(base.max()) + 1)
    ]
    for chosen in product(*(permutations(tier) for tier in tiers)):
        order = [t for tier in chosen for t in tier]
        row = np.empty(base.size, dtype=np.int32)
        row[order] = np.arange(base.size, dtype=np.int32)
        yield row
