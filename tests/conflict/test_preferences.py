"""Preferences in every form give the order that their definition says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from conflicts import random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.conflict import OptionSpace, Payoffs, Ranking, Statement, Statements, Weights
from tracktwo.conflict.logic import Atom, Not, Xor
from tracktwo.conflict.preferences import dense, lexicographic, ranks


def plain_ranks(keys: list) -> list[int]:
    order = sorted(set(keys))
    return [order.index(key) for key in keys]


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 80), st.integers(1, 12), st.integers(0, 10**6), st.floats(0.02, 0.98))
def test_statements_are_lexicographic(n: int, states: int, seed: int, share: float) -> None:
    held = np.random.Generator(np.random.PCG64(seed)).random((n, states)) < share
    found = lexicographic(list(held), states)
    for s in range(states):
        for t in range(states):
            apart = [k for k in range(n) if held[k, s] != held[k, t]]
            if not apart:
                assert found[s] == found[t]
            else:
                assert (found[s] > found[t]) == held[apart[0], s]
    assert sorted(set(found.tolist())) == list(range(int(found.max()) + 1))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=40))
def test_dense_ranks_keep_order_and_ties(scores: list[int]) -> None:
    assert dense(np.array(scores, dtype=np.int64)).tolist() == plain_ranks(scores)
    halves = [score / 3 for score in scores]
    assert dense(np.array(halves)).tolist() == plain_ranks(halves)


def test_dense_of_narrow_and_extreme_scores() -> None:
    assert dense(np.array([5, 5, 2, 9])).tolist() == [1, 1, 0, 2]
    assert dense(np.array([-(2**63), 2**63 - 1, 0])).tolist() == [0, 2, 1]
    assert dense(np.array([0.0, -0.0, -np.inf, np.inf])).tolist() == [1, 1, 0, 2]
    assert dense(np.array([], dtype=np.int64)).tolist() == []


weights = st.one_of(
    st.sampled_from([0.1, 0.2, 0.3, -0.3, 1.0, 3.0, 1e-30, 1e30, -1e30, 1e300, 2**60 + 0.0]),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.integers(-5, 5).map(float),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(weights, min_size=1, max_size=5))
def test_weights_are_summed_exactly(given_weights: list[float]) -> None:
    n = len(given_weights)
    space = OptionSpace.of([2] * n, [0] * n, ["both"] * n)
    preference = Weights(
        tuple(Statement(f"o{k}", Atom(k), weight=w) for k, w in enumerate(given_weights))
    )
    sums = [
        sum(
            (Fraction(str(w)) for w, taken in zip(given_weights, levels, strict=True) if taken),
            Fraction(),
        )
        for levels in (space.state_levels(s) for s in range(space.n_state))
    ]
    assert ranks(preference, space).tolist() == plain_ranks(sums)


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    space = OptionSpace.of([2, 2, 2], [0] * 3, ["both"] * 3)
    preference = Weights(
        tuple(Statement("", Atom(k), weight=w) for k, w in enumerate((0.1, 0.2, 0.3)))
    )
    found = ranks(preference, space)
    assert found[space.find((1, 1, 0))] == found[space.find((0, 0, 1))]


def test_rankings_and_payoffs_of_random_conflicts() -> None:
    for seed in range(300):
        conflict = random_conflict(seed)
        for dm, preference in enumerate(conflict.preferences):
            values = list(preference.values)
            assert conflict.rank[dm].tolist() == plain_ranks(values)
            tiers = tuple(
                tuple(s for s, v in enumerate(values) if v == value)
                for value in sorted(set(values), reverse=True)
            )
            assert np.array_equal(ranks(Ranking(tiers), conflict.space), conflict.rank[dm])
            shifted = Payoffs(tuple(7 * v - 1000 for v in values))
            assert np.array_equal(ranks(shifted, conflict.space), conflict.rank[dm])


def test_no_statement_means_indifferent_and_constants_do_not_matter() -> None:
    space = OptionSpace.of([2, 2], [0, 0], ["both", "both"])
    listed = random_conflict(3, listed=True).space
    for empty in (Statements(()), Weights(())):
        assert ranks(empty, space).tolist() == [0, 0, 0, 0]
        assert set(ranks(empty, listed).tolist()) == {0}
    with pytest.raises(TypeError):
        ranks(Statements((Statement("a", Atom(0)),)), listed)


def test_a_statement_negated_turns_the_order_and_twice_is_as_before() -> None:
    space = OptionSpace.of([2, 3], [0, 1], ["both", "both"])
    one = Statement("a xor b", Xor((Atom(0), Atom(1))), unsure=True)
    first, second = ranks(Statements((one,)), space), ranks(Statements((one.negated(),)), space)
    assert np.array_equal(first, 1 - second)
    assert one.negated().negated() == one
    assert one.negated().expression == Not((one.expression,))


def test_improvements_are_the_preferred_moves() -> None:
    for seed in range(200):
        conflict = random_conflict(seed)
        for dm in range(conflict.n_dm):
            for state in range(conflict.n_state):
                wanted = [
                    t
                    for t in conflict.moves(dm, state).tolist()
                    if conflict.rank[dm, t] > conflict.rank[dm, state]
                ]
                assert conflict.improvements(dm, state).tolist() == wanted
