"""The fast stability of all states against the slow, plain reading of the definitions."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conflicts import ANY, Kind, random_conflict
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import Plain

from tracktwo.analysis import CONCEPTS, NO_MARGIN, solve, solve_ranks
from tracktwo.analysis.once import focal_once
from tracktwo.analysis.stability import Layout, own_guarantees
from tracktwo.conflict import Conflict, DecisionMaker, OptionSpace, Payoffs

KERNELS = ("numpy", "compiled")
LATTICE = (("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr"), ("smr", "gmr"))
seeds = st.integers(0, 10**6)


def slowly(conflict: Conflict, concept: str, *, once: bool = False) -> np.ndarray:
    plain = Plain(conflict)
    states = range(conflict.n_state)
    return np.array(
        [[plain.stable(concept, i, s, once=once) for s in states] for i in range(conflict.n_dm)]
    )


@pytest.mark.parametrize("block", range(8))
def test_fast_is_plain(block: int) -> None:
    for seed in range(block * 150, (block + 1) * 150):
        conflict = random_conflict(seed, ANY if seed % 3 else Kind(most_states=24))
        fast = {k: solve_ranks(conflict.space, conflict.rank, kernel=k) for k in KERNELS}
        for concept in CONCEPTS:
            slow = slowly(conflict, concept)
            for kernel in KERNELS:
                assert np.array_equal(fast[kernel][concept], slow), (seed, concept, kernel)


def test_twins_give_the_same_bytes() -> None:
    for seed in range(2000, 2150):
        conflict = random_conflict(seed, Kind(most_states=512), listed=False)
        assert isinstance(conflict.space, OptionSpace)
        layout = Layout.of(conflict.space, conflict.n_dm)
        by_numpy = own_guarantees(layout, conflict.rank, kernel="numpy")
        by_numba = own_guarantees(layout, conflict.rank, kernel="compiled")
        for dm in range(conflict.n_dm):
            assert by_numpy(dm).tobytes() == by_numba(dm).tobytes(), seed


def test_sanctions_once_are_those_of_opponents_who_move_once() -> None:
    differs = 0
    for seed in range(3000, 3150):
        conflict = random_conflict(seed, Kind(most_states=32))
        literature = solve_ranks(conflict.space, conflict.rank)
        once = solve(conflict, sanctions="once")
        for concept in CONCEPTS:
            assert np.array_equal(once.stable[concept], slowly(conflict, concept, once=True)), seed
            assert not (once.stable[concept] & ~literature[concept]).any()
            differs += bool((once.stable[concept] != literature[concept]).any())
    assert differs


def test_what_a_move_guarantees_is_a_move_or_nothing() -> None:
    for seed in range(4000, 4100):
        conflict = random_conflict(seed)
        for dm in range(conflict.n_dm):
            best = own_guarantees(conflict.space, conflict.rank)(dm)
            nothing = [conflict.moves(dm, s).size == 0 for s in range(conflict.n_state)]
            for row in (*best, *focal_once(conflict.space, dm, conflict.rank)):
                assert np.array_equal(row == -1, nothing)
            for s in range(conflict.n_state):
                to = conflict.moves(dm, s)
                if to.size:
                    assert best[0, s] == conflict.rank[dm, to].max()


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_lattice(seed: int) -> None:
    solution = solve(random_conflict(seed))
    for strong, weak in LATTICE:
        assert not (solution.stable[strong] & ~solution.stable[weak]).any()
        assert set(solution.equilibria[strong]) <= set(solution.equilibria[weak])


@given(seeds)
@settings(max_examples=80, deadline=None)
def test_in_a_full_reversible_conflict_gmr_is_maximin_and_smr_is_nash_or_minimax(seed: int) -> None:
    kind = Kind(infeasible=False, one_way=False)
    conflict = random_conflict(seed, kind, listed=False)
    solution = solve(conflict)
    space = conflict.space
    assert isinstance(space, OptionSpace)
    for i in range(conflict.n_dm):
        own = sum(space.level(o) * space.strides[o] for o in space.own(i)) + 0 * space.codes
        other = space.codes - own
        rank = conflict.rank[i]
        maximin = max(rank[own == o].min() for o in np.unique(own))
        minimax = min(rank[other == o].max() for o in np.unique(other))
        assert np.array_equal(
            solution.stable["gmr"][i], (rank >= maximin) | solution.stable["nash"][i]
        )
        assert np.array_equal(
            solution.stable["smr"][i], (rank >= minimax) | solution.stable["nash"][i]
        )


@given(seeds, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_decision_makers_and_options_changes_nothing(seed: int, random) -> None:
    conflict = random_conflict(seed, listed=False)
    space = conflict.space
    assert isinstance(space, OptionSpace)
    dms = list(range(conflict.n_dm))
    options = list(range(len(space.levels)))
    random.shuffle(dms)
    random.shuffle(options)
    there = np.array([space.state_levels(s) for s in range(space.n_state)])[:, options]
    levels = [space.levels[o] for o in options]
    strides = np.cumprod([1, *levels[:-1]])
    codes = (there * strides).sum(axis=1)
    order = np.argsort(codes)
    moved = OptionSpace(
        tuple(levels),
        tuple(dms.index(space.owner[o]) for o in options),
        tuple(space.direction[o] for o in options),
        codes[order].astype(np.int64),
    )
    rank = conflict.rank[dms][:, order]
    before, after = solve_ranks(space, conflict.rank), solve_ranks(moved, rank)
    for concept in CONCEPTS:
        assert np.array_equal(after[concept], before[concept][dms][:, order])


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_a_decision_maker_without_moves_changes_nothing_for_the_others(seed: int) -> None:
    conflict = random_conflict(seed, listed=False)
    dummy = replace(
        conflict,
        decision_makers=(*conflict.decision_makers, DecisionMaker("extra", "Extra")),
        preferences=(*conflict.preferences, Payoffs((0.0,) * conflict.n_state)),
    )
    before, after = solve(conflict), solve(dummy)
    for concept in CONCEPTS:
        assert np.array_equal(after.stable[concept][:-1], before.stable[concept])
        assert after.stable[concept][-1].all()
        assert np.array_equal(after.equilibria[concept], before.equilibria[concept])
        assert (after.margin[concept][-1] == NO_MARGIN).all()


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_margins_and_certificates_agree_with_the_verdict(seed: int) -> None:
    conflict = random_conflict(seed, Kind(most_states=24, most_dms=3))
    plain = Plain(conflict)
    solution = solve(conflict)
    for concept in CONCEPTS:
        assert np.array_equal(solution.margin[concept] >= 0, solution.stable[concept])
        for i in range(conflict.n_dm):
            for s in range(conflict.n_state):
                why = solution.certificate(concept, i, s)
                assert why.stable == solution.stable[concept][i, s]
                better = plain.better[i][s]
                if why.breaks is not None:
                    assert why.breaks in better
                else:
                    assert {x.improvement for x in why.sanctions} == better
                for x in why.sanctions:
                    at, last = x.improvement, -1
                    for step in x.path:
                        moves = plain.better if concept in ("seq", "sseq") else plain.to
                        assert step.start == at and step.mover not in (i, last)
                        assert step.end in moves[step.mover][at]
                        at, last = step.end, step.mover
                    assert at == x.end and conflict.rank[i, at] <= conflict.rank[i, s]
                    if concept in ("smr", "sseq"):
                        replies = plain.to[i][at]
                        assert all(conflict.rank[i, r] <= conflict.rank[i, s] for r in replies)


def eight_states() -> Conflict:
    """Three decision makers with an option each; C at state 2 is SEQ-stable."""
    best_first = ("21364578", "86124573", "47368125")
    payoffs = []
    for order in best_first:
        payoffs.append(Payoffs(tuple(float(8 - order.index(str(s + 1))) for s in range(8))))
    return Conflict(
        "Eight states",
        tuple(DecisionMaker(n, n.upper()) for n in "abc"),
        OptionSpace.of((2, 2, 2), (0, 1, 2), ("both",) * 3),
        tuple(payoffs),
    )


def test_an_opponent_may_move_again_after_another_has() -> None:
    conflict = eight_states()
    literature, once = solve(conflict), solve(conflict, sanctions="once")
    assert literature.stable["seq"][2, 1]
    assert not once.stable["seq"][2, 1]
    why = literature.certificate("seq", 2, 1)
    assert any(len(s.path) > len({x.mover for x in s.path}) for s in why.sanctions)


def test_time_that_runs_out_leaves_what_is_done_and_says_so() -> None:
    conflict = random_conflict(11, Kind(most_states=64, most_dms=5), listed=False)
    while conflict.n_dm < 3:
        conflict = random_conflict(conflict.n_state + 12, listed=False)
    told: list[tuple[int, int]] = []
    part = solve(conflict, budget_s=-1.0, progress=lambda k, n: told.append((k, n)))
    assert part.done == (0,) and not part.complete and part.equilibria == {}
    assert told == [(1, conflict.n_dm)]
    assert np.array_equal(part.stable["seq"][0], solve(conflict).stable["seq"][0])
    whole = solve(conflict, threads=2)
    assert whole.complete
    for concept in CONCEPTS:
        assert np.array_equal(whole.stable[concept], solve(conflict).stable[concept])


def test_compiled_code_works_where_no_cache_can_be_written(tmp_path: Path) -> None:
    code = (
        "import numba.core.caching as c\n"
        "def none(*a, **k): raise RuntimeError('cannot cache function: no locator available')\n"
        "c.CacheImpl.__init__ = none\n"
        "from tracktwo.analysis import compiled\n"
        "print(compiled.warm().shape)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "(5, 2)", done.stderr
