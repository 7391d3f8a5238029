"""Inverse analysis against all preferences of small conflicts, one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations, permutations, product

import numpy as np
import pytest
from altered import Other
from conflicts import Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import Plain

from tracktwo.analysis.conditions import CONCEPTS, Condition, Requirement, condition, preferred
from tracktwo.analysis.counting import count
from tracktwo.analysis.inverse import invert, lowered, ranking_of
from tracktwo.analysis.least import cheapest
from tracktwo.conflict import Conflict, ListedSpace, Payoffs, Ranking
from tracktwo.conflict.preferences import ranks
from tracktwo.errors import UnknownChoice

SMALL = Kind(most_states=6, most_dms=3)
MIDDLE = Kind(most_states=12, most_dms=3)
seeds = st.integers(0, 10**6)


def subsets(items):
    return chain.from_iterable(combinations(items, k) for k in range(len(items) + 1))


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_the_condition_is_the_definition(seed):
    conflict = random_conflict(seed, MIDDLE)
    plain = Plain(conflict)
    for dm in range(conflict.n_dm):
        for state in range(conflict.n_state):
            above = preferred(conflict, dm, state)
            for concept in CONCEPTS:
                needs = condition(conflict, dm, state, concept)
                assert needs.holds(above) == plain.stable(concept, dm, state)
                assert needs.holds(above) or needs.clauses(conflict)


@given(seeds)
@settings(max_examples=25, deadline=None)
def test_counts_are_those_of_all_sets_and_all_strict_rankings(seed):
    conflict = random_conflict(seed, replace(SMALL, most_states=5))
    n = conflict.n_state
    if n > 6:
        return
    other = Other(conflict)
    rng = np.random.default_rng(seed)
    dm, state = int(rng.integers(conflict.n_dm)), int(rng.integers(n))
    rest = [t for t in range(n) if t != state]
    for concept in CONCEPTS:
        found = count(condition(conflict, dm, state, concept), n)
        assert found is not None
        strict = list(permutations(range(n)))
        assert found.of_rankings == len(strict)
        assert found.rankings == sum(other.stable(concept, dm, state, row) for row in strict)
        sets = [[float(t in chosen) for t in range(n)] for chosen in subsets(rest)]
        assert found.of_sets == len(sets)
        assert found.sets == sum(other.stable(concept, dm, state, row) for row in sets)


@given(seeds, st.booleans())
@settings(max_examples=100, deadline=None)
def test_the_change_is_the_least_and_does_what_it_should(seed, ties):
    conflict = random_conflict(seed, replace(SMALL, most_states=8))
    n = conflict.n_state
    if n > 8:
        return
    other = Other(conflict)
    rng = np.random.default_rng(seed)
    dm, state = int(rng.integers(conflict.n_dm)), int(rng.integers(n))
    rank = conflict.rank[dm]
    rest = [t for t in range(n) if t != state]
    for concept in CONCEPTS:
        result = invert(conflict, state, concept, [dm], ties=ties)
        change = result.changes[0]
        new = ranks(change.ranking, conflict.space)
        assert result.exact and other.stable(concept, dm, state, new.tolist())
        assert change.stable == other.stable(concept, dm, state, rank.tolist())
        assert change.stable == (not change.falls)
        best = min(
            (len(fall), sum(int(rank[t] - rank[state]) for t in fall))
            for above in map(set, subsets(rest))
            if other.stable(concept, dm, state, [float(t in above) for t in range(n)])
            for fall in [[t for t in rest if rank[t] > rank[state] and t not in above]]
        )
        assert (len(change.falls), change.levels) == best
        for t in rest:
            was, now = np.sign(rank[t] - rank[state]), np.sign(new[t] - new[state])
            assert now == ((0 if ties else -1) if t in change.falls else was)
        same = [t for t in range(n) if t not in change.falls]
        assert np.array_equal(
            np.unique(new[same], return_inverse=True)[1],
            np.unique(rank[same], return_inverse=True)[1],
        )
        if not ties and len(set(rank.tolist())) == n:
            assert len(set(new.tolist())) == n


@given(seeds, st.sampled_from(["seq", "sseq"]))
@settings(max_examples=60, deadline=None)
def test_the_joint_change_is_the_least_of_its_kind(seed, concept):
    conflict = random_conflict(seed, replace(SMALL, most_dms=2))
    if conflict.n_state > 6:
        return
    state = seed % conflict.n_state
    who = range(conflict.n_dm)
    above = [sorted(preferred(conflict, i, state)) for i in who]
    best = None
    for falls in product(*(list(subsets(a)) for a in above)):
        rank = conflict.rank.copy()
        for i in who:
            rank[i, list(falls[i])] = rank[i, state]
        plain = Plain(conflict.with_preferences({i: Payoffs(tuple(rank[i])) for i in who}))
        if all(plain.stable(concept, i, state) for i in who):
            levels = int((conflict.rank - rank).sum())
            price = (sum(map(len, falls)), levels)
            best = price if best is None else min(best, price)
    result = invert(conflict, state, concept)
    assert result.exact
    assert (result.falls, sum(c.levels for c in result.changes)) == best
    after = Plain(conflict.with_preferences(result.preferences))
    assert all(after.stable(concept, i, state) for i in who)


def test_a_joint_search_that_is_cut_short_says_so():
    cut = []
    for seed in range(60):
        conflict = random_conflict(seed, Kind(most_states=16, most_dms=3))
        for concept in ("seq", "sseq"):
            result = invert(conflict, seed % conflict.n_state, concept, tries=1)
            after = Plain(conflict.with_preferences(result.preferences))
            assert all(after.stable(concept, i, result.state) for i in range(conflict.n_dm))
            if not result.exact:
                cut.append(result)
                assert "cut short" in result.sentences(conflict)[-1]
    assert cut


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_renaming_states_changes_no_number(seed):
    conflict = random_conflict(seed, MIDDLE, listed=True)
    assert isinstance(conflict.space, ListedSpace)
    n = conflict.n_state
    to = np.random.default_rng(seed).permutation(n).tolist()
    moves = [
        [(to[s], to[t]) for s in range(n) for t in conflict.space.reach[i][s]]
        for i in range(conflict.n_dm)
    ]
    rank = np.empty_like(conflict.rank)
    rank[:, to] = conflict.rank
    other = Conflict(
        "renamed",
        conflict.decision_makers,
        ListedSpace.of([str(k) for k in range(n)], moves),
        tuple(Payoffs(tuple(row)) for row in rank.tolist()),
    )
    state = seed % n
    for concept in CONCEPTS:
        for dm in range(conflict.n_dm):
            a = invert(conflict, state, concept, [dm]).changes[0]
            b = invert(other, to[state], concept, [dm]).changes[0]
            assert (len(a.falls), a.levels, a.count) == (len(b.falls), b.levels, b.count)


formulas = st.lists(
    st.lists(st.frozensets(st.integers(1, 8), min_size=1, max_size=4), min_size=1, max_size=5),
    max_size=5,
)


@given(formulas, st.lists(st.integers(1, 9), min_size=9, max_size=9), st.sampled_from([0, 20_000]))
@settings(max_examples=150, deadline=None)
def test_the_cheapest_set_is_the_cheapest(formula, costs, nodes):
    cost = dict(enumerate(costs))
    found = cheapest(formula, cost, nodes=nodes)
    assert all(any(a <= found for a in r) for r in formula)
    best = min(
        sum(cost[t] for t in chosen)
        for chosen in map(frozenset, subsets(range(1, 9)))
        if all(any(a <= chosen for a in r) for r in formula)
    )
    assert sum(cost[t] for t in found) == best


@given(formulas)
@settings(max_examples=150, deadline=None)
def test_counting_agrees_with_listing(formula):
    needs = Condition(0, 0, "gmr", tuple(Requirement(k, tuple(r)) for k, r in enumerate(formula)))
    found = count(needs, 10)
    assert found is not None
    assert found.sets == sum(needs.holds(chosen) for chosen in subsets(range(1, 10)))


def test_counting_stops_when_it_is_too_much():
    rng = np.random.default_rng(1)
    rows = [
        tuple(frozenset(rng.choice(200, 12).tolist()) - {0} for _ in range(6)) for _ in range(80)
    ]
    needs = Condition(0, 0, "smr", tuple(Requirement(k, row) for k, row in enumerate(rows)))
    assert count(needs, 200, work=50_000) is None
    assert count(needs, 3_000) is None


def test_a_large_conflict_is_counted_and_changed_fast():
    conflict = random_conflict(5, Kind(1024, 3, infeasible=False, one_way=False), listed=False)
    for concept in CONCEPTS:
        for dm in range(conflict.n_dm):
            assert invert(conflict, 0, concept, [dm]).exact


def test_the_prisoners_dilemma():
    to = [(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]
    space = ListedSpace.of(["both defect", "A yields", "B yields", "both yield"], to)
    base = random_conflict(1, Kind(most_states=4), listed=True)
    conflict = replace(
        base,
        decision_makers=tuple(replace(base.decision_makers[0], id=n, label=n) for n in "AB"),
        space=space,
        preferences=(Ranking(((2,), (3,), (0,), (1,))), Ranking(((1,), (3,), (0,), (2,)))),
    )
    result = invert(conflict, 3, "nash")
    assert result.sentences(conflict) == (
        'A: "B yields" must fall to the level of "both yield".',
        'B: "A yields" must fall to the level of "both yield".',
    )
    assert [c.levels for c in result.changes] == [1, 1]
    assert invert(conflict, 3, "seq").falls == 0
    assert result.changes[0].needs.clauses(conflict) == (
        'For A, "both yield" is at least as good as "B yields".',
    )
    numbers = result.changes[0].count
    assert numbers is not None
    assert (numbers.sets, numbers.of_sets, numbers.rankings, numbers.of_rankings) == (4, 8, 12, 24)


def test_an_unknown_concept_is_told():
    with pytest.raises(UnknownChoice, match="did you mean"):
        invert(random_conflict(1), 0, "nahs")


def test_lowered_keeps_the_order_of_those_that_fall():
    rank = np.array([5, 1, 3, 4, 2, 0], dtype=np.int32)
    assert lowered(rank, 1, [0, 2], ties=False) == Ranking(((3,), (4,), (1,), (0,), (2,), (5,)))
    assert lowered(rank, 1, [0, 2]) == Ranking(((3,), (4,), (0, 1, 2), (5,)))
    assert ranking_of(rank) == Ranking(((0,), (3,), (2,), (4,), (1,), (5,)))
