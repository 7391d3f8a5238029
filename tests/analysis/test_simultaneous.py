"""Simultaneous stability against all combinations one by one."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))

from conflicts import Kind, random_conflict

from tracktwo.analysis import simultaneous
from tracktwo.analysis.simultaneous import (
    sim_certificate,
    sim_cost,
    sim_stable,
)
from tracktwo.conflict import Conflict, DecisionMaker, OptionSpace, Payoffs
from tracktwo.errors import ConflictTooLarge, NeedsOptions

SMALL = Kind(most_states=32, most_dms=4)


def plain(conflict: Conflict, unstable: np.ndarray) -> tuple[np.ndarray, int]:
    """Stability, and how many combinations there are (an improvement by itself counts too)."""
    space, rank = conflict.space, conflict.rank
    assert isinstance(space, OptionSpace)
    result = np.ones((conflict.n_dm, conflict.n_state), dtype=bool)
    count = 0
    for s in range(conflict.n_state):
        better = [conflict.improvements(j, s).tolist() for j in range(conflict.n_dm)]
        for i in range(conflict.n_dm):
            for t in better[i]:
                choices = [
                    [t] if j == i else [None, *(better[j] if unstable[j, s] else [])]
                    for j in range(conflict.n_dm)
                ]
                undone = False
                for chosen in product(*choices):
                    count += 1
                    if sum(c is not None for c in chosen) < 2:
                        continue
                    levels = list(space.state_levels(s))
                    for j, c in enumerate(chosen):
                        for o in space.own(j) if c is not None else ():
                            levels[o] = space.state_levels(c)[o]
                    end = space.find(levels)
                    undone |= end is not None and rank[i, end] <= rank[i, s]
                result[i, s] &= undone
    return result, count


@pytest.mark.parametrize("who", ["everyone", "some"])
def test_sim_is_all_combinations(who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    differ = 0
    for seed in range(150):
        monkeypatch.setattr(simultaneous, "_BATCH", 3 if seed % 2 else 1 << 17)
        monkeypatch.setattr(simultaneous, "_TABLE", 0 if seed % 3 else 1 << 24)
        conflict = random_conflict(seed, SMALL, listed=False)
        shape = (conflict.n_dm, conflict.n_state)
        unstable = np.random.default_rng(seed).random(shape) < (0.6 if who == "some" else 2)
        expected, count = plain(conflict, unstable)
        got = sim_stable(conflict, unstable=unstable)
        assert np.array_equal(got, expected), seed
        assert sim_cost(conflict, unstable=unstable) == count
        nash = [
            [not conflict.improvements(i, s).size for s in range(shape[1])] for i in range(shape[0])
        ]
        differ += int((got & ~np.array(nash)).sum())
    assert differ > 50


def test_certificates_hold() -> None:
    for seed in range(200, 260):
        conflict = random_conflict(seed, SMALL, listed=False)
        rank = conflict.rank
        unstable = np.random.default_rng(seed).random(rank.shape) < 0.7
        stable = sim_stable(conflict, unstable=unstable)
        for i in range(conflict.n_dm):
            for s in range(conflict.n_state):
                got = sim_certificate(conflict, i, s, unstable=unstable)
                assert got == sim_certificate(conflict, i, s, unstable=unstable[:, s])
                assert got.stable == stable[i, s]
                improvements = set(conflict.improvements(i, s).tolist())
                undone = {x.improvement for x in got.sanctions}
                assert undone <= improvements and (undone == improvements) == got.stable
                assert got.breaks == min(improvements - undone, default=None)
                for x in got.sanctions:
                    assert x.replies and rank[i, x.end] <= rank[i, s]
                    levels = list(conflict.space.state_levels(x.improvement))
                    for reply in x.replies:
                        assert unstable[reply.mover, s] and reply.mover != i and reply.start == s
                        assert reply.end in conflict.improvements(reply.mover, s)
                        for o in conflict.space.own(reply.mover):
                            levels[o] = conflict.space.state_levels(reply.end)[o]
                    assert conflict.space.find(levels) == x.end


def test_chicken_is_the_example_of_the_source() -> None:
    """Both would rather stand firm against a side that swerves; both at once is the collision."""
    chicken = Conflict(
        title="Chicken",
        decision_makers=(DecisionMaker("a", "A"), DecisionMaker("b", "B")),
        space=OptionSpace.of([2, 2], [0, 1], ["both", "both"]),
        preferences=(Payoffs((1.0, 2.0, 4.0, 3.0)), Payoffs((1.0, 4.0, 2.0, 3.0))),
    )
    unstable = np.array([[chicken.improvements(i, s).size != 0 for s in range(4)] for i in (0, 1)])
    stable = sim_stable(chicken, unstable=unstable)
    assert stable[:, 3].all()  # swerving: both defecting at once is the worst for both
    assert not stable[:, 0].any()  # collision: both swerving at once is better for both


def test_the_other_must_be_unstable() -> None:
    conflict = random_conflict(1, SMALL, listed=False)
    nobody = np.zeros(conflict.rank.shape, dtype=bool)
    nash = [
        [not conflict.improvements(i, s).size for s in range(conflict.n_state)]
        for i in range(conflict.n_dm)
    ]
    assert sim_stable(conflict, unstable=nobody).tolist() == nash


def test_listed_moves_and_sizes_are_refused_by_name() -> None:
    listed = random_conflict(1, SMALL, listed=True)
    everyone = np.ones(listed.rank.shape, dtype=bool)
    for ask in (sim_stable, sim_cost):
        with pytest.raises(NeedsOptions, match="simultaneous stability is defined for options"):
            ask(listed, unstable=everyone)
    with pytest.raises(NeedsOptions):
        sim_certificate(listed, 0, 0)
    conflict = random_conflict(0, Kind(infeasible=False, most_states=64), listed=False)
    everyone = np.ones(conflict.rank.shape, dtype=bool)
    count = sim_cost(conflict, unstable=everyone)
    assert count > 0
    with pytest.raises(ConflictTooLarge, match=f"{count:,} combinations of improvements, about"):
        sim_stable(conflict, unstable=everyone, limit=count - 1)
