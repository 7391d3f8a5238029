"""Legal sequences against a plain enumeration; the search with arrays against the one without."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))

from conflicts import Kind, random_conflict

from tracktwo.analysis.arcs import arcs, count_arcs
from tracktwo.analysis.sequences import Reached, Step, reached
from tracktwo.analysis.sweep import layer_by_layer
from tracktwo.conflict import Conflict, DecisionMaker, OptionSpace, Payoffs
from tracktwo.errors import ConflictTooLarge

SMALL = Kind(most_states=20, most_dms=4)


def fewest(
    conflict: Conflict, movers: tuple[int, ...], state: int, *, improving: bool, once: bool
) -> dict[int, int]:
    """The length of a shortest legal sequence to each state: all sequences, a length at a time."""
    rank = conflict.rank.tolist()
    found: dict[int, int] = {}
    ends = {(state, None, ())}
    seen = set(ends)
    length = 0
    while ends:
        length += 1
        longer = set()
        for at, last, moved in ends:
            for j in movers:
                if j == last or (once and j in moved):
                    continue
                for t in conflict.moves(j, at).tolist():
                    if improving and rank[j][t] <= rank[j][at]:
                        continue
                    longer.add((t, j, tuple(sorted({*moved, j})) if once else ()))
        ends = longer - seen
        seen |= ends
        for t, _, _ in ends:
            if t != state:
                found.setdefault(t, length)
    return found


def check_path(
    conflict: Conflict, path: tuple[Step, ...], *, to: int, improving: bool, once: bool
) -> None:
    """A path is a legal sequence of single moves."""
    rank = conflict.rank
    for step in path:
        assert step.end in conflict.moves(step.mover, step.start)
        assert not improving or rank[step.mover, step.end] > rank[step.mover, step.start]
    for step, after in pairwise(path):
        assert step.end == after.start and step.mover != after.mover
    assert path[-1].end == to
    assert not once or len({step.mover for step in path}) == len(path)


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("once", [False, True])
def test_reached_is_the_plain_enumeration(listed: bool, improving: bool, once: bool) -> None:
    ways = {"improving": improving, "once": once}
    for seed in range(50):
        conflict = random_conflict(seed, SMALL, listed=listed)
        rng = np.random.default_rng(seed)
        for movers in [h for k in range(4) for h in combinations(range(conflict.n_dm), k)]:
            start = int(rng.integers(conflict.n_state))
            plain = fewest(conflict, movers, start, **ways)
            got = reached(conflict, movers, start, **ways)
            assert got.states == tuple(sorted(plain)) and got.found is None
            assert {t: k + 1 for k, layer in enumerate(got.layers) for t in layer} == plain
            for t, length in plain.items():
                path = got.path(t)
                assert path[0].start == start and len(path) == length
                assert {step.mover for step in path} <= set(movers)
                check_path(conflict, path, to=t, **ways)
            for t in {*range(conflict.n_state)} - {*plain}:
                with pytest.raises(KeyError):
                    got.path(t)


def same(a: Reached, b: Reached, n: int) -> None:
    assert (a.start, a.layers, a.found) == (b.start, b.layers, b.found)
    for t in a.states:
        assert a.path(t) == b.path(t)
    for t in {*range(n)} - {*a.states}:
        with pytest.raises(KeyError):
            b.path(t)


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("once", [False, True])
def test_arrays_find_the_same_in_the_same_order(
    improving: bool, once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = {"improving": improving, "once": once}
    monkeypatch.setattr("tracktwo.analysis.sequences._SMALL", 10**9)
    for seed in range(100):
        monkeypatch.setattr("tracktwo.analysis.sweep._PAIRS", 1 << 22 if seed % 3 else 40)
        conflict = random_conflict(seed, Kind(most_states=96), listed=False)
        rng = np.random.default_rng(seed)
        start = int(rng.integers(conflict.n_state))
        who = sorted(rng.choice(conflict.n_dm, rng.integers(conflict.n_dm + 1), replace=False))
        who = [int(i) for i in who]
        mask = rng.random(conflict.n_state) < 0.1
        for until in (None, mask, lambda s, m=mask: bool(m[s])):
            slow = reached(conflict, who, start, until=until, **ways)
            fast = layer_by_layer(conflict, who, start, until=until, **ways)
            same(slow, fast, conflict.n_state)
            if until is not None:
                everything = set(reached(conflict, who, start, **ways).states)
                assert (slow.found is None) == (not everything & set(np.flatnonzero(mask)))


def big(n_option: int) -> Conflict:
    """Three decision makers, many options, one of them one-way."""
    ways = ["both"] * (n_option - 1) + ["forward"]
    space = OptionSpace.of([2] * n_option, [o % 3 for o in range(n_option)], ways)
    rng = np.random.default_rng(n_option)
    return Conflict(
        title="Many options",
        decision_makers=tuple(DecisionMaker(f"d{i}", f"Party {i}") for i in range(3)),
        space=space,
        preferences=tuple(
            Payoffs(tuple(rng.integers(0, 200, space.n_state).astype(float))) for _ in range(3)
        ),
    )


@pytest.mark.parametrize("improving", [False, True])
def test_the_search_goes_over_to_arrays(improving: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = big(9)
    usual = [reached(conflict, range(3), s, improving=improving) for s in (0, 77, 511)]
    monkeypatch.setattr("tracktwo.analysis.sequences._SMALL", 10**9)
    for one in usual:
        assert len(one.states) > 200
        slow = reached(conflict, range(3), one.start, improving=improving)
        same(slow, one, conflict.n_state)


@pytest.mark.parametrize("improving", [False, True])
def test_arcs_are_the_moves(improving: bool) -> None:
    for seed in range(200):
        conflict = random_conflict(seed, Kind(most_states=64))
        for dm in range(conflict.n_dm):
            all_of = arcs(conflict, dm, improving=improving)
            assert all_of.end.size <= count_arcs(conflict, dm)
            for s in range(conflict.n_state):
                to = conflict.improvements(dm, s) if improving else conflict.moves(dm, s)
                part = slice(all_of.begin[s], all_of.begin[s + 1])
                assert all_of.end[part].tolist() == to.tolist()
                assert (all_of.start[part] == s).all()


def test_too_many_arcs_are_refused_before_any_work() -> None:
    with pytest.raises(ConflictTooLarge, match="Party 1 has up to 3,584 moves among 512 states"):
        arcs(big(9), 1, limit=3583)
    assert arcs(big(9), 1, limit=3584).end.size == 3584
