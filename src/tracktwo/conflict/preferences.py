"""Preferences in every form that people give them in, and the one form that is worked with.

What is worked with is one integer for each decision maker and state: ``rank``, larger is preferred,
equal is indifferent; ordinal, so never averaged. Ranks are dense: 0, 1 … without gaps, so that a
difference counts levels of preference.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracktwo.conflict.logic import Expression, Not
from tracktwo.conflict.space import OptionSpace, Space

__all__ = [
    "Basis",
    "Payoffs",
    "Preference",
    "Ranking",
    "Ranks",
    "Statement",
    "Statements",
    "Weights",
    "dense",
    "lexicographic",
    "ranks",
]

Ranks = npt.NDArray[np.int32]
Basis = Literal["stated", "inferred", "analyst", "assumed"]

_DIGIT = 32


@dataclass(frozen=True)
class Statement:
    """One thing that a decision maker would rather have hold than not.

    Attributes:
        text: as written.
        expression: as read.
        weight: what its holding is worth, in the weighted form; None in the ordered form.
        basis: where it comes from; None when nobody said.
        confidence: between 0 and 1, a person's or a draft's; None when nobody said.
        evidence: ids of ledger rows.
        unsure: whether the analyst doubts it; robustness analysis then also tries without it.
        note: the analyst's words about it.
    """

    text: str
    expression: Expression
    weight: float | None = None
    basis: Basis | None = None
    confidence: float | None = None
    evidence: tuple[str, ...] = ()
    unsure: bool = False
    note: str | None = None

    def negated(self) -> Statement:
        """The opposite, with all else as it is; twice negated is as before."""
        if isinstance(self.expression, Not) and re.fullmatch(r"not \(.*\)", self.text):
            return replace(self, text=self.text[5:-1], expression=self.expression.parts[0])
        return replace(self, text=f"not ({self.text})", expression=Not((self.expression,)))


@dataclass(frozen=True)
class Ranking:
    """States from best to worst; each tier holds states between which one is indifferent.

    Tiers hold numbers of states, and every state stands in exactly one tier.
    """

    tiers: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Statements:
    """Ordered statements: the first that separates two states decides (lexicographic).

    Of two states between which no statement decides neither is preferred.
    Source: preference statements, Fraser and Hipel 1988; Fang, Hipel, Kilgour and Peng 2003.
    """

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Weights:
    """Weighted statements: a state is worth the sum of the weights of those that hold in it."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Payoffs:
    """A number for each state, larger is preferred; only their order counts. Shape (n_state,)."""

    values: tuple[float, ...]


Preference = Ranking | Statements | Weights | Payoffs


def ranks(preference: Preference, space: Space) -> Ranks:
    """The rank of each state, shape (n_state,): larger is preferred, equal is indifferent.

    Dense from 0. Statements need a space with options; without any statement all states are equal.
    """
    n = space.n_state
    if isinstance(preference, Ranking):
        result = np.empty(n, dtype=np.int32)
        for place, tier in enumerate(reversed(preference.tiers)):
            result[list(tier)] = place
        return result
    if isinstance(preference, Payoffs):
        return dense(np.asarray(preference.values, dtype=np.float64))
    if not preference.statements:
        return np.zeros(n, dtype=np.int32)
    if not isinstance(space, OptionSpace):
        raise TypeError("statements speak of options, and this conflict lists its states")
    held = [np.broadcast_to(s.expression.holds(space.level), n) for s in preference.statements]
    if isinstance(preference, Weights):
        return _weighed(held, [s.weight or 0.0 for s in preference.statements])
    return lexicographic(held, n)


def _weighed(held: Sequence[npt.NDArray[np.bool_]], weights: Sequence[float]) -> Ranks:
    """Ranks by the sum of weights, exact in the decimals as written: 0.1 + 0.2 is 0.3 here."""
    exact = [Fraction(str(weight)) for weight in weights]
    unit = math.lcm(*(f.denominator for f in exact))
    whole = [int(f * unit) for f in exact]
    if sum(abs(w) for w in whole) < 1 << 62:
        return dense(_sum(held, whole))
    # Numbers that are too long: as digits to base 2^32, the first of either sign, the others not.
    length = max(w.bit_length() for w in whole) // _DIGIT + 1
    digits, carry = [], np.zeros(held[0].shape, dtype=np.int64)
    for place in range(length):
        last = place == length - 1
        own = [(w >> _DIGIT * place) & (-1 if last else (1 << _DIGIT) - 1) for w in whole]
        total = _sum(held, own) + carry
        digits.append(total if last else total & ((1 << _DIGIT) - 1))
        carry = total >> _DIGIT
    result = dense(digits[-1])
    for digit in reversed(digits[:-1]):
        result = dense((result.astype(np.int64) << _DIGIT) | digit)
    return result


def _sum(held: Sequence[npt.NDArray[np.bool_]], whole: Sequence[int]) -> npt.NDArray[np.int64]:
    total = np.zeros(held[0].shape, dtype=np.int64)
    for mask, weight in zip(held, whole, strict=True):
        total += np.where(mask, weight, 0)
    return total


def lexicographic(held: Sequence[npt.NDArray[np.bool_]], n_state: int) -> Ranks:
    """Dense ranks from where each statement holds, the most important first."""
    score = np.zeros(n_state, dtype=np.int64)
    bits = 0
    for mask in held:
        if bits == 30:
            score, bits = dense(score).astype(np.int64), 0
        score <<= 1
        score |= mask
        bits += 1
    return dense(score)


def dense(score: npt.NDArray[np.int64] | npt.NDArray[np.float64]) -> Ranks:
    """Ranks 0, 1 … without gaps, in the order of the scores; equal scores have equal ranks."""
    if np.issubdtype(score.dtype, np.integer) and score.size:
        low = score.min()
        width = int(score.max()) - int(low) + 1
        if width <= 4 * score.size + 1024:
            shifted = score - low
            there = np.zeros(width, dtype=np.int32)
            there[shifted] = 1
            place = np.cumsum(there, dtype=np.int32) - 1
            return np.asarray(place[shifted], dtype=np.int32)
    return np.unique(score, return_inverse=True)[1].reshape(-1).astype(np.int32)
