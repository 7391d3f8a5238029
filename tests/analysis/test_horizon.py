"""Limited-move and non-myopic stability against the recursion written out."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "conflict"))

from conflicts import Kind, random_conflict, random_rank

from tracktwo.analysis.horizon import (
    anticipated,
    limited_move,
    non_myopic,
)
from tracktwo.conflict import Conflict, DecisionMaker, ListedSpace, OptionSpace, Payoffs
from tracktwo.errors import NeedsTwoDecisionMakers

TWO = Kind(most_states=32, most_dms=2)


def two(kind: Kind = TWO, *, begin: int = 0, many: int = 200) -> list[Conflict]:
    """Random conflicts of two decision makers, a fifth of them with listed moves."""
    found: list[Conflict] = []
    seed = begin
    while len(found) < many:
        conflict = random_conflict(seed, kind)
        if conflict.n_dm == 2:
            found.append(conflict)
        seed += 1
    return found


def game(row: list[int], column: list[int], title: str = "A game") -> Conflict:
    """Two decision makers with one option each; states NN, YN, NY, YY."""
    return Conflict(
        title=title,
        decision_makers=(DecisionMaker("row", "Row"), DecisionMaker("column", "Column")),
        space=OptionSpace.of([2, 2], [0, 1], ["both", "both"]),
        preferences=(Payoffs(tuple(map(float, row))), Payoffs(tuple(map(float, column)))),
    )


class Plain:
    """G_h(i, s), by the letter."""

    def __init__(self, conflict: Conflict) -> None:
        self.u = conflict.rank.tolist()
        self.to = [
            [conflict.moves(i, s).tolist() for s in range(conflict.n_state)] for i in range(2)
        ]
        self.known: dict[tuple[int, int, int], int] = {}

    def ends(self, h: int, i: int, s: int) -> int:
        if h == 0 or not self.to[i][s]:
            return s
        if (h, i, s) not in self.known:
            options = [self.ends(h - 1, 1 - i, t) for t in self.to[i][s]]
            best = max(options, key=lambda end: self.u[i][end])  # the first of the best
            self.known[h, i, s] = best if self.u[i][best] > self.u[i][s] else s
        return self.known[h, i, s]


def test_limited_move_is_the_recursion() -> None:
    for conflict in two():
        plain = Plain(conflict)
        for h in (1, 2, 3, 4, 7):
            got = limited_move(conflict, h)
            expected = [[plain.ends(h, i, s) for s in range(conflict.n_state)] for i in range(2)]
            assert got.ends.tolist() == expected, conflict.title
            assert np.array_equal(got.stable, got.ends == np.arange(conflict.n_state))


def test_one_move_is_nash() -> None:
    for conflict in two(begin=5000, many=100):
        nash = [
            [not conflict.improvements(i, s).size for s in range(conflict.n_state)]
            for i in range(2)
        ]
        assert limited_move(conflict, 1).stable.tolist() == nash


def test_non_myopic_is_what_holds_in_the_long_run() -> None:
    periods = set()
    for conflict in two(begin=1000):
        plain, n = Plain(conflict), conflict.n_state
        met: dict[tuple[int, ...], int] = {}
        stages: list[tuple[int, ...]] = []
        while True:
            h = len(stages)
            stage = tuple(plain.ends(h, i, s) for i in range(2) for s in range(n))
            if stage in met:
                break
            met[stage] = h
            stages.append(stage)
        cycle = np.array(stages[met[stage] :]).reshape(-1, 2, n)
        got = non_myopic(conflict)
        assert (got.settled, got.period) == (met[stage], len(cycle))
        assert np.array_equal(got.stable, (cycle == np.arange(n)).all(axis=0))
        same = (cycle == cycle[0]).all(axis=0)
        assert np.array_equal(got.ends, np.where(same, cycle[0], -1))
        assert got.equilibria == tuple(np.flatnonzero(got.stable.all(axis=0)))
        periods.add(got.period)
    assert len(periods) > 1  # or the test would not see a cycle


def test_the_line_leads_where_it_says() -> None:
    for conflict in two(begin=3000, many=60):
        rank = conflict.rank
        for h in (1, 2, 5):
            got = limited_move(conflict, h)
            for i in range(2):
                for s in range(conflict.n_state):
                    line = anticipated(conflict, i, s, h)
                    assert line.leaves == (not got.stable[i, s])
                    assert len(line.path) <= h
                    if not line.path:
                        assert not conflict.moves(i, s).size
                        continue
                    assert line.leaves == (rank[i, line.end] > rank[i, s])
                    assert line.end == got.ends[i, s] or not line.leaves
                    assert [p.mover for p in line.path] == [
                        (i + k) % 2 for k in range(len(line.path))
                    ]
                    at = s
                    for step in line.path:
                        assert step.start == at and step.end in conflict.moves(step.mover, at)
                        at = step.end


def test_names_of_states_do_not_matter_without_ties() -> None:
    for seed in range(60):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(2, 9))
        there = rng.random((2, n, n)) < 0.4
        rank = random_rank(rng, 2, n, ties=False)
        new = rng.permutation(n)
        names = [f"s{k}" for k in range(n)]
        results = []
        for name in (np.arange(n), new):
            moves = [
                [(int(name[s]), int(name[t])) for s, t in zip(*np.nonzero(m), strict=False)]
                for m in there
            ]
            order = np.argsort(name)
            conflict = Conflict(
                title="Renamed",
                decision_makers=(DecisionMaker("a", "A"), DecisionMaker("b", "B")),
                space=ListedSpace.of(names, moves),
                preferences=tuple(Payoffs(tuple(map(float, row[order]))) for row in rank),
            )
            results.append(non_myopic(conflict).stable[:, name])
        assert np.array_equal(*results)


def test_known_games() -> None:
    # States NN, YN, NY, YY; Y cooperates. From mutual cooperation a departure is answered, and the
    # loss of both follows; from mutual defection the departing side would be left with the worst.
    dilemma = game([2, 1, 4, 3], [2, 4, 1, 3])
    assert non_myopic(dilemma).equilibria == (0, 3)
    assert limited_move(dilemma, 1).equilibria == (0,)
    # Chicken: only the compromise. From either Nash equilibrium the side that is worse off goes to
    # the collision, from which the other then gives way.
    chicken = game([1, 2, 4, 3], [1, 4, 2, 3])
    assert non_myopic(chicken).equilibria == (3,)
    assert limited_move(chicken, 1).equilibria == (1, 2)


def test_other_numbers_of_decision_makers_are_refused() -> None:
    for n_dm in (1, 3):
        space = OptionSpace.of([2], [0], ["both"])
        conflict = Conflict(
            title="Not two",
            decision_makers=tuple(DecisionMaker(f"d{i}", f"D{i}") for i in range(n_dm)),
            space=space,
            preferences=tuple(Payoffs((0.0, 1.0)) for _ in range(n_dm)),
        )
        for ask in (non_myopic, lambda c: limited_move(c, 2), lambda c: anticipated(c, 0, 0, 2)):
            with pytest.raises(NeedsTwoDecisionMakers, match=f"there are {n_dm}"):
                ask(conflict)
    with pytest.raises(ValueError, match="horizon"):
        limited_move(game([0, 1, 2, 3], [0, 1, 2, 3]), 0)
